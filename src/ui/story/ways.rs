//! Ways to decide without the model, and with it.

use crate::bridge::SimpleRule;
use crate::explain::Message;
use crate::link::{RuleKind, Setting};
use crate::metrics::baseline::without_looking;
use crate::metrics::choice::{Rule, choose_index};
use crate::metrics::confusion::Confusion;
use crate::protocol::SimpleKind;
use crate::ui::open::Opened;
use crate::ui::text::{say, t};
use crate::ui::today::Today;

/// A way to decide and what comes of it.
#[derive(Clone, PartialEq)]
pub struct Way {
    /// Its message id.
    pub id: &'static str,
    /// What it is called.
    pub name: String,
    /// The four counts on the choosing set.
    pub counts: Confusion,
}

/// The model at today's line, never, always and, once it is found, the simple rule.
pub fn ways(now: &Today, simple: Option<Way>) -> Vec<Way> {
    let [never, always] = without_looking(&now.opened.sweep);
    let way = |id: &'static str, counts| Way { id, name: t(id), counts };
    let mut ways = vec![way("ways-model", now.confusion), way("ways-never", never), way("ways-always", always)];
    ways.extend(simple);
    ways
}

/// The rule on one feature, with the line where it costs least, or where it
/// tells the two kinds apart best when nothing has a price.
pub fn simple_way(opened: &Opened, rule: &SimpleRule, setting: &Setting) -> Option<Way> {
    let by = match setting.has_costs() {
        true => setting.rule_of(RuleKind::Value)?,
        false => Rule::Youden,
    };
    let index = choose_index(&rule.sweep, by).or_else(|_| choose_index(&rule.sweep, Rule::Youden)).ok()?;
    // A line above or below everything is one of the other two ways: show where it tells most.
    let idle = index == 0 || index + 1 == rule.sweep.len();
    let index = if idle { choose_index(&rule.sweep, Rule::Youden).ok()? } else { index };
    Some(Way { id: "ways-simple", name: wording(opened, rule, index), counts: rule.sweep.confusion(index) })
}

/// "Radius, worst at least 16.8 pixels".
fn wording(opened: &Opened, rule: &SimpleRule, index: usize) -> String {
    let feature = opened.scenario.features.iter().find(|feature| feature.name == rule.column);
    let title = feature.map(|feature| feature.title.clone()).filter(|title| !title.is_empty());
    // "Fault codes at least 1 codes" says it twice.
    let said = title.as_deref().unwrap_or_default().to_lowercase();
    let unit = feature.map(|feature| feature.unit.as_str()).filter(|unit| !unit.is_empty() && !said.contains(unit));
    let score = rule.sweep.threshold(index).score();
    let numbers = opened.words.numbers;
    let (id, line) = match &rule.kind {
        SimpleKind::AtLeast => ("ways-simple-at-least", score.map(|score| numbers.significant(score, 4))),
        SimpleKind::AtMost => ("ways-simple-at-most", score.map(|score| numbers.significant(0.0 - score, 4))),
        SimpleKind::Is(text) => ("ways-simple-is", Some(text.clone())),
    };
    let line = line.unwrap_or_default();
    let message = Message::new(id).text("column", title.unwrap_or_else(|| rule.column.clone()));
    let unit = unit.map_or_else(String::new, |unit| format!(" {unit}"));
    say(&message.text("line", line.clone()).text("text", line).text("unit", unit))
}
