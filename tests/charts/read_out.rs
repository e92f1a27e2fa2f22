//! What a pointer or an arrow key reads from a chart.

use crate::words::word;
use crate::{golden, sample};
use cutpoint::charts::precision_recall::{self, PrecisionRecall};
use cutpoint::charts::threshold_curves::{self, ThresholdCurves};
use cutpoint::charts::{Cell, Chart, Theme, ThemeName, Transform};

fn layout<C: Chart>(chart: &C) -> Transform {
    chart.layout((640, 400), &Theme::new(ThemeName::Light, 1.0)).unwrap()
}

#[test]
fn a_pointer_on_a_point_of_the_curve_reads_that_point() {
    let chart = PrecisionRecall::of(&sample::screening(), precision_recall::Texts::default());
    let t = layout(&chart);
    for row in [0, 17, chart.rows() - 1] {
        let place = chart.place(row).unwrap();
        let (px, py) = t.to_pixel(place.x, place.y.unwrap());
        let read = chart.nearest(&t, px, py).unwrap();
        // Two points may share a place; then either will do.
        assert_eq!(chart.place(read), chart.place(row));
    }
}

#[test]
fn a_pointer_over_curves_by_threshold_reads_the_nearest_threshold_at_any_height() {
    let chart = ThresholdCurves::of(&sample::screening(), threshold_curves::Texts::default());
    let t = layout(&chart);
    let (px, _) = t.to_pixel(0.4, 0.0);
    let row = chart.nearest(&t, px, f64::from(t.plot.top)).unwrap();
    assert_eq!(chart.nearest(&t, px, f64::from(t.plot.bottom)), Some(row));
    let Some(Cell::Number(read)) = chart.row(row).map(|cells| cells[0]) else { panic!("no threshold") };
    let brute = chart.points.iter().map(|p| (p.threshold - 0.4).abs()).fold(f64::INFINITY, f64::min);
    assert_eq!((read - 0.4).abs(), brute);
}

#[test]
fn an_empty_chart_reads_nothing() {
    let chart = PrecisionRecall::default();
    assert_eq!(chart.nearest(&layout(&chart), 100.0, 100.0), None);
}

#[test]
fn golden_read_out_beside_a_point() {
    let chart = PrecisionRecall::of(&sample::screening(), precision_recall::Texts::load(word));
    let lines = ["Threshold 0.87".to_owned(), "Precision 98%".into(), "Recall 36%".into()];
    golden::check_drawing("precision-recall-read-out", |area, theme| {
        let t = chart.draw(area, theme, &[])?;
        chart.draw_read_out(area, theme, &t, 60, &lines)
    });
}
