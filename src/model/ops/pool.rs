//! MaxPool, AveragePool and their global forms.

use super::super::error::OpError;
use super::super::limits;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{Tensor, volume};
use super::super::tract::{Dim, Given};
use super::facts::Stated;
use super::lanes::{Lanes, PANEL};
use super::window::{Axis, Window, three};

/// MaxPool and AveragePool.
pub(crate) fn pool(def: &NodeDef) -> Result<Kernel, OpError> {
    let window = Window::of(def)?;
    let count_pads = def.int("count_include_pad", 0) != 0;
    let largest = def.proto.op_type == "MaxPool";
    if def.proto.output.iter().skip(1).any(|o| !o.is_empty()) {
        return Err(OpError::Unsupported("the positions of a MaxPool".into()));
    }
    Ok(Box::new(move |args: Args| {
        let t = args.tensor(0)?;
        let &[n, channels, ref spatial @ ..] = t.shape.as_slice() else {
            return Err(OpError::Shape(format!("{:?}", t.shape)));
        };
        let axes = window.axes(&window.kernel, spatial)?;
        let mut shape = vec![n, channels];
        shape.extend(axes.iter().map(|a| a.output));
        let total = volume(&shape)?;
        // A panel more, so that whole panels can be written.
        let mut out = vec![0f32; total + PANEL];
        let a = three(&axes);
        let places: usize = a.iter().map(|a| a.output).product();
        let plane: usize = a.iter().map(|a| a.input).product();
        let taps: usize = a.iter().map(|a| a.kernel).product();
        limits::spend((total as u64).saturating_mul(taps as u64) >> 16)?;
        let counts = [counts(&a[0], count_pads), counts(&a[1], count_pads), counts(&a[2], count_pads)];
        let spans = spans(&a[2]);
        for (i, image) in t.to_f32()?.chunks_exact(plane.max(1)).enumerate() {
            let out = out.get_mut(i * places..).unwrap_or_default();
            pool_image(image, &a, &spans, (!largest).then_some(&counts), out);
        }
        out.truncate(total);
        let pooled = Tensor::f32(shape, out)?;
        one(super::cast::convert(pooled, t.dtype)?)
    }))
}

/// For each window along one axis: how many of its places count.
fn counts(a: &Axis, with_pads: bool) -> Vec<usize> {
    let inside = |o: usize, k: usize| {
        let at = (o * a.stride + k * a.dilation) as i64;
        if with_pads { at < a.padded } else { at >= a.before && at - a.before < a.input as i64 }
    };
    (0..a.output).map(|o| (0..a.kernel).filter(|&k| inside(o, k)).count()).collect()
}

/// The input place that a window and kernel place read along an axis.
fn source(a: &Axis, o: usize, k: usize) -> Option<usize> {
    let at = (o * a.stride + k * a.dilation) as i64 - a.before;
    usize::try_from(at).ok().filter(|&at| at < a.input)
}

/// For each kernel place along the line: the windows that read inside (first,
/// one beyond the last), and where the first of them reads.
fn spans(a: &Axis) -> Vec<(usize, usize, usize)> {
    (0..a.kernel)
        .filter_map(|k| {
            let inside = |o: &usize| source(a, *o, k).is_some();
            let first = (0..a.output).find(inside)?;
            let last = (0..a.output).rfind(inside)?;
            Some((first, last + 1, source(a, first, k)?))
        })
        .collect()
}

