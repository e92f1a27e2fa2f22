//! The checks, one function each.

use std::collections::HashMap;

use super::super::cases::Cases;
use super::super::message::{shown, shown_list};
use super::super::split::{self, Part};
use super::super::table::{Column, MISSING, Values};
use super::{FEW, Finding, Scale};

pub(super) fn classes(cases: &Cases, findings: &mut Vec<Finding>) {
    if cases.unlabelled > 0 {
        findings.push(Finding::Unlabelled { rows: cases.unlabelled });
    }
    let out = cases.in_part(Part::Neither).filter(|x| *x).count() as u64;
    if out > 0 {
        findings.push(Finding::LeftOut { rows: out });
    }
    if !cases.has_sealed() {
        findings.push(Finding::NothingSealed {});
    }
    let classes = &cases.label.classes;
    if classes.len() > 2 {
        let count = classes.len() as u64;
        findings.push(Finding::ManyClasses { count, classes: shown_list(classes.iter().map(String::as_str)) });
    }
    let weight = |row: usize| cases.weight.as_ref().and_then(|w| w.get(row)).copied().unwrap_or(1.0);
    for part in [Part::Choose, Part::Test] {
        let (mut all, mut positives, mut other) = (0.0, 0.0, None);
        for (row, (inside, positive)) in cases.in_part(part).zip(cases.label.is_positive()).enumerate() {
            if inside {
                all += weight(row);
                positives += if positive { weight(row) } else { 0.0 };
                other = if positive { other } else { cases.label.codes.get(row) };
            }
        }
        let (count, hits) = (all as u64, positives as u64);
        let class = shown(cases.label.positive_class());
        if count > 0 && hits == count {
            findings.push(Finding::OneClass { part, class, cases: count });
        } else if count > 0 && hits == 0 && classes.len() <= 2 {
            let class = other.and_then(|c| classes.get(*c as usize)).map_or(String::new(), |c| shown(c));
            findings.push(Finding::OneClass { part, class, cases: count });
        } else if count > 0 && hits < FEW {
            findings.push(Finding::FewPositives { part, class, positives: hits, cases: count });
        }
    }
}

pub(super) fn score(cases: &Cases, scores: &[f64], findings: &mut Vec<Finding>) {
    let finite = || scores.iter().enumerate().filter(|(row, s)| !s.is_nan() && !cases.is_twin(*row)).map(|(_, s)| *s);
    let (min, max) = finite().fold((f64::INFINITY, f64::NEG_INFINITY), |(lo, hi), s| (lo.min(s), hi.max(s)));
    if min > max {
        return;
    }
    if min == max && scores.len() > 1 {
        findings.push(Finding::ConstantScore { score: min, cases: scores.len() as u64 });
        return;
    }
    let outside = finite().filter(|s| !(0.0..=1.0).contains(s)).count() as u64;
    if outside > 0 {
        let scale = match (min, max) {
            (min, max) if min >= 0.0 && max <= 100.0 => Scale::Percent,
            (min, max) if min < 0.0 && max > 0.0 => Scale::Logit,
            _ => Scale::Other,
        };
        findings.push(Finding::Scale { scale, min, max, outside });
    }
    if cases.label.classes.len() == 2 && min >= 0.5 && max <= 1.0 && scores.len() as u64 >= FEW {
        let min = (min * 10_000.0).round() / 10_000.0;
        findings.push(Finding::NeverBelowHalf { class: shown(cases.label.positive_class()), min });
    }
    // Means further apart, the wrong way, than four standard errors.
    let (mut positive, mut negative) = (Moments::default(), Moments::default());
    for ((score, is_positive), part) in scores.iter().zip(cases.label.is_positive()).zip(&cases.split) {
        // The test is sealed: it may not even say this.
        if *part == Part::Choose && score.is_finite() {
            if is_positive { positive.add(*score) } else { negative.add(*score) }
        }
    }
    let few = |of: &Moments| of.count < FEW as f64;
    if !few(&positive) && !few(&negative) && (positive.min > negative.max || negative.min > positive.max) {
        findings.push(Finding::Separated { cases: (positive.count + negative.count) as u64 });
    }
    let error = (positive.error() + negative.error()).sqrt();
    if positive.count > 1.0 && negative.count > 1.0 && negative.mean - positive.mean > 4.0 * error {
        let class = shown(cases.label.positive_class());
        findings.push(Finding::Inverted { class, positive: positive.mean, negative: negative.mean });
    }
}

/// Running mean and variance (Welford 1962), and the ends.
struct Moments {
    count: f64,
    mean: f64,
    squares: f64,
    min: f64,
    max: f64,
}

impl Default for Moments {
    fn default() -> Self {
        Self { count: 0.0, mean: 0.0, squares: 0.0, min: f64::INFINITY, max: f64::NEG_INFINITY }
    }
}

