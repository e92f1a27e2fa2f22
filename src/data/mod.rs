//! Bytes to cases: tables, roles of columns, scenario packs, located errors.
//!
//! | file | what it does |
//! |---|---|
//! | [`mod@error`] | [`DataError`]: where a file is wrong and what to do |
//! | [`rule`] | rules that a scenario or a pack can break |
//! | [`message`] | errors, findings and reasons as Fluent messages |
//! | [`scenario`] | the types of `scenario.json` |
//! | [`dropped`] | what to make of the files that someone drops |
//! | [`reader`] | bytes of any kind to [`Table`], in chunks: begin here |
//! | [`csv`] | CSV bytes to [`Table`] |
//! | `gzip`, `parquet`, `archive`, `pack` | what the features `data` and `parquet` add |
//! | [`json`] | JSON lines, or an array of objects, to [`Table`] |
//! | [`kind`] | what kind of file bytes are |
//! | [`table`] | columns in memory |
//! | [`column`] | cells to a column of numbers or of texts |
//! | [`dictionary`] | the distinct texts of a column |
//! | [`number`] | numbers as files write them |
//! | [`limits`] | how much is taken |
//! | [`summary`] | a column at a glance |
//! | [`mod@recognise`], [`inputs`], [`positive`] | guesses what columns are, with reasons |
//! | [`roles`] | which column is what |
//! | [`proposal`] | a scenario for files that came without one |
//! | [`mod@cases`] | a table and its roles to [`Cases`] |
//! | [`sanity`] | what to say before a chart is drawn |
//! | [`label`] | the label column and its classes |
//! | [`mod@fingerprint`] | whether two people have the same files |
//! | [`split`] | the choosing set and the sealed test |

#[cfg(feature = "data")]
mod archive;
pub mod cases;
pub mod column;
pub mod csv;
pub mod dictionary;
pub mod drawing;
pub mod dropped;
pub mod error;
pub mod fingerprint;
#[cfg(feature = "data")]
mod gzip;
pub mod inputs;
pub mod json;
pub mod kind;
pub mod label;
pub mod limits;
pub mod message;
mod names;
pub mod number;
#[cfg(feature = "data")]
pub mod pack;
#[cfg(feature = "parquet")]
pub mod parquet;
pub mod positive;
pub mod proposal;
pub mod reader;
pub mod recognise;
pub mod roles;
pub mod rule;
pub mod sanity;
pub mod scenario;
pub mod split;
pub mod summary;
pub mod table;

pub use cases::{Cases, cases, cases_with};
pub use csv::{CsvReader, read_csv};
pub use dictionary::Dictionary;
pub use error::DataError;
pub use inputs::{InputShape, ModelShape};
pub use json::JsonReader;
pub use kind::{Kind, kind};
pub use label::Label;
pub use message::Arg;
#[cfg(feature = "data")]
pub use pack::{Pack, write_pack};
pub use reader::{TableReader, read_table};
pub use recognise::{Recognition, recognise};
pub use roles::Roles;
pub use sanity::Finding;
pub use scenario::{Scenario, read_scenario};
pub use split::{Part, SplitSource};
pub use table::{Column, Table, Values};
