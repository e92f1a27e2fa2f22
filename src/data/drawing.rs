//! Strokes of a pen to the squares that a model of small pictures takes.

use super::scenario::Picture;

/// Dots on each side of a square, as the digits of scikit-learn were made.
const DOTS: usize = 4;
/// Reach of the pen, in dots.
const PEN: f64 = 1.7;

/// The ink in each square, row by row, from `min` (none) to `max` (all dots).
/// `strokes` are runs of points in any unit; the drawing is moved to the middle
/// and scaled to fill the picture, as the training pictures were. No stroke, no
/// ink.
pub fn ink(strokes: &[Vec<(f64, f64)>], picture: &Picture) -> Vec<f64> {
    let (columns, rows) = (picture.width as usize, picture.height as usize);
    let (width, height) = (columns * DOTS, rows * DOTS);
    let mut dots = vec![false; width * height];
    for stroke in fitted(strokes, width as f64, height as f64) {
        for pair in stroke.windows(2).map(|pair| (pair.first(), pair.last())) {
            if let (Some(a), Some(b)) = pair {
                for (at, dot) in dots.iter_mut().enumerate() {
                    let place = ((at % width) as f64 + 0.5, (at / width) as f64 + 0.5);
                    *dot |= distance(place, *a, *b) <= PEN;
                }
            }
        }
    }
    let square = |at: usize| {
        let (left, top) = (at % columns * DOTS, at / columns * DOTS);
        let inside =
            (0..DOTS * DOTS).filter(|i| dots.get((top + i / DOTS) * width + left + i % DOTS).copied().unwrap_or(false));
        picture.min + (picture.max - picture.min) * inside.count() as f64 / (DOTS * DOTS) as f64
    };
    (0..columns * rows).map(square).collect()
}

/// The strokes moved and scaled into the middle; a dot becomes a short stroke.
fn fitted(strokes: &[Vec<(f64, f64)>], width: f64, height: f64) -> Vec<Vec<(f64, f64)>> {
    let points = || strokes.iter().flatten().filter(|p| p.0.is_finite() && p.1.is_finite());
    let range = |pick: fn(&(f64, f64)) -> f64| {
        points().map(pick).fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)))
    };
    let ((left, right), (top, bottom)) = (range(|p| p.0), range(|p| p.1));
    if left > right {
        return Vec::new();
    }
    let room = (width - 2.0 * PEN - 4.0, height - 2.0 * PEN);
    let scale = (room.0 / (right - left).max(1e-9)).min(room.1 / (bottom - top).max(1e-9));
    // A single dot has no size to scale by.
    let scale = if right - left < 1e-9 && bottom - top < 1e-9 { 0.0 } else { scale };
    let middle = ((left + right) / 2.0, (top + bottom) / 2.0);
    let place = |p: &(f64, f64)| (width / 2.0 + (p.0 - middle.0) * scale, height / 2.0 + (p.1 - middle.1) * scale);
    let stroke = |stroke: &Vec<(f64, f64)>| {
        let mut placed: Vec<(f64, f64)> =
            stroke.iter().filter(|p| p.0.is_finite() && p.1.is_finite()).map(place).collect();
        if let [only] = placed[..] {
            placed.push(only);
        }
        placed
    };
    strokes.iter().map(stroke).collect()
}

/// From a point to the line between two others.
fn distance(p: (f64, f64), a: (f64, f64), b: (f64, f64)) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 { (((p.0 - a.0) * dx + (p.1 - a.1) * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    (p.0 - a.0 - along * dx).hypot(p.1 - a.1 - along * dy)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture() -> Picture {
        Picture { width: 8, height: 8, min: 0.0, max: 16.0, note: String::new() }
    }

    #[test]
    fn an_upright_stroke_is_ink_in_the_middle_columns_wherever_it_was_drawn() {
        let near = ink(&[vec![(10.0, 10.0), (10.0, 90.0)]], &picture());
        let far = ink(&[vec![(500.0, 100.0), (500.0, 180.0)]], &picture());
        assert_eq!(near, far);
        assert_eq!(near.len(), 64);
        for row in near.chunks(8) {
            assert_eq!((row[0], row[7]), (0.0, 0.0));
            assert!(row[3] + row[4] > 8.0, "{row:?}");
        }
    }

    #[test]
    fn no_stroke_and_odd_points_are_no_ink() {
        assert_eq!(ink(&[], &picture()), vec![0.0; 64]);
        assert_eq!(ink(&[vec![(f64::NAN, 1.0)], vec![]], &picture()), vec![0.0; 64]);
        assert!(ink(&[vec![(3.0, 3.0)]], &picture()).iter().sum::<f64>() > 0.0);
    }
}
