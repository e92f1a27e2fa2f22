//! One worker: messages in, messages out.

use super::Failure;
use super::source::{EngineSource, said};
use crate::protocol::{FromEngine, ToEngine, decode, encode};
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, Worker};

/// A running worker; dropping it ends it.
pub(super) struct Engine {
    worker: Worker,
    // Kept alive for as long as the worker may call them.
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(ErrorEvent)>,
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

impl Engine {
    /// Starts a worker whose messages go to `hear`.
    pub fn start(source: &EngineSource, hear: impl Fn(FromEngine, Array) + Clone + 'static) -> Result<Self, Failure> {
        let worker = source.start()?;
        let heard = hear.clone();
        let on_message = Closure::new(move |event: MessageEvent| match read(&event.data()) {
            Some((message, buffers)) => heard(message, buffers),
            None => heard(died("the engine said something unreadable"), Array::new()),
        });
        let on_error = Closure::new(move |event: ErrorEvent| {
            event.prevent_default();
            hear(died(&event.message()), Array::new());
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Self { worker, _on_message: on_message, _on_error: on_error })
    }

    /// Sends a request; the buffers of `payloads` (typed arrays) are moved, not
    /// copied. Files stay where they are: the engine reads them by pieces.
    pub fn post(&self, message: &ToEngine, payloads: &Array) -> Result<(), Failure> {
        let failed = |detail: String| Failure::Died(detail);
        let transfer = Array::new();
        for payload in payloads.iter() {
            let buffer = Reflect::get(&payload, &"buffer".into()).map_err(|error| failed(said(&error)))?;
            if !buffer.is_undefined() {
                transfer.push(&buffer);
            }
        }
        let envelope = Object::new();
        let set = |name: &str, value: &JsValue| Reflect::set(&envelope, &name.into(), value);
        set("bytes", &Uint8Array::from(&encode(message)[..])).map_err(|error| failed(said(&error)))?;
        set("buffers", payloads).map_err(|error| failed(said(&error)))?;
        self.worker.post_message_with_transfer(&envelope, &transfer).map_err(|error| failed(said(&error)))
    }
}

fn died(detail: &str) -> FromEngine {
    FromEngine::Died { detail: detail.to_owned() }
}

fn read(data: &JsValue) -> Option<(FromEngine, Array)> {
    let get = |name: &str| Reflect::get(data, &name.into()).ok();
    // The few lines of script that start an engine say in plain words why they could not.
    if let Some(detail) = get("died").and_then(|detail| detail.as_string()) {
        return Some((died(&detail), Array::new()));
    }
    let bytes: Uint8Array = get("bytes")?.dyn_into().ok()?;
    Some((decode(&bytes.to_vec())?, get("buffers")?.dyn_into().ok()?))
}
