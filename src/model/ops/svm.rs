//! SVMClassifier and SVMRegressor.

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{DType, Tensor, volume};
use super::super::tract::Given;
use super::super::value::Key;
use super::elementwise::sigmoid_f32;
use super::facts::{Stated, classified, rows_of};
use super::gemm::Packed;
use super::labels;
use super::post_transform::{PostTransform, SecondColumn};

/// A kernel with its vectors.
struct KernelDot {
    vectors: Packed,
    kind: Kind,
}

enum Kind {
    Linear,
    Poly { gamma: f32, shift: f32, degree: f32 },
    Rbf { gamma: f32 },
    Sigmoid { gamma: f32, shift: f32 },
}

impl KernelDot {
    fn new(def: &NodeDef, vectors: &[f32], count: usize, linear: bool) -> Result<Self, OpError> {
        if count == 0 || vectors.is_empty() || !vectors.len().is_multiple_of(count) {
            return Err(OpError::Attribute(
                "support_vectors",
                format!("{} numbers for {count} vectors", vectors.len()),
            ));
        }
        let depth = vectors.len() / count;
        let p = def.floats("kernel_params");
        let param = |i: usize| p.get(i).copied().unwrap_or(0.0);
        let kind = match def.text("kernel_type", "LINEAR").as_str() {
            _ if linear => Kind::Linear,
            "LINEAR" => Kind::Linear,
            "POLY" => Kind::Poly { gamma: param(0), shift: param(1), degree: param(2) },
            "RBF" => Kind::Rbf { gamma: param(0) },
            "SIGMOID" => Kind::Sigmoid { gamma: param(0), shift: param(1) },
            other => return Err(OpError::Attribute("kernel_type", other.into())),
        };
        // k is below depth and j below count.
        Ok(Self { vectors: Packed::new(depth, count, |k, j| vectors[j * depth + k]), kind })
    }

    /// `[rows, vectors]`.
    fn apply(&self, t: &Tensor) -> Result<(usize, Vec<f32>), OpError> {
        let (rows, features) = labels::matrix(&t.shape)?;
        if features != self.vectors.depth {
            return Err(OpError::Shape(format!("{features} features, vectors have {}", self.vectors.depth)));
        }
        let mut out = vec![0f32; volume(&[rows, self.vectors.columns])?];
        let x = t.to_f32()?;
        if let Kind::Rbf { gamma } = self.kind {
            self.vectors.squared_distances(&x, &mut out);
            out.iter_mut().for_each(|d| *d = (-gamma * *d).exp());
            return Ok((rows, out));
        }
        self.vectors.multiply(&x, None, &mut out);
        match self.kind {
            Kind::Poly { gamma, shift, degree } if degree.fract() == 0.0 && (0.0..16.0).contains(&degree) => {
                out.iter_mut().for_each(|v| *v = (gamma * *v + shift).powi(degree as i32));
            }
            Kind::Poly { gamma, shift, degree } => out.iter_mut().for_each(|v| *v = (gamma * *v + shift).powf(degree)),
            Kind::Sigmoid { gamma, shift } => out.iter_mut().for_each(|v| *v = (gamma * *v + shift).tanh()),
            Kind::Linear | Kind::Rbf { .. } => {}
        }
        Ok((rows, out))
    }
}

/// Classes of one-against-one machines: pairs grow with their square.
const MAX_CLASSES: usize = 2_000;

/// One-against-one machines (libsvm): a block of coefficients a pair.
struct Pairs {
    classes: usize,
    /// Where the support vectors of each class begin; one more at the end.
    starts: Vec<usize>,
    coefficients: Vec<f32>,
    rho: Vec<f32>,
    prob: Option<(Vec<f32>, Vec<f32>)>,
}

impl Pairs {
    /// Decision values of all pairs, and votes for each class.
    fn decide(&self, kernels: &[f32], values: &mut Vec<f32>, votes: &mut [usize]) {
        let count = self.starts.last().copied().unwrap_or(0);
        values.clear();
        votes.fill(0);
        let sum = |row: usize, class: usize| -> f64 {
            // Lengths were checked when the operator was built.
            let (a, b) = (self.starts[class], self.starts[class + 1]);
            let c = &self.coefficients[row * count + a..row * count + b];
            c.iter().zip(&kernels[a..b]).map(|(c, k)| f64::from(c * k)).sum()
        };
        let mut pair = 0;
        for i in 0..self.classes {
            for j in i + 1..self.classes {
                let s = sum(j - 1, i) + sum(i, j) + f64::from(self.rho[pair]);
                pair += 1;
                values.push(s as f32);
                votes[if s > 0.0 { i } else { j }] += 1;
            }
        }
    }

