//! One type for both places where charts are drawn, so that each chart is
//! compiled once: half of the code in a wasm file that has to be small.

use plotters::prelude::{DrawingBackend, SVGBackend};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind};
use plotters_canvas::CanvasBackend;

/// The canvas of the page, or a document to save.
pub enum Backend<'a> {
    /// On screen.
    Canvas(CanvasBackend),
    /// To save.
    Svg(SVGBackend<'a>),
}

/// What went wrong, in the words of the backend.
#[derive(Debug)]
pub struct BackendError(String);

impl std::fmt::Display for BackendError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BackendError {}

type Drawn = Result<(), DrawingErrorKind<BackendError>>;

fn told<E: std::error::Error + Send + Sync>(end: Result<(), DrawingErrorKind<E>>) -> Drawn {
    end.map_err(|error| DrawingErrorKind::DrawingError(BackendError(error.to_string())))
}

macro_rules! both {
    ($self:ident, $backend:ident => $call:expr) => {
        match $self {
            Self::Canvas($backend) => told($call),
            Self::Svg($backend) => told($call),
        }
    };
}

impl DrawingBackend for Backend<'_> {
    type ErrorType = BackendError;

    fn get_size(&self) -> (u32, u32) {
        match self {
            Self::Canvas(backend) => backend.get_size(),
            Self::Svg(backend) => backend.get_size(),
        }
    }

    fn ensure_prepared(&mut self) -> Drawn {
        both!(self, backend => backend.ensure_prepared())
    }

    fn present(&mut self) -> Drawn {
        both!(self, backend => backend.present())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        both!(self, backend => backend.draw_pixel(point, color))
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        both!(self, backend => backend.draw_line(from, to, style))
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, fill: bool) -> Drawn {
        both!(self, backend => backend.draw_rect(a, b, style, fill))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        both!(self, backend => backend.draw_path(path, style))
    }

    fn draw_circle<S: BackendStyle>(&mut self, center: BackendCoord, radius: u32, style: &S, fill: bool) -> Drawn {
        both!(self, backend => backend.draw_circle(center, radius, style, fill))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        both!(self, backend => backend.fill_polygon(path, style))
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Drawn {
        both!(self, backend => backend.draw_text(text, style, at))
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<BackendError>> {
        let told = |text: String| DrawingErrorKind::DrawingError(BackendError(text));
        match self {
            Self::Canvas(backend) => backend.estimate_text_size(text, style).map_err(|e| told(e.to_string())),
            Self::Svg(backend) => backend.estimate_text_size(text, style).map_err(|e| told(e.to_string())),
        }
    }
}
