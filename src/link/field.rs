//! Numbers as people type them into a field.

use std::ops::RangeInclusive;

/// Why a text is not taken, so that the field can say what to write.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Hint {
    /// There is nothing.
    Empty,
    /// A comma where the decimal point belongs, or grouped digits.
    Comma,
    /// Not a number at all.
    NotANumber,
    /// Below the least value.
    TooSmall(f64),
    /// Above the greatest value.
    TooLarge(f64),
}

impl Hint {
    /// Id of the message that says it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Empty => "field-empty",
            Self::Comma => "field-comma",
            Self::NotANumber => "field-not-a-number",
            Self::TooSmall(_) => "field-too-small",
            Self::TooLarge(_) => "field-too-large",
        }
    }

    /// The limit that was passed.
    pub fn limit(self) -> Option<f64> {
        match self {
            Self::TooSmall(limit) | Self::TooLarge(limit) => Some(limit),
            _ => None,
        }
    }
}

/// A plain decimal number within a range.
///
/// # Errors
/// A [`Hint`]; the caller keeps its last good value.
pub fn read_number(text: &str, range: RangeInclusive<f64>) -> Result<f64, Hint> {
    let text = text.trim().replace('−', "-");
    if text.is_empty() {
        return Err(Hint::Empty);
    }
    let plain = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'+' | b'.' | b'e' | b'E'));
    match text.parse::<f64>() {
        Ok(number) if plain && number.is_finite() => match number {
            low if low < *range.start() => Err(Hint::TooSmall(*range.start())),
            high if high > *range.end() => Err(Hint::TooLarge(*range.end())),
            number => Ok(number),
        },
        // A number too large for the machine, such as 1e999.
        Ok(_) if plain => {
            Err(if text.starts_with('-') { Hint::TooSmall(*range.start()) } else { Hint::TooLarge(*range.end()) })
        }
        _ if text.contains(',') && text.replace(',', "").parse::<f64>().is_ok() => Err(Hint::Comma),
        _ => Err(Hint::NotANumber),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn odd_values_get_a_hint_and_no_number() {
        let hint = |text| read_number(text, 0.0..=1e12).unwrap_err();
        assert_eq!(hint(""), Hint::Empty);
        assert_eq!(hint("  "), Hint::Empty);
        assert_eq!(hint("1,5"), Hint::Comma);
        assert_eq!(hint("1,234.5"), Hint::Comma);
        assert_eq!(hint("NaN"), Hint::NotANumber);
        assert_eq!(hint("inf"), Hint::NotANumber);
        assert_eq!(hint("<b>1</b>"), Hint::NotANumber);
        assert_eq!(hint("-1"), Hint::TooSmall(0.0));
        assert_eq!(hint("−1"), Hint::TooSmall(0.0));
        assert_eq!(hint("1e308"), Hint::TooLarge(1e12));
        assert_eq!(hint("1e999"), Hint::TooLarge(1e12));
        assert_eq!(read_number(" 1.5 ", 0.0..=2.0), Ok(1.5));
    }

    proptest! {
        #[test]
        fn what_is_taken_is_within_the_range(text in "\\PC{0,12}") {
            if let Ok(number) = read_number(&text, -5.0..=7.0) {
                prop_assert!((-5.0..=7.0).contains(&number));
            }
        }
    }
}
