//! The adapter: a kernel of `ops` as an operator of tract's.
//!
//! While tract infers, the operator's rule states types and shapes; what is
//! known to be the same for all cases is handed to it. When tract knows all
//! that it will, the kernel is built and becomes an operator of the plan, which
//! is given only what differs from case to case.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex};

use tract_onnx::prelude::*;
use tract_onnx::tract_hir::internal::*;

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef};
use super::super::onnx::{GraphProto, NodeProto};
use super::super::ops::Operator;
use super::super::tensor::Tensor as Constant;
use super::super::value::Value;
use super::body::Body;
use super::convert;
use super::failure::Label;
use super::run::Run;
use super::{Fact, Given};

/// Constants above this many bytes are not made before they are needed.
const MAX_FOLDED_BYTES: usize = 64 << 20;

/// Where a kernel's input comes from.
#[derive(Clone)]
pub(super) enum Source {
    /// Left out.
    Absent,
    /// The same for all cases.
    Known(Constant),
    /// An input of the operator in tract's graph.
    Edge(usize),
}

/// A node that is run by a kernel of ours.
pub(super) struct Node {
    pub proto: NodeProto,
    pub operator: Operator,
    pub label: Label,
    pub opsets: Arc<HashMap<String, i64>>,
    pub opset: i64,
    /// The node's inputs, then what its graphs take from outside.
    pub sources: Vec<Source>,
    pub symbols: SymbolScope,
    /// What is known of sequences by name: tract does not look into them.
    pub sequences: Arc<Mutex<HashMap<String, Fact>>>,
    /// Names of the sources.
    pub names: Vec<String>,
}

impl Node {
    /// Places of the outputs that have a name.
    fn outputs(&self) -> impl Iterator<Item = (usize, &String)> {
        self.proto.output.iter().enumerate().filter(|(_, name)| !name.is_empty())
    }

    /// Calls `f` with the node as a builder sees it.
    fn with_def<T>(
        &self,
        constants: Vec<Option<Constant>>,
        f: impl FnOnce(&NodeDef) -> Result<T, OpError>,
    ) -> Result<T, OpError> {
        let known: HashMap<String, Constant> =
            self.names.iter().cloned().zip(&constants).filter_map(|(n, c)| Some((n, c.clone()?))).collect();
        let compile = |graph: &GraphProto| Body::new(graph, &self.opsets, &known);
        f(&NodeDef { proto: &self.proto, opset: self.opset, constants, compile: &compile })
    }

    fn build(&self, constants: Vec<Option<Constant>>) -> Result<Kernel, OpError> {
        self.with_def(constants, |def| (self.operator.build)(def))
    }

    /// What is known of every source; `None` while a type or a shape is open.
    fn given(&self, inputs: &[&InferenceFact]) -> Option<Given> {
        let one = |(source, name): (&Source, &String)| match source {
            Source::Absent => Some(None),
            Source::Known(value) => Some(Some(Fact::constant(value))),
            Source::Edge(k) => {
                let fact = Fact::read(inputs.get(*k)?)?;
                if fact.items.is_some() {
                    return Some(Some(self.sequences.lock().ok()?.get(name).cloned().unwrap_or(fact)));
                }
                Some(Some(fact))
            }
        };
        self.sources.iter().zip(&self.names).map(one).collect::<Option<_>>().map(Given)
    }

    fn state(&self, given: &Given) -> Result<Vec<Fact>, OpError> {
        let constants = given.0.iter().map(|f| f.as_ref().and_then(|f| f.value.clone())).collect();
        self.with_def(constants, |def| (self.operator.facts)(def, given))
    }

    /// The outputs, when every input is known; `None` leaves them for later.
    fn folded(&self, given: &Given) -> Option<Vec<Constant>> {
        let values: Option<Vec<Option<Constant>>> =
            given.0.iter().map(|f| f.as_ref().map_or(Some(None), |f| f.value.clone().map(Some))).collect();
        let values = values?;
        let kernel = self.build(values.clone()).ok()?;
        // A fold that fails is left to the run, which reports it.
        let made = kernel(Args(values.into_iter().map(|v| v.map(Value::Tensor)).collect())).ok()?;
        let made: Vec<Constant> = made.into_iter().map(Value::into_tensor).collect::<Result<_, _>>().ok()?;
        let complete = self.outputs().all(|(at, _)| at < made.len());
        (complete && made.iter().map(Constant::bytes).sum::<usize>() <= MAX_FOLDED_BYTES).then_some(made)
    }
}

