//! Reads tree ensembles (TreeEnsembleClassifier, TreeEnsembleRegressor; see
//! `trees_modern` for TreeEnsemble) into flat [`Forest`]s, and refuses trees that make no sense.

use std::collections::HashMap;

use super::super::error::OpError;
use super::super::node::NodeDef;
use super::forest::{Forest, Leaf, Test};

/// Comparison at a branch, true side first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Leq,
    Lt,
    Gte,
    Gt,
    Eq,
    Neq,
    Leaf,
}

/// A node as the file gives it, children by position.
pub(super) struct Raw {
    pub mode: Mode,
    pub feature: u32,
    pub value: f64,
    pub children: [usize; 2],
    pub missing_goes_true: bool,
    pub leaf: Option<usize>,
}

pub(super) fn bad(what: impl Into<String>) -> OpError {
    OpError::Value(format!("malformed trees: {}", what.into()))
}

fn mode(text: &[u8]) -> Result<Mode, OpError> {
    Ok(match text {
        b"BRANCH_LEQ" => Mode::Leq,
        b"BRANCH_LT" => Mode::Lt,
        b"BRANCH_GTE" => Mode::Gte,
        b"BRANCH_GT" => Mode::Gt,
        b"BRANCH_EQ" => Mode::Eq,
        b"BRANCH_NEQ" => Mode::Neq,
        b"LEAF" => Mode::Leaf,
        other => return Err(bad(format!("a node of mode {}", String::from_utf8_lossy(other)))),
    })
}

/// Numbers from `name_as_tensor`, or from the plain attribute.
fn numbers(def: &NodeDef, name: &str, tensor: &'static str) -> Result<Vec<f64>, OpError> {
    match def.tensor(tensor)? {
        Some(t) => Ok(t.to_f64()?.into_owned()),
        None => Ok(def.floats(name).iter().map(|&v| f64::from(v)).collect()),
    }
}

/// Classic ensembles: `nodes_*` attributes and weights named `stem_*`.
pub(crate) fn classic(def: &NodeDef, stem: &str, targets: usize) -> Result<Forest, OpError> {
    let trees = def.ints("nodes_treeids");
    let ids = def.ints("nodes_nodeids");
    let n = trees.len();
    let modes = def.proto.attribute.iter().find(|a| a.name == "nodes_modes").map_or(&[][..], |a| &a.strings);
    let (yes, no, features) =
        (def.ints("nodes_truenodeids"), def.ints("nodes_falsenodeids"), def.ints("nodes_featureids"));
    let values = numbers(def, "nodes_values", "nodes_values_as_tensor")?;
    let missing = def.ints("nodes_missing_value_tracks_true");
    let same = [ids.len(), modes.len(), yes.len(), no.len(), features.len(), values.len()];
    if n == 0 || same.iter().any(|&len| len != n) || !(missing.is_empty() || missing.len() == n) {
        return Err(bad(format!("{n} tree ids with attributes of lengths {same:?}")));
    }
    // All lists below have n entries.
    let mut at = HashMap::with_capacity(n);
    for i in 0..n {
        if at.insert((trees[i], ids[i]), i).is_some() {
            return Err(bad(format!("node {} of tree {} is given twice", ids[i], trees[i])));
        }
    }
    let mut raw = Vec::with_capacity(n);
    for i in 0..n {
        let mode = mode(&modes[i])?;
        let child = |id: i64| {
            at.get(&(trees[i], id)).copied().ok_or_else(|| {
                bad(format!("node {} of tree {} points to node {id}, which is not there", ids[i], trees[i]))
            })
        };
        let children = if mode == Mode::Leaf { [i, i] } else { [child(yes[i])?, child(no[i])?] };
        raw.push(Raw {
            mode,
            feature: feature(if mode == Mode::Leaf { 0 } else { features[i] })?,
            value: values[i],
            children,
            missing_goes_true: missing.get(i).is_some_and(|&m| m != 0),
            leaf: (mode == Mode::Leaf).then_some(i),
        });
    }
    let leaves = weights(def, stem, targets, n, &at)?;
    let mut roots = Vec::new();
    let mut seen = HashMap::new();
    let mut is_child = vec![false; n];
    for (i, r) in raw.iter().enumerate() {
        for &c in r.children.iter().filter(|&&c| c != i) {
            is_child[c] = true;
        }
    }
    // The root is the node that nobody points to; the first one as the file lists them.
    for i in (0..n).filter(|&i| !is_child[i]) {
        if seen.insert(trees[i], i).is_none() {
            roots.push(i);
        }
    }
    let named: std::collections::HashSet<i64> = trees.iter().copied().collect();
    if named.len() != roots.len() {
        return Err(bad("a tree whose nodes point in a circle"));
    }
    // Trees are summed in the order in which the file first names them.
    let mut order: HashMap<i64, usize> = HashMap::new();
    for &t in trees {
        let next = order.len();
        order.entry(t).or_insert(next);
    }
    roots.sort_by_key(|&r| order.get(&trees[r]).copied());
    flatten(&raw, &roots, leaves, targets)
}

pub(super) fn feature(id: i64) -> Result<u32, OpError> {
    u32::try_from(id).ok().filter(|&f| f < 1 << 30).ok_or_else(|| bad(format!("feature {id}")))
}

