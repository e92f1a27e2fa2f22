//! Operators on text: StringNormalizer, Tokenizer, StringConcat, StringSplit,
//! RegexFullMatch, MurmurHash3.

use std::sync::Arc;

use super::super::error::OpError;
use super::super::node::{Args, Kernel, NodeDef, one};
use super::super::tensor::{DType, Tensor};
use super::super::tract::{Fact, Given};
use super::broadcast;
use super::facts::{self, Stated};
use super::regex::Regex;

fn recase(s: &str, action: &str) -> String {
    match action {
        "LOWER" if s.is_ascii() => s.to_ascii_lowercase(),
        "UPPER" if s.is_ascii() => s.to_ascii_uppercase(),
        "LOWER" => s.chars().map(|c| c.to_lowercase().next().unwrap_or(c)).collect(),
        "UPPER" => s.chars().map(|c| c.to_uppercase().next().unwrap_or(c)).collect(),
        _ => s.into(),
    }
}

/// StringNormalizer: drops stop words, then changes case.
pub(crate) fn string_normalizer(def: &NodeDef) -> Result<Kernel, OpError> {
    let action = def.text("case_change_action", "NONE");
    let sensitive = def.int("is_case_sensitive", 0) != 0;
    let stop = def.texts("stopwords");
    // Without case, words are compared in the case they are changed to.
    let fold = if action == "UPPER" { "UPPER" } else { "LOWER" };
    let folded = move |s: &str| if sensitive { s.to_string() } else { recase(s, fold) };
    let stop: std::collections::HashSet<String> = stop.iter().map(|s| folded(s)).collect();
    Ok(Box::new(move |args: Args| {
        let t = args.tensor(0)?;
        let kept: Vec<Arc<str>> = t
            .to_text()?
            .iter()
            .filter(|s| stop.is_empty() || !stop.contains(&folded(s)))
            .map(|s| recase(s, &action).into())
            .collect();
        let (shape, kept) = match (t.shape.as_slice(), kept.is_empty() && !t.shape.contains(&0)) {
            ([1, _], true) => (vec![1, 1], vec!["".into()]),
            (_, true) => (vec![1], vec!["".into()]),
            ([1, _], false) => (vec![1, kept.len()], kept),
            ([_], false) => (vec![kept.len()], kept),
            // Longer matrices are taken too when no word drops out.
            (shape, false) if stop.is_empty() => (shape.to_vec(), kept),
            (shape, _) => return Err(OpError::Shape(format!("[N] or [1, N] expected, {shape:?} given"))),
        };
        one(Tensor::text(shape, kept)?)
    }))
}

enum Splitter {
    Characters,
    /// Separators, tried at each place in order.
    Separators(Vec<Regex>),
    Tokens(Regex),
}

impl Splitter {
    fn split<'a>(&self, s: &'a str, shortest: usize) -> Vec<&'a str> {
        let mut out = Vec::new();
        let mut keep = |token: &'a str| {
            if !token.is_empty() && token.chars().count() >= shortest {
                out.push(token);
            }
        };
        match self {
            Self::Characters => s.char_indices().for_each(|(i, c)| keep(&s[i..i + c.len_utf8()])),
            Self::Tokens(regex) => regex.find_all(s).into_iter().for_each(|(a, b)| keep(&s[a..b])),
            Self::Separators(regexes) => {
                // Each separator cuts what the ones before it left.
                let mut parts = vec![s];
                for regex in regexes {
                    let mut next = Vec::new();
                    for part in parts {
                        let mut from = 0;
                        for (a, b) in regex.find_all(part) {
                            next.push(&part[from..a]);
                            from = b;
                        }
                        next.push(&part[from..]);
                    }
                    parts = next;
                }
                parts.into_iter().for_each(keep);
            }
        }
        out
    }
}

