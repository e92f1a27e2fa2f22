//! What the four outcomes are worth.

use super::confusion::Confusion;
use super::prevalence::Prevalence;
use super::undefined::Undefined;

/// The value of one case of each outcome, in any one unit (money, hours):
/// gains above 0, costs below.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Values {
    /// Of a caught case.
    pub tp: f64,
    /// Of a false alarm.
    pub fp: f64,
    /// Of a missed case.
    pub fn_: f64,
    /// Of a case rightly left alone.
    pub tn: f64,
}

impl Values {
    /// The value of all counted cases together.
    pub fn total(&self, c: &Confusion) -> f64 {
        self.tp * c.tp + self.fp * c.fp + self.fn_ * c.fn_ + self.tn * c.tn
    }

    /// The mean value of a case; with a prevalence, the mean where that share
    /// of the cases is positive and both error rates stay as they are.
    ///
    /// # Errors
    /// Why it is undefined: no cases, a class without cases at a prevalence
    /// that needs it, or a value that is not a finite number.
    pub fn per_case(&self, c: &Confusion, prevalence: Option<Prevalence>) -> Result<f64, Undefined> {
        if !self.finite() {
            return Err(Undefined::ParameterOutOfRange);
        }
        if c.total() <= 0.0 {
            return Err(Undefined::NoCases);
        }
        match prevalence {
            None => Ok(self.total(c) / c.total()),
            Some(prevalence) => Ok(self.total(&prevalence.shift(c)?) / c.total()),
        }
    }

    /// The value of so many cases like these: [`Values::per_case`] times
    /// `cases`.
    ///
    /// # Errors
    /// As [`Values::per_case`].
    pub fn of_cases(&self, c: &Confusion, prevalence: Option<Prevalence>, cases: f64) -> Result<f64, Undefined> {
        Ok(self.per_case(c, prevalence)? * cases)
    }

    /// Whether every value is a finite number.
    pub(crate) fn finite(&self) -> bool {
        [self.tp, self.fp, self.fn_, self.tn].iter().all(|value| value.is_finite())
    }

    /// The largest difference that one outcome can make, the unit in which
    /// rounding errors are judged.
    pub(crate) fn scale(&self) -> f64 {
        [self.tp, self.fp, self.fn_, self.tn].iter().fold(0.0, |scale: f64, value| scale.max(value.abs()))
    }

    /// The prevalence-free threshold for calibrated probabilities: flag when
    /// the probability of positive is at least
    /// (tn - fp) / (tn - fp + tp - fn) (Elkan 2001). `None` when flagging a
    /// positive is not better than missing it, or flagging a negative is not
    /// worse than leaving it alone.
    pub fn calibrated_threshold(&self) -> Option<f64> {
        let (alarm, catch) = (self.tn - self.fp, self.tp - self.fn_);
        (alarm >= 0.0 && catch > 0.0).then(|| alarm / (alarm + catch))
    }
}
