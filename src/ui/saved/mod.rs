//! Scenarios of one's own, kept in this browser.

mod copy;
mod list;
mod print;

use crate::bridge::{self, Failure, ModelFile, Pool, Saved, Store, StoreFailure};
use crate::data::scenario::{Scenario, read_scenario};
use crate::link::own;
use crate::protocol::Problem;
use crate::ui::open::Bundle;
use crate::ui::save::save_blob;
use js_sys::{Array, Date};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

pub use crate::link::own::PREFIX;
pub use copy::copy_built_in;
pub use list::{SavedList, SavedProblem};
pub use print::fingerprint_of;

type Files = Vec<(String, Blob)>;

/// What is kept, and what became of the last wish; cheap to copy.
#[derive(Clone, Copy)]
pub struct Saving {
    /// The kept scenarios, the newest first.
    pub list: RwSignal<Vec<Saved>>,
    /// The last thing that went well: message id, title.
    pub done: RwSignal<Option<(&'static str, String)>>,
    /// The last thing that did not.
    pub problem: RwSignal<Option<Problem>>,
    /// A pack that waits for a word, because its files name a machine.
    pub waiting: RwSignal<Option<Vec<(String, String)>>>,
    /// What was deleted last, so that it can come back.
    deleted: StoredValue<Option<(Saved, Files)>, LocalStorage>,
    pack: StoredValue<Option<(String, Blob)>, LocalStorage>,
}

impl Saving {
    /// Nothing is known yet.
    pub fn new() -> Self {
        Self {
            list: RwSignal::new(Vec::new()),
            done: RwSignal::new(None),
            problem: RwSignal::new(None),
            waiting: RwSignal::new(None),
            deleted: StoredValue::new_local(None),
            pack: StoredValue::new_local(None),
        }
    }

    /// Reads what is kept.
    pub fn read(self) {
        spawn_local(async move {
            // Where storage is forbidden, that is said when there is something to lose.
            if let Ok(store) = Store::open().await {
                self.list.set(store.list().await.unwrap_or_default());
            }
        });
    }

    /// Whether there is something to take back.
    pub fn can_undo(self) -> bool {
        self.done.with(|done| done.as_ref().is_some_and(|done| done.0 == "saved-deleted"))
    }

    /// Keeps new files with their scenario.
    pub fn keep_new(self, scenario: &Scenario, models: Files, cases: Blob) {
        let mut files = models;
        files.push((scenario.cases.clone(), cases));
        self.put(entry(scenario), Some(files), "saved-kept");
    }

    /// Keeps a changed scenario.
    pub fn keep(self, scenario: &Scenario) {
        self.put(entry(scenario), None, "saved-kept");
    }

    /// Keeps new files with their scenario, and says whether that went well.
    pub async fn keep_files(self, scenario: &Scenario, files: Files) -> bool {
        let saved = entry(scenario);
        let end = write(&saved, Some(&files)).await;
        let is_kept = end.is_ok();
        self.ended(end, "saved-kept", saved.title);
        is_kept
    }

    fn put(self, saved: Saved, files: Option<Files>, done: &'static str) {
        spawn_local(async move {
            let end = write(&saved, files.as_deref()).await;
            self.ended(end, done, saved.title);
        });
    }

    /// Deletes a scenario; [`undo`](Self::undo) brings it back.
    pub fn delete(self, saved: Saved) {
        spawn_local(async move {
            let end = async {
                let store = Store::open().await?;
                let files = in_memory(store.files(&saved.id).await?).await;
                store.delete(&saved.id).await?;
                self.deleted.set_value(Some((saved.clone(), files)));
                store.list().await
            };
            let title = saved.title.clone();
            self.ended(end.await, "saved-deleted", title);
        });
    }

    /// Brings back what was deleted last.
    pub fn undo(self) {
        if let Some((saved, files)) = self.deleted.try_update_value(Option::take).flatten() {
            self.put(saved, Some(files), "saved-back");
        }
    }

    /// Writes a pack. Where its files name the machine that made them, that is
    /// said first.
    pub fn export(self, pool: Pool, saved: Saved) {
        self.problem.set(None);
        spawn_local(async move {
            let end = async {
                let store = Store::open().await.map_err(failed)?;
                let files = store.files(&saved.id).await.map_err(failed)?;
                let scenario = parsed(&saved)?;
                crate::ui::open::with_engine(&pool).await?;
                bridge::write_pack(&pool, scenario, files).await
            };
            match end.await {
                Err(failure) => self.fail(failure),
                Ok((bytes, traces)) => {
                    let Ok(blob) = Blob::new_with_u8_array_sequence(&Array::of1(&bytes)) else { return };
                    let name = format!("{}.zip", file_name(&saved.title));
                    if traces.is_empty() {
                        save_blob(&name, &blob);
                        self.done.set(Some(("saved-exported", saved.title)));
                    } else {
                        self.pack.set_value(Some((name, blob)));
                        self.waiting.set(Some(traces));
                    }
                }
            }
        });
    }