    /// Platt-scaled pairs coupled to class probabilities.
    fn probabilities(&self, values: &[f32], (a, b): (&[f32], &[f32])) -> Vec<f32> {
        let n = self.classes;
        let mut r = vec![0f32; n * n];
        let mut pair = 0;
        for i in 0..n {
            for j in i + 1..n {
                let p = (1.0 - sigmoid_f32(values[pair] * a[pair] + b[pair])).clamp(1e-7, 1.0 - 1e-7);
                r[i * n + j] = p;
                r[j * n + i] = 1.0 - p;
                pair += 1;
            }
        }
        couple(n, &r)
    }
}

/// Wu, Lin and Weng (2004), second method: pairwise to class probabilities.
fn couple(n: usize, r: &[f32]) -> Vec<f32> {
    let mut p = vec![1.0 / n as f32; n];
    let mut q = vec![0f32; n * n];
    for i in 0..n {
        for j in 0..n {
            if i != j {
                q[i * n + i] += r[j * n + i] * r[j * n + i];
                q[i * n + j] = -r[j * n + i] * r[i * n + j];
            }
        }
    }
    let eps = 0.005 / n as f32;
    for _ in 0..100 {
        let mut qp: Vec<f32> = q.chunks_exact(n).map(|row| row.iter().zip(&p).map(|(a, b)| a * b).sum()).collect();
        let mut pqp: f32 = p.iter().zip(&qp).map(|(a, b)| a * b).sum();
        if qp.iter().all(|v| (v - pqp).abs() < eps) {
            break;
        }
        for i in 0..n {
            let diff = (pqp - qp[i]) / q[i * n + i];
            p[i] += diff;
            pqp = (pqp + diff * (diff * q[i * n + i] + 2.0 * qp[i])) / (1.0 + diff) / (1.0 + diff);
            for j in 0..n {
                qp[j] = (qp[j] + diff * q[i * n + j]) / (1.0 + diff);
                p[j] /= 1.0 + diff;
            }
        }
    }
    p
}

fn pairs(def: &NodeDef, classes: usize, per_class: &[i64]) -> Result<Pairs, OpError> {
    let bad = |name: &'static str| OpError::Attribute(name, format!("does not fit {classes} classes"));
    if per_class.len() != classes || !(2..=MAX_CLASSES).contains(&classes) {
        return Err(bad("vectors_per_class"));
    }
    let mut starts = vec![0usize];
    for &c in per_class {
        let before = starts.last().copied().unwrap_or(0);
        let n = usize::try_from(c).ok().and_then(|c| before.checked_add(c));
        starts.push(n.ok_or_else(|| bad("vectors_per_class"))?);
    }
    let count = starts.last().copied().unwrap_or(0);
    let machines = classes * (classes - 1) / 2;
    let (coefficients, rho) = (def.floats("coefficients").to_vec(), def.floats("rho").to_vec());
    if (classes - 1).checked_mul(count).is_none_or(|n| coefficients.len() < n) {
        return Err(bad("coefficients"));
    }
    if rho.len() < machines {
        return Err(bad("rho"));
    }
    let (a, b) = (def.floats("prob_a").to_vec(), def.floats("prob_b").to_vec());
    if a.len() != b.len() || (!a.is_empty() && a.len() < machines) {
        return Err(bad("prob_a"));
    }
    let prob = (!a.is_empty()).then_some((a, b));
    Ok(Pairs { classes, starts, coefficients, rho, prob })
}

/// The label of two classes, as onnxruntime chooses it.
fn binary_label(winner: usize, weight: f32, proba: bool, all_positive: bool) -> usize {
    let above = if all_positive { weight >= 0.5 } else { weight > 0.0 };
    if !proba && above { 1 } else { winner }
}

