//! The tools as one part of the page: see [`crate::ui::parts`].

use crate::bridge::Pool;
use crate::ui::edit::{self, EditPanel};
use crate::ui::import::{self, ImportDialog};
use crate::ui::parts::{Kept, Parts, Progress, Wish};
use crate::ui::saved::{Saving, bundle};
use crate::ui::state::State;
use leptos::prelude::*;

/// The dialogs, and whoever hears wishes.
pub fn view() -> AnyView {
    let saving = expect_context::<Saving>();
    saving.read();
    let bringing = import::provide(saving);
    let edit = edit::provide(State::get(), saving);
    let parts = expect_context::<Parts>();
    Effect::new(move || {
        let Some(wish) = parts.wish.get() else { return };
        parts.wish.set(None);
        match wish {
            Wish::Bring => bringing.show(),
            Wish::Open(dropped) => bringing.open_dropped(dropped),
            Wish::Edit => edit(),
        }
    });
    view! {
        <ImportDialog/>
        <EditPanel/>
    }
    .into_any()
}

/// Reads a scenario that this browser keeps.
pub fn kept(pool: Pool, id: String, progress: Progress) -> Kept {
    Box::pin(async move { bundle(&pool, &id, progress).await })
}
