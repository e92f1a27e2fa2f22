//! Files of the built-in scenarios, from the page's own host.

use crate::bridge::Failure;
use crate::protocol::Problem;
use js_sys::{ArrayBuffer, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Response};

/// The bytes of a file beside the page.
///
/// # Errors
/// A problem that names the file when the host does not have it or it does not arrive whole.
pub async fn fetch(path: &str) -> Result<Uint8Array, Failure> {
    let body = body(path, |response| response.array_buffer().map(JsCast::unchecked_into)).await?;
    Ok(Uint8Array::new(body.unchecked_ref::<ArrayBuffer>()))
}

/// A file beside the page that stays with the browser until it is read, outside the page's memory.
///
/// # Errors
/// As [`fetch`].
pub async fn fetch_file(path: &str) -> Result<Blob, Failure> {
    Ok(body(path, |response| response.blob().map(JsCast::unchecked_into)).await?.unchecked_into())
}

async fn body(path: &str, read: fn(&Response) -> Result<Promise, JsValue>) -> Result<JsValue, Failure> {
    let file = path.rsplit('/').next().unwrap_or(path);
    let lost = |error: JsValue| {
        Failure::Problem(Problem::new("page-file-lost", format!("{path}: {error:?}")).text("file", file))
    };
    let response = JsFuture::from(leptos::prelude::window().fetch_with_str(path)).await.map_err(lost)?;
    let response: Response = response.unchecked_into();
    if !response.ok() {
        let detail = format!("{path}: status {}", response.status());
        return Err(Failure::Problem(Problem::new("page-file-missing", detail).text("file", file)));
    }
    let whole = read(&response).map_err(lost)?;
    JsFuture::from(whole).await.map_err(lost)
}