/// Tokenizer (com.microsoft): one more axis, filled up with `pad_value`.
pub(crate) fn tokenizer(def: &NodeDef) -> Result<Kernel, OpError> {
    let mark = def.int("mark", 0) != 0;
    let shortest = usize::try_from(def.int("mincharnum", 1)).unwrap_or(1);
    let pad: Arc<str> = def.text("pad_value", "").into();
    let separators = def.texts("separators");
    let expression = def.text("tokenexp", "");
    let splitter = if !expression.is_empty() {
        Splitter::Tokens(Regex::new(&expression).map_err(|e| OpError::Attribute("tokenexp", e))?)
    } else if separators.len() == 1 && separators.first().is_some_and(|s| s.is_empty()) {
        Splitter::Characters
    } else {
        let all: Result<_, _> = separators.iter().filter(|s| !s.is_empty()).map(|s| Regex::new(s)).collect();
        Splitter::Separators(all.map_err(|e| OpError::Attribute("separators", e))?)
    };
    Ok(Box::new(move |args: Args| {
        let t = args.tensor(0)?;
        let rows: Vec<Vec<&str>> = t.to_text()?.iter().map(|s| splitter.split(s, shortest)).collect();
        let extra = if mark { 2 } else { 0 };
        let longest = rows.iter().map(Vec::len).max().unwrap_or(0) + extra;
        let mut shape = t.shape.clone();
        shape.push(longest);
        super::super::tensor::volume(&shape)?;
        let mut out: Vec<Arc<str>> = Vec::with_capacity(rows.len() * longest);
        for row in rows {
            let end = out.len() + longest;
            if mark {
                out.push("\u{2}".into());
            }
            out.extend(row.into_iter().map(Arc::<str>::from));
            if mark {
                out.push("\u{3}".into());
            }
            out.resize(end, pad.clone());
        }
        one(Tensor::text(shape, out)?)
    }))
}

/// StringConcat.
pub(crate) fn string_concat(_: &NodeDef) -> Result<Kernel, OpError> {
    Ok(Box::new(|args: Args| {
        let (a, b) = (args.tensor(0)?, args.tensor(1)?);
        let shape = broadcast::shape_of(&a.shape, &b.shape)?;
        let out =
            broadcast::zip((a.to_text()?, &a.shape), (b.to_text()?, &b.shape), &shape, |x, y| format!("{x}{y}").into());
        one(Tensor::text(shape, out)?)
    }))
}

/// StringSplit: pieces filled up with empty text, and how many there are.
pub(crate) fn string_split(def: &NodeDef) -> Result<Kernel, OpError> {
    let delimiter = def.text("delimiter", "");
    let most = def.has("maxsplit").then(|| usize::try_from(def.int("maxsplit", 0)).unwrap_or(0));
    Ok(Box::new(move |args: Args| {
        let t = args.tensor(0)?;
        let split = |s: &Arc<str>| -> Vec<Arc<str>> {
            if s.is_empty() {
                return vec![];
            }
            let cuts = most.map_or(usize::MAX, |m| m.saturating_add(1));
            if !delimiter.is_empty() {
                return s.splitn(cuts, delimiter.as_str()).map(Arc::from).collect();
            }
            let mut rest = s.trim_start();
            let mut out = Vec::new();
            while !rest.is_empty() {
                let cut = if out.len() + 1 < cuts { rest.find(char::is_whitespace) } else { None };
                let (word, after) = rest.split_at(cut.unwrap_or(rest.len()));
                out.push(word.into());
                rest = after.trim_start();
            }
            out
        };
        let rows: Vec<Vec<Arc<str>>> = t.to_text()?.iter().map(split).collect();
        let longest = rows.iter().map(Vec::len).max().unwrap_or(0);
        let counts = rows.iter().map(|r| r.len() as i64).collect();
        let mut shape = t.shape.clone();
        shape.push(longest);
        super::super::tensor::volume(&shape)?;
        let mut out = Vec::with_capacity(rows.len() * longest);
        for row in rows {
            let end = out.len() + longest;
            out.extend(row);
            out.resize(end, "".into());
        }
        Ok(vec![Tensor::text(shape, out)?.into(), Tensor::i64(t.shape.clone(), counts)?.into()])
    }))
}

/// RegexFullMatch.
pub(crate) fn regex_full_match(def: &NodeDef) -> Result<Kernel, OpError> {
    let regex = Regex::new(&def.text("pattern", "")).map_err(|e| OpError::Attribute("pattern", e))?;
    Ok(Box::new(move |args: Args| {
        let t = args.tensor(0)?;
        one(Tensor::bool(t.shape.clone(), t.to_text()?.iter().map(|s| regex.matches_whole(s)).collect())?)
    }))
}

