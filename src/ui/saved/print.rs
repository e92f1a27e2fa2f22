//! The fingerprint of files, read where they are.

use crate::data::fingerprint::{FileDigest, fingerprint, parts};
use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// Reads files; `None` where one cannot be read. A part at a time, so that the
/// page goes on meanwhile. The browser's own SHA-256 is missing where the page
/// is served over plain http.
pub async fn fingerprint_of(files: &[Blob]) -> Option<String> {
    let mut digests = Vec::with_capacity(files.len());
    for file in files {
        let length = file.size() as u64;
        let mut digest = FileDigest::new(length);
        for part in parts(length) {
            let slice = file.slice_with_f64_and_f64(part.start as f64, part.end as f64).ok()?;
            let bytes = JsFuture::from(slice.array_buffer()).await.ok()?;
            digest.read(&Uint8Array::new(&bytes).to_vec());
        }
        digests.push(digest);
    }
    Some(fingerprint(digests))
}
