//! The counting core: pure Rust on `std`, of use on its own.
//!
//! Build a [`Sample`](sample::Sample) from scores and outcomes, sweep it once
//! with [`Sweep::of`](sweep::Sweep::of), and read everything else from the
//! sweep:
//!
//! ```
//! use cutpoint::metrics::{curve, sample::Sample, sweep::Sweep, threshold::Threshold};
//!
//! let sample = Sample::new(vec![0.9, 0.8, 0.7, 0.2], vec![true, false, true, false], None)?;
//! let sweep = Sweep::of(&sample);
//! let at = Threshold::at(0.7).map_or(0, |threshold| sweep.index_at(threshold));
//! let counts = sweep.confusion(at);
//! assert_eq!((counts.tp, counts.fp, counts.fn_, counts.tn), (2.0, 1.0, 0.0, 1.0));
//! assert_eq!(counts.recall(), Some(1.0));
//! assert_eq!(curve::roc_area(&sweep), Some(0.75));
//! # Ok::<(), cutpoint::metrics::sample::SampleError>(())
//! ```

pub mod bootstrap;
pub mod calibration;
pub mod choice;
pub mod confusion;
pub mod curve;
pub mod decision;
pub mod estimate;
pub mod figure;
pub mod frequency;
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
pub mod threshold;
pub mod undefined;
pub mod value;
