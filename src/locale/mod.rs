//! Sentences: the locale files in `locales/`, and how messages become text.

mod scenario_words;

use crate::explain::{Arg, Message};
use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader};
use std::borrow::Cow;
use std::collections::HashMap;

pub use scenario_words::words_of;

pub use tables::LOCALES;

/// The macro takes no doc comment, so the static has a room without that lint.
#[allow(missing_docs)]
mod tables {
    fluent_templates::static_loader! {
        pub static LOCALES = {
            locales: "./locales",
            fallback_language: "en",
            // The marks that Fluent puts around arguments show up in copied text and in tests;
            // both languages of a text here run the same way.
            customise: |bundle| bundle.set_use_isolating(false),
        };
    }
}

/// Arguments as Fluent takes them.
pub type FluentArgs = HashMap<Cow<'static, str>, FluentValue<'static>>;

/// The arguments of a message; `resolve` turns messages inside it into text.
pub fn fluent_args(message: &Message, resolve: &dyn Fn(&Message) -> String) -> FluentArgs {
    let value = |arg: &Arg| match arg {
        Arg::Number(number) => FluentValue::from(*number),
        Arg::Text(text) => FluentValue::from(text.clone()),
        Arg::Message(inner) => FluentValue::from(resolve(inner)),
    };
    message.args.iter().map(|(name, arg)| (Cow::Borrowed(*name), value(arg))).collect()
}

/// A message in a language; English where the language lacks it.
pub fn say(language: &LanguageIdentifier, message: &Message) -> String {
    let args = fluent_args(message, &|inner| say(language, inner));
    LOCALES.lookup_complete(language, message.id, Some(&args))
}
