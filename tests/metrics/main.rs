//! The counting core against brute force, the field's references and
//! published tables.

mod brute;
mod choices;
mod comparing;
mod conventions;
mod halving;
mod listing;
mod parts;
mod properties;
mod published;
mod published_areas;
mod references;
mod tally;
mod uncertainty;
