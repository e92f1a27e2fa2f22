//! Stands in for the crate `rustfft`, which tract needs for DFT and STFT.
//!
//! Cutpoint has neither operator (`src/model/tract/theirs.rs`), and refuses
//! files that use one before tract sees them, so nothing here is ever called.
//! The real crate is 0.7 MB of the engine's wasm: tract's register names every
//! operator, and the linker cannot tell that these two are never asked for.

use std::sync::Arc;

pub use {num_complex, num_traits};

use num_complex::Complex;

/// Numbers that are transformed.
pub trait FftNum: Copy + num_traits::FromPrimitive + num_traits::Signed + Sync + Send + std::fmt::Debug + 'static {}

impl<T> FftNum for T where T: Copy + num_traits::FromPrimitive + num_traits::Signed + Sync + Send + std::fmt::Debug + 'static {}

/// Which way a transform goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FftDirection {
    /// From values to frequencies.
    Forward,
    /// And back.
    Inverse,
}

/// A transform.
pub trait Fft<T: FftNum>: Send + Sync {
    /// Transforms in place.
    fn process(&self, buffer: &mut [Complex<T>]);
}

struct Nothing;

impl<T: FftNum> Fft<T> for Nothing {
    fn process(&self, _: &mut [Complex<T>]) {
        unreachable!("no operator of Cutpoint's asks for a Fourier transform")
    }
}

/// Plans transforms.
pub struct FftPlanner<T>(std::marker::PhantomData<T>);

impl<T: FftNum> FftPlanner<T> {
    /// A planner.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Self(std::marker::PhantomData)
    }

    /// A transform of `len` numbers.
    pub fn plan_fft(&mut self, _len: usize, _direction: FftDirection) -> Arc<dyn Fft<T>> {
        Arc::new(Nothing)
    }

    /// A transform of `len` numbers to frequencies.
    pub fn plan_fft_forward(&mut self, len: usize) -> Arc<dyn Fft<T>> {
        self.plan_fft(len, FftDirection::Forward)
    }
}
