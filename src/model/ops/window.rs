//! Where the windows of convolutions and pools lie.

use super::super::error::OpError;
use super::super::node::NodeDef;
use super::super::tract::Dim;

/// Where windows lie along the spatial axes.
#[derive(Clone)]
pub(super) struct Window {
    pub kernel: Vec<usize>,
    pub strides: Vec<usize>,
    pub dilations: Vec<usize>,
    pads: Vec<i64>,
    auto: Auto,
    ceil: bool,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Auto {
    Explicit,
    SameUpper,
    SameLower,
    Valid,
}

/// One axis of a window for a given input length.
#[derive(Clone, Copy)]
pub(super) struct Axis {
    pub kernel: usize,
    pub stride: usize,
    pub dilation: usize,
    pub before: i64,
    pub input: usize,
    pub output: usize,
    /// Padded length, which average pools may divide by.
    pub padded: i64,
}

fn positive(def: &NodeDef, name: &'static str) -> Result<Vec<usize>, OpError> {
    def.ints(name)
        .iter()
        .map(|&v| usize::try_from(v).ok().filter(|&v| v > 0 && v < 1 << 20))
        .collect::<Option<_>>()
        .ok_or_else(|| OpError::Attribute(name, format!("{:?}", def.ints(name))))
}

impl Window {
    pub fn of(def: &NodeDef) -> Result<Self, OpError> {
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
    pub fn axes(&self, kernel: &[usize], input: &[usize]) -> Result<Vec<Axis>, OpError> {
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
pub(super) fn three(axes: &[Axis]) -> [Axis; 3] {
    let unit = Axis { kernel: 1, stride: 1, dilation: 1, before: 0, input: 1, output: 1, padded: 1 };
    let mut out = [unit; 3];
    for (to, from) in out.iter_mut().rev().zip(axes.iter().rev()) {
        *to = *from;
    }
    out
}

impl Window {
    /// How many windows there are along each axis.
    pub fn lengths(&self, kernel: &[Dim], input: &[Dim]) -> Result<Vec<Dim>, OpError> {
        let known = |dims: &[Dim]| dims.iter().copied().collect::<Option<Vec<usize>>>();
        Ok(match known(kernel).zip(known(input)) {
            Some((kernel, input)) => self.axes(&kernel, &input)?.iter().map(|a| Some(a.output)).collect(),
            None => vec![None; input.len()],
        })
    }
}
