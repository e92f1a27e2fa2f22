//! What drawing the cases anew shows comes through the engine's door as the counting core says it.
#![cfg(feature = "engine")]

use cutpoint::engine::Engine;
use cutpoint::metrics::bootstrap::{Resampling, chosen_figures, pr_band};
use cutpoint::metrics::choice::Rule;
use cutpoint::metrics::sample::Sample;
use cutpoint::metrics::sweep::Sweep;
use cutpoint::protocol::{Answer, CHOSEN, Payload, Request, rule_numbers};

/// 300 cases, one in four positive; positives score higher as a rule.
fn sweep() -> Sweep {
    let positive: Vec<bool> = (0..300).map(|i| i % 4 == 0).collect();
    let scores = positive.iter().enumerate().map(|(i, is)| {
        let spread = f64::from((i as u32).wrapping_mul(2_654_435_761) % 1_000) / 1_000.0;
        if *is { 0.3 + 0.7 * spread } else { 0.8 * spread }
    });
    Sweep::of(&Sample::new(scores.collect(), positive.clone(), None).expect("valid"))
}

fn ask(request: Request, sweep: &Sweep, more: Vec<f64>) -> Result<(Answer, Vec<Vec<f64>>), String> {
    let mut payloads: Vec<Payload> = sweep.columns().map(|column| Payload::F64(column.to_vec())).into();
    payloads.push(Payload::F64(more));
    let (answer, payloads) = Engine::default()
        .handle(request, payloads, &mut |_| ())
        .map_err(|problem| format!("{}: {problem}", problem.id))?;
    let numbers = payloads.into_iter().map(|payload| match payload {
        Payload::F64(numbers) => numbers,
        other => panic!("{other:?}"),
    });
    Ok((answer, numbers.collect()))
}

#[test]
fn the_band_is_the_one_of_the_core() {
    let sweep = sweep();
    let request = Request::Band { positives: sweep.positives(), negatives: sweep.negatives() };
    let (answer, columns) = ask(request, &sweep, Vec::new()).expect("a band");
    assert_eq!(answer, Answer::Band);
    let band = pr_band(&sweep, 100, &Resampling::default()).expect("a band");
    assert_eq!(band.points.len(), 101);
    for (at, point) in band.points.iter().enumerate() {
        let row: Vec<f64> = columns.iter().map(|column| column[at]).collect();
        assert_eq!(row, [point.x, point.y, point.interval.low, point.interval.high]);
    }
    assert!(band.points.iter().any(|point| point.interval.high - point.interval.low > 0.05), "it has a width");
}

#[test]
fn a_rule_is_repeated_in_each_draw_as_the_core_does_it() {
    let sweep = sweep();
    let rule = Rule::FBeta { beta: 1.0 };
    let request = Request::Chosen { positives: sweep.positives(), negatives: sweep.negatives() };
    let (answer, columns) = ask(request.clone(), &sweep, rule_numbers(rule)).expect("a report");
    assert_eq!(answer, Answer::Chosen);
    let report = chosen_figures(&sweep, rule, &CHOSEN, &Resampling::default()).expect("a report");
    let rows: Vec<&[f64]> = columns[0].chunks(8).collect();
    assert_eq!(rows.len(), CHOSEN.len());
    for (row, figure) in rows.iter().zip(&report.figures) {
        let figure = figure.expect("defined");
        assert_eq!((row[0], row[3], row[4]), (figure.apparent, figure.optimism, figure.corrected));
        assert_eq!((row[1], row[2]), (figure.interval.low, figure.interval.high));
    }
    assert!(report.figures.iter().flatten().any(|figure| figure.optimism.abs() > 1e-4), "choosing flatters");
    let impossible = Rule::RecallAtPrecision { precision: 2.0 };
    let why = ask(request.clone(), &sweep, rule_numbers(impossible)).expect_err("no such line");
    assert!(why.starts_with("engine-no-choice"), "{why}");
    let why = ask(request, &sweep, vec![1.0]).expect_err("no rule");
    assert!(why.starts_with("engine-misunderstood"), "{why}");
}

#[test]
fn columns_that_are_no_sweep_are_refused() {
    let sweep = sweep();
    let request = Request::Band { positives: sweep.positives() + 1.0, negatives: sweep.negatives() };
    assert!(ask(request, &sweep, Vec::new()).is_err());
}
