//! Conv and the pools, in one, two or three spatial axes: windows laid out side
//! by side in panels, then one matrix product.

use super::super::error::OpError;
use super::super::limits;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{DType, Tensor, volume};
use super::gemm::{self, PANEL};

/// Where windows lie along the spatial axes.
#[derive(Clone)]
struct Window {
    kernel: Vec<usize>,
    strides: Vec<usize>,
    dilations: Vec<usize>,
    pads: Vec<i64>,
    auto: Auto,
    ceil: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Auto {
    Explicit,
    SameUpper,
    SameLower,
    Valid,
}

/// One axis of a window for a given input length.
#[derive(Clone, Copy)]
struct Axis {
    kernel: usize,
    stride: usize,
    dilation: usize,
    before: i64,
    input: usize,
    output: usize,
    /// Padded length, which average pools may divide by.
    padded: i64,
}

fn positive(def: &NodeDef, name: &'static str) -> Result<Vec<usize>, OpError> {
    def.ints(name)
        .iter()
        .map(|&v| usize::try_from(v).ok().filter(|&v| v > 0 && v < 1 << 20))
        .collect::<Option<_>>()
        .ok_or_else(|| OpError::Attribute(name, format!("{:?}", def.ints(name))))
}

impl Window {
    fn of(def: &NodeDef) -> Result<Self, OpError> {
        let pads = def.ints("pads").to_vec();
        if pads.iter().any(|p| !(0..1 << 20).contains(p)) {
            return Err(OpError::Attribute("pads", format!("{pads:?}")));
        }
        let auto = match def.text("auto_pad", "NOTSET").as_str() {
            "SAME_UPPER" => Auto::SameUpper,
            "SAME_LOWER" => Auto::SameLower,
            "VALID" => Auto::Valid,
            _ => Auto::Explicit,
        };
        Ok(Self {
            kernel: positive(def, "kernel_shape")?,
            strides: positive(def, "strides")?,
            dilations: positive(def, "dilations")?,
            pads,
            auto,
            ceil: def.int("ceil_mode", 0) != 0,
        })
    }

