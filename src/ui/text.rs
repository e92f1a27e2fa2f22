//! Words on the page, in the language of the moment.

use crate::explain::words::Words;
use crate::explain::{Arg, Message};
use crate::locale::fluent_args;
use crate::metrics::confusion::Confusion;
use crate::metrics::figure::Figure;
use crate::protocol::{Problem, ProblemArg};
use leptos::prelude::*;
use leptos_fluent::I18n;
use std::borrow::Cow;
use std::collections::HashMap;

/// The text of a message without arguments.
pub fn t(id: &str) -> String {
    expect_context::<I18n>().tr(id)
}

/// A message with its arguments.
pub fn say(message: &Message) -> String {
    let args = fluent_args(message, &say);
    expect_context::<I18n>().tr_with_args(message.id, &args)
}

/// An argument by itself, as it would stand in a sentence.
pub fn say_arg(arg: &Arg) -> String {
    match arg {
        Arg::Message(message) => say(message),
        Arg::Text(text) => text.clone(),
        Arg::Number(number) => number.to_string(),
    }
}

/// A share as percent text, or a dash where it is undefined.
pub fn share_text(figure: Figure, counts: &Confusion, words: &Words) -> String {
    let share = counts.figure(figure).zip(figure.proportion(counts));
    share.map_or_else(|| "–".to_owned(), |(share, (_, of))| words.numbers.percent(share, of) + "%")
}

/// What went wrong and what to do. A problem that the locale files do not know
/// is shown in the English of the program, never swallowed.
pub fn say_problem(problem: &Problem) -> String {
    let mut args = HashMap::new();
    for (name, value) in &problem.args {
        let value = match value {
            ProblemArg::Number(number) => (*number).into(),
            ProblemArg::Text(text) => text.clone().into(),
        };
        args.insert(Cow::Owned(name.clone()), value);
    }
    args.insert(Cow::Borrowed("detail"), problem.detail.clone().into());
    let i18n = expect_context::<I18n>();
    let text = i18n.tr_with_args(&problem.id, &args);
    if text.starts_with("Unknown localization") { problem.detail.clone() } else { text }
}

/// A message whose arguments are texts, by an id made at run time.
pub fn with_texts(id: &str, texts: impl IntoIterator<Item = (&'static str, String)>) -> String {
    let args = texts.into_iter().map(|(name, text)| (Cow::Borrowed(name), text.into())).collect::<HashMap<_, _>>();
    expect_context::<I18n>().tr_with_args(id, &args)
}
