//! Numbers as people read them.

use crate::metrics::frequency::apportion;

/// The marks that a language puts into numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberFormat {
    /// Between groups of three digits.
    pub group: char,
    /// Between the whole part and the fraction.
    pub decimal: char,
}

impl Default for NumberFormat {
    /// As English writes them: `1,234.5`.
    fn default() -> NumberFormat {
        NumberFormat { group: ',', decimal: '.' }
    }
}

impl NumberFormat {
    /// A number with so many decimals and grouped thousands. An infinity is
    /// written `∞`; zero never has a minus sign.
    pub fn decimals(self, value: f64, decimals: usize) -> String {
        if !value.is_finite() {
            let infinity = if value > 0.0 { "∞" } else { "−∞" };
            return if value.is_nan() { "–".to_owned() } else { infinity.to_owned() };
        }
        let plain = format!("{:.decimals$}", value.abs());
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut out = String::new();
        if value < 0.0 && plain.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
            out.push('−');
        }
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place).is_multiple_of(3) {
                out.push(self.group);
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push(self.decimal);
            out.push_str(fraction);
        }
        out
    }

    /// A number with its sign, "+" included, which a change needs; zero has none.
    pub fn signed(self, value: f64, decimals: usize) -> String {
        let text = self.decimals(value, decimals);
        let nothing = !text.bytes().any(|b| (b'1'..=b'9').contains(&b));
        if value > 0.0 && !nothing { format!("+{text}") } else { text }
    }

    /// A number with at most so many decimals, without idle zeros.
    pub fn trimmed(self, value: f64, decimals: usize) -> String {
        let text = self.decimals(value, decimals);
        if text.contains(self.decimal) {
            text.trim_end_matches('0').trim_end_matches(self.decimal).to_owned()
        } else {
            text
        }
    }

    /// A number with so many significant digits, as thresholds are shown;
    /// very small and very large ones as a power of ten.
    pub fn significant(self, value: f64, digits: usize) -> String {
        let size = value.abs();
        if !value.is_finite() || size == 0.0 {
            return self.trimmed(value, 0);
        }
        let place = size.log10().floor() as i32;
        if !(-4..=8).contains(&place) {
            let text = format!("{value:.*e}", digits.saturating_sub(1));
            let (number, power) = text.split_once('e').unwrap_or((&text, "0"));
            let number = self.trimmed(number.parse().unwrap_or(value), digits.saturating_sub(1));
            return format!("{number} × 10{}", superscript(power));
        }
        let decimals = (digits as i32 - 1 - place).max(0) as usize;
        self.trimmed(value, decimals)
    }

    /// A count of cases: whole when it is whole, else with one decimal (weights
    /// need not be whole).
    pub fn count(self, value: f64) -> String {
        let whole = (value - value.round()).abs() < 1e-9 * value.abs().max(1.0);
        self.decimals(value, usize::from(!whole))
    }

    /// A share as percent without the sign: whole percent when `of` cases are
    /// fewer than 1,000, else one decimal. What is not quite none or all is
    /// never shown as 0 or 100: `<1`, `>99.9`.
    pub fn percent(self, share: f64, of: f64) -> String {
        let decimals = percent_decimals(of);
        let unit = 0.1_f64.powi(decimals as i32);
        let percent = share * 100.0;
        if percent > 0.0 && percent < unit / 2.0 {
            return format!("<{}", self.decimals(unit, decimals));
        }
        if percent < 100.0 && percent > 100.0 - unit / 2.0 {
            return format!(">{}", self.decimals(100.0 - unit, decimals));
        }
        self.decimals(percent, decimals)
    }

    /// A share that may be tiny, as percent without the sign: three digits.
    pub fn small_percent(self, share: f64) -> String {
        self.significant(share * 100.0, 3)
    }

    /// The parts of a whole as percent texts that add up to 100, by largest
    /// remainders. `None` when the parts add up to nothing.
    pub fn percent_parts<const N: usize>(self, parts: [f64; N]) -> Option<[String; N]> {
        let decimals = percent_decimals(parts.iter().sum());
        let steps = 10_u64.pow(decimals as u32);
        let shares = apportion(parts, 100 * steps)?;
        Some(shares.map(|share| self.decimals(share as f64 / steps as f64, decimals)))
    }
}

