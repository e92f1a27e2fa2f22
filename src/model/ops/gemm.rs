//! Dense matrix product, and squared distances, in 32 bits, for a right-hand side that is known when
//! the model is loaded (weights): packed once, then multiplied block by block.
//!
//! Each element of the result sums its products in the same order whatever
//! the number of rows, so scores do not depend on how cases are chunked.

use super::lanes::{Lanes, PANEL};

/// Rows worked on at once: as many sums as fit into vector registers.
const ROWS: usize = if cfg!(target_arch = "wasm32") { 4 } else { 6 };
/// Below this many columns dot products are used. They beat panels up to three;
/// where products are fused, panels round as onnxruntime does natively.
const NARROW: usize = if cfg!(target_arch = "wasm32") { 4 } else { 2 };

/// Weights `[depth, columns]`, packed.
pub(crate) struct Packed {
    pub depth: usize,
    pub columns: usize,
    layout: Layout,
    /// Results of products below it become it.
    floor: f32,
}

enum Layout {
    /// Transposed: one contiguous row a column.
    Narrow(Vec<f32>),
    /// Panels of [`PANEL`] columns, depth-major, padded with zeros.
    Panels(Vec<f32>),
}

impl Packed {
    /// Packs `at(k, column)`.
    pub fn new(depth: usize, columns: usize, at: impl Fn(usize, usize) -> f32) -> Self {
        let layout = if columns < NARROW {
            Layout::Narrow((0..columns).flat_map(|j| (0..depth).map(move |k| (k, j))).map(|(k, j)| at(k, j)).collect())
        } else {
            let panels = columns.div_ceil(PANEL);
            let mut packed = Vec::with_capacity(panels * depth * PANEL);
            for p in 0..panels {
                for k in 0..depth {
                    packed.extend((0..PANEL).map(|j| {
                        let column = p * PANEL + j;
                        if column < columns { at(k, column) } else { 0.0 }
                    }));
                }
            }
            Layout::Panels(packed)
        };
        Self { depth, columns, layout, floor: f32::NEG_INFINITY }
    }

    /// Has negative results become 0, as Relu does.
    pub fn with_relu(mut self, relu: bool) -> Self {
        if relu {
            self.floor = 0.0;
        }
        self
    }

    /// `out[row] = a[row] * weights + bias`, row-major. `bias` has one entry
    /// a column, or none. Short inputs are left alone.
    pub fn multiply(&self, a: &[f32], bias: Option<&[f32]>, out: &mut [f32]) {
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("fma") {
            // SAFETY: the processor has the two features, as just asked.
            unsafe { self.multiply_avx2(a, bias, out) };
            return;
        }
        self.run(a, bias, out, product::<false>);
    }

