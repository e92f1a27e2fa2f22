//! What to say before a chart is drawn: cases that cannot mean what they
//! seem to mean. Nothing here stops anything; each finding has its counts.

mod checks;

use serde::{Deserialize, Serialize};

use super::cases::Cases;
use super::message::{Arg, tagged_message};
use super::split::Part;

/// Fewer positive cases than this in a set are said to be few: a 95 %
/// interval of a share of 20 is still about 40 percentage points wide.
pub const FEW: u64 = 20;
/// Scores that were computed twice may differ by this much.
pub const TOLERANCE: f64 = 1e-5;

/// Something that looks wrong, or must be known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Finding {
    /// All cases of a set are of one class: precision and recall cannot be told.
    OneClass {
        /// `choose` or `test`.
        part: Part,
        /// The class.
        class: String,
        /// Cases in the set.
        cases: u64,
    },
    /// A set has few positive cases.
    FewPositives {
        /// `choose` or `test`.
        part: Part,
        /// The positive class.
        class: String,
        /// Cases of it.
        positives: u64,
        /// Cases in the set.
        cases: u64,
    },
    /// The label has three or more values.
    ManyClasses {
        /// How many.
        count: u64,
        /// The first of them.
        classes: Vec<String>,
    },
    /// Rows without a label were left out.
    Unlabelled {
        /// How many.
        rows: u64,
    },
    /// Rows of neither set, training rows above all, are not counted.
    LeftOut {
        /// How many.
        rows: u64,
    },
    /// No case is sealed for a final check.
    NothingSealed {},
    /// Scores are not from 0 to 1.
    Scale {
        /// What they seem to be.
        scale: Scale,
        /// The smallest.
        min: f64,
        /// The largest.
        max: f64,
        /// How many are outside 0 to 1.
        outside: u64,
    },
    /// Positive cases have lower scores than the others.
    Inverted {
        /// The positive class.
        class: String,
        /// Mean score of positive cases.
        positive: f64,
        /// Mean score of the others.
        negative: f64,
    },
    /// No score is below one half: it may be how sure the model is of its answer.
    NeverBelowHalf {
        /// The positive class.
        class: String,
        /// The smallest score.
        min: f64,
    },
    /// One score tells the classes apart without an error.
    Separated {
        /// Cases.
        cases: u64,
    },
    /// Every case has the same score.
    ConstantScore {
        /// The score.
        score: f64,
        /// Cases.
        cases: u64,
    },
    /// Cases of the test that stand in the choosing set, or among the rows
    /// left out, too: the test is not sealed.
    Duplicates {
        /// Cases of the test that come elsewhere.
        duplicates: u64,
        /// Cases in the test.
        cases: u64,
    },
    /// A feature tells the label.
    LabelAmongFeatures {
        /// Its name.
        column: String,
        /// Cases for which it does.
        agree: u64,
        /// Cases.
        cases: u64,
    },
    /// Features lack values.
    Missing {
        /// Cells without a value.
        cells: u64,
        /// Cases with one or more of them.
        cases: u64,
        /// The features, the first of them.
        columns: Vec<String>,
    },
    /// Several cases have the same id.
    RepeatedIds {
        /// Name of the column.
        column: String,
        /// Rows whose id came before.
        rows: u64,
    },
    /// The model does not give the scores that the file holds.
    NotReproduced {
        /// Cases that differ by more than the tolerance.
        differ: u64,
        /// Cases.
        cases: u64,
        /// Largest difference.
        largest: f64,
        /// 1-based row of the largest difference.
        row: u64,
    },
    /// The file holds the scores of the other class: 1 minus the model's.
    Complement {
        /// Cases.
        cases: u64,
    },
}

/// What scores outside 0 to 1 seem to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Scale {
    /// 0 to 100.
    Percent,
    /// Log-odds or a decision function: both signs. The sigmoid makes them
    /// numbers from 0 to 1 in the same order.
    Logit,
    /// Something else; the order is all that counts.
    Other,
}

impl Finding {
    /// The Fluent message id, as in `data-finding-one-class`, and its
    /// arguments.
    pub fn message(&self) -> (String, Vec<(String, Arg)>) {
        tagged_message("data-finding-", self)
    }
}

/// Looks over cases; `scores` are those that will be shown, from the file or
/// from the model.
pub fn check(cases: &Cases, scores: Option<&[f64]>) -> Vec<Finding> {
    let mut findings = Vec::new();
    checks::classes(cases, &mut findings);
    if let Some(scores) = scores {
        checks::score(cases, scores, &mut findings);
    }
    checks::features(cases, &mut findings);
    findings.extend(checks::duplicates(cases));
    findings.extend(cases.ids.as_ref().and_then(|ids| checks::repeated(cases, ids)));
    findings
}

/// Scores as numbers from 0 to 1 in the same order: a hundredth of
/// percentages, the sigmoid of log-odds (beyond about 37 it is 1 for all);
/// others stay as they are.
pub fn to_unit(scores: &mut [f64], scale: Scale) {
    for score in scores {
        match scale {
            Scale::Percent => *score /= 100.0,
            Scale::Logit => *score = 1.0 / (1.0 + (-*score).exp()),
            Scale::Other => {}
        }
    }
}

/// Scores of one of two classes as scores of the other: 1 minus probabilities,
/// other numbers with their sign turned.
pub fn to_other_class(scores: &mut [f64]) {
    let are_probabilities = scores.iter().all(|score| (0.0..=1.0).contains(score));
    for score in scores {
        *score = if are_probabilities { 1.0 - *score } else { -*score };
    }
}

/// Compares the scores that a file holds with those of its model.
pub fn compare_scores(given: &[f64], computed: &[f64]) -> Option<Finding> {
    let cases = given.len() as u64;
    let pairs = || given.iter().zip(computed);
    let differ = pairs().filter(|(g, c)| differs(**g, **c)).count() as u64;
    if differ == 0 {
        return None;
    }
    if pairs().all(|(g, c)| !differs(1.0 - g, *c)) {
        return Some(Finding::Complement { cases });
    }
    let distance = |(g, c): (&f64, &f64)| if (g - c).is_nan() { f64::INFINITY } else { (g - c).abs() };
    let largest = pairs().map(distance).enumerate().max_by(|a, b| a.1.total_cmp(&b.1));
    let (row, largest) = largest.unwrap_or((0, 0.0));
    Some(Finding::NotReproduced { differ, cases, largest, row: row as u64 + 1 })
}

/// Whether two scores are further apart than the tolerance; two that are not
/// numbers are equal.
fn differs(a: f64, b: f64) -> bool {
    match (a.is_nan(), b.is_nan()) {
        (true, true) => false,
        (false, false) if a.is_infinite() || b.is_infinite() => a != b,
        (false, false) => (a - b).abs() > TOLERANCE * a.abs().max(b.abs()).max(1.0),
        _ => true,
    }
}
