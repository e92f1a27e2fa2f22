//! Which cases are looked at, and which are sealed for a final check.

use crate::rows;
use cutpoint::data::sanity::{self, Finding};
use cutpoint::data::scenario::{Scenario, Sealed};
use cutpoint::data::{Cases, DataError, Part, SplitSource, Table, cases, read_scenario};

/// Cases whose split column says these words in turn.
fn split_by(words: &'static [&'static str], n: u32) -> Table {
    rows("a,label,split", n, |i| format!("{i}.5,{},{}", i * 7 % 2, words[i as usize % words.len()]))
}

fn looking_at_all() -> Scenario {
    let mut scenario = Scenario::default();
    scenario.splits.sealed = Sealed::Nothing;
    scenario
}

fn count(cases: &Cases, part: Part) -> usize {
    cases.in_part(part).filter(|x| *x).count()
}

#[test]
fn without_a_column_half_is_sealed_unless_somebody_wants_to_look_at_all() {
    let table = || rows("a,label", 300, |i| format!("{i}.5,{}", i * 7 % 2));
    let half = cases(table(), None).unwrap();
    assert!(half.split_source.is_open() && half.split_source.made_here());
    assert!((110..190).contains(&count(&half, Part::Test)), "{}", count(&half, Part::Test));
    let all = cases(table(), Some(&looking_at_all())).unwrap();
    assert_eq!((all.split_source.clone(), count(&all, Part::Choose)), (SplitSource::All, 300));
    assert!(all.split_source.is_open(), "it can still be sealed");
    assert!(!all.split_source.made_here() && !all.has_sealed());
}

#[test]
fn a_column_that_says_choose_in_every_row_is_taken_at_its_word() {
    let c = cases(split_by(&["choose"], 200), None).unwrap();
    assert_eq!(c.split_source, SplitSource::Column { column: "split".into() });
    assert_eq!(count(&c, Part::Choose), 200);
    assert!(sanity::check(&c, None).contains(&Finding::NothingSealed {}));
}

#[test]
fn validation_rows_beside_training_rows_are_all_for_choosing() {
    let c = cases(split_by(&["train", "valid"], 600), None).unwrap();
    assert_eq!([Part::Choose, Part::Test, Part::Neither].map(|part| count(&c, part)), [300, 0, 300]);
    assert!(!c.split_source.is_open());
}

#[test]
fn a_test_beside_training_rows_is_what_was_held_back_and_can_be_halved_or_looked_at() {
    let half = cases(split_by(&["train", "test"], 600), None).unwrap();
    assert!(matches!(half.split_source, SplitSource::ColumnAndHash { .. }));
    assert!(half.split_source.made_here(), "nobody outside knows which half is for choosing");
    assert_eq!(count(&half, Part::Neither), 300);
    assert!((110..190).contains(&count(&half, Part::Test)), "{}", count(&half, Part::Test));
    let all = cases(split_by(&["train", "test"], 600), Some(&looking_at_all())).unwrap();
    assert_eq!([Part::Choose, Part::Test, Part::Neither].map(|part| count(&all, part)), [300, 0, 300]);
    assert_eq!(all.split_source, SplitSource::All);
}

#[test]
fn a_column_that_seals_every_row_is_said_with_what_to_do() {
    for scenario in [Scenario::default(), looking_at_all()] {
        let error = cases(split_by(&["test"], 100), Some(&scenario)).unwrap_err();
        assert!(matches!(&error, DataError::AllSealed { column, .. } if column == "split"), "{error}");
    }
    let error = cases(split_by(&["train"], 100), None).unwrap_err();
    assert!(matches!(error, DataError::EmptySplit { .. }), "{error}");
}

#[test]
fn a_split_is_said_to_be_made_here_unless_the_file_tells_both_sets() {
    let told = cases(split_by(&["choose", "test"], 100), Some(&looking_at_all())).unwrap();
    assert!(!told.split_source.made_here() && !told.split_source.is_open());
    assert_eq!((count(&told, Part::Test), told.has_sealed()), (50, true), "the column has the last word");
}

#[test]
fn what_is_sealed_is_kept_in_the_scenario_and_leaves_the_usual_words_alone() {
    let mut scenario = looking_at_all();
    scenario.title = "t".into();
    let again = read_scenario(scenario.to_json().as_bytes()).unwrap();
    assert_eq!(again.splits.sealed, Sealed::Nothing);
    // Words other than "choose" and "test" would still be known by their usual names.
    let c = cases(split_by(&["validation", "holdout"], 100), Some(&again)).unwrap();
    assert_eq!((count(&c, Part::Choose), count(&c, Part::Test)), (50, 50));
    let old = read_scenario(br#"{"title": "t", "splits": {"choose": "a", "test": "b"}}"#).unwrap();
    assert_eq!(old.splits.sealed, Sealed::Half, "files written before this was asked mean half");
}
