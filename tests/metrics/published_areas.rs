//! DeLong's areas and their comparison, against figures that pROC publishes.
//!
//! Robin et al. (2011), "pROC: an open-source package for R and S+ to analyze
//! and compare ROC curves", BMC Bioinformatics 12, 77: 113 patients with
//! subarachnoid haemorrhage (Turck et al. 2010, Intensive Care Medicine 36,
//! 107-115), 41 of them with a poor outcome, told by the WFNS grade and by the
//! protein S100b. Opened: pROC's own tests (repository xrobin/pROC), from which the
//! expected figures are (test-roc.test.R, test-var.R,
//! helper-deLongPlacementsCpp-expected.R, to 15 digits), and the 113 rows in a
//! public test suite that quotes them; their placements equal those in pROC's
//! helper. The table of DeLong, DeLong & Clarke-Pearson (1988) itself could be
//! opened only without its figures.

use cutpoint::metrics::interval::Confidence;
use cutpoint::metrics::paired::{PairedSample, roc_area_difference, roc_area_estimate};
use cutpoint::metrics::sweep::Sweep;

const POOR: &str = "00001101001011001011101000000000100110110000000001100010001010011101\
                    101111000110100000010000000000001111110001000";
const WFNS: &str = "11113254125255125225211112121134214541425511241125521251222151125214\
                    524414121421232421451154221113125225552445111";
/// In hundredths of a microgram a litre.
const S100B: [u8; 113] = [
    13, 14, 10, 4, 13, 10, 47, 16, 18, 10, 12, 10, 44, 71, 4, 8, 49, 4, 7, 33, 9, 9, 7, 11, 7, 17, 7, 11, 13, 19, 5,
    16, 41, 14, 34, 35, 48, 9, 96, 25, 50, 46, 16, 7, 43, 45, 11, 8, 9, 86, 52, 8, 6, 13, 207, 10, 14, 15, 7, 6, 77, 5,
    9, 30, 3, 9, 4, 23, 70, 9, 27, 71, 8, 26, 8, 16, 9, 13, 10, 8, 11, 33, 11, 28, 7, 10, 32, 22, 7, 5, 24, 38, 10, 15,
    8, 14, 10, 7, 4, 19, 56, 14, 58, 32, 82, 74, 15, 47, 17, 44, 15, 50, 48,
];

/// The patients, scored by S100b and then by the WFNS grade.
fn patients() -> PairedSample {
    let s100b = S100B.iter().map(|score| f64::from(*score)).collect();
    let wfns = WFNS.bytes().map(|grade| f64::from(grade - b'0')).collect();
    PairedSample::new(s100b, wfns, POOR.bytes().map(|digit| digit == b'1').collect(), None).expect("valid")
}

#[track_caller]
fn near(ours: f64, printed: f64) {
    assert!((ours - printed).abs() <= 1e-13 * printed.abs().max(0.1), "{ours} is not {printed}");
}

#[test]
fn delong_areas_and_variances_match_proc() {
    let patients = patients();
    for (sample, area, variance) in [
        (patients.old(), 0.731368563685637, 0.00266868245717244),
        (patients.new_model(), 0.823678861788618, 0.00146991470882363),
    ] {
        let ours = roc_area_estimate(&Sweep::of(sample), Confidence::default()).expect("both classes");
        near(ours.value, area);
        let error = (ours.interval.high - ours.interval.low) / 2.0 / Confidence::default().z();
        near(error * error, variance);
    }
}

#[test]
fn delong_comparison_of_two_correlated_areas_matches_proc() {
    let ours = roc_area_difference(&patients(), Confidence::default()).expect("both classes");
    near(ours.old, 0.731368563685637);
    near(ours.new, 0.823678861788618);
    near(ours.interval.low, 0.0104061769564846);
    near(ours.interval.high, 0.174214419249478);
    near(ours.p_value.expect("DeLong has one"), 0.0271757822291882);
    let error = (ours.interval.high - ours.interval.low) / 2.0 / Confidence::default().z();
    assert!((ours.value / error - 2.20898359144091).abs() < 1e-12);
}