/// One channel: the largest, or with `counts` the mean of each window.
fn pool_image(
    image: &[f32],
    a: &[Axis; 3],
    spans: &[(usize, usize, usize)],
    counts: Option<&[Vec<usize>; 3]>,
    mut out: &mut [f32],
) {
    let width = a[2].output;
    let max = counts.is_none();
    let halves = a[2].stride == 2 && *spans == [(0, width, 0), (0, width, 1)];
    let mut column = vec![0f32; a[2].input.next_multiple_of(2 * PANEL)];
    for z in 0..a[0].output {
        for y in 0..a[1].output {
            // Down the columns first, then along the line.
            let mut empty = true;
            for z in (0..a[0].kernel).filter_map(|k| source(&a[0], z, k)) {
                for y in (0..a[1].kernel).filter_map(|k| source(&a[1], y, k)) {
                    // source() stays within the image
                    let row = &image[(z * a[1].input + y) * a[2].input..][..a[2].input];
                    if std::mem::replace(&mut empty, false) {
                        column.iter_mut().zip(row).for_each(|(c, v)| *c = *v);
                    } else {
                        merge(&mut column, row, max);
                    }
                }
            }
            if out.len() < width + PANEL {
                return;
            }
            if halves && !empty {
                halve(&column, &mut out[..width.next_multiple_of(PANEL)], max);
            }
            let (line, rest) = out.split_at_mut(width);
            out = rest;
            if !halves || empty {
                line.fill(if max { f32::NEG_INFINITY } else { 0.0 });
            }
            if !halves && !empty {
                for &(first, last, at) in spans {
                    let windows = line[first..last].iter_mut();
                    windows.zip(column[at..].iter().step_by(a[2].stride)).for_each(|(o, v)| *o = either(*o, *v, max));
                }
            }
            if let Some([cz, cy, cx]) = counts {
                let lines = cz[z] * cy[y];
                line.iter_mut().zip(cx).for_each(|(o, c)| *o /= (lines * c) as f32);
            }
        }
    }
}

/// The larger one, where NaN wins, or the sum.
#[inline(always)]
fn either(a: f32, b: f32, max: bool) -> f32 {
    match max {
        true if b > a || b.is_nan() => b,
        true => a,
        false => a + b,
    }
}

#[inline(always)]
fn either_lanes(a: Lanes, b: Lanes, max: bool) -> Lanes {
    if max { a.larger(b) } else { a.plus(b) }
}

/// Takes a line into the columns, place by place.
fn merge(column: &mut [f32], row: &[f32], max: bool) {
    let ((rows, rest), (columns, _)) = (row.as_chunks::<PANEL>(), column.as_chunks_mut::<PANEL>());
    for (c, v) in columns.iter_mut().zip(rows) {
        *c = either_lanes(Lanes::load(c), Lanes::load(v), max).to_array();
    }
    let column = &mut column[..row.len()];
    if let (true, Some(c), Some(v)) = (max, column.last_chunk_mut::<PANEL>(), row.last_chunk::<PANEL>()) {
        // To take some places twice does not change the largest.
        *c = Lanes::load(c).larger(Lanes::load(v)).to_array();
        return;
    }
    let from = row.len() - rest.len();
    column[from..].iter_mut().zip(rest).for_each(|(c, v)| *c = either(*c, *v, max));
}

/// Windows of two, side by side; `column` is filled up to whole pairs of lanes.
fn halve(column: &[f32], line: &mut [f32], max: bool) {
    let (panels, _) = line.as_chunks_mut::<PANEL>();
    for (to, from) in panels.iter_mut().zip(column.as_chunks::<PANEL>().0.chunks_exact(2)) {
        if let [a, b] = from {
            let (even, odd) = Lanes::load(a).apart(Lanes::load(b));
            *to = either_lanes(even, odd, max).to_array();
        }
    }
}

/// What MaxPool makes.
pub(crate) fn pool_facts(def: &NodeDef, given: &Given) -> Stated {
    let x = given.at(0)?;
    let &[n, channels, ref spatial @ ..] = x.shape.as_slice() else {
        return Err(OpError::Shape("images expected".into()));
    };
    if def.outputs() > 1 {
        return Err(OpError::Unsupported("the positions of a MaxPool".into()));
    }
    let window = Window::of(def)?;
    let kernel: Vec<Dim> = window.kernel.iter().map(|&k| Some(k)).collect();
    Ok(vec![x.shaped([n, channels].into_iter().chain(window.lengths(&kernel, spatial)?).collect())])
}
