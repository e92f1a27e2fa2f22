//! The counting core: pure Rust on `std`, of use on its own.
//!
//! Build a [`Sample`](sample::Sample) from scores and outcomes, sweep it once
//! with [`Sweep::of`](sweep::Sweep::of), and read everything else from the
//! sweep:
//!
//! ```
//! use cutpoint::metrics::choice::{Rule, choose};
//! use cutpoint::metrics::{curve, estimate::estimate, figure::Figure, sample::Sample, sweep::Sweep};
//!
//! let scores = vec![0.9, 0.8, 0.7, 0.4, 0.2];
//! let sample = Sample::new(scores, vec![true, false, true, true, false], None)?;
//! let sweep = Sweep::of(&sample);
//! assert_eq!(curve::roc_area(&sweep), Some(4.0 / 6.0));
//!
//! // Which threshold has the best F1, and what are the four counts there?
//! let choice = choose(&sweep, Rule::FBeta { beta: 1.0 }, 0.01)?;
//! assert_eq!(choice.threshold.score(), Some(0.4));
//! let c = choice.confusion;
//! assert_eq!((c.tp, c.fp, c.fn_, c.tn), (3.0, 1.0, 0.0, 1.0));
//!
//! // How sure is the precision of 3 in 4?
//! let precision = estimate(&c, Figure::Precision, &Default::default())?;
//! assert!(precision.interval.low < 0.31 && precision.interval.high > 0.95);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Where to find what
//!
//! | question | module |
//! |---|---|
//! | Are these columns sound? | [`sample`] |
//! | What are the counts at each threshold? | [`sweep`], [`threshold`], [`confusion`] |
//! | What is precision, recall, F, lift … there, and why is it undefined? | [`figure`], [`undefined`] |
//! | How do I say it in natural frequencies? | [`frequency`] |
//! | What do the curves look like, what area is under them? | [`curve`], [`histogram`], [`decision`] |
//! | Can the scores be read as probabilities? | [`calibration`], [`probability`] |
//! | How good is the simplest rule? | [`baseline`] |
//! | Which threshold should I take? | [`choice`], [`value`] |
//! | What if positives were rarer? | [`prevalence`] |
//! | How sure is a figure? | [`estimate`], [`interval`], [`bootstrap`], [`needed`] |
//! | Does it keep what was agreed? | [`target`] |
//! | Is the new model better? | [`paired`] |
//! | Who does it work for? | [`slice`](mod@slice), [`independent`] |
//! | And with more than two classes? | [`multiclass`] |
//! | Which half of the cases is set aside? | [`halving`] |
//!
//! # Conventions
//!
//! * A case is **flagged** when its score is at or above the threshold.
//!   Operating points are the exact distinct scores and "flag nobody"; never a
//!   grid. Everything reads the same [`Sweep`](sweep::Sweep).
//! * Of equally good thresholds the **highest** wins (fewest flagged).
//! * An undefined ratio is `None`, or an error that says why
//!   ([`Undefined`](undefined::Undefined)); never 0, never NaN.
//! * The precision-recall curve is made of **steps**; average precision is the
//!   step sum; the ROC area is the trapezoid, ties counting half.
//! * A row of **weight** w equals w equal rows; a row of weight 0 is not there.
//!   Weights need not be whole; intervals read them as counts.
//! * **Intervals** are 95 % unless said otherwise: Wilson for proportions
//!   (Clopper-Pearson on request), DeLong for ROC areas, Newcombe for
//!   differences of proportions, seeded percentile bootstrap for the rest. At a
//!   fixed threshold the bootstrap draws the multinomial of the outcome cells,
//!   which equals resampling cases; a threshold that the data chose is chosen
//!   again in every draw. An outcome that never occurred gets one case in the
//!   draws: not seen is not impossible.
//! * Two models are compared **on the same cases**, paired.
//! * Another **prevalence** keeps true and false positive rate and changes the
//!   mix (label shift): an assumption, and said to be one.
//! * Positive is what the scenario looks for; a higher score is more positive.
//!
//! `docs/metrics.md` names the references, and where and why results differ
//! from scikit-learn's.

pub mod baseline;
pub mod bootstrap;
pub mod calibration;
pub mod choice;
pub mod confusion;
pub mod curve;
pub mod decision;
pub mod estimate;
pub mod figure;
pub mod frequency;
pub mod halving;
pub mod histogram;
pub mod independent;
pub mod interval;
pub mod multiclass;
pub mod needed;
pub mod paired;
pub mod prevalence;
pub mod probability;
mod random;
pub mod sample;
pub mod slice;
mod sort;
pub mod special;
mod sum;
pub mod sweep;
pub mod target;
pub mod threshold;
pub mod undefined;
pub mod value;
