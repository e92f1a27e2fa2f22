//! What the sums over leaves mean for classes, as onnxruntime decides it.

use super::post_transform::{PostTransform, SecondColumn};

/// A sum as the ensemble's own precision holds it.
pub(super) fn rounded(single: bool, v: f64) -> f64 {
    if single { f64::from(v as f32) } else { v }
}

/// First largest score among the classes that got any.
pub(super) fn best(row: &[f64], given: &[bool], all: bool) -> usize {
    let mut best: Option<(usize, f64)> = None;
    for (i, (&s, &g)) in row.iter().zip(given).enumerate() {
        if (g || all) && best.is_none_or(|(_, top)| s > top) {
            best = Some((i, s));
        }
    }
    best.map_or(0, |(i, _)| i)
}

/// What two classes make of the sums, as onnxruntime decides it.
pub(super) struct Binary {
    /// Leaves only ever weigh one class: its sum is a score for class 1.
    pub one_class: bool,
    pub all_positive: bool,
    pub base: Vec<f32>,
    pub transform: PostTransform,
}

impl Binary {
    /// Label and the two columns.
    pub fn finish(&self, (a, given_a): (f64, bool), (b, given_b): (f64, bool), single: bool) -> (usize, [f32; 2]) {
        let plus = |x: f64, y: f32| rounded(single, x + f64::from(y));
        let (mut first, mut second) = (a, given_b.then_some(b));
        match (self.base.as_slice(), second) {
            (&[_, base], Some(_)) => {
                let score = plus(a, base);
                second = Some(score);
                first = -score;
            }
            (&[base_a, _], None) => {
                // A class without weights stays at 0, as in onnxruntime.
                second = Some(0.0);
                first = plus(first, base_a);
            }
            (&[base], _) if given_a || second.is_none() => first = plus(first, base),
            _ => {}
        }
        let scored = second.is_some() && (given_b || self.base.len() != 2);
        let score = match second {
            Some(s) if scored => s,
            _ if given_a || !self.base.is_empty() => first,
            _ => 0.0,
        };
        let (label, rule) = if self.one_class && self.all_positive {
            let logistic = self.transform == PostTransform::Logistic;
            (usize::from(score > 0.5), if logistic { SecondColumn::Opposite } else { SecondColumn::Complement })
        } else {
            (usize::from(score > 0.0), SecondColumn::Opposite)
        };
        match second {
            Some(s) => {
                let mut row = [first as f32, s as f32];
                self.transform.apply(&mut row);
                (label, row)
            }
            None => (label, self.transform.two_columns(first as f32, rule)),
        }
    }
}