/// SVMClassifier: pairs of support vector machines, or one linear machine a class.
pub(crate) fn classifier(def: &NodeDef) -> Result<Kernel, OpError> {
    let keys = def.labels("classlabels_strings", "classlabels_ints");
    let transform = PostTransform::of(def)?;
    let per_class = def.ints("vectors_per_class");
    let total: i64 = per_class.iter().fold(0i64, |a, b| a.saturating_add(*b));
    if keys.is_empty() {
        return Err(OpError::Attribute("classlabels_ints", "no class labels".into()));
    }
    if total <= 0 {
        return linear_machines(def, keys, transform);
    }
    let machines = pairs(def, keys.len(), per_class)?;
    let count = machines.starts.last().copied().unwrap_or(0);
    let dot = KernelDot::new(def, def.floats("support_vectors"), count, false)?;
    let all_positive = machines.coefficients.iter().all(|c| *c >= 0.0);
    Ok(Box::new(move |args: Args| {
        let (rows, kernels) = dot.apply(args.tensor(0)?)?;
        let n = machines.classes;
        let (mut values, mut votes) = (Vec::new(), vec![0usize; n]);
        let (mut out, mut picked) = (Vec::new(), Vec::with_capacity(rows));
        for row in kernels.chunks_exact(count) {
            machines.decide(row, &mut values, &mut votes);
            // The first of the most voted classes.
            let winner = votes.iter().enumerate().fold(0, |best, (i, v)| if *v > votes[best] { i } else { best });
            let proba = machines.prob.is_some();
            picked.push(if n == 2 { binary_label(winner, 0.0, proba, all_positive) } else { winner });
            match (&machines.prob, values.as_slice()) {
                (Some((a, b)), _) => {
                    let mut p = machines.probabilities(&values, (a, b));
                    transform.apply(&mut p);
                    out.extend(p);
                }
                (None, [score]) => {
                    // A logistic transform acts on the score before it is written.
                    let after = if transform == PostTransform::Logistic { PostTransform::None } else { transform };
                    let second = if transform == PostTransform::None {
                        SecondColumn::Opposite
                    } else {
                        SecondColumn::Complement
                    };
                    let score = if transform == PostTransform::Logistic { sigmoid_f32(*score) } else { *score };
                    out.extend(after.two_columns(score, second));
                }
                (None, _) => {
                    transform.apply(&mut values);
                    out.extend(&values);
                }
            }
        }
        let width = out.len().checked_div(rows).unwrap_or(0);
        Ok(vec![labels::tensor(&keys, &picked)?.into(), Tensor::f32(vec![rows, width], out)?.into()])
    }))
}

fn linear_machines(def: &NodeDef, keys: Vec<Key>, transform: PostTransform) -> Result<Kernel, OpError> {
    let dot = KernelDot::new(def, def.floats("coefficients"), keys.len(), true)?;
    let rho = def.floats("rho").first().copied().unwrap_or(0.0);
    let all_positive = def.floats("coefficients").iter().all(|c| *c >= 0.0);
    Ok(Box::new(move |args: Args| {
        let (rows, mut out) = dot.apply(args.tensor(0)?)?;
        let n = keys.len();
        out.iter_mut().for_each(|v| *v += rho);
        let mut picked = Vec::with_capacity(rows);
        for row in out.chunks_exact_mut(n) {
            let winner = labels::largest(row);
            let weight = row.get(winner).copied().unwrap_or(0.0);
            picked.push(if n == 2 { binary_label(winner, weight, false, all_positive) } else { winner });
            transform.apply(row);
        }
        Ok(vec![labels::tensor(&keys, &picked)?.into(), Tensor::f32(vec![rows, n], out)?.into()])
    }))
}

/// SVMRegressor; as a one-class machine it answers 1 or -1.
pub(crate) fn regressor(def: &NodeDef) -> Result<Kernel, OpError> {
    let count = usize::try_from(def.int("n_supports", 0)).unwrap_or(0);
    let one_class = def.int("one_class", 0) != 0;
    let transform = PostTransform::of(def)?;
    let rho = def.floats("rho").first().copied().unwrap_or(0.0);
    let coefficients = def.floats("coefficients").to_vec();
    let dot = if count > 0 {
        if coefficients.len() < count {
            return Err(OpError::Attribute("coefficients", format!("{} for {count} vectors", coefficients.len())));
        }
        KernelDot::new(def, def.floats("support_vectors"), count, false)?
    } else {
        KernelDot::new(def, &coefficients, 1, true)?
    };
    Ok(Box::new(move |args: Args| {
        let (rows, kernels) = dot.apply(args.tensor(0)?)?;
        let mut out: Vec<f32> = if count > 0 {
            let sum =
                |row: &[f32]| row.iter().zip(&coefficients).map(|(k, c)| f64::from(k * c)).sum::<f64>() as f32 + rho;
            kernels.chunks_exact(count).map(sum).collect()
        } else {
            kernels.iter().map(|v| v + rho).collect()
        };
        if one_class {
            out.iter_mut().for_each(|v| *v = if *v > 0.0 { 1.0 } else { -1.0 });
        } else if matches!(transform, PostTransform::Logistic | PostTransform::Probit) {
            transform.apply(&mut out);
        }
        one(Tensor::f32(vec![rows, 1], out)?)
    }))
}

/// What SVMClassifier makes.
pub(crate) fn classifier_facts(def: &NodeDef, given: &Given) -> Stated {
    let keys = def.labels("classlabels_strings", "classlabels_ints");
    let n = keys.len();
    let machines = def.ints("vectors_per_class").iter().any(|&c| c > 0);
    let width = if !machines || n == 2 || !def.floats("prob_a").is_empty() { n } else { n * n.saturating_sub(1) / 2 };
    classified(&keys, width, given)
}

/// What SVMRegressor makes.
pub(crate) fn regressor_facts(_: &NodeDef, given: &Given) -> Stated {
    rows_of(1, DType::F32, given)
}
