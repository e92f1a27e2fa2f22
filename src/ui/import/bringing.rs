//! What is under way while someone brings files.

use super::collect::{Dropped, Named};
use super::waiting;
use super::words::Wording;
use crate::bridge::{self, Failure, ModelFile, Pool};
use crate::data::scenario::{ModelEntry, Scenario};
use crate::link::own;
use crate::protocol::{Checked, Found, Problem};
use crate::ui::open::{Bundle, open_bundle, with_engine};
use crate::ui::saved::{self, Saving};
use crate::ui::state::State;
use leptos::html::Dialog;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;
use std::sync::Arc;
use web_sys::Blob;

/// What is said while files are read.
const READING: &str = "import-reading-files";

/// What the engine is doing: message id, name of a file, share done.
pub type Doing = Option<(&'static str, String, f32)>;

/// Signals of the dialog; cheap to copy.
#[derive(Clone, Copy)]
pub struct Bringing {
    /// What was found, once something was.
    pub found: RwSignal<Option<Arc<Found>>>,
    /// What follows from the roles of the moment.
    pub checked: RwSignal<Arc<Checked>>,
    /// What the engine is doing.
    pub doing: RwSignal<Doing>,
    /// What went wrong.
    pub problem: RwSignal<Option<Problem>>,
    /// The dialog.
    pub dialog: NodeRef<Dialog>,
    /// The page.
    pub state: State,
    /// Its engines.
    pub pool: StoredValue<Pool, LocalStorage>,
    files: StoredValue<Option<Files>, LocalStorage>,
    /// The engine that is at work for this dialog.
    at_work: StoredValue<Option<bridge::Import>, LocalStorage>,
    attempt: StoredValue<u32>,
    wording: Wording,
    saving: Saving,
}

/// The open files.
struct Files {
    import: bridge::Import,
    models: Vec<(String, ModelFile)>,
    cases: Blob,
    /// All models that can be used, as they were proposed.
    entries: Vec<ModelEntry>,
    /// What tells elsewhere whether somebody has the same files.
    fingerprint: Option<String>,
}

/// The files that are kept: models and the table.
fn blobs(brought: &bridge::Brought) -> Vec<Blob> {
    let models = brought.models.iter().flatten().filter_map(ModelFile::blob);
    models.chain([brought.cases.clone()]).collect()
}

impl Bringing {
    /// Nothing is under way.
    pub fn new(saving: Saving) -> Self {
        Self {
            found: RwSignal::new(None),
            checked: RwSignal::new(Arc::default()),
            doing: RwSignal::new(None),
            problem: RwSignal::new(None),
            dialog: NodeRef::new(),
            state: State::get(),
            pool: expect_context(),
            files: StoredValue::new_local(None),
            at_work: StoredValue::new_local(None),
            attempt: StoredValue::new(0),
            wording: Wording::get(),
            saving,
        }
    }

    /// Shows the dialog.
    pub fn show(self) {
        if let Some(dialog) = self.dialog.get_untracked()
            && !dialog.open()
        {
            let _ = dialog.show_modal();
        }
    }

    /// Back to where files are chosen; what was open in the dialog is closed.
    pub fn reset(self) {
        self.stop();
        self.files.set_value(None);
        self.found.set(None);
        self.problem.set(None);
    }

    /// Ends what is under way. Files that were open stay open, unless their own
    /// engine was at work.
    pub fn stop(self) {
        let Some(engine) = self.at_work.try_update_value(Option::take).flatten() else { return };
        self.attempt.update_value(|n| *n = n.wrapping_add(1));
        engine.cancel();
        let was_reading = self.doing.with_untracked(|doing| matches!(doing, Some((READING, ..))));
        self.doing.set(None);
        if !was_reading {
            self.files.set_value(None);
            self.found.set(None);
        }
    }

    fn begin(self, engine: &bridge::Import, doing: &'static str, file: String) -> u32 {
        self.attempt.update_value(|n| *n = n.wrapping_add(1));
        self.at_work.set_value(Some(engine.clone()));
        self.problem.set(None);
        self.doing.set(Some((doing, file, 0.0)));
        self.attempt.get_value()
    }

    /// Whether an attempt still counts, now that it has ended.
    fn ended(self, attempt: u32) -> bool {
        let counts = self.counts(attempt);
        if counts {
            self.at_work.set_value(None);
            self.doing.set(None);
        }
        counts
    }

    fn counts(self, attempt: u32) -> bool {
        self.attempt.get_value() == attempt
    }

    fn progress(self, attempt: u32) -> impl Fn(f32) + 'static {
        move |share| {
            if self.counts(attempt) {
                self.doing.update(|doing| {
                    if let Some(doing) = doing {
                        doing.2 = share;
                    }
                });
            }
        }
    }

    fn fail(self, failure: Failure) {
        let problem = match failure {
            Failure::Problem(problem) => problem,
            Failure::Cancelled => return,
            Failure::Died(detail) => Problem::new("import-engine-lost", detail),
        };
        leptos::logging::error!("{}", problem.detail);
        self.problem.set(Some(problem));
    }

    /// Opens files. What was found before stays until the new ones are read.
    pub fn open(self, files: Vec<Named>) {
        self.show();
        let Some((first, _)) = files.first() else {
            self.problem.set(Some(Problem::new("import-nothing-pasted", "no table")));
            return;
        };
        let first = first.clone();
        let pool = self.pool.get_value();
        spawn_local(async move {
            if let Err(failure) = with_engine(&pool).await {
                return self.fail(failure);
            }
            self.stop();
            let import = bridge::Import::new(&pool);
            let attempt = self.begin(&import, READING, first);
            let end = import.open(files, self.progress(attempt)).await;
            let fingerprint = match &end {
                Ok(brought) => saved::fingerprint_of(&blobs(brought)).await,
                Err(_) => None,
            };
            if !self.ended(attempt) {
                return;
            }
            match end {
                Err(failure) => self.fail(failure),
                Ok(brought) => {
                    let named = |model: ModelFile| (model.file().to_owned(), model);
                    let scenario = &brought.found.checked.scenario;
                    self.files.set_value(Some(Files {
                        import,
                        models: brought.models.into_iter().flatten().map(named).collect(),
                        cases: brought.cases,
                        entries: scenario.models.clone(),
                        fingerprint: fingerprint.clone(),
                    }));
                    self.checked.set(Arc::new(brought.found.checked.clone()));
                    self.found.set(Some(Arc::new(brought.found)));
                    self.take_class(fingerprint.as_deref());
                }
            }
        });
    }

    /// Opens what was dropped on the page.
    pub fn open_dropped(self, dropped: Rc<Dropped>) {
        let pasted_name = self.wording.say("import-pasted-name");
        spawn_local(async move { self.open(dropped.files(&pasted_name).await) });
    }

    /// Changes the roles and asks what follows.
    pub fn change(self, change: impl FnOnce(&mut Scenario, &[ModelEntry])) {
        let mut scenario = self.checked.with_untracked(|checked| checked.scenario.clone());
        let asked = self.files.with_value(|files| {
            let files = files.as_ref()?;
            change(&mut scenario, &files.entries);
            Some(files.import.clone())
        });
        let Some(import) = asked else { return };
        let attempt = self.begin(&import, "import-checking", String::new());
        spawn_local(async move {
            let end = import.check(scenario, self.progress(attempt)).await;
            if !self.ended(attempt) {
                return;
            }
            match end {
                Err(failure) => self.fail(failure),
                Ok(checked) => self.checked.set(Arc::new(checked)),
            }
        });
    }

    /// Makes cases and shows them.
    pub fn start(self) {
        let Some(files) = self.files.try_update_value(Option::take).flatten() else { return };
        let mut scenario = self.checked.with_untracked(|checked| checked.scenario.clone());
        let attempt = self.begin(&files.import, "import-starting", String::new());
        spawn_local(async move {
            let end = files.import.take(scenario.clone(), self.progress(attempt)).await;
            if !self.ended(attempt) {
                return;
            }
            let cases = match end {
                Ok(cases) => cases,
                Err(failure) => {
                    // The files stay open, so that something can be changed.
                    self.files.set_value(Some(files));
                    return self.fail(failure);
                }
            };
            scenario.id = own::new_id(js_sys::Date::now() as u64, files.fingerprint.as_deref());
            self.wording.complete(&mut scenario, &cases.head);
            let shown = scenario.shown_model().map(|entry| entry.file.clone());
            let model = shown.and_then(|shown| files.models.iter().find(|(file, _)| *file == shown));
            let bundle = Bundle {
                id: scenario.id.clone(),
                model: model.map(|(_, model)| model.scaled(scenario.score_scale)),
                scenario,
                cases,
            };
            let models = files.models.iter().filter_map(|(file, model)| Some((file.clone(), model.blob()?))).collect();
            self.saving.keep_new(&bundle.scenario, models, files.cases);
            self.found.set(None);
            if let Some(dialog) = self.dialog.get_untracked() {
                dialog.close();
            }
            let (asked, notice) = waiting::asked(self.state, files.fingerprint.as_deref());
            self.state.wanted.set(bundle.id.clone());
            self.state.notice.update(|said| *said = notice.or(*said));
            open_bundle(self.state, self.pool.get_value(), bundle, asked);
        });
    }

    /// The class that a link names whose files these are, instead of asking for it.
    fn take_class(self, fingerprint: Option<&str>) {
        let Some(class) = waiting::of(self.state, fingerprint).and_then(|link| link.positive) else { return };
        let is_news = self.checked.with_untracked(|checked| {
            let is_there = checked.classes.iter().any(|(known, _)| *known == class);
            is_there && checked.scenario.positive_class.as_ref() != Some(&class)
        });
        if is_news {
            self.change(|scenario, _| scenario.positive_class = Some(class));
        }
    }
}
