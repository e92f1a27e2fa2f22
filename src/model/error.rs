//! What can go wrong between an ONNX file and its scores.

/// Why an operator could not be built or run; the executor adds the node.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum OpError {
    /// Element types that the operator does not take.
    #[error("element types do not fit: {0}")]
    Type(String),
    /// Shapes that do not fit together.
    #[error("shapes do not fit: {0}")]
    Shape(String),
    /// An attribute is missing, has the wrong type or an impossible value.
    #[error("attribute `{0}`: {1}")]
    Attribute(&'static str, String),
    /// A value that the operator must not be given.
    #[error("{0}")]
    Value(String),
    /// The work or memory asked for is beyond what a page may use.
    #[error("too large: {0}")]
    Limit(String),
    /// A variant of the operator that is not built in.
    #[error("not supported: {0}")]
    Unsupported(String),
}

/// One operator that this program does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingOperator {
    /// Operator name as the file writes it, e.g. `NonMaxSuppression`.
    pub operator: String,
    /// Operator domain; empty for the ONNX standard's own.
    pub domain: String,
    /// Names of the nodes that use it.
    pub nodes: Vec<String>,
    /// Converter option or other way around it, where there is one.
    pub advice: Option<&'static str>,
}

impl std::fmt::Display for MissingOperator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.domain.is_empty() {
            write!(f, "{}", self.operator)?;
        } else {
            write!(f, "{}.{}", self.domain, self.operator)?;
        }
        let shown: Vec<&str> = self.nodes.iter().take(3).map(String::as_str).collect();
        write!(f, " (node {}", shown.join(", "))?;
        if self.nodes.len() > shown.len() {
            write!(f, " and {} more", self.nodes.len() - shown.len())?;
        }
        write!(f, ")")?;
        if let Some(advice) = self.advice {
            write!(f, ": {advice}")?;
        }
        Ok(())
    }
}

/// Why a model file cannot be loaded or cannot score a batch.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// The bytes are no ONNX file, or the file is cut short.
    #[error("{file}: not a readable ONNX file ({reason}); export the model again or fetch the file anew")]
    NotOnnx {
        /// File name as given to [`crate::model::load`].
        file: String,
        /// What the reader stumbled on.
        reason: String,
    },
    /// The file is larger, or claims to be larger, than a page may hold.
    #[error("{file}: too large ({what})")]
    TooLarge {
        /// File name.
        file: String,
        /// What is too large, with figures.
        what: String,
    },
    /// The graph contradicts itself: cycles, names nobody makes, tensors
    /// shorter than their shape, trees that point nowhere.
    #[error("{file}: the file contradicts itself: {what}")]
    Malformed {
        /// File name.
        file: String,
        /// What is wrong and where.
        what: String,
    },
    /// Weights are kept in a second file, which a page cannot open.
    #[error(
        "{file}: tensor `{tensor}` is kept in another file; save the model as one file (onnx.save_model with save_as_external_data=False)"
    )]
    ExternalData {
        /// File name.
        file: String,
        /// Name of the tensor.
        tensor: String,
    },
    /// Operators that this program does not have, all of them at once.
    #[error("{file}: operators not supported: {}", join(.operators))]
    Unsupported {
        /// File name.
        file: String,
        /// Each missing operator with its nodes.
        operators: Vec<MissingOperator>,
    },
    /// An operator was refused while loading, or failed while scoring.
    #[error("{file}: operator {operator} at node `{node}`: {what}")]
    Operator {
        /// File name.
        file: String,
        /// Operator name.
        operator: String,
        /// Node name, or its first output where it has none.
        node: String,
        /// What is wrong.
        what: String,
    },
    /// No output of the file is a score or a label per row.
    #[error("{file}: no output holds class scores ({what})")]
    NoScores {
        /// File name.
        file: String,
        /// What the outputs are.
        what: String,
    },
    /// The batch lacks an input that the model asks for.
    #[error("{file}: input `{input}` is missing from the cases")]
    InputMissing {
        /// File name.
        file: String,
        /// Input name.
        input: String,
    },
    /// The batch gives an input another type or width than the model asks for.
    #[error("{file}: input `{input}` expects {expected} but got {got}")]
    InputMismatch {
        /// File name.
        file: String,
        /// Input name.
        input: String,
        /// What the model declares.
        expected: String,
        /// What the batch holds.
        got: String,
    },
}

fn join(operators: &[MissingOperator]) -> String {
    operators.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
