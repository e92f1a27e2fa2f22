//! Every theme can be read.

use cutpoint::charts::{Theme, ThemeName, contrast};
use plotters::style::RGBColor;

#[test]
fn contrast_is_that_of_wcag_2_2() {
    let (black, white) = (RGBColor(0, 0, 0), RGBColor(255, 255, 255));
    assert!((contrast(black, white) - 21.0).abs() < 1e-12);
    // 4.54:1, the grey that W3C's technique G18 names as just passing on white.
    assert!((contrast(RGBColor(0x76, 0x76, 0x76), white) - 4.54).abs() < 0.005);
}

#[test]
fn text_reaches_4_5_to_1_and_shapes_3_to_1_in_every_theme() {
    for name in [ThemeName::Light, ThemeName::Dark, ThemeName::Projector] {
        let p = Theme::new(name, 1.0).palette;
        for text in [p.ink, p.muted, p.positive_text, p.negative_text, p.third_text] {
            assert!(contrast(text, p.surface) >= 4.5, "{name:?} {text:?} {}", contrast(text, p.surface));
        }
        for shape in [p.ink, p.axis, p.positive, p.negative, p.third] {
            assert!(contrast(shape, p.surface) >= 3.0, "{name:?} {shape:?} {}", contrast(shape, p.surface));
        }
    }
}
