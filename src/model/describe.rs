//! What a model file is, in figures: inputs, classes, operators, sizes.

use std::collections::BTreeMap;

use super::onnx::{AttributeProto, GraphProto, ModelProto, TensorProto};

use super::batch::InputSpec;
use super::output::Plan;
use super::scores::ScoreKind;

/// How often an operator stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperatorCount {
    /// Operator name.
    pub operator: String,
    /// Domain; empty for the standard's own.
    pub domain: String,
    /// Number of nodes, subgraphs included.
    pub count: usize,
}

/// What a model file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Description {
    /// File name as given when loading.
    pub file: String,
    /// Size of the file in bytes.
    pub bytes: usize,
    /// Program that wrote the file, e.g. `skl2onnx`; empty when not said.
    pub producer: String,
    /// Version of that program.
    pub producer_version: String,
    /// Version of the ONNX file format.
    pub ir_version: i64,
    /// Imported operator sets: domain (empty for the standard's own), version.
    pub opsets: Vec<(String, i64)>,
    /// Inputs that a case must supply.
    pub inputs: Vec<InputSpec>,
    /// Names of all outputs.
    pub outputs: Vec<String>,
    /// Outputs that are read as scores.
    pub score_outputs: Vec<String>,
    /// Output that is read as the label.
    pub label_output: Option<String>,
    /// Class labels in column order; empty when the file does not say.
    pub classes: Vec<String>,
    /// Whether the scores are probabilities.
    pub kind: ScoreKind,
    /// Operators by how often they stand in the file, most frequent first.
    pub operators: Vec<OperatorCount>,
    /// Numbers in weights, coefficients, support vectors and tree nodes.
    pub parameters: usize,
    /// Number of decision trees.
    pub trees: usize,
    /// Longest path from a root to a leaf, in branches.
    pub tree_depth: usize,
    /// Number of tree nodes, leaves included.
    pub tree_nodes: usize,
}

/// Lists of numbers that are learned.
fn is_parameter(name: &str) -> bool {
    matches!(
        name,
        "coefficients"
            | "intercepts"
            | "support_vectors"
            | "rho"
            | "prob_a"
            | "prob_b"
            | "offset"
            | "scale"
            | "weights"
            | "nodes_values"
            | "class_weights"
            | "target_weights"
            | "base_values"
            | "imputed_value_floats"
            | "kernel_params"
            | "nodes_splits"
            | "leaf_weights"
    )
}

/// Number of elements; 0 for shapes that are none.
fn size(t: &TensorProto) -> usize {
    t.dims.iter().try_fold(1usize, |n, &d| n.checked_mul(usize::try_from(d).ok()?)).unwrap_or(0)
}

/// Counts over a graph and its subgraphs.
#[derive(Default)]
pub(crate) struct Tally {
    operators: BTreeMap<(String, String), usize>,
    parameters: usize,
    trees: usize,
    tree_depth: usize,
    tree_nodes: usize,
}

impl Tally {
    /// Counts a whole graph.
    pub fn of(graph: &GraphProto) -> Self {
        let mut tally = Self::default();
        tally.graph(graph);
        tally
    }

    fn graph(&mut self, graph: &GraphProto) {
        for t in &graph.initializer {
            self.parameters = self.parameters.saturating_add(size(t));
        }
        for node in &graph.node {
            *self.operators.entry((node.domain.clone(), node.op_type.clone())).or_default() += 1;
            for a in &node.attribute {
                if is_parameter(&a.name) || a.name.ends_with("_as_tensor") {
                    let size = a.t.as_ref().map_or(0, size);
                    self.parameters = self.parameters.saturating_add(a.floats.len()).saturating_add(size);
                }
                if let Some(g) = &a.g {
                    self.graph(g);
                }
            }
            if node.op_type.starts_with("TreeEnsemble") {
                self.trees(&node.attribute);
            }
        }
    }

