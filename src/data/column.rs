//! Builds a column from cells as they come, deciding between number and text.

use super::dictionary::Interner;
use super::number;
use super::table::{Column, MISSING, Values};

/// So many rows of nothing but different texts are names of cases.
pub(super) const NAMES: usize = 1 << 17;

/// A column that is being read. It holds numbers until the first text comes;
/// then the numbers before become texts in their shortest form.
#[derive(Debug, Clone)]
pub struct ColumnBuilder {
    cells: Cells,
    decimal: u8,
    /// [`NAMES`], or less in tests.
    names: usize,
}

#[derive(Debug, Clone)]
enum Cells {
    Numbers(Vec<f64>),
    Texts {
        codes: Vec<u32>,
        interner: Interner,
        /// The column began as numbers: later ones are put in the same
        /// shortest form, so that `1` and `1.0` stay one value.
        shortest: bool,
    },
}

impl ColumnBuilder {
    /// An empty column whose numbers have this decimal sign.
    pub fn new(decimal: u8) -> Self {
        ColumnBuilder { cells: Cells::Numbers(Vec::new()), decimal, names: NAMES }
    }

    /// An empty column that keeps every cell as its text.
    pub fn of_texts() -> Self {
        let cells = Cells::Texts { codes: Vec::new(), interner: Interner::default(), shortest: false };
        ColumnBuilder { cells, decimal: b'.', names: NAMES }
    }

    /// Takes a column for names of cases after so many different texts.
    pub(super) fn names_after(self, rows: usize) -> Self {
        ColumnBuilder { names: rows, ..self }
    }

    /// The numbers, as long as there is no text.
    #[inline]
    pub fn numbers(&mut self) -> Option<&mut Vec<f64>> {
        match &mut self.cells {
            Cells::Numbers(numbers) => Some(numbers),
            Cells::Texts { .. } => None,
        }
    }

    /// Adds a cell as it stands in the file.
    pub fn push(&mut self, cell: &str) {
        let plain = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_graphic());
        let bytes = cell.as_bytes();
        let cell = if plain(bytes.first()) && plain(bytes.last()) { cell } else { cell.trim() };
        if number::is_missing(cell) {
            return self.push_missing();
        }
        let wants_number = matches!(self.cells, Cells::Numbers(_) | Cells::Texts { shortest: true, .. });
        match wants_number.then(|| number::parse(cell, self.decimal)).flatten() {
            Some(number) => self.push_number(number),
            None => self.push_text(cell),
        }
    }

    /// Adds a number; `NaN` is a missing one.
    pub fn push_number(&mut self, number: f64) {
        match &mut self.cells {
            Cells::Numbers(numbers) => numbers.push(number),
            Cells::Texts { codes, .. } if number.is_nan() => codes.push(MISSING),
            Cells::Texts { codes, interner, .. } => codes.push(interner.code(&number.to_string())),
        }
    }

    /// Adds a text, whatever it looks like.
    pub fn push_text(&mut self, cell: &str) {
        if let Cells::Numbers(numbers) = &mut self.cells {
            let numbers = std::mem::take(numbers);
            let mut interner = Interner::default();
            let code = |v: &f64| if v.is_nan() { MISSING } else { interner.code(&v.to_string()) };
            let mut codes = Vec::with_capacity(numbers.capacity());
            codes.extend(numbers.iter().map(code));
            self.cells = Cells::Texts { codes, interner, shortest: true };
        }
        if let Cells::Texts { codes, interner, .. } = &mut self.cells {
            // Codes rise with the first appearance: this one says that all differ.
            if codes.len() == self.names && codes.last().is_some_and(|last| *last as usize + 1 == self.names) {
                interner.stop_looking_up();
                // A row that was cut by the end of a chunk may have left one.
                interner.forget_names(self.names);
            }
            // Neighbouring rows often repeat a value (sorted files, few classes).
            let last = codes.last().copied().filter(|last| interner.get(*last) == Some(cell));
            codes.push(last.unwrap_or_else(|| interner.code(cell)));
        }
    }

    /// Adds a missing value.
    pub fn push_missing(&mut self) {
        match &mut self.cells {
            Cells::Numbers(numbers) => numbers.push(f64::NAN),
            Cells::Texts { codes, .. } => codes.push(MISSING),
        }
    }

    /// Adds missing values until there are `rows` cells.
    pub fn extend_missing(&mut self, rows: usize) {
        match &mut self.cells {
            Cells::Numbers(numbers) if numbers.len() < rows => numbers.resize(rows, f64::NAN),
            Cells::Texts { codes, .. } if codes.len() < rows => codes.resize(rows, MISSING),
            _ => {}
        }
    }

    /// How many cells there are.
    pub fn len(&self) -> usize {
        match &self.cells {
            Cells::Numbers(numbers) => numbers.len(),
            Cells::Texts { codes, .. } => codes.len(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Drops all but the first `rows` cells.
    pub fn truncate(&mut self, rows: usize) {
        match &mut self.cells {
            Cells::Numbers(numbers) => numbers.truncate(rows),
            Cells::Texts { codes, interner, .. } if codes.len() > rows => {
                codes.truncate(rows);
                // Names of cases have rising codes: forget those of the rows
                // that went, or they would stand there twice.
                let kept = codes.iter().rev().find(|code| **code != MISSING).map_or(0, |code| code + 1);
                interner.forget_names(kept as usize);
            }
            Cells::Texts { .. } => {}
        }
    }

    /// Makes room for `rows` cells in all, so that growth need not copy.
    pub fn reserve(&mut self, rows: usize) {
        match &mut self.cells {
            Cells::Numbers(numbers) => numbers.reserve_exact(rows.saturating_sub(numbers.len())),
            Cells::Texts { codes, .. } => codes.reserve_exact(rows.saturating_sub(codes.len())),
        }
    }

    /// Bytes of memory that it will hold at `rows` cells, if they go on as
    /// they began.
    pub fn expected_bytes(&self, rows: usize) -> usize {
        let known = self.len().max(1);
        match &self.cells {
            Cells::Numbers(_) => rows.saturating_mul(size_of::<f64>()),
            Cells::Texts { interner, .. } => {
                // Names of cases go on coming; classes and sites do not.
                let growing = interner.len() > known / 2;
                let texts = if growing { interner.text_bytes() / known + size_of::<usize>() } else { 0 };
                rows.saturating_mul(size_of::<u32>() + texts)
            }
        }
    }

    /// Bytes of memory that it holds.
    pub fn bytes(&self) -> usize {
        match &self.cells {
            Cells::Numbers(numbers) => numbers.capacity() * size_of::<f64>(),
            Cells::Texts { codes, interner, .. } => codes.capacity() * size_of::<u32>() + interner.bytes(),
        }
    }

    /// The finished column.
    pub fn finish(self, name: String) -> Column {
        let values = match self.cells {
            Cells::Numbers(numbers) => Values::Number(numbers),
            Cells::Texts { codes, interner, .. } => Values::Text { codes, dictionary: interner.finish() },
        };
        Column { name, values }
    }
}
