//! Matrix products with the weights on the left, for convolutions.

use super::gemm::{PANEL, block_from, store};

/// `out[i] = a[i] * panels + bias[i]` for row-major `a` of `depth` columns and
/// `columns` columns laid out in panels; `out` rows are `stride` apart and
/// start at `first`. For convolutions, whose weights stand on the left.
pub(crate) fn rows_by_panels(
    a: &[f32],
    bias: Option<&[f32]>,
    panels: &[f32],
    (depth, columns): (usize, usize),
    out: &mut [f32],
    (stride, first): (usize, usize),
) {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("fma") {
        // SAFETY: the processor has the two features, as just asked.
        unsafe { rows_by_panels_avx2(a, bias, panels, (depth, columns), out, (stride, first)) };
        return;
    }
    rows_by_panels_with(a, bias, panels, (depth, columns), out, (stride, first), |x, w, s| s + x * w);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn rows_by_panels_avx2(
    a: &[f32],
    bias: Option<&[f32]>,
    panels: &[f32],
    (depth, columns): (usize, usize),
    out: &mut [f32],
    (stride, first): (usize, usize),
) {
    rows_by_panels_with(a, bias, panels, (depth, columns), out, (stride, first), |x, w, s| x.mul_add(w, s));
}

#[inline(always)]
fn rows_by_panels_with(
    a: &[f32],
    bias: Option<&[f32]>,
    panels: &[f32],
    (depth, columns): (usize, usize),
    out: &mut [f32],
    (stride, first): (usize, usize),
    step: impl Fn(f32, f32, f32) -> f32 + Copy,
) {
    const LEFT: usize = 4;
    let rows = a.len().checked_div(depth).unwrap_or(0);
    let whole = rows / LEFT * LEFT;
    let start = |i: usize| [bias.map_or(0.0, |b| b[i]); PANEL];
    for (p, panel) in panels.chunks_exact((depth * PANEL).max(1)).enumerate() {
        let at = p * PANEL;
        if at >= columns {
            return;
        }
        let width = PANEL.min(columns - at);
        for i in (0..whole).step_by(LEFT) {
            let starts = [start(i), start(i + 1), start(i + 2), start(i + 3)];
            let sums = block_from(&a[i * depth..(i + LEFT) * depth], depth, panel, starts, step);
            store(&sums, out, i, stride, first + at, width);
        }
        for i in whole..rows {
            let sums = block_from(&a[i * depth..(i + 1) * depth], depth, panel, [start(i)], step);
            store(&sums, out, i, stride, first + at, width);
        }
    }
}

/// Like [`rows_by_panels`] where panel row `k` is `input[taps[k] + column..]`:
/// a convolution of stride 1 reads its input where it lies. `out` has rows of
/// `columns` rounded up to whole panels, and `input` reaches one panel beyond
/// the last column of the last tap.
pub(crate) fn rows_by_taps(
    a: &[f32],
    bias: Option<&[f32]>,
    input: &[f32],
    taps: &[usize],
    columns: usize,
    out: &mut [f32],
) {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("fma") {
        // SAFETY: the processor has the two features, as just asked.
        unsafe { rows_by_taps_avx2(a, bias, input, taps, columns, out) };
        return;
    }
    rows_by_taps_with(a, bias, input, taps, columns, out, |x, w, s| s + x * w);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn rows_by_taps_avx2(a: &[f32], bias: Option<&[f32]>, input: &[f32], taps: &[usize], columns: usize, out: &mut [f32]) {
    rows_by_taps_with(a, bias, input, taps, columns, out, |x, w, s| x.mul_add(w, s));
}

#[inline(always)]
fn rows_by_taps_with(
    a: &[f32],
    bias: Option<&[f32]>,
    input: &[f32],
    taps: &[usize],
    columns: usize,
    out: &mut [f32],
    step: impl Fn(f32, f32, f32) -> f32 + Copy,
) {
    const LEFT: usize = 4;
    let depth = taps.len();
    let rows = a.len().checked_div(depth).unwrap_or(0);
    let whole = rows / LEFT * LEFT;
    let stride = columns.next_multiple_of(PANEL);
    let start = |i: usize| [bias.map_or(0.0, |b| b[i]); PANEL];
    for at in (0..columns).step_by(PANEL) {
        let input = &input[at..];
        for i in (0..whole).step_by(LEFT) {
            let starts = [start(i), start(i + 1), start(i + 2), start(i + 3)];
            let sums = tap_block(&a[i * depth..(i + LEFT) * depth], input, taps, starts, step);
            store(&sums, out, i, stride, at, PANEL);
        }
        for i in whole..rows {
            let sums = tap_block(&a[i * depth..(i + 1) * depth], input, taps, [start(i)], step);
            store(&sums, out, i, stride, at, PANEL);
        }
    }
}

#[inline(always)]
fn tap_block<const N: usize>(
    a: &[f32],
    input: &[f32],
    taps: &[usize],
    starts: [[f32; PANEL]; N],
    step: impl Fn(f32, f32, f32) -> f32 + Copy,
) -> [[f32; PANEL]; N] {
    let mut sums = starts;
    let depth = taps.len();
    let rows: [&[f32]; N] = std::array::from_fn(|r| &a[r * depth..(r + 1) * depth]);
    for (k, tap) in taps.iter().enumerate() {
        let Some(window) = input.get(*tap..).and_then(|w| w.first_chunk::<PANEL>()) else { break };
        for (sum, row) in sums.iter_mut().zip(&rows) {
            let x = row[k];
            for (s, w) in sum.iter_mut().zip(window) {
                *s = step(x, *w, *s);
            }
        }
    }
    sums
}
