//! Half of the cases sealed, or all of them looked at: asked, kept, exported,
//! and then counted as scikit-learn counts them.

use super::{Opened, findings, fixtures, open};
use cutpoint::data::Part;
use cutpoint::data::scenario::Sealed;
use cutpoint::metrics::curve::{average_precision, roc_area};
use cutpoint::metrics::figure::Figure;
use cutpoint::metrics::sample::Sample;
use cutpoint::metrics::sweep::Sweep;
use cutpoint::metrics::threshold::Threshold;
use cutpoint::protocol::{Payload, Request, part_code};
use serde_json::Value;

fn notebook() -> Value {
    serde_json::from_slice(&std::fs::read(fixtures("data/notebook.json")).unwrap()).unwrap()
}

/// The predictions of the notebook, with a further column.
fn predictions(column: &str) -> String {
    let rows = notebook()["rows"].as_array().unwrap().clone();
    let line = |row: &Value| match column {
        "" => format!("{},{}\n", row[0], row[1]),
        word => format!("{},{},{word}\n", row[0], row[1]),
    };
    let head = if column.is_empty() { "score,label\n" } else { "score,label,split\n" };
    head.to_owned() + &rows.iter().map(line).collect::<String>()
}

/// All operating points of the cases that are looked at.
fn sweep(opened: &mut Opened) -> Sweep {
    let scenario = opened.scenario();
    let taken = opened.take(&scenario).unwrap();
    let looked_at = |row: &usize| taken.parts[*row] == part_code(Part::Choose);
    let rows: Vec<usize> = (0..taken.head.rows).filter(looked_at).collect();
    let scores = taken.scores.unwrap();
    let labels = rows.iter().map(|row| taken.codes[*row] == taken.head.positive).collect();
    Sweep::of(&Sample::new(rows.iter().map(|row| scores[*row]).collect(), labels, None).unwrap())
}

/// Holds a sweep against what scikit-learn says of every row.
fn equals_the_notebook(sweep: &Sweep) {
    let notebook = notebook();
    for point in notebook["points"].as_array().unwrap() {
        let number = |name: &str| point[name].as_f64().unwrap();
        let counts = sweep.confusion(sweep.index_at(Threshold::at(number("threshold")).unwrap()));
        let wanted = ["tp", "fp", "fn", "tn"].map(number);
        assert_eq!([counts.tp, counts.fp, counts.fn_, counts.tn], wanted, "{point}");
        for (figure, name) in [(Figure::Precision, "precision"), (Figure::Recall, "recall")] {
            assert!((counts.figure(figure).unwrap() - number(name)).abs() < 1e-15, "{name} of {point}");
        }
    }
    let close = |ours: Option<f64>, name: &str| {
        assert!((ours.unwrap() - notebook[name].as_f64().unwrap()).abs() < 1e-12, "{name}: {ours:?}");
    };
    close(average_precision(sweep), "average_precision");
    close(roc_area(sweep), "roc_auc");
}

#[test]
fn a_file_without_a_split_column_is_asked_about_and_half_is_sealed_until_then() {
    let mut opened = open(&[("p.csv", predictions("").as_bytes())]).unwrap();
    assert!(opened.found.checked.asks_what_to_seal);
    assert_eq!(opened.found.checked.scenario.splits.sealed, Sealed::Half);
    let rows = opened.found.rows as f64;
    let seen = sweep(&mut opened).total();
    assert!(seen < 0.6 * rows && seen > 0.4 * rows, "{seen} of {rows}");
}

#[test]
fn looking_at_all_of_them_gives_the_figures_of_a_notebook() {
    let mut opened = open(&[("p.csv", predictions("").as_bytes())]).unwrap();
    let mut scenario = opened.scenario();
    scenario.splits.sealed = Sealed::Nothing;
    let checked = opened.check(scenario);
    assert!(checked.asks_what_to_seal, "one can still change one's mind");
    assert!(findings(&checked).contains(&"nothing-sealed"), "{:?}", checked.findings);
    opened.found.checked = checked;
    equals_the_notebook(&sweep(&mut opened));
}

#[test]
fn a_column_that_says_choose_in_every_row_gives_the_figures_of_a_notebook_and_asks_nothing() {
    let mut opened = open(&[("p.csv", predictions("choose").as_bytes())]).unwrap();
    assert!(!opened.found.checked.asks_what_to_seal);
    equals_the_notebook(&sweep(&mut opened));
}

#[test]
fn a_column_that_seals_every_row_is_said_before_the_start() {
    let mut opened = open(&[("p.csv", predictions("test").as_bytes())]).unwrap();
    let problem = opened.found.checked.problem.as_ref().expect("there is nothing to look at");
    assert_eq!(problem.id, "data-error-all-sealed");
    let mut scenario = opened.scenario();
    scenario.columns.split = Some(String::new());
    let checked = opened.check(scenario);
    assert!(checked.problem.is_none() && checked.asks_what_to_seal, "without the column it is asked");
}

#[test]
fn an_exported_pack_keeps_what_is_sealed() {
    let csv = predictions("");
    let opened = open(&[("p.csv", csv.as_bytes())]).unwrap();
    let mut scenario = opened.scenario();
    scenario.splits.sealed = Sealed::Nothing;
    let request = Request::WritePack { scenario: Box::new(scenario), names: vec!["p.csv".into()] };
    let payloads = vec![Payload::File(csv.clone().into_bytes().into())];
    let (_, payloads) = cutpoint::engine::Engine::default().handle(request, payloads, &mut |_| ()).unwrap();
    let [Payload::U8(pack)] = &payloads[..] else { panic!("a pack") };
    let mut again = open(&[("pack.zip", pack)]).unwrap();
    assert_eq!(again.found.checked.scenario.splits.sealed, Sealed::Nothing);
    equals_the_notebook(&sweep(&mut again));
}