    /// The axes for an input of this spatial shape.
    fn axes(&self, kernel: &[usize], input: &[usize]) -> Result<Vec<Axis>, OpError> {
        let n = input.len();
        if kernel.len() != n || !(1..=3).contains(&n) || (!self.pads.is_empty() && self.pads.len() != 2 * n) {
            return Err(OpError::Shape(format!("a kernel of {kernel:?} on {input:?}")));
        }
        let mut axes = Vec::with_capacity(n);
        for i in 0..n {
            // kernel, input (and pads twice over) have n entries
            let (k, len) = (kernel[i], input[i] as i64);
            let stride = self.strides.get(i).copied().unwrap_or(1);
            let dilation = self.dilations.get(i).copied().unwrap_or(1);
            let reach = (k as i64 - 1) * dilation as i64 + 1;
            let s = stride as i64;
            let (before, after) = match self.auto {
                Auto::Explicit if self.pads.is_empty() => (0, 0),
                Auto::Explicit => (self.pads[i], self.pads[i + n]),
                Auto::Valid => (0, 0),
                same => {
                    let total = ((len + s - 1) / s - 1) * s + reach - len;
                    let total = total.max(0);
                    let small = total / 2;
                    if same == Auto::SameUpper { (small, total - small) } else { (total - small, small) }
                }
            };
            let padded = len + before + after;
            let room = padded - reach;
            if room < 0 {
                return Err(OpError::Shape(format!("a kernel of {kernel:?} on {input:?}")));
            }
            let mut output = room / s + 1;
            if self.ceil && room % s != 0 && (output * s) < len + before {
                // A last window may hang over, if it starts inside.
                output += 1;
            }
            axes.push(Axis { kernel: k, stride, dilation, before, input: input[i], output: output as usize, padded });
        }
        Ok(axes)
    }
}

/// Makes axes up to three by axes of length 1 in front.
fn three(axes: &[Axis]) -> [Axis; 3] {
    let unit = Axis { kernel: 1, stride: 1, dilation: 1, before: 0, input: 1, output: 1, padded: 1 };
    let mut out = [unit; 3];
    for (to, from) in out.iter_mut().rev().zip(axes.iter().rev()) {
        *to = *from;
    }
    out
}

/// Conv.
pub(crate) fn conv(def: &NodeDef) -> Result<Kernel, OpError> {
    let window = Window::of(def)?;
    let groups = usize::try_from(def.int("group", 1)).ok().filter(|&g| g > 0);
    let groups = groups.ok_or_else(|| OpError::Attribute("group", "not a positive number".into()))?;
    Ok(Box::new(move |args: Args| {
        let (x, w) = (args.tensor(0)?, args.tensor(1)?);
        if x.dtype != DType::F32 && x.dtype != DType::F64 {
            return Err(OpError::Type(format!("floats expected, {:?} given", x.dtype)));
        }
        let bias = match args.optional(2)? {
            Some(b) => Some(b.to_f32()?),
            None => None,
        };
        let out = convolve(x, w, groups, &window, bias.as_deref())?;
        one(if x.dtype == DType::F64 { super::cast::convert(out, DType::F64)? } else { out })
    }))
}

/// Floats of patches laid out at once.
const PATCHES: usize = 1 << 16;

fn convolve(x: &Tensor, w: &Tensor, groups: usize, window: &Window, bias: Option<&[f32]>) -> Result<Tensor, OpError> {
    let bad = || OpError::Shape(format!("{:?} with weights of {:?} in {groups} groups", x.shape, w.shape));
    let (&[n, channels, ref spatial @ ..], &[outputs, depth, ref kernel @ ..]) = (x.shape.as_slice(), w.shape.as_slice())
    else {
        return Err(bad());
    };
    if depth.checked_mul(groups) != Some(channels) || outputs % groups != 0 || bias.is_some_and(|b| b.len() != outputs) {
        return Err(bad());
    }
    let axes = window.axes(kernel, spatial)?;
    let mut shape = vec![n, outputs];
    shape.extend(axes.iter().map(|a| a.output));
    let mut out = vec![0f32; volume(&shape)?];
    let a = three(&axes);
    let places: usize = a.iter().map(|a| a.output).product();
    let plane: usize = a.iter().map(|a| a.input).product();
    let patches = Patches::new(&a, depth)?;
    let (row, each) = (patches.taps.len(), outputs / groups);
    limits::spend((out.len() as u64).saturating_mul(row as u64) >> 16)?;
    if out.is_empty() || row == 0 || plane == 0 {
        return Tensor::f32(shape, out);
    }
    let (x, w) = (x.to_f32()?, w.to_f32()?);
    // One panel more, for windows read beyond the end of the last line.
    let mut padded = vec![0f32; volume(&[depth, patches.plane])? + PANEL];
    let flat = a.iter().all(|a| a.stride == 1);
    let line = patches.padded[2];
    let span = (a[1].output - 1) * line + a[2].output;
    let mut lines = vec![0f32; if flat { volume(&[each, span.next_multiple_of(PANEL)])? } else { 0 }];
    let panels = (PATCHES / (row * PANEL)).max(1);
    let mut laid = vec![0f32; if flat { 0 } else { volume(&[panels, row, PANEL])? }];
    for case in 0..n {
        for g in 0..groups {
            let input = &x[(case * channels + g * depth) * plane..][..depth * plane];
            patches.pad(input, &a, &mut padded);
            let output = &mut out[(case * outputs + g * each) * places..][..each * places];
            let weights = &w[g * each * row..(g + 1) * each * row];
            let bias = bias.map(|b| &b[g * each..(g + 1) * each]);
            if flat {
                // Windows lie side by side in memory: read them in place, the
                // few that straddle two lines as well, and keep the others.
                for z in 0..a[0].output {
                    let input = &padded[z * patches.padded[1] * line..];
                    gemm::rows_by_taps(weights, bias, input, &patches.taps, span, &mut lines);
                    let square = a[1].output * a[2].output;
                    for (channel, from) in output.chunks_exact_mut(places).zip(lines.chunks_exact(span.next_multiple_of(PANEL))) {
                        let channel = &mut channel[z * square..(z + 1) * square];
                        for (to, from) in channel.chunks_exact_mut(a[2].output).zip(from.chunks(line)) {
                            to.copy_from_slice(&from[..to.len()]);
                        }
                    }
                }
                continue;
            }
            for from in (0..places).step_by(panels * PANEL) {
                let count = (places - from).min(panels * PANEL);
                patches.lay_out(&padded, &a, from, count, &mut laid);
                gemm::rows_by_panels(weights, bias, &laid, (row, count), output, (places, from));
            }
        }
    }
    Tensor::f32(shape, out)
}

/// How windows read a padded copy of the input.
struct Patches {
    /// Lengths of the padded axes, and their product.
    padded: [usize; 3],
    plane: usize,
    /// For each channel and kernel place: its offset from a window's start.
    taps: Vec<usize>,
}

impl Patches {
    fn new(a: &[Axis; 3], depth: usize) -> Result<Self, OpError> {
        let length = |a: &Axis| ((a.output.max(1) - 1) * a.stride + (a.kernel - 1) * a.dilation + 1).max(a.input + a.before as usize);
        let padded = [length(&a[0]), length(&a[1]), length(&a[2])];
        let plane = volume(&padded)?;
        let kernel: usize = a.iter().map(|a| a.kernel).product();
        let mut taps = Vec::with_capacity(volume(&[depth, kernel])?);
        for c in 0..depth {
            for z in 0..a[0].kernel {
                for y in 0..a[1].kernel {
                    for x in 0..a[2].kernel {
                        let line = (z * a[0].dilation * padded[1] + y * a[1].dilation) * padded[2];
                        taps.push(c * plane + line + x * a[2].dilation);
                    }
                }
            }
        }
        Ok(Self { padded, plane, taps })
    }

