//! Builds a column from cells as they come, deciding between number and text.

use std::collections::HashMap;

use super::table::{Column, MISSING, Values};

/// Texts that stand for a missing value, as pandas reads them by default.
const NO_VALUE: [&str; 18] = [
    "", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A", "NA",
    "NULL", "NaN", "None", "n/a", "nan",
];

/// A column that is being read. It holds numbers until the first text comes;
/// then the numbers before become texts in their shortest form.
#[derive(Debug, Default)]
pub struct ColumnBuilder {
    numbers: Vec<f64>,
    text: Option<TextBuilder>,
}

#[derive(Debug, Default)]
struct TextBuilder {
    codes: Vec<u32>,
    dictionary: Vec<String>,
    index: HashMap<String, u32>,
}

impl TextBuilder {
    fn push(&mut self, text: &str) {
        // Neighbouring rows often repeat a value (sorted files, few classes).
        if let Some(&last) = self.codes.last()
            && self.dictionary.get(last as usize).is_some_and(|t| t == text)
        {
            self.codes.push(last);
            return;
        }
        let code = match self.index.get(text) {
            Some(&code) => code,
            None => {
                let code = self.dictionary.len() as u32;
                self.dictionary.push(text.to_owned());
                self.index.insert(text.to_owned(), code);
                code
            }
        };
        self.codes.push(code);
    }
}

impl ColumnBuilder {
    /// Adds a cell as it stands in the file.
    pub fn push(&mut self, cell: &str) {
        let cell = cell.trim();
        if NO_VALUE.contains(&cell) || cell == "null" {
            return self.push_missing();
        }
        if let Ok(number) = cell.parse::<f64>() {
            return self.push_number(number);
        }
        self.push_text(cell);
    }

    /// Adds a number; `NaN` is a missing one.
    pub fn push_number(&mut self, number: f64) {
        match &mut self.text {
            None => self.numbers.push(number),
            Some(_) if number.is_nan() => self.push_missing(),
            Some(text) => text.push(&number.to_string()),
        }
    }

    /// Adds a text, whatever it looks like.
    pub fn push_text(&mut self, cell: &str) {
        let numbers = &mut self.numbers;
        let text = self.text.get_or_insert_with(|| {
            let mut text = TextBuilder::default();
            for number in std::mem::take(numbers) {
                if number.is_nan() { text.codes.push(MISSING) } else { text.push(&number.to_string()) }
            }
            text
        });
        text.push(cell);
    }

    /// Adds a missing value.
    pub fn push_missing(&mut self) {
        match &mut self.text {
            None => self.numbers.push(f64::NAN),
            Some(text) => text.codes.push(MISSING),
        }
    }

    /// The finished column.
    pub fn finish(self, name: String) -> Column {
        let values = match self.text {
            None => Values::Number(self.numbers),
            Some(text) => Values::Text { codes: text.codes, dictionary: text.dictionary },
        };
        Column { name, values }
    }
}