    /// Squared Euclidean distance of each row of `a` to each column of weights.
    pub fn squared_distances(&self, a: &[f32], out: &mut [f32]) {
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("fma") {
            // SAFETY: the processor has the two features, as just asked.
            unsafe { self.distances_avx2(a, out) };
            return;
        }
        self.run(a, None, out, square::<false>);
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,fma")]
    fn multiply_avx2(&self, a: &[f32], bias: Option<&[f32]>, out: &mut [f32]) {
        self.run(a, bias, out, product::<true>);
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,fma")]
    fn distances_avx2(&self, a: &[f32], out: &mut [f32]) {
        self.run(a, None, out, square::<true>);
    }

    #[inline(always)]
    fn run(
        &self,
        a: &[f32],
        bias: Option<&[f32]>,
        out: &mut [f32],
        step: impl Fn(Lanes, Lanes, Lanes) -> Lanes + Copy,
    ) {
        let (depth, columns) = (self.depth, self.columns);
        if columns == 0 {
            return;
        }
        let rows = out.len() / columns;
        if a.len() < rows * depth || bias.is_some_and(|b| b.len() < columns) {
            return;
        }
        match &self.layout {
            Layout::Narrow(weights) => {
                for (i, result) in out.chunks_exact_mut(columns).enumerate() {
                    let row = &a[i * depth..(i + 1) * depth];
                    for (j, r) in result.iter_mut().enumerate() {
                        let start = bias.map_or(0.0, |b| b[j]);
                        *r = at_least(start + dot(row, &weights[j * depth..(j + 1) * depth], step), self.floor);
                    }
                }
            }
            Layout::Panels(packed) => {
                let whole = rows / ROWS * ROWS;
                for (p, panel) in packed.chunks_exact((depth * PANEL).max(1)).enumerate() {
                    let first = p * PANEL;
                    let width = PANEL.min(columns - first);
                    let mut start = [0f32; PANEL];
                    if let Some(b) = bias {
                        start[..width].copy_from_slice(&b[first..first + width]);
                    }
                    let (start, floor) = (Lanes::load(&start), Lanes::splat(self.floor));
                    for i in (0..whole).step_by(ROWS) {
                        let sums = block::<ROWS>(&a[i * depth..(i + ROWS) * depth], depth, panel, start, step);
                        store(&sums.map(|sum| sum.larger(floor)), out, i, columns, first, width);
                    }
                    for i in whole..rows {
                        let sums = block::<1>(&a[i * depth..(i + 1) * depth], depth, panel, start, step);
                        store(&sums.map(|sum| sum.larger(floor)), out, i, columns, first, width);
                    }
                }
                if depth == 0 {
                    for (i, r) in out.iter_mut().enumerate() {
                        *r = at_least(bias.map_or(0.0, |b| b[i % columns]), self.floor);
                    }
                }
            }
        }
    }
}

/// `x`, or `floor` where it is less; NaN stays.
fn at_least(x: f32, floor: f32) -> f32 {
    if x < floor { floor } else { x }
}

/// `sum + x * w`.
#[inline(always)]
pub(super) fn product<const FUSED: bool>(x: Lanes, w: Lanes, sum: Lanes) -> Lanes {
    sum.plus_product::<FUSED>(x, w)
}

/// `sum + (x - w)²`.
#[inline(always)]
fn square<const FUSED: bool>(x: Lanes, w: Lanes, sum: Lanes) -> Lanes {
    let apart = x.minus(w);
    sum.plus_product::<FUSED>(apart, apart)
}

#[inline(always)]
pub(super) fn store<const N: usize>(
    sums: &[Lanes; N],
    out: &mut [f32],
    row: usize,
    columns: usize,
    first: usize,
    width: usize,
) {
    for (r, sum) in sums.iter().enumerate() {
        let at = (row + r) * columns + first;
        match out[at..at + width].first_chunk_mut::<PANEL>() {
            Some(whole) => *whole = sum.to_array(),
            None => out[at..at + width].copy_from_slice(&sum.to_array()[..width]),
        }
    }
}

/// One tile of the result: `N` rows of `a` times one panel.
#[inline(always)]
fn block<const N: usize>(
    a: &[f32],
    depth: usize,
    panel: &[f32],
    start: Lanes,
    step: impl Fn(Lanes, Lanes, Lanes) -> Lanes + Copy,
) -> [Lanes; N] {
    let mut sums = [start; N];
    let panel = &panel.as_chunks::<PANEL>().0[..depth];
    let rows: [&[f32]; N] = std::array::from_fn(|r| &a[r * depth..(r + 1) * depth]);
    for (k, weights) in panel.iter().enumerate() {
        let weights = Lanes::load(weights);
        for (sum, row) in sums.iter_mut().zip(&rows) {
            // SAFETY: k is below the panel's length, which is depth, as each row's is.
            let x = unsafe { *row.get_unchecked(k) };
            *sum = step(Lanes::splat(x), weights, *sum);
        }
    }
    sums
}

/// Dot product (or distance) in interleaved sums.
#[inline(always)]
fn dot(a: &[f32], b: &[f32], step: impl Fn(Lanes, Lanes, Lanes) -> Lanes + Copy) -> f32 {
    let (chunks, a_rest) = a.as_chunks::<PANEL>();
    let (others, b_rest) = b.as_chunks::<PANEL>();
    let mut sums = Lanes::splat(0.0);
    for (x, y) in chunks.iter().zip(others) {
        sums = step(Lanes::load(x), Lanes::load(y), sums);
    }
    match (a.last_chunk(), b.last_chunk()) {
        (Some(x), Some(y)) if !a_rest.is_empty() => {
            // The last lanes once more, zeros in those that were counted: zeros
            // beside zeros add nothing, neither as a product nor as a distance.
            let n = a_rest.len();
            step(Lanes::load(x).only_last(n), Lanes::load(y).only_last(n), sums).sum()
        }
        _ if a_rest.is_empty() => sums.sum(),
        _ => {
            let (mut x, mut y) = ([0f32; PANEL], [0f32; PANEL]);
            x.iter_mut().zip(a_rest).for_each(|(to, x)| *to = *x);
            y.iter_mut().zip(b_rest).for_each(|(to, y)| *to = *y);
            step(Lanes::load(&x), Lanes::load(&y), sums).sum()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_product_equals_the_sum_of_products_for_every_size() {
        for (rows, depth, columns) in [(1, 1, 1), (5, 7, 3), (9, 30, 16), (6, 13, 37), (3, 0, 5), (4, 33, 2)] {
            let a: Vec<f32> = (0..rows * depth).map(|i| (i as f32 * 0.37).sin()).collect();
            let w: Vec<f32> = (0..depth * columns).map(|i| (i as f32 * 0.71).cos()).collect();
            let bias: Vec<f32> = (0..columns).map(|i| i as f32).collect();
            let mut out = vec![0f32; rows * columns];
            Packed::new(depth, columns, |k, j| w[k * columns + j]).multiply(&a, Some(&bias), &mut out);
            for i in 0..rows {
                for j in 0..columns {
                    let exact: f64 = f64::from(bias[j])
                        + (0..depth).map(|k| f64::from(a[i * depth + k]) * f64::from(w[k * columns + j])).sum::<f64>();
                    assert!((f64::from(out[i * columns + j]) - exact).abs() < 1e-4);
                }
            }
        }
    }

    #[test]
    fn a_row_has_the_same_result_alone_and_in_company() {
        let a: Vec<f32> = (0..7 * 19).map(|i| (i as f32).sin()).collect();
        let w = Packed::new(19, 21, |k, j| ((k * 21 + j) as f32).cos());
        let mut all = vec![0f32; 7 * 21];
        w.multiply(&a, None, &mut all);
        for i in 0..7 {
            let mut alone = vec![0f32; 21];
            w.multiply(&a[i * 19..(i + 1) * 19], None, &mut alone);
            assert_eq!(alone, all[i * 21..(i + 1) * 21]);
        }
    }
}
