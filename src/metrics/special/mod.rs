//! Special functions that intervals and tests need, to about 1e-14.

mod beta;
mod normal;

pub use beta::{binomial_at_most, binomial_density, incomplete_beta, inverse_incomplete_beta, stirling_error};
pub use normal::{normal_quantile, normal_tail};
