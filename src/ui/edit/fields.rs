//! The fields of the editor, as a list: what each is called, reads and writes.

use super::history::Editing;
use crate::data::scenario::{MAX_TEXT, Scenario, Term};
use crate::link::Field;
use crate::link::field::read_number;
use crate::ui::text::t;
use leptos::prelude::*;
use std::rc::Rc;

type Text = fn(&mut Scenario) -> &mut String;
type Noun = fn(&mut Scenario) -> &mut Option<Term>;
type Cost = fn(&mut Scenario) -> &mut f64;

const TEXTS: [(&str, Text, u32); 3] = [
    ("edit-name", |s| &mut s.title, 1),
    ("edit-question", |s| &mut s.question, 2),
    ("edit-summary", |s| &mut s.summary, 4),
];
const NOUNS: [(&str, Noun); 7] = [
    ("edit-case", |s| &mut s.case),
    ("edit-positive", |s| &mut s.words.positive),
    ("edit-negative", |s| &mut s.words.negative),
    ("edit-caught", |s| &mut s.words.true_positive),
    ("edit-false-alarm", |s| &mut s.words.false_positive),
    ("edit-missed", |s| &mut s.words.false_negative),
    ("edit-left-alone", |s| &mut s.words.true_negative),
];
const COSTS: [(&str, Cost, Field); 4] = [
    ("edit-caught", |s| &mut s.costs.true_positive, Field::Caught),
    ("edit-false-alarm", |s| &mut s.costs.false_positive, Field::FalseAlarm),
    ("edit-missed", |s| &mut s.costs.false_negative, Field::Missed),
    ("edit-left-alone", |s| &mut s.costs.true_negative, Field::LeftAlone),
];
/// Chapters that show a note: the key of the note, the chapter's title.
const NOTES: [(&str, &str); 6] = [
    ("decision", "story-decision"),
    ("accuracy", "story-accuracy"),
    ("line", "story-line"),
    ("cost", "story-cost"),
    ("agreement", "story-agreement"),
    ("production", "story-elsewhere"),
];

/// Reads from the draft; lends it out changeable, because one path to a field is enough.
type Read = Rc<dyn Fn(&mut Scenario) -> String>;
/// Writes into the draft; says whether the text can be meant.
type Write = Rc<dyn Fn(&mut Scenario, &str) -> bool>;

/// All fields, in groups.
pub fn all(editing: Editing) -> AnyView {
    let texts =
        TEXTS.map(|(id, place, rows)| labelled(id, field(editing, name_of(id), rows, read(place), write(place))));
    let slices = editing.draft.with_untracked(|draft| draft.slices.len());
    view! {
        <div class="edit-fields">
            {texts.into_iter().collect_view()}
            {group("edit-words", NOUNS.map(|(id, place)| noun(editing, id, place)).into())}
            {group("edit-costs", costs(editing))}
            {(slices > 0).then(|| group("edit-slices", (0..slices).map(|at| slice(editing, at)).collect()))}
            {group("edit-notes", NOTES.map(|(key, id)| note(editing, key, id)).into())}
        </div>
    }
    .into_any()
}

fn group(id: &'static str, fields: Vec<AnyView>) -> AnyView {
    view! { <details open=id == "edit-words"><summary>{move || t(id)}</summary>{fields}</details> }.into_any()
}

fn name_of(id: &'static str) -> Signal<String> {
    Signal::derive(move || t(id))
}

fn labelled(id: &'static str, field: AnyView) -> AnyView {
    view! { <label class="edit-field"><span>{move || t(id)}</span>{field}</label> }.into_any()
}

fn read(place: Text) -> Read {
    Rc::new(move |scenario| place(scenario).clone())
}

fn write(place: Text) -> Write {
    Rc::new(move |scenario, text| {
        text.clone_into(place(scenario));
        true
    })
}

