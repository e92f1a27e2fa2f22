//! How much two models differ, and whether that is more than chance.

use super::counts::{Agreement, PairedCounts};
use crate::metrics::bootstrap::{Method, Resampling, percentile_interval};
use crate::metrics::figure::Figure;
use crate::metrics::interval::{Confidence, Interval, wilson};
use crate::metrics::random::Random;
use crate::metrics::undefined::Undefined;

/// A figure of two models on the same cases.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// The figure of the old model.
    pub old: f64,
    /// The figure of the new model.
    pub new: f64,
    /// New minus old.
    pub value: f64,
    /// Where the true difference plausibly lies.
    pub interval: Interval,
    /// How the interval was made.
    pub method: Method,
    /// Two-sided p-value where the method has one (DeLong).
    pub p_value: Option<f64>,
    /// Whether the cases on which the models differ could show a difference
    /// at all: fewer than six that all point one way cannot at 95 %.
    pub could_tell: bool,
}

/// What a difference says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The whole interval lies above 0.
    Better,
    /// The whole interval lies below 0.
    Worse,
    /// The interval holds 0 and reaches beyond the margin.
    CannotTell,
    /// The whole interval lies within the margin around 0.
    PracticallySame,
}

impl Difference {
    /// The verdict, when differences up to `margin` do not matter to anybody
    /// and a higher figure is better.
    pub fn verdict(&self, margin: f64) -> Verdict {
        if self.interval.low >= -margin && self.interval.high <= margin {
            Verdict::PracticallySame
        } else if self.could_tell && self.interval.low > 0.0 {
            Verdict::Better
        } else if self.could_tell && self.interval.high < 0.0 {
            Verdict::Worse
        } else {
            Verdict::CannotTell
        }
    }

    /// The verdict for a figure where lower is better (false alarms).
    pub fn verdict_lower_is_better(&self, margin: f64) -> Verdict {
        match self.verdict(margin) {
            Verdict::Better => Verdict::Worse,
            Verdict::Worse => Verdict::Better,
            other => other,
        }
    }
}

impl PairedCounts {
    /// The difference of a figure between the models, each at its threshold.
    /// Where both read the same cases (recall, specificity, false positive and
    /// false negative rate, accuracy, flagged share) with Newcombe's interval
    /// for paired proportions; else by bootstrap of the eight joint cells. A
    /// kind of disagreement that never occurred gets one case in the draws, so
    /// that no difference seen is not taken for none possible.
    ///
    /// # Errors
    /// Why the figure is undefined for one of the models.
    pub fn difference(&self, figure: Figure, resampling: &Resampling) -> Result<Difference, Undefined> {
        let (old, new) = (figure.of(&self.old())?, figure.of(&self.new_model())?);
        let table = self.table(figure);
        let (interval, method) = match table {
            Some((table, sign)) => {
                (newcombe_paired(&table, resampling.confidence).map(|i| signed(i, sign)), Method::Newcombe)
            }
            None => self.drawn(figure, resampling),
        };
        let interval = interval.ok_or(Undefined::ParameterOutOfRange)?;
        let differing = table.map_or(self.gained() + self.lost(), |(table, _)| table.only_old + table.only_new);
        let one_way = 2.0 * 0.5_f64.powf(differing);
        let could_tell = one_way <= 1.0 - resampling.confidence.get();
        Ok(Difference { old, new, value: new - old, interval, method, p_value: None, could_tell })
    }

    /// The 2 x 2 table of a figure whose cases both models share, with the
    /// direction of the figure in it.
    fn table(&self, figure: Figure) -> Option<(Agreement, f64)> {
        let (p, n) = (self.positives, self.negatives);
        let both = |a: Agreement, b: Agreement| Agreement {
            both: a.both + b.both,
            only_old: a.only_old + b.only_old,
            only_new: a.only_new + b.only_new,
            neither: a.neither + b.neither,
        };
        match figure {
            Figure::Recall => Some((p, 1.0)),
            Figure::FalseNegativeRate => Some((p, -1.0)),
            Figure::FalsePositiveRate => Some((n, 1.0)),
            Figure::Specificity => Some((n, -1.0)),
            Figure::FlaggedShare => Some((both(p, n), 1.0)),
            Figure::Accuracy => {
                let right = Agreement { both: n.neither, only_old: n.only_new, only_new: n.only_old, neither: n.both };
                Some((both(p, right), 1.0))
            }
            _ => None,
        }
    }

    fn drawn(&self, figure: Figure, resampling: &Resampling) -> (Option<Interval>, Method) {
        let mut cells = self.cells();
        let mut method = Method::Bootstrap;
        for (class, disagreements) in [(self.positives, [1, 2]), (self.negatives, [5, 6])] {
            // Places in the eight cells, see PairedCounts::cells.
            for place in disagreements.into_iter().filter(|_| class.total() > 0.0) {
                if cells[place] <= 0.0 {
                    cells[place] = 1.0;
                    method = Method::PaddedBootstrap;
                }
            }
        }
        let total = self.total().round().max(1.0);
        let mut random = Random::seeded(resampling.seed);
        let draws = (0..resampling.draws).filter_map(|_| {
            let drawn = PairedCounts::from_cells(random.multinomial(total, &cells));
            Some(figure.of(&drawn.new_model()).ok()? - figure.of(&drawn.old()).ok()?)
        });
        (percentile_interval(draws.collect(), resampling.confidence), method)
    }
}

fn signed(interval: Interval, sign: f64) -> Interval {
    if sign < 0.0 { Interval { low: -interval.high, high: -interval.low } } else { interval }
}

/// Newcombe's interval for the difference of two paired proportions (new minus
/// old), from Wilson's intervals of both and their correlation: method 10 of
/// Newcombe (1998), "Improved confidence intervals for the difference between
/// binomial proportions based on paired data". `None` without cases.
pub fn newcombe_paired(table: &Agreement, confidence: Confidence) -> Option<Interval> {
    let n = table.total();
    let (new, old) = (table.both + table.only_new, table.both + table.only_old);
    let (a, b) = (wilson(new, n, confidence)?, wilson(old, n, confidence)?);
    let (p, q) = (new / n, old / n);
    let correlation = correlation(table);
    let spread = |x: f64, y: f64| (x * x - 2.0 * correlation * x * y + y * y).max(0.0).sqrt();
    let value = p - q;
    Some(Interval { low: value - spread(p - a.low, b.high - q), high: value + spread(a.high - p, q - b.low) })
}

/// The phi coefficient with the continuity correction of method 10: a positive
/// association is moved towards 0 by half a case.
fn correlation(table: &Agreement) -> f64 {
    let n = table.total();
    let margins = (table.both + table.only_new)
        * (table.only_old + table.neither)
        * (table.both + table.only_old)
        * (table.only_new + table.neither);
    if margins <= 0.0 {
        return 0.0;
    }
    let excess = table.both * table.neither - table.only_old * table.only_new;
    let corrected = if excess > 0.0 { (excess - n / 2.0).max(0.0) } else { excess };
    corrected / margins.sqrt()
}
