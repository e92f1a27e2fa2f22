//! The files of pandas, Polars, DuckDB, Arrow, R, LibreOffice and Excel as
//! predictions: scores of the file, no model.

use super::{Taken, fixtures, open};
use cutpoint::protocol::{Answer, Payload, Request};

#[derive(serde::Deserialize)]
struct Expected {
    rows: Vec<Vec<Option<String>>>,
}

/// Weight of the choosing set's cases: flagged positives and flagged negatives at every distinct score.
fn counts(expected: &Expected) -> Vec<(f64, f64, f64)> {
    let number = |cell: &Option<String>| cell.as_deref().unwrap().parse::<f64>().unwrap();
    let choose: Vec<(f64, bool, f64)> = expected
        .rows
        .iter()
        .filter(|row| row[3].as_deref() == Some("choose"))
        .map(|row| (number(&row[1]), row[2].as_deref() == Some("1"), number(&row[6])))
        .collect();
    let mut thresholds: Vec<f64> = choose.iter().map(|case| case.0).collect();
    thresholds.sort_by(|a, b| b.total_cmp(a));
    thresholds.dedup();
    let sum = |at: f64, positive: bool| {
        choose.iter().filter(|(score, is, _)| *score >= at && *is == positive).map(|case| case.2).sum::<f64>()
    };
    thresholds.into_iter().map(|at| (at, sum(at, true), sum(at, false))).collect()
}

fn sweep(taken: &Taken) -> Vec<(f64, f64, f64)> {
    let request = Request::Sweep {
        file: "x".into(),
        positive: taken.head.positive,
        part: cutpoint::data::Part::Choose,
        weighted: taken.weights.is_some(),
    };
    let payloads = vec![
        Payload::F64(taken.scores.clone().unwrap()),
        Payload::U32(taken.codes.clone()),
        Payload::U8(taken.parts.clone()),
        Payload::F64(taken.weights.clone().unwrap_or_default()),
    ];
    let (answer, payloads) =
        cutpoint::engine::Engine::default().handle(request, payloads, &mut |_| ()).expect("counted");
    assert!(matches!(answer, Answer::Sweep { .. }));
    let column = |at: usize| match &payloads[at] {
        Payload::F64(column) => column.clone(),
        other => panic!("{other:?}"),
    };
    let (thresholds, tp, fp) = (column(0), column(1), column(2));
    let all = thresholds.into_iter().zip(tp).zip(fp).map(|((at, tp), fp)| (at, tp, fp));
    all.filter(|point| point.0.is_finite()).collect()
}

#[test]
fn every_real_file_starts_as_it_is_and_counts_as_expected() {
    let expected: Expected = serde_json::from_slice(&std::fs::read(fixtures("data/expected.json")).unwrap()).unwrap();
    let wanted = counts(&expected);
    assert!(wanted.len() > 15);
    let mut files = 0;
    for entry in std::fs::read_dir(fixtures("data/real")).unwrap().flatten() {
        let (name, bytes) = (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap());
        let mut opened = open(&[(&name, &bytes)]).unwrap_or_else(|e| panic!("{name}: {e:?}"));
        let checked = &opened.found.checked;
        assert!(checked.problem.is_none() && checked.positive_is_certain, "{name}: {checked:?}");
        assert_eq!(opened.found.file_at, Some(0), "{name}");
        assert_eq!(super::findings(checked), Vec::<&str>::new(), "{name}: there is nothing odd in it");
        let scenario = opened.scenario();
        let taken = opened.take(&scenario).unwrap();
        let got = sweep(&taken);
        assert_eq!(got.len(), wanted.len(), "{name}");
        for ((at, tp, fp), (at_, tp_, fp_)) in got.iter().zip(&wanted) {
            // LibreOffice and R write 15 digits.
            assert!((at - at_).abs() < 1e-14, "{name}: {at} is not {at_}");
            assert_eq!((tp, fp), (tp_, fp_), "{name} at {at}");
        }
        files += 1;
    }
    assert_eq!(files, 40);
}

#[test]
fn what_was_checked_is_what_a_saved_scenario_reads_again() {
    for entry in std::fs::read_dir(fixtures("data/real")).unwrap().flatten() {
        let (name, bytes) = (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap());
        let mut opened = open(&[(&name, &bytes)]).unwrap();
        let scenario = opened.scenario();
        let saved =
            cutpoint::data::read_scenario(scenario.to_json().as_bytes()).unwrap_or_else(|e| panic!("{name}: {e}"));
        let first = opened.take(&scenario).unwrap();
        let request = Request::ReadCases { file: name.clone(), scenario: Some(Box::new(saved)) };
        let again = cutpoint::engine::Engine::default()
            .handle(request, vec![Payload::File(bytes.into())], &mut |_| ())
            .and_then(super::taken);
        assert_eq!(again.unwrap(), first, "{name}");
    }
}
