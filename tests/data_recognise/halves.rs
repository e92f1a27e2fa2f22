//! The halves that are made here: every class has the same share in both,
//! and nothing but names, rows and what a model reads decides.

use crate::table;
use cutpoint::data::sanity::{self, Finding};
use cutpoint::data::{Cases, Part, Roles, cases_with};
use proptest::prelude::*;

fn roles(id: bool, weight: bool, has_model: bool) -> Roles {
    let named = |is: bool, name: &str| is.then(|| name.to_owned());
    let mut roles = Roles { label: named(true, "label"), id: named(id, "id"), ..Roles::default() };
    (roles.weight, roles.has_model) = (named(weight, "n"), has_model);
    roles
}

/// (class, a feature, a count) of each row.
type Row = (u8, u8, u32);

fn open(rows: &[Row], roles: &Roles, constant: bool) -> Cases {
    let line = |(at, (class, x, n)): (usize, &Row)| {
        let id = if roles.id.is_some() { format!("c{at},") } else { String::new() };
        let n = if roles.weight.is_some() { format!(",{n}") } else { String::new() };
        let constant = if constant { ",2026-11-27,v3" } else { "" };
        format!("{id}{x},{class}{n}{constant}\n")
    };
    let id = if roles.id.is_some() { "id," } else { "" };
    let n = if roles.weight.is_some() { ",n" } else { "" };
    let body: String = rows.iter().enumerate().map(line).collect();
    let header = format!("{id}x,label{n}{}", if constant { ",run,version" } else { "" });
    cases_with(table(&format!("{header}\n{body}")), roles).expect("cases")
}

/// Cases of a class in a set.
fn count(cases: &Cases, class: &str, part: Part) -> f64 {
    let at = cases.label.classes.iter().position(|known| known == class);
    let weight = |row: usize| cases.weight.as_ref().map_or(1.0, |w| w[row]);
    let of = |row: &usize| cases.split[*row] == part && at == Some(cases.label.codes[*row] as usize);
    (0..cases.len()).filter(of).map(weight).sum()
}

fn gaps(cases: &Cases) -> Vec<f64> {
    let gap = |class: &String| count(cases, class, Part::Choose) - count(cases, class, Part::Test);
    cases.label.classes.iter().map(gap).collect()
}

fn row(classes: u8, features: u8) -> impl Strategy<Value = Row> {
    (0..classes, 0..features, prop_oneof![0_u32..4, 0_u32..100_000])
}

proptest! {
    #[test]
    fn shares_of_each_class_differ_by_rounding_alone(
        rows in prop::collection::vec(row(4, 250), 2..300), id: bool, weight: bool,
    ) {
        let cases = open(&rows, &roles(id, weight, false), false);
        let gaps = gaps(&cases);
        prop_assert!(gaps.iter().all(|gap| gap.abs() <= 1.0), "{gaps:?}");
        // By row or by count all halves differ by no more than that, too.
        if !id || weight {
            prop_assert!(gaps.iter().sum::<f64>().abs() <= 1.0, "{gaps:?}");
        }
        prop_assert_eq!(cases.weight.map(|w| w.iter().sum()), weight.then(|| rows.iter().map(|r| f64::from(r.2)).sum::<f64>()));
    }

    #[test]
    fn what_a_model_reads_holds_equal_cases_together_and_both_halves_hold_each_class(
        rows in prop::collection::vec(row(3, 40), 2..300), few in 1_u8..40,
    ) {
        let rows: Vec<Row> = rows.into_iter().map(|(class, x, n)| (class, x % few, n)).collect();
        let cases = open(&rows, &roles(true, false, true), false);
        for (class, gap) in cases.label.classes.iter().zip(gaps(&cases)) {
            let all = count(&cases, class, Part::Choose) + count(&cases, class, Part::Test);
            prop_assert!(gap.abs() <= (all / 10.0).max(1.0), "{class}: {gap} of {all}");
            prop_assert!(all < 2.0 || gap.abs() < all, "{class} is in one half alone");
        }
    }

    #[test]
    fn constant_columns_change_nothing(
        rows in prop::collection::vec(row(2, 90), 2..200), id: bool, weight: bool, has_model: bool,
    ) {
        let roles = roles(id, weight, has_model);
        let (without, with) = (open(&rows, &roles, false), open(&rows, &roles, true));
        prop_assert_eq!(without.split, with.split);
        prop_assert_eq!(without.weight, with.weight);
    }

    #[test]
    fn names_decide_wherever_their_rows_stand(rows in prop::collection::vec(row(2, 9), 2..200), turn in 0_usize..200) {
        let text = |order: &[usize]| {
            let line = |at: &usize| format!("c{at},{},{}\n", rows[*at].1, rows[*at].0);
            order.iter().map(line).fold("id,x,label\n".to_owned(), |text, line| text + &line)
        };
        let mut order: Vec<usize> = (0..rows.len()).collect();
        let first = cases_with(table(&text(&order)), &roles(true, false, false)).unwrap();
        order.rotate_left(turn % rows.len());
        order.reverse();
        let second = cases_with(table(&text(&order)), &roles(true, false, false)).unwrap();
        for (place, at) in order.iter().enumerate() {
            prop_assert_eq!(first.split[*at], second.split[place]);
        }
    }
}

