//! What files of one's own are called until someone gives them better words.

use crate::data::scenario::{Scenario, Term};
use crate::protocol::CasesHead;
use fluent_templates::fluent_bundle::FluentValue;
use leptos::prelude::*;
use leptos_fluent::I18n;
use std::borrow::Cow;
use std::collections::HashMap;

/// The language of the moment, held so that it can be asked later than in a view.
#[derive(Clone, Copy)]
pub struct Wording(I18n);

impl Wording {
    /// From the component tree.
    pub fn get() -> Self {
        Self(expect_context())
    }

    /// A text without arguments.
    pub fn say(self, id: &str) -> String {
        self.0.tr(id)
    }

    /// Gives a scenario words for what it does not say.
    pub fn complete(self, scenario: &mut Scenario, head: &CasesHead) {
        let class = head.classes.get(head.positive as usize).cloned().unwrap_or_default();
        let of_class = |id: &str| {
            let args: HashMap<Cow<'static, str>, FluentValue<'static>> =
                HashMap::from([(Cow::Borrowed("class"), class.clone().into())]);
            self.0.tr_with_args(id, &args)
        };
        if scenario.question.is_empty() {
            scenario.question = of_class("import-question");
        }
        let term = |one, other| Some(Term { one: of_class(one), other: of_class(other) });
        let words = &mut scenario.words;
        if words.positive.is_none() {
            words.positive = term("import-positive-one", "import-positive-many");
        }
        if words.negative.is_none() {
            words.negative = term("import-negative-one", "import-negative-many");
        }
        if scenario.positive_class.is_none() {
            scenario.positive_class = Some(class);
        }
    }
}
