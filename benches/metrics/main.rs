//! How long the counting core takes, native. Run by `cargo xtask bench metrics`.
//!
//! Prints lines `time NAME SECONDS`: the median of several runs.

use std::hint::black_box;
use std::time::Instant;

use cutpoint::metrics::bootstrap::{Resampling, figure_interval};
use cutpoint::metrics::confusion::Confusion;
use cutpoint::metrics::curve::average_precision;
use cutpoint::metrics::figure::Figure;
use cutpoint::metrics::sample::Sample;
use cutpoint::metrics::sweep::Sweep;
use cutpoint::metrics::value::Values;

include!("walk.rs");

fn median(runs: usize, mut work: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[runs / 2]
}

fn main() {
    for (name, rows, short, runs) in [
        ("1m", 1_000_000, false, 7),
        ("1m_f32", 1_000_000, true, 7),
        ("10m", 10_000_000, false, 3),
        ("10m_f32", 10_000_000, true, 3),
    ] {
        let (scores, positive) = cases(rows, short);
        let sample = Sample::new(scores, positive, None).expect("the walk makes no NaN");
        let sweep = median(runs, || drop(black_box(Sweep::of(black_box(&sample)))));
        let made = Sweep::of(&sample);
        let area = median(runs, || assert!(black_box(average_precision(black_box(&made))).is_some()));
        println!("time sweep_{name} {sweep}");
        println!("time sweep_and_average_precision_{name} {}", sweep + area);
        println!("value average_precision_{name} {}", average_precision(&made).expect("there are positives"));
    }
    memory();
    let c = Confusion { tp: 400.0, fp: 300.0, fn_: 200.0, tn: 39_100.0 };
    let values = Values { tp: 50.0, fp: -10.0, fn_: -200.0, tn: 0.0 };
    for (name, figure) in [
        ("f1", Figure::F1),
        ("matthews", Figure::Matthews),
        ("lift", Figure::Lift),
        ("expected_value", Figure::ExpectedValue(values, None)),
    ] {
        let draw = || figure_interval(black_box(&c), figure, &Resampling::default());
        let time = median(21, || assert!(black_box(draw()).is_ok()));
        println!("time bootstrap_2000_{name} {time}");
    }
}

/// The most memory this process held, ten million rows being the largest.
fn memory() {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    if let Some(line) = status.lines().find(|line| line.starts_with("VmHWM:")) {
        let kilobytes: f64 = line.split_whitespace().nth(1).and_then(|n| n.parse().ok()).unwrap_or(f64::NAN);
        println!("memory peak_10m_bytes {}", kilobytes * 1024.0);
    }
}
