//! A graph's nodes as a model of tract's, wired together.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use prost::Message;
use tract_onnx::pb;
use tract_onnx::prelude::*;
use tract_onnx::tract_hir::internal::*;

use super::super::onnx::NodeProto;
use super::super::ops;
use super::super::prepare::reads;
use super::super::tensor::Tensor as Constant;
use super::failure::Label;
use super::ours::{Node, Ours, Source};
use super::program::{Program, version};
use super::{Fact, convert, theirs};

/// The model for inputs of which this is known, before tract infers.
pub(super) fn wired(program: &Program, given: &[Fact]) -> TractResult<InferenceModel> {
    let mut wiring = Wiring::new(program);
    wiring.build(given)?;
    Ok(wiring.model)
}

/// A model of tract's while it is put together.
struct Wiring<'a> {
    program: &'a Program,
    model: InferenceModel,
    outlets: HashMap<&'a str, OutletId>,
    /// Values of inputs that are lengths.
    lengths: HashMap<&'a str, Constant>,
    sequences: Arc<Mutex<HashMap<String, Fact>>>,
    imports: pb::ModelProto,
    framework: tract_onnx::Onnx,
}

impl<'a> Wiring<'a> {
    fn new(program: &'a Program) -> Self {
        let import =
            |(domain, version): (&String, &i64)| pb::OperatorSetIdProto { domain: domain.clone(), version: *version };
        let imports =
            pb::ModelProto { opset_import: program.opsets.iter().map(import).collect(), ..Default::default() };
        Self {
            program,
            model: InferenceModel::default(),
            outlets: HashMap::new(),
            lengths: HashMap::new(),
            sequences: Arc::default(),
            imports,
            framework: tract_onnx::onnx(),
        }
    }

    fn build(&mut self, given: &[Fact]) -> TractResult<()> {
        let program = self.program;
        for (name, fact) in program.inputs.iter().zip(given) {
            if let (Some(value), false) = (&fact.value, program.constants.contains_key(name)) {
                self.lengths.insert(name, value.clone());
            } else if !program.constants.contains_key(name) {
                if let (Some(_), Ok(mut sequences)) = (&fact.items, self.sequences.lock()) {
                    sequences.insert(name.clone(), fact.clone());
                }
                let written = fact.written(&self.model.symbols);
                let outlet = self.model.add_source(format!("input {name}"), written)?;
                self.outlets.insert(name, outlet);
            }
        }
        for (at, (node, label)) in program.nodes.iter().zip(program.labels.iter()).enumerate() {
            let (op, edges) = match ops::find(&node.domain, &node.op_type) {
                Some(operator) => self.ours(node, operator, label)?,
                None => self.theirs(node, label)?,
            };
            let names = node.output.iter().filter(|o| !o.is_empty());
            let facts = names.clone().map(|_| InferenceFact::default()).collect();
            let id = self.model.add_node(format!("@{at}"), op, facts)?;
            for (slot, outlet) in edges.into_iter().enumerate() {
                self.model.add_edge(outlet, InletId::new(id, slot))?;
            }
            for (slot, name) in names.enumerate() {
                self.outlets.insert(name, OutletId::new(id, slot));
            }
        }
        let outputs: Vec<OutletId> =
            program.outputs.iter().map(|name| self.outlet(name)).collect::<TractResult<_>>()?;
        self.model.select_output_outlets(&outputs)?;
        Ok(())
    }

    /// Where a value comes from; a constant is put in when it is first asked for.
    fn outlet(&mut self, name: &'a str) -> TractResult<OutletId> {
        if let Some(outlet) = self.outlets.get(name) {
            return Ok(*outlet);
        }
        let value = self
            .program
            .constants
            .get(name)
            .or(self.lengths.get(name))
            .with_context(|| format!("nothing makes `{name}`"))?;
        let outlet = self.model.add_const(format!("constant {name}"), convert::to_tract(value)?)?;
        self.outlets.insert(name, outlet);
        Ok(outlet)
    }

    fn ours(
        &mut self,
        node: &'a NodeProto,
        operator: ops::Operator,
        label: &Label,
    ) -> TractResult<(Box<dyn InferenceOp>, Vec<OutletId>)> {
        let names = reads(node);
        let (mut edges, mut sources) = (Vec::new(), Vec::with_capacity(names.len()));
        for name in &names {
            sources.push(if name.is_empty() {
                Source::Absent
            } else if let Some(value) = self.program.constants.get(name).or(self.lengths.get(name.as_str())) {
                Source::Known(value.clone())
            } else {
                let outlet = self.outlets.get(name.as_str());
                edges.push(*outlet.with_context(|| format!("nothing makes `{name}`"))?);
                Source::Edge(edges.len() - 1)
            });
        }
        let ours = Node {
            proto: node.clone(),
            operator,
            label: label.clone(),
            opset: version(&self.program.opsets, &node.domain),
            opsets: self.program.opsets.clone(),
            sources,
            names,
            symbols: self.model.symbols.clone(),
            sequences: self.sequences.clone(),
        };
        Ok((Box::new(Ours(Arc::new(ours))), edges))
    }

    fn theirs(&mut self, node: &'a NodeProto, label: &Label) -> TractResult<(Box<dyn InferenceOp>, Vec<OutletId>)> {
        let parsed = pb::NodeProto::decode(node.encode_to_vec().as_slice())?;
        let version = version(&self.program.opsets, &node.domain);
        let op =
            theirs::operator(&self.framework, &parsed, &self.imports, version, &self.model.symbols, label.clone())?;
        let edges = node.input.iter().filter(|i| !i.is_empty()).map(|i| self.outlet(i)).collect::<TractResult<_>>()?;
        Ok((op, edges))
    }
}
