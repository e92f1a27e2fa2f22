//! What people set.

mod costs;
mod number;
mod pin;
mod positive;
mod rule;
mod share;
mod slider;

pub use costs::Costs;
pub use number::{hint_text, number};
pub use pin::Pin;
pub use positive::Positive;
pub use rule::RuleChoice;
pub use share::ShareSlider;
pub use slider::Slider;
