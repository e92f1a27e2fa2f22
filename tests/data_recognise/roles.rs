//! Which column is what.

use crate::rows;
use cutpoint::data::inputs::Mismatch;
use cutpoint::data::positive::Why;
use cutpoint::data::recognise::{Confidence, Reason, Role};
use cutpoint::data::{InputShape, ModelShape, Part, Recognition, cases_with, recognise};

fn reason(recognition: &Recognition, role: Role) -> (&str, &Reason, bool) {
    let guess = recognition.guesses.iter().find(|g| g.role == role).expect("the role is there");
    (&guess.column, &guess.reason, guess.confidence == Confidence::Certain)
}

fn vector(width: usize) -> ModelShape {
    let input = InputShape { name: "X".into(), width: Some(width), ..InputShape::default() };
    ModelShape { inputs: vec![input], classes: vec!["0".into(), "1".into()] }
}

#[test]
fn one_onnx_and_one_csv_with_columns_in_order_need_no_question() {
    for name in ["y", "label", "target", "class", "Y True"] {
        let t = rows(&format!("age,income,{name}"), 30, |i| format!("{},{}.5,{}", 20 + i, i * 7, i % 2));
        let seen = recognise(&t, Some(&vector(2)));
        assert!(seen.is_certain(), "{name}: {seen:?}");
        assert_eq!(seen.roles.label.as_deref(), Some(name));
        assert_eq!(seen.roles.features.as_deref(), Some(&["age".to_owned(), "income".to_owned()][..]));
        assert_eq!(seen.positive.unwrap().reason, Why::Convention);
    }
}

#[test]
fn predictions_alone_are_score_and_label_under_many_names() {
    for (score, label) in [("score", "label"), ("y_prob", "y_true"), ("proba_1", "target"), ("Probability", "Class")] {
        let t = rows(&format!("{score},{label}"), 40, |i| format!("0.{:03},{}", i * 17 % 1000, i % 2));
        let seen = recognise(&t, None);
        assert_eq!(reason(&seen, Role::Score), (score, &Reason::Named, true));
        assert_eq!(reason(&seen, Role::Label), (label, &Reason::Named, true));
        assert!(seen.is_certain());
        assert!(cases_with(t, &seen.roles).unwrap().features.is_empty());
    }
}

#[test]
fn hard_predictions_are_no_score_when_there_is_a_probability() {
    let t = rows("y_true,y_pred,y_pred_proba", 40, |i| format!("{},{},0.{:03}", i % 2, i % 3 % 2, i * 17 % 1000));
    assert_eq!(reason(&recognise(&t, None), Role::Score).0, "y_pred_proba");
}

#[test]
fn every_role_is_found_in_one_table() {
    let t = rows("case_id,when,site,n,score,split,outcome", 60, |i| {
        let set = if i % 3 == 0 { "test" } else { "val" };
        format!(
            "c{i},2026-01-{:02},site {},{},0.{:03},{set},{}",
            i % 28 + 1,
            i % 4,
            i % 5,
            i * 7,
            ["ok", "fraud"][(i % 2) as usize]
        )
    });
    let seen = recognise(&t, None);
    let column = |role| reason(&seen, role).0;
    assert_eq!(
        [Role::Id, Role::Date, Role::Slice, Role::Weight, Role::Score, Role::Split, Role::Label].map(column),
        ["case_id", "when", "site", "n", "score", "split", "outcome"]
    );
    assert_eq!(reason(&seen, Role::Date).1, &Reason::Dates { example: "2026-01-01".into() });
    assert_eq!(reason(&seen, Role::Slice).1, &Reason::FewValues { count: 4 });
    let found = cases_with(t, &seen.roles).unwrap();
    assert_eq!((found.slices.len(), found.in_part(Part::Test).filter(|x| *x).count()), (1, 20));
    assert_eq!(found.label.positive_class(), "fraud");
}

#[test]
fn the_positive_class_is_asked_for_unless_it_is_certain() {
    let of = |values: [&str; 2]| {
        let t = rows("score,label", 40, |i| format!("0.{:03},{}", i * 17 % 1000, values[usize::from(i % 4 == 0)]));
        recognise(&t, None).positive.unwrap()
    };
    for values in [["0", "1"], ["no", "yes"], ["FALSE", "TRUE"], ["-1", "1"], ["negative", "positive"]] {
        let positive = of(values);
        assert!(positive.certain && positive.classes[positive.index].0 == values[1], "{values:?} {positive:?}");
    }
    let positive = of(["cat", "dog"]);
    assert_eq!((positive.certain, positive.reason, positive.index), (false, Why::Rarer, 1));
    assert_eq!(positive.classes, [("cat".to_owned(), 30), ("dog".to_owned(), 10)]);
}

#[test]
fn a_table_that_the_model_cannot_take_says_what_both_have() {
    let t = rows("a,b,c,label", 30, |i| format!("{i}.5,{i}.25,{i}.75,{}", i % 2));
    let seen = recognise(&t, Some(&vector(2)));
    let columns = ["a", "b", "c"].map(str::to_owned).to_vec();
    assert_eq!(seen.mismatch, Some(Mismatch::Count { input: "X".into(), expected: 2, found: 3, columns }));
    assert!(!seen.is_certain());
}

