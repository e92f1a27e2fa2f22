//! Scores for predicted probabilities: Brier, log loss, calibration error.

use super::calibration::{CalibrationBin, probabilities};
use super::sum::sum;
use super::sweep::Sweep;
use super::undefined::Undefined;

/// Mean squared difference between score and outcome (Brier 1950), 0..=1,
/// lower is better. As scikit-learn's `brier_score_loss`.
///
/// # Errors
/// Without cases or when a score is outside 0..=1.
pub fn brier_score(sweep: &Sweep) -> Result<f64, Undefined> {
    probabilities(sweep)?;
    let terms = sweep.steps().map(|(score, p, n)| p * (1.0 - score) * (1.0 - score) + n * score * score);
    Ok(sum(terms) / sweep.total())
}

/// Mean negative log-likelihood in nats, 0 or more, lower is better. Scores
/// are kept 2.2e-16 away from 0 and 1 as scikit-learn's `log_loss` does, so a
/// certain but wrong score costs 36 and not infinity.
///
/// # Errors
/// Without cases or when a score is outside 0..=1.
pub fn log_loss(sweep: &Sweep) -> Result<f64, Undefined> {
    probabilities(sweep)?;
    let clip = |share: f64| share.clamp(f64::EPSILON, 1.0 - f64::EPSILON);
    let terms = sweep.steps().map(|(score, p, n)| -p * clip(score).ln() - n * clip(1.0 - score).ln());
    Ok(sum(terms) / sweep.total())
}

/// The Brier score taken apart (Murphy 1973), with the two terms within bins
/// of Stephenson, Coelho & Jolliffe (2008) that make the parts add up exactly:
/// score = reliability - resolution + uncertainty + within_bins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BrierParts {
    /// Weighted squared distance of the bins from the diagonal; lower is better.
    pub reliability: f64,
    /// Weighted squared distance of the bins from the prevalence; higher is better.
    pub resolution: f64,
    /// prevalence * (1 - prevalence): what no model can change.
    pub uncertainty: f64,
    /// Variance of the scores within bins minus twice their covariance with
    /// the outcome; 0 when all scores in each bin are equal.
    pub within_bins: f64,
}

impl BrierParts {
    /// The parts for these bins, `None` without any.
    pub fn of(bins: &[CalibrationBin]) -> Option<BrierParts> {
        let cases = sum(bins.iter().map(|bin| bin.cases));
        if cases <= 0.0 {
            return None;
        }
        let prevalence = sum(bins.iter().map(|bin| bin.positives)) / cases;
        let mean = |term: &dyn Fn(&CalibrationBin) -> f64| sum(bins.iter().map(term)) / cases;
        Some(BrierParts {
            reliability: mean(&|bin| bin.cases * (bin.mean_score - bin.observed).powi(2)),
            resolution: mean(&|bin| bin.cases * (bin.observed - prevalence).powi(2)),
            uncertainty: prevalence * (1.0 - prevalence),
            within_bins: mean(&|bin| bin.score_deviation - 2.0 * bin.co_deviation),
        })
    }

    /// The Brier score that the parts add up to.
    pub fn score(&self) -> f64 {
        self.reliability - self.resolution + self.uncertainty + self.within_bins
    }
}

/// Expected calibration error: the mean over cases of |mean score - observed
/// share| of their bin, 0..=1 (Naeini et al. 2015). `None` without bins.
pub fn expected_calibration_error(bins: &[CalibrationBin]) -> Option<f64> {
    let cases = sum(bins.iter().map(|bin| bin.cases));
    let off = sum(bins.iter().map(|bin| bin.cases * (bin.mean_score - bin.observed).abs()));
    (cases > 0.0).then(|| off / cases)
}
