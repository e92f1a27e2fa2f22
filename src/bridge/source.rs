//! Where the engine's files are, and its compiled module.

use super::Failure;
use js_sys::WebAssembly::Module;
use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, RequestInit, Response, Url, Worker};

/// The engine's worker script and its wasm, compiled once for all workers.
pub struct EngineSource {
    /// Address of the script: a blob, so that workers inherit the page's
    /// policy even from a host that sends no headers.
    script: String,
    module: Module,
}

impl EngineSource {
    /// Fetches and compiles the engine that the page names in
    /// `<meta name="cutpoint-engine" content="SCRIPT INTEGRITY WASM INTEGRITY">`.
    ///
    /// # Errors
    /// [`Failure::Died`] when the page names none, or a file cannot be had or
    /// is not what its integrity mark says.
    pub async fn hosted() -> Result<Self, Failure> {
        let mark = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.query_selector("meta[name='cutpoint-engine']").ok().flatten())
            .and_then(|mark| mark.get_attribute("content"))
            .ok_or_else(|| broken("the page names no engine; build it with `cargo xtask dist`"))?;
        let names: Vec<&str> = mark.split(' ').collect();
        let [script, script_mark, wasm, wasm_mark] = names[..] else {
            return Err(broken("the page names its engine incompletely"));
        };
        let (script, wasm) = futures_util::try_join!(fetch(script, script_mark), fetch(wasm, wasm_mark))?;
        let text =
            JsFuture::from(script.text().map_err(|e| broken(&said(&e)))?).await.map_err(|e| broken(&said(&e)))?;
        let compiled = js_sys::WebAssembly::compile_streaming(&Promise::resolve::<JsValue>(wasm.as_ref()));
        let module = JsFuture::from(compiled).await.map_err(|e| broken(&said(&e)))?;
        Ok(Self { script: blob_address(&text)?, module: module.unchecked_into() })
    }

    /// Starts one worker; it says when it is ready.
    pub(super) fn start(&self) -> Result<Worker, Failure> {
        let worker = Worker::new(&self.script).map_err(|error| broken(&said(&error)))?;
        worker.post_message(&self.module).map_err(|error| broken(&said(&error)))?;
        Ok(worker)
    }
}

/// Fetches a file of the page; the browser refuses one that differs from its integrity mark.
async fn fetch(file: &str, integrity: &str) -> Result<Response, Failure> {
    let window = web_sys::window().ok_or_else(|| broken("no window"))?;
    let init = RequestInit::new();
    init.set_integrity(integrity);
    let response = JsFuture::from(window.fetch_with_str_and_init(file, &init))
        .await
        .map_err(|error| broken(&format!("{file}: {}", said(&error))))?;
    Ok(response.unchecked_into())
}

fn blob_address(script: &JsValue) -> Result<String, Failure> {
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(script), &options);
    blob.and_then(|blob| Url::create_object_url_with_blob(&blob)).map_err(|error| broken(&said(&error)))
}

fn broken(detail: &str) -> Failure {
    Failure::Died(detail.to_owned())
}

/// What a thrown JavaScript value says.
pub(super) fn said(error: &JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => String::from(error.message()),
        None => error.as_string().unwrap_or_else(|| format!("{error:?}")),
    }
}
