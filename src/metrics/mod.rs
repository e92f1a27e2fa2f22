//! The counting core.
