//! The difference of a figure between two separate groups of cases.

use super::bootstrap::{Method, Resampling, pad, percentile_interval};
use super::confusion::Confusion;
use super::figure::Figure;
use super::interval::{Confidence, Interval, wilson};
use super::paired::Verdict;
use super::random::Random;
use super::undefined::Undefined;

/// A figure of two groups that share no case.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IndependentDifference {
    /// The figure of the first group.
    pub first: f64,
    /// The figure of the second group.
    pub second: f64,
    /// Second minus first.
    pub value: f64,
    /// Where the true difference plausibly lies.
    pub interval: Interval,
    /// How the interval was made.
    pub method: Method,
}

impl IndependentDifference {
    /// The verdict on the second group, when differences up to `margin` do not
    /// matter to anybody and a higher figure is better.
    pub fn verdict(&self, margin: f64) -> Verdict {
        match self.interval {
            Interval { low, high } if low >= -margin && high <= margin => Verdict::PracticallySame,
            Interval { low, .. } if low > 0.0 => Verdict::Better,
            Interval { high, .. } if high < 0.0 => Verdict::Worse,
            _ => Verdict::CannotTell,
        }
    }
}

/// The difference of a figure between two groups: for proportions Newcombe's
/// hybrid score interval, for the others by bootstrap of both groups apart, with
/// one case for each outcome that never occurred.
///
/// # Errors
/// Why the figure is undefined for one of the groups.
pub fn difference(
    first: &Confusion,
    second: &Confusion,
    figure: Figure,
    resampling: &Resampling,
) -> Result<IndependentDifference, Undefined> {
    let (a, b) = (figure.of(first)?, figure.of(second)?);
    let (interval, method) = match figure.proportion(first).zip(figure.proportion(second)) {
        Some((p, q)) => (newcombe_independent(p, q, resampling.confidence), Method::Newcombe),
        None => {
            let method = if pad(first).1 || pad(second).1 { Method::PaddedBootstrap } else { Method::Bootstrap };
            (drawn(first, second, figure, resampling), method)
        }
    };
    let interval = interval.ok_or(Undefined::ParameterOutOfRange)?;
    Ok(IndependentDifference { first: a, second: b, value: b - a, interval, method })
}

/// Newcombe's hybrid score interval for the difference of two independent
/// proportions, second minus first, each given as part and whole: method 10 of
/// Newcombe (1998), "Interval estimation for the difference between independent
/// proportions". `None` without cases.
pub fn newcombe_independent(first: (f64, f64), second: (f64, f64), confidence: Confidence) -> Option<Interval> {
    let (a, b) = (wilson(first.0, first.1, confidence)?, wilson(second.0, second.1, confidence)?);
    let (p, q) = (first.0 / first.1, second.0 / second.1);
    Some(Interval { low: (q - p) - (q - b.low).hypot(a.high - p), high: (q - p) + (b.high - q).hypot(p - a.low) })
}

fn drawn(first: &Confusion, second: &Confusion, figure: Figure, resampling: &Resampling) -> Option<Interval> {
    let mut random = Random::seeded(resampling.seed);
    let mut draw = |c: &Confusion| {
        let cells = random.multinomial(c.total().round().max(1.0), &pad(c).0);
        figure.of(&Confusion::from_cells(cells)).ok()
    };
    let draws = (0..resampling.draws).filter_map(|_| {
        let (a, b) = (draw(first), draw(second));
        Some(b? - a?)
    });
    percentile_interval(draws.collect(), resampling.confidence)
}
