//! JSON files that are no cases.

use super::{Bad, bad};

pub fn files() -> Vec<Bad> {
    let row = "{\"score\":0.5,\"label\":1}\n";
    let deep = |n: usize| format!("{{\"a\":{}1{}}}", "[".repeat(n), "]".repeat(n));
    vec![
        bad("empty-list.json", "[{}", "json"),
        bad("only-brackets.json", "[]", "no-rows"),
        bad("only-empty-objects.jsonl", "{}\n{}\n", "no-rows"),
        bad("only-an-open-bracket.json", "[{", "json"),
        bad("cut-in-a-name.jsonl", row.to_owned() + "{\"sco", "json"),
        bad("cut-in-a-text.jsonl", row.to_owned() + "{\"score\":\"0.", "json"),
        bad("cut-in-a-number.jsonl", row.to_owned() + "{\"score\":0.", "json"),
        bad("cut-after-a-colon.jsonl", row.to_owned() + "{\"score\":", "json"),
        bad("cut-after-a-comma.jsonl", row.to_owned() + "{\"score\":1,", "json"),
        bad("cut-in-a-list.json", format!("[{}", row.trim_end()), "json"),
        bad("cut-in-an-escape.jsonl", row.to_owned() + "{\"a\":\"\\u00", "json"),
        bad("no-colon.jsonl", row.to_owned() + "{\"score\" 0.5}", "json"),
        bad("no-comma.jsonl", row.to_owned() + "{\"score\":0.5 \"label\":1}", "json"),
        bad("comma-at-the-end.jsonl", row.to_owned() + "{\"score\":0.5,}", "json"),
        bad("single-quotes.jsonl", "{'score':0.5,'label':1}\n", "json"),
        bad("names-without-quotes.jsonl", "{score:0.5,label:1}\n", "json"),
        bad("python-words.jsonl", "{\"score\":0.5,\"label\":True}\n", "json"),
        bad("python-none.jsonl", "{\"score\":None,\"label\":1}\n", "json"),
        bad("undefined.jsonl", "{\"score\":undefined}\n", "json"),
        bad("number-too-large.jsonl", "{\"score\":1e999,\"label\":1}\n", "json"),
        bad("two-points.jsonl", "{\"score\":1.2.3,\"label\":1}\n", "json"),
        bad("hexadecimal.jsonl", "{\"score\":0x1f,\"label\":1}\n", "json"),
        bad("unknown-escape.jsonl", "{\"score\":\"\\q\",\"label\":1}\n", "json"),
        bad("bad-unicode-escape.jsonl", "{\"score\":\"\\uzzzz\",\"label\":1}\n", "json"),
        bad("bytes-no-utf8.jsonl", b"{\"score\":\"\xff\xfe\",\"label\":1}\n".to_vec(), "json"),
        bad("a-number-between.jsonl", row.to_owned() + "7\n" + row, "json"),
        bad("a-text-between.jsonl", row.to_owned() + "\"x\"\n" + row, "json"),
        bad("a-list-behind.jsonl", row.to_owned() + "[1,2]\n", "json"),
        bad("comma-between-lines.jsonl", row.trim_end().to_owned() + ",\n" + row, "json"),
        bad("behind-the-list.json", format!("[{}] {}", row.trim_end(), row), "json"),
        bad("comment.jsonl", row.to_owned() + "// more\n" + row, "json"),
        bad("two-braces.jsonl", row.to_owned() + "}}\n", "json"),
        bad("value-is-a-list.jsonl", "{\"score\":[0.5,0.5],\"label\":1}\n", "nested"),
        bad("value-is-an-object.jsonl", "{\"score\":{\"a\":1},\"label\":1}\n", "nested"),
        bad("columns-as-lists.json", "{\"score\":[0.5,0.25],\"label\":[1,0]}", "nested"),
        bad("pandas-default-to-json.json", "{\"score\":{\"0\":0.5,\"1\":0.2},\"label\":{\"0\":1,\"1\":0}}", "nested"),
        bad("pandas-split.json", "{\"columns\":[\"score\"],\"data\":[[0.5]]}", "nested"),
        bad("deep-list.json", deep(100_000), "nested"),
        bad("no-label.jsonl", "{\"age\":31.5}\n{\"age\":42.5}\n", "no-label"),
        bad("name-twice-after-trim.jsonl", "{\"a\":1,\"\":2,\"column 2\":3}\n", "duplicate-column"),
        bad("a-name-a-row.jsonl", (0..30_000).map(|i| format!("{{\"c{i}\":1}}\n")).collect::<String>(), "too-large"),
        bad("one-long-object.jsonl", format!("{{\"a\":\"{}\"}}\n", "x".repeat(5 << 20)), "too-large"),
        bad("one-long-open-text.jsonl", format!("{{\"a\":\"{}", "x".repeat(9 << 20)), "too-large"),
    ]
}