#[test]
fn equal_cases_of_a_model_are_in_one_set() {
    let rows: Vec<Row> = (0..1_000).map(|i| ((i % 2) as u8, (i % 250) as u8, 1)).collect();
    let cases = open(&rows, &roles(false, false, true), false);
    for (at, part) in cases.split.iter().enumerate() {
        assert_eq!(*part, cases.split[at % 250]);
    }
    assert!(gaps(&cases).iter().all(|gap| gap.abs() <= 4.0), "{:?}", gaps(&cases));
    // Columns that no model reads hold nothing together.
    let leftover = open(&rows, &roles(false, false, false), false);
    assert_ne!(leftover.split[..250], leftover.split[250..500]);
}

#[test]
fn a_prediction_that_is_left_over_does_not_sort_the_halves_by_itself() {
    // A column that says which class was predicted, and two that say nothing.
    let row = |i: u32| format!("{},{},v3,2026-11-27\n", i % 10 / 7, i % 11 / 8);
    let text: String = (0..770).map(row).collect();
    let cases = cases_with(table(&format!("label,pred,model,run\n{text}")), &roles(false, false, false)).unwrap();
    let predicted = cases.features[0].values.clone();
    let is_one = |row: &usize| predicted.text(*row).as_deref() == Some("1");
    let of = |part: Part| (0..cases.len()).filter(|row| cases.split[*row] == part).filter(is_one).count();
    assert!(of(Part::Choose) > 70 && of(Part::Test) > 70);
}

#[test]
fn a_row_that_stands_for_many_cases_is_divided_by_its_count() {
    // Two million cases, grouped by a score of two decimals.
    let mut text = String::from("id,score,label,n\n");
    for i in 0..=100_u32 {
        text += &format!("a{i},{},0,{}\n", f64::from(i) / 100.0, 190 * (101 - i) + 7);
        text += &format!("b{i},{},1,{}\n", f64::from(i) / 100.0, 170 * i + 3);
    }
    let mut roles = roles(true, true, false);
    roles.score = Some("score".into());
    let cases = cases_with(table(&text), &roles).unwrap();
    assert!(cases.len() > 400 && cases.has_sealed());
    // Precision and recall at 0.5 are those of the whole within sampling error.
    let (score, weight) = (cases.score.as_ref().unwrap(), cases.weight.as_ref().unwrap());
    let sum = |keep: &dyn Fn(usize) -> bool| (0..cases.len()).filter(|r| keep(*r)).map(|r| weight[r]).sum::<f64>();
    let positive: Vec<bool> = cases.label.is_positive().collect();
    let figures = |inside: &dyn Fn(usize) -> bool| {
        let hit = sum(&|r| inside(r) && score[r] >= 0.5 && positive[r]);
        (hit / sum(&|r| inside(r) && score[r] >= 0.5), hit / sum(&|r| inside(r) && positive[r]))
    };
    let (whole, half) = (figures(&|_| true), figures(&|r| cases.split[r] == Part::Choose));
    assert!((whole.0 - half.0).abs() < 0.003 && (whole.1 - half.1).abs() < 0.003, "{whole:?} {half:?}");
    // The two parts of a row are no cases that come twice.
    let found = sanity::check(&cases, cases.score.as_deref());
    assert!(!found.iter().any(|f| matches!(f, Finding::RepeatedIds { .. } | Finding::Duplicates { .. })), "{found:?}");
    // Looked at together, nothing is divided.
    roles.sealed = cutpoint::data::scenario::Sealed::Nothing;
    assert_eq!(cases_with(table(&text), &roles).unwrap().len(), 202);
}
