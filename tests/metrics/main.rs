//! The counting core against brute force, the field's references and
//! published tables.

mod brute;
mod choices;
mod conventions;
mod properties;
mod references;
