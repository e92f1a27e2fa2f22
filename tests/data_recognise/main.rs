//! What is guessed from a table, and why; and what is said before a chart.

mod findings;
mod halves;
mod judged;
mod roles;
mod sets;

use cutpoint::data::{Table, read_csv};

fn table(text: &str) -> Table {
    read_csv(text.as_bytes(), "t.csv", &mut |_| ()).expect("a table")
}

fn rows(header: &str, n: u32, row: impl Fn(u32) -> String) -> Table {
    let body: String = (0..n).map(|i| row(i) + "\n").collect();
    table(&format!("{header}\n{body}"))
}
