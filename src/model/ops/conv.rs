//! Conv and the pools, in one, two or three spatial axes: patches laid out as
//! rows, then one matrix product.

use super::super::error::OpError;
use super::super::limits;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{DType, Tensor, volume};
use super::gemm::Packed;

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

/// For each window place and kernel place along one axis: the input place.
fn reads(a: &Axis) -> Vec<Option<usize>> {
    let mut out = Vec::with_capacity(a.output * a.kernel);
    for o in 0..a.output {
        for k in 0..a.kernel {
            let at = (o * a.stride + k * a.dilation) as i64 - a.before;
            out.push(usize::try_from(at).ok().filter(|&at| at < a.input));
        }
    }
    out
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
    let known = match def.constant(1) {
        Some(w) => Some(pack(w, groups)?),
        None => None,
    };
    Ok(Box::new(move |args: Args| {
        let (x, w) = (args.tensor(0)?, args.tensor(1)?);
        if x.dtype != DType::F32 && x.dtype != DType::F64 {
            return Err(OpError::Type(format!("floats expected, {:?} given", x.dtype)));
        }
        let fresh;
        let packed = match &known {
            Some(p) => p,
            None => {
                fresh = pack(w, groups)?;
                &fresh
            }
        };
        let bias = match args.optional(2)? {
            Some(b) => Some(b.to_f32()?.into_owned()),
            None => None,
        };
        let out = convolve(x, &w.shape, packed, groups, &window, bias.as_deref())?;
        one(if x.dtype == DType::F64 { super::cast::convert(out, DType::F64)? } else { out })
    }))
}

/// Weights `[out, in / groups, kernel...]`, one packed matrix a group.
fn pack(w: &Tensor, groups: usize) -> Result<Vec<Packed>, OpError> {
    let outputs = w.shape.first().copied().unwrap_or(0);
    if w.rank() < 3 || outputs % groups != 0 || outputs == 0 {
        return Err(OpError::Shape(format!("weights of {:?} in {groups} groups", w.shape)));
    }
    let depth = w.len() / outputs;
    let each = outputs / groups;
    let v = w.to_f32()?;
    // The group's rows are `each` outputs of `depth` numbers.
    Ok((0..groups).map(|g| Packed::new(depth, each, |k, j| v[(g * each + j) * depth + k])).collect())
}

/// Bytes of patches laid out at once.
const PATCHES: usize = 1 << 18;

fn convolve(
    x: &Tensor,
    weights: &[usize],
    packed: &[Packed],
    groups: usize,
    window: &Window,
    bias: Option<&[f32]>,
) -> Result<Tensor, OpError> {
    let (&[n, channels, ref spatial @ ..], &[outputs, depth, ref kernel @ ..]) = (x.shape.as_slice(), weights) else {
        return Err(OpError::Shape(format!("{:?} with weights of {weights:?}", x.shape)));
    };
    if depth * groups != channels || bias.is_some_and(|b| b.len() != outputs) {
        return Err(OpError::Shape(format!("{channels} channels with weights of {weights:?} in {groups} groups")));
    }
    let axes = window.axes(kernel, spatial)?;
    let mut shape = vec![n, outputs];
    shape.extend(axes.iter().map(|a| a.output));
    let mut out = vec![0f32; volume(&shape)?];
    let a = three(&axes);
    let maps = [reads(&a[0]), reads(&a[1]), reads(&a[2])];
    let places: usize = a.iter().map(|a| a.output).product();
    let taps: usize = a.iter().map(|a| a.kernel).product();
    let plane: usize = a.iter().map(|a| a.input).product();
    let (row, each) = (depth * taps, outputs / groups);
    limits::spend((out.len() as u64).saturating_mul(row as u64) >> 16)?;
    if out.is_empty() || row == 0 {
        return Tensor::f32(shape, out);
    }
    let x = x.to_f32()?;
    let rows = (PATCHES / (row * 4)).clamp(8, 4096).min(places);
    let mut patches = vec![0f32; volume(&[rows, row])?];
    let mut product = vec![0f32; volume(&[rows, each])?];
    for case in 0..n {
        for (g, weights) in packed.iter().enumerate() {
            let input = &x[(case * channels + g * depth) * plane..][..depth * plane];
            let output = &mut out[(case * outputs + g * each) * places..][..each * places];
            let bias = bias.map(|b| &b[g * each..(g + 1) * each]);
            for from in (0..places).step_by(rows) {
                let count = rows.min(places - from);
                lay_out(input, &a, &maps, (from, count), (depth, plane, row), &mut patches);
                weights.multiply(&patches[..count * row], bias, &mut product[..count * each]);
                // [place, channel] to [channel, place]
                for (j, channel) in output.chunks_exact_mut(places).enumerate() {
                    for (i, o) in channel[from..from + count].iter_mut().enumerate() {
                        *o = product[i * each + j];
                    }
                }
            }
        }
    }
    Tensor::f32(shape, out)
}