impl Moments {
    fn add(&mut self, x: f64) {
        self.count += 1.0;
        let delta = x - self.mean;
        self.mean += delta / self.count;
        self.squares += delta * (x - self.mean);
        (self.min, self.max) = (self.min.min(x), self.max.max(x));
    }

    /// Squared standard error of the mean.
    fn error(&self) -> f64 {
        self.squares / (self.count - 1.0).max(1.0) / self.count.max(1.0)
    }
}

pub(super) fn features(cases: &Cases, findings: &mut Vec<Finding>) {
    let mut lacks = vec![false; cases.len()];
    let (mut cells, mut columns) = (0, Vec::new());
    for feature in &cases.features {
        let before = cells;
        for (row, lack) in lacks.iter_mut().enumerate() {
            if feature.values.is_missing(row) && !cases.is_twin(row) {
                cells += 1;
                *lack = true;
            }
        }
        if cells > before {
            columns.push(feature.name.as_str());
        }
        if let Some(agree) = tells_label(cases, feature) {
            let column = shown(&feature.name);
            findings.push(Finding::LabelAmongFeatures { column, agree, cases: cases.len() as u64 });
        }
    }
    if cells > 0 {
        let cases = lacks.iter().filter(|l| **l).count() as u64;
        findings.push(Finding::Missing { cells, cases, columns: shown_list(columns.into_iter()) });
    }
}

/// Cases for which a feature of few values tells the label, when that is
/// (almost) all of them: each value goes with one class, every class has one.
fn tells_label(cases: &Cases, feature: &Column) -> Option<u64> {
    const ROWS: usize = 20;
    let classes = cases.label.classes.len();
    if cases.len() < ROWS || classes < 2 {
        return None;
    }
    let mut counts: HashMap<u64, Vec<u64>> = HashMap::new();
    for (row, class) in cases.label.codes.iter().enumerate() {
        let value = match &feature.values {
            Values::Number(numbers) => numbers.get(row).map(|v| (v + 0.0).to_bits())?,
            Values::Text { codes, .. } => codes.get(row).map(|c| u64::from(*c))?,
        };
        let known = counts.len();
        let of_value = counts.entry(value).or_insert_with(|| vec![0; classes]);
        if known > classes + 1 {
            return None;
        }
        *of_value.get_mut(*class as usize)? += 1;
    }
    let best = |of_value: &Vec<u64>| of_value.iter().enumerate().max_by_key(|(_, n)| **n).map(|(c, n)| (c, *n));
    let best: Vec<(usize, u64)> = counts.values().filter_map(best).collect();
    let agree: u64 = best.iter().map(|(_, n)| n).sum();
    let covers = (0..classes).all(|class| best.iter().any(|(c, _)| *c == class));
    (covers && agree as f64 >= 0.995 * cases.len() as f64).then_some(agree)
}

pub(super) fn duplicates(cases: &Cases) -> Option<Finding> {
    // Of a row that stands for many cases there are equal ones in both sets by intent.
    if cases.features.is_empty() || !cases.twins.is_empty() {
        return None;
    }
    let hashes = split::hashes(&cases.features, cases.len());
    let of = |wanted: bool| {
        hashes.iter().zip(&cases.split).filter(move |(_, p)| (**p == Part::Test) == wanted).map(|(h, _)| *h)
    };
    let mut elsewhere: Vec<u64> = of(false).collect();
    elsewhere.sort_unstable();
    let duplicates = of(true).filter(|h| elsewhere.binary_search(h).is_ok()).count() as u64;
    (duplicates > 0).then(|| Finding::Duplicates { duplicates, cases: of(true).count() as u64 })
}

pub(super) fn repeated(cases: &Cases, ids: &Column) -> Option<Finding> {
    let present = (0..ids.values.len()).filter(|row| !ids.values.is_missing(*row) && !cases.is_twin(*row)).count();
    let distinct = match &ids.values {
        Values::Number(numbers) => {
            let mut bits: Vec<u64> = numbers.iter().filter(|v| !v.is_nan()).map(|v| (v + 0.0).to_bits()).collect();
            bits.sort_unstable();
            bits.dedup();
            bits.len()
        }
        Values::Text { dictionary, .. } if dictionary.may_repeat() => dictionary.count_distinct(),
        Values::Text { codes, .. } => {
            let mut codes: Vec<u32> = codes.iter().copied().filter(|c| *c != MISSING).collect();
            codes.sort_unstable();
            codes.dedup();
            codes.len()
        }
    };
    let rows = present.saturating_sub(distinct) as u64;
    (rows > 0).then(|| Finding::RepeatedIds { column: shown(&ids.name), rows })
}
