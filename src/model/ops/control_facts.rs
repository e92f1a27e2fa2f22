//! What If, Loop and Scan make: what their graphs make of what is known.

use super::super::error::OpError;
use super::super::node::NodeDef;
use super::super::tensor::DType;
use super::super::tract::{Body, Fact, Given};
use super::control::branches;
use super::facts::Stated;
use super::shape::axis;

/// Two facts as one that holds for both.
fn either(a: &Fact, b: &Fact) -> Result<Fact, OpError> {
    if a.items.is_some() && b.items.is_some() {
        return Ok(Fact::sequence(vec![]));
    }
    if a.dtype != b.dtype || a.rank() != b.rank() || a.items.is_some() != b.items.is_some() {
        return Err(OpError::Unsupported("results whose type or number of axes differs from case to case".into()));
    }
    let shape = a.shape.iter().zip(&b.shape).map(|(x, y)| if x == y { *x } else { None }).collect();
    Ok(a.shaped(shape))
}

/// Without the value, which one round has and the next has not.
fn open(fact: &Fact) -> Fact {
    Fact { value: None, ..fact.clone() }
}

/// What If makes.
pub(crate) fn choose_facts(def: &NodeDef, given: &Given) -> Stated {
    let known = given.at(0)?.value.as_ref().and_then(|v| v.to_bool().ok()?.first().copied());
    let made = |flag: bool| {
        let (graph, from) = branches(def, flag)?;
        let body = (def.compile)(graph)?;
        let captured = given.0.get(from..from + body.captures.len()).unwrap_or(&[]);
        body.facts(&[], captured)
    };
    if let Some(flag) = known {
        return made(flag);
    }
    made(true)?.iter().zip(&made(false)?).map(|(a, b)| either(a, b)).collect()
}

/// What a body makes of carried values, once more rounds change nothing.
fn settled(
    body: &Body,
    first: &[Fact],
    mut carried: Vec<Fact>,
    last: &[Fact],
    captured: &[Option<Fact>],
    skip: usize,
) -> Result<(Vec<Fact>, Vec<Fact>), OpError> {
    // A shape opens at most once an axis.
    for _ in 0..10 {
        let inputs: Vec<Fact> = first.iter().chain(&carried).chain(last).map(open).collect();
        let made = body.facts(&inputs, captured)?;
        let after = made.get(skip..skip + carried.len());
        let after = after.ok_or_else(|| OpError::Value("the body hands too little on".into()))?;
        let next: Vec<Fact> = carried.iter().zip(after).map(|(a, b)| either(a, b)).collect::<Result<_, _>>()?;
        if next.iter().zip(&carried).all(|(a, b)| a.shape == b.shape) {
            return Ok((carried, made));
        }
        carried = next;
    }
    Err(OpError::Unsupported("values whose shape changes in every round".into()))
}

/// What Loop makes.
pub(crate) fn repeat_facts(def: &NodeDef, given: &Given) -> Stated {
    let body = (def.compile)(def.graph("body")?)?;
    let own = def.proto.input.len();
    let carried: Vec<Fact> = (2..own).map(|i| given.at(i).map(open)).collect::<Result<_, _>>()?;
    let first = [Fact::of(DType::I64, &[]), Fact::of(DType::Bool, &[])];
    let (mut out, made) = settled(&body, &first, carried, &[], given.0.get(own..).unwrap_or(&[]), 1)?;
    for scanned in made.iter().skip(1 + out.len()) {
        let shape = [None].into_iter().chain(scanned.shape.iter().copied()).collect();
        out.push(scanned.shaped(shape));
    }
    Ok(out)
}

/// What Scan makes.
pub(crate) fn scan_facts(def: &NodeDef, given: &Given) -> Stated {
    let body = (def.compile)(def.graph("body")?)?;
    let own = def.proto.input.len();
    let scanned = usize::try_from(def.int("num_scan_inputs", 0)).unwrap_or(0);
    let states = own.checked_sub(scanned).ok_or_else(|| OpError::Attribute("num_scan_inputs", scanned.to_string()))?;
    let carried: Vec<Fact> = (0..states).map(|i| given.at(i).map(open)).collect::<Result<_, _>>()?;
    let (mut rounds, mut slices) = (None, Vec::new());
    for k in 0..scanned {
        let x = given.at(states + k)?;
        let along = axis(def.ints("scan_input_axes").get(k).copied().unwrap_or(0), x.rank())?;
        let mut shape = x.shape.clone();
        rounds = rounds.or(shape.remove(along));
        slices.push(x.shaped(shape));
    }
    let (mut out, made) = settled(&body, &[], carried, &slices, given.0.get(own..).unwrap_or(&[]), 0)?;
    for (k, part) in made.iter().skip(states).enumerate() {
        let along = axis(def.ints("scan_output_axes").get(k).copied().unwrap_or(0), part.rank() + 1)?;
        let mut shape = part.shape.clone();
        shape.insert(along, rounds);
        out.push(part.shaped(shape));
    }
    Ok(out)
}
