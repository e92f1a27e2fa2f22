//! How charts look: three palettes after Okabe and Ito's colours, which
//! colour-blind readers tell apart, darkened or lightened until shapes reach
//! 3:1 and text 4.5:1 against the surface (WCAG 2.2, 1.4.3 and 1.4.11).

use super::Numbers;
use plotters::style::RGBColor;

/// The three looks of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ThemeName {
    /// Dark ink on white.
    #[default]
    Light,
    /// Light ink on near-black.
    Dark,
    /// For the far end of a meeting room: larger, thicker, stronger.
    Projector,
}

/// The colours of a theme. Colour is never the only signal: position, label
/// or outline says the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Background of the chart; the page's panels use the same colour.
    pub surface: RGBColor,
    /// Main text, and the threshold.
    pub ink: RGBColor,
    /// Axis text.
    pub muted: RGBColor,
    /// Axis lines and reference lines.
    pub axis: RGBColor,
    /// Grid; decoration that nothing depends on.
    pub grid: RGBColor,
    /// Shapes of the positive class.
    pub positive: RGBColor,
    /// Text of the positive class.
    pub positive_text: RGBColor,
    /// Shapes of the negative class.
    pub negative: RGBColor,
    /// Text of the negative class.
    pub negative_text: RGBColor,
    /// Shapes of a third kind: value, agreement.
    pub third: RGBColor,
    /// Text of the third kind.
    pub third_text: RGBColor,
}

const fn rgb(hex: u32) -> RGBColor {
    RGBColor((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

const LIGHT: Palette = Palette {
    surface: rgb(0xFF_FF_FF),
    ink: rgb(0x1B_1F_24),
    muted: rgb(0x57_60_6A),
    axis: rgb(0x86_8E_98),
    grid: rgb(0xE9_EB_EE),
    positive: rgb(0xD5_5E_00),
    positive_text: rgb(0xA8_4A_00),
    negative: rgb(0x00_72_B2),
    negative_text: rgb(0x00_60_97),
    third: rgb(0x00_87_66),
    third_text: rgb(0x00_6E_53),
};

const DARK: Palette = Palette {
    surface: rgb(0x17_20_2A),
    ink: rgb(0xF0_F3_F6),
    muted: rgb(0xA9_B3_BE),
    axis: rgb(0x74_80_8D),
    grid: rgb(0x29_2F_37),
    positive: rgb(0xF2_8E_2B),
    positive_text: rgb(0xFF_A9_57),
    negative: rgb(0x4D_A9_E0),
    negative_text: rgb(0x7C_C4_F0),
    third: rgb(0x2F_B8_8C),
    third_text: rgb(0x5A_D1_AB),
};

const PROJECTOR: Palette = Palette {
    surface: rgb(0xFF_FF_FF),
    ink: rgb(0x00_00_00),
    muted: rgb(0x33_3A_42),
    axis: rgb(0x5A_63_6D),
    grid: rgb(0xD9_DD_E1),
    positive: rgb(0xC2_4E_00),
    positive_text: rgb(0x96_3C_00),
    negative: rgb(0x00_5E_A6),
    negative_text: rgb(0x00_4E_8A),
    third: rgb(0x00_6E_53),
    third_text: rgb(0x00_59_43),
};

/// Palette, sizes and number signs of a drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// The colours.
    pub palette: Palette,
    /// Pixels of the drawing area per CSS pixel (`devicePixelRatio` on a canvas).
    pub scale: f64,
    /// Size of labels in CSS pixels.
    pub font_size: f64,
    /// Width of a curve in CSS pixels.
    pub curve_width: f64,
    /// CSS font list.
    pub family: &'static str,
    /// How numbers are written.
    pub numbers: Numbers,
    /// plotters' SVG backend divides font sizes by 1.24; [`super::to_svg`]
    /// undoes that here. 1 elsewhere.
    pub(super) text_factor: f64,
}

impl Theme {
    /// A theme at `scale` device pixels per CSS pixel (held to 0.25..=16).
    #[must_use]
    pub fn new(name: ThemeName, scale: f64) -> Self {
        let (palette, font_size, curve_width) = match name {
            ThemeName::Light => (LIGHT, 13.0, 2.0),
            ThemeName::Dark => (DARK, 13.0, 2.0),
            ThemeName::Projector => (PROJECTOR, 18.0, 3.0),
        };
        let scale = if scale.is_finite() { scale.clamp(0.25, 16.0) } else { 1.0 };
        Self {
            palette,
            scale,
            font_size,
            curve_width,
            family: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
            numbers: Numbers::default(),
            text_factor: 1.0,
        }
    }

    /// The same theme with the number signs of another language.
    #[must_use]
    pub fn with_numbers(mut self, numbers: Numbers) -> Self {
        self.numbers = numbers;
        self
    }

    /// CSS pixels in pixels of the drawing area.
    pub(super) fn px(&self, css: f64) -> f64 {
        css * self.scale
    }

    /// A multiple of the label size, in pixels of the drawing area.
    pub(super) fn em(&self, times: f64) -> f64 {
        self.px(self.font_size * times)
    }

    /// A line width in whole pixels, at least one.
    pub(super) fn stroke(&self, css: f64) -> i32 {
        super::transform::round(self.px(css)).max(1)
    }
}

/// The contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it.
#[must_use]
pub fn contrast(a: RGBColor, b: RGBColor) -> f64 {
    let linear = |v: u8| {
        let c = f64::from(v) / 255.0;
        if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    let luminance = |c: RGBColor| 0.2126 * linear(c.0) + 0.7152 * linear(c.1) + 0.0722 * linear(c.2);
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}
