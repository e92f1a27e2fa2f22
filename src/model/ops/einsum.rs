//! Einsum: any equation, two tensors at a time by one matrix product.

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::Tensor;
use super::arrange::{permute, strides, walk};
use super::matmul::product;

/// A tensor whose axes carry letters; ellipsis axes get letters of their own.
struct Labelled {
    tensor: Tensor,
    axes: Vec<char>,
}

/// First letter for the axes of an ellipsis.
const ELLIPSIS: u32 = 0xe000;

/// Letters of a term, the ellipsis counted from its last axis.
fn letters(term: &str, rank: Option<usize>, ellipsis: usize) -> Result<Vec<char>, OpError> {
    let (before, after) = match term.split_once("...") {
        Some((b, a)) => (b, Some(a)),
        None => (term, None),
    };
    let named = before.chars().count() + after.map_or(0, |a| a.chars().count());
    let open = match (after, rank) {
        (Some(_), Some(rank)) => rank.checked_sub(named),
        (Some(_), None) => Some(ellipsis),
        (None, Some(rank)) => (rank == named).then_some(0),
        (None, None) => Some(0),
    };
    let open = open.ok_or_else(|| OpError::Shape(format!("the term {term} for {rank:?} axes")))?;
    let own = (0..open).rev().filter_map(|i| char::from_u32(ELLIPSIS + i as u32));
    Ok(before.chars().chain(own).chain(after.unwrap_or("").chars()).collect())
}

/// Takes the diagonal of axes with the same letter.
fn diagonal(t: Tensor, axes: &[char]) -> Result<Labelled, OpError> {
    let mut kept: Vec<char> = Vec::new();
    let (mut shape, mut steps) = (Vec::new(), Vec::new());
    for ((&letter, &d), s) in axes.iter().zip(&t.shape).zip(strides(&t.shape)) {
        match kept.iter().position(|k| *k == letter) {
            // Both lists grow with `kept`.
            Some(i) if shape[i] == d => steps[i] += s,
            Some(_) => return Err(OpError::Shape(format!("axis {letter} with two lengths"))),
            None => {
                kept.push(letter);
                shape.push(d);
                steps.push(s);
            }
        }
    }
    if kept.len() == axes.len() {
        return Ok(Labelled { tensor: t, axes: kept });
    }
    let at = walk(&shape, &steps, 0)?;
    Ok(Labelled { tensor: t.take(shape, &at)?, axes: kept })
}

impl Labelled {
    fn length(&self, letter: char) -> Option<usize> {
        self.axes.iter().position(|a| *a == letter).and_then(|i| self.tensor.shape.get(i).copied())
    }

    /// Reorders to `order`, which names every axis once.
    fn ordered(&self, order: &[char]) -> Result<Tensor, OpError> {
        let at: Option<Vec<usize>> = order.iter().map(|o| self.axes.iter().position(|a| a == o)).collect();
        permute(&self.tensor, &at.ok_or_else(|| OpError::Shape("an axis that no input has".into()))?)
    }

    /// Sums over every axis that is not kept.
    fn summed(self, keep: impl Fn(char) -> bool) -> Result<Self, OpError> {
        let (kept, gone): (Vec<char>, Vec<char>) = self.axes.iter().partition(|a| keep(**a));
        if gone.is_empty() {
            return Ok(self);
        }
        let order: Vec<char> = kept.iter().chain(&gone).copied().collect();
        let t = self.ordered(&order)?;
        let (shape, rest) = t.shape.split_at(kept.len());
        let (shape, row): (Vec<usize>, usize) = (shape.to_vec(), rest.iter().product());
        let rows: usize = shape.iter().product();
        let ones = super::cast::convert(Tensor::f64(vec![row, 1], vec![1.0; row])?, t.dtype)?;
        let sums = product(&t.reshaped(vec![rows, row])?, &ones)?;
        Ok(Self { tensor: sums.reshaped(shape)?, axes: kept })
    }
}

