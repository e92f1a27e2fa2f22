//! The score axis that charts over the threshold share.

use crate::metrics::sweep::Sweep;
use crate::metrics::threshold::Threshold;

/// How scores are spread along an axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ScoreScale {
    /// Equal steps of the score are equally long.
    #[default]
    Linear,
    /// Equal factors of the odds are equally long: 1 %, 10 %, 50 %, 90 % and
    /// 99 % stand about evenly. For probabilities of rare events, which crowd
    /// at one end of a linear axis.
    LogOdds,
}

/// Log odds reach no further than this from 0 and 1.
const NEAREST: f64 = 1e-12;

impl ScoreScale {
    /// The place of a score along the axis, in units of the axis.
    pub(super) fn place(self, score: f64) -> f64 {
        match self {
            Self::Linear => score,
            Self::LogOdds => {
                let p = score.clamp(NEAREST, 1.0 - NEAREST);
                (p / (1.0 - p)).ln()
            }
        }
    }

    /// The score at a place.
    pub(super) fn score(self, place: f64) -> f64 {
        match self {
            Self::Linear => place,
            Self::LogOdds => 1.0 / (1.0 + (-place).exp()),
        }
    }
}

/// Start, end and scale of a score axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScoreAxis {
    /// The scores at its start and end; scores beyond stand at the edges.
    pub range: (f64, f64),
    /// How scores are spread between them.
    pub scale: ScoreScale,
}

impl Default for ScoreAxis {
    fn default() -> Self {
        Self { range: (0.0, 1.0), scale: ScoreScale::Linear }
    }
}

/// On a log odds axis, nothing is shown closer to 0 or 1 than this.
const EDGE: f64 = 1e-4;

/// A tenth of the axis that holds more than this share of the cases is a crowd.
const CROWD: f64 = 0.85;

impl ScoreAxis {
    /// The axis for a sweep: 0 to 1 when all scores lie there, as probabilities
    /// do, else from the lowest to the highest finite score. Probabilities that
    /// crowd at one end get log odds.
    #[must_use]
    pub fn of(sweep: &Sweep) -> Self {
        let mut finite = sweep.scores().iter().copied().filter(|s| s.is_finite());
        let high = finite.next().unwrap_or(1.0);
        let low = finite.next_back().unwrap_or(high);
        if low < 0.0 || high > 1.0 {
            let proper = low < high && (high - low).is_finite();
            let range = if proper { (low, high) } else { (low - 0.5, low + 0.5) };
            return Self { range, scale: ScoreScale::Linear };
        }
        let above = |score: f64| Threshold::at(score).map_or(0.0, |t| sweep.confusion(sweep.index_at(t)).flagged());
        let crowd = (sweep.total() - above(0.1)).max(above(0.9));
        let (start, end) = (low.max(EDGE), high.min(1.0 - EDGE));
        // Four odds apart at least, else there is nothing to spread.
        let wide = ScoreScale::LogOdds.place(end) - ScoreScale::LogOdds.place(start) > 4.0;
        if wide && crowd > CROWD * sweep.total() {
            Self { range: (start, end), scale: ScoreScale::LogOdds }
        } else {
            Self::default()
        }
    }

    /// A title for the axis, with a note where it has log odds.
    pub(super) fn title(&self, title: &str, stretched: &str) -> String {
        match self.scale {
            ScoreScale::Linear => title.to_owned(),
            ScoreScale::LogOdds => format!("{title} · {stretched}"),
        }
    }

    /// The share of the way from start to end at which a score stands.
    pub(super) fn share(&self, score: f64) -> f64 {
        let (from, to) = (self.scale.place(self.range.0), self.scale.place(self.range.1));
        (self.scale.place(score) - from) / (to - from)
    }

    /// The score at a share of the way from start to end.
    pub(super) fn at(&self, share: f64) -> f64 {
        let (from, to) = (self.scale.place(self.range.0), self.scale.place(self.range.1));
        self.scale.score(from + (to - from) * share)
    }

    /// `count + 1` scores that cut the axis into equal parts.
    pub(super) fn cuts(&self, count: usize) -> Vec<f64> {
        let cut = |k: usize| match k {
            0 => self.range.0,
            k if k == count => self.range.1,
            k => self.at(k as f64 / count as f64),
        };
        (0..=count).map(cut).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::sample::Sample;

    fn axis(scores: Vec<f64>) -> ScoreAxis {
        let outcomes = (0..scores.len()).map(|i| i % 2 == 0).collect();
        ScoreAxis::of(&Sweep::of(&Sample::new(scores, outcomes, None).unwrap()))
    }

    #[test]
    fn probabilities_run_from_0_to_1_and_other_scores_over_their_range() {
        assert_eq!(axis(vec![0.2, 0.4, 0.9]), ScoreAxis::default());
        assert_eq!(axis(vec![-3.0, 7.5, f64::INFINITY]).range, (-3.0, 7.5));
        assert_eq!(axis(vec![5.0, 5.0]).range, (4.5, 5.5));
        assert_eq!(axis(vec![]).range, (0.0, 1.0));
    }

    #[test]
    fn probabilities_that_crowd_at_one_end_stand_by_their_odds() {
        let crowded: Vec<f64> = (1..100).map(|i| f64::from(i) * 1e-4).chain([0.5, 0.999_99]).collect();
        let axis = axis(crowded);
        assert_eq!((axis.scale, axis.range), (ScoreScale::LogOdds, (1e-4, 0.9999)));
        assert!((axis.share(0.5) - 0.5).abs() < 1e-12);
        let cuts = axis.cuts(10);
        assert_eq!((cuts.len(), cuts[0], cuts[10]), (11, 1e-4, 0.9999));
        assert!((cuts[5] - 0.5).abs() < 1e-12 && cuts.windows(2).all(|w| w[0] < w[1]));
    }
}
