//! Dividing cases into two parts.

use cutpoint::metrics::halving::Halving;
use proptest::prelude::*;

proptest! {
    #[test]
    fn exactly_what_is_wanted_is_drawn_and_no_row_gives_more_than_it_has(
        rows in prop::collection::vec(prop_oneof![0_u64..4, 0_u64..3_000_000], 1..60), share in 0.0..1.0_f64, seed: u64,
    ) {
        let all = rows.iter().sum::<u64>() as f64;
        let wanted = (all * share).floor();
        let mut halving = Halving::new(all, wanted, seed);
        let drawn: Vec<f64> = rows.iter().map(|row| halving.draw(*row as f64)).collect();
        prop_assert_eq!(drawn.iter().sum::<f64>(), wanted);
        prop_assert!(drawn.iter().zip(&rows).all(|(k, row)| *k >= 0.0 && *k <= *row as f64 && k.fract() == 0.0));
    }
}
