//! The SVG document around a chart.

use cutpoint::charts::precision_recall::{PrecisionRecall, Texts};
use cutpoint::charts::{Chart, ChartError, SvgPage, Theme, ThemeName, to_svg};

fn svg(page: &SvgPage, texts: Texts) -> Result<String, ChartError> {
    let chart = PrecisionRecall { texts, ..PrecisionRecall::default() };
    to_svg(page, &Theme::new(ThemeName::Dark, 1.0), |area, theme| chart.draw(area, theme, &[]))
}

#[test]
fn hostile_words_stay_words() {
    let hostile = "<script>alert(1)</script>\u{0}\u{8}\u{FFFF} & \"\'".to_owned();
    let page = SvgPage { width: 640, height: 400, title: &hostile, description: &hostile };
    let texts = Texts { recall: hostile.clone(), precision: hostile.clone(), ..Texts::default() };
    let text = svg(&page, texts).unwrap();
    assert!(!text.contains("<script") && text.contains("&lt;script&gt;"));
    assert!(text.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{FFFF}'));
}

#[test]
fn the_document_has_the_size_in_css_pixels_and_a_name() {
    let page = SvgPage { width: 640, height: 400, title: "Precision-recall curve", description: "In words." };
    let text = svg(&page, Texts::default()).unwrap();
    assert!(text.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"640\" height=\"400\""));
    assert!(text.contains("<title>Precision-recall curve</title>\n<desc>In words.</desc>"));
    assert!(text.trim_end().ends_with("</svg>"));
}

#[test]
fn a_document_without_area_or_beyond_reason_is_an_error() {
    for (width, height) in [(0, 400), (640, 0), (u32::MAX, 400), (20, 20)] {
        let page = SvgPage { width, height, title: "", description: "" };
        assert!(matches!(svg(&page, Texts::default()), Err(ChartError::TooSmall { .. })), "{width}x{height}");
    }
}
