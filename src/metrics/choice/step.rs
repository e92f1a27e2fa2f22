//! What it takes to catch one more.

use crate::metrics::sweep::Sweep;
use crate::metrics::value::Values;

/// The way from one operating point to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// Where it leads.
    pub index: usize,
    /// Positive cases that are caught on the way (0 or more).
    pub caught: f64,
    /// Negative cases that are flagged on the way (0 or more).
    pub false_alarms: f64,
}

impl Step {
    /// What the step changes in value: above 0 is a gain. In the unit of the
    /// values, for the counted cases.
    pub fn value(&self, values: &Values) -> f64 {
        self.caught * (values.tp - values.fn_) + self.false_alarms * (values.fp - values.tn)
    }
}

/// From `index` down to the next lower threshold that catches more positives;
/// `None` when all are caught. Looks at no more points than it passes.
pub fn next_catch(sweep: &Sweep, index: usize) -> Option<Step> {
    let here = sweep.confusion(index);
    let index = (index + 1..sweep.len()).find(|there| sweep.confusion(*there).tp > here.tp)?;
    let there = sweep.confusion(index);
    Some(Step { index, caught: there.tp - here.tp, false_alarms: there.fp - here.fp })
}
