//! What is sealed for a final check, where the file leaves that open.

use super::bringing::Bringing;
use crate::data::scenario::Sealed;
use crate::ui::text::t;
use leptos::prelude::*;

/// The question, with what each answer means.
pub fn sealing(bringing: Bringing) -> AnyView {
    let is_asked = Memo::new(move |_| bringing.checked.with(|checked| checked.asks_what_to_seal));
    let asked = move || is_asked.get().then(|| question(bringing));
    asked.into_any()
}

fn question(bringing: Bringing) -> AnyView {
    let now = Memo::new(move |_| bringing.checked.with(|checked| checked.scenario.splits.sealed));
    let answer = move |sealed: Sealed, id: &'static str| {
        let note = format!("{id}-note");
        let told = note.clone();
        let choose = move |_| bringing.change(|scenario, _| scenario.splits.sealed = sealed);
        view! {
            <label class="check">
                <input type="radio" name="import-seal" aria-describedby=note.clone()
                    prop:checked=move || now.get() == sealed on:change=choose/>
                <span>{move || t(id)}</span>
            </label>
            <p class="small muted" id=note>{move || t(&told)}</p>
        }
    };
    view! {
        <fieldset class="sealing">
            <legend>{move || t("import-seal")}</legend>
            {answer(Sealed::Half, "import-seal-half")}
            {answer(Sealed::Nothing, "import-seal-nothing")}
        </fieldset>
    }
    .into_any()
}