/// A whole number as raised digits; anything else in it stays as it is.
fn superscript(number: &str) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let raised = |c: char| match c {
        '-' => '⁻',
        c => c.to_digit(10).and_then(|digit| DIGITS.get(digit as usize)).copied().unwrap_or(c),
    };
    number.chars().map(raised).collect()
}

/// Decimals of a percentage of so many cases.
pub(super) fn percent_decimals(of: f64) -> usize {
    usize::from(of >= 1_000.0)
}

#[cfg(test)]
mod tests {
    use super::NumberFormat;

    const ENGLISH: NumberFormat = NumberFormat { group: ',', decimal: '.' };

    #[test]
    fn thousands_are_grouped_after_rounding() {
        let shown = |value, decimals| ENGLISH.decimals(value, decimals);
        assert_eq!([shown(999.96, 1), shown(1_234_567.0, 0), shown(0.0, 2)], ["1,000.0", "1,234,567", "0.00"]);
        let german = NumberFormat { group: '.', decimal: ',' };
        assert_eq!(german.decimals(-12_345.678, 2), "−12.345,68");
    }

    #[test]
    fn nothing_never_has_a_sign() {
        assert_eq!(
            [ENGLISH.decimals(-0.001, 2), ENGLISH.signed(0.001, 2), ENGLISH.signed(-0.0, 0)],
            ["0.00", "0.00", "0"]
        );
        assert_eq!([ENGLISH.signed(2.5, 1), ENGLISH.signed(-2.5, 1)], ["+2.5", "−2.5"]);
    }

    #[test]
    fn a_count_is_whole_unless_weights_are_not() {
        assert_eq!(
            [ENGLISH.count(1_200.0), ENGLISH.count(0.1 + 0.2 + 0.7), ENGLISH.count(3.25)],
            ["1,200", "1", "3.2"]
        );
    }

    #[test]
    fn percentages_have_a_decimal_from_a_thousand_cases_on() {
        let shown = |share, of| ENGLISH.percent(share, of);
        assert_eq!([shown(0.126, 999.0), shown(0.126, 1_000.0)], ["13", "12.6"]);
        assert_eq!(
            [shown(0.004, 10.0), shown(0.997, 10.0), shown(0.0, 10.0), shown(1.0, 10.0)],
            ["<1", ">99", "0", "100"]
        );
        assert_eq!([0.000_076_1, 0.015, 0.5].map(|share| ENGLISH.small_percent(share)), ["0.00761", "1.5", "50"]);
        assert_eq!([shown(0.0004, 1e4), shown(0.9996, 1e4)], ["<0.1", ">99.9"]);
    }

    #[test]
    fn percentages_of_parts_add_up_to_a_hundred() {
        assert_eq!(ENGLISH.percent_parts([1.0, 1.0, 1.0]), Some(["34", "33", "33"].map(String::from)));
        assert_eq!(ENGLISH.percent_parts([0.0, 0.0]), None);
    }

    #[test]
    fn thresholds_keep_four_digits_at_any_size() {
        let shown = |value| ENGLISH.significant(value, 4);
        assert_eq!([shown(0.123456), shown(0.5), shown(12.3456), shown(-1.5)], ["0.1235", "0.5", "12.35", "−1.5"]);
        assert_eq!([shown(0.99999), shown(0.000123456), shown(0.0)], ["1", "0.0001235", "0"]);
        assert_eq!([shown(1.2345e-7), shown(-3e300), shown(f64::INFINITY)], ["1.235 × 10⁻⁷", "−3 × 10³⁰⁰", "∞"]);
        assert_eq!([shown(2.756e-6), shown(1.23456789e9)], ["2.756 × 10⁻⁶", "1.235 × 10⁹"]);
    }
}
