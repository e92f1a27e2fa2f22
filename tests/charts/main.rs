//! Golden pictures of every chart, and what a picture cannot show.
//!
//! A golden is an SVG document under `tests/goldens`. When a drawing changes,
//! the test writes the new one beside it as `*-changed.svg`; look at it, then
//! run `CUTPOINT_BLESS=1 cargo test --features charts --test charts` to accept.
#![cfg(feature = "charts")]

mod bounds;
mod by_prevalence;
mod expected_value;
mod frequencies;
mod golden;
mod precision_recall;
mod probabilities;
mod rankings;
mod read_out;
mod sample;
mod scores_by_outcome;
mod svg;
mod theme;
mod threshold_curves;
mod words;
