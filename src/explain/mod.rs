//! Results to message id and arguments; the sentences live in `locales/`.
//!
//! | module | speaks about |
//! |---|---|
//! | [`point`] | one threshold: natural frequencies, precision, recall, why a figure has no value |
//! | [`figure`] | any figure: its name, what it means, its value, its interval |
//! | [`choice`] | how a threshold was chosen, how flat the choice is, why a rule is impossible |
//! | [`compare`] | two models: the difference, the verdict, the cases gained and lost |
//! | [`summary`] | areas and scores over all thresholds |
//! | [`sure`] | how sure one can be: the target kept or not, more cases needed, optimism |
//! | [`money`] | costs of a line, of another one, of a limit |
//! | [`story`] | what the chapters of the story answer |
//! | [`beyond`] | another prevalence, slices, hand-over to people, calibration |
//!
//! Arguments come in pairs where a sentence needs
//! both: `caught` is the number that picks the plural form, `caught-text` is
//! how it is shown (`1,234`). The scenario's own words ([`words::Words`])
//! arrive as text.

pub mod beyond;
pub mod choice;
pub mod compare;
pub mod figure;
pub mod money;
pub mod number;
pub mod point;
pub mod story;
pub mod summary;
pub mod sure;
pub mod words;

/// A sentence to be said: which one, and with what in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Id of the Fluent message, in `locales/<language>/figures.ftl`.
    pub id: &'static str,
    /// Its arguments by name.
    pub args: Vec<(&'static str, Arg)>,
}

/// What stands in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// A number that picks the plural form.
    Number(f64),
    /// Text shown as it is: a formatted number, the scenario's own word.
    Text(String),
    /// Another message to be put in here, such as the name of a figure.
    Message(Box<Message>),
}

impl Message {
    /// A sentence without arguments yet.
    pub fn new(id: &'static str) -> Message {
        Message { id, args: Vec::new() }
    }

    /// Adds a number.
    #[must_use]
    pub fn number(mut self, name: &'static str, value: f64) -> Message {
        self.args.push((name, Arg::Number(value)));
        self
    }

    /// Adds a text.
    #[must_use]
    pub fn text(mut self, name: &'static str, value: impl Into<String>) -> Message {
        self.args.push((name, Arg::Text(value.into())));
        self
    }

    /// Adds an argument of any kind.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: Arg) -> Message {
        self.args.push((name, value));
        self
    }

    /// Adds another message.
    #[must_use]
    pub fn message(mut self, name: &'static str, value: Message) -> Message {
        self.args.push((name, Arg::Message(Box::new(value))));
        self
    }
}