/// Copies the window at each place into one row: channel, then kernel place.
fn lay_out(
    input: &[f32],
    a: &[Axis; 3],
    maps: &[Vec<Option<usize>>; 3],
    (from, count): (usize, usize),
    (depth, plane, row): (usize, usize, usize),
    patches: &mut [f32],
) {
    let (ow, oh) = (a[2].output, a[1].output);
    for (i, patch) in patches.chunks_exact_mut(row).take(count).enumerate() {
        let place = from + i;
        let (z, y, x) = (place / (oh * ow), place / ow % oh, place % ow);
        // Each map holds `output * kernel` entries of places within the input.
        let zs = &maps[0][z * a[0].kernel..(z + 1) * a[0].kernel];
        let ys = &maps[1][y * a[1].kernel..(y + 1) * a[1].kernel];
        let xs = &maps[2][x * a[2].kernel..(x + 1) * a[2].kernel];
        let whole = match (xs.first(), xs.last()) {
            (Some(Some(first)), Some(Some(last))) if last - first + 1 == xs.len() => Some(*first),
            _ => None,
        };
        let mut slots = patch.iter_mut();
        for c in 0..depth {
            let image = &input[c * plane..(c + 1) * plane];
            for z in zs {
                for y in ys {
                    let line = z.zip(*y).map(|(z, y)| &image[(z * a[1].input + y) * a[2].input..][..a[2].input]);
                    match (line, whole) {
                        (Some(line), Some(first)) => {
                            slots.by_ref().zip(&line[first..first + xs.len()]).for_each(|(s, v)| *s = *v);
                        }
                        (Some(line), None) => {
                            slots.by_ref().zip(xs).for_each(|(s, x)| *s = x.map_or(0.0, |x| line[x]));
                        }
                        (None, _) => slots.by_ref().take(xs.len()).for_each(|s| *s = 0.0),
                    }
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
        let maps = [reads(&a[0]), reads(&a[1]), reads(&a[2])];
        let plane: usize = a.iter().map(|a| a.input).product();
        let taps: usize = a.iter().map(|a| a.kernel).product();
        limits::spend((out.capacity() as u64).saturating_mul(taps as u64) >> 14)?;
        for image in t.to_f32()?.chunks_exact(plane.max(1)) {
            pool_image(image, &a, &maps, largest, count_pads, &mut out);
        }
        let pooled = Tensor::f32(shape, out)?;
        one(super::cast::convert(pooled, t.dtype)?)
    }))
}

fn pool_image(image: &[f32], a: &[Axis; 3], maps: &[Vec<Option<usize>>; 3], largest: bool, count_pads: bool, out: &mut Vec<f32>) {
    // How much of a window lies within the padded input, for the divisor.
    let inside = |axis: &Axis, o: usize| {
        let start = (o * axis.stride) as i64;
        (0..axis.kernel).filter(|k| start + ((k * axis.dilation) as i64) < axis.padded).count()
    };
    for z in 0..a[0].output {
        let zs = &maps[0][z * a[0].kernel..(z + 1) * a[0].kernel];
        for y in 0..a[1].output {
            let ys = &maps[1][y * a[1].kernel..(y + 1) * a[1].kernel];
            for x in 0..a[2].output {
                let xs = &maps[2][x * a[2].kernel..(x + 1) * a[2].kernel];
                let (mut top, mut sum, mut count) = (f32::NEG_INFINITY, 0f32, 0usize);
                for z in zs.iter().flatten() {
                    for y in ys.iter().flatten() {
                        // Places in the maps lie within the image.
                        let line = &image[(z * a[1].input + y) * a[2].input..][..a[2].input];
                        for x in xs.iter().flatten() {
                            let v = line[*x];
                            if v > top || v.is_nan() {
                                top = v;
                            }
                            sum += v;
                            count += 1;
                        }
                    }
                }
                out.push(if largest {
                    top
                } else {
                    let by = if count_pads { inside(&a[0], z) * inside(&a[1], y) * inside(&a[2], x) } else { count };
                    sum / by as f32
                });
            }
        }
    }
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
