//! What the browser keeps of someone's own scenarios: texts that change often
//! in one place, files that never change in another.

use super::source::said;
use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DomException, IdbDatabase, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode};

const DATABASE: &str = "cutpoint";
const SCENARIOS: &str = "scenarios";
const FILES: &str = "files";

/// A saved scenario without its files.
#[derive(Debug, Clone, PartialEq)]
pub struct Saved {
    /// Its id in links.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When it was saved, in milliseconds since 1970.
    pub saved: f64,
    /// `scenario.json`.
    pub scenario: String,
}

/// Why something could not be kept or found.
#[derive(Debug, Clone, PartialEq)]
pub enum StoreFailure {
    /// The browser forbids it: a private window, a rule of the company.
    Forbidden(String),
    /// There is no room left.
    Full,
}

/// The browser's storage.
pub struct Store(IdbDatabase);

impl Store {
    /// Opens it, and makes it the first time.
    ///
    /// # Errors
    /// [`StoreFailure::Forbidden`].
    pub async fn open() -> Result<Self, StoreFailure> {
        let factory = web_sys::window().and_then(|window| window.indexed_db().ok().flatten());
        let factory = factory.ok_or_else(|| StoreFailure::Forbidden("no indexedDB".into()))?;
        let request: IdbOpenDbRequest = factory.open_with_u32(DATABASE, 1).map_err(|error| failure(&error))?;
        let making = request.clone();
        let make = Closure::once(move || {
            if let Some(database) = making.result().ok().and_then(|made| made.dyn_into::<IdbDatabase>().ok()) {
                // Both are new: nothing can be in their way.
                let _ = database.create_object_store(SCENARIOS);
                let _ = database.create_object_store(FILES);
            }
        });
        request.set_onupgradeneeded(Some(make.as_ref().unchecked_ref()));
        Ok(Self(answer(&request).await?.unchecked_into()))
    }

    /// All saved scenarios, the newest first.
    ///
    /// # Errors
    /// [`StoreFailure::Forbidden`].
    pub async fn list(&self) -> Result<Vec<Saved>, StoreFailure> {
        let transaction = self.transaction(IdbTransactionMode::Readonly)?;
        let store = transaction.object_store(SCENARIOS).map_err(|error| failure(&error))?;
        let all: Array = answer(&store.get_all().map_err(|error| failure(&error))?).await?.unchecked_into();
        let mut saved: Vec<Saved> = all.iter().filter_map(|value| read(&value)).collect();
        saved.sort_by(|a, b| b.saved.total_cmp(&a.saved));
        Ok(saved)
    }

    /// The files of a scenario.
    ///
    /// # Errors
    /// [`StoreFailure::Forbidden`].
    pub async fn files(&self, id: &str) -> Result<Vec<(String, Blob)>, StoreFailure> {
        let transaction = self.transaction(IdbTransactionMode::Readonly)?;
        let store = transaction.object_store(FILES).map_err(|error| failure(&error))?;
        let found = answer(&store.get(&id.into()).map_err(|error| failure(&error))?).await?;
        let Ok(pairs) = found.dyn_into::<Array>() else { return Ok(Vec::new()) };
        let pair = |pair: JsValue| {
            let pair: Array = pair.dyn_into().ok()?;
            Some((pair.get(0).as_string()?, pair.get(1).dyn_into().ok()?))
        };
        Ok(pairs.iter().filter_map(pair).collect())
    }

    /// Keeps a scenario, with its files when they are new.
    ///
    /// # Errors
    /// [`StoreFailure`]; then nothing has changed.
    pub async fn put(&self, saved: &Saved, files: Option<&[(String, Blob)]>) -> Result<(), StoreFailure> {
        let transaction = self.transaction(IdbTransactionMode::Readwrite)?;
        let key: JsValue = saved.id.as_str().into();
        let put = |store: &str, value: &JsValue| {
            let store = transaction.object_store(store)?;
            store.put_with_key(value, &key).map(|_| ())
        };
        put(SCENARIOS, &written(saved)).map_err(|error| failure(&error))?;
        if let Some(files) = files {
            let pairs: Array = files.iter().map(|(name, blob)| Array::of2(&name.as_str().into(), blob)).collect();
            put(FILES, &pairs).map_err(|error| failure(&error))?;
        }
        end(&transaction).await
    }

    /// Forgets a scenario.
    ///
    /// # Errors
    /// [`StoreFailure::Forbidden`].
    pub async fn delete(&self, id: &str) -> Result<(), StoreFailure> {
        let transaction = self.transaction(IdbTransactionMode::Readwrite)?;
        for store in [SCENARIOS, FILES] {
            let store = transaction.object_store(store).map_err(|error| failure(&error))?;
            store.delete(&id.into()).map_err(|error| failure(&error))?;
        }
        end(&transaction).await
    }

    fn transaction(&self, mode: IdbTransactionMode) -> Result<IdbTransaction, StoreFailure> {
        let stores = Array::of2(&SCENARIOS.into(), &FILES.into());
        self.0.transaction_with_str_sequence_and_mode(&stores, mode).map_err(|error| failure(&error))
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.0.close();
    }
}

fn written(saved: &Saved) -> JsValue {
    let object = Object::new();
    let fields: [(&str, JsValue); 4] = [
        ("id", saved.id.as_str().into()),
        ("title", saved.title.as_str().into()),
        ("saved", saved.saved.into()),
        ("scenario", saved.scenario.as_str().into()),
    ];
    for (name, value) in fields {
        // A plain object takes any field.
        let _ = Reflect::set(&object, &name.into(), &value);
    }
    object.into()
}

fn read(value: &JsValue) -> Option<Saved> {
    let field = |name: &str| Reflect::get(value, &name.into()).ok();
    let text = |name: &str| field(name)?.as_string();
    let saved = field("saved")?.as_f64()?;
    Some(Saved { id: text("id")?, title: text("title")?, saved, scenario: text("scenario")? })
}

/// Waits for a request.
async fn answer(request: &IdbRequest) -> Result<JsValue, StoreFailure> {
    let promise = Promise::new(&mut |done, failed| {
        request.set_onsuccess(Some(&done));
        request.set_onerror(Some(&failed));
    });
    match JsFuture::from(promise).await {
        Ok(_) => request.result().map_err(|error| failure(&error)),
        Err(_) => Err(request.error().ok().flatten().map_or_else(unsaid, |error| failure(&error))),
    }
}

/// Waits until a transaction is written.
async fn end(transaction: &IdbTransaction) -> Result<(), StoreFailure> {
    let promise = Promise::new(&mut |done, failed| {
        transaction.set_oncomplete(Some(&done));
        transaction.set_onabort(Some(&failed));
    });
    let ended = JsFuture::from(promise).await.map(|_| ());
    ended.map_err(|_| transaction.error().map_or_else(unsaid, |error| failure(&error)))
}

fn unsaid() -> StoreFailure {
    StoreFailure::Forbidden("the browser gives no reason".into())
}

fn failure(error: &JsValue) -> StoreFailure {
    match error.dyn_ref::<DomException>() {
        Some(error) if error.name() == "QuotaExceededError" => StoreFailure::Full,
        Some(error) => StoreFailure::Forbidden(error.message()),
        None => StoreFailure::Forbidden(said(error)),
    }
}
