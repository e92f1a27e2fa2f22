//! RNN, GRU and LSTM, every direction. tract 0.23.9 reads `reverse` wrongly
//! (see docs/tract-notes.md), so they are ours.

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef};
use super::super::tensor::{DType, Tensor, volume};
use super::super::tract::Given;
use super::arrange::permute;
use super::facts::Stated;
use super::gemm::Packed;

type Activation = Box<dyn Fn(f32) -> f32 + Send + Sync>;

fn activation(name: &str, alpha: Option<f32>, beta: Option<f32>) -> Result<Activation, OpError> {
    let sigmoid = super::elementwise::sigmoid_f32;
    Ok(match name.to_ascii_lowercase().as_str() {
        "sigmoid" => Box::new(sigmoid),
        "tanh" => Box::new(f32::tanh),
        "relu" => Box::new(|x: f32| x.max(0.0)),
        "affine" => {
            let (a, b) = (alpha.unwrap_or(1.0), beta.unwrap_or(0.0));
            Box::new(move |x| a * x + b)
        }
        "leakyrelu" => {
            let a = alpha.unwrap_or(0.01);
            Box::new(move |x| if x < 0.0 { a * x } else { x })
        }
        "thresholdedrelu" => {
            let a = alpha.unwrap_or(1.0);
            Box::new(move |x| if x > a { x } else { 0.0 })
        }
        "scaledtanh" => {
            let (a, b) = (alpha.unwrap_or(1.0), beta.unwrap_or(1.0));
            Box::new(move |x: f32| a * (b * x).tanh())
        }
        "hardsigmoid" => {
            let (a, b) = (alpha.unwrap_or(0.2), beta.unwrap_or(0.5));
            Box::new(move |x| (a * x + b).clamp(0.0, 1.0))
        }
        "elu" => {
            let a = alpha.unwrap_or(1.0);
            Box::new(move |x: f32| if x < 0.0 { a * x.exp_m1() } else { x })
        }
        "softsign" => Box::new(|x: f32| x / (1.0 + x.abs())),
        "softplus" => Box::new(|x: f32| x.exp().ln_1p()),
        other => return Err(OpError::Attribute("activations", other.into())),
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Cell {
    Rnn,
    Gru,
    Lstm,
}

impl Cell {
    fn gates(self) -> usize {
        match self {
            Self::Rnn => 1,
            Self::Gru => 3,
            Self::Lstm => 4,
        }
    }

    fn default_activations(self) -> &'static [&'static str] {
        match self {
            Self::Rnn => &["Tanh"],
            Self::Gru => &["Sigmoid", "Tanh"],
            Self::Lstm => &["Sigmoid", "Tanh", "Tanh"],
        }
    }
}

struct Settings {
    cell: Cell,
    backwards: Vec<bool>,
    /// For each direction, its activations.
    functions: Vec<Vec<Activation>>,
    clip: Option<f32>,
    linear_before_reset: bool,
    input_forget: bool,
    batch_first: bool,
}

fn settings(def: &NodeDef) -> Result<Settings, OpError> {
    let cell = match def.proto.op_type.as_str() {
        "RNN" => Cell::Rnn,
        "GRU" => Cell::Gru,
        _ => Cell::Lstm,
    };
    let backwards = match def.text("direction", "forward").as_str() {
        "forward" => vec![false],
        "reverse" => vec![true],
        "bidirectional" => vec![false, true],
        other => return Err(OpError::Attribute("direction", other.into())),
    };
    let names: Vec<String> = def.texts("activations").iter().map(ToString::to_string).collect();
    let (alpha, beta) = (def.floats("activation_alpha"), def.floats("activation_beta"));
    let per = cell.default_activations().len();
    let mut functions = Vec::new();
    for d in 0..backwards.len() {
        let mut own = Vec::new();
        for (k, default) in cell.default_activations().iter().enumerate() {
            let at = d * per + k;
            let name = names.get(at).map_or(*default, String::as_str);
            own.push(activation(name, alpha.get(at).copied(), beta.get(at).copied())?);
        }
        functions.push(own);
    }
    Ok(Settings {
        cell,
        backwards,
        functions,
        clip: def.has("clip").then(|| def.float("clip", 0.0)),
        linear_before_reset: def.int("linear_before_reset", 0) != 0,
        input_forget: def.int("input_forget", 0) != 0,
        batch_first: def.int("layout", 0) != 0,
    })
}

/// Weights of one direction.
struct Weights {
    input: Packed,
    recurrent: Packed,
    /// Input and recurrent bias, `gates * hidden` each.
    bias: Vec<f32>,
    recurrent_bias: Vec<f32>,
    /// Peepholes of the LSTM (input, output, forget), or zeros.
    peepholes: Vec<f32>,
}

/// Builds RNN, GRU or LSTM.
pub(crate) fn recurrent(def: &NodeDef) -> Result<Kernel, OpError> {
    let settings = settings(def)?;
    Ok(Box::new(move |args: Args| run(&settings, &args)))
}

fn weights(s: &Settings, args: &Args, d: usize, width: usize, hidden: usize) -> Result<Weights, OpError> {
    let rows = s.cell.gates() * hidden;
    let part = |at: usize, len: usize| -> Result<Option<Vec<f32>>, OpError> {
        let Some(t) = args.optional(at)? else { return Ok(None) };
        let v = t.to_f32()?;
        let part = v.get(d * len..(d + 1) * len).ok_or_else(|| OpError::Shape(format!("weights {:?}", t.shape)))?;
        Ok(Some(part.to_vec()))
    };
    let missing = || OpError::Value("weights are missing".into());
    let w = part(1, rows * width)?.ok_or_else(missing)?;
    let r = part(2, rows * hidden)?.ok_or_else(missing)?;
    let both = part(3, 2 * rows)?.unwrap_or_else(|| vec![0.0; 2 * rows]);
    let (bias, recurrent_bias) = both.split_at(rows);
    Ok(Weights {
        // k stays below the depth and j below `rows`.
        input: Packed::new(width, rows, |k, j| w[j * width + k]),
        recurrent: Packed::new(hidden, rows, |k, j| r[j * hidden + k]),
        bias: bias.to_vec(),
        recurrent_bias: recurrent_bias.to_vec(),
        peepholes: part(7, 3 * hidden)?.unwrap_or_else(|| vec![0.0; 3 * hidden]),
    })
}

fn run(s: &Settings, args: &Args) -> Result<Vec<super::super::value::Value>, OpError> {
    let x = args.tensor(0)?;
    let turned;
    let x = if s.batch_first {
        turned = permute(x, &[1, 0, 2])?;
        &turned
    } else {
        x
    };
    let (&[steps, batch, width], &[directions, _, hidden]) = (x.shape.as_slice(), args.tensor(2)?.shape.as_slice())
    else {
        return Err(OpError::Shape(format!("{:?} where [steps, cases, features] is expected", x.shape)));
    };
    if directions != s.backwards.len() || hidden == 0 {
        return Err(OpError::Shape(format!("weights for {directions} directions")));
    }
    let lengths: Vec<usize> = match args.optional(4)? {
        Some(t) => t.to_i64()?.iter().map(|&l| usize::try_from(l).unwrap_or(0).min(steps)).collect(),
        None => vec![steps; batch],
    };
    if lengths.len() != batch {
        return Err(OpError::Shape(format!("{} lengths for {batch} cases", lengths.len())));
    }
    let data = x.to_f32()?;
    let mut all = vec![0f32; volume(&[steps, directions, batch, hidden])?];
    let (mut last_h, mut last_c) = (Vec::new(), Vec::new());
    for (d, &back) in s.backwards.iter().enumerate() {
        let w = weights(s, args, d, width, hidden)?;
        let start = |at: usize| -> Result<Vec<f32>, OpError> {
            let Some(t) = args.optional(at)? else { return Ok(vec![0.0; batch * hidden]) };
            // With `layout` 1 the cases come first: [cases, directions, hidden].
            let t = if s.batch_first { permute(t, &[1, 0, 2])? } else { t.clone() };
            let v = t.to_f32()?;
            let part = v.get(d * batch * hidden..(d + 1) * batch * hidden);
            part.map(<[f32]>::to_vec).ok_or_else(|| OpError::Shape(format!("a first state of {:?}", t.shape)))
        };
        let (mut h, mut c) = (start(5)?, if s.cell == Cell::Lstm { start(6)? } else { vec![] });
        let gates = s.cell.gates() * hidden;
        let mut from_input = vec![0f32; volume(&[steps, batch, gates])?];
        w.input.multiply(&data, Some(&w.bias), &mut from_input);
        let mut from_state = vec![0f32; batch * gates];
        for step in 0..steps {
            w.recurrent.multiply(&h, Some(&w.recurrent_bias), &mut from_state);
            let reset_input = (s.cell == Cell::Gru && !s.linear_before_reset).then(|| h.clone());
            for b in 0..batch {
                // A shorter sequence runs within its own length, backwards too.
                if step >= lengths[b] {
                    continue;
                }
                let t = if back { lengths[b] - 1 - step } else { step };
                let xs = &from_input[(t * batch + b) * gates..(t * batch + b + 1) * gates];
                let rs = &from_state[b * gates..(b + 1) * gates];
                let state = &mut h[b * hidden..(b + 1) * hidden];
                match s.cell {
                    Cell::Rnn => rnn(s, d, xs, rs, state),
                    Cell::Gru => {
                        gru(s, d, &w, xs, rs, state, reset_input.as_deref().map(|h| &h[b * hidden..(b + 1) * hidden]))
                    }
                    Cell::Lstm => lstm(s, d, &w, xs, rs, state, &mut c[b * hidden..(b + 1) * hidden]),
                }
                let at = ((t * directions + d) * batch + b) * hidden;
                all[at..at + hidden].copy_from_slice(state);
            }
        }
        last_h.extend(h);
        last_c.extend(c);
    }
    let mut y = Tensor::f32(vec![steps, directions, batch, hidden], all)?;
    let mut out = Vec::new();
    let mut finals = vec![Tensor::f32(vec![directions, batch, hidden], last_h)?];
    if s.cell == Cell::Lstm {
        finals.push(Tensor::f32(vec![directions, batch, hidden], last_c)?);
    }
    if s.batch_first {
        y = permute(&y, &[2, 0, 1, 3])?;
        finals = finals.iter().map(|t| permute(t, &[1, 0, 2])).collect::<Result<_, _>>()?;
    }
    let double = args.tensor(0)?.dtype == DType::F64;
    for t in std::iter::once(y).chain(finals) {
        out.push(if double { super::cast::convert(t, DType::F64)?.into() } else { t.into() });
    }
    Ok(out)
}

impl Settings {
    fn clipped(&self, x: f32) -> f32 {
        self.clip.map_or(x, |c| x.clamp(-c.abs(), c.abs()))
    }

    /// Activation `k` of a direction; every list is as long as its default.
    fn f(&self, direction: usize, k: usize, x: f32) -> f32 {
        self.functions[direction][k](self.clipped(x))
    }
}

fn rnn(s: &Settings, d: usize, xs: &[f32], rs: &[f32], h: &mut [f32]) {
    for ((h, x), r) in h.iter_mut().zip(xs).zip(rs) {
        *h = s.f(d, 0, x + r);
    }
}

/// Gates come as update, reset, hidden.
fn gru(s: &Settings, d: usize, w: &Weights, xs: &[f32], rs: &[f32], h: &mut [f32], before: Option<&[f32]>) {
    let n = h.len();
    let update: Vec<f32> = (0..n).map(|i| s.f(d, 0, xs[i] + rs[i])).collect();
    let reset: Vec<f32> = (0..n).map(|i| s.f(d, 0, xs[n + i] + rs[n + i])).collect();
    let hidden: Vec<f32> = match before {
        // The reset gate acts on the state before the product.
        Some(before) => {
            let gated: Vec<f32> = before.iter().zip(&reset).map(|(h, r)| h * r).collect();
            let mut product = vec![0f32; w.recurrent.columns];
            w.recurrent.multiply(&gated, Some(&w.recurrent_bias), &mut product);
            (0..n).map(|i| s.f(d, 1, xs[2 * n + i] + product[2 * n + i])).collect()
        }
        None => (0..n).map(|i| s.f(d, 1, xs[2 * n + i] + reset[i] * rs[2 * n + i])).collect(),
    };
    for i in 0..n {
        h[i] = (1.0 - update[i]) * hidden[i] + update[i] * h[i];
    }
}

/// Gates come as input, output, forget, cell.
fn lstm(s: &Settings, d: usize, w: &Weights, xs: &[f32], rs: &[f32], h: &mut [f32], c: &mut [f32]) {
    let n = h.len();
    let p = &w.peepholes;
    for i in 0..n {
        let gate = |g: usize| xs[g * n + i] + rs[g * n + i];
        let input = s.f(d, 0, gate(0) + p[i] * c[i]);
        let forget = if s.input_forget { 1.0 - input } else { s.f(d, 0, gate(2) + p[2 * n + i] * c[i]) };
        let cell = s.f(d, 1, gate(3));
        c[i] = forget * c[i] + input * cell;
        let output = s.f(d, 0, gate(1) + p[n + i] * c[i]);
        h[i] = output * s.f(d, 2, c[i]);
    }
}

/// What RNN, GRU and LSTM make: all states, the last, and the last cell.
pub(crate) fn recurrent_facts(def: &NodeDef, given: &Given) -> Stated {
    let x = given.at(0)?;
    let (&[first, second, _], &[directions, _, hidden]) = (x.shape.as_slice(), given.at(2)?.shape.as_slice()) else {
        return Err(OpError::Shape("[steps, cases, features] expected".into()));
    };
    let (all, last) = if def.int("layout", 0) != 0 {
        (vec![first, second, directions, hidden], vec![first, directions, hidden])
    } else {
        (vec![first, directions, second, hidden], vec![directions, second, hidden])
    };
    Ok([all, last.clone(), last].map(|shape| x.shaped(shape)).into())
}
