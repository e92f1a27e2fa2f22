//! Which column is what.

use super::names;
use super::scenario::{Scenario, Sealed, Splits};
use super::table::Table;

/// The role of each column; what is `None` does not exist, except that an
/// absent label is looked for by name.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Roles {
    /// The class of the case.
    pub label: Option<String>,
    /// The class that counts as positive; guessed when absent.
    pub positive: Option<String>,
    /// Names of classes as the model gives them, when known.
    pub classes: Vec<String>,
    /// A score that was computed elsewhere.
    pub score: Option<String>,
    /// The model's answer, where the score is how sure it is of that.
    pub predicted: Option<String>,
    /// Columns with a score for each class: (class, column).
    pub class_scores: Vec<(String, String)>,
    /// Choosing set or sealed test.
    pub split: Option<String>,
    /// How `split` names the choosing set and the test, when not in the usual words.
    pub split_names: Option<(String, String)>,
    /// What is sealed of cases that no column tells apart.
    pub sealed: Sealed,
    /// How many cases a row stands for.
    pub weight: Option<String>,
    /// Name of the case.
    pub id: Option<String>,
    /// When it happened.
    pub date: Option<String>,
    /// Columns by which figures can be split.
    pub slices: Vec<String>,
    /// The features in order; `None` is every column without a role.
    pub features: Option<Vec<String>>,
    /// Whether a model reads the features: then cases that are equal in them
    /// stay together when the halves are made here.
    pub has_model: bool,
}

impl Roles {
    /// The roles that a scenario gives, completed by the usual names.
    pub fn of(table: &Table, scenario: Option<&Scenario>) -> Roles {
        let mut roles = Roles::default();
        if let Some(scenario) = scenario {
            let columns = scenario.columns.clone();
            roles = Roles {
                label: columns.label,
                positive: scenario.positive_class.clone(),
                classes: scenario.classes.clone(),
                score: columns.score,
                predicted: columns.predicted.filter(|column| !column.is_empty()),
                class_scores: columns.class_scores.into_iter().collect(),
                split: columns.split,
                split_names: names_of_sets(scenario),
                sealed: scenario.splits.sealed,
                weight: columns.weight,
                id: columns.id,
                date: columns.date,
                slices: scenario.slices.iter().map(|s| s.column.clone()).collect(),
                features: None,
                has_model: !scenario.models.is_empty(),
            };
            if !scenario.features.is_empty() {
                roles.features = Some(scenario.features.iter().map(|f| f.name.clone()).collect());
            }
        }
        let taken = roles.features.clone().unwrap_or_default();
        // Nothing is looked for where the scenario says that there is none.
        let none = |given: &Option<String>| given.as_deref() == Some("");
        let find = |given: &mut Option<String>, list: &[&str]| {
            if none(given) {
                *given = None;
            } else if given.is_none() {
                let free = table.names().filter(|n| !taken.iter().any(|t| t == n));
                let ranked = free.filter_map(|n| Some((names::rank(n, list)?, n)));
                *given = ranked.min().map(|(_, n)| n.to_owned());
            }
        };
        find(&mut roles.label, &names::LABEL);
        find(&mut roles.score, names::SCORE.split_at(18).0);
        find(&mut roles.split, &["split"]);
        find(&mut roles.weight, &names::WEIGHT);
        find(&mut roles.id, &["id", "case_id"]);
        find(&mut roles.date, &["date"]);
        roles
    }
}

/// The scenario's words for the two sets, unless they are the usual ones,
/// which are known anyway.
fn names_of_sets(scenario: &Scenario) -> Option<(String, String)> {
    let names = |splits: &Splits| (splits.choose.clone(), splits.test.clone());
    let own = names(&scenario.splits);
    (own != names(&Splits::default())).then_some(own)
}
