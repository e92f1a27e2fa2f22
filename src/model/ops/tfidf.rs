//! TfIdfVectorizer: counts of n-grams, weighted.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::error::OpError;
use super::super::limits;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{DType, Data, Tensor, volume};
use super::super::tract::{Fact, Given};
use super::facts::Stated;

#[derive(Clone, Copy, PartialEq)]
enum Mode {
    Tf,
    Idf,
    TfIdf,
}

/// N-grams of token numbers; tokens are numbered first so that a step is one
/// small look-up whatever the tokens are.
struct Pool {
    words: HashMap<Arc<str>, u32>,
    numbers: HashMap<i64, u32>,
    /// The state after one token, by token; 0 where nothing begins with it.
    first: Vec<u32>,
    /// (state, token) to next state, from the second token on.
    next: HashMap<(u32, u32), u32>,
    /// For each state, the column it counts for.
    column: Vec<Option<usize>>,
}

impl Pool {
    fn token_count(&self) -> usize {
        self.words.len().max(self.numbers.len())
    }

    /// The state that a token leads to.
    fn step(&self, state: u32, token: u32) -> Option<u32> {
        if state == 0 {
            self.first.get(token as usize).copied().filter(|&s| s != 0)
        } else {
            self.next.get(&(state, token)).copied()
        }
    }

    fn add(&mut self, gram: &[u32], column: usize) {
        let mut state = 0;
        for &token in gram {
            let fresh = self.column.len() as u32;
            let slot = if state == 0 {
                // `first` has a place for every token.
                let slot = &mut self.first[token as usize];
                if *slot == 0 {
                    *slot = fresh;
                }
                slot
            } else {
                self.next.entry((state, token)).or_insert(fresh)
            };
            state = *slot;
            if state == fresh {
                self.column.push(None);
            }
        }
        // `state` is an index into `column` by construction.
        self.column[state as usize] = Some(column);
    }
}

fn pool(def: &NodeDef) -> Result<Pool, OpError> {
    let (words, numbers) = (def.texts("pool_strings"), def.ints("pool_int64s"));
    let mut pool = Pool {
        words: HashMap::new(),
        numbers: HashMap::new(),
        first: vec![],
        next: HashMap::new(),
        column: vec![None],
    };
    let mut tokens = Vec::with_capacity(words.len().max(numbers.len()));
    for w in &words {
        let id = pool.token_count() as u32;
        tokens.push(*pool.words.entry(w.clone()).or_insert(id));
    }
    if words.is_empty() {
        for &n in numbers {
            let id = pool.token_count() as u32;
            tokens.push(*pool.numbers.entry(n).or_insert(id));
        }
    }
    pool.first = vec![0; pool.token_count()];
    let starts = def.ints("ngram_counts");
    let columns = def.ints("ngram_indexes");
    let mut columns = columns.iter();
    for (i, &start) in starts.iter().enumerate() {
        let end = starts.get(i + 1).map_or(Ok(tokens.len()), |&e| usize::try_from(e));
        let range = usize::try_from(start).ok().zip(end.ok());
        let grams = range
            .and_then(|(a, b)| tokens.get(a..b))
            .filter(|g| g.len() % (i + 1) == 0)
            .ok_or_else(|| OpError::Attribute("ngram_counts", format!("{starts:?}")))?;
        for gram in grams.chunks_exact(i + 1) {
            let column = columns.next().and_then(|&c| usize::try_from(c).ok());
            pool.add(gram, column.ok_or_else(|| OpError::Attribute("ngram_indexes", "fewer than n-grams".into()))?);
        }
    }
    Ok(pool)
}