    fn trees(&mut self, attributes: &[AttributeProto]) {
        let ints = |name: &str| attributes.iter().find(|a| a.name == name).map_or(&[][..], |a| &a.ints);
        let roots = ints("tree_roots");
        if !roots.is_empty() {
            // Operator set 5: branches and leaves are listed apart.
            let sides = [("nodes_truenodeids", "nodes_trueleafs"), ("nodes_falsenodeids", "nodes_falseleafs")];
            let sides = sides.map(|(child, leaf)| (ints(child), ints(leaf)));
            self.trees += roots.len();
            self.tree_nodes += ints("nodes_featureids").len() + ints("leaf_targetids").len();
            self.tree_depth = self.tree_depth.max(modern_depth(roots, sides));
            return;
        }
        let (trees, ids) = (ints("nodes_treeids"), ints("nodes_nodeids"));
        let (yes, no) = (ints("nodes_truenodeids"), ints("nodes_falsenodeids"));
        self.tree_nodes += trees.len();
        let mut distinct = trees.to_vec();
        distinct.sort_unstable();
        distinct.dedup();
        self.trees += distinct.len();
        self.tree_depth = self.tree_depth.max(depth(trees, ids, yes, no));
    }
}

/// Depth of the deepest tree, by passing depths down from parents; files list
/// parents before children, and a few rounds settle those that do not.
fn depth(trees: &[i64], ids: &[i64], yes: &[i64], no: &[i64]) -> usize {
    let at: std::collections::HashMap<(i64, i64), usize> =
        trees.iter().zip(ids).enumerate().map(|(i, (&t, &n))| ((t, n), i)).collect();
    let mut depth = vec![0usize; trees.len()];
    for _ in 0..8 {
        let mut changed = false;
        for (i, (&t, (&y, &n))) in trees.iter().zip(yes.iter().zip(no)).enumerate() {
            for child in [y, n] {
                let Some(&c) = at.get(&(t, child)).filter(|&&c| c != i) else { continue };
                // Leaves write 0 for their children: the root is nobody's child.
                let below = depth[i] + 1; // one entry a node
                if ids.get(c) != Some(&0) && below > depth[c] && below <= trees.len() {
                    depth[c] = below;
                    changed = true;
                }
            }
        }
        if !changed {
            break;
        }
    }
    depth.into_iter().max().unwrap_or(0)
}

/// Depth of the deepest tree of operator set 5, level by level; each branch is
/// visited once, so that malformed trees end as well.
fn modern_depth(roots: &[i64], sides: [(&[i64], &[i64]); 2]) -> usize {
    let mut seen = std::collections::HashSet::new();
    let (mut level, mut depth) = (roots.to_vec(), 0);
    while !level.is_empty() {
        let mut below = Vec::new();
        for at in level {
            let Some(i) = usize::try_from(at).ok().filter(|_| seen.insert(at)) else { continue };
            for (children, leaves) in sides {
                if let (Some(&child), Some(0)) = (children.get(i), leaves.get(i)) {
                    below.push(child);
                }
            }
        }
        depth += 1;
        level = below;
    }
    depth
}

/// Describes a decoded model.
pub(crate) fn describe(
    model: &ModelProto,
    outputs: Vec<String>,
    tally: Tally,
    inputs: &[InputSpec],
    plan: &Plan,
    file: &str,
    bytes: usize,
) -> Description {
    let mut operators: Vec<OperatorCount> = tally
        .operators
        .into_iter()
        .map(|((domain, operator), count)| OperatorCount { operator, domain, count })
        .collect();
    operators.sort_by_key(|o| std::cmp::Reverse(o.count));
    Description {
        file: file.into(),
        bytes,
        producer: model.producer_name.clone(),
        producer_version: model.producer_version.clone(),
        ir_version: model.ir_version,
        opsets: model.opset_import.iter().map(|o| (o.domain.clone(), o.version)).collect(),
        inputs: inputs.to_vec(),
        outputs,
        score_outputs: plan.scores.clone(),
        label_output: plan.label.clone(),
        classes: plan.classes.iter().map(ToString::to_string).collect(),
        kind: plan.kind,
        operators,
        parameters: tally.parameters,
        trees: tally.trees,
        tree_depth: tally.tree_depth,
        tree_nodes: tally.tree_nodes,
    }
}