/// One field: a line, or with more rows a box.
fn field(editing: Editing, name: Signal<String>, rows: u32, read: Read, write: Write) -> AnyView {
    let (read, write) = (StoredValue::new_local(read), StoredValue::new_local(write));
    // What cannot be meant stays in the field and goes nowhere else.
    let refused = RwSignal::new(None::<String>);
    let value = move || {
        refused.get().unwrap_or_else(|| {
            let mut draft = editing.draft.get();
            read.with_value(|read| read(&mut draft))
        })
    };
    let input = move |text: String| {
        let mut can_be_meant = false;
        editing.change(|draft| can_be_meant = write.with_value(|write| write(draft, &text)));
        refused.set((!can_be_meant).then_some(text));
    };
    let invalid = move || refused.get().is_some().then_some("true");
    let most = MAX_TEXT.to_string();
    if rows > 1 {
        view! {
            <textarea rows=rows.to_string() maxlength=most aria-label=move || name.get() aria-invalid=invalid
                prop:value=value on:input:target=move |event| input(event.target().value())></textarea>
        }
        .into_any()
    } else {
        view! {
            <input type="text" maxlength=most autocomplete="off" aria-label=move || name.get() aria-invalid=invalid
                prop:value=value on:input:target=move |event| input(event.target().value())/>
        }
        .into_any()
    }
}

/// A noun in singular and plural.
fn noun(editing: Editing, id: &'static str, place: Noun) -> AnyView {
    let part = move |of: fn(&mut Term) -> &mut String, number: &'static str| {
        let read =
            move |scenario: &mut Scenario| place(scenario).as_mut().map(|term| of(term).clone()).unwrap_or_default();
        let write = move |scenario: &mut Scenario, text: &str| {
            let noun = place(scenario);
            text.clone_into(of(noun.get_or_insert_default()));
            // Without words of its own the general ones are said.
            if noun.as_ref().is_some_and(|term| term.one.is_empty() && term.other.is_empty()) {
                *noun = None;
            }
            true
        };
        let name = Signal::derive(move || format!("{}, {}", t(id), t(number)));
        field(editing, name, 1, Rc::new(read), Rc::new(write))
    };
    view! {
        <div class="edit-noun">
            <span aria-hidden="true">{move || t(id)}</span>
            {part(|term| &mut term.one, "edit-one")}
            {part(|term| &mut term.other, "edit-many")}
        </div>
    }
    .into_any()
}

fn costs(editing: Editing) -> Vec<AnyView> {
    let currency: Text = |s| &mut s.costs.currency;
    let unit: Text = |s| &mut s.costs.unit;
    let mut fields = vec![
        labelled("edit-currency", field(editing, name_of("edit-currency"), 1, read(currency), write(currency))),
        labelled("edit-unit", field(editing, name_of("edit-unit"), 1, read(unit), write(unit))),
    ];
    for (id, place, kind) in COSTS {
        let read = move |scenario: &mut Scenario| place(scenario).to_string();
        let write = move |scenario: &mut Scenario, text: &str| match read_number(text, kind.range()) {
            Ok(number) => {
                *place(scenario) = number;
                true
            }
            Err(_) => false,
        };
        let name = Signal::derive(move || format!("{}: {}", t("edit-costs"), t(id)));
        fields.push(labelled(id, field(editing, name, 1, Rc::new(read), Rc::new(write))));
    }
    fields
}

/// What a slice is called.
fn slice(editing: Editing, at: usize) -> AnyView {
    let column = editing.draft.with_untracked(|d| d.slices.get(at).map(|s| s.column.clone()).unwrap_or_default());
    let read = move |scenario: &mut Scenario| scenario.slices.get(at).map(|s| s.title.clone()).unwrap_or_default();
    let write = move |scenario: &mut Scenario, text: &str| {
        if let Some(slice) = scenario.slices.get_mut(at) {
            text.clone_into(&mut slice.title);
        }
        true
    };
    let name = column.clone();
    let field = field(editing, Signal::derive(move || name.clone()), 1, Rc::new(read), Rc::new(write));
    view! { <label class="edit-field"><span>{column}</span>{field}</label> }.into_any()
}

/// The presenter's note to a chapter.
fn note(editing: Editing, key: &'static str, id: &'static str) -> AnyView {
    let read = move |scenario: &mut Scenario| scenario.notes.get(key).cloned().unwrap_or_default();
    let write = move |scenario: &mut Scenario, text: &str| {
        match text.is_empty() {
            true => drop(scenario.notes.remove(key)),
            false => drop(scenario.notes.insert(key.to_owned(), text.to_owned())),
        }
        true
    };
    labelled(id, field(editing, name_of(id), 2, Rc::new(read), Rc::new(write)))
}
