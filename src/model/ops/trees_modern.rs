//! Reads TreeEnsemble of operator set 5.

use super::super::error::OpError;
use super::super::node::NodeDef;
use super::super::tensor::{Data, Tensor};
use super::forest::Forest;
use super::trees::{Mode, Raw, bad, feature, flatten};

/// TreeEnsemble of operator set 5: nodes and leaves in separate lists.
pub(crate) fn modern(def: &NodeDef, targets: usize) -> Result<(Forest, bool), OpError> {
    let tensor = |name: &'static str| -> Result<Tensor, OpError> {
        def.tensor(name)?.ok_or_else(|| OpError::Attribute(name, "is missing".into()))
    };
    let splits = tensor("nodes_splits")?;
    let double = matches!(splits.data, Data::F64(_));
    let values = splits.to_f64()?.into_owned();
    let codes: Vec<i64> = tensor("nodes_modes")?.to_i64()?.to_vec();
    let (yes, no) = (def.ints("nodes_truenodeids"), def.ints("nodes_falsenodeids"));
    let (yes_leaf, no_leaf) = (def.ints("nodes_trueleafs"), def.ints("nodes_falseleafs"));
    let features = def.ints("nodes_featureids");
    let missing = def.ints("nodes_missing_value_tracks_true");
    let n = codes.len();
    let same = [values.len(), yes.len(), no.len(), yes_leaf.len(), no_leaf.len(), features.len()];
    if same.iter().any(|&l| l != n) || !(missing.is_empty() || missing.len() == n) {
        return Err(bad(format!("{n} modes with attributes of lengths {same:?}")));
    }
    let weights = tensor("leaf_weights")?.to_f64()?.into_owned();
    let ids = def.ints("leaf_targetids");
    if ids.len() != weights.len() {
        return Err(bad(format!("{} weights for {} leaves", weights.len(), ids.len())));
    }
    let mut leaves = Vec::with_capacity(ids.len());
    for (&id, &w) in ids.iter().zip(&weights) {
        let target = u32::try_from(id).ok().filter(|&t| (t as usize) < targets);
        leaves.push(vec![(target.ok_or_else(|| bad(format!("a weight for target {id} of {targets}")))?, w)]);
    }
    let sets = members(def)?;
    let mut sets = sets.iter();
    let mut raw = Vec::with_capacity(n + leaves.len());
    let mut extra = Vec::new();
    // Leaves follow the branches in `raw`, chained set members follow those.
    let chain_start = n + leaves.len();
    for i in 0..n {
        let side = |id: i64, is_leaf: i64| -> Result<usize, OpError> {
            let limit = if is_leaf != 0 { leaves.len() } else { n };
            let id = usize::try_from(id)
                .ok()
                .filter(|&id| id < limit)
                .ok_or_else(|| bad(format!("node {i} points to {id}")))?;
            Ok(if is_leaf != 0 { n + id } else { id })
        };
        let children = [side(yes[i], yes_leaf[i])?, side(no[i], no_leaf[i])?];
        let missing_goes_true = missing.get(i).is_some_and(|&m| m != 0);
        let feature = feature(features[i])?;
        let mode = match codes[i] {
            0 => Mode::Leq,
            1 => Mode::Lt,
            2 => Mode::Gte,
            3 => Mode::Gt,
            4 => Mode::Eq,
            5 => Mode::Neq,
            6 => Mode::Eq,
            other => return Err(bad(format!("a node of mode {other}"))),
        };
        if codes[i] != 6 {
            raw.push(Raw { mode, feature, value: values[i], children, missing_goes_true, leaf: None });
            continue;
        }
        // x in {a, b, c}: x == a, else x == b, else x == c, else false.
        let set: &[f64] = sets.next().map_or(&[], Vec::as_slice);
        let (&first, rest) = set.split_first().ok_or_else(|| bad(format!("node {i} tests for an empty set")))?;
        let next = |k: usize| if k < rest.len() { chain_start + extra.len() + k } else { children[1] };
        let mut chain = Vec::new();
        for (k, &v) in rest.iter().enumerate() {
            chain.push(Raw {
                mode,
                feature,
                value: v,
                children: [children[0], next(k + 1)],
                missing_goes_true,
                leaf: None,
            });
        }
        raw.push(Raw { mode, feature, value: first, children: [children[0], next(0)], missing_goes_true, leaf: None });
        extra.extend(chain);
    }
    for k in 0..leaves.len() {
        raw.push(Raw {
            mode: Mode::Leaf,
            feature: 0,
            value: 0.0,
            children: [n + k; 2],
            missing_goes_true: false,
            leaf: Some(k),
        });
    }
    raw.extend(extra);
    let mut roots = Vec::new();
    for &r in def.ints("tree_roots") {
        roots.push(usize::try_from(r).ok().filter(|&r| r < n.max(1)).ok_or_else(|| bad(format!("a root at {r}")))?);
    }
    Ok((flatten(&raw, &roots, leaves, targets)?, double))
}

/// The sets of BRANCH_MEMBER nodes, in node order, split at NaN.
fn members(def: &NodeDef) -> Result<Vec<Vec<f64>>, OpError> {
    let Some(t) = def.tensor("membership_values")? else { return Ok(vec![]) };
    let mut sets: Vec<Vec<f64>> = vec![vec![]];
    for &v in t.to_f64()?.iter() {
        if v.is_nan() {
            sets.push(vec![]);
        } else if let Some(last) = sets.last_mut() {
            last.push(v);
        }
    }
    Ok(sets)
}
