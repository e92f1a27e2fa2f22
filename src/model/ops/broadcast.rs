//! ONNX's multidirectional broadcasting (numpy's rules).

use super::super::error::OpError;
use super::super::tensor::volume;

/// The shape that two shapes broadcast to.
pub(crate) fn shape_of(a: &[usize], b: &[usize]) -> Result<Vec<usize>, OpError> {
    let rank = a.len().max(b.len());
    let mut out = Vec::with_capacity(rank);
    for i in 0..rank {
        // Missing leading axes count as 1.
        let x = (i + a.len()).checked_sub(rank).and_then(|i| a.get(i)).copied().unwrap_or(1);
        let y = (i + b.len()).checked_sub(rank).and_then(|i| b.get(i)).copied().unwrap_or(1);
        out.push(match (x, y) {
            (x, y) if x == y => x,
            (1, y) => y,
            (x, 1) => x,
            _ => return Err(OpError::Shape(format!("{a:?} and {b:?} do not broadcast"))),
        });
    }
    volume(&out)?;
    Ok(out)
}

/// Row-major strides of `shape` seen as `out`, 0 along repeated axes.
pub(crate) fn strides(shape: &[usize], out: &[usize]) -> Vec<usize> {
    let mut strides = vec![0; out.len()];
    let mut step = 1;
    for (s, &d) in strides.iter_mut().rev().zip(shape.iter().rev()) {
        *s = if d == 1 { 0 } else { step };
        step *= d;
    }
    strides
}

/// Calls `row` with the start of each innermost row of `out` in both inputs.
fn each_row(out: &[usize], a: &[usize], b: &[usize], mut row: impl FnMut(usize, usize)) {
    let outer = out.len().saturating_sub(1);
    let total: usize = out.iter().take(outer).product();
    let mut index = vec![0usize; outer];
    let (mut i, mut j) = (0usize, 0usize);
    for _ in 0..total {
        row(i, j);
        for axis in (0..outer).rev() {
            // index, out, a and b are all at least `outer` long.
            index[axis] += 1;
            i += a[axis];
            j += b[axis];
            if index[axis] < out[axis] {
                break;
            }
            i -= a[axis] * out[axis];
            j -= b[axis] * out[axis];
            index[axis] = 0;
        }
    }
}

/// `f` over two broadcast inputs; `out` comes from [`shape_of`].
pub(crate) fn zip<A: Clone, B: Clone, T>(
    (a, a_shape): (&[A], &[usize]),
    (b, b_shape): (&[B], &[usize]),
    out: &[usize],
    f: impl Fn(&A, &B) -> T,
) -> Vec<T> {
    if a_shape == b_shape && a_shape == out {
        return a.iter().zip(b).map(|(x, y)| f(x, y)).collect();
    }
    if let ([y], true) = (b, a_shape == out) {
        return a.iter().map(|x| f(x, y)).collect();
    }
    if let ([x], true) = (a, b_shape == out) {
        return b.iter().map(|y| f(x, y)).collect();
    }
    let len: usize = out.iter().product();
    let mut result = Vec::with_capacity(len);
    if len == 0 {
        return result;
    }
    let (sa, sb) = (strides(a_shape, out), strides(b_shape, out));
    let width = out.last().copied().unwrap_or(1);
    let (ia, ib) = (sa.last().copied().unwrap_or(0), sb.last().copied().unwrap_or(0));
    each_row(out, &sa, &sb, |i, j| match (ia, ib) {
        (1, 1) => result.extend(a[i..i + width].iter().zip(&b[j..j + width]).map(|(x, y)| f(x, y))),
        (1, _) => result.extend(a[i..i + width].iter().map(|x| f(x, &b[j]))),
        (_, 1) => result.extend(b[j..j + width].iter().map(|y| f(&a[i], y))),
        _ => result.extend((0..width).map(|k| f(&a[i + k * ia], &b[j + k * ib]))),
    });
    result
}

/// Positions in `shape` that each element of `out` reads.
pub(crate) fn positions(shape: &[usize], out: &[usize]) -> Vec<usize> {
    let all: Vec<usize> = (0..shape.iter().product()).collect();
    let nothing: [(); 1] = [()];
    zip((&all, shape), (&nothing, &[]), out, |&i, ()| i)
}
