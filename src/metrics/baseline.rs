//! The simplest thing that could work: one column, one line.

use super::choice::{Rule, choose_index};
use super::figure::Figure;
use super::sample::{Sample, SampleError};
use super::sweep::Sweep;

/// Which end of a column is flagged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Cases at or above the line.
    AtLeast,
    /// Cases at or below the line.
    AtMost,
}

/// All lines that could be drawn through one column.
#[derive(Debug, Clone, PartialEq)]
pub struct OneColumn {
    /// Which end is flagged.
    pub direction: Direction,
    /// Its sweep; with [`Direction::AtMost`], the scores are the column's
    /// values with the other sign.
    pub sweep: Sweep,
    /// How far the column tells positives and negatives apart at its best
    /// line: the Youden index there, in 0..=1.
    pub gap: f64,
}

impl OneColumn {
    /// The better direction for a column. A missing value (NaN) is never
    /// flagged first: it counts as the least suspicious one. `None` when there
    /// is no case or only one class.
    ///
    /// # Errors
    /// [`SampleError`] when the columns do not belong together.
    pub fn of(column: &[f64], positive: &[bool], weights: Option<&[f64]>) -> Result<Option<OneColumn>, SampleError> {
        let mut best: Option<OneColumn> = None;
        for direction in [Direction::AtLeast, Direction::AtMost] {
            let score = |value: &f64| match direction {
                _ if value.is_nan() => f64::NEG_INFINITY,
                Direction::AtLeast => *value,
                Direction::AtMost => -value,
            };
            let scores = column.iter().map(score).collect();
            let sweep = Sweep::of(&Sample::new(scores, positive.to_vec(), weights.map(<[f64]>::to_vec))?);
            let Ok(index) = choose_index(&sweep, Rule::Youden) else { continue };
            let Some(gap) = sweep.confusion(index).figure(Figure::Youden) else { continue };
            if best.as_ref().is_none_or(|best| gap > best.gap) {
                best = Some(OneColumn { direction, sweep, gap });
            }
        }
        Ok(best)
    }

    /// The line as the column's values write it.
    pub fn line(&self, score: f64) -> f64 {
        match self.direction {
            Direction::AtLeast => score,
            Direction::AtMost => 0.0 - score,
        }
    }
}

/// The two ways to decide without looking: nobody is flagged, everybody is.
pub fn without_looking(sweep: &Sweep) -> [super::confusion::Confusion; 2] {
    [sweep.confusion(0), sweep.confusion(sweep.len() - 1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_better_direction_is_found_and_missing_values_are_flagged_last() {
        let column = [1.0, 2.0, 3.0, 4.0, f64::NAN];
        let low = OneColumn::of(&column, &[true, true, false, false, false], None).unwrap().unwrap();
        assert_eq!((low.direction, low.gap), (Direction::AtMost, 1.0));
        let best = choose_index(&low.sweep, Rule::Youden).unwrap();
        assert_eq!(low.sweep.threshold(best).score().map(|score| low.line(score)), Some(2.0));
        let high = OneColumn::of(&column, &[false, false, true, true, false], None).unwrap().unwrap();
        assert_eq!((high.direction, high.gap), (Direction::AtLeast, 1.0));
        assert_eq!(OneColumn::of(&column, &[true; 5], None), Ok(None));
    }
}
