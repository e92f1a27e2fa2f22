//! What a model file is, in sentences of the locale files.

use crate::model::{Description, InputSpec, ScoreKind};
use crate::protocol::Problem;

/// Most names that a sentence lists.
const MOST: usize = 8;

/// What a model file is, a sentence a line. Names from the file are arguments.
pub fn about(model: &Description) -> Vec<Problem> {
    let say = |id: &str| Problem::new(id, "");
    let producer = match (model.producer.as_str(), model.producer_version.as_str()) {
        ("", _) => "–".to_owned(),
        (name, "") => name.to_owned(),
        (name, version) => format!("{name} {version}"),
    };
    let domain = |domain: &str| if domain.is_empty() { "ai.onnx" } else { domain }.to_owned();
    let opsets = model.opsets.iter().map(|(name, version)| format!("{} {version}", domain(name)));
    let mut lines = vec![
        say("model-about-file")
            .text("producer", producer)
            .number("format", model.ir_version as f64)
            .text("opsets", list(opsets))
            .number("kilobytes", (model.bytes as f64 / 1000.0).ceil()),
    ];
    lines.extend(model.inputs.iter().take(MOST).map(input));
    if model.inputs.len() > MOST {
        lines.push(say("model-about-more-inputs").number("count", (model.inputs.len() - MOST) as f64));
    }
    let kind = if model.kind == ScoreKind::Probability { "model-about-probabilities" } else { "model-about-scores" };
    lines.push(say(kind).text("outputs", list(model.score_outputs.iter().cloned())));
    lines.push(if model.classes.is_empty() {
        say("model-about-no-classes")
    } else {
        say("model-about-classes")
            .number("count", model.classes.len() as f64)
            .text("classes", list(model.classes.iter().cloned()))
    });
    if let Some(label) = &model.label_output {
        lines.push(say("model-about-label").text("output", label));
    }
    lines.push(say("model-about-parameters").number("count", model.parameters as f64));
    if model.trees > 0 {
        lines.push(
            say("model-about-trees")
                .number("trees", model.trees as f64)
                .number("depth", model.tree_depth as f64)
                .number("nodes", model.tree_nodes as f64),
        );
    }
    let nodes: usize = model.operators.iter().map(|operator| operator.count).sum();
    let operators = model.operators.iter().map(|o| match (o.domain.as_str(), o.count) {
        (_, 1) => o.operator.clone(),
        (_, count) => format!("{} × {count}", o.operator),
    });
    lines.push(say("model-about-operators").number("count", nodes as f64).text("operators", list(operators)));
    lines
}

fn input(spec: &InputSpec) -> Problem {
    let id = match (spec.is_text(), spec.width) {
        (true, _) => "model-about-text-input",
        (false, Some(_)) => "model-about-input",
        (false, None) => "model-about-open-input",
    };
    Problem::new(id, "").text("name", &spec.name).number("width", spec.width.unwrap_or(1) as f64)
}

fn list(names: impl ExactSizeIterator<Item = String>) -> String {
    let more = names.len() > MOST;
    let mut names: Vec<String> = names.take(MOST).collect();
    if more {
        names.push("…".to_owned());
    }
    names.join(", ")
}
