//! Every error, finding and reason has a message in the locale, and the
//! message names only arguments that it is given.

use std::collections::{BTreeMap, BTreeSet};

use cutpoint::data::error::{EntryRule, Rule};
use cutpoint::data::inputs::Mismatch;
use cutpoint::data::positive::Why;
use cutpoint::data::recognise::{Asked, Reason};
use cutpoint::data::sanity::{Finding, Scale};
use cutpoint::data::{Arg, DataError, Part};

const LOCALE: &str = include_str!("../locales/en/data.ftl");

/// Message id -> the arguments that it names.
fn messages() -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut id = String::new();
    for line in LOCALE.lines() {
        if let Some((name, _)) = line.split_once(" =").filter(|_| line.starts_with("data-")) {
            id = name.to_owned();
            assert!(messages.insert(id.clone(), BTreeSet::new()).is_none(), "{id} comes twice");
        }
        if line.starts_with('#') {
            continue;
        }
        for rest in line.split('$').skip(1) {
            let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            messages.get_mut(&id).expect("an id comes first").insert(name);
        }
    }
    messages
}

fn s() -> String {
    "x".into()
}

/// One of each error; the match below fails to compile when one is added.
fn errors() -> Vec<DataError> {
    use DataError::*;
    let (file, column) = (s(), s());
    let all = vec![
        Empty { file: s() },
        NotATable { file: s(), found: s() },
        Damaged { file: s(), format: s() },
        Unsupported { file: s(), what: s() },
        NoCases { file: s() },
        Choose { files: vec![s()] },
        NoRows { file: s() },
        Ragged { file: s(), row: 1, line: 2, expected: 3, found: 4 },
        OpenQuote { file: s(), line: 1 },
        Encoding { file: s(), row: 1, line: 2, encoding: s() },
        DuplicateColumn { file: s(), column: s() },
        TooLarge { file: s(), what: s(), limit: 1 },
        NoLabel { file: s(), columns: vec![s(), s()] },
        MissingColumn { file: s(), column: s(), role: s(), columns: vec![] },
        TwoRoles { file: s(), column: s(), role: s(), other: s() },
        NotANumber { file: s(), row: 1, line: 2, column: s(), value: s(), role: s() },
        BadWeight { file: s(), row: 1, line: 2, column: s(), value: s() },
        NoLabels { file: s(), column: s() },
        TooManyClasses { file: s(), column: s(), found: 1, limit: 1 },
        NoSuchClass { file: s(), column: s(), class: s(), values: vec![] },
        AllSealed { file: s(), column: s() },
        EmptySplit { file: s(), column: s(), values: vec![] },
        Json { file: s(), line: 1, column: 1, problem: s() },
        Nested { file, row: 1, line: 1, column },
        BadEntry { file: s(), entry: s(), rule: EntryRule::Path },
        MissingFile { file: s(), wanted: s(), files: vec![] },
        Field { file: s(), field: s(), value: s(), rule: Rule::Named },
    ];
    for error in &all {
        match error {
            Empty { .. } | NotATable { .. } | Damaged { .. } | NoRows { .. } | Ragged { .. } | OpenQuote { .. } => {}
            Encoding { .. } | DuplicateColumn { .. } | TooLarge { .. } | NoLabel { .. } | MissingColumn { .. } => {}
            TwoRoles { .. } | NotANumber { .. } | BadWeight { .. } | NoLabels { .. } | TooManyClasses { .. } => {}
            NoSuchClass { .. } | AllSealed { .. } | EmptySplit { .. } | Json { .. } | Nested { .. } | Field { .. } => {}
            NoCases { .. } | Choose { .. } | Unsupported { .. } | BadEntry { .. } | MissingFile { .. } => {}
        }
    }
    all
}

