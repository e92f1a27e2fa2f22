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

/// A chart's background is the colour of the card that it stands on.
#[test]
fn charts_have_the_surface_of_the_pages_cards() {
    let css = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/style/main.css")).unwrap();
    // Each rule that sets the variable, by its selector; a theme without one has that of `:root`.
    let surface = |selector: &str| -> Vec<String> {
        css.split('}')
            .filter_map(|rule| rule.rsplit_once('{'))
            .filter(|(head, _)| head.rsplit(['{', '/']).next().unwrap_or("").trim().starts_with(selector))
            .filter_map(|(_, body)| Some(body.split("--surface:").nth(1)?.split(';').next()?.trim().to_owned()))
            .collect()
    };
    let ours = |name| {
        let RGBColor(r, g, b) = Theme::new(name, 1.0).palette.surface;
        format!("#{r:02x}{g:02x}{b:02x}")
    };
    assert_eq!(surface(":root"), [ours(ThemeName::Light), ours(ThemeName::Dark), ours(ThemeName::Dark)]);
    assert_eq!(surface(":root[data-theme=\"dark\"]"), [ours(ThemeName::Dark)]);
    assert_eq!(ours(ThemeName::Projector), ours(ThemeName::Light), "the projector's theme leaves the surface as it is");
}
