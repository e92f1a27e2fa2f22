//! A graph inside a node: a branch of If, the body of Loop and Scan.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::error::OpError;
use super::super::limits;
use super::super::onnx::GraphProto;
use super::super::prepare::free_names;
use super::super::tensor::Tensor;
use super::super::value::Value;
use super::Fact;
use super::program::{Build, Program};

/// Work of starting a plan once more.
const ROUND: u64 = 20;

/// A graph with the names that it takes from the graphs around it.
pub(crate) struct Body {
    pub captures: Vec<String>,
    program: Program,
}

impl Body {
    pub fn new(
        graph: &GraphProto,
        opsets: &Arc<HashMap<String, i64>>,
        known: &HashMap<String, Tensor>,
    ) -> Result<Self, OpError> {
        let captures = free_names(graph);
        let outputs: Vec<String> = graph.output.iter().map(|o| o.name.clone()).collect();
        let build = Build { file: "model", opsets: opsets.clone() };
        let taken = captures.iter().map(|name| (name.clone(), known.get(name).cloned())).collect();
        let program = Program::new(graph, &outputs, taken, &build).map_err(|e| OpError::Value(e.to_string()))?;
        Ok(Self { captures, program })
    }

    /// What is known of the outputs, when this is known of the inputs.
    pub fn facts(&self, inputs: &[Fact], captured: &[Option<Fact>]) -> Result<Vec<Fact>, OpError> {
        let given: Option<Vec<Fact>> = inputs.iter().cloned().map(Some).chain(captured.iter().cloned()).collect();
        let given = given.ok_or_else(|| OpError::Value("a value from outside is missing".into()))?;
        Ok(self.program.facts(&given)?)
    }

    /// Runs the graph.
    pub fn run(&self, inputs: Vec<Value>, captured: &[Option<Value>]) -> Result<Vec<Value>, OpError> {
        limits::spend(ROUND)?;
        let outside = captured.iter().map(|v| v.clone().unwrap_or(Value::Nothing));
        Ok(self.program.run(inputs.into_iter().chain(outside).collect())?)
    }
}
