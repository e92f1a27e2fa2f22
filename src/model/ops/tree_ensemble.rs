//! TreeEnsembleClassifier, TreeEnsembleRegressor and TreeEnsemble: sums over
//! the leaves that a row falls into, and what they mean.

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{DType, Data, Tensor, volume};
use super::super::tract::Given;
use super::facts::{Stated, classified, rows_of};
use super::forest::{Forest, Leaf, Number, Walker};
use super::labels;
use super::post_transform::PostTransform;
use super::tree_classes::{Binary, best, rounded};
use super::{trees, trees_modern};

/// Rows walked through all trees before the next ones.
const BLOCK: usize = 256;

/// How leaf weights of one target come together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aggregate {
    Sum,
    Average,
    Min,
    Max,
}

/// A forest ready to run on one width of floats.
struct Runner<N> {
    walker: Walker<N>,
    /// Where the weights of each leaf begin; one more at the end.
    starts: Vec<u32>,
    weights: Vec<(u32, N)>,
    /// Every leaf holds one weight: `weights[leaf]`.
    single: bool,
    targets: usize,
    trees: usize,
}

impl<N: Number> Runner<N> {
    fn new(forest: &Forest) -> Self {
        let (mut starts, mut weights) = (vec![0u32], Vec::new());
        for leaf in forest.leaves() {
            weights.extend(leaf.iter().map(|&(t, w)| (t, N::from_f64(w))));
            starts.push(weights.len() as u32);
        }
        let single = forest.leaves().iter().all(|l: &Leaf| l.len() == 1);
        Self { walker: forest.walker(), starts, weights, single, targets: forest.targets, trees: forest.trees() }
    }

    /// Aggregated weights `[rows, targets]`, and whether a target got any.
    fn run(&self, x: &[N], width: usize, rows: usize, how: Aggregate) -> Result<(Vec<N>, Vec<bool>), OpError> {
        let mut sums = vec![N::default(); volume(&[rows, self.targets])?];
        let mut given = vec![false; sums.len()];
        for from in (0..rows).step_by(BLOCK) {
            let count = BLOCK.min(rows - from);
            let span = from * self.targets..(from + count) * self.targets;
            let (sums, given) = (&mut sums[span.clone()], &mut given[span]);
            let x = &x[from * width..(from + count) * width];
            // Targets were checked against `targets` when the file was read.
            if how == Aggregate::Sum && self.single {
                self.walker.walk(x, width, count, |row, leaf| {
                    let (target, weight) = self.weights[leaf as usize];
                    let at = row * self.targets + target as usize;
                    sums[at] += weight;
                    given[at] = true;
                })?;
                continue;
            }
            self.walker.walk(x, width, count, |row, leaf| {
                let leaf = leaf as usize;
                for &(target, weight) in &self.weights[self.starts[leaf] as usize..self.starts[leaf + 1] as usize] {
                    let at = row * self.targets + target as usize;
                    let take = match how {
                        Aggregate::Sum | Aggregate::Average => {
                            sums[at] += weight;
                            false
                        }
                        Aggregate::Min => !given[at] || weight < sums[at],
                        Aggregate::Max => !given[at] || weight > sums[at],
                    };
                    if take {
                        sums[at] = weight;
                    }
                    given[at] = true;
                }
            })?;
        }
        if how == Aggregate::Average {
            let n = self.trees as f64;
            sums.iter_mut().for_each(|s| *s = N::from_f64(to_f64(*s) / n));
        }
        Ok((sums, given))
    }
}

fn to_f64<N: Number>(n: N) -> f64 {
    // Only for averages: 32 bits are exact in 64, 64-bit sums lose nothing
    // that their 32-bit result would show.
    f64::from(n.single())
}

/// A forest for whatever floats come in.
struct Ensemble {
    single: Option<Runner<f32>>,
    double: Runner<f64>,
    targets: usize,
}

/// What a batch of rows sums to.
struct Sums {
    rows: usize,
    values: Vec<f64>,
    /// Which targets got a weight at all.
    given: Vec<bool>,
    /// Whether sums run in 32 bits.
    single: bool,
}

impl Ensemble {
    /// `exact` keeps thresholds in 64 bits (the `_as_tensor` attributes).
    fn new(forest: &Forest, exact: bool) -> Self {
        let single = (!exact).then(|| Runner::new(forest));
        Self { single, double: Runner::new(forest), targets: forest.targets }
    }

    /// Sums in 32 bits for 32-bit and whole-number inputs, in 64 for doubles,
    /// as onnxruntime does.
    fn run(&self, t: &Tensor, how: Aggregate) -> Result<Sums, OpError> {
        let (rows, width) = labels::matrix(&t.shape)?;
        match (&self.single, &t.data) {
            (Some(single), Data::F32(_) | Data::Int(_) | Data::Bool(_)) => {
                let (sums, given) = single.run(&t.to_f32()?, width, rows, how)?;
                Ok(Sums { rows, values: sums.into_iter().map(f64::from).collect(), given, single: true })
            }
            _ => {
                let (values, given) = self.double.run(&t.to_f64()?, width, rows, how)?;
                Ok(Sums { rows, values, given, single: false })
            }
        }
    }
}

fn base_values(def: &NodeDef) -> Result<Vec<f32>, OpError> {
    match def.tensor("base_values_as_tensor")? {
        Some(t) => Ok(t.to_f32()?.into_owned()),
        None => Ok(def.floats("base_values").to_vec()),
    }
}

fn is_exact(def: &NodeDef) -> Result<bool, OpError> {
    Ok(matches!(def.tensor("nodes_values_as_tensor")?, Some(Tensor { data: Data::F64(_), .. })))
}