/// Builds TfIdfVectorizer.
pub(crate) fn tfidf_vectorizer(def: &NodeDef) -> Result<Kernel, OpError> {
    let mode = match def.text("mode", "").as_str() {
        "TF" => Mode::Tf,
        "IDF" => Mode::Idf,
        "TFIDF" => Mode::TfIdf,
        other => return Err(OpError::Attribute("mode", other.into())),
    };
    let length =
        |name: &'static str| usize::try_from(def.int(name, 0)).map_err(|_| OpError::Attribute(name, "negative".into()));
    let (shortest, longest) = (length("min_gram_length")?.max(1), length("max_gram_length")?);
    let most_skips = length("max_skip_count")?;
    let pool = pool(def)?;
    let width = pool.column.iter().flatten().max().map_or(0, |m| m + 1);
    volume(&[width])?;
    let weights = def.floats("weights").to_vec();
    // Weights come in n-gram order; columns may be numbered otherwise.
    let by_column: Vec<f32> = if weights.is_empty() {
        vec![1.0; width]
    } else {
        let mut out = vec![1.0; width];
        for (&c, &w) in def.ints("ngram_indexes").iter().zip(&weights) {
            if let Some(slot) = usize::try_from(c).ok().and_then(|c| out.get_mut(c)) {
                *slot = w;
            }
        }
        out
    };
    Ok(Box::new(move |args: Args| {
        let t = args.tensor(0)?;
        let unknown = u32::MAX;
        let tokens: Vec<u32> = match &t.data {
            Data::Text(v) => v.iter().map(|s| pool.words.get(s).copied().unwrap_or(unknown)).collect(),
            _ => t.to_i64()?.iter().map(|n| pool.numbers.get(n).copied().unwrap_or(unknown)).collect(),
        };
        let (rows, row) = match t.shape.as_slice() {
            [] => (1, 1),
            [n] => (1, *n),
            [rows, rest @ ..] => (*rows, rest.iter().product()),
        };
        // Empty rows cost time as well, and there may be millions of them.
        let steps = (row as u64 + 1).saturating_mul(most_skips.min(row) as u64 + 1).saturating_mul(rows as u64);
        limits::spend(steps >> 4)?;
        let mut shape = if t.rank() < 2 { vec![] } else { vec![rows] };
        shape.push(width);
        let mut out = vec![0f32; volume(&shape)?];
        for r in 0..rows {
            let counts = &mut out[r * width..(r + 1) * width];
            count(&pool, &tokens[r * row..(r + 1) * row], (shortest, longest), most_skips, counts);
            for (x, w) in counts.iter_mut().zip(&by_column) {
                *x = match mode {
                    Mode::Tf => *x,
                    Mode::Idf => {
                        if *x > 0.0 {
                            *w
                        } else {
                            0.0
                        }
                    }
                    Mode::TfIdf => *x * w,
                };
            }
        }
        one(Tensor::f32(shape, out)?)
    }))
}

/// Counts the n-grams of one row, with every allowed skip between tokens.
fn count(pool: &Pool, tokens: &[u32], (shortest, longest): (usize, usize), skips: usize, counts: &mut [f32]) {
    // Skips longer than the row reach nothing.
    for skip in 1..=skips.min(tokens.len()) + 1 {
        for start in 0..tokens.len() {
            let mut state = 0;
            for (n, token) in tokens.iter().skip(start).step_by(skip).take(longest).enumerate() {
                let Some(s) = pool.step(state, *token) else { break };
                state = s;
                // Single tokens do not depend on the skip: count them once.
                if n + 1 < shortest || (n == 0 && skip > 1) {
                    continue;
                }
                let column = pool.column.get(s as usize).copied().flatten();
                if let Some(slot) = column.and_then(|c| counts.get_mut(c)) {
                    *slot += 1.0;
                }
            }
        }
    }
}

/// What TfIdfVectorizer makes: a column for each n-gram.
pub(crate) fn tfidf_facts(def: &NodeDef, given: &Given) -> Stated {
    let last = def.ints("ngram_indexes").iter().filter_map(|&c| usize::try_from(c).ok()).max();
    let width = Some(last.map_or(0, |m| m.saturating_add(1)));
    let shape = match given.at(0)?.shape.as_slice() {
        [] | [_] => vec![width],
        [rows, ..] => vec![*rows, width],
    };
    Ok(vec![Fact::new(DType::F32, shape)])
}
