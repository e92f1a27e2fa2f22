//! ROC curve and gains.

use crate::words::{check_ids, word};
use crate::{golden, sample};
use cutpoint::charts::gains::{self, Gains};
use cutpoint::charts::roc::{self, Roc};
use cutpoint::charts::{MarkerLook, PointMarker};
use cutpoint::metrics::figure::Figure;

#[test]
fn golden_roc_with_band_todays_and_a_pinned_point() {
    let sweep = sample::screening();
    let at = |threshold, look| {
        let counts = sweep.confusion(sample::point(&sweep, threshold));
        PointMarker {
            x: counts.figure(Figure::FalsePositiveRate),
            y: counts.recall(),
            lines: vec![format!("Threshold {threshold}"), format!("{} of {} found", counts.tp, counts.positives())],
            look,
        }
    };
    let mut chart = Roc::of(&sweep, roc::Texts::load(word));
    chart.band = sample::band(&sweep, |c| Some((c.figure(Figure::FalsePositiveRate)?, c.tp, c.positives())));
    golden::check("roc", &chart, &[at(0.4, MarkerLook::Today), at(0.8, MarkerLook::Pinned)]);
    check_ids(&chart);
    check_ids(&Roc::default());
}

#[test]
fn golden_gains_of_a_rare_class() {
    let sweep = sample::rare();
    let counts = sweep.confusion(sample::point(&sweep, 0.55));
    let marker = PointMarker {
        x: counts.figure(Figure::FlaggedShare),
        y: counts.recall(),
        lines: vec!["4% flagged".into(), "67% of failures found".into()],
        look: MarkerLook::Today,
    };
    let chart = Gains::of(&sweep, gains::Texts::load(word));
    golden::check("gains", &chart, &[marker]);
    check_ids(&chart);
    check_ids(&Gains::default());
}
