//! Compares this room's answers with a reference runtime's, as the zoo does.
//!
//! One folder a model: `model.onnx`; `inputs.json`, a list of
//! `{name, dtype, shape, data}`; `expected.json`, `{label: {dtype, shape,
//! data}, proba: {shape, data}, classes}`. Data are row-major, `null` is NaN.

use serde_json::Value as Json;

use super::{Batch, Dictionary, Entry, ModelError, Scores, load};

/// Largest allowed difference: absolute up to 1, relative above.
pub const TOLERANCE: f64 = 1e-5;

/// How a model compares.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// Scores within [`TOLERANCE`] and labels equal.
    Passed {
        /// Largest difference of any score.
        difference: f64,
    },
    /// Another answer.
    Differs {
        /// What differs, with figures.
        what: String,
    },
    /// The file was refused or failed while scoring.
    Refused {
        /// The error in words.
        why: String,
    },
    /// The folder's own files cannot be read.
    Unreadable {
        /// Which and why.
        why: String,
    },
}

fn number(v: &Json) -> f64 {
    match v {
        Json::Bool(b) => f64::from(u8::from(*b)),
        Json::String(s) => s.parse().unwrap_or(f64::NAN),
        other => other.as_f64().unwrap_or(f64::NAN),
    }
}

fn text(v: &Json) -> String {
    match v {
        Json::String(s) => s.clone(),
        Json::Null => String::new(),
        other => other.to_string(),
    }
}

/// Reads JSON as Python writes it, where `NaN` and `Infinity` stand bare.
fn read(json: &str) -> Result<Json, String> {
    const BARE: [(&str, &str); 3] = [("NaN", "null"), ("-Infinity", "\"-inf\""), ("Infinity", "\"inf\"")];
    let mut plain = String::with_capacity(json.len());
    let mut rest = json;
    let mut quoted = false;
    while let Some(c) = rest.chars().next() {
        let word = BARE.iter().find(|(word, _)| !quoted && rest.starts_with(word));
        let skip = match (word, c) {
            (Some((word, instead)), _) => {
                plain.push_str(instead);
                word.len()
            }
            // A backslash takes the next character along, which is ASCII.
            (None, '\\') if quoted => {
                plain.push_str(rest.get(..2).unwrap_or(rest));
                2
            }
            (None, c) => {
                quoted ^= c == '"';
                plain.push(c);
                c.len_utf8()
            }
        };
        rest = rest.get(skip..).unwrap_or("");
    }
    serde_json::from_str(&plain).map_err(|e| e.to_string())
}

fn flat<'a>(v: &'a Json, out: &mut Vec<&'a Json>) {
    match v {
        Json::Array(items) => items.iter().for_each(|i| flat(i, out)),
        other => out.push(other),
    }
}

fn elements<'a>(of: &'a Json, field: &str) -> Vec<&'a Json> {
    let mut out = Vec::new();
    if let Some(v) = of.get(field) {
        flat(v, &mut out);
    }
    out
}

fn shape(of: &Json) -> Vec<usize> {
    elements(of, "shape").iter().map(|d| d.as_u64().and_then(|d| usize::try_from(d).ok()).unwrap_or(0)).collect()
}

/// A case of an input that takes dictionaries.
fn dictionary(v: &Json) -> Dictionary {
    let entry = |v: &Json| match v {
        Json::String(s) => Entry::Text(s.as_str().into()),
        other => Entry::Number(number(other)),
    };
    v.as_object().map(|o| o.iter().map(|(key, v)| (key.clone(), entry(v))).collect()).unwrap_or_default()
}

/// The batch that an `inputs.json` describes.
///
/// # Errors
/// What is missing or does not fit, in words.
pub fn read_inputs(json: &str) -> Result<Batch<'static>, String> {
    let inputs = read(json)?;
    let inputs = inputs.as_array().ok_or("inputs.json is no list")?;
    let rows = inputs.iter().filter_map(|i| shape(i).first().copied()).max().ok_or("no input has rows")?;
    let mut batch = Batch::new(rows);
    for input in inputs {
        let name = input.get("name").and_then(Json::as_str).ok_or("an input without a name")?;
        let shape = shape(input);
        let tail = shape.get(1..).unwrap_or(&[]);
        let data = elements(input, "data");
        let dtype = input.get("dtype").and_then(Json::as_str).unwrap_or("float32").to_ascii_lowercase();
        let put = if data.iter().any(|v| v.is_object()) {
            batch.put_dictionaries(name, data.iter().map(|v| dictionary(v)).collect())
        } else if dtype.contains("str") || dtype.contains("obj") || dtype.starts_with("<u") || dtype == "u" {
            batch.put_texts(name, tail, &data.iter().map(|v| text(v)).collect::<Vec<_>>())
        } else if dtype.contains("bool") {
            batch.put_flags(name, tail, data.iter().map(|v| number(v) != 0.0).collect())
        } else if dtype.contains("int") {
            batch.put_integers(
                name,
                tail,
                data.iter().map(|v| v.as_i64().unwrap_or_else(|| number(v) as i64)).collect(),
            )
        } else if dtype.contains("64") || dtype.contains("double") {
            batch.put_numbers(name, tail, data.iter().map(|v| number(v)).collect())
        } else {
            batch.put_singles(name, tail, data.iter().map(|v| number(v) as f32).collect())
        };
        put.map_err(|e| format!("input {name}: {e}"))?;
    }
    Ok(batch)
}