    /// Copies the input into the middle; what lies around it stays zero.
    fn pad(&self, input: &[f32], a: &[Axis; 3], to: &mut [f32]) {
        let (width, [_, height, depth]) = (a[2].input, [0, a[1].input, a[0].input]);
        if width == 0 {
            return;
        }
        for (i, line) in input.chunks_exact(width).enumerate() {
            let (c, z, y) = (i / (height * depth), i / height % depth, i % height);
            let row = (z + a[0].before as usize) * self.padded[1] + y + a[1].before as usize;
            let at = c * self.plane + row * self.padded[2] + a[2].before as usize;
            to[at..at + width].copy_from_slice(line);
        }
    }

    /// Lays `count` windows out in panels: tap by tap, [`PANEL`] windows side
    /// by side.
    fn lay_out(&self, input: &[f32], a: &[Axis; 3], from: usize, count: usize, to: &mut [f32]) {
        let (ow, oh) = (a[2].output, a[1].output);
        let start = |place: usize| {
            let (z, y, x) = (place / (oh * ow), place / ow % oh, place % ow);
            (z * a[0].stride * self.padded[1] + y * a[1].stride) * self.padded[2] + x * a[2].stride
        };
        for (p, panel) in to.chunks_exact_mut(self.taps.len() * PANEL).enumerate() {
            let first = p * PANEL;
            if first >= count {
                return;
            }
            let lanes = PANEL.min(count - first);
            let starts: [usize; PANEL] = std::array::from_fn(|l| if l < lanes { start(from + first + l) } else { 0 });
            // Windows side by side read neighbours as long as they stay in one line.
            let together = starts.iter().take(lanes).enumerate().all(|(l, s)| *s == starts[0] + l);
            let (chunks, _) = panel.as_chunks_mut::<PANEL>();
            for (slots, tap) in chunks.iter_mut().zip(&self.taps) {
                // The padded copy reaches as far as the last window does.
                if together && lanes == PANEL {
                    slots.copy_from_slice(&input[starts[0] + tap..][..PANEL]);
                } else {
                    slots.iter_mut().zip(&starts).take(lanes).for_each(|(s, start)| *s = input[start + tap]);
                }
            }
        }
    }
}

/// MaxPool, AveragePool, LpPool.
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
        let mut out = Vec::with_capacity(volume(&shape)?);
        let a = three(&axes);
        let plane: usize = a.iter().map(|a| a.input).product();
        let taps: usize = a.iter().map(|a| a.kernel).product();
        limits::spend((out.capacity() as u64).saturating_mul(taps as u64) >> 16)?;
        let counts = [counts(&a[0], count_pads), counts(&a[1], count_pads), counts(&a[2], count_pads)];
        let spans = spans(&a[2]);
        for image in t.to_f32()?.chunks_exact(plane.max(1)) {
            pool_image(image, &a, &spans, (!largest).then_some(&counts), &mut out);
        }
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
    out: &mut Vec<f32>,
) {
    let width = a[2].output;
    for z in 0..a[0].output {
        for y in 0..a[1].output {
            let from = out.len();
            out.resize(from + width, if counts.is_none() { f32::NEG_INFINITY } else { 0.0 });
            let line = &mut out[from..];
            for z in (0..a[0].kernel).filter_map(|k| source(&a[0], z, k)) {
                for y in (0..a[1].kernel).filter_map(|k| source(&a[1], y, k)) {
                    // source() stays within the image
                    let row = &image[(z * a[1].input + y) * a[2].input..][..a[2].input];
                    for &(first, last, at) in spans {
                        let windows = &mut line[first..last];
                        let largest = |o: f32, v: f32| if v > o || v.is_nan() { v } else { o };
                        match (counts.is_none(), a[2].stride) {
                            (true, 2) => every_second(windows, &row[at..], largest),
                            (true, stride) => gather(windows, row[at..].iter().step_by(stride), largest),
                            (false, 2) => every_second(windows, &row[at..], |o, v| o + v),
                            (false, stride) => gather(windows, row[at..].iter().step_by(stride), |o, v| o + v),
                        }
                    }
                }
            }
            if let Some([cz, cy, cx]) = counts {
                let lines = cz[z] * cy[y];
                line.iter_mut().zip(cx).for_each(|(o, c)| *o /= (lines * c) as f32);
            }
        }
    }
}

