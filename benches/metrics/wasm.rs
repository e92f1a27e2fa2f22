//! The counting core in wasm, for run.mjs. Each function does one step of the
//! work; the host holds the clock.

use std::cell::RefCell;

use cutpoint::metrics::bootstrap::{Resampling, figure_interval};
use cutpoint::metrics::confusion::Confusion;
use cutpoint::metrics::curve::average_precision;
use cutpoint::metrics::figure::Figure;
use cutpoint::metrics::sample::Sample;
use cutpoint::metrics::sweep::Sweep;

include!("walk.rs");

thread_local! {
    static SAMPLE: RefCell<Option<Sample>> = const { RefCell::new(None) };
    static SWEEP: RefCell<Option<Sweep>> = const { RefCell::new(None) };
}

/// Makes the cases.
#[unsafe(no_mangle)]
pub extern "C" fn prepare(rows: u32, short: u32) {
    SWEEP.take();
    SAMPLE.take();
    let (scores, positive) = cases(rows as usize, short != 0);
    SAMPLE.set(Sample::new(scores, positive, None).ok());
}

/// Sweeps them; the number of operating points.
#[unsafe(no_mangle)]
pub extern "C" fn sweep() -> f64 {
    SWEEP.take();
    SWEEP.set(SAMPLE.with_borrow(|sample| sample.as_ref().map(Sweep::of)));
    SWEEP.with_borrow(|sweep| sweep.as_ref().map_or(0.0, |sweep| sweep.len() as f64))
}

/// The average precision of the sweep, 0 without one.
#[unsafe(no_mangle)]
pub extern "C" fn area() -> f64 {
    SWEEP.with_borrow(|sweep| sweep.as_ref().and_then(average_precision).unwrap_or(0.0))
}

/// 2,000 draws of F1; the width of the interval.
#[unsafe(no_mangle)]
pub extern "C" fn bootstrap() -> f64 {
    let c = Confusion { tp: 400.0, fp: 300.0, fn_: 200.0, tn: 39_100.0 };
    figure_interval(&c, Figure::F1, &Resampling::default()).map_or(0.0, |estimate| estimate.interval.width())
}
