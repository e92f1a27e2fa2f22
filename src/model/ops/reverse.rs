//! ReverseSequence: the first elements of each case in reverse order.

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};

/// ReverseSequence.
pub(crate) fn reverse_sequence(def: &NodeDef) -> Result<Kernel, OpError> {
    let time_first = match (def.int("time_axis", 0), def.int("batch_axis", 1)) {
        (0, 1) => true,
        (1, 0) => false,
        other => return Err(OpError::Attribute("time_axis", format!("{other:?}"))),
    };
    Ok(Box::new(move |args: Args| {
        let t = args.tensor(0)?;
        let &[first, second, ref rest @ ..] = t.shape.as_slice() else {
            return Err(OpError::Shape(format!("{:?}", t.shape)));
        };
        let inner: usize = rest.iter().product();
        let lengths = args.tensor(1)?.to_i64()?.into_owned();
        let (times, cases) = if time_first { (first, second) } else { (second, first) };
        let fits = |l: &i64| usize::try_from(*l).is_ok_and(|l| l <= times);
        if lengths.len() != cases || !lengths.iter().all(fits) {
            return Err(OpError::Shape(format!("lengths {lengths:?} for {:?}", t.shape)));
        }
        let at: Vec<usize> = (0..t.len())
            .map(|i| {
                let (a, b) = (i / (inner * second), i / inner % second);
                let (time, case) = if time_first { (a, b) } else { (b, a) };
                let length = lengths.get(case).map_or(0, |&l| l as usize);
                let from = if time < length { length - 1 - time } else { time };
                let (a, b) = if time_first { (from, case) } else { (case, from) };
                (a * second + b) * inner + i % inner
            })
            .collect();
        one(t.take(t.shape.clone(), &at)?)
    }))
}
