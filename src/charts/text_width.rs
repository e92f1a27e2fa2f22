//! How wide a text will be, without asking a font.
//!
//! Neither backend can tell: SVG is measured by whoever opens it, and the
//! canvas would cost a page reflow per label. So widths come from the advance
//! widths of Helvetica (Adobe font metrics, thousandths of the font size) with
//! a margin for wider system fonts. Only space is reserved with them; the
//! backend's own anchors align the text.

/// Advance widths of the characters U+0020 to U+007E.
#[rustfmt::skip]
const ADVANCE: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// The widest usual system font (DejaVu Sans) runs wider than Helvetica by
/// about this factor, measured in Chromium.
const MARGIN: f64 = 1.16;

/// The width of `text` in multiples of the font size.
pub(super) fn em_width(text: &str) -> f64 {
    let thousandths: u64 = text.chars().map(|c| u64::from(advance(c))).sum();
    thousandths as f64 / 1000.0 * MARGIN
}

fn advance(c: char) -> u16 {
    let code = c as usize;
    let ascii = code.checked_sub(0x20).and_then(|i| ADVANCE.get(i));
    match ascii {
        Some(width) => *width,
        None if code >= 0x1100 && !(0x2000..0x2E80).contains(&code) => 1000, // Hangul, kana, ideographs
        None => 620,
    }
}

/// `text` in one line where it fits into `room` multiples of the font size,
/// else broken at the space nearest to its middle.
pub(super) fn halves(text: &str, room: f64) -> (&str, &str) {
    if em_width(text) <= room {
        return (text, "");
    }
    let middle = text.len() / 2;
    let space = text.match_indices(' ').map(|(at, _)| at).min_by_key(|at| at.abs_diff(middle));
    space.and_then(|at| text.split_at_checked(at)).map_or((text, ""), |(a, b)| (a, b.trim_start()))
}

/// `text`, or as much of its start as fits into `room` multiples of the font
/// size, followed by an ellipsis.
pub(super) fn fitted(text: &str, room: f64) -> String {
    if em_width(text) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut width = em_width("\u{2026}");
    for c in text.chars() {
        width += f64::from(advance(c)) / 1000.0 * MARGIN;
        if width > room {
            break;
        }
        kept.push(c);
    }
    let trimmed = kept.trim_end();
    if trimmed.is_empty() { String::new() } else { format!("{trimmed}\u{2026}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_broken_at_the_space_nearest_to_its_middle() {
        assert_eq!(halves("lumps rightly left alone", 6.0), ("lumps rightly", "left alone"));
        assert_eq!(halves("lumps", 20.0), ("lumps", ""));
        assert_eq!(halves("Überraschungserfolg", 2.0), ("Überraschungserfolg", ""));
    }

    #[test]
    fn a_text_that_fits_is_left_alone_and_a_longer_one_ends_in_an_ellipsis() {
        assert_eq!(fitted("Recall", 10.0), "Recall");
        let short = fitted("Recall: share of real failures that are caught", 10.0);
        assert!(short.ends_with('\u{2026}') && em_width(&short) <= 10.0, "{short}");
        assert_eq!(fitted("Recall", 0.5), "");
    }
}
