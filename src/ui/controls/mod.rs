//! What people set.

mod costs;
mod number;
mod pin;
mod positive;
mod rule;
mod slider;
mod strip;
mod typed;

pub use costs::Costs;
pub use number::number;
pub use pin::Pin;
pub use positive::Positive;
pub use rule::RuleChoice;
pub use strip::Slider;
