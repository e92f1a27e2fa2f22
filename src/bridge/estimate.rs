//! How long the rest will take.

/// What a person is told: rounded, so that it does not jump.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeLeft {
    /// Less than a minute: whole seconds up to ten, then steps of five.
    Seconds(u32),
    /// A minute or more, rounded to whole ones.
    Minutes(u32),
}

/// Follows a job of equal pieces of work.
///
/// The first piece to arrive is left out of the pace, because workers start and
/// load the model before it. Until a second one has come there is no estimate.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    rows: usize,
    first: Option<(f64, usize)>,
}

impl Estimate {
    /// An estimate for so many rows.
    pub fn new(rows: usize) -> Self {
        Self { rows, first: None }
    }

    /// `done` rows are done at `now`, in seconds of any clock.
    pub fn after(&mut self, now: f64, done: usize) -> Option<TimeLeft> {
        let (start, before) = *self.first.get_or_insert((now, done));
        let (elapsed, pieces) = (now - start, done.saturating_sub(before));
        if pieces == 0 || elapsed <= 0.0 {
            return None;
        }
        let left = self.rows.saturating_sub(done) as f64 * elapsed / pieces as f64;
        Some(worded(left))
    }
}

fn worded(seconds: f64) -> TimeLeft {
    // Rounding up: to be done early is the better surprise. Casts saturate.
    match seconds {
        s if s <= 10.0 => TimeLeft::Seconds(s.ceil() as u32),
        s if s <= 55.0 => TimeLeft::Seconds((s / 5.0).ceil() as u32 * 5),
        s => TimeLeft::Minutes((s / 60.0).round().max(1.0) as u32),
    }
}
