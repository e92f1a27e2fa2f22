//! Verbs that drive the page as a person would, and find things by role and name.

pub mod bring;
pub mod page;
pub mod proxy;
pub mod silence;
pub mod site;
pub mod spread;
pub mod window;

pub use page::Page;
pub use proxy::Proxy;
pub use site::Site;
pub use window::{Browser, Wish};

/// What a test returns.
pub type Outcome = Result<(), Box<dyn std::error::Error + Send + Sync>>;

/// Set by `cargo xtask test`.
pub fn setting(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run these tests with `cargo xtask test`"))
}
