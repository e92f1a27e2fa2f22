use crate::words::{check_ids, word};
use crate::{golden, sample};
use cutpoint::charts::by_prevalence::{ByPrevalence, CASES, Texts};
use cutpoint::charts::{Chart, LineMarker, MarkerLook, Theme, ThemeName};
use cutpoint::metrics::confusion::Confusion;
use cutpoint::metrics::prevalence::Prevalence;

fn chart(counts: &Confusion) -> ByPrevalence {
    let here = format!("here: {:.1}%", 100.0 * counts.positives() / counts.total());
    let title = "Flagged and missed of 1,000 vehicle-weeks".into();
    ByPrevalence::of(counts, Texts::load(word, "Share of weeks before a failure".into(), title, here))
}

fn marker(chart: &ByPrevalence, counts: &Confusion, share: f64) -> LineMarker {
    let there = Prevalence::new(share).unwrap().of_cases(counts, CASES).unwrap();
    let texts = [
        format!("{:.0}%", 100.0 * there.precision().unwrap_or(0.0)),
        format!("{:.0} flagged", there.flagged()),
        format!("{:.1} missed", there.fn_),
    ];
    let points = chart.crossings(&there, texts);
    LineMarker { x: share, handle: format!("{}%", share * 100.0), points, look: MarkerLook::Today }
}

#[test]
fn golden_with_the_share_here_and_the_one_looked_at() {
    let sweep = sample::rare();
    let counts = sweep.confusion(sample::point(&sweep, 0.7));
    let chart = chart(&counts);
    golden::check("by-prevalence", &chart, &[marker(&chart, &counts, 0.05)]);
    check_ids(&chart);
    check_ids(&ByPrevalence::default());
}

#[test]
fn golden_where_nothing_is_missed_and_where_nobody_is_flagged() {
    let sweep = sample::screening();
    let everybody = sweep.confusion(sweep.len() - 1);
    let all = chart(&everybody);
    golden::check_looks("by-prevalence-all", &all, &[marker(&all, &everybody, 0.02)], &["light", "phone"]);
    let nobody = chart(&sweep.confusion(0));
    golden::check_looks("by-prevalence-nobody", &nobody, &[marker(&nobody, &sweep.confusion(0), 0.9)], &["light"]);
    check_ids(&nobody);
}

#[test]
fn every_point_is_the_figure_at_that_prevalence() {
    let sweep = sample::rare();
    let counts = sweep.confusion(sample::point(&sweep, 0.5));
    let chart = chart(&counts);
    assert!(chart.points.len() > 100);
    for point in &chart.points {
        let there = Prevalence::new(point.share).unwrap().shift(&counts).unwrap();
        assert!((point.precision.unwrap() - there.precision().unwrap()).abs() < 1e-12);
        assert!((point.flagged / CASES - there.flagged() / there.total()).abs() < 1e-12);
        assert!((point.missed / CASES - there.fn_ / there.total()).abs() < 1e-12);
    }
    assert_eq!(chart.here, Some((0.015, counts.precision())));
}

#[test]
fn a_class_that_was_never_seen_leaves_the_chart_empty() {
    let counts = Confusion { tp: 3.0, fp: 0.0, fn_: 1.0, tn: 0.0 };
    let chart = chart(&counts);
    assert_eq!((chart.points.len(), chart.here), (0, None));
    assert_eq!(chart.summary().id, "summary-by-prevalence-none");
    assert!(chart.layout((640, 400), &Theme::new(ThemeName::Light, 1.0)).is_ok());
}
