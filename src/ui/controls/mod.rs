//! What people set.

mod costs;
mod number;
mod pin;
mod positive;
mod rule;
mod share;
mod slider;
mod strip;
mod typed;

pub use costs::Costs;
pub use number::{hint_text, number};
pub use pin::{Comparison, Pin};
pub use positive::Positive;
pub use rule::RuleChoice;
pub use share::ShareSlider;
pub use strip::Slider;
