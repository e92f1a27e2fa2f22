//! What is open: cases with their scores, and the sweep that all panels read.

use crate::bridge::{self, Confidence, Dataset, Failure, ModelFile, Pool, Scored};
use crate::data::scenario::{Feature, ModelInput, Scenario};
use crate::data::split::Part;
use crate::explain::words::{Noun, Words};
use crate::link::Setting;
use crate::locale::words_of;
use crate::metrics::sample::Score;
use crate::metrics::sweep::Sweep;
use crate::metrics::threshold::Threshold;
use crate::protocol::{CasesHead, Problem};
use crate::ui::open::first::first_results;
use crate::ui::open::own::own_setting;
use crate::ui::state::{Attempt, Phase, Scoring};
use js_sys::Float64Array;
use send_wrapper::SendWrapper;

/// Everything that there is to open: files that were read, wherever they came from.
#[derive(Clone)]
pub struct Bundle {
    /// Its id in links.
    pub id: String,
    /// What `scenario.json` says, or what was made up for a bare table.
    pub scenario: Scenario,
    /// The table of cases.
    pub cases: Dataset,
    /// The model; without one the cases hold scores.
    pub model: Option<ModelFile>,
}

/// Everything about the scenario on screen; replaced as a whole, so that
/// nothing half-loaded is ever shown.
pub struct Opened {
    /// Its id in links.
    pub id: String,
    /// What `scenario.json` says.
    pub scenario: Scenario,
    /// Its words.
    pub words: Words,
    /// The table of cases.
    pub cases: CasesHead,
    /// All operating points of the choosing set.
    pub sweep: Sweep,
    /// Costs and limits as the scenario has them.
    pub own: Setting,
    /// How sure a model of several classes is.
    pub several: Option<Confidence>,
    /// What it was made of.
    pub held: SendWrapper<Held>,
}

/// What stays for further questions; lives in the page's one thread.
pub struct Held {
    /// As it was opened.
    pub bundle: Bundle,
    /// Scores of the positive class, in the order of the cases.
    pub scores: Float64Array,
}

/// One of the four outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// What the case really is.
    pub positive: bool,
    /// What is done with it.
    pub flagged: bool,
}

impl Held {
    /// The first case of the choosing set from a row on that has this outcome
    /// at a threshold; any case when `None`. Looks on from the start when
    /// there is none after `from`.
    pub fn case_with(&self, outcome: Option<Outcome>, threshold: Threshold, from: usize) -> Option<usize> {
        let cases = &self.bundle.cases;
        let has = |row: &usize| {
            outcome.is_none_or(|outcome| {
                let score = u32::try_from(*row).map(|at| self.scores.get_index(at)).unwrap_or(f64::NAN);
                let flagged = Score::new(score).is_some_and(|score| threshold.flags(score));
                cases.is_positive(*row) == outcome.positive && flagged == outcome.flagged
            })
        };
        let next = |from: usize| std::iter::successors(cases.next_to_choose(from), |row| cases.next_to_choose(row + 1));
        next(from).find(has).or_else(|| next(0).find(has))
    }

    /// From where to where a feature plausibly runs: as the scenario says, else
    /// as the cases do.
    pub fn range_of(&self, column: usize, own: &Feature) -> (f64, f64) {
        let seen = self.bundle.cases.extremes(column).unwrap_or((0.0, 1.0));
        (own.min.unwrap_or(seen.0), own.max.unwrap_or(seen.1))
    }
}

impl Opened {
    /// Name of the positive class, as the labels write it.
    pub fn positive_class(&self) -> &str {
        self.cases.classes.get(self.cases.positive as usize).map_or("", String::as_str)
    }

    /// The same cases and scores, told in other words and at other costs.
    pub fn reworded(&self, scenario: Scenario) -> Opened {
        let bundle = Bundle { scenario, ..self.held.bundle.clone() };
        Opened {
            id: self.id.clone(),
            words: words_for(&bundle),
            cases: self.cases.clone(),
            sweep: self.sweep.clone(),
            own: own_setting(&bundle.scenario),
            several: self.several.clone(),
            scenario: bundle.scenario.clone(),
            held: SendWrapper::new(Held { bundle, scores: self.held.scores.clone() }),
        }
    }
}

/// Which columns feed which input of the model that is shown.
pub fn inputs_of(scenario: &Scenario) -> Vec<ModelInput> {
    scenario.shown_model().map(|model| model.inputs.clone()).unwrap_or_default()
}

/// Scores, sweeps and words a bundle.
///
/// # Errors
/// What model or cases do not allow, or how the engine ended.
pub async fn prepare(attempt: Attempt, pool: &Pool, bundle: Bundle) -> Result<Opened, Failure> {
    let rows = bundle.cases.head.rows;
    let scored = match &bundle.model {
        Some(model) => {
            attempt.stands(Phase::Scoring(Scoring { rows, ..Scoring::default() }));
            let hear = first_results(attempt, pool, &bundle);
            bridge::score(pool, model, &bundle.cases, &inputs_of(&bundle.scenario), hear).await?
        }
        None => {
            let none = || Failure::Problem(Problem::new("page-no-model", "neither model nor scores"));
            let positive = bundle.cases.given_scores()?.ok_or_else(none)?;
            Scored { positive, classes: bundle.cases.class_scores.clone() }
        }
    };
    let sweep = bridge::sweep(pool, &bundle.cases, &scored.positive, Part::Choose).await?;
    let several = match &scored.classes {
        // A file may hold scores that are no probabilities: then there is one view less.
        Some(classes) if bundle.model.is_none() => bridge::confidence(pool, &bundle.cases, classes).await.ok(),
        Some(classes) => Some(bridge::confidence(pool, &bundle.cases, classes).await?),
        None => None,
    };
    Ok(Opened {
        id: bundle.id.clone(),
        words: words_for(&bundle),
        cases: bundle.cases.head.clone(),
        sweep,
        own: own_setting(&bundle.scenario),
        several,
        scenario: bundle.scenario.clone(),
        held: SendWrapper::new(Held { bundle, scores: scored.positive }),
    })
}

/// The scenario's words; for two classes with the other one as the positive
/// class they would say the opposite, so then the class's own name has to do.
pub(super) fn words_for(bundle: &Bundle) -> Words {
    let (scenario, head) = (&bundle.scenario, &bundle.cases.head);
    let class = head.classes.get(head.positive as usize).cloned().unwrap_or_default();
    let turned = scenario.positive_class.as_ref().is_some_and(|own| *own != class);
    if !turned || head.classes.len() > 2 {
        return words_of(scenario);
    }
    let general = Words::default();
    let own = words_of(scenario);
    Words { case: own.case, positive: Noun::new(class.clone(), class), ..general }
}
