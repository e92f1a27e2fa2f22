//! The published JSON Schema is the one of the serde types.
#![cfg(feature = "schema")]

use cutpoint::data::scenario::schema;

#[test]
fn the_published_schema_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/scenario.schema.json");
    let published = std::fs::read_to_string(path).unwrap_or_default();
    if std::env::var_os("CUTPOINT_WRITE_SCHEMA").is_some() {
        std::fs::write(path, schema()).expect("docs/ can be written");
    } else {
        assert!(published == schema(), "run: CUTPOINT_WRITE_SCHEMA=1 cargo test --features schema --test data_schema");
    }
}

#[test]
fn the_schema_names_every_field_that_is_written() {
    let schema: serde_json::Value = serde_json::from_str(&schema()).unwrap();
    let scenario = include_bytes!("../models/tumour/scenario.json");
    let written = cutpoint::data::read_scenario(scenario).unwrap().to_json();
    let written: serde_json::Value = serde_json::from_str(&written).unwrap();
    let properties = schema["properties"].as_object().unwrap();
    for field in written.as_object().unwrap().keys() {
        assert!(properties.contains_key(field), "{field}");
        assert!(properties[field]["description"].is_string(), "{field}");
    }
}
