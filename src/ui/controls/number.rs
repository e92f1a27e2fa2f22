//! A number that people type: a hint at the field when it cannot be meant, and
//! the last good value stays.

use crate::explain::Message;
use crate::explain::number::NumberFormat;
use crate::link::Field;
use crate::link::field::{Hint, read_number};
use crate::ui::state::State;
use crate::ui::text::{say, t};
use leptos::prelude::*;

/// A field with its label. `label` is read again when words change.
pub fn number(field: Field, label: impl Fn() -> String + Send + Sync + 'static) -> AnyView {
    let state = State::get();
    let draft = RwSignal::new(None::<String>);
    let hint = RwSignal::new(None::<Hint>);
    let kept = move || state.setting.with(|s| s.get(field).map(|n| n.to_string()).unwrap_or_default());
    let on_input = move |text: String| {
        let number = match read_number(&text, field.range()) {
            Err(Hint::Empty) if field.is_optional() => Ok(None),
            other => other.map(Some),
        };
        draft.set(Some(text));
        match number {
            Ok(number) => {
                hint.set(None);
                state.set(|setting| setting.clone().with(field, number));
            }
            Err(why) => hint.set(Some(why)),
        }
    };
    // Leaving the field shows what counts.
    let on_leave = move |_| {
        draft.set(None);
        hint.set(None);
    };
    let id = format!("field-{}", field.name());
    let hint_id = format!("{id}-hint");
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                id=id type="text" inputmode="decimal" autocomplete="off"
                prop:value=move || draft.get().unwrap_or_else(kept)
                placeholder=move || match field {
                    Field::Prevalence => t("setting-as-here"),
                    _ if field.is_optional() => t("setting-no-limit"),
                    _ => String::new(),
                }
                aria-invalid=move || hint.get().is_some().then_some("true")
                aria-describedby=hint_id.clone()
                on:input:target=move |event| on_input(event.target().value())
                on:blur=on_leave
            />
            <p class="hint" id=hint_id role="status">{move || hint.get().map(hint_text)}</p>
        </div>
    }
    .into_any()
}

/// What to write instead.
pub fn hint_text(hint: Hint) -> String {
    let message = Message::new(hint.id());
    match hint.limit() {
        Some(limit) => say(&message.text("limit", NumberFormat::default().trimmed(limit, 2))),
        None => say(&message),
    }
}
