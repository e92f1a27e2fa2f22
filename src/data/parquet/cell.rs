//! What a stored value is in the table: a number, or a text.

use super::super::column::ColumnBuilder;
use super::Wrong;
use super::meta::{Leaf, Meaning, Physical};
use super::values::{Cell, Cells};

/// Whole numbers up to here are exact as `f64`.
const EXACT: i64 = 1 << 53;

/// Puts values into a column.
pub(super) struct Put<'a> {
    pub column: &'a mut ColumnBuilder,
    pub leaf: &'a Leaf,
}

impl Put<'_> {
    /// Puts the values of a page: `present` says which rows have one.
    pub fn all(
        &mut self,
        mut cells: impl Iterator<Item = Result<Cell, Wrong>>,
        of: &Cells,
        present: Option<&[u32]>,
        rows: usize,
    ) -> Result<(), Wrong> {
        for row in 0..rows {
            let is_there = present.is_none_or(|levels| levels.get(row) == Some(&1));
            match is_there {
                true => self.one(cells.next().ok_or(Wrong::Damaged)??, of)?,
                false => self.column.push_missing(),
            }
        }
        Ok(())
    }

    fn one(&mut self, cell: Cell, of: &Cells) -> Result<(), Wrong> {
        match (self.leaf.meaning, cell) {
            (Meaning::Plain, Cell::Float(number)) => self.column.push_number(number),
            (Meaning::Plain, Cell::Int(number)) => self.int(i128::from(number)),
            (Meaning::Unsigned, Cell::Int(number)) => self.int(match self.leaf.physical {
                Physical::Int32 => i128::from(number as u32),
                _ => i128::from(number as u64),
            }),
            (_, Cell::Bool(value)) => self.column.push_text(if value { "true" } else { "false" }),
            (Meaning::Date, Cell::Int(days)) => self.column.push_text(&date(days)),
            (Meaning::Timestamp(unit), Cell::Int(time)) => self.column.push_text(&timestamp(time, unit)),
            (Meaning::Time(unit), Cell::Int(time)) => {
                let text = timestamp(time, unit);
                self.column.push_text(text.split_once('T').map_or("00:00:00", |(_, time)| time));
            }
            (Meaning::Decimal(scale), Cell::Int(digits)) => self.decimal(i128::from(digits), scale)?,
            (Meaning::Decimal(scale), Cell::Bytes(from, to)) => {
                let bytes = of.bytes(from, to);
                if bytes.len() > 16 {
                    return Err(Wrong::Unsupported("decimals of more than 38 digits"));
                }
                let sign = if bytes.first().is_some_and(|b| *b >= 0x80) { -1i128 } else { 0 };
                self.decimal(bytes.iter().fold(sign, |v, b| v << 8 | i128::from(*b)), scale)?;
            }
            (meaning, Cell::Bytes(from, to)) => self.bytes(of.bytes(from, to), meaning)?,
            (_, Cell::Int(number)) => self.int(i128::from(number)),
            (_, Cell::Float(number)) => self.column.push_number(number),
        }
        Ok(())
    }

    /// Numbers that no `f64` holds (long ids) stay exact as text.
    fn int(&mut self, number: i128) {
        match number.unsigned_abs() <= EXACT as u128 {
            true => self.column.push_number(number as f64),
            false => self.column.push_text(&number.to_string()),
        }
    }

    /// The number nearest to the decimal.
    fn decimal(&mut self, digits: i128, scale: i32) -> Result<(), Wrong> {
        let number = format!("{digits}e{}", -i64::from(scale)).parse().map_err(|_| Wrong::Damaged)?;
        self.column.push_number(number);
        Ok(())
    }

    fn bytes(&mut self, bytes: &[u8], meaning: Meaning) -> Result<(), Wrong> {
        match (self.leaf.physical, meaning) {
            (Physical::Int96, _) => {
                let (nanos, day) = bytes.split_first_chunk::<8>().ok_or(Wrong::Damaged)?;
                let day = i64::from(i32::from_le_bytes(*day.first_chunk().ok_or(Wrong::Damaged)?));
                // Julian day 2440588 is 1970-01-01.
                let seconds = (day - 2_440_588) * 86_400 + i64::from_le_bytes(*nanos) / 1_000_000_000;
                self.column.push_text(&timestamp(seconds, 1));
            }
            (_, Meaning::Float16) => {
                let half = u16::from_le_bytes(*bytes.first_chunk().ok_or(Wrong::Damaged)?);
                self.column.push_number(float16(half));
            }
            (_, Meaning::Uuid) => {
                let hex: String = bytes.iter().map(|b| format!("{b:02x}")).collect();
                self.column.push_text(&hex);
            }
            _ => {
                let text = std::str::from_utf8(bytes).map_err(|_| Wrong::Encoding(self.column.len()))?;
                if text.trim().is_empty() { self.column.push_missing() } else { self.column.push_text(text) }
            }
        }
        Ok(())
    }
}

/// IEEE 754 binary16.
fn float16(half: u16) -> f64 {
    let sign = if half & 0x8000 == 0 { 1.0 } else { -1.0 };
    let fraction = f64::from(half & 0x3ff);
    match half >> 10 & 31 {
        0 => sign * fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => sign * f64::INFINITY,
        31 => f64::NAN,
        exponent => sign * (1.0 + fraction / 1024.0) * 2f64.powi(i32::from(exponent) - 15),
    }
}

/// A day since 1970-01-01 as `2026-11-21` (Hinnant, days_from_civil).
fn date(days: i64) -> String {
    let z = days.saturating_add(719_468);
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// A time since 1970-01-01 as `2026-11-21T09:13:00`, with a fraction where
/// there is one.
fn timestamp(time: i64, unit: i64) -> String {
    let unit = unit.max(1);
    let (seconds, part) = (time.div_euclid(unit), time.rem_euclid(unit));
    let (day, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let clock = format!("{:02}:{:02}:{:02}", second / 3_600, second / 60 % 60, second % 60);
    let fraction = match part {
        0 => String::new(),
        part => format!(".{:0width$}", part, width = unit.ilog10() as usize).trim_end_matches('0').to_owned(),
    };
    format!("{}T{clock}{fraction}", date(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_are_those_of_the_gregorian_calendar() {
        for (days, text) in [(0, "1970-01-01"), (-1, "1969-12-31"), (19_782, "2024-02-29"), (-719_528, "0000-01-01")] {
            assert_eq!(date(days), text);
        }
        assert_eq!(timestamp(1_700_000_000_123_400, 1_000_000), "2023-11-14T22:13:20.1234");
        assert_eq!(timestamp(-1, 1_000), "1969-12-31T23:59:59.999");
    }

    #[test]
    fn half_floats_are_those_of_ieee_754() {
        for (half, value) in [(0x3c00, 1.0), (0xc000, -2.0), (0x3555, 0.333251953125), (1, 5.960464477539063e-8)] {
            assert_eq!(float16(half), value);
        }
        assert!(float16(0x7e00).is_nan() && float16(0xfc00) == f64::NEG_INFINITY);
    }
}
