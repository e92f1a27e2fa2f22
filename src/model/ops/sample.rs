//! GridSample: pictures and volumes read at places that a grid names.

use super::super::error::OpError;
use super::super::limits;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{Tensor, volume};

#[derive(Clone, Copy, PartialEq)]
enum Mode {
    Nearest,
    Linear,
    Cubic,
}

#[derive(Clone, Copy, PartialEq)]
enum Beyond {
    Zeros,
    Border,
    Reflection,
}

/// Reads places along one axis of a given length.
struct Line {
    length: f64,
    low: f64,
    high: f64,
    beyond: Beyond,
}

impl Line {
    fn new(length: usize, aligned: bool, beyond: Beyond) -> Self {
        let length = length as f64;
        let (low, high) = if aligned { (0.0, length - 1.0) } else { (-0.5, length - 0.5) };
        Self { length, low, high, beyond }
    }

    /// Mirrors a place at both ends until it lies between them.
    fn mirrored(&self, x: f64) -> f64 {
        let span = self.high - self.low;
        if span <= 0.0 {
            return 0.0;
        }
        let far = (x - self.low).rem_euclid(2.0 * span);
        self.low + if far > span { 2.0 * span - far } else { far }
    }

    /// The place that -1 to 1 names, brought inside as far as the mode asks.
    fn place(&self, at: f64) -> f64 {
        let x = self.low + (at + 1.0) / 2.0 * (self.high - self.low);
        match self.beyond {
            Beyond::Border => x.clamp(0.0, (self.length - 1.0).max(0.0)),
            Beyond::Reflection if x < self.low || x > self.high => self.mirrored(x),
            _ => x,
        }
    }

    /// The element at a whole place; `None` counts as zero.
    fn index(&self, x: f64) -> Option<usize> {
        let x = match self.beyond {
            Beyond::Border => x.clamp(0.0, (self.length - 1.0).max(0.0)),
            Beyond::Reflection if x < self.low || x > self.high => self.mirrored(x),
            _ => x,
        };
        (x >= 0.0 && x < self.length).then_some(x as usize)
    }

    /// Elements and weights that a place reads.
    fn taps(&self, x: f64, mode: Mode) -> Vec<(usize, f64)> {
        let from = x.floor();
        let t = x - from;
        let weights: &[(f64, f64)] = &match mode {
            Mode::Nearest => vec![(x.round_ties_even(), 1.0)],
            Mode::Linear => vec![(from, 1.0 - t), (from + 1.0, t)],
            Mode::Cubic => {
                // Keys' cubic convolution with -0.75, near and far from the place.
                let near = |d: f64| (1.25 * d - 2.25) * d * d + 1.0;
                let far = |d: f64| ((-0.75 * d + 3.75) * d - 6.0) * d + 3.0;
                vec![
                    (from - 1.0, far(1.0 + t)),
                    (from, near(t)),
                    (from + 1.0, near(1.0 - t)),
                    (from + 2.0, far(2.0 - t)),
                ]
            }
        };
        weights.iter().filter_map(|&(x, w)| Some((self.index(x)?, w))).collect()
    }
}

/// GridSample.
pub(crate) fn grid_sample(def: &NodeDef) -> Result<Kernel, OpError> {
    let aligned = def.int("align_corners", 0) != 0;
    let mode = match def.text("mode", "linear").as_str() {
        "nearest" => Mode::Nearest,
        "linear" | "bilinear" => Mode::Linear,
        "cubic" | "bicubic" => Mode::Cubic,
        other => return Err(OpError::Attribute("mode", other.into())),
    };
    let beyond = match def.text("padding_mode", "zeros").as_str() {
        "border" => Beyond::Border,
        "reflection" => Beyond::Reflection,
        _ => Beyond::Zeros,
    };
    Ok(Box::new(move |args: Args| {
        let (t, grid) = (args.tensor(0)?, args.tensor(1)?);
        let bad = || OpError::Shape(format!("{:?} at places of {:?}", t.shape, grid.shape));
        let (&[n, channels, ref spatial @ ..], &[cases, ref places @ .., axes]) =
            (t.shape.as_slice(), grid.shape.as_slice())
        else {
            return Err(bad());
        };
        if n != cases || axes != spatial.len() || places.len() != axes || axes == 0 {
            return Err(bad());
        }
        let mut shape = vec![n, channels];
        shape.extend(places);
        let mut out = vec![0f64; volume(&shape)?];
        let (each, plane) = (volume(places)?, volume(spatial)?);
        limits::spend((out.len() as u64).saturating_mul(4u64.pow(axes.min(8) as u32)) >> 10)?;
        let lines: Vec<Line> = spatial.iter().map(|&l| Line::new(l, aligned, beyond)).collect();
        let x = t.to_f64()?;
        for (i, at) in grid.to_f64()?.chunks_exact(axes).enumerate() {
            // Offsets and weights of all elements that this place reads; the
            // grid names the last axis first.
            let mut reads = vec![(0usize, 1f64)];
            for (line, at) in lines.iter().zip(at.iter().rev()) {
                let taps = line.taps(line.place(*at), mode);
                let length = line.length as usize;
                reads =
                    reads.iter().flat_map(|&(o, w)| taps.iter().map(move |&(k, v)| (o * length + k, w * v))).collect();
            }
            let (case, place) = (i / each.max(1), i % each.max(1));
            for c in 0..channels {
                let image = (case * channels + c) * plane;
                // offsets are below plane, places below each
                out[(case * channels + c) * each + place] = reads.iter().map(|&(o, w)| w * x[image + o]).sum();
            }
        }
        one(Tensor::float(t.dtype, shape, out)?)
    }))
}
