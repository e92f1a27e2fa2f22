//! Roles judged together: a model's own answer is never the truth, a decision
//! is no score, and what is open is asked.

use crate::rows;
use cutpoint::data::recognise::{Asked, Confidence, Reason, Role};
use cutpoint::data::sanity::{self, Finding};
use cutpoint::data::{Recognition, Table, cases_with, recognise};

/// A truth, a probability that tells it for the most part, and the decision made from it.
fn told(i: u32) -> (u32, f64, u32) {
    let score = f64::from(i * 37 % 100) / 100.0;
    (u32::from(i * 53 % 100 < (score * 100.0) as u32), score, u32::from(score >= 0.5))
}

fn label(t: &Table) -> Option<String> {
    recognise(t, None).roles.label
}

fn asked(seen: &Recognition, role: Role) -> Option<(&Asked, Vec<&str>)> {
    let question = seen.questions.iter().find(|question| question.role == role)?;
    assert!(question.choices.iter().all(|choice| choice.confidence == Confidence::Open));
    Some((&question.why, question.choices.iter().map(|choice| choice.column.as_str()).collect()))
}

#[test]
fn no_answer_of_a_model_is_the_truth_whatever_a_program_calls_it() {
    let names = ["pred", "y_pred", "prediction", "Scored Labels", "Pred_SVM", "predicted_label", "FraudPrediction"];
    for name in names.into_iter().chain([".pred_class", "I_fraud", "yhat", "y_hat", "Prediction (fraud)"]) {
        let t = rows(&format!("fraud,{name},p"), 200, |i| {
            let (truth, score, decision) = told(i);
            format!("{truth},{decision},{score}")
        });
        let seen = recognise(&t, None);
        assert_eq!((seen.roles.label.as_deref(), seen.roles.score.as_deref()), (Some("fraud"), Some("p")), "{name}");
    }
}

#[test]
fn a_response_beside_a_column_of_the_same_values_is_asked_about() {
    let t = rows("churned,response,probability", 200, |i| {
        let (truth, score, decision) = told(i);
        format!("{truth},{decision},{score}")
    });
    assert_eq!(asked(&recognise(&t, None), Role::Label), Some((&Asked::WhichLabel {}, vec!["churned", "response"])));
    let alone = rows("response,probability", 200, |i| format!("{},{}", told(i).0, told(i).1));
    assert_eq!(label(&alone).as_deref(), Some("response"));
}

#[test]
fn answers_without_a_truth_are_no_truth() {
    let t = rows("id,band,risk_prediction,risk_probability", 200, |i| {
        let (_, score, decision) = told(i);
        format!("c{i},{},{decision},{score}", if score >= 0.7 { "high" } else { "low" })
    });
    let seen = recognise(&t, None);
    let columns = vec!["risk_prediction".to_owned()];
    assert_eq!(asked(&seen, Role::Label), Some((&Asked::NoTruth { columns }, vec![])));
    assert_eq!(seen.roles.label, None);
}

#[test]
fn the_column_after_which_scores_are_named_is_the_label() {
    for names in ["churn,tariff,churn_score", "churn,tariff,P (churn=1)", "churn,tariff,Prob churn"] {
        let t = rows(names, 200, |i| format!("{},{},{}", told(i).0, i % 2, told(i).1));
        let seen = recognise(&t, None);
        assert_eq!(seen.roles.label.as_deref(), Some("churn"), "{names}");
        assert!(matches!(seen.guesses[0].reason, Reason::Counterpart { .. }), "{names}: {:?}", seen.guesses[0]);
    }
}

#[test]
fn the_class_may_stand_anywhere_in_the_name_of_its_score() {
    for [no, yes] in [
        ["p-0", "p-1"],
        ["confidence(0)", "confidence(1)"],
        ["left_0_PREDICTION", "left_1_PREDICTION"],
        ["P (left=0)", "P (left=1)"],
        ["left_0_scores", "left_1_scores"],
    ] {
        let t = rows(&format!("{yes},left,{no}"), 200, |i| format!("{},{},{}", told(i).1, told(i).0, 1.0 - told(i).1));
        let seen = recognise(&t, None);
        assert_eq!(seen.roles.score.as_deref(), Some(yes), "{:?}", seen.guesses);
        assert_eq!(seen.roles.class_scores.len(), 2);
    }
    // Features of such names do not add up to one.
    let t = rows("share_0,share_1,score,left", 200, |i| {
        format!("0.{:02},0.{:02},{},{}", i % 90, i % 70, told(i).1, told(i).0)
    });
    assert_eq!(recognise(&t, None).roles.score.as_deref(), Some("score"));
}

#[test]
fn scores_of_several_models_are_asked_about() {
    let t = rows("y,tree_prob,net_prob,tree_pred,net_pred", 200, |i| {
        let (truth, score, decision) = told(i);
        let other = f64::from(i * 41 % 97) / 97.0;
        format!("{truth},{score},{other},{decision},{}", u32::from(other >= 0.5))
    });
    let seen = recognise(&t, None);
    assert_eq!(asked(&seen, Role::Score), Some((&Asked::SeveralScores {}, vec!["tree_prob", "net_prob"])));
    assert_eq!((seen.roles.label.as_deref(), seen.roles.score.as_deref()), (Some("y"), None));
    assert!(!seen.is_certain());
}

