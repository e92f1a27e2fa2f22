//! The scores that are there while the others are still being made.

use super::dataset::{Dataset, js_length};
use super::estimate::{Estimate, TimeLeft};
use super::pool::{Failure, Pool};
use super::scoring::sweep_parts;
use crate::data::split::Part;
use crate::metrics::sweep::Sweep;
use crate::protocol::part_code;
use js_sys::{Float64Array, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;

/// Scores that came so far, and how long the others will take.
#[derive(Clone)]
pub struct SoFar {
    /// One place a case; those not yet scored hold 0.
    scores: Float64Array,
    /// Rows of the chunks that are done: from, to.
    chunks: Rc<RefCell<Vec<(u32, u32)>>>,
    estimate: Estimate,
    /// How many cases are scored.
    pub done: usize,
    /// How many there are.
    pub rows: usize,
    /// How long the others will take; `None` while nobody can say.
    pub left: Option<TimeLeft>,
}

impl SoFar {
    /// Nothing yet of so many rows.
    pub(super) fn new(scores: Float64Array, rows: usize) -> Self {
        Self { scores, chunks: Rc::default(), estimate: Estimate::new(rows), done: 0, rows, left: None }
    }

    /// The scores of a chunk have come.
    pub(super) fn take(&mut self, part: &Float64Array, from: usize, to: usize) {
        self.scores.set(part, js_length(from));
        self.chunks.borrow_mut().push((js_length(from), js_length(to)));
        self.done += to - from;
        self.left = self.estimate.after(js_sys::Date::now() / 1000.0, self.done);
    }
}

/// Counts every operating point of those cases of one set that are scored so
/// far, ahead of the chunks that wait: the first results come long before the last.
///
/// # Errors
/// As [`sweep`](super::sweep).
pub async fn sweep_so_far(pool: &Pool, cases: &Dataset, so_far: &SoFar, part: Part) -> Result<Sweep, Failure> {
    let parts = Uint8Array::new_with_length(cases.parts.length());
    parts.fill(part_code(Part::Neither), 0, parts.length());
    for (from, to) in so_far.chunks.borrow().iter() {
        parts.set(&cases.parts.subarray(*from, *to), *from);
    }
    sweep_parts(pool, cases, &so_far.scores, parts, part, true).await
}
