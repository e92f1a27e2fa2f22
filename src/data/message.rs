//! Errors, findings and reasons as Fluent messages: an id and arguments.

use serde::{Deserialize, Serialize};

use super::error::DataError;

/// Longest piece of a file that a message repeats, in characters.
const SHOWN: usize = 80;

/// A Fluent argument.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Arg {
    /// A number, for plural rules and number formats.
    Number(f64),
    /// A text: untrusted, taken from a file, never markup.
    Text(String),
}

/// Message id and arguments of any enum that serde tags with `kind`.
pub(super) fn tagged_message<T: Serialize>(prefix: &str, value: &T) -> (String, Vec<(String, Arg)>) {
    let mut id = prefix.to_owned();
    let mut args = Vec::new();
    if let Ok(serde_json::Value::Object(fields)) = serde_json::to_value(value) {
        for (name, field) in fields {
            match field {
                serde_json::Value::String(kind) if name == "kind" => id.push_str(&kind),
                serde_json::Value::String(text) => args.push((name, Arg::Text(text))),
                serde_json::Value::Number(n) => {
                    args.push((name, Arg::Number(n.as_f64().unwrap_or(0.0))));
                }
                serde_json::Value::Array(list) => {
                    let texts: Vec<&str> = list.iter().filter_map(|v| v.as_str()).collect();
                    args.push((name, Arg::Text(texts.join(", "))));
                }
                _ => {}
            }
        }
    }
    (id, args)
}

/// A piece of a file as an error shows it: short, on one line.
pub(super) fn shown(text: &str) -> String {
    let mut out: String = text.chars().take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(SHOWN).is_some() {
        out.push('…');
    }
    out
}

/// Column names as an error lists them: the first ones, each short.
pub(super) fn shown_list<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    const MOST: usize = 20;
    let mut out = Vec::new();
    for (i, name) in names.enumerate() {
        if i == MOST {
            out.push("…".to_owned());
            break;
        }
        out.push(shown(name));
    }
    out
}

impl DataError {
    /// The Fluent message id, as in `data-error-no-label`.
    pub fn id(&self) -> String {
        tagged_message("data-error-", self).0
    }

    /// The arguments of the message: the fields of the variant by name; lists
    /// are joined by commas.
    pub fn args(&self) -> Vec<(String, Arg)> {
        tagged_message("data-error-", self).1
    }
}
