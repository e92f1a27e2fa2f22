//! The engine as a web worker: turns messages into calls of [`cutpoint::engine::Engine`] and back.

#![cfg_attr(not(target_arch = "wasm32"), allow(unused))]

use cutpoint::engine::Engine;
use cutpoint::protocol::{Answer, FileBytes, FileSource, FromEngine, Payload, Problem, ToEngine, decode, encode};
use js_sys::{Array, Float64Array, Object, Reflect, Uint8Array, Uint32Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = postMessage)]
    fn post_message(message: &JsValue, transfer: &Array);

    #[derive(Clone)]
    type Blob;
    #[wasm_bindgen(method, getter)]
    fn size(this: &Blob) -> f64;
    #[wasm_bindgen(method)]
    fn slice(this: &Blob, from: f64, to: f64) -> Blob;

    type FileReaderSync;
    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<FileReaderSync, JsValue>;
    #[wasm_bindgen(method, catch, js_name = readAsArrayBuffer)]
    fn read_as_array_buffer(this: &FileReaderSync, blob: &Blob) -> Result<JsValue, JsValue>;
}

thread_local! {
    static ENGINE: RefCell<Engine> = RefCell::new(Engine::default());
}

fn main() {
    std::panic::set_hook(Box::new(|info| {
        say(&FromEngine::Died { detail: info.to_string() }, Vec::new(), Form::Bytes, None)
    }));
    let listen = Closure::<dyn FnMut(JsValue)>::new(|event: JsValue| answer(&event));
    // Setting a property of the worker's own global object cannot fail.
    let _ = Reflect::set(&js_sys::global(), &"onmessage".into(), listen.as_ref());
    listen.forget();
    say(&FromEngine::Ready, Vec::new(), Form::Bytes, None);
}

/// How a message is written: the page's way, or as JSON for programs that are
/// not made of the same source, such as the benchmarks. An answer has the form
/// of its question.
#[derive(Clone, Copy)]
enum Form {
    Bytes,
    Text,
}

/// What came with a message event.
struct Letter {
    message: ToEngine,
    payloads: Vec<Payload>,
    /// What the payloads were copied from.
    buffers: Array,
    form: Form,
}

fn answer(event: &JsValue) {
    let Some(Letter { message: ToEngine { id, request }, payloads, buffers, form }) = read(event) else { return };
    let progress = &mut |done: f32| say(&FromEngine::Progress { id, done }, Vec::new(), form, None);
    let result = ENGINE.with(|engine| match engine.try_borrow_mut() {
        Ok(mut engine) => engine.handle(request, payloads, progress),
        Err(_) => Err(Problem::new("engine-busy", "the engine was asked two things at once")),
    });
    match result {
        Ok((answer, payloads)) => {
            // Fresh memory for each chunk would cost the page more than all else that it does meanwhile.
            let spare = matches!(answer, Answer::Scores { .. }).then_some(buffers);
            say(&FromEngine::Done { id, answer }, payloads, form, spare);
        }
        Err(problem) => say(&FromEngine::Failed { id, problem }, Vec::new(), form, None),
    }
}

/// The request in a message event; `None` for anything that the page did not send.
fn read(event: &JsValue) -> Option<Letter> {
    let data = Reflect::get(event, &"data".into()).ok()?;
    let get = |name: &str| Reflect::get(&data, &name.into()).ok();
    let (message, form) = match get("bytes").and_then(|bytes| bytes.dyn_into::<Uint8Array>().ok()) {
        Some(bytes) => (decode(&bytes.to_vec())?, Form::Bytes),
        None => (serde_json::from_str(&get("text")?.as_string()?).ok()?, Form::Text),
    };
    let buffers: Array = get("buffers")?.dyn_into().ok()?;
    let payloads = buffers.iter().map(|buffer| payload(&buffer)).collect::<Option<Vec<_>>>()?;
    Some(Letter { message, payloads, buffers, form })
}

fn payload(buffer: &JsValue) -> Option<Payload> {
    if let Some(array) = buffer.dyn_ref::<Uint8Array>() {
        return Some(Payload::U8(array.to_vec()));
    }
    if let Some(array) = buffer.dyn_ref::<Uint32Array>() {
        return Some(Payload::U32(array.to_vec()));
    }
    if let Some(blob) = buffer.dyn_ref::<Blob>() {
        return Some(Payload::File(FileSource(Rc::new(File(blob.clone())))));
    }
    buffer.dyn_ref::<Float64Array>().map(|array| Payload::F64(array.to_vec()))
}

/// A file of the page, read piece by piece; only workers may wait for it.
struct File(Blob);

impl FileBytes for File {
    fn size(&self) -> u64 {
        self.0.size() as u64
    }

    fn read(&self, from: u64, to: u64) -> Result<Vec<u8>, String> {
        let said = |error: JsValue| match error.dyn_ref::<js_sys::Error>() {
            Some(error) => String::from(error.message()),
            None => format!("{error:?}"),
        };
        let reader = FileReaderSync::new().map_err(said)?;
        let buffer = reader.read_as_array_buffer(&self.0.slice(from as f64, to as f64)).map_err(said)?;
        Ok(Uint8Array::new(&buffer).to_vec())
    }
}

fn say(message: &FromEngine, payloads: Vec<Payload>, form: Form, spare: Option<Array>) {
    let (buffers, transfer) = (Array::new(), Array::new());
    for payload in payloads {
        let (array, buffer): (JsValue, JsValue) = match payload {
            Payload::U8(values) => with_buffer(Uint8Array::from(&values[..]), Uint8Array::buffer),
            Payload::U32(values) => with_buffer(Uint32Array::from(&values[..]), Uint32Array::buffer),
            Payload::F64(values) => with_buffer(Float64Array::from(&values[..]), Float64Array::buffer),
            // Engines send no files.
            Payload::File(_) => continue,
        };
        buffers.push(&array);
        transfer.push(&buffer);
    }
    for column in spare.iter().flat_map(Array::iter) {
        if let Some(column) = column.dyn_ref::<Float64Array>() {
            buffers.push(column);
            transfer.push(&column.buffer());
        }
    }
    let envelope = Object::new();
    let (name, said) = match form {
        Form::Bytes => ("bytes", Uint8Array::from(&encode(message)[..]).into()),
        // The protocol's types hold nothing that JSON cannot: numbers that are not finite travel as payloads.
        Form::Text => ("text", serde_json::to_string(message).unwrap_or_default().into()),
    };
    let _ = Reflect::set(&envelope, &name.into(), &said);
    let _ = Reflect::set(&envelope, &"buffers".into(), &buffers);
    post_message(&envelope, &transfer);
}

fn with_buffer<A: Into<JsValue>>(array: A, buffer: impl Fn(&A) -> js_sys::ArrayBuffer) -> (JsValue, JsValue) {
    let buffer = buffer(&array).into();
    (array.into(), buffer)
}
