//! Which of a model's columns is the score of the positive class.

use crate::model::{ScoreKind, Scores};
use crate::protocol::Problem;

/// The score of the positive class for each row.
///
/// A file that names its classes is followed when one of them is the positive
/// class. Otherwise columns are taken in the order of the sorted labels, as
/// scikit-learn and everything after it does.
///
/// # Errors
/// A problem when no column can be the positive class.
pub fn scores_of(scores: Scores, positive: &str, labels: &[String]) -> Result<Vec<f64>, Problem> {
    let column = place(&scores.classes, positive).or_else(|| place(&sorted(labels), positive));
    let width = scores.width;
    if width == 1 {
        // One column speaks for the second of two classes; for the first one it counts backwards.
        let backwards = column == Some(0) && classes(&scores, labels) == 2;
        let turn = |value: f64| match scores.kind {
            _ if !backwards => value,
            ScoreKind::Probability => 1.0 - value,
            ScoreKind::RawScore => -value,
        };
        return Ok(scores.values.into_iter().map(turn).collect());
    }
    match column {
        Some(column) if column < width => Ok(scores.values.into_iter().skip(column).step_by(width).collect()),
        _ => Err(Problem::new(
            "model-no-class",
            format!("the model has {width} scores a case, none of which is \"{positive}\""),
        )
        .text("class", positive)
        .text("classes", scores.classes.join(", "))),
    }
}

/// The scores of all classes in the order of the labels, row after row; `None`
/// for two classes, and for a model that does not score each label.
pub fn scores_of_all(scores: &Scores, labels: &[String]) -> Option<Vec<f64>> {
    if labels.len() < 3 || scores.width < labels.len() {
        return None;
    }
    let named = |label: &String| place(&scores.classes, label);
    let in_order = |label: &String| place(&sorted(labels), label);
    let columns: Vec<usize> =
        labels.iter().map(named).collect::<Option<_>>().or_else(|| {
            (scores.width == labels.len()).then(|| labels.iter().map(in_order).collect::<Option<_>>())?
        })?;
    let rows = scores.values.chunks_exact(scores.width);
    Some(rows.flat_map(|row| columns.iter().map(|at| row.get(*at).copied().unwrap_or(f64::NAN))).collect())
}

fn classes(scores: &Scores, labels: &[String]) -> usize {
    if scores.classes.is_empty() { labels.len() } else { scores.classes.len() }
}

fn place(classes: &[String], wanted: &str) -> Option<usize> {
    classes.iter().position(|class| same(class, wanted))
}

/// `1`, `1.0` and `true` name one class.
fn same(a: &str, b: &str) -> bool {
    let flag = |text: &str| ["false", "true"].iter().position(|word| text.eq_ignore_ascii_case(word)).map(|n| n as f64);
    let number = |text: &str| text.parse::<f64>().ok().or_else(|| flag(text));
    a == b || matches!((number(a), number(b)), (Some(a), Some(b)) if a == b)
}

/// Labels as scikit-learn orders them: numbers by value, texts by code point.
fn sorted(labels: &[String]) -> Vec<String> {
    let mut labels = labels.to_vec();
    let numbers: Option<Vec<f64>> = labels.iter().map(|label| label.parse().ok()).collect();
    match numbers {
        Some(_) => labels.sort_by(|a, b| {
            let number = |text: &str| text.parse::<f64>().unwrap_or(f64::NAN);
            number(a).total_cmp(&number(b))
        }),
        None => labels.sort(),
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(classes: &[&str], width: usize, values: &[f64], kind: ScoreKind) -> Scores {
        let classes = classes.iter().map(|class| (*class).to_owned()).collect();
        Scores { classes, width, values: values.to_vec(), labels: None, kind }
    }

    fn labels(labels: &[&str]) -> Vec<String> {
        labels.iter().map(|label| (*label).to_owned()).collect()
    }

    #[test]
    fn the_files_own_class_names_come_first() {
        let made = scores(&["yes", "no"], 2, &[0.9, 0.1, 0.2, 0.8], ScoreKind::Probability);
        assert_eq!(scores_of(made, "yes", &labels(&["no", "yes"])), Ok(vec![0.9, 0.2]));
    }

    #[test]
    fn classes_that_the_file_does_not_name_are_in_the_order_of_the_sorted_labels() {
        let made = scores(&["0", "1"], 2, &[0.9, 0.1], ScoreKind::Probability);
        assert_eq!(scores_of(made, "malignant", &labels(&["malignant", "benign"])), Ok(vec![0.1]));
        let made = scores(&["False", "True"], 2, &[0.9, 0.1], ScoreKind::Probability);
        assert_eq!(scores_of(made, "1", &labels(&["1", "0"])), Ok(vec![0.1]));
        let made = scores(&[], 3, &[0.2, 0.3, 0.5], ScoreKind::Probability);
        assert_eq!(scores_of(made, "10", &labels(&["10", "2", "1.0"])), Ok(vec![0.5]));
    }

    #[test]
    fn a_single_column_speaks_for_the_second_class_and_backwards_for_the_first() {
        let made = || scores(&[], 1, &[0.75], ScoreKind::Probability);
        assert_eq!(scores_of(made(), "b", &labels(&["a", "b"])), Ok(vec![0.75]));
        assert_eq!(scores_of(made(), "a", &labels(&["a", "b"])), Ok(vec![0.25]));
        let margin = scores(&[], 1, &[2.0], ScoreKind::RawScore);
        assert_eq!(scores_of(margin, "a", &labels(&["a", "b"])), Ok(vec![-2.0]));
    }

    #[test]
    fn scores_of_several_classes_come_in_the_order_of_the_labels() {
        let made = scores(&["a", "b", "c"], 3, &[0.1, 0.2, 0.7, 0.3, 0.3, 0.4], ScoreKind::Probability);
        let all = scores_of_all(&made, &labels(&["c", "a", "b"]));
        assert_eq!(all, Some(vec![0.7, 0.1, 0.2, 0.4, 0.3, 0.3]));
        let unnamed = scores(&[], 3, &[0.1, 0.2, 0.7], ScoreKind::Probability);
        assert_eq!(scores_of_all(&unnamed, &labels(&["10", "2", "1"])), Some(vec![0.7, 0.2, 0.1]));
        assert_eq!(scores_of_all(&unnamed, &labels(&["a", "b"])), None);
    }

    #[test]
    fn a_positive_class_that_the_model_does_not_have_is_refused() {
        let made = scores(&["x", "y"], 2, &[0.5, 0.5], ScoreKind::Probability);
        assert_eq!(scores_of(made, "z", &labels(&["q"])).unwrap_err().id, "model-no-class");
    }
}
