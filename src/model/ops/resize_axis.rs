//! Which input places make an output place of Resize, along one axis.

use super::super::error::OpError;
use super::super::node::NodeDef;
use super::super::tensor::volume;
use super::resize::Wish;

/// One output place.
#[derive(Clone)]
pub(super) struct Place {
    /// Input places and their weights.
    pub taps: Vec<(usize, f64)>,
    /// Whether it reads beyond the input, where that is to be told.
    pub outside: bool,
}

enum Mode {
    Nearest,
    Linear,
    Cubic { a: f64 },
}

#[derive(PartialEq)]
enum Coordinates {
    HalfPixel,
    HalfPixelSymmetric,
    PytorchHalfPixel,
    AlignCorners,
    Asymmetric,
    TfHalfPixelForNn,
    Crop,
}

enum Nearest {
    PreferFloor,
    PreferCeil,
    Floor,
    Ceil,
}

/// The node's attributes.
pub(super) struct Rules {
    mode: Mode,
    coordinates: Coordinates,
    nearest: Nearest,
    exclude_outside: bool,
    antialias: bool,
    pub extrapolation: f64,
}

impl Rules {
    /// `old` rules are those before operator set 11.
    pub fn of(def: &NodeDef, old: bool) -> Result<Self, OpError> {
        let refused = |name: &'static str, value: &str| Err(OpError::Attribute(name, value.to_owned()));
        let mode = match def.text("mode", "nearest").as_str() {
            "nearest" => Mode::Nearest,
            "linear" | "bilinear" | "trilinear" => Mode::Linear,
            "cubic" => Mode::Cubic { a: f64::from(def.float("cubic_coeff_a", -0.75)) },
            other => return refused("mode", other),
        };
        let default = if old { "asymmetric" } else { "half_pixel" };
        let coordinates = match def.text("coordinate_transformation_mode", default).as_str() {
            "half_pixel" => Coordinates::HalfPixel,
            "half_pixel_symmetric" => Coordinates::HalfPixelSymmetric,
            "pytorch_half_pixel" => Coordinates::PytorchHalfPixel,
            "align_corners" => Coordinates::AlignCorners,
            "asymmetric" => Coordinates::Asymmetric,
            "tf_half_pixel_for_nn" => Coordinates::TfHalfPixelForNn,
            "tf_crop_and_resize" => Coordinates::Crop,
            other => return refused("coordinate_transformation_mode", other),
        };
        let nearest = match def.text("nearest_mode", if old { "floor" } else { "round_prefer_floor" }).as_str() {
            "round_prefer_floor" => Nearest::PreferFloor,
            "round_prefer_ceil" => Nearest::PreferCeil,
            "floor" => Nearest::Floor,
            "ceil" => Nearest::Ceil,
            other => return refused("nearest_mode", other),
        };
        Ok(Self {
            mode,
            coordinates,
            nearest,
            exclude_outside: def.int("exclude_outside", 0) != 0,
            antialias: def.int("antialias", 0) != 0,
            extrapolation: f64::from(def.float("extrapolation_value", 0.0)),
        })
    }

    /// All output places of an axis of `length` input places.
    pub fn places(&self, length: usize, wish: &Wish) -> Result<Vec<Place>, OpError> {
        volume(&[wish.output])?;
        if length == 0 && wish.output > 0 {
            return Err(OpError::Shape("an axis without places cannot be resized".into()));
        }
        if wish.scale <= 0.0 && wish.output > 0 {
            return Err(OpError::Value(format!("a scale of {}", wish.scale)));
        }
        Ok((0..wish.output).map(|o| self.place(o, length, wish)).collect())
    }

    fn place(&self, o: usize, length: usize, wish: &Wish) -> Place {
        let x = self.source(o as f64, length as f64, wish);
        let outside = self.coordinates == Coordinates::Crop && !(0.0..=length as f64 - 1.0).contains(&x);
        let last = length as f64 - 1.0;
        let stretched = if self.antialias { wish.scale.min(1.0) } else { 1.0 };
        let taps = match self.mode {
            Mode::Nearest => {
                let at = match self.nearest {
                    Nearest::PreferFloor => (x - 0.5).ceil(),
                    Nearest::PreferCeil => (x + 0.5).floor(),
                    Nearest::Floor => x.floor(),
                    Nearest::Ceil => x.ceil(),
                };
                vec![(at.clamp(0.0, last) as usize, 1.0)]
            }
            Mode::Linear => self.weigh(x, last, 1.0 / stretched, |d| (1.0 - (d * stretched).abs()).max(0.0)),
            Mode::Cubic { a } => self.weigh(x, last, 2.0 / stretched, |d| cubic((d * stretched).abs(), a)),
        };
        Place { taps, outside }
    }

    /// Where an output place lies in the input.
    fn source(&self, o: f64, length: f64, wish: &Wish) -> f64 {
        let (scale, output) = (wish.scale, wish.output as f64);
        match self.coordinates {
            Coordinates::HalfPixel => (o + 0.5) / scale - 0.5,
            Coordinates::HalfPixelSymmetric => {
                // The places that a scale would make, not whole ones, stay centred.
                let adjustment = output / (scale * length);
                let center = length / 2.0;
                center * (1.0 - adjustment) + (o + 0.5) / scale - 0.5
            }
            Coordinates::PytorchHalfPixel => {
                if output > 1.0 {
                    (o + 0.5) / scale - 0.5
                } else {
                    0.0
                }
            }
            Coordinates::AlignCorners => {
                if output > 1.0 {
                    o * (length - 1.0) / (output - 1.0)
                } else {
                    0.0
                }
            }
            Coordinates::Asymmetric => o / scale,
            Coordinates::TfHalfPixelForNn => (o + 0.5) / scale,
            Coordinates::Crop => {
                let (start, end) = wish.region;
                if output > 1.0 {
                    start * (length - 1.0) + o * (end - start) * (length - 1.0) / (output - 1.0)
                } else {
                    0.5 * (start + end) * (length - 1.0)
                }
            }
        }
    }

    /// Places around `x` up to `reach`, weighted by their distance. Those beyond
    /// the ends count as the last one there, or not at all.
    fn weigh(&self, x: f64, last: f64, reach: f64, weight: impl Fn(f64) -> f64) -> Vec<(usize, f64)> {
        let (from, to) = ((x - reach).floor(), (x + reach).ceil());
        let mut taps: Vec<(usize, f64)> = Vec::new();
        let mut at = from.max(-(reach + 2.0));
        while at <= to.min(last + reach + 2.0) {
            let w = weight(at - x);
            let inside = (0.0..=last).contains(&at);
            if w != 0.0 && (inside || !self.exclude_outside) {
                let place = at.clamp(0.0, last) as usize;
                match taps.iter_mut().find(|tap| tap.0 == place) {
                    Some(tap) => tap.1 += w,
                    None => taps.push((place, w)),
                }
            }
            at += 1.0;
        }
        let sum: f64 = taps.iter().map(|tap| tap.1).sum();
        if taps.is_empty() || sum == 0.0 {
            // Far outside: the nearest end.
            return vec![(x.clamp(0.0, last) as usize, 1.0)];
        }
        if self.exclude_outside || self.antialias {
            taps.iter_mut().for_each(|tap| tap.1 /= sum);
        }
        taps
    }
}

fn cubic(d: f64, a: f64) -> f64 {
    if d <= 1.0 {
        (a + 2.0) * d * d * d - (a + 3.0) * d * d + 1.0
    } else if d < 2.0 {
        a * d * d * d - 5.0 * a * d * d + 8.0 * a * d - 4.0 * a
    } else {
        0.0
    }
}
