//! The estimate of the time left: pure, so it is tested without a browser.

#[path = "../src/bridge/estimate.rs"]
mod estimate;

use estimate::{Estimate, TimeLeft};

#[test]
fn there_is_no_estimate_before_two_pieces_have_come() {
    let mut estimate = Estimate::new(1_000);
    assert_eq!(estimate.after(3.0, 100), None);
    // Two workers whose first chunks end together.
    assert_eq!(estimate.after(3.0, 200), None);
    assert_eq!(estimate.after(4.0, 300), Some(TimeLeft::Seconds(4)));
}

#[test]
fn the_time_before_the_first_piece_does_not_count() {
    let (mut slow, mut quick) = (Estimate::new(10_000), Estimate::new(10_000));
    slow.after(60.0, 1_000);
    quick.after(0.1, 1_000);
    assert_eq!(slow.after(61.0, 2_000), quick.after(1.1, 2_000));
}

#[test]
fn at_an_even_pace_the_estimate_is_right_and_ends_at_nothing() {
    let mut estimate = Estimate::new(1_000);
    let said: Vec<_> = (1..=10).map(|chunk| estimate.after(f64::from(chunk) * 2.0, chunk as usize * 100)).collect();
    let seconds = |n| Some(TimeLeft::Seconds(n));
    let expected = [
        None,
        seconds(20),
        seconds(15),
        seconds(15),
        seconds(10),
        seconds(8),
        seconds(6),
        seconds(4),
        seconds(2),
        seconds(0),
    ];
    assert_eq!(said, expected);
}

#[test]
fn a_minute_or_more_is_told_in_minutes() {
    let mut estimate = Estimate::new(1_000_000);
    estimate.after(0.0, 1_000);
    assert_eq!(estimate.after(1.0, 2_000), Some(TimeLeft::Minutes(17)));
    let mut estimate = Estimate::new(102);
    estimate.after(0.0, 1);
    assert_eq!(estimate.after(0.58, 2), Some(TimeLeft::Minutes(1)));
}

#[test]
fn a_clock_that_is_set_back_makes_no_estimate() {
    let mut estimate = Estimate::new(1_000);
    estimate.after(100.0, 10);
    assert_eq!(estimate.after(40.0, 20), None);
}
