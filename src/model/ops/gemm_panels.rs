//! Matrix products with the weights on the left, for convolutions.

use super::gemm::product;
use super::lanes::{Lanes, PANEL};

/// Rows of weights worked on at once.
const LEFT: usize = 4;

/// Weights `[rows, depth]`: rows in fours, side by side at each depth; those
/// left over follow one by one.
pub(crate) struct LeftWeights {
    rows: usize,
    depth: usize,
    packed: Vec<f32>,
    bias: Vec<f32>,
    /// Results below it become it.
    floor: f32,
}

/// What stands on the right.
#[derive(Clone, Copy)]
pub(crate) enum Right<'a> {
    /// Columns laid out side by side: panel by panel, depth by depth.
    Panels(&'a [f32]),
    /// The column `c` of line `l` at depth `k` is `input[l * line + taps[k] + c]`:
    /// a convolution of stride 1 reads its input where it lies. Each row of the
    /// result takes the lines one after the other.
    Taps { input: &'a [f32], taps: &'a [usize], line: usize, lines: usize },
}

impl LeftWeights {
    /// Packs row-major weights.
    pub fn new(weights: &[f32], depth: usize, bias: Option<&[f32]>) -> Self {
        let rows = weights.len().checked_div(depth).unwrap_or(0);
        let mut packed = Vec::with_capacity(rows * depth);
        let whole = rows / LEFT * LEFT;
        for i in (0..whole).step_by(LEFT) {
            // i + LEFT <= rows
            packed.extend((0..depth).flat_map(|k| (i..i + LEFT).map(move |i| weights[i * depth + k])));
        }
        packed.extend_from_slice(&weights[whole * depth..rows * depth]);
        let bias = (0..rows).map(|i| bias.and_then(|b| b.get(i)).copied().unwrap_or(0.0)).collect();
        Self { rows, depth, packed, bias, floor: f32::NEG_INFINITY }
    }

    /// Has negative results become 0, as Relu does.
    pub fn with_relu(mut self, relu: bool) -> Self {
        if relu {
            self.floor = 0.0;
        }
        self
    }

