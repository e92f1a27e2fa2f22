//! What is asked, what is offered, what is said before the start.

use super::{findings, model_of, number, open, text, zoo_model};
use cutpoint::data::recognise::Role;
use cutpoint::data::sanity::Scale;

const TUMOUR: &[u8] = include_bytes!("../../models/tumour/cases.csv");

#[test]
fn a_model_and_its_cases_start_at_once() {
    let mut opened = open(&[("model.onnx", &model_of("tumour", "model.onnx")), ("cases.csv", TUMOUR)]).unwrap();
    let found = &opened.found;
    assert!(found.checked.problem.is_none() && found.checked.mismatch.is_none(), "{:?}", found.checked);
    assert!(found.checked.positive_is_certain);
    assert_eq!(found.checked.scenario.positive_class.as_deref(), Some("malignant"));
    let role = |role| found.roles.iter().find(|r| r.role == role).map(|r| r.column.as_str());
    assert_eq!((role(Role::Label), role(Role::Split)), (Some("label"), Some("split")));
    assert_eq!(found.checked.feeds.iter().map(|feed| feed.columns.len()).sum::<usize>(), 30);
    assert_eq!(found.preview.len(), 6);
    let scenario = opened.scenario();
    let taken = opened.take(&scenario).unwrap();
    assert_eq!((taken.head.columns.len(), taken.scores.is_some()), (30, false));
    assert_eq!(taken.head.classes[taken.head.positive as usize], "malignant");
}

#[test]
fn the_positive_class_is_left_open_until_it_is_named() {
    let csv = b"score,label\n0.9,red\n0.2,blue\n0.7,red\n0.1,blue\n0.3,blue\n";
    let mut opened = open(&[("p.csv", csv)]).unwrap();
    let checked = &opened.found.checked;
    assert!(!checked.positive_is_certain && checked.scenario.positive_class.is_none());
    let (likely, why) = checked.likely.as_ref().unwrap();
    assert_eq!((likely.as_str(), why.id.as_str()), ("red", "data-positive-rarer"));
    assert_eq!(checked.classes, [("blue".to_owned(), 3), ("red".to_owned(), 2)]);
    let mut scenario = opened.scenario();
    scenario.positive_class = Some("blue".into());
    let checked = opened.check(scenario);
    assert!(checked.positive_is_certain);
    assert_eq!(opened.take(&checked.scenario).unwrap().head.positive, 1);
}

#[test]
fn three_classes_are_said_and_one_of_them_counts_against_the_rest() {
    let mut csv = String::from("prob_a,prob_b,prob_c,label\n");
    for row in 0..90 {
        let class = ["a", "b", "c"][row % 3];
        let p = |of: &str| if of == class { 0.5 + row as f64 / 1000.0 } else { 0.25 - row as f64 / 2000.0 };
        csv += &format!("{},{},{},{class}\n", p("a"), p("b"), p("c"));
    }
    let mut opened = open(&[("p.csv", csv.as_bytes())]).unwrap();
    assert!(findings(&opened.found.checked).contains(&"many-classes"));
    assert!(!opened.found.checked.positive_is_certain);
    for class in ["a", "b", "c"] {
        let mut scenario = opened.scenario();
        scenario.positive_class = Some(class.into());
        let checked = opened.check(scenario);
        // Each class brings its own column of scores.
        assert_eq!(checked.scenario.columns.score.as_deref(), Some(format!("prob_{class}").as_str()));
        assert!(checked.problem.is_none(), "{:?}", checked.problem);
    }
    let scenario = opened.scenario();
    let taken = opened.take(&scenario).unwrap();
    let all = taken.class_scores.expect("the scores of all classes, for the views of several classes");
    assert_eq!(taken.head.classes, ["a", "b", "c"]);
    assert_eq!((all.len(), &all[..3]), (270, &[0.5, 0.25, 0.25][..]));
}

#[test]
fn a_table_that_does_not_fit_is_told_from_what_the_model_expects() {
    let csv = "a,b,label\n1,2,0\n2,3,1\n3,4,0\n4,5,1\n";
    let opened = open(&[("model.onnx", &model_of("tumour", "model.onnx")), ("cases.csv", csv.as_bytes())]).unwrap();
    let mismatch = opened.found.checked.mismatch.as_ref().unwrap();
    assert_eq!(mismatch.id, "data-mismatch-count");
    assert_eq!((number(mismatch, "expected"), number(mismatch, "found")), (30.0, 2.0));
    assert_eq!(text(mismatch, "columns"), "a, b");
}

