//! Bringing one's own model and data: button, drop, paste, and the dialog that
//! says what was recognised.

mod asking;
mod bringing;
mod collect;
mod dialog;
mod features;
mod found;
mod roles;
mod sealing;
mod waiting;
mod words;

use crate::ui::parts::{Parts, Wish};
use crate::ui::saved::Saving;
use crate::ui::text::t;
use collect::of_text;
use dialog::Dialog;
use leptos::ev;
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};

pub use bringing::Bringing;
pub use collect::Dropped;

/// Makes ready what the dialog shares; within the tools.
pub fn provide(saving: Saving) -> Bringing {
    let bringing = Bringing::new(saving);
    provide_context(bringing);
    bringing
}

/// The button that opens the dialog.
#[component]
pub fn LoadButton() -> impl IntoView {
    let parts = expect_context::<Parts>();
    let press = move |_| parts.wish.set(Some(Wish::Bring));
    view! { <button type="button" class="primary" on:click=press>{move || t("import-load")}</button> }.into_any()
}

/// Opens what is dropped anywhere; says so while it is held over the page.
#[component]
pub fn DropTarget() -> impl IntoView {
    let parts = expect_context::<Parts>();
    let dragging = RwSignal::new(false);
    // A drag of something on the page itself, such as a link, is none of ours.
    let brings = |event: &web_sys::DragEvent| {
        event.data_transfer().is_some_and(|transfer| transfer.types().includes(&"Files".into(), 0))
    };
    let over = window_event_listener(ev::dragover, move |event| {
        if brings(&event) {
            event.prevent_default();
            dragging.set(true);
        }
    });
    let leave = window_event_listener(ev::dragleave, move |event| {
        // Between two elements of the page there is another one to go to.
        if event.related_target().is_none() {
            dragging.set(false);
        }
    });
    let drop = window_event_listener(ev::drop, move |event| {
        dragging.set(false);
        if brings(&event) {
            event.prevent_default();
            let dropped = event.data_transfer().map(|transfer| Wish::Open(Rc::new(Dropped::of(&transfer))));
            parts.wish.set(dropped);
        }
    });
    on_cleanup(move || [over, leave, drop].into_iter().for_each(WindowListenerHandle::remove));
    view! {
        <div class="drop-target" aria-hidden="true" hidden=move || !dragging.get()>
            <p>{move || t("import-drop-here")}</p>
        </div>
    }
    .into_any()
}

/// The dialog, and with it what opens pasted files.
#[component]
pub fn ImportDialog() -> impl IntoView {
    let bringing = expect_context::<Bringing>();
    listen_for_paste(bringing, t("import-pasted-name"));
    view! { <Dialog bringing/> }.into_any()
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
