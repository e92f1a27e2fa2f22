//! Whether two results of a parser are the same.

use cutpoint::data::{DataError, Table, Values};

/// Fails when they are not.
pub fn assert_same(a: &Result<Table, DataError>, b: &Result<Table, DataError>) {
    match (a, b) {
        (Ok(a), Ok(b)) => {
            assert!(a.names().eq(b.names()), "names");
            assert_eq!((a.rows, &a.lines), (b.rows, &b.lines));
            for (a, b) in a.columns.iter().zip(&b.columns) {
                match (&a.values, &b.values) {
                    // Bits, because a missing number is not equal to itself.
                    (Values::Number(a), Values::Number(b)) => {
                        assert!(a.iter().map(|v| v.to_bits()).eq(b.iter().map(|v| v.to_bits())), "{a:?} {b:?}");
                    }
                    (Values::Text { codes, .. }, Values::Text { .. }) => {
                        assert!((0..codes.len()).all(|row| a.values.text(row) == b.values.text(row)), "{a:?} {b:?}");
                    }
                    (a, b) => panic!("{a:?} {b:?}"),
                }
                assert_eq!(a.values.len(), b.values.len());
            }
        }
        (a, b) => assert_eq!(a.as_ref().err(), b.as_ref().err()),
    }
}