/// TreeEnsembleClassifier.
pub(crate) fn classifier(def: &NodeDef) -> Result<Kernel, OpError> {
    let keys = def.labels("classlabels_strings", "classlabels_int64s");
    let transform = PostTransform::of(def)?;
    let base = base_values(def)?;
    if keys.is_empty() {
        return Err(OpError::Attribute("classlabels_int64s", "no class labels".into()));
    }
    let forest = trees::classic(def, "class", keys.len())?;
    let weights = || forest.leaves().iter().flatten();
    let first = weights().next().map(|w| w.0);
    let rule = Binary {
        one_class: keys.len() == 2 && weights().all(|w| Some(w.0) == first),
        all_positive: weights().all(|w| w.1 >= 0.0),
        base: base.clone(),
        transform,
    };
    let ensemble = Ensemble::new(&forest, is_exact(def)?);
    Ok(Box::new(move |args: Args| {
        let Sums { rows, mut values, given, single } = ensemble.run(args.tensor(0)?, Aggregate::Sum)?;
        let n = ensemble.targets;
        let mut picked = Vec::with_capacity(rows);
        let mut out = Vec::with_capacity(values.len());
        for (row, given) in values.chunks_exact_mut(n).zip(given.chunks_exact(n)) {
            if let ([a, b], [given_a, given_b]) = (&*row, given) {
                let (label, columns) = rule.finish((*a, *given_a), (*b, *given_b), single);
                out.extend(columns);
                picked.push(label);
                continue;
            }
            let has_base = base.len() == n;
            if has_base {
                row.iter_mut().zip(&base).for_each(|(s, b)| *s = rounded(single, *s + f64::from(*b)));
            }
            picked.push(best(row, given, has_base));
            let from = out.len();
            out.extend(row.iter().map(|s| *s as f32));
            transform.apply(out.get_mut(from..).unwrap_or(&mut []));
        }
        Ok(vec![labels::tensor(&keys, &picked)?.into(), Tensor::f32(vec![rows, n], out)?.into()])
    }))
}

/// TreeEnsembleRegressor.
pub(crate) fn regressor(def: &NodeDef) -> Result<Kernel, OpError> {
    let targets = usize::try_from(def.int("n_targets", 1)).ok().filter(|&t| t > 0 && t < 1 << 20);
    let targets = targets.ok_or_else(|| OpError::Attribute("n_targets", "not a number of targets".into()))?;
    let how = match def.text("aggregate_function", "SUM").as_str() {
        "SUM" => Aggregate::Sum,
        "AVERAGE" => Aggregate::Average,
        "MIN" => Aggregate::Min,
        "MAX" => Aggregate::Max,
        other => return Err(OpError::Attribute("aggregate_function", other.into())),
    };
    let forest = trees::classic(def, "target", targets)?;
    let ensemble = Ensemble::new(&forest, is_exact(def)?);
    finish(ensemble, how, base_values(def)?, PostTransform::of(def)?, false)
}

fn finish(
    ensemble: Ensemble,
    how: Aggregate,
    base: Vec<f32>,
    transform: PostTransform,
    double: bool,
) -> Result<Kernel, OpError> {
    let n = ensemble.targets;
    Ok(Box::new(move |args: Args| {
        let Sums { rows, values, .. } = ensemble.run(args.tensor(0)?, how)?;
        let mut sums: Vec<f32> = values.iter().map(|s| *s as f32).collect();
        for row in sums.chunks_exact_mut(n) {
            if base.len() == n {
                row.iter_mut().zip(&base).for_each(|(s, b)| *s += b);
            }
            if n > 1 || transform == PostTransform::Probit {
                transform.apply(row);
            }
        }
        let out = Tensor::f32(vec![rows, n], sums)?;
        one(if double { super::cast::convert(out, DType::F64)? } else { out })
    }))
}

/// TreeEnsemble (operator set 5), in the type of its thresholds.
pub(crate) fn modern(def: &NodeDef) -> Result<Kernel, OpError> {
    let targets = usize::try_from(def.int("n_targets", 1)).ok().filter(|&t| t > 0 && t < 1 << 20);
    let targets = targets.ok_or_else(|| OpError::Attribute("n_targets", "not a number of targets".into()))?;
    let how = match def.int("aggregate_function", 1) {
        0 => Aggregate::Average,
        1 => Aggregate::Sum,
        2 => Aggregate::Min,
        3 => Aggregate::Max,
        other => return Err(OpError::Attribute("aggregate_function", other.to_string())),
    };
    let transform = PostTransform::from_code(def.int("post_transform", 0))?;
    let (forest, double) = trees_modern::modern(def, targets)?;
    finish(Ensemble::new(&forest, double), how, vec![], transform, double)
}

/// What TreeEnsembleClassifier makes.
pub(crate) fn classifier_facts(def: &NodeDef, given: &Given) -> Stated {
    let keys = def.labels("classlabels_strings", "classlabels_int64s");
    classified(&keys, keys.len(), given)
}

/// What TreeEnsembleRegressor makes.
pub(crate) fn regressor_facts(def: &NodeDef, given: &Given) -> Stated {
    rows_of(usize::try_from(def.int("n_targets", 1)).unwrap_or(0), DType::F32, given)
}

/// What TreeEnsemble makes: numbers of its thresholds' type.
pub(crate) fn modern_facts(def: &NodeDef, given: &Given) -> Stated {
    let double = def.tensor("nodes_splits")?.is_some_and(|t| t.dtype == DType::F64);
    let dtype = if double { DType::F64 } else { DType::F32 };
    rows_of(usize::try_from(def.int("n_targets", 1)).unwrap_or(0), dtype, given)
}
