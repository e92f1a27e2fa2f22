//! Scenario files that must not open.

use super::{Bad, Open, bad};

fn json(name: &str, text: impl Into<Vec<u8>>, id: &'static str) -> Bad {
    bad(name, text, id).by(Open::Scenario)
}

pub fn files() -> Vec<Bad> {
    let long = "x".repeat(4_001);
    vec![
        json("s-zero-bytes.json", "", "empty"),
        json("s-blank.json", " \n\t\n", "empty"),
        json("s-mark.json", "\u{feff}", "empty"),
        json("s-no-json.json", "title: Tumour", "json"),
        json("s-cut.json", "{\"title\":\"t\"", "json"),
        json("s-list.json", "[]", "json"),
        json("s-text.json", "\"title\"", "json"),
        json("s-comma.json", "{\"title\":\"t\",}", "json"),
        json("s-two.json", "{\"title\":\"t\"}{}", "json"),
        json("s-no-utf8.json", b"{\"title\":\"\xff\"}".to_vec(), "json"),
        json("s-title-number.json", "{\"title\":7}", "json"),
        json("s-title-null.json", "{\"title\":null}", "json"),
        json("s-features-text.json", "{\"title\":\"t\",\"features\":\"age\"}", "json"),
        json("s-feature-text.json", "{\"title\":\"t\",\"features\":[\"age\"]}", "json"),
        json("s-min-text.json", "{\"title\":\"t\",\"features\":[{\"name\":\"a\",\"min\":\"low\"}]}", "json"),
        json("s-cost-text.json", "{\"title\":\"t\",\"costs\":{\"false_negative\":\"much\"}}", "json"),
        json("s-cost-too-large.json", "{\"title\":\"t\",\"costs\":{\"false_negative\":1e999}}", "json"),
        json("s-harm-unknown.json", "{\"title\":\"t\",\"harm\":\"both of them\"}", "json"),
        json("s-term-number.json", "{\"title\":\"t\",\"case\":5}", "json"),
        json("s-term-half.json", "{\"title\":\"t\",\"case\":{\"one\":\"lump\"}}", "json"),
        json("s-models-object.json", "{\"title\":\"t\",\"models\":{\"file\":\"m\"}}", "json"),
        json("s-version-text.json", "{\"title\":\"t\",\"format_version\":\"1\"}", "json"),
        json("s-data-are-unknown.json", "{\"title\":\"t\",\"data_are\":\"imagined\"}", "json"),
        json("s-deep.json", "[".repeat(100_000), "json"),
        json("s-no-title.json", "{}", "field"),
        json("s-title-blank.json", "{\"title\":\"  \"}", "field"),
        json("s-other-format.json", "{\"title\":\"t\",\"format\":\"agreement\"}", "field"),
        json("s-newer.json", "{\"title\":\"t\",\"format_version\":2}", "field"),
        json("s-version-0.json", "{\"title\":\"t\",\"format_version\":0}", "field"),
        json("s-title-long.json", format!("{{\"title\":\"{long}\"}}"), "field"),
        json("s-unknown-long.json", format!("{{\"title\":\"t\",\"x\":{{\"y\":[\"{long}\"]}}}}"), "field"),
        json("s-list-long.json", format!("{{\"title\":\"t\",\"x\":[{}1]}}", "1,".repeat(10_000)), "field"),
        json("s-cases-up.json", "{\"title\":\"t\",\"cases\":\"../cases.csv\"}", "field"),
        json("s-cases-address.json", "{\"title\":\"t\",\"cases\":\"https://host/cases.csv\"}", "field"),
        json("s-cases-absolute.json", "{\"title\":\"t\",\"cases\":\"/cases.csv\"}", "field"),
        json("s-model-up.json", "{\"title\":\"t\",\"models\":[{\"file\":\"a/../../m\"}]}", "field"),
        json("s-model-script.json", "{\"title\":\"t\",\"models\":[{\"file\":\"javascript:alert(1)\"}]}", "field"),
        json("s-model-without-file.json", "{\"title\":\"t\",\"models\":[{\"id\":\"v1\"}]}", "field"),
        json("s-feature-without-name.json", "{\"title\":\"t\",\"features\":[{\"unit\":\"mm\"}]}", "field"),
        json("s-range.json", "{\"title\":\"t\",\"features\":[{\"name\":\"a\",\"min\":2,\"max\":1}]}", "field"),
        json(
            "s-positive-unknown.json",
            "{\"title\":\"t\",\"classes\":[\"a\",\"b\"],\"positive_class\":\"c\"}",
            "field",
        ),
        json(
            "s-default-unknown.json",
            "{\"title\":\"t\",\"default_model\":\"v9\",\"models\":[{\"file\":\"m\",\"id\":\"v1\"}]}",
            "field",
        ),
        json(
            "s-five-megabytes.json",
            format!("{{\"title\":\"t\",\"x\":[{}\"\"]}}", format!("\"{}\",", "y".repeat(3_000)).repeat(1_600)),
            "too-large",
        ),
    ]
}
