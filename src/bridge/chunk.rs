//! Some rows of the cases, as they go to an engine.

use super::dataset::{Dataset, js_length};
use super::recode::recoded;
use crate::protocol::ColumnHead;
use js_sys::{Array, Float64Array, Uint32Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};

/// Columns that a chunk no longer needs, for the next one. Memory that a browser
/// gives out anew for each chunk takes its main thread longer than all else in
/// the scoring of a table.
#[derive(Clone, Default)]
pub(super) struct Spares(Rc<RefCell<Vec<Float64Array>>>);

impl Spares {
    /// Keeps the columns of numbers among these.
    pub fn keep(&self, columns: impl Iterator<Item = JsValue>) {
        self.0.borrow_mut().extend(columns.filter_map(|column| column.dyn_into::<Float64Array>().ok()));
    }

    /// A copy of some rows.
    fn copy(&self, column: &Float64Array, from: u32, to: u32) -> Float64Array {
        match self.0.borrow_mut().pop().filter(|spare| spare.length() == to - from) {
            Some(spare) => {
                spare.set(&column.subarray(from, to), 0);
                spare
            }
            None => column.slice(from, to),
        }
    }
}

/// The heads of some rows' columns, and what makes their payloads.
pub(super) fn chunk(
    cases: &Dataset,
    from: usize,
    to: usize,
    spares: &Spares,
) -> (Vec<ColumnHead>, impl Fn() -> Array + use<>) {
    let mut own = Vec::new();
    let head = |(at, (head, column)): (usize, (&ColumnHead, &JsValue))| match (head, column.dyn_ref::<Uint32Array>()) {
        (ColumnHead::Text { name, dictionary }, Some(codes)) if dictionary.len() > to - from => {
            let codes = codes.subarray(js_length(from), js_length(to)).to_vec();
            let (dictionary, codes) = recoded(&codes, dictionary);
            own.push((js_length(at), codes));
            ColumnHead::Text { name: name.clone(), dictionary }
        }
        _ => head.clone(),
    };
    let heads = cases.head.columns.iter().zip(&cases.features).enumerate().map(head).collect();
    let (features, spares) = (cases.features.clone(), spares.clone());
    let payloads = move || {
        let (from, to) = (js_length(from), js_length(to));
        let copy = |column: &JsValue| match column.dyn_ref::<Float64Array>() {
            Some(numbers) => JsValue::from(spares.copy(numbers, from, to)),
            None => column.unchecked_ref::<Uint32Array>().slice(from, to).into(),
        };
        let all: Array = features.iter().map(copy).collect();
        own.iter().for_each(|(at, codes)| all.set(*at, Uint32Array::from(&codes[..]).into()));
        all
    };
    (heads, payloads)
}