fn gather<'a>(windows: &mut [f32], reads: impl Iterator<Item = &'a f32>, f: impl Fn(f32, f32) -> f32) {
    windows.iter_mut().zip(reads).for_each(|(o, v)| *o = f(*o, *v));
}

/// [`gather`] with stride 2, in a form that becomes vector code.
fn every_second(windows: &mut [f32], row: &[f32], f: impl Fn(f32, f32) -> f32) {
    let (pairs, rest) = row.as_chunks::<2>();
    gather(windows, pairs.iter().map(|[v, _]| v).chain(rest), f);
}

/// GlobalAveragePool and GlobalMaxPool.
pub(crate) fn global_pool(def: &NodeDef) -> Result<Kernel, OpError> {
    let largest = def.proto.op_type == "GlobalMaxPool";
    Ok(Box::new(move |args: Args| {
        let t = args.tensor(0)?;
        if t.rank() < 3 {
            return Err(OpError::Shape(format!("{:?}", t.shape)));
        }
        let plane: usize = t.shape.iter().skip(2).product();
        let mut shape = t.shape.clone();
        shape.iter_mut().skip(2).for_each(|d| *d = 1);
        let x = t.to_f64()?;
        let out = x.chunks_exact(plane.max(1)).map(|image| {
            if largest {
                image.iter().copied().fold(f64::NEG_INFINITY, |a, b| if a.is_nan() || a > b { a } else { b })
            } else {
                image.iter().sum::<f64>() / plane as f64
            }
        });
        one(Tensor::float(t.dtype, shape, out.collect())?)
    }))
}
