//! Charts over rates: a point moves on them.

use crate::charts::coverage::{self, Coverage};
use crate::charts::gains::{self, Gains};
use crate::charts::precision_recall::{self, PrecisionRecall};
use crate::charts::roc::{self, Roc};
use crate::charts::{MarkerLook, PointMarker};
use crate::metrics::bootstrap::Band;
use crate::metrics::figure::Figure;
use crate::metrics::sweep::Sweep;
use crate::ui::chart::picture::{Shown, pictured, still_at};
use crate::ui::open::Opened;
use crate::ui::pictures::point_lines;
use crate::ui::text::t;

/// Values of F1 that have a line.
const ISO_F1: [f64; 4] = [0.2, 0.4, 0.6, 0.8];

/// The precision-recall curve with today's point, and with what is asked for:
/// the interval along the curve, the lines of equal F1.
pub fn precision_recall(opened: &Opened, band: Option<Band>, with_iso: bool) -> Shown {
    let chart = PrecisionRecall::of(&opened.sweep, precision_recall::Texts::load(t));
    let chart = chart.with_band(band).with_iso_f1(if with_iso { &ISO_F1 } else { &[] });
    pictured(chart, |now, look| {
        let counts = &now.confusion;
        Some(PointMarker { x: counts.recall(), y: counts.precision(), lines: point_lines(now, counts), look })
    })
}

/// The ROC curve with today's point.
pub fn roc(opened: &Opened) -> Shown {
    pictured(Roc::of(&opened.sweep, roc::Texts::load(t)), |now, look| {
        let counts = &now.confusion;
        let false_alarms = counts.figure(Figure::FalsePositiveRate);
        Some(PointMarker { x: false_alarms, y: counts.recall(), lines: point_lines(now, counts), look })
    })
}

/// The gains curve with today's point.
pub fn gains(opened: &Opened) -> Shown {
    pictured(Gains::of(&opened.sweep, gains::Texts::load(t)), |now, look| {
        let counts = &now.confusion;
        let flagged = counts.figure(Figure::FlaggedShare);
        Some(PointMarker { x: flagged, y: counts.recall(), lines: point_lines(now, counts), look })
    })
}

/// Coverage against accuracy of a model of several classes; the confidence
/// that is asked for has its own operating point, so it is part of the picture.
pub fn coverage(sweep: &Sweep, index: usize) -> Shown {
    let counts = sweep.confusion(index);
    still_at(
        Coverage::of(sweep, coverage::Texts::load(t)),
        PointMarker {
            x: counts.figure(Figure::FlaggedShare),
            y: counts.precision(),
            lines: Vec::new(),
            look: MarkerLook::Today,
        },
    )
}

/// The operating point whose recall is nearest.
pub fn nearest_recall(opened: &Opened, (recall, _): (f64, f64)) -> Option<usize> {
    Some(opened.sweep.index_by_recall(recall))
}

/// The operating point that flags such a share.
pub fn nearest_flagged(opened: &Opened, (share, _): (f64, f64)) -> Option<usize> {
    Some(opened.sweep.index_by_flagged_share(share))
}

/// The operating point of such a recall, on the ROC curve.
pub fn roc_point(opened: &Opened, (_, recall): (f64, f64)) -> Option<usize> {
    Some(opened.sweep.index_by_recall(recall))
}
