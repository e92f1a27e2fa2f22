//! A corpus of files that must not open, each with the message that it gets.
//!
//! The files are made here, so that each can be read beside its message. All
//! go the way of a file that someone drops on the page: bytes to table, roles
//! guessed, cases. None may panic or take long.
#![cfg(feature = "parquet")]

mod binary;
mod json;
mod pack;
mod scenario;
mod table;

use std::time::{Duration, Instant};

use cutpoint::data::{DataError, Pack, Roles, cases_with, read_scenario, read_table, recognise};

/// How a file is opened.
#[derive(Clone)]
pub enum Open {
    /// As cases, with guessed roles.
    Cases,
    /// As cases, with these roles.
    Roles(Box<Roles>),
    /// As `scenario.json`.
    Scenario,
    /// As a scenario pack.
    Pack,
}

/// A bad file and its message id, without `data-error-`.
pub struct Bad {
    name: String,
    bytes: Vec<u8>,
    open: Open,
    id: &'static str,
}

pub fn bad(name: &str, bytes: impl Into<Vec<u8>>, id: &'static str) -> Bad {
    Bad { name: name.into(), bytes: bytes.into(), open: Open::Cases, id }
}

impl Bad {
    pub fn by(self, open: Open) -> Bad {
        Bad { open, ..self }
    }
}

fn open(file: &Bad) -> Result<(), DataError> {
    let table = || read_table(&file.bytes, &file.name, &mut |_| ());
    match &file.open {
        Open::Cases => {
            let table = table()?;
            let roles = recognise(&table, None).roles;
            cases_with(table, &roles).map(|_| ())
        }
        Open::Roles(roles) => cases_with(table()?, roles).map(|_| ()),
        Open::Scenario => read_scenario(&file.bytes).map(|_| ()),
        Open::Pack => Pack::open(&file.bytes, &file.name)?.scenario().map(|_| ()),
    }
}

fn corpus() -> Vec<Bad> {
    [table::files(), json::files(), binary::files(), pack::files(), scenario::files()].into_iter().flatten().collect()
}

#[test]
fn every_bad_file_gets_its_message() {
    let files = corpus();
    assert!(files.len() >= 150, "{}", files.len());
    let mut wrong = Vec::new();
    for file in &files {
        let start = Instant::now();
        match open(file) {
            Ok(()) => wrong.push(format!("{}: it opened, not {}", file.name, file.id)),
            Err(error) => {
                if error.id() != format!("data-error-{}", file.id) {
                    wrong.push(format!("{}: {} ({error}), not {}", file.name, error.id(), file.id));
                }
                let long = error.args().iter().any(|(_, arg)| {
                    matches!(arg, cutpoint::data::Arg::Text(t) if t.chars().count() > 2_000 || t.chars().any(char::is_control))
                });
                if long {
                    wrong.push(format!("{}: an argument is long, or has control characters", file.name));
                }
            }
        }
        if start.elapsed() > Duration::from_secs(5) {
            wrong.push(format!("{}: took {:?}", file.name, start.elapsed()));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), files.len(), wrong.join("\n"));
}

#[test]
fn no_two_bad_files_are_the_same() {
    let files = corpus();
    for (i, a) in files.iter().enumerate() {
        for b in &files[..i] {
            assert!(a.name != b.name, "{} comes twice", a.name);
            let same_way = std::mem::discriminant(&a.open) == std::mem::discriminant(&b.open);
            let by_roles = matches!(a.open, Open::Roles(_));
            assert!(a.bytes != b.bytes || !same_way || by_roles, "{} is {}", a.name, b.name);
        }
    }
}

#[test]
fn markup_in_a_file_stays_text() {
    let evil = "<img src=x onerror=alert(1)>";
    let file = bad("evil.csv", format!("{evil},b\n1.5,2.5\n3.5,4.5\n"), "no-label");
    let error = open(&file).unwrap_err();
    let columns = error.args().into_iter().find(|(name, _)| name == "columns").unwrap().1;
    assert_eq!(columns, cutpoint::data::Arg::Text(format!("{evil}, b")));
}
