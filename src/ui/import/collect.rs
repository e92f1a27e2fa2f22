//! Files from wherever someone has them: chosen, dropped, pasted.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, DataTransfer, File, FileList};
use web_sys::{FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry};

/// A file, named with its folders.
pub type Named = (String, Blob);

/// Most files of a dropped folder that are looked at.
const MOST: usize = 1_000;

/// The files of a list, as an input element or a drop has it.
pub fn of_list(list: Option<FileList>) -> Vec<Named> {
    let Some(list) = list else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.get(at)).map(|file| (name(&file), file.unchecked_into())).collect()
}

/// With its folders where a folder was chosen.
fn name(file: &File) -> String {
    let path = Reflect::get(file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
    path.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name())
}

/// What was dropped, before the browser forgets it: entries where folders may
/// be among them, else files.
pub struct Dropped {
    entries: Vec<FileSystemEntry>,
    files: Vec<Named>,
    text: String,
}

impl Dropped {
    /// Takes hold of what was dropped; to be called while the event is handled.
    pub fn of(transfer: &DataTransfer) -> Self {
        let items = transfer.items();
        let item = |at| items.get(at).and_then(|item| item.webkit_get_as_entry().ok().flatten());
        Self {
            entries: (0..items.length()).filter_map(item).collect(),
            files: of_list(transfer.files()),
            text: transfer.get_data("text/plain").unwrap_or_default(),
        }
    }

    /// All files, those in folders too. A dragged selection of cells is a table.
    pub async fn files(&self, pasted_name: &str) -> Vec<Named> {
        if !self.entries.iter().any(FileSystemEntry::is_directory) {
            return match self.files.is_empty() {
                true => of_text(&self.text, pasted_name).into_iter().collect(),
                false => self.files.clone(),
            };
        }
        let mut waiting = self.entries.clone();
        let mut files = Vec::new();
        while let Some(entry) = waiting.pop() {
            if files.len() + waiting.len() > MOST {
                break;
            }
            if entry.is_directory() {
                waiting.extend(inside(entry.unchecked_ref()).await);
            } else if let Some(file) = file(entry.unchecked_ref()).await {
                let path = entry.full_path();
                files.push((path.trim_start_matches('/').to_owned(), file));
            }
        }
        files
    }
}

/// The entries of a folder; browsers give them a hundred at a time.
async fn inside(folder: &FileSystemDirectoryEntry) -> Vec<FileSystemEntry> {
    let reader = folder.create_reader();
    let mut all = Vec::new();
    loop {
        let read =
            |done: &Function, failed: &Function| reader.read_entries_with_callback_and_callback(done, failed).is_ok();
        let some: Option<Array> = answer(read).await.and_then(|entries| entries.dyn_into().ok());
        let some = some.filter(|entries| entries.length() > 0 && all.len() < MOST);
        let Some(some) = some else { return all };
        all.extend(some.iter().map(JsValue::unchecked_into::<FileSystemEntry>));
    }
}

async fn file(entry: &FileSystemFileEntry) -> Option<Blob> {
    let read = |done: &Function, failed: &Function| {
        entry.file_with_callback_and_callback(done, failed);
        true
    };
    answer(read).await.map(JsValue::unchecked_into)
}

/// Waits for one of two callbacks; `None` for the second.
async fn answer(ask: impl Fn(&Function, &Function) -> bool) -> Option<JsValue> {
    let promise = Promise::new(&mut |done, failed| {
        if !ask(&done, &failed) {
            let _ = failed.call0(&JsValue::NULL);
        }
    });
    JsFuture::from(promise).await.ok()
}

/// A table that was copied from a spreadsheet, as a file; `None` for a text
/// that cannot be one.
pub fn of_text(text: &str, name: &str) -> Option<Named> {
    if text.trim().lines().count() < 2 {
        return None;
    }
    let options = BlobPropertyBag::new();
    options.set_type("text/plain");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options).ok()?;
    Some((name.to_owned(), blob))
}