/// Two tensors to one: shared axes that are kept are batches, shared axes
/// that are not kept are summed over.
fn pair(a: &Labelled, b: &Labelled, keep: impl Fn(char) -> bool) -> Result<Labelled, OpError> {
    let shared = |c: &char| a.length(*c).is_some() && b.length(*c).is_some();
    let pick = |from: &Labelled, f: &dyn Fn(&char) -> bool| from.axes.iter().copied().filter(f).collect::<Vec<char>>();
    let batch = pick(a, &|c| shared(c) && keep(*c));
    let summed = pick(a, &|c| shared(c) && !keep(*c));
    let (left, right) = (pick(a, &|c| !shared(c)), pick(b, &|c| !shared(c)));
    // An axis of length 1 stretches to its partner's length.
    let stretch = |t: Tensor, order: &[char], other: &Labelled| -> Result<Tensor, OpError> {
        let shape: Vec<usize> = order
            .iter()
            .zip(&t.shape)
            .map(|(c, &d)| if d == 1 && shared(c) { other.length(*c).unwrap_or(1) } else { d })
            .collect();
        if shape == t.shape {
            return Ok(t);
        }
        let at = super::broadcast::positions(&t.shape, &shape);
        t.take(shape, &at)
    };
    let order_a = [&batch[..], &left, &summed].concat();
    let order_b = [&batch[..], &summed, &right].concat();
    let (x, y) = (stretch(a.ordered(&order_a)?, &order_a, b)?, stretch(b.ordered(&order_b)?, &order_b, a)?);
    let len = |t: &Tensor, from: usize, n: usize| t.shape.iter().skip(from).take(n).product::<usize>();
    let n = batch.len();
    let (count, rows) = (len(&x, 0, n), len(&x, n, left.len()));
    let (depth, columns) = (len(&x, n + left.len(), summed.len()), len(&y, n + summed.len(), right.len()));
    let mut shape: Vec<usize> = x.shape.iter().take(n + left.len()).copied().collect();
    shape.extend(y.shape.iter().skip(n + summed.len()));
    let out = product(&x.reshaped(vec![count, rows, depth])?, &y.reshaped(vec![count, depth, columns])?)?;
    Ok(Labelled { tensor: out.reshaped(shape)?, axes: [&batch[..], &left, &right].concat() })
}

/// Builds Einsum.
pub(crate) fn einsum(def: &NodeDef) -> Result<Kernel, OpError> {
    let equation: String = def.text("equation", "").chars().filter(|c| !c.is_whitespace()).collect();
    let (inputs, output) = match equation.split_once("->") {
        Some((i, o)) => (i.to_string(), Some(o.to_string())),
        None => (equation.clone(), None),
    };
    let terms: Vec<String> = inputs.split(',').map(Into::into).collect();
    let output = output.unwrap_or_else(|| {
        // Letters that stand once, in order, after the ellipsis.
        let all: Vec<char> = inputs.chars().filter(|c| c.is_alphabetic()).collect();
        let mut once: Vec<char> = all.iter().copied().filter(|c| all.iter().filter(|x| *x == c).count() == 1).collect();
        once.sort_unstable();
        let dots = if inputs.contains("...") { "..." } else { "" };
        format!("{dots}{}", once.into_iter().collect::<String>())
    });
    Ok(Box::new(move |args: Args| {
        if args.len() != terms.len() {
            return Err(OpError::Shape(format!("{} tensors for {equation}", args.len())));
        }
        let (mut labelled, mut ellipsis) = (Vec::new(), 0);
        for (i, term) in terms.iter().enumerate() {
            let t = args.tensor(i)?;
            let axes = letters(term, Some(t.rank()), 0)?;
            ellipsis = ellipsis.max(axes.iter().filter(|c| **c as u32 >= ELLIPSIS).count());
            labelled.push(diagonal(t.clone(), &axes)?);
        }
        let target = letters(&output, None, ellipsis)?;
        let mut rest = labelled.into_iter();
        let mut sum = rest.next().ok_or_else(|| OpError::Shape("no tensors".into()))?;
        let mut later: Vec<Labelled> = rest.collect();
        while !later.is_empty() {
            let next = later.remove(0);
            let wanted = |c: char| target.contains(&c) || later.iter().any(|l| l.axes.contains(&c));
            let sole = |own: &Labelled, other: &Labelled| {
                own.axes.iter().copied().filter(|c| wanted(*c) || other.axes.contains(c)).collect::<Vec<char>>()
            };
            let (mine, others) = (sole(&sum, &next), sole(&next, &sum));
            sum = sum.summed(|c| mine.contains(&c))?;
            let next = next.summed(|c| others.contains(&c))?;
            sum = pair(&sum, &next, wanted)?;
        }
        let sum = sum.summed(|c| target.contains(&c))?;
        one(sum.ordered(&target)?)
    }))
}
