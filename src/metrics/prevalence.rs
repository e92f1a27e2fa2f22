//! The same model where positives are rarer or more frequent.

use super::confusion::Confusion;
use super::undefined::Undefined;

/// A share of positive cases, in 0..=1.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Prevalence(f64);

impl Prevalence {
    /// A prevalence, or `None` outside 0..=1.
    pub fn new(share: f64) -> Option<Prevalence> {
        (0.0..=1.0).contains(&share).then_some(Prevalence(share))
    }

    /// The share, in 0..=1.
    pub fn get(self) -> f64 {
        self.0
    }

    /// The counts that as many cases would give where this share is positive.
    /// Assumes label shift: true and false positive rates stay as they are and
    /// only the mix changes. Every figure of the result is the figure at this
    /// prevalence.
    ///
    /// # Errors
    /// [`Undefined::NoPositives`] or [`Undefined::NoNegatives`] when the rate
    /// of a class that the new mix needs was never seen.
    pub fn shift(self, c: &Confusion) -> Result<Confusion, Undefined> {
        self.of_cases(c, c.total())
    }

    /// The counts that so many cases would give, as [`Prevalence::shift`] gives
    /// those of as many cases as there are.
    ///
    /// # Errors
    /// As [`Prevalence::shift`].
    pub fn of_cases(self, c: &Confusion, cases: f64) -> Result<Confusion, Undefined> {
        if c.total() <= 0.0 {
            return Err(Undefined::NoCases);
        }
        let [tp, fn_] = split(c.tp, c.fn_, self.0 * cases).ok_or(Undefined::NoPositives)?;
        let [fp, tn] = split(c.fp, c.tn, (1.0 - self.0) * cases).ok_or(Undefined::NoNegatives)?;
        Ok(Confusion { tp, fp, fn_, tn })
    }
}

/// Splits `whole` as `part` is to `rest`; nothing splits into nothing.
fn split(part: f64, rest: f64, whole: f64) -> Option<[f64; 2]> {
    if whole <= 0.0 {
        return Some([0.0, 0.0]);
    }
    let seen = part + rest;
    (seen > 0.0).then(|| [whole * (part / seen), whole * (rest / seen)])
}
