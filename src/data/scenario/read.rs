//! Reads a scenario and checks what types cannot say.

use super::super::error::{DataError, Rule};
use super::super::message::shown;
use super::{FILE, FORMAT, FORMAT_VERSION, MAX_BYTES, MAX_LIST, MAX_TEXT, Scenario};

/// Reads and checks a scenario file.
///
/// # Errors
/// [`DataError::Json`] with line and column for what is not JSON or has the
/// wrong type, [`DataError::Field`] with the path for what cannot be meant,
/// [`DataError::Empty`] and [`DataError::TooLarge`].
pub fn read_scenario(bytes: &[u8]) -> Result<Scenario, DataError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(DataError::Empty { file: FILE.into() });
    }
    if bytes.len() > MAX_BYTES {
        return Err(DataError::TooLarge { file: FILE.into(), what: "bytes".into(), limit: MAX_BYTES as u64 });
    }
    let value: serde_json::Value = serde_json::from_slice(bytes).map_err(located)?;
    if !value.is_object() {
        // serde would take a list for the fields in order.
        let problem = "expected an object".to_owned();
        return Err(DataError::Json { file: FILE.into(), line: 1, column: 1, problem });
    }
    bounded(&value, &mut String::new())?;
    let scenario: Scenario = serde_json::from_slice(bytes).map_err(located)?;
    checked(scenario)
}

/// serde's error with the place and without the repeated position.
fn located(error: serde_json::Error) -> DataError {
    let text = error.to_string();
    let problem = text.split(" at line ").next().unwrap_or_default();
    DataError::Json {
        file: FILE.into(),
        line: error.line() as u64,
        column: error.column() as u64,
        problem: shown(problem),
    }
}

fn field(path: &str, value: &str, rule: Rule) -> DataError {
    DataError::Field { file: FILE.into(), field: shown(path), value: shown(value), rule }
}

/// Checks the length of every text and list, known or unknown.
fn bounded(value: &serde_json::Value, path: &mut String) -> Result<(), DataError> {
    use serde_json::Value;
    let depth = path.len();
    match value {
        Value::String(text) if text.chars().count() > MAX_TEXT => return Err(field(path, text, Rule::TooLong)),
        Value::Array(list) if list.len() > MAX_LIST => {
            return Err(field(path, &list.len().to_string(), Rule::TooLong));
        }
        Value::Array(list) => {
            for (i, item) in list.iter().enumerate() {
                path.push_str(&format!("[{i}]"));
                bounded(item, path)?;
                path.truncate(depth);
            }
        }
        Value::Object(fields) => {
            for (name, item) in fields {
                if depth > 0 {
                    path.push('.');
                }
                path.push_str(name);
                bounded(item, path)?;
                path.truncate(depth);
            }
        }
        _ => {}
    }
    Ok(())
}

/// Checks what types cannot say.
fn checked(scenario: Scenario) -> Result<Scenario, DataError> {
    if let Some(format) = scenario.format.as_deref().filter(|f| *f != FORMAT) {
        return Err(field("format", format, Rule::Format));
    }
    if let Some(version) = scenario.format_version.filter(|v| *v == 0 || *v > FORMAT_VERSION) {
        return Err(field("format_version", &version.to_string(), Rule::Format));
    }
    if scenario.title.trim().is_empty() {
        return Err(field("title", "\"\"", Rule::Named));
    }
    if !scenario.cases.is_empty() && !is_plain_path(&scenario.cases) {
        return Err(field("cases", &scenario.cases, Rule::PlainPath));
    }
    for (i, model) in scenario.models.iter().enumerate() {
        if !is_plain_path(&model.file) {
            return Err(field(&format!("models[{i}].file"), &model.file, Rule::PlainPath));
        }
    }
    for (i, feature) in scenario.features.iter().enumerate() {
        if feature.name.is_empty() {
            return Err(field(&format!("features[{i}].name"), "\"\"", Rule::Named));
        }
        if let (Some(min), Some(max)) = (feature.min, feature.max)
            && min > max
        {
            return Err(field(&format!("features[{i}].min"), &min.to_string(), Rule::Range));
        }
    }
    if let Some(picture) = &scenario.picture
        && u64::from(picture.width) * u64::from(picture.height) != scenario.features.len() as u64
    {
        let size = format!("{} x {}", picture.width, picture.height);
        return Err(field("picture", &size, Rule::Reference));
    }
    if let Some(class) = &scenario.positive_class
        && !scenario.classes.is_empty()
        && !scenario.classes.contains(class)
    {
        return Err(field("positive_class", class, Rule::Reference));
    }
    if let Some(id) = &scenario.default_model
        && !scenario.models.iter().any(|m| &m.id == id)
    {
        return Err(field("default_model", id, Rule::Reference));
    }
    Ok(scenario)
}

/// Whether a name stays inside the pack: relative, `/` between parts, no
/// `..`, no drive, no scheme, no query.
pub fn is_plain_path(path: &str) -> bool {
    !path.is_empty()
        && path.len() <= 255
        && !path.contains(['\\', ':', '?', '#', '%'])
        && !path.chars().any(char::is_control)
        && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}
