//! Files of the built-in scenarios, from the page's own host.

use crate::bridge::Failure;
use crate::protocol::Problem;
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// The bytes of a file beside the page.
///
/// # Errors
/// A problem that names the file when the host does not have it or it does not arrive whole.
pub async fn fetch(path: &str) -> Result<Uint8Array, Failure> {
    let file = path.rsplit('/').next().unwrap_or(path);
    let lost = |detail: String| Failure::Problem(Problem::new("page-file-lost", detail).text("file", file));
    let response = JsFuture::from(leptos::prelude::window().fetch_with_str(path))
        .await
        .map_err(|error| lost(format!("{path}: {error:?}")))?;
    let response: Response = response.unchecked_into();
    if !response.ok() {
        let detail = format!("{path}: status {}", response.status());
        return Err(Failure::Problem(Problem::new("page-file-missing", detail).text("file", file)));
    }
    let body = response.array_buffer().map_err(|error| lost(format!("{path}: {error:?}")))?;
    let body = JsFuture::from(body).await.map_err(|error| lost(format!("{path}: {error:?}")))?;
    Ok(Uint8Array::new(body.unchecked_ref::<ArrayBuffer>()))
}
