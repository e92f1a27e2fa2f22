//! From bytes to findings: whatever is a table gets roles, cases, findings.
#![no_main]
use cutpoint::data::{cases, cases_with, inputs, read_csv, recognise, sanity};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else { return };
    let Ok(table) = read_csv(bytes, "t", &mut |_| ()) else { return };
    let width = usize::from(*first % 8);
    let input = inputs::InputShape { name: "X".into(), width: Some(width), is_text: *first > 200, columns: vec![] };
    let model = inputs::ModelShape { inputs: vec![input], classes: vec![] };
    for model in [None, Some(&model)] {
        let seen = recognise(&table, model);
        if let Ok(cases) = cases_with(table.clone(), &seen.roles) {
            assert_eq!(cases.split.len(), cases.len());
            assert!(cases.features.iter().all(|f| f.values.len() == cases.len()));
            for finding in sanity::check(&cases, cases.score.as_deref()) {
                finding.message();
            }
        }
    }
    let _ = cases(table, None);
});
