//! Curves over all operating points, and the areas under them.

mod gains;
mod ranking;
mod roc;
mod visible;

pub use gains::{GainPoint, gain_points};
pub use ranking::{PrPoint, average_precision, pr_points};
pub use roc::{KolmogorovSmirnov, RocPoint, kolmogorov_smirnov, roc_area, roc_points};
pub use visible::{figure_by_threshold, visible};