#[test]
fn inputs_of_one_column_each_are_matched_by_name_in_any_order_and_spelling() {
    let input = |name: &str, is_text| InputShape { name: name.into(), width: Some(1), is_text, columns: vec![] };
    let inputs = vec![input("Income", false), input("home_town", true), input("label_count", false)];
    let model = ModelShape { inputs, classes: vec![] };
    let t = rows("home town,label_count,income,label", 30, |i| format!("t{},{i},{i}.5,{}", i % 3, i % 2));
    let seen = recognise(&t, Some(&model));
    let fed: Vec<_> = seen.inputs.iter().map(|i| i.columns[0].as_str()).collect();
    assert_eq!((fed, seen.mismatch), (vec!["income", "home town", "label_count"], None));
    let t = rows("income,label", 30, |i| format!("{i}.5,{}", i % 2));
    let lacking = ["home_town", "label_count"].map(str::to_owned).to_vec();
    assert_eq!(recognise(&t, Some(&model)).mismatch, Some(Mismatch::Names { lacking, left: vec![] }));
}

#[test]
fn a_vector_of_numbers_and_a_vector_of_texts_share_the_columns_by_type() {
    let input = |name: &str, is_text| InputShape { name: name.into(), width: Some(2), is_text, columns: vec![] };
    let model = ModelShape { inputs: vec![input("num", false), input("cat", true)], classes: vec![] };
    let t = rows("a,x,b,y,label", 30, |i| format!("{i}.5,p{},{i}.25,q{},{}", i % 2, i % 3, i % 2));
    let seen = recognise(&t, Some(&model));
    let fed: Vec<_> = seen.inputs.iter().map(|i| i.columns.join(" ")).collect();
    assert_eq!((fed, seen.mismatch), (vec!["a b".to_owned(), "x y".to_owned()], None));
}

#[test]
fn a_column_that_the_model_asks_for_by_name_is_never_the_label() {
    let names: Vec<String> = ["class", "weight", "id"].map(str::to_owned).to_vec();
    let input = InputShape { name: "X".into(), width: Some(3), columns: names.clone(), ..InputShape::default() };
    let model = ModelShape { inputs: vec![input], classes: vec![] };
    let t = rows("id,class,weight,target", 30, |i| format!("{i},{},{},{}", i % 3, i % 7, i % 2));
    let seen = recognise(&t, Some(&model));
    assert_eq!(
        (seen.roles.label.as_deref(), seen.roles.weight, seen.roles.features),
        (Some("target"), None, Some(names))
    );
}

#[test]
fn of_a_score_for_each_class_the_one_of_the_positive_class_is_the_score() {
    let t = rows("label,prob_benign,prob_malignant", 60, |i| {
        format!("{},0.{:03},0.{:03}", ["benign", "malignant"][usize::from(i % 5 == 0)], 999 - i, i)
    });
    let seen = recognise(&t, None);
    assert_eq!(reason(&seen, Role::Score), ("prob_malignant", &Reason::ClassScore { class: "malignant".into() }, true));
    let c = cases_with(t, &seen.roles).unwrap();
    assert_eq!(
        c.class_scores.iter().map(|(class, s)| (class.as_str(), s[3])).collect::<Vec<_>>(),
        [("benign", 0.996), ("malignant", 0.003)]
    );
    assert_eq!(c.score.unwrap()[3], 0.003);
    // Three classes, numbers as names, as scikit-learn's predict_proba gives them.
    let t = rows("proba_2,proba_0,proba_1,y", 60, |i| format!("0.1,0.{:03},0.{:03},{}", 900 - i, i, i % 3));
    let seen = recognise(&t, None);
    let columns: Vec<_> =
        seen.roles.class_scores.iter().map(|(class, column)| (class.as_str(), column.as_str())).collect();
    assert_eq!(columns, [("0", "proba_0"), ("1", "proba_1"), ("2", "proba_2")]);
    // One column alone is no family.
    let t = rows("label,prob_malignant", 60, |i| format!("{},0.{i:03}", ["benign", "malignant"][(i % 2) as usize]));
    assert_eq!(recognise(&t, None).roles.class_scores, []);
}

#[test]
fn a_column_that_the_model_waits_for_is_a_feature_whatever_it_is_called() {
    let t = rows("id,risk,weight,label", 60, |i| format!("{i},0.{i:03},{},{}", i % 7, i % 2));
    // Four columns, a model of three: "id" and all others feed it.
    let fed =
        |width| recognise(&t, Some(&vector(width))).inputs.iter().flat_map(|i| i.columns.clone()).collect::<Vec<_>>();
    assert_eq!(fed(3), ["id", "risk", "weight"]);
    assert_eq!(fed(2), ["risk", "weight"]);
    assert!(recognise(&t, Some(&vector(4))).mismatch.is_some());
}