/// The same batch with its rows repeated in turn up to `rows`, to measure with.
///
/// # Errors
/// As [`read_inputs`].
pub fn read_inputs_repeated(json: &str, rows: usize) -> Result<Batch<'static>, String> {
    let mut inputs = read(json)?;
    for input in inputs.as_array_mut().ok_or("inputs.json is no list")? {
        let mut shape = shape(input);
        let data: Vec<Json> = elements(input, "data").into_iter().cloned().collect();
        let width = data.len().checked_div(shape.first().copied().unwrap_or(0)).unwrap_or(0);
        let repeated: Vec<Json> = data.iter().cycle().take(rows * width).cloned().collect();
        if let Some(n) = shape.first_mut() {
            *n = rows;
        }
        input["shape"] = shape.into();
        input["data"] = Json::Array(repeated);
    }
    read_inputs(&inputs.to_string())
}

/// Labels in one spelling: whole floats and truth values as whole numbers.
fn spelled(label: &str) -> String {
    match label {
        "true" | "True" => "1".into(),
        "false" | "False" => "0".into(),
        _ => label.strip_suffix(".0").unwrap_or(label).into(),
    }
}

/// For each of our columns, the expected one.
fn columns(ours: &Scores, expected: &[String]) -> Vec<usize> {
    let mine: Vec<String> = ours.classes.iter().map(|c| spelled(c)).collect();
    let by_name: Option<Vec<usize>> = mine.iter().map(|c| expected.iter().position(|e| e == c)).collect();
    match by_name {
        Some(order) if order.len() == ours.width && expected.len() == ours.width => order,
        _ => (0..ours.width).collect(),
    }
}

/// Scores of a classifier of several outputs, `[outputs, cases, classes]`, as
/// one row a case; all others as they are.
fn by_case(values: Vec<f64>, shape: &[usize], rows: usize) -> Vec<f64> {
    let &[outputs, cases, classes] = shape else { return values };
    if cases != rows || outputs == rows || values.len() != outputs * cases * classes {
        return values;
    }
    let at = |i: usize| (i % (outputs * classes) / classes * cases + i / (outputs * classes)) * classes + i % classes;
    // a permutation of the positions of `values`
    (0..values.len()).map(|i| values[at(i)]).collect()
}

fn compare(scores: &Scores, expected: &Json) -> Result<f64, String> {
    let rows = scores.values.len().checked_div(scores.width.max(1)).unwrap_or(0);
    let classes: Vec<String> = elements(expected, "classes").iter().map(|c| spelled(&text(c))).collect();
    let mut largest = 0f64;
    if let Some(proba) = expected.get("proba").filter(|p| !p.is_null()) {
        let want: Vec<f64> = elements(proba, "data").iter().map(|v| number(v)).collect();
        let want = by_case(want, &shape(proba), rows);
        if want.len() != scores.values.len() {
            return Err(format!("{} scores, expected {} of shape {:?}", scores.values.len(), want.len(), shape(proba)));
        }
        let order = columns(scores, &classes);
        for r in 0..rows {
            for (j, &e) in order.iter().enumerate() {
                // both lists hold rows * width numbers
                let (got, want) = (scores.values[r * scores.width + j], want[r * scores.width + e]);
                if got.to_bits() == want.to_bits() || (got.is_nan() && want.is_nan()) || got == want {
                    continue;
                }
                let d = (got - want).abs() / want.abs().max(1.0);
                if d.is_nan() || d > TOLERANCE {
                    return Err(format!("case {r}, column {j}: score {got}, expected {want}"));
                }
                largest = largest.max(d);
            }
        }
    }
    if let Some(label) = expected.get("label").filter(|l| !l.is_null()) {
        let want: Vec<String> = elements(label, "data").iter().map(|v| spelled(&text(v))).collect();
        let outputs = want.len().checked_div(rows).unwrap_or(1).max(1);
        let want: Vec<String> = want.chunks(outputs).map(|labels| labels.join(", ")).collect();
        if let Some(got) = &scores.labels {
            if want.len() != got.len() {
                return Err(format!("{} labels, expected {}", got.len(), want.len()));
            }
            let wrong: Vec<usize> = (0..want.len()).filter(|&i| spelled(&got[i]) != want[i]).collect();
            if let Some(&i) = wrong.first() {
                return Err(format!(
                    "{} of {} labels differ, first at case {i}: {}, expected {}",
                    wrong.len(),
                    want.len(),
                    got[i],
                    want[i]
                ));
            }
        }
    }
    Ok(largest)
}

/// Judges one model.
pub fn judge(name: &str, model: &[u8], inputs: &str, expected: &str) -> Verdict {
    let expected = match read(expected) {
        Ok(v) => v,
        Err(e) => return Verdict::Unreadable { why: format!("expected.json: {e}") },
    };
    let batch = match read_inputs(inputs) {
        Ok(b) => b,
        Err(why) => return Verdict::Unreadable { why },
    };
    let scored: Result<Scores, ModelError> = load(model, name).and_then(|m| m.score(&batch));
    match scored {
        Err(e) => Verdict::Refused { why: e.to_string() },
        Ok(scores) => match compare(&scores, &expected) {
            Ok(difference) => Verdict::Passed { difference },
            Err(what) => Verdict::Differs { what },
        },
    }
}
