//! An operator that failed, with its node.

use tract_onnx::tract_hir::internal::{TractError, TractResult};

use super::super::error::{ModelError, OpError};

/// Which operator failed, where, and why.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{operator} at `{node}`: {error}")]
pub(crate) struct Failure {
    pub operator: String,
    pub node: String,
    pub error: OpError,
}

impl Failure {
    pub fn named(self, file: &str) -> ModelError {
        ModelError::Operator {
            file: file.into(),
            operator: self.operator,
            node: self.node,
            what: self.error.to_string(),
        }
    }
}

impl Failure {
    /// Under the names of the file, where it has those of tract's graph.
    pub(super) fn renamed(self, labels: &[Label]) -> Self {
        match place(&self.node).and_then(|at| labels.get(at)) {
            Some(label) => label.failed(self.error),
            None => self,
        }
    }
}

/// The position that a node's name in tract's graph begins with.
fn place(text: &str) -> Option<usize> {
    let rest = text.split_once('@')?.1;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

impl From<Failure> for OpError {
    fn from(e: Failure) -> Self {
        match e.error {
            OpError::Limit(what) => OpError::Limit(what),
            other => OpError::Value(format!("inside, {} at `{}`: {other}", e.operator, e.node)),
        }
    }
}

/// Operator and name of a node of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    pub operator: String,
    pub node: String,
}

impl Label {
    pub fn failed(&self, error: OpError) -> Failure {
        Failure { operator: self.operator.clone(), node: self.node.clone(), error }
    }

    /// An error of tract's as this node's, in one sentence.
    pub fn refused(&self, error: &TractError) -> Failure {
        match error.downcast_ref::<Failure>() {
            Some(failure) => failure.clone(),
            None => self.failed(what(error)),
        }
    }

    pub fn or_refuse<T>(&self, result: TractResult<T>) -> TractResult<T> {
        result.map_err(|e| TractError::new(self.refused(&e)))
    }
}

/// The innermost cause of an error of tract's, and what helps.
fn what(error: &TractError) -> OpError {
    let cause: String = error.root_cause().to_string().chars().take(200).collect();
    OpError::Unsupported(format!(
        "it does not fit its inputs ({cause}); export the model with fixed shapes, or this step as other operators"
    ))
}

/// The node that an error of tract's names: nodes are called `@` and their
/// position, followed by `.` and more where tract made several of one.
pub(super) fn failure(error: &TractError, labels: &[Label]) -> Failure {
    if let Some(failure) = error.downcast_ref::<Failure>() {
        return failure.clone();
    }
    let at = error.chain().filter_map(|cause| place(&cause.to_string())).find_map(|at| labels.get(at));
    match at {
        Some(label) => label.refused(error),
        None => Failure { operator: "graph".into(), node: "outputs".into(), error: what(error) },
    }
}
