//! Numbers on axes, in the signs of the page's language.

/// The signs with which a language writes numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// Between units and tenths: "." in English, "," in German.
    pub decimal: String,
    /// Between groups of three digits: "," in English.
    pub group: String,
    /// After a percentage: "%" in English, "\u{a0}%" in German.
    pub percent: String,
}

impl Default for Numbers {
    fn default() -> Self {
        Self { decimal: ".".into(), group: ",".into(), percent: "%".into() }
    }
}

impl Numbers {
    /// A number with a fixed count of decimals, grouped by thousands; very
    /// large ones as a power of ten.
    #[must_use]
    pub fn plain(&self, value: f64, decimals: usize) -> String {
        let magnitude = value.abs();
        if magnitude >= 1e9 {
            return signed(value, &format!("{magnitude:e}").replace('.', &self.decimal));
        }
        let text = format!("{magnitude:.decimals$}");
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let mut out = String::with_capacity(text.len() + 4);
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i) % 3 == 0 {
                out.push_str(&self.group);
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push_str(&self.decimal);
            out.push_str(fraction);
        }
        // "-0" would be a rounding artefact.
        let zero = !text.contains(|c: char| ('1'..='9').contains(&c));
        signed(if zero { 0.0 } else { value }, &out)
    }

    /// A share from 0 to 1 as a percentage.
    #[must_use]
    pub fn percent(&self, share: f64, decimals: usize) -> String {
        format!("{}{}", self.plain(share * 100.0, decimals), self.percent)
    }
}

fn signed(value: f64, magnitude: &str) -> String {
    if value < 0.0 { format!("\u{2212}{magnitude}") } else { magnitude.to_owned() }
}
