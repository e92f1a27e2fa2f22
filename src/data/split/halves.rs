//! Two halves in which every class has the same share.

use super::{Part, SEED, hash};
use crate::data::label::Label;
use crate::data::table::Column;
use crate::metrics::halving::{Halving, halves};

/// What may decide into which half a case comes.
pub(in crate::data) struct Grounds<'a> {
    /// The classes.
    pub(in crate::data) label: &'a Label,
    /// The columns that a model reads: cases that are equal in them stay together.
    pub(in crate::data) read: &'a [Column],
    /// The names of the cases.
    pub(in crate::data) ids: Option<&'a Column>,
    /// How many cases each row stands for, where a column says so.
    pub(in crate::data) counts: Option<&'a [f64]>,
}

impl Grounds<'_> {
    /// The half of every row for which `inside` holds; the part of others means nothing.
    pub(super) fn halves(&self, inside: &[bool]) -> Vec<Part> {
        let key = match (self.read, self.ids) {
            ([], None) => None,
            ([], Some(ids)) => Some(hash::of_names(ids, inside.len())),
            (read, _) => Some(hash::hashes(read, inside.len())),
        };
        let together = key.and_then(|key| self.together(&key, inside));
        together.unwrap_or_else(|| {
            let mut draws = self.draws(inside, |_| 1.0);
            let mut draw = |(row, inside): (usize, &bool)| {
                let draw = draws.get_mut(self.class(row)).filter(|_| *inside);
                let sealed = draw.is_some_and(|draw| draw.draw(1.0) == 0.0);
                if sealed { Part::Test } else { Part::Choose }
            };
            inside.iter().enumerate().map(&mut draw).collect()
        })
    }

    /// How many cases of every row for which `inside` holds are for choosing.
    /// `None` where each row is one case.
    pub(super) fn divided(&self, inside: &[bool]) -> Option<Vec<f64>> {
        let counts = self.counts.filter(|counts| counts.iter().any(|count| *count != 1.0))?;
        let count = |row: usize| counts.get(row).copied().unwrap_or(0.0);
        let mut draws = self.draws(inside, count);
        let mut rows: Vec<usize> = (0..inside.len()).filter(|row| inside.get(*row) == Some(&true)).collect();
        if let Some(ids) = self.ids {
            let key = hash::of_names(ids, inside.len());
            rows.sort_by_key(|row| key.get(*row).copied());
        }
        let mut choosing = vec![0.0; inside.len()];
        for row in rows {
            if let (Some(draw), Some(place)) = (draws.get_mut(self.class(row)), choosing.get_mut(row)) {
                *place = draw.draw(count(row));
            }
        }
        Some(choosing)
    }

    fn class(&self, row: usize) -> usize {
        self.label.codes.get(row).map_or(usize::MAX, |code| *code as usize)
    }

    /// How many cases each class has.
    fn sizes(&self, inside: &[bool], count: impl Fn(usize) -> f64) -> Vec<f64> {
        let mut sizes = vec![0.0; self.label.classes.len()];
        for row in (0..inside.len()).filter(|row| inside.get(*row) == Some(&true)) {
            if let Some(size) = sizes.get_mut(self.class(row)) {
                *size += count(row);
            }
        }
        sizes
    }

    /// A draw of half of each class, which has nothing to do with the others.
    fn draws(&self, inside: &[bool], count: impl Fn(usize) -> f64) -> Vec<Halving> {
        let sizes = self.sizes(inside, count);
        let wanted = halves(&sizes);
        let seeds = self.label.classes.iter().map(|class| SEED ^ hash::text(class));
        sizes.iter().zip(wanted).zip(seeds).map(|((size, wanted), seed)| Halving::new(*size, wanted, seed)).collect()
    }

    /// Halves in which rows of the same key are together: the largest groups
    /// first, then in the order of the keys, each goes where less is of its
    /// classes. `None` where the groups are too large for that: a class would
    /// come in shares further apart than 55 to 45 and than one case.
    fn together(&self, key: &[u64], inside: &[bool]) -> Option<Vec<Part>> {
        let member = |row: &usize| inside.get(*row) == Some(&true);
        let mut order: Vec<(u64, u32)> =
            key.iter().enumerate().filter(|(row, _)| member(row)).map(|(row, key)| (*key, row as u32)).collect();
        order.sort_unstable();
        let mut large: Vec<&[(u64, u32)]> = order.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1).collect();
        large.sort_by_key(|group| std::cmp::Reverse(group.len()));
        let single = order.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() == 1);
        let sizes = self.sizes(inside, |_| 1.0);
        let mut balance = Balance { ahead: vec![0.0; sizes.len()], all: 0.0 };
        let mut parts = vec![Part::Choose; inside.len()];
        for group in large.into_iter().chain(single) {
            let classes = || group.iter().map(|(_, row)| self.class(*row as usize));
            let odd = group.first().is_some_and(|(key, _)| key & 1 == 1);
            let part = balance.side(classes(), &sizes, odd);
            balance.add(classes(), part);
            for (_, row) in group {
                if let Some(place) = parts.get_mut(*row as usize) {
                    *place = part;
                }
            }
        }
        let fair = |(ahead, size): (&f64, &f64)| ahead.abs() <= (size / 10.0).max(1.0);
        balance.ahead.iter().zip(&sizes).all(fair).then_some(parts)
    }
}

/// How many more cases are for choosing than in the test, of each class and of all.
struct Balance {
    ahead: Vec<f64>,
    all: f64,
}

impl Balance {
    /// The side that has less of these classes; else less of all; else by the key.
    fn side(&self, classes: impl Iterator<Item = usize>, sizes: &[f64], odd: bool) -> Part {
        let share = |class: usize| Some(self.ahead.get(class)? / sizes.get(class)?);
        let lean: f64 = classes.filter_map(share).sum();
        match (lean, self.all) {
            (lean, _) if lean > 0.0 => Part::Test,
            (lean, _) if lean < 0.0 => Part::Choose,
            (_, all) if all > 0.0 => Part::Test,
            (_, all) if all < 0.0 => Part::Choose,
            _ if odd => Part::Test,
            _ => Part::Choose,
        }
    }

    fn add(&mut self, classes: impl Iterator<Item = usize>, part: Part) {
        let step = if part == Part::Choose { 1.0 } else { -1.0 };
        for class in classes {
            self.all += step;
            if let Some(ahead) = self.ahead.get_mut(class) {
                *ahead += step;
            }
        }
    }
}
