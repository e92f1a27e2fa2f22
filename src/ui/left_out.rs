//! The line that says what of a link was left out, and what was taken instead.

use crate::explain::number::NumberFormat;
use crate::link::{Chapter, Reason, RuleKind, Setting, Subject, Unusable};
use crate::metrics::threshold::Threshold;
use crate::ui::open::Opened;
use crate::ui::state::State;
use crate::ui::text::{t, with_texts};
use leptos::prelude::*;

/// Most parts of a link that are named; the others are counted.
const NAMED: usize = 3;

/// A part of a link that was left out.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    part: Unusable,
    instead: Instead,
}

/// What was taken instead.
#[derive(Debug, Clone, PartialEq)]
enum Instead {
    /// What the link said before.
    First,
    /// The scenario of that title.
    Scenario(String),
    Chapter(Chapter),
    Threshold(Threshold),
    Rule(RuleKind),
    /// No threshold is pinned.
    NothingPinned,
    Class(String),
    Number(Option<f64>),
}

impl LeftOut {
    /// What was taken instead of `part` in what is on screen: the chapter, the
    /// settings, and the threshold where the line stands.
    pub fn new(part: Unusable, opened: &Opened, chapter: Chapter, setting: &Setting, threshold: Threshold) -> Self {
        let instead = match part.subject {
            _ if part.reason == Reason::Repeated => Instead::First,
            Subject::Scenario => Instead::Scenario(opened.scenario.title.clone()),
            Subject::Chapter => Instead::Chapter(chapter),
            Subject::Threshold if setting.rule().is_none() => Instead::Threshold(threshold),
            Subject::Threshold | Subject::Rule => Instead::Rule(setting.rule),
            Subject::Pinned => Instead::NothingPinned,
            Subject::Positive => Instead::Class(opened.positive_class().to_owned()),
            Subject::Number(field) => Instead::Number(setting.get(field)),
        };
        Self { part, instead }
    }

    /// Both in words, as a part of a sentence.
    fn said(&self) -> String {
        let (part, numbers) = (&self.part, NumberFormat::default());
        // A chapter is better known by its title.
        let chapter = Chapter::named(&part.value).filter(|_| part.subject == Subject::Chapter);
        let value = chapter.map_or_else(|| part.shown(), title);
        let limit = part.reason.limit().map(|limit| numbers.trimmed(limit, 2)).unwrap_or_default();
        let name = t(&format!("link-name-{}", part.subject.name()));
        let what = with_texts(part.reason.id(), [("name", name), ("value", value), ("limit", limit)]);
        let with = |id, text: String| with_texts(id, [("what", text)]);
        let instead = match &self.instead {
            Instead::First => t("link-instead-first"),
            Instead::Scenario(title) => with("link-instead-open", title.clone()),
            Instead::Chapter(chapter) => with("link-instead-open", title(*chapter)),
            Instead::Threshold(Threshold::Nobody) => t("link-instead-nobody"),
            Instead::Threshold(Threshold::At(score)) => with("link-instead-use", numbers.significant(score.get(), 3)),
            Instead::Rule(RuleKind::Hand) => t("link-instead-hand"),
            Instead::Rule(rule) => with("link-instead-rule", t(&format!("rule-{}", rule.name()))),
            Instead::NothingPinned => t("link-instead-no-pin"),
            Instead::Class(class) => with("link-instead-class", class.clone()),
            Instead::Number(Some(number)) => with("link-instead-use", numbers.trimmed(*number, 4)),
            Instead::Number(None) => t("link-instead-none"),
        };
        with_texts("link-part", [("what", what), ("instead", instead)])
    }
}

fn title(chapter: Chapter) -> String {
    t(&format!("story-{}", chapter.name()))
}

/// The line, with a way to put it away; within a region that screen readers hear.
pub fn left_out(state: State) -> impl IntoView {
    move || {
        let all = state.linked.left_out.get();
        (!all.is_empty()).then(|| {
            let (named, others) = all.split_at(all.len().min(NAMED));
            let mut list: Vec<String> = named.iter().map(LeftOut::said).collect();
            if !others.is_empty() {
                list.push(with_texts("link-more", [("count", others.len().to_string())]));
            }
            view! {
                <div class="notice">
                    <p>{with_texts("link-left-out", [("list", list.join("; "))])}</p>
                    <button type="button" on:click=move |_| state.linked.left_out.set(Vec::new())>{t("page-dismiss")}</button>
                </div>
            }
        })
    }
}
