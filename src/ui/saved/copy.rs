//! A scenario that comes with the page, as one's own.

use super::new_id;
use crate::bridge::Failure;
use crate::data::scenario::{Scenario, read_scenario};
use crate::protocol::Problem;
use crate::ui::fetch::fetch;
use js_sys::Array;
use web_sys::Blob;

/// Copies a scenario that comes with the page, with its files; `word` marks the title.
///
/// # Errors
/// A file that does not arrive.
pub async fn copy_built_in(id: &str, word: &str) -> Result<(Scenario, Vec<(String, Blob)>), Failure> {
    let folder = format!("scenarios/{id}");
    let bytes = fetch(&format!("{folder}/scenario.json")).await?;
    let mut scenario = read_scenario(&bytes.to_vec())
        .map_err(|error| Failure::Problem(Problem::new("engine-misunderstood", error.to_string())))?;
    let mut files = Vec::new();
    for file in scenario.models.iter().map(|model| &model.file).chain([&scenario.cases]) {
        let bytes = fetch(&format!("{folder}/{file}")).await?;
        let blob = Blob::new_with_u8_array_sequence(&Array::of1(&bytes));
        files.push((file.clone(), blob.map_err(|_| Failure::Died("no memory for a copy".into()))?));
    }
    let blobs: Vec<Blob> = files.iter().map(|(_, blob)| blob.clone()).collect();
    scenario.id = new_id(&blobs).await;
    scenario.title = format!("{} ({word})", scenario.title);
    Ok((scenario, files))
}
