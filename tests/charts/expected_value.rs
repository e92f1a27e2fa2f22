use crate::words::{check_ids, word};
use crate::{golden, sample};
use cutpoint::charts::expected_value::{ExpectedValue, Texts};
use cutpoint::charts::{Chart, Crossing, LineMarker, MarkerLook, SvgPage, Theme, ThemeName, to_svg};
use cutpoint::metrics::choice::{Rule, choose};
use cutpoint::metrics::figure::Figure;
use cutpoint::metrics::sweep::Sweep;
use cutpoint::metrics::value::Values;

const VALUES: Values = Values { tp: -1_000.0, fp: -1_000.0, fn_: -30_000.0, tn: 0.0 };

fn chart(sweep: &Sweep, values: Values) -> ExpectedValue {
    let best = choose(sweep, Rule::ExpectedValue { values, prevalence: None }, 0.02).unwrap();
    let label = format!("best: {:.2}", best.threshold.score().unwrap());
    let texts = Texts::load(word, "USD per 1,000 lumps".into(), label);
    ExpectedValue::of(sweep, (values, None), 1_000.0, Some(&best), texts)
}

#[test]
fn golden_with_best_point_flat_stretch_and_todays_line() {
    let sweep = sample::screening();
    let counts = sweep.confusion(sample::point(&sweep, 0.7));
    let value = counts.figure(Figure::ExpectedValue(VALUES, None)).map(|v| v * 1_000.0);
    let marker = LineMarker {
        x: 0.7,
        handle: "0.70".into(),
        points: vec![Crossing { y: value, text: format!("−{:.0} USD", -value.unwrap()), tone: ExpectedValue::TONE }],
        look: MarkerLook::Today,
    };
    let chart = chart(&sweep, VALUES);
    golden::check("expected-value", &chart, &[marker]);
    check_ids(&chart);
    check_ids(&ExpectedValue::default());
}

#[test]
fn golden_of_a_best_point_that_stands_alone() {
    let mut chart = chart(&sample::screening(), VALUES);
    let best = chart.best.as_mut().unwrap();
    (best.from, best.to) = (best.threshold, best.threshold);
    golden::check_looks("expected-value-alone", &chart, &[], &["light", "phone"]);
}

/// A miss at a thousand times the price of a false alarm.
const EXTREME: Values = Values { tp: -100.0, fp: -100.0, fn_: -100_000.0, tn: 0.0 };

#[test]
fn golden_of_an_extreme_end_that_is_cut_with_todays_line_beyond_it() {
    let mut chart = chart(&sample::screening(), EXTREME);
    chart.texts.cut = "↓ continues down to −37 million".into();
    let worst = chart.nobody.unwrap();
    assert_eq!(chart.cut(), Some(worst));
    let marker = LineMarker {
        x: 0.95,
        handle: "0.95".into(),
        points: vec![Crossing { y: Some(worst / 2.0), text: "far below".into(), tone: ExpectedValue::TONE }],
        look: MarkerLook::Today,
    };
    golden::check("expected-value-cut", &chart, &[marker]);
    check_ids(&chart);
}

#[test]
fn flagging_everybody_can_be_the_extreme_end_too() {
    let needless = Values { tp: -1.0, fp: -2_000.0, fn_: -3_000.0, tn: 0.0 };
    let mut chart = chart(&sample::rare(), needless);
    chart.texts.cut = "↓ continues down to −2 million".into();
    assert_eq!(chart.cut(), chart.points.last().unwrap().value);
    golden::check_looks("expected-value-cut-left", &chart, &[], &["light", "phone"]);
}

#[test]
fn values_too_large_to_compare_draw_an_empty_chart_and_no_crash() {
    let huge = Values { tp: 1e308, fp: -1e308, fn_: -1e308, tn: 1e308 };
    let sweep = sample::screening();
    let chart = ExpectedValue::of(&sweep, (huge, None), 1_000.0, None, Texts::default());
    assert!(chart.points.iter().all(|p| p.value.is_none_or(f64::is_finite)));
    let theme = cutpoint::charts::Theme::new(Default::default(), 1.0);
    assert!(chart.layout((640, 400), &theme).is_ok());
}

#[test]
fn the_name_of_the_best_point_is_whole_or_cut_at_its_end_at_every_width() {
    let mut chart = chart(&sample::screening(), VALUES);
    let name = "cheapest within limits: 0.2121";
    chart.texts.best = name.into();
    for (at, width) in [(0.08, 260), (0.08, 330), (0.3, 330), (0.5, 330), (0.5, 400), (0.9, 330), (0.5, 640)] {
        if let Some(best) = &mut chart.best {
            best.threshold = at;
        }
        let page = SvgPage { width, height: 300, title: "", description: "" };
        let svg = to_svg(&page, &Theme::new(ThemeName::Projector, 1.0), |area, theme| chart.draw(area, theme, &[]));
        let svg = svg.unwrap();
        let lines: Vec<&str> = svg.lines().collect();
        let cut = |line: &&str| name.starts_with(line.trim_end_matches('…')) && line.len() > 4;
        let place = lines.iter().position(cut).unwrap();
        let attribute = |name: &str| {
            let start = lines[place - 1].find(&format!(" {name}=\""))? + name.len() + 3;
            lines[place - 1][start..].split('"').next()
        };
        let number = |name: &str| attribute(name).unwrap().parse::<f64>().unwrap();
        // A letter of the bold face is about half as wide as its size, never less than two fifths.
        let least = number("font-size") * 0.4 * lines[place].chars().count() as f64;
        let left = if attribute("text-anchor") == Some("end") { number("x") - least } else { number("x") };
        assert!(left >= 0.0 && left + least <= f64::from(4 * width), "{} at {left} in {width}", lines[place]);
    }
}