/// A node while tract infers.
#[derive(Clone)]
pub(super) struct Ours(pub Arc<Node>);

impl fmt::Debug for Ours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.label.operator)
    }
}

impl PartialEq for Ours {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Ours {}

impl Op for Ours {
    fn name(&self) -> StaticName {
        self.0.label.operator.clone().into()
    }

    not_a_typed_op!();
}

impl EvalOp for Ours {
    not_out_of_plan!();
}

type Facts = TVec<InferenceFact>;

impl InferenceOp for Ours {
    fn infer_facts(
        &mut self,
        inputs: TVec<&InferenceFact>,
        outputs: TVec<&InferenceFact>,
        observed: TVec<&InferenceFact>,
    ) -> TractResult<(Facts, Facts, Facts)> {
        let node = &self.0;
        let own = |facts: &[&InferenceFact]| facts.iter().map(|f| (*f).clone()).collect::<Facts>();
        let mut made = own(&outputs);
        // What has been stated once stays: symbols are made only once.
        let stated = made.iter().all(|f| f.datum_type.is_concrete() && f.shape.is_concrete());
        if let Some(given) = node.given(&inputs).filter(|_| !stated || made.is_empty()) {
            if let Some(values) = node.folded(&given) {
                for (fact, (at, _)) in made.iter_mut().zip(node.outputs()) {
                    *fact = convert::to_tract(&values[at])?.into_arc_tensor().try_into()?;
                }
            } else {
                let facts = node.state(&given).map_err(|e| node.label.failed(e))?;
                for (fact, (at, name)) in made.iter_mut().zip(node.outputs()) {
                    let Some(stated) = facts.get(at) else {
                        return Err(node.label.failed(OpError::Value("an output is not made".into())).into());
                    };
                    if let (Some(_), Ok(mut sequences)) = (&stated.items, node.sequences.lock()) {
                        sequences.insert(name.clone(), stated.clone());
                    }
                    *fact = stated.written(&node.symbols);
                }
            }
        }
        Ok((own(&inputs), made, own(&observed)))
    }

    fn nboutputs(&self) -> TractResult<usize> {
        Ok(self.0.outputs().count())
    }

    fn to_typed(
        &self,
        _: &InferenceModel,
        node: &InferenceNode,
        target: &mut TypedModel,
        mapping: &HashMap<OutletId, OutletId>,
    ) -> TractResult<TVec<OutletId>> {
        let ours = &self.0;
        let mut edges: TVec<OutletId> = tvec![];
        let mut sources = Vec::with_capacity(ours.sources.len());
        for source in &ours.sources {
            let Source::Edge(k) = source else {
                sources.push(source.clone());
                continue;
            };
            let outlet = mapping[&node.inputs[*k]];
            let fact = target.outlet_fact(outlet)?;
            match fact.konst.as_ref().filter(|t| t.is_plain_ram()).and_then(|t| convert::from_tract(t).ok()) {
                Some(value) => sources.push(Source::Known(value)),
                None => {
                    sources.push(Source::Edge(edges.len()));
                    edges.push(outlet);
                }
            }
        }
        let constants =
            sources.iter().map(|s| if let Source::Known(value) = s { Some(value.clone()) } else { None }).collect();
        let kernel = ours.build(constants).map_err(|e| ours.label.failed(e))?;
        let facts = ours.label.or_refuse(node.outputs.iter().map(|o| TypedFact::try_from(&o.fact)).collect())?;
        let outputs: Vec<usize> = ours.outputs().map(|(at, _)| at).collect();
        let run = Run::new(kernel, ours.clone(), sources, outputs, facts);
        if edges.is_empty() {
            let values = run.call(tvec![])?;
            let constants = values.into_iter().enumerate();
            return constants
                .map(|(i, t)| target.add_const(format!("{}.{i}", node.name), t.into_arc_tensor()))
                .collect();
        }
        target.wire_node(node.name.clone(), run, &edges)
    }

    as_op!();
}