    /// Saves the pack that waits, or lets it go.
    pub fn answer(self, save: bool) {
        self.waiting.set(None);
        let pack = self.pack.try_update_value(Option::take).flatten();
        if let Some((name, blob)) = pack.filter(|_| save) {
            save_blob(&name, &blob);
            self.done.set(Some(("saved-exported", name)));
        }
    }

    fn ended(self, end: Result<Vec<Saved>, StoreFailure>, done: &'static str, title: String) {
        match end {
            Ok(list) => {
                self.list.set(list);
                self.problem.set(None);
                self.done.set(Some((done, title)));
            }
            Err(failure) => self.fail(failed(failure)),
        }
    }

    /// Says what went wrong.
    pub fn fail(self, failure: Failure) {
        let problem = match failure {
            Failure::Problem(problem) => problem,
            Failure::Cancelled => return,
            Failure::Died(detail) => Problem::new("import-engine-lost", detail),
        };
        leptos::logging::error!("{}", problem.detail);
        self.done.set(None);
        self.problem.set(Some(problem));
    }
}

/// A new id for a scenario with these files.
pub async fn new_id(files: &[Blob]) -> String {
    own::new_id(Date::now() as u64, fingerprint_of(files).await.as_deref())
}

/// The kept scenario of that id, else the newest one with the same files: the
/// id may come with a link from elsewhere.
fn find(list: Vec<Saved>, id: &str) -> Option<Saved> {
    let same_files =
        |saved: &Saved| own::fingerprint(id).is_some() && own::fingerprint(&saved.id) == own::fingerprint(id);
    let at = list.iter().position(|saved| saved.id == id).or_else(|| list.iter().position(same_files))?;
    list.into_iter().nth(at)
}

/// Reads a kept scenario with its files; `progress` hears the share done.
///
/// # Errors
/// What storage, files or engine do not allow.
pub async fn bundle(pool: &Pool, id: &str, progress: Box<dyn Fn(f32)>) -> Result<Bundle, Failure> {
    let store = Store::open().await.map_err(failed)?;
    let list = store.list().await.map_err(failed)?;
    let gone = || Failure::Problem(Problem::new("saved-not-here", "this browser does not keep it"));
    let saved = find(list, id).ok_or_else(gone)?;
    let files = store.files(&saved.id).await.map_err(failed)?;
    let scenario = parsed(&saved)?;
    let find = |name: &str| files.iter().find(|(known, _)| known == name).map(|(_, blob)| blob.clone());
    let cases = find(&scenario.cases).ok_or_else(gone)?;
    let cases = bridge::read_file(pool, &scenario.cases, cases, scenario.clone(), progress).await?;
    let model = match scenario.shown_model() {
        None => None,
        Some(entry) => {
            let bytes = JsFuture::from(find(&entry.file).ok_or_else(gone)?.array_buffer()).await.map_err(|_| gone())?;
            let model = ModelFile::new(&entry.file, js_sys::Uint8Array::new(&bytes));
            Some(model.scaled(scenario.score_scale))
        }
    };
    Ok(Bundle { id: saved.id, scenario, cases, model })
}

/// Largest file that is held in memory so that a deletion can be undone.
const LARGEST_HELD: f64 = 64e6;

/// The files with their bytes: a file of the browser's storage may not outlive
/// the entry that it was read from. Larger ones stay what they are; the browser
/// then mostly, but not surely, still has them.
async fn in_memory(files: Files) -> Files {
    let mut held = Vec::with_capacity(files.len());
    for (name, file) in files {
        let bytes = if file.size() <= LARGEST_HELD { JsFuture::from(file.array_buffer()).await.ok() } else { None };
        let copy = bytes.and_then(|bytes| Blob::new_with_buffer_source_sequence(&Array::of1(&bytes)).ok());
        held.push((name, copy.unwrap_or(file)));
    }
    held
}

async fn write(saved: &Saved, files: Option<&[(String, Blob)]>) -> Result<Vec<Saved>, StoreFailure> {
    let store = Store::open().await?;
    store.put(saved, files).await?;
    store.list().await
}

fn entry(scenario: &Scenario) -> Saved {
    let (id, title) = (scenario.id.clone(), scenario.title.clone());
    Saved { id, title, saved: Date::now(), scenario: scenario.to_json() }
}

fn parsed(saved: &Saved) -> Result<Scenario, Failure> {
    read_scenario(saved.scenario.as_bytes()).map_err(|error| {
        let args = error.args().into_iter().map(|(name, value)| (name, value.into())).collect();
        Failure::Problem(Problem { id: error.id(), args, detail: error.to_string() })
    })
}

fn failed(failure: StoreFailure) -> Failure {
    Failure::Problem(match failure {
        StoreFailure::Full => Problem::new("saved-full", "the browser's storage is full"),
        StoreFailure::Forbidden(detail) => Problem::new("saved-forbidden", detail),
    })
}

/// A title as the name of a file.
fn file_name(title: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
    let name: String = title.chars().take(60).map(plain).collect();
    let name = name.trim_matches('-');
    if name.is_empty() { "scenario".to_owned() } else { name.to_owned() }
}
