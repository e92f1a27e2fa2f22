//! Bytes to cases: tables, roles of columns, scenario packs, located errors.
//!
//! | file | what it does |
//! |---|---|
//! | [`mod@error`] | [`DataError`]: where a file is wrong and what to do |
//! | [`scenario`] | the types of `scenario.json` |
//! | [`csv`] | CSV bytes to [`Table`] |
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
pub mod limits;
pub mod number;
pub mod roles;
pub mod scenario;
pub mod split;
pub mod table;

pub use cases::{Cases, Label, cases, cases_with};
pub use csv::{CsvReader, read_csv};
pub use dictionary::Dictionary;
pub use error::{Arg, DataError};
pub use roles::Roles;
pub use scenario::{Scenario, read_scenario};
pub use split::{Part, SplitSource};
pub use table::{Column, Table, Values};