fn others() -> Vec<(String, Vec<(String, Arg)>)> {
    let part = Part::Choose;
    let findings = [
        Finding::OneClass { part, class: s(), cases: 1 },
        Finding::FewPositives { part, class: s(), positives: 1, cases: 1 },
        Finding::ManyClasses { count: 3, classes: vec![] },
        Finding::Unlabelled { rows: 1 },
        Finding::LeftOut { rows: 1 },
        Finding::NothingSealed {},
        Finding::Scale { scale: Scale::Logit, min: 0.0, max: 1.0, outside: 1 },
        Finding::Inverted { class: s(), positive: 0.0, negative: 1.0 },
        Finding::NeverBelowHalf { class: s(), min: 0.5 },
        Finding::Separated { cases: 1 },
        Finding::ConstantScore { score: 0.0, cases: 1 },
        Finding::Duplicates { duplicates: 1, cases: 1 },
        Finding::LabelAmongFeatures { column: s(), agree: 1, cases: 1 },
        Finding::Missing { cells: 1, cases: 1, columns: vec![] },
        Finding::RepeatedIds { column: s(), rows: 1 },
        Finding::NotReproduced { differ: 1, cases: 1, largest: 1.0, row: 1 },
        Finding::Complement { cases: 1 },
    ];
    let reasons = [
        Reason::Named,
        Reason::NamedLike,
        Reason::Counterpart { told: s() },
        Reason::SameValues { answer: s() },
        Reason::ModelClasses {},
        Reason::ImpliedBy { columns: vec![] },
        Reason::ToldBy { score: s(), area: 0.5 },
        Reason::AddUp { other: s() },
        Reason::Sureness { answer: s() },
        Reason::TwoValues { values: vec![] },
        Reason::InUnit { min: 0.0, max: 1.0 },
        Reason::SetWords { values: vec![] },
        Reason::Unique,
        Reason::Dates { example: s() },
        Reason::ClassScore { class: s() },
        Reason::FewValues { count: 1 },
        Reason::InputName,
        Reason::InOrder,
    ];
    let asked = [
        Asked::WhichLabel {},
        Asked::SeveralScores {},
        Asked::NoTruth { columns: vec![] },
        Asked::OnlyDecisions { columns: vec![] },
    ];
    let mismatches = [
        Mismatch::Count { input: s(), expected: 1, found: 1, columns: vec![] },
        Mismatch::Names { lacking: vec![], left: vec![] },
        Mismatch::Type { input: s(), columns: vec![] },
    ];
    let whys = [Why::Convention, Why::ModelOrder, Why::Rarer, Why::Only];
    let mut all: Vec<_> = findings.iter().map(Finding::message).collect();
    all.extend(reasons.iter().map(Reason::message));
    all.extend(asked.iter().map(Asked::message));
    all.extend(mismatches.iter().map(Mismatch::message));
    all.extend(whys.iter().map(Why::message));
    all
}

#[test]
fn every_error_finding_and_reason_has_a_message_with_its_arguments() {
    let mut left = messages();
    let all = errors().iter().map(|e| (e.id(), e.args())).chain(others()).collect::<Vec<_>>();
    for (id, args) in all {
        let named = left.remove(&id).unwrap_or_else(|| panic!("{id} is not in the locale"));
        let given: BTreeSet<String> = args.into_iter().map(|(name, _)| name).collect();
        assert!(named.is_subset(&given), "{id} names {named:?} and is given {given:?}");
    }
    assert!(left.is_empty(), "nothing says {:?}", left.keys());
}

#[test]
fn an_error_keeps_its_arguments_over_the_worker_boundary() {
    for error in errors() {
        let text = serde_json::to_string(&error).unwrap();
        assert_eq!(serde_json::from_str::<DataError>(&text).unwrap(), error);
        assert!(!error.to_string().is_empty());
    }
    let args = DataError::NoLabel { file: "a.csv".into(), columns: vec!["b".into(), "c".into()] }.args();
    assert_eq!(args, [("columns".into(), Arg::Text("b, c".into())), ("file".into(), Arg::Text("a.csv".into()))]);
}