/// MurmurHash3 (com.microsoft), 32 bits, as scikit-learn's FeatureHasher uses.
pub(crate) fn murmur_hash(def: &NodeDef) -> Result<Kernel, OpError> {
    let seed = def.int("seed", 0) as u32;
    let dtype = if def.int("positive", 1) != 0 { DType::U32 } else { DType::I32 };
    Ok(Box::new(move |args: Args| {
        let t = args.tensor(0)?;
        let place = |h: u32| if dtype == DType::U32 { i64::from(h) } else { i64::from(h as i32) };
        let hash = |bytes: &[u8]| place(murmur3(bytes, seed));
        let out = match t.dtype {
            DType::Text => t.to_text()?.iter().map(|s| hash(s.as_bytes())).collect(),
            DType::F32 => t.to_f32()?.iter().map(|v| hash(&v.to_le_bytes())).collect(),
            DType::F64 => t.to_f64()?.iter().map(|v| hash(&v.to_le_bytes())).collect(),
            DType::I64 | DType::U64 => t.to_i64()?.iter().map(|v| hash(&v.to_le_bytes())).collect(),
            _ => t.to_i64()?.iter().map(|v| hash(&(*v as i32).to_le_bytes())).collect(),
        };
        one(Tensor::ints(dtype, t.shape.clone(), out)?)
    }))
}

fn murmur3(bytes: &[u8], seed: u32) -> u32 {
    let mix = |k: u32| k.wrapping_mul(0xcc9e_2d51).rotate_left(15).wrapping_mul(0x1b87_3593);
    let (blocks, tail) = bytes.as_chunks::<4>();
    let mut h = seed;
    for b in blocks {
        h = (h ^ mix(u32::from_le_bytes(*b))).rotate_left(13).wrapping_mul(5).wrapping_add(0xe654_6b64);
    }
    let mut k = 0u32;
    for (i, &b) in tail.iter().enumerate() {
        k |= u32::from(b) << (8 * i);
    }
    h ^= mix(k);
    h ^= bytes.len() as u32;
    h = (h ^ (h >> 16)).wrapping_mul(0x85eb_ca6b);
    h = (h ^ (h >> 13)).wrapping_mul(0xc2b2_ae35);
    h ^ (h >> 16)
}

/// What StringNormalizer makes: where stop words drop out, some length.
pub(crate) fn normalizer_facts(def: &NodeDef, given: &Given) -> Stated {
    let x = given.at(0)?;
    let shape = match (def.texts("stopwords").is_empty(), x.shape.as_slice()) {
        (true, shape) if x.len() != Some(0) => shape.to_vec(),
        (_, [Some(1), _]) => vec![Some(1), None],
        _ => vec![None],
    };
    Ok(vec![Fact::new(DType::Text, shape)])
}

/// What Tokenizer makes: one more axis, as long as the longest text needs.
pub(crate) fn tokenizer_facts(_: &NodeDef, given: &Given) -> Stated {
    let mut shape = given.at(0)?.shape.clone();
    shape.push(None);
    Ok(vec![Fact::new(DType::Text, shape)])
}

/// What StringConcat makes.
pub(crate) fn concat_facts(_: &NodeDef, given: &Given) -> Stated {
    Ok(vec![Fact::new(DType::Text, facts::broadcast(&given.at(0)?.shape, &given.at(1)?.shape))])
}

/// What StringSplit makes: the pieces, and how many there are.
pub(crate) fn split_facts(def: &NodeDef, given: &Given) -> Stated {
    let mut pieces = tokenizer_facts(def, given)?;
    pieces.push(Fact::new(DType::I64, given.at(0)?.shape.clone()));
    Ok(pieces)
}

/// What RegexFullMatch makes.
pub(crate) fn match_facts(_: &NodeDef, given: &Given) -> Stated {
    Ok(vec![Fact::new(DType::Bool, given.at(0)?.shape.clone())])
}

/// What MurmurHash3 makes.
pub(crate) fn hash_facts(def: &NodeDef, given: &Given) -> Stated {
    let dtype = if def.int("positive", 1) != 0 { DType::U32 } else { DType::I32 };
    Ok(vec![Fact::new(dtype, given.at(0)?.shape.clone())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn murmur3_gives_the_published_values() {
        assert_eq!(murmur3(b"", 1), 0x514e_28b7);
        assert_eq!(murmur3(b"hello", 0), 0x248b_fa47);
        assert_eq!(murmur3(b"Hello, world!", 0x9747_b28c), 0x2488_4cba);
    }
}
