//! What is wrong with cases, or strange about them.

use crate::{rows, table};
use cutpoint::data::sanity::{self, Finding, Scale};
use cutpoint::data::{Cases, Part, Roles, SplitSource, Table, cases, cases_with, recognise};

fn guessed(t: Table) -> Cases {
    let roles = recognise(&t, None).roles;
    cases_with(t, &roles).expect("cases")
}

fn found(cases: &Cases) -> Vec<Finding> {
    sanity::check(cases, cases.score.as_deref())
}

#[test]
fn good_predictions_give_no_finding() {
    let c = guessed(rows("score,label", 400, |i| format!("0.{:03},{}", i * 2, u32::from(i * 7 % 400 < i))));
    assert_eq!(found(&c), []);
}

#[test]
fn one_class_and_few_positives_are_counted_in_each_set() {
    let t = rows("score,label,split", 100, |i| {
        format!("0.{i:02},{},{}", u32::from(i == 4), ["choose", "test"][(i % 2) as usize])
    });
    let c = guessed(t);
    let class = || "1".to_owned();
    let few = Finding::FewPositives { part: Part::Choose, class: class(), positives: 1, cases: 50 };
    let one = Finding::OneClass { part: Part::Test, class: "0".into(), cases: 50 };
    assert_eq!(found(&c), [few, one]);
}

#[test]
fn a_scale_other_than_0_to_1_is_named() {
    let scale = |score: fn(u32) -> f64| {
        let c = guessed(rows("score,label", 400, |i| format!("{},{}", score(i), u32::from(i * 7 % 400 < i))));
        found(&c).into_iter().find_map(|f| match f {
            Finding::Scale { scale, outside, .. } => Some((scale, outside)),
            _ => None,
        })
    };
    assert_eq!(scale(|i| f64::from(i) / 4.0), Some((Scale::Percent, 395)));
    assert_eq!(scale(|i| f64::from(i) / 10.0 - 20.0), Some((Scale::Logit, 389)));
    assert_eq!(scale(|i| f64::from(i) * 10.0), Some((Scale::Other, 399)));
    assert_eq!(scale(|i| f64::from(i) / 400.0), None);
}

#[test]
fn scores_that_are_lower_for_positive_cases_are_inverted() {
    let c = guessed(rows("score,label", 400, |i| format!("0.{:03},{}", i * 2, u32::from(i * 7 % 400 > i))));
    assert!(
        matches!(found(&c)[..], [Finding::Inverted { positive, negative, .. }] if positive < negative),
        "{:?}",
        found(&c)
    );
}

#[test]
fn one_score_for_every_case_is_constant() {
    let c = guessed(rows("score,label", 100, |i| format!("0.5,{}", i % 2)));
    assert_eq!(found(&c), [Finding::ConstantScore { score: 0.5, cases: 100 }]);
}

#[test]
fn cases_of_the_test_that_stand_elsewhere_too_are_duplicates() {
    let t = rows("a,b,label,split", 120, |i| {
        let k = if i == 119 { 0 } else { i };
        format!("{k}.5,{}.25,{},{}", k * 3, k * 7 % 2, ["choose", "train", "test"][(i % 3) as usize])
    });
    let c = cases(t, None).unwrap();
    assert!(matches!(c.split_source, SplitSource::Column { .. }));
    let all = found(&c);
    assert!(all.contains(&Finding::Duplicates { duplicates: 1, cases: 40 }), "{all:?}");
    assert!(all.contains(&Finding::LeftOut { rows: 40 }));
}

#[test]
fn a_feature_that_tells_the_label_is_named() {
    let t = rows("a,copy,label", 200, |i| format!("{i}.5,{},{}", ["no", "si"][(i % 2) as usize], i % 2));
    let c = cases(t, None).unwrap();
    assert!(found(&c).contains(&Finding::LabelAmongFeatures { column: "copy".into(), agree: 200, cases: 200 }));
}

#[test]
fn missing_values_repeated_ids_and_rows_without_label_are_counted() {
    let t = rows("id,a,b,label", 100, |i| {
        let label = if i == 7 { "" } else { ["0", "1"][(i % 2) as usize] };
        format!("k{},{},{}.5,{label}", i / 2, if i % 10 == 0 { "NA".into() } else { i.to_string() }, i)
    });
    let c = cases(t, None).unwrap();
    let all = found(&c);
    assert!(all.contains(&Finding::Unlabelled { rows: 1 }));
    assert!(all.contains(&Finding::Missing { cells: 10, cases: 10, columns: vec!["a".into()] }));
    assert!(all.contains(&Finding::RepeatedIds { column: "id".into(), rows: 49 }));
}

#[test]
fn three_classes_lead_to_the_views_for_many() {
    let c = guessed(rows("score,label", 300, |i| format!("0.{:03},{}", i * 3, i * 7 % 3)));
    assert!(found(&c).iter().any(|f| matches!(f, Finding::ManyClasses { count: 3, .. })));
}

#[test]
fn an_onnx_that_does_not_reproduce_the_scores_is_said_with_count_and_distance() {
    let given = [0.1, 0.5, 0.9];
    assert_eq!(sanity::compare_scores(&given, &[0.1 + 1e-7, 0.5, 0.9]), None);
    let other = sanity::compare_scores(&given, &[0.1, 0.25, 0.9]);
    assert_eq!(other, Some(Finding::NotReproduced { differ: 1, cases: 3, largest: 0.25, row: 2 }));
    assert_eq!(sanity::compare_scores(&given, &[0.9, 0.5, 0.1]), Some(Finding::Complement { cases: 3 }));
    assert!(sanity::compare_scores(&[f64::INFINITY], &[1.0]).is_some());
}

#[test]
fn weights_are_whole_counts() {
    let t = table("score,label,n\n0.5,1,3\n0.25,0,2\n");
    let roles = Roles {
        weight: Some("n".into()),
        label: Some("label".into()),
        score: Some("score".into()),
        sealed: cutpoint::data::scenario::Sealed::Nothing,
        ..Roles::default()
    };
    assert_eq!(cases_with(t.clone(), &roles).unwrap().weight, Some(vec![3.0, 2.0]));
    let t = table("score,label,n\n0.5,1,3\n0.25,0,2.5\n");
    let error = cases_with(t, &roles).unwrap_err();
    assert_eq!((error.id().as_str(), error.to_string().contains("row 2 (line 3)")), ("data-error-bad-weight", true));
}

#[test]
fn percentages_and_log_odds_become_numbers_from_0_to_1_in_the_same_order() {
    let mut scores = [0.0, 12.5, 100.0];
    sanity::to_unit(&mut scores, Scale::Percent);
    assert_eq!(scores, [0.0, 0.125, 1.0]);
    let mut scores = [-800.0, -1.0, 0.0, 1.0, 800.0];
    sanity::to_unit(&mut scores, Scale::Logit);
    assert_eq!((scores[0], scores[2], scores[4]), (0.0, 0.5, 1.0));
    assert!((scores[3] - 0.731_058_578_630_004_9).abs() < 1e-15 && scores[1] < scores[2]);
}

#[test]
fn scores_of_one_class_turn_into_those_of_the_other() {
    let mut probabilities = [0.25, 1.0, 0.0];
    sanity::to_other_class(&mut probabilities);
    assert_eq!(probabilities, [0.75, 0.0, 1.0]);
    let mut margins = [-2.0, 0.5];
    sanity::to_other_class(&mut margins);
    assert_eq!(margins, [2.0, -0.5]);
}
