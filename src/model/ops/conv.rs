//! Conv in one, two or three spatial axes: windows are read where they lie, or
//! laid out side by side in panels, and multiplied with the weights.

use super::super::error::OpError;
use super::super::limits;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::prepare::RELU;
use super::super::tensor::{DType, Tensor, volume};
use super::super::tract::{Dim, Given};
use super::facts::Stated;
use super::gemm_panels::{LeftWeights, Right};
use super::lanes::PANEL;
use super::window::{Axis, Window, three};

/// Conv.
pub(crate) fn conv(def: &NodeDef) -> Result<Kernel, OpError> {
    let window = Window::of(def)?;
    let (groups, relu) = (groups(def)?, def.has(RELU));
    Ok(Box::new(move |args: Args| {
        let (x, w) = (args.tensor(0)?, args.tensor(1)?);
        if x.dtype != DType::F32 && x.dtype != DType::F64 {
            return Err(OpError::Type(format!("floats expected, {:?} given", x.dtype)));
        }
        let bias = match args.optional(2)? {
            Some(b) => Some(b.to_f32()?),
            None => None,
        };
        let out = convolve(x, w, groups, &window, bias.as_deref(), relu)?;
        one(if x.dtype == DType::F64 { super::cast::convert(out, DType::F64)? } else { out })
    }))
}

/// A convolution of two tensors, without its node's other inputs.
pub(super) type Plain = Box<dyn Fn(&Tensor, &Tensor) -> Result<Tensor, OpError> + Send + Sync>;

/// The convolution that a node's attributes describe, for the integer kinds.
pub(super) fn plain(def: &NodeDef) -> Result<Plain, OpError> {
    let (window, groups) = (Window::of(def)?, groups(def)?);
    Ok(Box::new(move |x, w| convolve(x, w, groups, &window, None, false)))
}

fn groups(def: &NodeDef) -> Result<usize, OpError> {
    let groups = usize::try_from(def.int("group", 1)).ok().filter(|&g| g > 0);
    groups.ok_or_else(|| OpError::Attribute("group", "not a positive number".into()))
}

/// Floats of patches laid out at once.
const PATCHES: usize = 1 << 16;

/// A convolution in 32 bits; `relu` has negative results become 0.
fn convolve(
    x: &Tensor,
    w: &Tensor,
    groups: usize,
    window: &Window,
    bias: Option<&[f32]>,
    relu: bool,
) -> Result<Tensor, OpError> {
    let bad = || OpError::Shape(format!("{:?} with weights of {:?} in {groups} groups", x.shape, w.shape));
    let (&[n, channels, ref spatial @ ..], &[outputs, depth, ref kernel @ ..]) =
        (x.shape.as_slice(), w.shape.as_slice())
    else {
        return Err(bad());
    };
    if depth.checked_mul(groups) != Some(channels) || outputs % groups != 0 || bias.is_some_and(|b| b.len() != outputs)
    {
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
    let weights: Vec<LeftWeights> = (0..groups)
        .map(|g| {
            let bias = bias.map(|b| &b[g * each..(g + 1) * each]);
            LeftWeights::new(&w[g * each * row..(g + 1) * each * row], row, bias).with_relu(relu)
        })
        .collect();
    // One panel more, for windows read beyond the end of the last line.
    let mut padded = vec![0f32; volume(&[depth, patches.plane])? + PANEL];
    let flat = a.iter().all(|a| a.stride == 1);
    let line = patches.padded[2];
    let panels = (PATCHES / (row * PANEL)).max(1);
    let mut laid = vec![0f32; if flat { 0 } else { volume(&[panels, row, PANEL])? }];
    for case in 0..n {
        for (g, weights) in weights.iter().enumerate() {
            let input = &x[(case * channels + g * depth) * plane..][..depth * plane];
            patches.pad(input, &a, &mut padded);
            let output = &mut out[(case * outputs + g * each) * places..][..each * places];
            if flat {
                // Windows lie side by side in memory: read them in place.
                for z in 0..a[0].output {
                    let input = &padded[z * patches.padded[1] * line..];
                    let right = Right::Taps { input, taps: &patches.taps, line, lines: a[1].output };
                    let square = a[1].output * a[2].output;
                    weights.multiply(right, a[2].output, output, (places, z * square));
                }
                continue;
            }
            for from in (0..places).step_by(panels * PANEL) {
                let count = (places - from).min(panels * PANEL);
                patches.lay_out(&padded, &a, from, count, &mut laid);
                weights.multiply(Right::Panels(&laid), count, output, (places, from));
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
        let length = |a: &Axis| {
            ((a.output.max(1) - 1) * a.stride + (a.kernel - 1) * a.dilation + 1).max(a.input + a.before as usize)
        };
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

/// What Conv makes.
pub(crate) fn conv_facts(def: &NodeDef, given: &Given) -> Stated {
    Ok(vec![given.at(0)?.shaped(shape(def, given, 1)?)])
}

/// Shape of a convolution whose weights are input `weights`.
pub(super) fn shape(def: &NodeDef, given: &Given, weights: usize) -> Result<Vec<Dim>, OpError> {
    let (x, w) = (given.at(0)?, given.at(weights)?);
    let (&[n, _, ref spatial @ ..], &[outputs, _, ref kernel @ ..]) = (x.shape.as_slice(), w.shape.as_slice()) else {
        return Err(OpError::Shape("images and filters expected".into()));
    };
    Ok([n, outputs].into_iter().chain(Window::of(def)?.lengths(kernel, spatial)?).collect())
}
