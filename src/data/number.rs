//! Numbers as files write them.

/// The largest whole number below which every whole number is an `f64`.
const EXACT: u64 = 1 << 53;

/// Powers of ten that are exact as `f64`.
const TENS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

/// Texts that stand for a missing value: pandas' list, with R's and SQL's.
const NO_VALUE: [&str; 18] = [
    "", "NA", "NaN", "nan", "null", "NULL", "None", "N/A", "n/a", "<NA>", "#N/A", "#NA", "#N/A N/A", "-NaN", "-nan",
    "1.#QNAN", "-1.#IND", "\\N",
];

/// Whether a trimmed cell stands for a missing value.
pub fn is_missing(cell: &str) -> bool {
    match cell.as_bytes() {
        [] => true,
        // Almost every cell ends here.
        [first, ..] if !matches!(first, b'N' | b'n' | b'<' | b'#' | b'-' | b'1' | b'\\') => false,
        _ => cell.len() <= 8 && NO_VALUE.contains(&cell),
    }
}

/// Reads the longest plain number (sign, digits, `decimal`, digits, exponent)
/// that begins at `at`, and where it ends. `None` when no number begins there
/// or when it is too large for an `f64`.
///
/// Correctly rounded: numbers of up to 15 digits are one exact multiplication
/// or division (Clinger 1990), others go through the standard library.
#[inline]
pub fn scan(bytes: &[u8], at: usize, decimal: u8) -> Option<(f64, usize)> {
    let mut end = at;
    let negative = match bytes.get(end) {
        Some(b'-') => {
            end += 1;
            true
        }
        Some(b'+') => {
            end += 1;
            false
        }
        _ => false,
    };
    let mut mantissa: u64 = 0;
    let start = end;
    while let Some(digit) = digit(bytes, end) {
        mantissa = mantissa.wrapping_mul(10).wrapping_add(digit);
        end += 1;
    }
    let mut digits = end - start;
    let mut exponent = 0i32;
    if bytes.get(end) == Some(&decimal) {
        end += 1;
        let fraction = end;
        while let Some(digit) = digit(bytes, end) {
            mantissa = mantissa.wrapping_mul(10).wrapping_add(digit);
            end += 1;
        }
        digits += end - fraction;
        exponent = -((end - fraction).min(10_000) as i32);
    }
    if digits == 0 {
        return None;
    }
    if let Some(b'e' | b'E') = bytes.get(end) {
        let (written, after) = exponent_at(bytes, end + 1)?;
        exponent = exponent.saturating_add(written);
        end = after;
    }
    // 19 digits fit in 64 bits without wrapping.
    if digits <= 19 && mantissa < EXACT {
        let magnitude = mantissa as f64;
        let power = TENS.get(exponent.unsigned_abs() as usize);
        let value = match power {
            Some(ten) if exponent < 0 => Some(magnitude / ten),
            Some(ten) => Some(magnitude * ten),
            None if mantissa == 0 => Some(0.0),
            None => None,
        };
        if let Some(value) = value {
            return Some((if negative { -value } else { value }, end));
        }
    }
    let value = by_standard_library(bytes.get(at..end)?, decimal)?;
    value.is_finite().then_some((value, end))
}

#[inline]
fn digit(bytes: &[u8], at: usize) -> Option<u64> {
    let digit = bytes.get(at)?.wrapping_sub(b'0');
    (digit < 10).then_some(u64::from(digit))
}

/// The digits of an exponent and where they end; `None` without digits.
fn exponent_at(bytes: &[u8], at: usize) -> Option<(i32, usize)> {
    let mut end = at;
    let negative = matches!(bytes.get(end), Some(b'-'));
    if matches!(bytes.get(end), Some(b'-' | b'+')) {
        end += 1;
    }
    let start = end;
    let mut value = 0i32;
    while let Some(digit) = digit(bytes, end) {
        value = value.saturating_mul(10).saturating_add(digit as i32);
        end += 1;
    }
    (end > start).then_some((if negative { -value } else { value }, end))
}

#[cold]
fn by_standard_library(text: &[u8], decimal: u8) -> Option<f64> {
    if decimal == b'.' {
        return std::str::from_utf8(text).ok()?.parse().ok();
    }
    let dotted: Vec<u8> = text.iter().map(|b| if *b == decimal { b'.' } else { *b }).collect();
    std::str::from_utf8(&dotted).ok()?.parse().ok()
}

/// Reads a whole trimmed cell as a number: a plain number, one with a percent
/// sign (a hundredth of it), or an infinity.
pub fn parse(cell: &str, decimal: u8) -> Option<f64> {
    if let Some((value, end)) = scan(cell.as_bytes(), 0, decimal) {
        return match cell.get(end..)?.trim_start() {
            "" => Some(value),
            // The percentage as it would be written with two more decimals,
            // so that 12.3 % is the number nearest to 0.123.
            "%" => by_standard_library(format!("{}e-2", cell.get(..end)?).as_bytes(), decimal).or(Some(value / 100.0)),
            _ => None,
        };
    }
    match cell {
        "inf" | "Inf" | "+inf" | "+Inf" | "Infinity" | "infinity" => Some(f64::INFINITY),
        "-inf" | "-Inf" | "-Infinity" | "-infinity" => Some(f64::NEG_INFINITY),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_percentage_is_a_hundredth_of_its_number() {
        for (text, value) in [("12.3%", 0.123), ("7 %", 0.07), ("100%", 1.0), ("-5\u{a0}%", -0.05), ("1e1%", 0.1)] {
            assert_eq!(parse(text, b'.'), Some(value), "{text}");
        }
        assert_eq!(parse("12,5%", b','), Some(0.125));
    }

    #[test]
    fn what_only_begins_like_a_number_is_text() {
        for text in ["", "-", ".", "1e", "1.2.3", "12a", "0x10", "1_000", "1,5", "--1", "% 5", "1e999", "٣"] {
            assert_eq!(parse(text, b'.'), None, "{text}");
        }
        assert_eq!(parse("1,5", b','), Some(1.5));
    }

    proptest! {
        #[test]
        fn a_number_is_read_as_the_standard_library_reads_it(text in "[+-]?[0-9]{0,25}(\\.[0-9]{0,25})?([eE][+-]?[0-9]{1,3})?") {
            let standard = text.parse::<f64>().ok().filter(|v| v.is_finite());
            prop_assert_eq!(parse(&text, b'.').map(f64::to_bits), standard.map(f64::to_bits));
            let comma = text.replace('.', ",");
            prop_assert_eq!(parse(&comma, b',').map(f64::to_bits), standard.map(f64::to_bits));
        }

        #[test]
        fn a_number_written_in_full_comes_back(value in any::<f64>().prop_filter("finite", |v| v.is_finite())) {
            let shortest = format!("{value:e}");
            prop_assert_eq!(parse(&shortest, b'.').map(f64::to_bits), Some(value.to_bits()));
            prop_assert_eq!(parse(&value.to_string(), b'.').map(f64::to_bits), Some(value.to_bits()));
        }
    }
}
