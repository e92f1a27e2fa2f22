//! ConvTranspose in one, two or three spatial axes: every input place adds its
//! kernel, scaled, to the output.

use super::super::error::OpError;
use super::super::limits;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{DType, Tensor, volume};

/// One spatial axis.
#[derive(Clone, Copy)]
struct Axis {
    input: usize,
    kernel: usize,
    stride: usize,
    dilation: usize,
    /// Places cut off at the start.
    before: i64,
    output: usize,
}

impl Axis {
    const UNIT: Self = Self { input: 1, kernel: 1, stride: 1, dilation: 1, before: 0, output: 1 };

    /// Where input place `i` puts kernel place `k`.
    fn target(&self, i: usize, k: usize) -> Option<usize> {
        let at = (i * self.stride + k * self.dilation) as i64 - self.before;
        usize::try_from(at).ok().filter(|&at| at < self.output)
    }
}

struct Attributes {
    strides: Vec<i64>,
    dilations: Vec<i64>,
    pads: Vec<i64>,
    output_padding: Vec<i64>,
    output_shape: Vec<i64>,
    auto_pad: String,
}

/// Largest value of an attribute.
const MOST: i64 = 1 << 20;

impl Attributes {
    fn of(def: &NodeDef) -> Result<Self, OpError> {
        let list = |name: &'static str, least: i64| {
            let values = def.ints(name).to_vec();
            match values.iter().all(|v| (least..MOST).contains(v)) {
                true => Ok(values),
                false => Err(OpError::Attribute(name, format!("{values:?}"))),
            }
        };
        Ok(Self {
            strides: list("strides", 1)?,
            dilations: list("dilations", 1)?,
            pads: list("pads", 0)?,
            output_padding: list("output_padding", 0)?,
            output_shape: list("output_shape", 0)?,
            auto_pad: def.text("auto_pad", "NOTSET"),
        })
    }

    /// The axis `i` of `n`, as the standard computes its padding and length.
    fn axis(&self, i: usize, n: usize, input: usize, kernel: usize) -> Result<Axis, OpError> {
        let or = |values: &[i64], default: i64| values.get(i).copied().unwrap_or(default);
        let (stride, dilation) = (or(&self.strides, 1), or(&self.dilations, 1));
        // Lengths are limited by MAX_ELEMENTS, attributes by MOST.
        let full = stride * (input as i64 - 1) + or(&self.output_padding, 0) + (kernel as i64 - 1) * dilation + 1;
        // Some exporters give the whole shape.
        let given = self.output_shape.len().checked_sub(n).and_then(|skip| self.output_shape.get(skip + i)).copied();
        let wanted = match self.auto_pad.as_str() {
            "SAME_UPPER" | "SAME_LOWER" => given.or(Some(input as i64 * stride)),
            _ => given,
        };
        let (before, after) = match wanted {
            Some(wanted) => {
                let total = (full - wanted).max(0);
                let small = total / 2;
                if self.auto_pad == "SAME_UPPER" { (small, total - small) } else { (total - small, small) }
            }
            None if self.auto_pad == "VALID" => (0, 0),
            None => (or(&self.pads, 0), self.pads.get(n + i).copied().unwrap_or(0)),
        };
        let output = wanted.unwrap_or(full - before - after);
        let output = usize::try_from(output)
            .map_err(|_| OpError::Shape(format!("a kernel of {kernel} on an axis of {input} leaves nothing")))?;
        Ok(Axis { input, kernel, stride: stride as usize, dilation: dilation as usize, before, output })
    }
}

/// ConvTranspose.
pub(crate) fn conv_transpose(def: &NodeDef) -> Result<Kernel, OpError> {
    let attributes = Attributes::of(def)?;
    let groups = usize::try_from(def.int("group", 1)).ok().filter(|&g| g > 0);
    let groups = groups.ok_or_else(|| OpError::Attribute("group", "not a positive number".into()))?;
    Ok(Box::new(move |args: Args| {
        let (x, w) = (args.tensor(0)?, args.tensor(1)?);
        let bias = match args.optional(2)? {
            Some(b) => Some(b.to_f32()?),
            None => None,
        };
        let out = spread(x, w, groups, &attributes, bias.as_deref())?;
        one(if x.dtype == DType::F64 { super::cast::convert(out, DType::F64)? } else { out })
    }))
}

fn spread(
    x: &Tensor,
    w: &Tensor,
    groups: usize,
    attributes: &Attributes,
    bias: Option<&[f32]>,
) -> Result<Tensor, OpError> {
    let bad = || OpError::Shape(format!("{:?} with weights of {:?} in {groups} groups", x.shape, w.shape));
    let (&[cases, channels, ref spatial @ ..], &[depth, each, ref kernel @ ..]) =
        (x.shape.as_slice(), w.shape.as_slice())
    else {
        return Err(bad());
    };
    let n = spatial.len();
    if depth != channels || channels % groups != 0 || kernel.len() != n || !(1..=3).contains(&n) {
        return Err(bad());
    }
    let outputs = each.checked_mul(groups).ok_or_else(bad)?;
    if bias.is_some_and(|b| b.len() != outputs) || spatial.contains(&0) || kernel.contains(&0) {
        return Err(bad());
    }
    let mut axes = [Axis::UNIT; 3];
    for (i, (&input, &kernel)) in spatial.iter().zip(kernel).enumerate() {
        // n is at most 3
        axes[3 - n + i] = attributes.axis(i, n, input, kernel)?;
    }
    let mut shape = vec![cases, outputs];
    shape.extend(axes.iter().skip(3 - n).map(|a| a.output));
    let plane: usize = spatial.iter().product();
    let taps: usize = kernel.iter().product();
    let places: usize = axes.iter().map(|a| a.output).product();
    let mut out = vec![0f32; volume(&shape)?];
    let work = (cases * channels * each) as u64 * (plane * taps) as u64;
    limits::spend(work >> 16)?;
    if out.is_empty() {
        return Tensor::f32(shape, out);
    }
    let (x, w) = (x.to_f32()?, w.to_f32()?);
    let within = channels / groups;
    for (at, channel) in out.chunks_exact_mut(places).enumerate() {
        let (case, m) = (at / outputs, at % outputs);
        channel.fill(bias.map_or(0.0, |b| b[m]));
        for c in (0..within).map(|c| m / each * within + c) {
            let image = &x[(case * channels + c) * plane..][..plane];
            let weights = &w[(c * each + m % each) * taps..][..taps];
            add(image, weights, &axes, channel);
        }
    }
    Tensor::f32(shape, out)
}

fn add(image: &[f32], weights: &[f32], [z, y, x]: &[Axis; 3], out: &mut [f32]) {
    for (line, from) in image.chunks_exact(x.input).enumerate() {
        let (iz, iy) = (line / y.input, line % y.input);
        for (row, weights) in weights.chunks_exact(x.kernel).enumerate() {
            let (Some(oz), Some(oy)) = (z.target(iz, row / y.kernel), y.target(iy, row % y.kernel)) else { continue };
            let to = &mut out[(oz * y.output + oy) * x.output..][..x.output];
            for (k, weight) in weights.iter().enumerate() {
                for (i, value) in from.iter().enumerate() {
                    if let Some(slot) = x.target(i, k).and_then(|at| to.get_mut(at)) {
                        *slot += value * weight;
                    }
                }
            }
        }
    }
}
