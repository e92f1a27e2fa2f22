//! Operating points along the score axis: what a slider needs to stand exactly
//! above the line in the charts beneath it.

use super::ScoreAxis;
use crate::metrics::sweep::Sweep;
use crate::metrics::threshold::Threshold;

/// What Page Up and Page Down move by, as a share of the track.
const PAGE: f64 = 0.05;

/// The track of a threshold slider: the score axis of the charts
/// ([`ScoreAxis::of`]) with the operating points of one sweep on it. "Flag
/// nobody" stands at its right end.
#[derive(Clone, Copy, Debug)]
pub struct ScoreTrack<'a> {
    axis: ScoreAxis,
    sweep: &'a Sweep,
}

impl<'a> ScoreTrack<'a> {
    /// The track of a sweep.
    #[must_use]
    pub fn new(sweep: &'a Sweep) -> Self {
        Self { axis: ScoreAxis::of(sweep), sweep }
    }

    /// Where an operating point stands, as a share of the track from 0 (left)
    /// to 1 (right). Scores beyond the axis stand at its ends.
    #[must_use]
    pub fn share(&self, index: usize) -> f64 {
        match self.sweep.threshold(index) {
            Threshold::Nobody => 1.0,
            Threshold::At(score) => self.axis.share(score.get()).clamp(0.0, 1.0),
        }
    }

    /// The operating point that stands nearest to a place on the track. The
    /// right end means "flag nobody", the left end everybody.
    #[must_use]
    pub fn nearest(&self, share: f64) -> usize {
        let last = self.sweep.len() - 1; // a sweep is never without a point
        if share >= 1.0 {
            return 0;
        }
        if share <= 0.0 {
            return last;
        }
        let at = Threshold::at(self.axis.at(share)).map_or(0, |threshold| self.sweep.index_at(threshold));
        // `at` stands at this place or right of it, the next one left of it.
        let (right, left) = (at, (at + 1).min(last));
        let distance = |index: usize| (self.share(index) - share).abs();
        if distance(left) < distance(right) { left } else { right }
    }

    /// The operating point a twentieth of the track to the right (fewer
    /// flagged) or to the left; the next one where none stands between.
    #[must_use]
    pub fn page(&self, index: usize, right: bool) -> usize {
        let last = self.sweep.len() - 1;
        let index = index.min(last);
        let here = self.share(index);
        if right {
            self.nearest(here + PAGE).min(index.saturating_sub(1))
        } else {
            self.nearest(here - PAGE).max((index + 1).min(last))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::sample::Sample;
    use proptest::prelude::*;

    fn sweep(scores: Vec<f64>) -> Sweep {
        let outcomes = (0..scores.len()).map(|i| i % 3 == 0).collect();
        Sweep::of(&Sample::new(scores, outcomes, None).unwrap())
    }

    #[test]
    fn the_thumb_stands_where_the_charts_draw_the_line() {
        let even = sweep(vec![0.2, 0.5, 0.9]);
        let track = ScoreTrack::new(&even);
        assert_eq!([0, 1, 2, 3].map(|index| track.share(index)), [1.0, 0.9, 0.5, 0.2]);
        let crowded = sweep((1..100).map(|i| f64::from(i) * 1e-4).chain([0.5, 0.999_99]).collect());
        let track = ScoreTrack::new(&crowded);
        // By the odds: one half stands in the middle, as in the charts.
        assert!((track.share(2) - 0.5).abs() < 1e-12, "{}", track.share(2));
    }

    #[test]
    fn both_ends_of_the_track_flag_everybody_and_nobody() {
        let sweep = sweep(vec![0.2, 0.5, 0.9]);
        let track = ScoreTrack::new(&sweep);
        assert_eq!((track.nearest(0.0), track.nearest(-1.0)), (3, 3));
        assert_eq!((track.nearest(1.0), track.nearest(2.0)), (0, 0));
        assert_eq!((track.nearest(0.96), track.nearest(0.88)), (0, 1));
    }

    #[test]
    fn a_page_never_stands_still_before_the_end() {
        let sparse = sweep(vec![0.1, 0.9]);
        let track = ScoreTrack::new(&sparse);
        assert_eq!((track.page(2, true), track.page(1, true), track.page(0, true)), (1, 0, 0));
        assert_eq!((track.page(0, false), track.page(1, false), track.page(2, false)), (1, 2, 2));
        let empty = sweep(Vec::new());
        assert_eq!((ScoreTrack::new(&empty).page(0, true), ScoreTrack::new(&empty).page(7, false)), (0, 0));
    }

    fn scores() -> impl Strategy<Value = Vec<f64>> {
        prop_oneof![
            prop::collection::vec(0.0..=1.0_f64, 0..60),
            prop::collection::vec((1e-9..0.01_f64).prop_map(|s| s * s), 0..60),
            prop::collection::vec(-1e3..1e3_f64, 0..60),
            prop::collection::vec(
                prop::sample::select(vec![f64::NEG_INFINITY, -1.0, 0.0, 0.5, 1.0, f64::INFINITY]),
                0..9
            ),
        ]
    }

    proptest! {
        #[test]
        fn the_nearest_point_is_the_nearest_of_all(scores in scores(), share in 0.001..0.999_f64) {
            let sweep = sweep(scores);
            let track = ScoreTrack::new(&sweep);
            let distance = |index: usize| (track.share(index) - share).abs();
            let best = (0..sweep.len()).map(distance).fold(f64::INFINITY, f64::min);
            prop_assert!(distance(track.nearest(share)) <= best + 1e-9);
        }

        #[test]
        fn pages_reach_both_ends_and_move_by_a_twentieth_at_most_where_points_are_dense(scores in scores()) {
            let sweep = sweep(scores);
            let track = ScoreTrack::new(&sweep);
            let last = sweep.len() - 1;
            let (mut index, mut steps) = (last, 0);
            while index > 0 {
                let next = track.page(index, true);
                prop_assert!(next < index);
                // Further than a page only where no point lies between.
                prop_assert!(next + 1 == index || track.share(next) - track.share(index) <= 2.0 * PAGE + 1e-9);
                (index, steps) = (next, steps + 1);
            }
            prop_assert!(steps <= 20 + sweep.len());
            while index < last {
                let next = track.page(index, false);
                prop_assert!(next > index);
                index = next;
            }
        }
    }
}
