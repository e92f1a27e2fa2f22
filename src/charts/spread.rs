//! Labels that would overlap, moved apart.

/// Moves labels apart until neighbours are `apart` from each other, and keeps
/// them between `top` and `bottom` as far as there is room. Same order as given.
pub(super) fn spread(wanted: &[f64], apart: f64, top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    let at = |i: &usize| wanted.get(*i).copied().unwrap_or(top);
    order.sort_by(|a, b| at(a).total_cmp(&at(b)));
    let mut rows: Vec<f64> = order.iter().map(at).collect();
    // Down from the top, then up from the bottom where that ran out of room.
    let mut least = top;
    for row in &mut rows {
        *row = row.max(least);
        least = *row + apart;
    }
    let mut most = bottom;
    for row in rows.iter_mut().rev() {
        *row = row.min(most);
        most = *row - apart;
    }
    let mut out = wanted.to_vec();
    for (i, row) in order.into_iter().zip(rows) {
        if let Some(slot) = out.get_mut(i) {
            *slot = row;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_moved_apart_and_stay_inside() {
        assert_eq!(spread(&[50.0, 10.0], 20.0, 0.0, 100.0), [50.0, 10.0]);
        assert_eq!(spread(&[50.0, 45.0], 20.0, 0.0, 100.0), [65.0, 45.0]);
        assert_eq!(spread(&[95.0, 99.0], 20.0, 0.0, 100.0), [80.0, 100.0]);
        assert_eq!(spread(&[], 20.0, 0.0, 100.0), Vec::<f64>::new());
    }
}