#[test]
fn columns_can_be_given_to_inputs_by_hand() {
    let mut csv = String::from("four,three,two,one,extra,label\n");
    let data: Vec<[f64; 4]> = (0..60).map(|i| [5.0 + f64::from(i) / 60.0, 3.0, 1.0 + f64::from(i % 6), 0.2]).collect();
    for (i, [one, two, three, four]) in data.iter().enumerate() {
        csv += &format!("{four},{three},{two},{one},{i},{}\n", i % 3);
    }
    let mut opened = open(&[("m.onnx", &zoo_model("skl_forest_three")), ("c.csv", csv.as_bytes())]).unwrap();
    assert!(opened.found.checked.mismatch.is_some(), "five columns for four values");
    let mut scenario = opened.scenario();
    let input = opened.found.models[0].inputs[0].0.clone();
    let columns: Vec<String> = ["one", "two", "three", "four"].map(str::to_owned).to_vec();
    scenario.models[0].inputs = vec![cutpoint::data::scenario::ModelInput { name: input, columns: columns.clone() }];
    scenario.positive_class = Some("2".into());
    let checked = opened.check(scenario);
    assert!(checked.mismatch.is_none() && checked.problem.is_none(), "{checked:?}");
    let taken = opened.take(&checked.scenario).unwrap();
    assert_eq!(taken.head.columns.len(), 4);
    assert_eq!(checked.feeds[0].columns, columns);
}

#[test]
fn a_role_that_someone_empties_is_not_guessed_again() {
    let csv = b"score,label,split\n0.9,1,choose\n0.2,0,test\n0.7,1,test\n0.1,0,choose\n";
    let mut opened = open(&[("p.csv", csv)]).unwrap();
    let mut scenario = opened.scenario();
    assert_eq!(scenario.columns.split.as_deref(), Some("split"));
    scenario.columns.split = Some(String::new());
    let checked = opened.check(scenario);
    let taken = opened.take(&checked.scenario).unwrap();
    assert!(taken.head.split_made_here);
}

#[test]
fn log_odds_are_offered_the_sigmoid_and_become_probabilities() {
    let mut csv = String::from("score,label\n");
    for i in 0..80 {
        csv += &format!("{},{}\n", f64::from(i - 40) / 8.0, u8::from(i > 45));
    }
    let mut opened = open(&[("p.csv", csv.as_bytes())]).unwrap();
    assert_eq!(opened.found.checked.scale, Some(Scale::Logit));
    assert!(findings(&opened.found.checked).contains(&"scale"));
    let mut scenario = opened.scenario();
    scenario.score_scale = opened.found.checked.scale;
    let checked = opened.check(scenario);
    assert!(!findings(&checked).contains(&"scale"), "{:?}", checked.findings);
    let scores = opened.take(&checked.scenario).unwrap().scores.unwrap();
    assert_eq!(scores[40], 0.5);
    assert!(scores.iter().all(|s| (0.0..=1.0).contains(s)));
}

#[test]
fn a_table_without_score_and_model_says_what_is_needed() {
    let opened = open(&[("c.csv", b"colour,label\nred,1\nblue,0\nred,0\n")]).unwrap();
    assert_eq!(opened.found.checked.problem.as_ref().unwrap().id, "import-no-score");
}

#[test]
fn a_model_that_gives_other_scores_than_its_trainer_says_so_with_counts() {
    let tumour = String::from_utf8(TUMOUR.to_vec()).unwrap();
    let mut lines = tumour.lines();
    let mut csv = format!("{},y_prob\n", lines.next().unwrap());
    lines.for_each(|line| csv += &format!("{line},0.123\n"));
    let opened = open(&[("model.onnx", &model_of("tumour", "model.onnx")), ("c.csv", csv.as_bytes())]).unwrap();
    let checked = &opened.found.checked;
    let finding = checked.findings.iter().find(|f| f.id == "data-finding-not-reproduced").unwrap();
    assert!(number(finding, "differ") > 300.0 && number(finding, "cases") == 342.0, "{finding:?}");
}

#[test]
fn missing_values_are_passed_on_to_a_model_that_takes_them_and_refused_by_one_that_does_not() {
    let gap = |csv: &str, column: usize| {
        let mut lines: Vec<String> = csv.lines().map(str::to_owned).collect();
        for line in lines.iter_mut().skip(3).take(7) {
            let mut cells: Vec<&str> = line.split(',').collect();
            cells[column] = "";
            *line = cells.join(",");
        }
        lines.join("\n")
    };
    let iris = |i: usize| format!("{},{},{},{},{}", 5.0 + i as f64 / 60.0, 3, 1 + i % 6, 0.2, i % 3);
    let table: String =
        std::iter::once("a,b,c,d,label".to_owned()).chain((0..60).map(iris)).collect::<Vec<_>>().join("\n");
    let table = gap(&table, 0);
    let opened = open(&[("m.onnx", &zoo_model("xgb_holes")), ("c.csv", table.as_bytes())]).unwrap();
    let checked = &opened.found.checked;
    assert!(checked.problem.is_none(), "{checked:?}");
    let missing = checked.findings.iter().find(|f| f.id == "data-finding-missing").unwrap();
    assert_eq!((number(missing, "cells"), number(missing, "cases")), (7.0, 7.0));
    assert!(findings(checked).contains(&"import-missing-passed"));

    let csv = gap(std::str::from_utf8(TUMOUR).unwrap(), 5);
    let opened = open(&[("m.onnx", &model_of("tumour", "model.onnx")), ("c.csv", csv.as_bytes())]).unwrap();
    let problem = opened.found.checked.problem.as_ref().expect("a linear model cannot take them");
    assert_eq!(problem.id, "import-no-number");
    assert_eq!(number(problem, "incomplete"), 7.0);
}
