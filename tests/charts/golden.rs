//! Draws a chart in the looks that matter and compares with the stored pictures.

use cutpoint::charts::{Chart, ChartError, SvgPage, Theme, ThemeName, to_svg};
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::SVGBackend;
use std::path::PathBuf;

/// File name ending, look, width and height of each picture.
const LOOKS: [(&str, ThemeName, u32, u32); 4] = [
    ("light", ThemeName::Light, 640, 400),
    ("dark", ThemeName::Dark, 640, 400),
    ("phone", ThemeName::Light, 340, 260),
    ("projector", ThemeName::Projector, 960, 540),
];

/// Draws `chart` in every look and holds it against its goldens.
pub fn check<C: Chart>(name: &str, chart: &C, markers: &[C::Marker]) {
    check_looks(name, chart, markers, &LOOKS.map(|look| look.0));
}

/// Draws `chart` in some looks only, where a picture is large.
pub fn check_looks<C: Chart>(name: &str, chart: &C, markers: &[C::Marker], looks: &[&str]) {
    let mut changed = Vec::new();
    for (look, theme, width, height) in LOOKS.into_iter().filter(|look| looks.contains(&look.0)) {
        let theme = Theme::new(theme, 1.0);
        let page = SvgPage { width, height, title: name, description: chart.summary().id };
        let svg = to_svg(&page, &theme, |area, theme| chart.draw(area, theme, markers)).unwrap();
        changed.extend(differs(&format!("{name}.{look}"), &svg));
    }
    assert!(
        changed.is_empty(),
        "drawn differently from tests/goldens: {changed:?}. Look at the *-changed.svg files; \
         accept them with CUTPOINT_BLESS=1."
    );
}

/// Holds one light picture, drawn freely, against its golden.
pub fn check_drawing(
    name: &str,
    draw: impl for<'b> FnOnce(&DrawingArea<SVGBackend<'b>, Shift>, &Theme) -> Result<(), ChartError>,
) {
    let page = SvgPage { width: 640, height: 400, title: name, description: "" };
    let svg = to_svg(&page, &Theme::new(ThemeName::Light, 1.0), draw).unwrap();
    let changed = differs(&format!("{name}.light"), &svg);
    assert_eq!(changed, None, "drawn differently from tests/goldens; see *-changed.svg");
}

/// The name of the golden, if the picture differs from it.
fn differs(name: &str, svg: &str) -> Option<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/goldens");
    let golden = folder.join(format!("{name}.svg"));
    let new = folder.join(format!("{name}-changed.svg"));
    let _ = std::fs::remove_file(&new);
    if std::fs::read_to_string(&golden).is_ok_and(|old| old.replace("\r\n", "\n") == svg) {
        return None;
    }
    if std::env::var_os("CUTPOINT_BLESS").is_some() {
        std::fs::write(golden, svg).unwrap();
        return None;
    }
    std::fs::write(new, svg).unwrap();
    Some(name.to_owned())
}
