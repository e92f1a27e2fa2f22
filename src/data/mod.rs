//! Bytes to cases: tables, roles of columns, scenario packs, located errors.
//!
//! | file | what it does |
//! |---|---|
//! | [`mod@error`] | [`DataError`]: where a file is wrong and what to do |
//! | [`scenario`] | the types of `scenario.json` |
//! | [`reader`] | bytes of any kind to [`Table`], in chunks: begin here |
//! | [`csv`] | CSV bytes to [`Table`] |
//! | `gzip`, `parquet`, [`pack`] | what the features `data` and `parquet` add |
//! | [`json`] | JSON lines, or an array of objects, to [`Table`] |
//! | [`kind`] | what kind of file bytes are |
//! | [`table`] | columns in memory |
//! | [`column`] | cells to a column of numbers or of texts |
//! | [`dictionary`] | the distinct texts of a column |
//! | [`number`] | numbers as files write them |
//! | [`limits`] | how much is taken |
//! | [`roles`] | which column is what |
//! | [`mod@cases`] | a table and its roles to [`Cases`] |
//! | [`split`] | the choosing set and the sealed test |

pub mod cases;
pub mod column;
pub mod csv;
pub mod dictionary;
pub mod error;
#[cfg(feature = "data")]
mod gzip;
pub mod json;
pub mod kind;
pub mod limits;
pub mod number;
pub mod reader;
pub mod roles;
pub mod scenario;
pub mod split;
pub mod table;

pub use cases::{Cases, Label, cases, cases_with};
pub use csv::{CsvReader, read_csv};
pub use dictionary::Dictionary;
pub use error::{Arg, DataError};
pub use json::JsonReader;
pub use kind::{Kind, kind};
pub use reader::{TableReader, read_table};
pub use roles::Roles;
pub use scenario::{Scenario, read_scenario};
pub use split::{Part, SplitSource};
pub use table::{Column, Table, Values};
