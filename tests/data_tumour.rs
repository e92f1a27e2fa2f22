//! The committed tumour scenario opens, and a table without a label does not.

use cutpoint::data::{self, DataError, Part, SplitSource, Values};

const CASES: &[u8] = include_bytes!("../models/tumour/cases.csv");
const SCENARIO: &[u8] = include_bytes!("../models/tumour/scenario.json");

#[test]
fn tumour_cases_open_with_their_scenario() {
    let scenario = data::read_scenario(SCENARIO).expect("the scenario is right");
    let mut last = 0.0;
    let table = data::read_csv(CASES, "cases.csv", &mut |share| last = share).expect("the table is right");
    assert_eq!(last, 1.0);
    assert_eq!((table.rows, table.columns.len()), (342, 33));
    let cases = data::cases(table, Some(&scenario)).expect("they fit");
    assert_eq!(cases.len(), 342);
    let names: Vec<_> = cases.features.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names, scenario.models[0].inputs[0].columns);
    assert!(cases.features.iter().all(|c| matches!(&c.values, Values::Number(v) if v.len() == 342)));
    let Values::Number(radius) = &cases.features[0].values else { panic!("numbers") };
    assert_eq!(radius[..3], [17.99, 20.57, 19.69]);
    assert_eq!(cases.label.positive_class(), "malignant");
    assert!(cases.label.certain);
    let text = std::str::from_utf8(CASES).unwrap();
    let count = |end: &str| text.lines().filter(|l| l.ends_with(end)).count();
    let both = |part| {
        cases.in_part(part).zip(cases.label.is_positive()).filter(|(inside, positive)| *inside && *positive).count()
    };
    assert_eq!(both(Part::Choose), count(",malignant,choose"));
    assert_eq!(both(Part::Test), count(",malignant,test"));
    assert_eq!(cases.in_part(Part::Choose).filter(|x| *x).count(), count(",choose"));
    assert_eq!(cases.split_source, SplitSource::Column { column: "split".into() });
    assert_eq!(cases.ids.unwrap().values.text(2).as_deref(), Some("case-002"));
}

#[test]
fn a_cases_table_without_a_label_column_names_the_columns_it_saw() {
    let table = data::read_csv(b"id,radius\na,1\nb,2\n", "mine.csv", &mut |_| ()).unwrap();
    let error = data::cases(table, None).unwrap_err();
    assert_eq!(error, DataError::NoLabel { file: "mine.csv".into(), columns: vec!["id".into(), "radius".into()] });
    assert_eq!(error.id(), "data-error-no-label");
    assert!(error.to_string().contains("id, radius"), "{error}");
}

#[test]
fn a_table_without_a_split_column_is_halved_by_class_and_says_so() {
    let mut text = String::from("x,label\n");
    for i in 0..1000 {
        text.push_str(&format!("{},{}\n", i % 500, i % 2));
    }
    let open = |text: &str| data::cases(data::read_csv(text.as_bytes(), "c", &mut |_| ()).unwrap(), None).unwrap();
    let cases = open(&text);
    assert_eq!(cases.split_source, SplitSource::Hash { seed: data::split::SEED });
    let positives =
        cases.in_part(Part::Test).zip(cases.label.is_positive()).filter(|(test, positive)| *test && *positive);
    assert_eq!((positives.count(), cases.in_part(Part::Test).filter(|x| *x).count()), (250, 500));
    assert_eq!(open(&text).split, cases.split);
}

#[test]
fn every_built_in_scenario_opens_with_its_cases_and_nothing_wrong_is_found() {
    let models = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
    let mut opened = 0;
    for entry in std::fs::read_dir(models).expect("models/ is there") {
        let folder = entry.expect("an entry").path();
        let Ok(bytes) = std::fs::read(folder.join("scenario.json")) else { continue };
        let scenario = data::read_scenario(&bytes).unwrap_or_else(|e| panic!("{folder:?}: {e}"));
        let Ok(bytes) = std::fs::read(folder.join(&scenario.cases)) else {
            panic!("{folder:?} has no {}", scenario.cases)
        };
        let table = data::read_table(&bytes, &scenario.cases, &mut |_| ());
        let cases = table.and_then(|t| data::cases(t, Some(&scenario))).unwrap_or_else(|e| panic!("{folder:?}: {e}"));
        assert_eq!(cases.features.len(), scenario.features.len(), "{folder:?}");
        assert_eq!(cases.slices.len(), scenario.slices.len(), "{folder:?}");
        // Reading what is written gives the same scenario.
        assert_eq!(data::read_scenario(scenario.to_json().as_bytes()), Ok(scenario), "{folder:?}");
        let serious = data::sanity::check(&cases, None).into_iter().filter(|finding| {
            use data::Finding::*;
            matches!(finding, OneClass { .. } | LabelAmongFeatures { .. } | Duplicates { .. } | RepeatedIds { .. })
        });
        assert_eq!(serious.collect::<Vec<_>>(), [], "{folder:?}");
        opened += 1;
    }
    assert!(opened >= 1);
}

#[test]
fn an_edited_scenario_keeps_the_fields_that_only_a_newer_version_knows() {
    let original = br#"{"title":"t","later":{"a":1},"features":[{"name":"x","colour":"red"}],"harm":"miss"}"#;
    let mut scenario = data::read_scenario(original).unwrap();
    scenario.title = "u".into();
    scenario.harm = None;
    let json = scenario.to_json_over(original);
    assert_eq!(data::read_scenario(json.as_bytes()).unwrap(), scenario);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&value["title"], &value["later"]["a"]), (&"u".into(), &1.into()));
    assert_eq!((&value["features"][0]["colour"], &value["harm"]), (&"red".into(), &serde_json::Value::Null));
}
