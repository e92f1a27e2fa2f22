//! Files that someone brings: an engine of their own looks at them, so that
//! cancelling it stops nothing else and closing it frees its memory.

use super::dataset::Dataset;
use super::pool::{Failure, Pool, Reply};
use super::scoring::{ModelFile, dataset, unexpected};
use crate::data::scenario::Scenario;
use crate::protocol::{Answer, Checked, Found, Request, decode};
use js_sys::{Array, Uint8Array};
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

/// Open files in an engine; dropping it ends the engine.
#[derive(Clone)]
pub struct Import {
    pool: Pool,
}

/// What was found, and the files as they are kept.
pub struct Brought {
    /// What was found.
    pub found: Found,
    /// The models that can be used, in the order of [`Found::models`].
    pub models: Vec<Option<ModelFile>>,
    /// The file with the cases.
    pub cases: Blob,
}

impl Import {
    /// An engine of its own, of the same kind as the pool's.
    pub fn new(pool: &Pool) -> Self {
        Self { pool: pool.sibling(1) }
    }

    /// Opens files and says what was found.
    ///
    /// # Errors
    /// What is wrong with the files, or how the engine ended.
    pub async fn open(&self, files: Vec<(String, Blob)>, progress: impl Fn(f32) + 'static) -> Result<Brought, Failure> {
        let names = files.iter().map(|(name, _)| name.clone()).collect();
        let blobs: Vec<Blob> = files.into_iter().map(|(_, blob)| blob).collect();
        let sent = blobs.clone();
        let payloads = move || sent.iter().map(JsValue::from).collect::<Array>();
        let reply = self.pool.ask(Request::OpenFiles { names }, payloads, progress).await?;
        let found: Found = said(&reply, &Answer::Found)?;
        // After what was found.
        let bytes =
            |at: usize| reply.payloads.get(u32::try_from(at + 1).unwrap_or(u32::MAX)).dyn_into::<Uint8Array>().ok();
        let model = |(at, model): (usize, &crate::protocol::FoundModel)| {
            let bytes = bytes(at).filter(|_| model.problem.is_none())?;
            Some(ModelFile::new(&model.file, bytes))
        };
        let models = found.models.iter().enumerate().map(model).collect();
        let cases = match found.file_at.and_then(|at| blobs.get(at as usize)) {
            Some(blob) => blob.clone(),
            None => {
                let unpacked = bytes(found.models.len()).ok_or_else(unexpected)?;
                Blob::new_with_u8_array_sequence(&Array::of1(&unpacked)).map_err(|_| unexpected())?
            }
        };
        Ok(Brought { found, models, cases })
    }

    /// Asks how the files would look with a scenario.
    ///
    /// # Errors
    /// How the engine ended.
    pub async fn check(&self, scenario: Scenario, progress: impl Fn(f32) + 'static) -> Result<Checked, Failure> {
        let request = Request::Check { scenario: Box::new(scenario) };
        said(&self.pool.ask(request, Array::new, progress).await?, &Answer::Checked)
    }

    /// Makes cases of the files, which are closed by that if it can be done.
    ///
    /// # Errors
    /// What stands in the way, or how the engine ended.
    pub async fn take(&self, scenario: Scenario, progress: impl Fn(f32) + 'static) -> Result<Dataset, Failure> {
        let file = scenario.cases.clone();
        let request = Request::TakeCases { scenario: Box::new(scenario) };
        dataset(&file, self.pool.ask(request, Array::new, progress).await?)
    }

    /// Ends whatever is under way, and closes the files.
    pub fn cancel(&self) {
        self.pool.cancel();
    }
}

/// The encoded first payload of a reply that is expected to be `answer`.
fn said<T: DeserializeOwned>(reply: &Reply, answer: &Answer) -> Result<T, Failure> {
    let bytes = reply.payloads.get(0).dyn_into::<Uint8Array>().ok().filter(|_| reply.answer == *answer);
    bytes.and_then(|bytes| decode(&bytes.to_vec())).ok_or_else(unexpected)
}

/// Writes a scenario pack; also the files that carry paths of the machine on
/// which they were made, with an example each.
///
/// # Errors
/// A file that cannot be packed, or how the engine ended.
pub async fn write_pack(
    pool: &Pool,
    scenario: Scenario,
    files: Vec<(String, Blob)>,
) -> Result<(Uint8Array, Vec<(String, String)>), Failure> {
    let names = files.iter().map(|(name, _)| name.clone()).collect();
    let payloads = move || files.iter().map(|(_, blob)| JsValue::from(blob)).collect::<Array>();
    let request = Request::WritePack { scenario: Box::new(scenario), names };
    let Reply { answer, payloads } = pool.ask(request, payloads, |_| ()).await?;
    match (answer, payloads.get(0).dyn_into()) {
        (Answer::Pack { traces }, Ok(pack)) => Ok((pack, traces)),
        _ => Err(unexpected()),
    }
}