/// Weights of each node, from `stem_treeids` and its companions.
fn weights(
    def: &NodeDef,
    stem: &str,
    targets: usize,
    nodes: usize,
    at: &HashMap<(i64, i64), usize>,
) -> Result<Vec<Leaf>, OpError> {
    let name = |rest: &str| format!("{stem}_{rest}");
    let (trees, ids, classes) = (def.ints(&name("treeids")), def.ints(&name("nodeids")), def.ints(&name("ids")));
    let tensor = if stem == "class" { "class_weights_as_tensor" } else { "target_weights_as_tensor" };
    let values = numbers(def, &name("weights"), tensor)?;
    if [ids.len(), classes.len(), values.len()].iter().any(|&l| l != trees.len()) {
        return Err(bad(format!("{} weights for {} places", values.len(), trees.len())));
    }
    let mut leaves = vec![Leaf::new(); nodes];
    for (k, value) in values.iter().enumerate() {
        let class = u32::try_from(classes[k])
            .ok()
            .filter(|&c| (c as usize) < targets)
            .ok_or_else(|| bad(format!("a weight for class {} of {targets}", classes[k])))?;
        let node = at
            .get(&(trees[k], ids[k]))
            .ok_or_else(|| bad(format!("a weight at node {} of tree {}, which is not there", ids[k], trees[k])))?;
        leaves[*node].push((class, *value));
    }
    Ok(leaves)
}

/// Positions that the flat form may take: guards against `BRANCH_EQ` chains.
const MAX_NODES: usize = 40_000_000;

/// The nodes that a root leads to, parents before children: depth first,
/// the true side right after its parent.
fn layout(raw: &[Raw], root: usize, state: &mut HashMap<usize, bool>) -> Result<Vec<usize>, OpError> {
    state.clear();
    let mut order = Vec::new();
    let mut stack = vec![(root, 0usize)];
    while let Some((i, next)) = stack.pop() {
        let node = raw.get(i).ok_or_else(|| bad("a node beyond the list"))?;
        if next == 0 {
            // true: all below it is placed.
            match state.get(&i) {
                Some(true) => continue,
                Some(false) => return Err(bad("a tree whose nodes point in a circle")),
                None => state.insert(i, false),
            };
        }
        match node.children.iter().rev().nth(next) {
            Some(&child) if node.leaf.is_none() => {
                stack.push((i, next + 1));
                if state.get(&child) == Some(&false) {
                    return Err(bad("a tree whose nodes point in a circle"));
                }
                stack.push((child, 0));
            }
            _ => {
                state.insert(i, true);
                order.push(i);
            }
        }
    }
    order.reverse();
    Ok(order)
}

/// Lays out each tree, branches turned into `x <= t` and `x < t` tests. A
/// node may have several parents: exporters share the target of a category
/// list that way.
pub(super) fn flatten(raw: &[Raw], roots: &[usize], leaves: Vec<Leaf>, targets: usize) -> Result<Forest, OpError> {
    let mut forest = Forest::new(targets);
    let mut state = HashMap::new();
    for &root in roots {
        let order = layout(raw, root, &mut state)?;
        if forest.len() + 2 * order.len() > MAX_NODES {
            return Err(OpError::Limit(format!("more than {MAX_NODES} tree nodes")));
        }
        let mut at = forest.len();
        let mut place = HashMap::with_capacity(order.len());
        for &i in &order {
            place.insert(i, at);
            // A test for equality takes two places.
            at += if matches!(raw[i].mode, Mode::Eq | Mode::Neq) { 2 } else { 1 };
        }
        forest.add_root(forest.len());
        for &i in &order {
            let node = &raw[i]; // layout() only names nodes of the list
            if let Some(leaf) = node.leaf {
                forest.add_leaf(leaves.get(leaf).map_or(&[][..], |l| l));
                continue;
            }
            let [yes, no] = node.children.map(|c| place.get(&c).copied().unwrap_or(0));
            add_branch(&mut forest, node, yes, no);
        }
    }
    forest.finish()?;
    Ok(forest)
}

/// One branch in the flat form.
fn add_branch(forest: &mut Forest, node: &Raw, yes: usize, no: usize) {
    let at = forest.len();
    let (t, f) = (node.value, node.feature);
    // NaN goes to the false side unless the node says otherwise.
    let nan = node.missing_goes_true;
    let (test, swapped) = match node.mode {
        Mode::Lt => (Test::Below, false),
        Mode::Gte => (Test::Below, true),
        Mode::Gt => (Test::AtMost, true),
        Mode::Eq | Mode::Neq => {
            // x == t: at most t, and not below it. `!=` is true for NaN.
            let (equal, other) = if node.mode == Mode::Eq { (yes, no) } else { (no, yes) };
            forest.add_test(f, t, Test::AtMost, node.mode == Mode::Eq && nan);
            forest.add_test(f, t, Test::Below, false);
            forest.link(at, 0, at + 1);
            forest.link(at, 1, other);
            forest.link(at + 1, 0, other);
            forest.link(at + 1, 1, equal);
            return;
        }
        Mode::Leq | Mode::Leaf => (Test::AtMost, false),
    };
    forest.add_test(f, t, test, nan != swapped);
    let (left, right) = if swapped { (no, yes) } else { (yes, no) };
    forest.link(at, 0, left);
    forest.link(at, 1, right);
}
