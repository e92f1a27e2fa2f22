//! Two models on the same cases.

mod areas;
mod chosen;
mod counts;
mod difference;
mod draws;
mod sample;

pub use areas::{average_precision_difference, roc_area_difference, roc_area_estimate};
pub use chosen::chosen_difference;
pub use counts::{Agreement, McNemar, PairedCounts};
pub use difference::{Difference, Verdict, newcombe_paired};
pub use sample::{PairedError, PairedSample};