    /// `out[i] = weights[i] * right + bias[i]` for so many columns (of each line);
    /// the rows of `out` are `stride` apart and start at `first`. Short inputs
    /// leave `out` alone.
    pub fn multiply(&self, right: Right, columns: usize, out: &mut [f32], (stride, first): (usize, usize)) {
        let panels = columns.next_multiple_of(PANEL);
        let (enough, lines) = match right {
            Right::Panels(laid) => (laid.len() >= panels * self.depth, 1),
            Right::Taps { input, taps, line, lines } => {
                let last = taps.iter().copied().max().unwrap_or(0);
                let end = lines.saturating_sub(1).checked_mul(line).and_then(|from| from.checked_add(last + panels));
                (taps.len() == self.depth && end.is_some_and(|end| end <= input.len()), lines)
            }
        };
        let room = self.rows == 0 || (self.rows - 1) * stride + first + columns * lines <= out.len();
        if !enough || !room || self.depth == 0 {
            return;
        }
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("fma") {
            // SAFETY: the processor has the two features, as just asked.
            unsafe { self.multiply_avx2(right, columns, out, (stride, first)) };
            return;
        }
        self.run::<false>(right, columns, out, (stride, first));
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,fma")]
    fn multiply_avx2(&self, right: Right, columns: usize, out: &mut [f32], place: (usize, usize)) {
        self.run::<true>(right, columns, out, place);
    }

    /// `multiply` has checked all lengths.
    #[inline(always)]
    fn run<const FUSED: bool>(&self, right: Right, columns: usize, out: &mut [f32], (stride, first): (usize, usize)) {
        let depth = self.depth;
        let whole = self.rows / LEFT * LEFT;
        let (fours, singles) = self.packed.split_at(whole * depth);
        let (lines, line) = match right {
            Right::Panels(_) => (1, 0),
            Right::Taps { line, lines, .. } => (lines, line),
        };
        for (l, at) in (0..lines).flat_map(|l| (0..columns).step_by(PANEL).map(move |at| (l, at))) {
            // A panel may reach into the next line of its row, which is written after it.
            let width = PANEL.min((lines - l) * columns - at);
            let mut put = |row: usize, sum: Lanes| {
                let sum = sum.larger(Lanes::splat(self.floor));
                let to = &mut out[row * stride + first + l * columns + at..][..width];
                match to.first_chunk_mut::<PANEL>() {
                    Some(whole) => *whole = sum.to_array(),
                    None => to.copy_from_slice(&sum.to_array()[..width]),
                }
            };
            let place = l * line + at;
            for (g, weights) in fours.chunks_exact(LEFT * depth).enumerate() {
                let starts = std::array::from_fn(|r| Lanes::splat(self.bias[g * LEFT + r]));
                let sums: [Lanes; LEFT] = tile::<FUSED, LEFT>(weights, right, place, starts);
                sums.into_iter().enumerate().for_each(|(r, sum)| put(g * LEFT + r, sum));
            }
            for (i, weights) in singles.chunks_exact(depth).enumerate() {
                let [sum] = tile::<FUSED, 1>(weights, right, place, [Lanes::splat(self.bias[whole + i])]);
                put(whole + i, sum);
            }
        }
    }
}

#[inline(always)]
fn tile<const FUSED: bool, const N: usize>(
    weights: &[f32],
    right: Right,
    at: usize,
    mut sums: [Lanes; N],
) -> [Lanes; N] {
    let mut add = |weights: &[f32; N], window: &[f32; PANEL]| {
        let window = Lanes::load(window);
        for (sum, w) in sums.iter_mut().zip(weights) {
            *sum = product::<FUSED>(Lanes::splat(*w), window, *sum);
        }
    };
    let (weights, _) = weights.as_chunks::<N>();
    match right {
        Right::Panels(laid) => {
            let panel = &laid[at * weights.len()..][..PANEL * weights.len()];
            weights.iter().zip(panel.as_chunks().0).for_each(|(w, window)| add(w, window));
        }
        Right::Taps { input, taps, .. } => {
            for (w, tap) in weights.iter().zip(taps) {
                // SAFETY: `multiply` has made sure that the panel of the last column
                // of every tap and line ends within the input; at is a panel's first column.
                let window = unsafe { &*input.as_ptr().add(tap + at).cast::<[f32; PANEL]>() };
                add(w, window);
            }
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_equal_the_sum_of_products_for_any_number_of_rows_and_columns() {
        for (rows, depth, columns) in [(1, 3, 5), (4, 9, 16), (7, 2, 33), (10, 27, 8)] {
            let weights: Vec<f32> = (0..rows * depth).map(|i| (i as f32 * 0.37).sin()).collect();
            let bias: Vec<f32> = (0..rows).map(|i| i as f32).collect();
            let input: Vec<f32> = (0..depth * 50 + columns + PANEL).map(|i| (i as f32 * 0.71).cos()).collect();
            let taps: Vec<usize> = (0..depth).map(|k| k * 50).collect();
            let mut panels = vec![0f32; columns.next_multiple_of(PANEL) * depth];
            for (c, k) in (0..columns).flat_map(|c| (0..depth).map(move |k| (c, k))) {
                panels[c / PANEL * PANEL * depth + k * PANEL + c % PANEL] = input[taps[k] + c];
            }
            let packed = LeftWeights::new(&weights, depth, Some(&bias));
            for right in [Right::Panels(&panels), Right::Taps { input: &input, taps: &taps, line: 0, lines: 1 }] {
                let mut out = vec![0f32; rows * (columns + 3)];
                packed.multiply(right, columns, &mut out, (columns + 3, 2));
                for (i, c) in (0..rows).flat_map(|i| (0..columns).map(move |c| (i, c))) {
                    let exact: f64 = f64::from(bias[i])
                        + (0..depth)
                            .map(|k| f64::from(weights[i * depth + k]) * f64::from(input[taps[k] + c]))
                            .sum::<f64>();
                    assert!((f64::from(out[i * (columns + 3) + 2 + c]) - exact).abs() < 1e-4);
                }
            }
        }
    }

    #[test]
    fn lines_come_one_after_the_other_in_each_row() {
        let (columns, lines, line, rows) = (11, 5, 13, 6);
        let weights: Vec<f32> = (0..rows * 2).map(|i| i as f32).collect();
        let input: Vec<f32> = (0..line * lines + 3 * PANEL).map(|i| i as f32).collect();
        let packed = LeftWeights::new(&weights, 2, None);
        let mut out = vec![-1f32; rows * columns * lines];
        let right = Right::Taps { input: &input, taps: &[0, 2], line, lines };
        packed.multiply(right, columns, &mut out, (columns * lines, 0));
        for (at, value) in out.iter().enumerate() {
            let (i, l, c) = (at / (columns * lines), at / columns % lines, at % columns);
            let first = (l * line + c) as f32;
            assert_eq!(*value, weights[2 * i] * first + weights[2 * i + 1] * (first + 2.0));
        }
    }

    #[test]
    fn an_input_that_ends_too_early_is_not_read() {
        let packed = LeftWeights::new(&[1.0; 8], 2, None);
        let mut out = vec![7f32; 4 * PANEL];
        let input = vec![1f32; PANEL + 4];
        packed.multiply(Right::Taps { input: &input, taps: &[0, 5], line: 0, lines: 1 }, PANEL, &mut out, (PANEL, 0));
        packed.multiply(Right::Panels(&input), PANEL, &mut out, (PANEL, 0));
        assert!(out.iter().all(|v| *v == 7.0));
    }
}
