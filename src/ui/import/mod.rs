//! Bringing one's own model and data: button, drop, paste, and the dialog that
//! says what was recognised.

mod bringing;
mod collect;
mod dialog;
mod features;
mod found;
mod roles;
mod words;

use crate::ui::saved::Saving;
use crate::ui::text::t;
use bringing::Bringing;
use collect::{Dropped, of_text};
use dialog::Dialog;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};

/// Makes ready what button and dialog share.
pub fn provide(saving: Saving) {
    provide_context(Bringing::new(saving));
}

/// The button that opens the dialog.
#[component]
pub fn LoadButton() -> impl IntoView {
    let bringing = expect_context::<Bringing>();
    view! { <button type="button" class="primary" on:click=move |_| bringing.show()>{move || t("import-load")}</button> }
        .into_any()
}

/// The dialog, and with it everything that opens files: drop and paste anywhere.
#[component]
pub fn ImportDialog() -> impl IntoView {
    let bringing = expect_context::<Bringing>();
    let pasted_name = t("import-pasted-name");
    listen_for_drops(bringing, pasted_name.clone());
    listen_for_paste(bringing, pasted_name);
    view! {
        <div class="drop-target" aria-hidden="true" hidden=move || !bringing.dragging.get()>
            <p>{move || t("import-drop-here")}</p>
        </div>
        <Dialog bringing/>
    }
    .into_any()
}

fn listen_for_drops(bringing: Bringing, pasted_name: String) {
    // A drag of something on the page itself, such as a link, is none of ours.
    let brings = |event: &web_sys::DragEvent| {
        event.data_transfer().is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0))
    };
    let over = window_event_listener(ev::dragover, move |event| {
        if brings(&event) {
            event.prevent_default();
            bringing.dragging.set(true);
        }
    });
    let leave = window_event_listener(ev::dragleave, move |event| {
        // Between two elements of the page there is another one to go to.
        if event.related_target().is_none() {
            bringing.dragging.set(false);
        }
    });
    let drop = window_event_listener(ev::drop, move |event| {
        bringing.dragging.set(false);
        if !brings(&event) {
            return;
        }
        event.prevent_default();
        let Some(dropped) = event.data_transfer().as_ref().map(Dropped::of) else { return };
        let name = pasted_name.clone();
        spawn_local(async move { bringing.open(dropped.files(&name).await) });
    });
    on_cleanup(move || [over, leave, drop].into_iter().for_each(WindowListenerHandle::remove));
}

fn listen_for_paste(bringing: Bringing, name: String) {
    let paste = window_event_listener(ev::paste, move |event| {
        let Some(data) = event.dyn_ref::<web_sys::ClipboardEvent>().and_then(|event| event.clipboard_data()) else {
            return;
        };
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let is_ours = target.as_ref().is_some_and(|target| target.class_name() == "paste");
        let is_field = target.is_some_and(|target| {
            target.is_instance_of::<HtmlInputElement>() || target.is_instance_of::<HtmlTextAreaElement>()
        });
        if is_field && !is_ours {
            return;
        }
        let files = collect::of_list(data.files());
        let text = data.get_data("text/plain").unwrap_or_default();
        let table = of_text(&text, &name);
        if !files.is_empty() {
            event.prevent_default();
            bringing.open(files);
        } else if is_ours || table.is_some() {
            event.prevent_default();
            bringing.open(table.into_iter().collect());
        }
    });
    on_cleanup(move || paste.remove());
}
