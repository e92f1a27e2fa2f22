//! Tables and cases: a file in, columns out.

use super::problem::data_problem;
use super::{Reply, misunderstood};
use crate::data::cases::Cases;
use crate::data::kind::{ENOUGH, Kind, kind};
use crate::data::sanity::to_unit;
use crate::data::scenario::Scenario;
use crate::data::table::{Column, Table, Values};
use crate::data::{TableReader, cases, limits, read_table};
use crate::protocol::{Answer, CasesHead, ColumnHead, FileSource, Payload, Problem, part_code};

/// Bytes that are asked of the browser at a time: each asking costs a millisecond.
const PIECE: u64 = 8 << 20;

/// Reads a table; all of the file is in memory only where its format wants that.
pub fn read(file: &FileSource, name: &str, progress: &mut dyn FnMut(f32)) -> Result<Table, Problem> {
    let size = file.0.size();
    let start = part(file, name, 0, ENOUGH as u64)?;
    if matches!(kind(&start), Kind::Parquet | Kind::Zip) {
        let bytes = whole(file, name)?;
        return read_table(&bytes, name, progress).map_err(|error| data_problem(&error));
    }
    let mut reader = TableReader::new(name, Some(size));
    for from in (0..size).step_by(PIECE as usize) {
        let piece = part(file, name, from, size.min(from + PIECE))?;
        for chunk in piece.chunks(limits::CHUNK) {
            reader.push(chunk).map_err(|error| data_problem(&error))?;
        }
        progress((from + piece.len() as u64) as f32 / size as f32);
    }
    reader.finish().map_err(|error| data_problem(&error))
}

/// Part of a file.
pub fn part(file: &FileSource, name: &str, from: u64, to: u64) -> Result<Vec<u8>, Problem> {
    file.0.read(from, to).map_err(|detail| Problem::new("import-unreadable", detail).text("file", name))
}

/// All of a file, if it is not too large for that.
pub fn whole(file: &FileSource, name: &str) -> Result<Vec<u8>, Problem> {
    let size = file.0.size();
    if size > limits::MAX_WHOLE as u64 {
        return Err(data_problem(&crate::data::DataError::TooLarge {
            file: name.to_owned(),
            what: "megabytes".to_owned(),
            limit: (limits::MAX_WHOLE >> 20) as u64,
        }));
    }
    part(file, name, 0, size)
}

/// A payload that is a file, or all of one.
pub fn file(payload: Option<Payload>) -> Result<FileSource, Problem> {
    match payload {
        Some(Payload::File(file)) => Ok(file),
        Some(Payload::U8(bytes)) => Ok(bytes.into()),
        _ => Err(misunderstood()),
    }
}

/// Makes cases of a file.
pub fn read_cases(name: &str, file: &FileSource, scenario: Option<&Scenario>, progress: &mut dyn FnMut(f32)) -> Reply {
    let table = read(file, name, progress)?;
    let cases = cases(table, scenario).map_err(|error| data_problem(&error))?;
    Ok(cases_reply(cases, scenario))
}

/// The cases as they travel. The scores of the file go along where the
/// scenario has no model to make them; the features go along where it has.
pub fn cases_reply(mut cases: Cases, scenario: Option<&Scenario>) -> (Answer, Vec<Payload>) {
    let has_model = scenario.is_none_or(|scenario| !scenario.models.is_empty());
    let mut scores = cases.score.take().filter(|_| !has_model);
    if let (Some(scores), Some(scale)) = (&mut scores, scenario.and_then(|scenario| scenario.score_scale)) {
        to_unit(scores, scale);
    }
    if !has_model {
        cases.features = Vec::new();
    }
    let all_classes = class_scores(&cases).filter(|_| !has_model);
    let head = CasesHead { scored: scores.is_some(), class_scored: all_classes.is_some(), ..head(&cases) };
    let mut payloads: Vec<Payload> = cases.features.into_iter().map(|column| values(column.values)).collect();
    payloads.push(Payload::U32(cases.label.codes));
    payloads.push(Payload::U8(cases.split.into_iter().map(part_code).collect()));
    payloads.extend(cases.weight.map(Payload::F64));
    payloads.extend(scores.map(Payload::F64));
    payloads.extend(all_classes.map(Payload::F64));
    (Answer::Cases(head), payloads)
}

/// The scores of several classes, row after row in the order of the labels;
/// `None` where a class has none.
fn class_scores(cases: &Cases) -> Option<Vec<f64>> {
    let classes = &cases.label.classes;
    let of = |class: &String| cases.class_scores.iter().find(|(known, _)| known == class).map(|(_, scores)| scores);
    let columns: Vec<&Vec<f64>> = classes.iter().map(of).collect::<Option<_>>()?;
    let rows = (0..cases.len()).flat_map(|row| columns.iter().filter_map(move |scores| scores.get(row).copied()));
    (classes.len() > 2).then(|| rows.collect())
}

fn head(cases: &Cases) -> CasesHead {
    let column = |column: &Column| match &column.values {
        Values::Number(_) => ColumnHead::Number { name: column.name.clone() },
        Values::Text { dictionary, .. } => {
            ColumnHead::Text { name: column.name.clone(), dictionary: dictionary.iter().map(str::to_owned).collect() }
        }
    };
    CasesHead {
        rows: cases.len(),
        columns: cases.features.iter().map(column).collect(),
        classes: cases.label.classes.clone(),
        positive: cases.label.positive,
        split_made_here: cases.split_source.made_here(),
        sealed: cases.has_sealed(),
        weighted: cases.weight.is_some(),
        unlabelled: cases.unlabelled,
        scored: false,
        class_scored: false,
    }
}

fn values(values: Values) -> Payload {
    match values {
        Values::Number(numbers) => Payload::F64(numbers),
        Values::Text { codes, .. } => Payload::U32(codes),
    }
}
