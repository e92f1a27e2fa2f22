//! Every figure of one threshold, by name, with the reason when undefined.

use super::confusion::{Confusion, ratio};
use super::prevalence::Prevalence;
use super::undefined::Undefined;
use super::value::Values;

/// A figure computed from the four counts at one threshold.
///
/// Values are shares in 0..=1 unless said otherwise. Where scikit-learn gives
/// 0 with a warning for an undefined figure, this gives the reason instead.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Figure {
    /// Share of the flagged that are positive: tp / (tp + fp).
    Precision,
    /// Share of the positives that are flagged (sensitivity): tp / (tp + fn).
    Recall,
    /// Share of the negatives left alone: tn / (tn + fp).
    Specificity,
    /// Share of the negatives flagged: fp / (fp + tn).
    FalsePositiveRate,
    /// Share of the positives missed: fn / (fn + tp).
    FalseNegativeRate,
    /// Share of those left alone that are negative: tn / (tn + fn).
    NegativePredictiveValue,
    /// Share of all cases that are treated rightly: (tp + tn) / all.
    Accuracy,
    /// Mean of recall and specificity.
    BalancedAccuracy,
    /// F with beta 1: 2 tp / (2 tp + fn + fp).
    F1,
    /// (1 + b²) tp / ((1 + b²) tp + b² fn + fp) with b > 0, the weight of
    /// recall against precision (van Rijsbergen 1979).
    FBeta(f64),
    /// Matthews correlation, -1..=1 (Matthews 1975).
    Matthews,
    /// Recall / false positive rate, 0 or more.
    PositiveLikelihoodRatio,
    /// False negative rate / specificity, 0 or more.
    NegativeLikelihoodRatio,
    /// Share of all cases that are flagged.
    FlaggedShare,
    /// Precision / prevalence, 0 or more: 1 is what random flagging gets.
    Lift,
    /// tp / all - fp / all * p / (1 - p) at threshold probability p in 0..1,
    /// at most the prevalence (Vickers & Elkin 2006).
    NetBenefit(f64),
    /// Mean value of a case in the unit of [`Values`]; with a prevalence, what
    /// it would be there.
    ExpectedValue(Values, Option<Prevalence>),
    /// Recall + specificity - 1, -1..=1 (Youden 1950).
    Youden,
}

impl Figure {
    /// The figure for these counts.
    ///
    /// # Errors
    /// Why it is undefined.
    pub fn of(self, c: &Confusion) -> Result<f64, Undefined> {
        if c.total() <= 0.0 {
            return Err(Undefined::NoCases);
        }
        match self {
            Figure::Precision => c.try_precision(),
            Figure::Recall => c.try_recall(),
            Figure::Specificity => ratio(c.tn, c.negatives(), Undefined::NoNegatives),
            Figure::FalsePositiveRate => ratio(c.fp, c.negatives(), Undefined::NoNegatives),
            Figure::FalseNegativeRate => ratio(c.fn_, c.positives(), Undefined::NoPositives),
            Figure::NegativePredictiveValue => ratio(c.tn, c.left_alone(), Undefined::NothingLeftAlone),
            Figure::Accuracy => ratio(c.tp + c.tn, c.total(), Undefined::NoCases),
            Figure::BalancedAccuracy => Ok((Figure::Recall.of(c)? + Figure::Specificity.of(c)?) / 2.0),
            Figure::F1 => f_beta(c, 1.0),
            Figure::FBeta(beta) => f_beta(c, beta),
            Figure::Matthews => matthews(c),
            Figure::PositiveLikelihoodRatio => {
                let recall = Figure::Recall.of(c)?;
                ratio(recall, Figure::FalsePositiveRate.of(c)?, Undefined::NoFalseAlarms)
            }
            Figure::NegativeLikelihoodRatio => {
                let missed = Figure::FalseNegativeRate.of(c)?;
                ratio(missed, Figure::Specificity.of(c)?, Undefined::NoNegativeLeftAlone)
            }
            Figure::FlaggedShare => ratio(c.flagged(), c.total(), Undefined::NoCases),
            Figure::Lift => {
                let prevalence = c.positives() / c.total();
                ratio(c.try_precision()?, prevalence, Undefined::NoPositives)
            }
            Figure::NetBenefit(probability) => net_benefit(c, probability),
            Figure::ExpectedValue(values, prevalence) => values.per_case(c, prevalence),
            Figure::Youden => Ok(Figure::Recall.of(c)? - Figure::FalsePositiveRate.of(c)?),
        }
    }
}

impl Confusion {
    /// A figure for these counts, `None` when undefined.
    pub fn figure(&self, figure: Figure) -> Option<f64> {
        figure.of(self).ok()
    }
}

fn f_beta(c: &Confusion, beta: f64) -> Result<f64, Undefined> {
    if !(beta > 0.0 && beta.is_finite()) {
        return Err(Undefined::ParameterOutOfRange);
    }
    let squared = beta * beta;
    let hits = (1.0 + squared) * c.tp;
    ratio(hits, hits + squared * c.fn_ + c.fp, Undefined::NoPositivesAndNothingFlagged)
}

fn matthews(c: &Confusion) -> Result<f64, Undefined> {
    let margins = [
        (c.positives(), Undefined::NoPositives),
        (c.negatives(), Undefined::NoNegatives),
        (c.flagged(), Undefined::NothingFlagged),
        (c.left_alone(), Undefined::NothingLeftAlone),
    ];
    if let Some((_, reason)) = margins.into_iter().find(|(margin, _)| *margin <= 0.0) {
        return Err(reason);
    }
    // Roots before the products: four counts of 10^80 must not overflow.
    let scale = margins.into_iter().map(|(margin, _)| margin.sqrt()).product::<f64>();
    Ok(((c.tp * c.tn - c.fp * c.fn_) / scale).clamp(-1.0, 1.0))
}

fn net_benefit(c: &Confusion, probability: f64) -> Result<f64, Undefined> {
    if !(0.0..1.0).contains(&probability) {
        return Err(Undefined::ParameterOutOfRange);
    }
    let odds = probability / (1.0 - probability);
    ratio(c.tp - c.fp * odds, c.total(), Undefined::NoCases)
}
