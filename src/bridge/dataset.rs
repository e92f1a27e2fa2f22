//! Cases as the page holds them.

use super::Failure;
use crate::data::sanity::to_other_class;
use crate::protocol::{CasesHead, ColumnHead, Problem};
use js_sys::{Array, Float64Array, Uint8Array, Uint32Array};
use wasm_bindgen::{JsCast, JsValue};

/// Cases as the page holds them: typed arrays outside the page's own memory,
/// so that a worker that dies takes nothing along.
#[derive(Clone)]
pub struct Dataset {
    /// Name of the file.
    pub file: String,
    /// What there is.
    pub head: CasesHead,
    pub(super) features: Vec<JsValue>,
    pub(super) codes: Uint32Array,
    pub(super) parts: Uint8Array,
    pub(super) weights: Option<Float64Array>,
    /// The scores that the file holds, where the scenario has no model, and the
    /// class whose scores they are.
    pub(super) scores: Option<(Float64Array, u32)>,
    /// The scores of all classes that the file holds, row after row.
    pub class_scores: Option<Float64Array>,
}

/// A value of a feature.
#[derive(Debug, Clone, PartialEq)]
pub enum FeatureValue {
    /// A number; NaN is missing.
    Number(f64),
    /// A text of the column's dictionary.
    Text(String),
}

impl Dataset {
    /// One case; `None` beyond the last one.
    pub fn case(&self, row: usize) -> Option<Vec<FeatureValue>> {
        let at = js_length(row);
        let value = |(head, column): (&ColumnHead, &JsValue)| match head {
            ColumnHead::Number { .. } => FeatureValue::Number(column.unchecked_ref::<Float64Array>().get_index(at)),
            ColumnHead::Text { dictionary, .. } => {
                let code = column.unchecked_ref::<Uint32Array>().get_index(at) as usize;
                FeatureValue::Text(dictionary.get(code).cloned().unwrap_or_default())
            }
        };
        (row < self.head.rows).then(|| self.head.columns.iter().zip(&self.features).map(value).collect())
    }

    /// A set of one case that was never seen, to be scored like the others.
    #[must_use]
    pub fn made_up(&self, values: &[FeatureValue]) -> Dataset {
        let mut head = self.head.clone();
        head.rows = 1;
        let column = |(head, value): (&mut ColumnHead, &FeatureValue)| -> JsValue {
            match (head, value) {
                (ColumnHead::Text { dictionary, .. }, FeatureValue::Text(text)) => {
                    *dictionary = vec![text.clone()];
                    Uint32Array::new_with_length(1).into()
                }
                (_, FeatureValue::Number(number)) => Float64Array::from(&[*number][..]).into(),
                (_, FeatureValue::Text(_)) => Float64Array::from(&[f64::NAN][..]).into(),
            }
        };
        let features = head.columns.iter_mut().zip(values).map(column).collect();
        Dataset {
            file: self.file.clone(),
            features,
            head,
            codes: Uint32Array::new_with_length(1),
            parts: Uint8Array::new_with_length(1),
            weights: None,
            scores: None,
            class_scores: None,
        }
    }

    /// Smallest and largest value of a column of numbers; `None` for text, and
    /// where every value is missing.
    pub fn extremes(&self, column: usize) -> Option<(f64, f64)> {
        let numbers = self.features.get(column)?.dyn_ref::<Float64Array>()?.to_vec();
        let finite = || numbers.iter().copied().filter(|number| number.is_finite());
        let (low, high) = (finite().fold(f64::INFINITY, f64::min), finite().fold(f64::NEG_INFINITY, f64::max));
        (low <= high).then_some((low, high))
    }

    /// The class of a case, as the labels write it.
    pub fn class_of(&self, row: usize) -> Option<&str> {
        self.head.classes.get(self.codes.get_index(js_length(row)) as usize).map(String::as_str)
    }

    /// Rows of the choosing set, in order, from `from` on.
    pub fn next_to_choose(&self, from: usize) -> Option<usize> {
        let choose = crate::protocol::part_code(crate::data::split::Part::Choose);
        (from..self.head.rows).find(|row| self.parts.get_index(js_length(*row)) == choose)
    }

    /// Whether a case is of the positive class.
    pub fn is_positive(&self, row: usize) -> bool {
        self.codes.get_index(js_length(row)) == self.head.positive
    }

    /// The same cases with another class as the positive one.
    #[must_use]
    pub fn with_positive(mut self, class: &str) -> Dataset {
        if let Some(code) = self.head.classes.iter().position(|name| name == class) {
            self.head.positive = u32::try_from(code).unwrap_or_default();
        }
        self
    }

    /// The scores that the file holds, as those of the positive class: those of
    /// the other of two classes are turned.
    ///
    /// # Errors
    /// A problem when they are those of another class of several.
    pub fn given_scores(&self) -> Result<Option<Float64Array>, Failure> {
        let Some((scores, class)) = &self.scores else { return Ok(None) };
        if *class == self.head.positive {
            return Ok(Some(scores.clone()));
        }
        if let Some(all) = &self.class_scores {
            let (all, classes) = (all.to_vec(), self.head.classes.len());
            let own: Vec<f64> = all.into_iter().skip(self.head.positive as usize).step_by(classes.max(1)).collect();
            return Ok(Some(Float64Array::from(&own[..])));
        }
        if self.head.classes.len() > 2 {
            let name = self.head.classes.get(*class as usize).cloned().unwrap_or_default();
            let problem = Problem::new("page-other-class", "the file holds the scores of one class only");
            return Err(Failure::Problem(problem.text("file", &self.file).text("class", name)));
        }
        let mut turned = scores.to_vec();
        to_other_class(&mut turned);
        Ok(Some(Float64Array::from(&turned[..])))
    }

    /// Copies of class codes, parts and, if any, weights.
    pub(super) fn copies(&self) -> [Option<JsValue>; 3] {
        [
            Some(self.codes.slice(0, self.codes.length()).into()),
            Some(self.parts.slice(0, self.parts.length()).into()),
            self.weights.as_ref().map(|weights| weights.slice(0, weights.length()).into()),
        ]
    }
}

pub(super) fn slice_all(columns: &[JsValue], from: usize, to: usize) -> Array {
    let (from, to) = (js_length(from), js_length(to));
    columns
        .iter()
        .map(|column| match column.dyn_ref::<Float64Array>() {
            Some(numbers) => JsValue::from(numbers.slice(from, to)),
            None => column.unchecked_ref::<Uint32Array>().slice(from, to).into(),
        })
        .collect()
}

/// Row numbers fit: a typed array of 2^32 numbers would not fit a browser.
pub(super) fn js_length(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}