#[test]
fn decisions_are_no_score_and_no_feature_takes_their_place() {
    let t = rows("share,truth,predicted", 200, |i| format!("0.{:02},{},{}", i % 90, told(i).0, told(i).2));
    let seen = recognise(&t, None);
    let columns = vec!["predicted".to_owned()];
    assert_eq!(asked(&seen, Role::Score), Some((&Asked::OnlyDecisions { columns }, vec![])));
    assert_eq!((seen.roles.label.as_deref(), seen.roles.score.as_deref()), (Some("truth"), None));
}

#[test]
fn a_score_with_a_text_among_its_numbers_is_not_called_a_decision() {
    let t = rows("label,score", 200, |i| {
        format!("{},{}", told(i).0, if i == 9 { "<0.05".into() } else { told(i).1.to_string() })
    });
    assert_eq!(asked(&recognise(&t, None), Role::Score), None);
}

#[test]
fn a_score_that_never_falls_below_one_half_is_turned_where_the_other_class_was_answered() {
    let t = rows("outcome,answer given,sure", 200, |i| {
        let (truth, score, decision) = told(i);
        let class = |is: u32| ["stays", "leaves"][is as usize];
        format!("{},{},{}", class(truth), class(decision), score.max(1.0 - score))
    });
    let mut t = t;
    t.columns[1].name = "predicted".into();
    t.columns[2].name = "score".into();
    let seen = recognise(&t, None);
    assert_eq!(seen.roles.predicted.as_deref(), Some("predicted"));
    let mut roles = seen.roles;
    for (positive, turned) in [("leaves", false), ("stays", true)] {
        roles.positive = Some(positive.into());
        let scores = cases_with(t.clone(), &roles).unwrap().score.unwrap();
        for (i, score) in scores.iter().enumerate() {
            let right = told(i as u32).1;
            assert!((score - if turned { 1.0 - right } else { right }).abs() < 1e-12, "{i} {positive}");
        }
    }
    // Without the answer it cannot be turned, and that is said.
    let t = rows("outcome,score", 200, |i| format!("{},{}", told(i).0, told(i).1.max(1.0 - told(i).1)));
    let cases = cases_with(t.clone(), &recognise(&t, None).roles).unwrap();
    let found = sanity::check(&cases, cases.score.as_deref());
    assert!(found.iter().any(|f| matches!(f, Finding::NeverBelowHalf { .. })), "{found:?}");
}

#[test]
fn of_an_outcome_and_its_causes_the_outcome_is_the_label() {
    let t = rows("speed,worn,broken,hot,loose", 400, |i| {
        let (worn, hot, loose) = (i % 40 == 3, i % 50 == 7, i % 90 == 11);
        let broken = worn || hot || loose || i % 70 == 0;
        let bit = u32::from;
        format!("{}.5,{},{},{},{}", i % 37, bit(worn), bit(broken), bit(hot), bit(loose))
    });
    let seen = recognise(&t, None);
    let guess = seen.guesses.iter().find(|g| g.role == Role::Label).unwrap();
    assert_eq!((guess.column.as_str(), guess.confidence), ("broken", Confidence::Likely));
    assert_eq!(guess.reason, Reason::ImpliedBy { columns: ["worn", "hot", "loose"].map(str::to_owned).to_vec() });
}

#[test]
fn where_nothing_tells_the_label_it_is_asked_and_the_scores_order_the_answers() {
    let t = rows("coin,sold,east,score", 300, |i| format!("{},{},{},{}", i % 2, told(i).0, i / 7 % 2, told(i).1));
    let seen = recognise(&t, None);
    let (why, choices) = asked(&seen, Role::Label).unwrap();
    assert_eq!((why, choices[0], choices.len()), (&Asked::WhichLabel {}, "sold", 3));
    assert!(matches!(&seen.questions[0].choices[0].reason, Reason::ToldBy { area, .. } if *area > 0.7));
}

#[test]
fn a_weight_is_a_count_only_where_the_table_is_grouped() {
    let bodies = rows("patient_id,age,weight,ill,probability", 200, |i| {
        format!("p{i},{},{},{},{}", 20 + i % 60, 50 + i % 40, told(i).0, f64::from(i) / 200.0)
    });
    assert_eq!(recognise(&bodies, None).roles.weight, None);
    let visits = rows("label,score,n", 200, |i| format!("{},{},{}", told(i).0, told(i).1, i % 5));
    assert_eq!(recognise(&visits, None).roles.weight, None, "scores and labels repeat");
    for name in ["n", "weight", "count"] {
        let grouped = rows(&format!("score,label,{name}"), 200, |i| format!("0.{:03},{},{}", i / 2, i % 2, 1 + i * 7));
        assert_eq!(recognise(&grouped, None).roles.weight.as_deref(), Some(name));
    }
}

#[test]
fn classes_that_are_told_apart_without_one_error_are_too_good_to_be_true() {
    let t = rows("score,label", 200, |i| format!("{},{}", told(i).1, told(i).2));
    let cases = cases_with(t.clone(), &recognise(&t, None).roles).unwrap();
    let found = sanity::check(&cases, cases.score.as_deref());
    assert!(found.iter().any(|f| matches!(f, Finding::Separated { .. })), "{found:?}");
}
