//! Whatever the size and the words, charts stay inside their area and never panic.

use crate::sample;
use cutpoint::charts::expected_value::{self, ExpectedValue};
use cutpoint::charts::frequency_tree::{self, FrequencyTree};
use cutpoint::charts::icon_array::{self, IconArray};
use cutpoint::charts::precision_recall::{self, PrecisionRecall};
use cutpoint::charts::scores_by_outcome::{self, ScoresByOutcome};
use cutpoint::charts::threshold_curves::{self, ThresholdCurves};
use cutpoint::charts::{
    Chart, ChartError, Crossing, LineMarker, MarkerLook, PointMarker, SvgPage, Theme, ThemeName, Tone, to_svg,
};
use cutpoint::metrics::choice::{Rule, choose};
use cutpoint::metrics::frequency::Frequencies;
use cutpoint::metrics::histogram::Histogram;
use cutpoint::metrics::value::Values;
use proptest::prelude::*;

/// Every anchor and corner in the document, in its own units.
fn places(svg: &str) -> Vec<(f64, f64)> {
    let number = |line: &str, name: &str| -> Option<f64> {
        let start = line.find(&format!(" {name}=\""))? + name.len() + 3;
        line[start..].split('"').next()?.parse().ok()
    };
    let mut out = Vec::new();
    for line in svg.lines().skip(3) {
        if let (Some(x), Some(y)) = (number(line, "x"), number(line, "y")) {
            let size = (number(line, "width").unwrap_or(0.0), number(line, "height").unwrap_or(0.0));
            out.extend([(x, y), (x + size.0, y + size.1)]);
        }
        if let (Some(x), Some(y)) = (number(line, "cx"), number(line, "cy")) {
            out.push((x, y));
        }
        let points = line.split(" points=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("");
        let pair = |pair: &str| pair.split_once(',').and_then(|(x, y)| Some((x.parse().ok()?, y.parse().ok()?)));
        out.extend(points.split(' ').filter_map(pair));
    }
    out
}

/// Draws and checks; `Ok(false)` when there was no room.
fn stays_inside<C: Chart>(
    chart: &C,
    markers: &[C::Marker],
    theme: &Theme,
    (width, height): (u32, u32),
) -> Result<bool, TestCaseError> {
    let page = SvgPage { width, height, title: "", description: "" };
    let svg = match to_svg(&page, theme, |area, theme| chart.draw(area, theme, markers)) {
        Ok(svg) => svg,
        Err(ChartError::TooSmall { need_width, need_height, .. }) => {
            prop_assert!(need_width > 4 * width || need_height > 4 * height, "{need_width} x {need_height}");
            return Ok(false);
        }
        Err(other) => return Err(TestCaseError::fail(other.to_string())),
    };
    let (right, bottom) = (f64::from(4 * width), f64::from(4 * height));
    // Half a line width may stand over.
    let slack = 12.0;
    for (x, y) in places(&svg) {
        prop_assert!(
            x >= -slack && x <= right + slack && y >= -slack && y <= bottom + slack,
            "({x}, {y}) in {right} x {bottom}"
        );
    }
    Ok(true)
}

fn theme() -> impl Strategy<Value = Theme> {
    prop::sample::select(vec![ThemeName::Light, ThemeName::Dark, ThemeName::Projector]).prop_map(|n| Theme::new(n, 1.0))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn nothing_is_drawn_outside_the_area(
        size in (1_u32..1_600, 1_u32..1_000),
        theme in theme(),
        word in "[a-z \u{4e00}-\u{4e40}]{0,90}",
        threshold in prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(-3.0), 0.0_f64..=1.0],
        share in 0.0_f64..=1.0,
    ) {
        let sweep = sample::screening();
        let w = || word.clone();

        let texts = precision_recall::Texts { recall: w(), precision: w(), prevalence: w(), iso_f1: "F1".into() };
        let chart = PrecisionRecall { iso_f1: vec![0.2, 0.8], ..PrecisionRecall::of(&sweep, texts) };
        let point = PointMarker { x: Some(share), y: Some(1.0 - share), lines: vec![w(), w()], look: MarkerLook::Today };
        let curve = stays_inside(&chart, &[point], &theme, size)?;

        let texts = scores_by_outcome::Texts {
            score: w(), positive: w(), negative: w(), own_scales: w(), stretched: w(), not_flagged: w(), flagged: w(),
        };
        let chart = ScoresByOutcome { histogram: Histogram::of(&sweep, 40, None), texts };
        let line = scores_by_outcome::Marker {
            threshold, handle: "0.50".into(), missed: w(), caught: w(), left_alone: w(), false_alarms: w(),
            look: MarkerLook::Today,
        };
        stays_inside(&chart, &[line], &theme, size)?;

        let texts = threshold_curves::Texts { threshold: w(), stretched: w(), share: w(), precision: "Precision".into(), recall: "Recall".into() };
        let crossing = |y| Crossing { y, text: "Recall 50%".into(), tone: Tone::Ink };
        let points = vec![crossing(Some(share)), crossing(None), crossing(Some(share))];
        let line = LineMarker { x: threshold, handle: "0.50".into(), points, look: MarkerLook::Today };
        stays_inside(&ThresholdCurves::of(&sweep, texts), &[line], &theme, size)?;

        let texts = expected_value::Texts { threshold: w(), stretched: w(), value: w(), best: w(), cut: w() };
        let values = Values { tp: -1.0, fp: -1.0, fn_: -30.0, tn: 0.0 };
        let choice = choose(&sweep, Rule::ExpectedValue { values, prevalence: None }, 0.0).ok();
        let chart = ExpectedValue::of(&sweep, (values, None), 1_000.0, choice.as_ref(), texts);
        stays_inside(&chart, &[], &theme, size)?;

        let counts = Frequencies::of(&sweep.confusion(sample::point(&sweep, share)), 1_000).unwrap();
        let texts = frequency_tree::Texts {
            cases: w(), flagged: w(), not_flagged: w(), caught: w(), false_alarms: w(), missed: w(), left_alone: w(),
        };
        stays_inside(&FrequencyTree { counts, texts }, &[], &theme, size)?;
        let texts = icon_array::Texts { caught: w(), missed: w(), false_alarms: w(), left_alone: w() };
        stays_inside(&IconArray { counts, texts }, &[], &theme, size)?;

        // A phone and anything larger has room.
        prop_assert!(curve || size.0 < 340 || size.1 < 260);
    }
}
