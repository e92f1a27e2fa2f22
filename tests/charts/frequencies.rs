//! Frequency tree and icon array.

use crate::words::check_ids;
use crate::{golden, sample};
use cutpoint::charts::frequency_tree::{self, FrequencyTree};
use cutpoint::charts::icon_array::{self, IconArray};
use cutpoint::charts::ways::{self, WayBar, Ways};
use cutpoint::charts::{Chart, SvgPage, Theme, ThemeName, to_svg};
use cutpoint::metrics::figure::Figure;
use cutpoint::metrics::frequency::Frequencies;

fn counts(threshold: f64) -> Frequencies {
    let sweep = sample::screening();
    Frequencies::of(&sweep.confusion(sample::point(&sweep, threshold)), 1_000).unwrap()
}

fn words() -> frequency_tree::Texts {
    frequency_tree::Texts {
        cases: "lumps".into(),
        flagged: "sent to biopsy".into(),
        not_flagged: "left to routine check".into(),
        caught: "tumours found".into(),
        false_alarms: "needless biopsies".into(),
        missed: "tumours missed".into(),
        left_alone: "lumps rightly left alone".into(),
    }
}

#[test]
fn golden_frequency_tree() {
    let chart = FrequencyTree { counts: counts(0.4), texts: words() };
    golden::check("frequency-tree", &chart, &[]);
    check_ids(&chart);
}

#[test]
fn golden_frequency_tree_when_nobody_is_flagged() {
    let counts = Frequencies { of: 1_000, caught: 0, false_alarms: 0, missed: 15, left_alone: 985 };
    golden::check("frequency-tree-nobody", &FrequencyTree { counts, texts: words() }, &[]);
}

#[test]
fn golden_icon_array() {
    let counts = counts(0.4);
    let texts = icon_array::Texts {
        caught: format!("{} tumours found", counts.caught),
        missed: format!("{} tumours missed", counts.missed),
        false_alarms: format!("{} needless biopsies", counts.false_alarms),
        left_alone: format!("{} lumps rightly left alone", counts.left_alone),
    };
    let chart = IconArray { counts, texts };
    golden::check_looks("icon-array", &chart, &[], &["light", "phone"]);
    check_ids(&chart);
}

#[test]
fn above_a_thousand_cases_a_symbol_stands_for_several() {
    let counts = Frequencies { of: 1_000_000, caught: 400_000, missed: 0, false_alarms: 0, left_alone: 600_000 };
    let chart = IconArray { counts, texts: icon_array::Texts::default() };
    let page = SvgPage { width: 640, height: 400, title: "", description: "" };
    let svg = to_svg(&page, &Theme::new(ThemeName::Light, 1.0), |area, theme| chart.draw(area, theme, &[])).unwrap();
    // One key and 400 symbols of the first kind.
    assert_eq!(svg.matches("<circle").count(), 400 + 1 + 2);
}

#[test]
fn golden_ways_to_decide() {
    let sweep = sample::screening();
    let bar = |id, name: &str, index| {
        let counts = sweep.confusion(index);
        let shares = [Figure::Accuracy, Figure::Recall].map(|figure| counts.figure(figure));
        let shown = shares.map(|share| share.map_or_else(|| "–".to_owned(), |share| format!("{:.0}%", share * 100.0)));
        WayBar { id, name: name.into(), right: shares[0], found: shares[1], shown, counts }
    };
    let bars = vec![
        bar("ways-model", "The model at this line", sample::point(&sweep, 0.4)),
        bar("ways-never", "Never flag", 0),
        bar("ways-always", "Always flag", sweep.len() - 1),
    ];
    let texts =
        ways::Texts { right: "Right in all lumps (accuracy)".into(), found: "Of the tumours, found (recall)".into() };
    let chart = Ways { bars, texts };
    golden::check("ways", &chart, &[]);
    check_ids(&chart);
}
