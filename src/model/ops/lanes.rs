//! Floats side by side: vector registers in wasm, arrays that become vector
//! code elsewhere.

/// Floats in one [`Lanes`].
pub(crate) const PANEL: usize = if cfg!(target_arch = "wasm32") { 8 } else { 16 };

#[cfg(target_arch = "wasm32")]
use std::arch::wasm32::{
    f32x4, f32x4_add, f32x4_extract_lane, f32x4_max, f32x4_mul, f32x4_splat, f32x4_sub, i32x4, i32x4_ge, i32x4_shuffle,
    i32x4_splat, v128, v128_and,
};

/// [`PANEL`] floats.
#[cfg(target_arch = "wasm32")]
#[derive(Clone, Copy)]
pub(crate) struct Lanes(v128, v128);

#[cfg(target_arch = "wasm32")]
impl Lanes {
    #[inline(always)]
    pub fn splat(x: f32) -> Self {
        Self(f32x4_splat(x), f32x4_splat(x))
    }

    #[inline(always)]
    pub fn load(x: &[f32; PANEL]) -> Self {
        Self(f32x4(x[0], x[1], x[2], x[3]), f32x4(x[4], x[5], x[6], x[7]))
    }

    #[inline(always)]
    pub fn to_array(self) -> [f32; PANEL] {
        let Self(a, b) = self;
        [
            f32x4_extract_lane::<0>(a),
            f32x4_extract_lane::<1>(a),
            f32x4_extract_lane::<2>(a),
            f32x4_extract_lane::<3>(a),
            f32x4_extract_lane::<0>(b),
            f32x4_extract_lane::<1>(b),
            f32x4_extract_lane::<2>(b),
            f32x4_extract_lane::<3>(b),
        ]
    }

    #[inline(always)]
    fn zip(self, other: Self, f: impl Fn(v128, v128) -> v128) -> Self {
        Self(f(self.0, other.0), f(self.1, other.1))
    }

    #[inline(always)]
    pub fn plus(self, other: Self) -> Self {
        self.zip(other, |a, b| f32x4_add(a, b))
    }

    #[inline(always)]
    pub fn minus(self, other: Self) -> Self {
        self.zip(other, |a, b| f32x4_sub(a, b))
    }

    /// The last `n` lanes; the others become zero.
    #[inline(always)]
    pub fn only_last(self, n: usize) -> Self {
        let keep = i32x4_splat(PANEL as i32 - n as i32);
        Self(v128_and(self.0, i32x4_ge(i32x4(0, 1, 2, 3), keep)), v128_and(self.1, i32x4_ge(i32x4(4, 5, 6, 7), keep)))
    }

    /// The larger of each pair of lanes; NaN wins.
    #[inline(always)]
    pub fn larger(self, other: Self) -> Self {
        self.zip(other, |a, b| f32x4_max(a, b))
    }

    /// Every second lane of both, from the first and from the second.
    #[inline(always)]
    pub fn apart(self, then: Self) -> (Self, Self) {
        (
            Self(i32x4_shuffle::<0, 2, 4, 6>(self.0, self.1), i32x4_shuffle::<0, 2, 4, 6>(then.0, then.1)),
            Self(i32x4_shuffle::<1, 3, 5, 7>(self.0, self.1), i32x4_shuffle::<1, 3, 5, 7>(then.0, then.1)),
        )
    }

    /// `self + x * w`; there is no fused form in every browser.
    #[inline(always)]
    pub fn plus_product<const FUSED: bool>(self, x: Self, w: Self) -> Self {
        self.plus(x.zip(w, |a, b| f32x4_mul(a, b)))
    }
}

/// [`PANEL`] floats.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Clone, Copy)]
pub(crate) struct Lanes([f32; PANEL]);

#[cfg(not(target_arch = "wasm32"))]
impl Lanes {
    #[inline(always)]
    pub fn splat(x: f32) -> Self {
        Self([x; PANEL])
    }

    #[inline(always)]
    pub fn load(x: &[f32; PANEL]) -> Self {
        Self(*x)
    }

    #[inline(always)]
    pub fn to_array(self) -> [f32; PANEL] {
        self.0
    }

    #[inline(always)]
    fn zip(mut self, other: Self, f: impl Fn(f32, f32) -> f32) -> Self {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a = f(*a, *b));
        self
    }

    #[inline(always)]
    pub fn minus(self, other: Self) -> Self {
        self.zip(other, |a, b| a - b)
    }

    #[inline(always)]
    pub fn plus(self, other: Self) -> Self {
        self.zip(other, |a, b| a + b)
    }

    /// The last `n` lanes; the others become zero.
    #[inline(always)]
    pub fn only_last(mut self, n: usize) -> Self {
        self.0.iter_mut().enumerate().filter(|(i, _)| i + n < PANEL).for_each(|(_, x)| *x = 0.0);
        self
    }

    /// The larger of each pair of lanes; NaN wins.
    #[inline(always)]
    pub fn larger(self, other: Self) -> Self {
        self.zip(other, |a, b| if a > b || a.is_nan() { a } else { b })
    }

    /// Every second lane of both, from the first and from the second.
    #[inline(always)]
    pub fn apart(self, then: Self) -> (Self, Self) {
        let at = |i: usize| if i < PANEL { self.0[i] } else { then.0[i - PANEL] };
        (Self(std::array::from_fn(|i| at(2 * i))), Self(std::array::from_fn(|i| at(2 * i + 1))))
    }

    /// `self + x * w`, rounded once where `FUSED` (which needs the processor's
    /// own instruction to be quick).
    #[inline(always)]
    pub fn plus_product<const FUSED: bool>(mut self, x: Self, w: Self) -> Self {
        for ((s, x), w) in self.0.iter_mut().zip(&x.0).zip(&w.0) {
            *s = if FUSED { x.mul_add(*w, *s) } else { *s + x * w };
        }
        self
    }
}

impl Lanes {
    /// Sum of all lanes, in a fixed order.
    #[inline(always)]
    pub fn sum(self) -> f32 {
        self.to_array().iter().sum()
    }
}
