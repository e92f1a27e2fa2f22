//! CSV files that are no cases.

use cutpoint::data::Roles;

use super::{Bad, Open, bad};

fn roles(label: &str) -> Roles {
    Roles { label: Some(label.into()), ..Roles::default() }
}

fn with(change: impl Fn(&mut Roles)) -> Open {
    let mut roles = roles("label");
    change(&mut roles);
    Open::Roles(Box::new(roles))
}

fn utf16(text: &str) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

pub fn files() -> Vec<Bad> {
    let good = "score,label\n0.5,1\n0.25,0\n";
    let many = |n: usize| format!("score,label\n{}", "0.5,1\n0.25,0\n".repeat(n));
    let wide = |n: usize| format!("{}\n", (0..n).map(|i| format!("c{i}")).collect::<Vec<_>>().join(","));
    let mut files = vec![
        // Nothing in it.
        bad("zero-bytes.csv", "", "empty"),
        bad("blank-lines.csv", "\n\r\n\n", "empty"),
        bad("spaces.csv", "   \n  ", "empty"),
        bad("only-a-mark.csv", "\u{feff}", "empty"),
        bad("mark-and-blank.csv", "\u{feff}\r\n", "empty"),
        bad("only-utf16-mark.csv", vec![0xff, 0xfe], "empty"),
        bad("only-sep-line.csv", "sep=;\n", "empty"),
        bad("header-only.csv", "score,label\n", "no-rows"),
        bad("header-without-break.csv", "score,label", "no-rows"),
        bad("header-and-blank-lines.csv", "score,label\r\n\r\n\r\n", "no-rows"),
        bad("header-utf16.csv", utf16("score;label\n"), "no-rows"),
        bad("sep-and-header.csv", "sep=;\nscore;label\n", "no-rows"),
        bad("quoted-header-only.csv", "\"score\",\"label\"\n", "no-rows"),
        // Ragged rows.
        bad("short-row.csv", "score,label\n0.5,1\n0.25\n", "ragged"),
        bad("long-row.csv", "score,label\n0.5,1\n0.25,0,9\n", "ragged"),
        bad("short-first-row.csv", "a,b,label\n1,0\n1,2,0\n3,4,1\n", "ragged"),
        bad("row-of-commas.csv", "score,label\n0.5,1\n,,,\n", "ragged"),
        bad("short-late-row.csv", many(60_000) + "0.5\n", "ragged"),
        bad("long-late-row.csv", many(60_000) + "0.5,1,1\n", "ragged"),
        bad("comment-in-the-middle.csv", "score,label\n0.5,1\n# checked until here\n0.25,0\n", "ragged"),
        bad("title-above-the-header.csv", "Report of May\nscore,label,site\n0.5,1,a\n0.25,0,b\n", "ragged"),
        bad("sum-below.csv", "score,label\n0.5,1\n0.25,0\nTotal\n", "ragged"),
        bad("two-tables.csv", "score,label\n0.5,1\n0.25,0\n\nsite,n,x\na,1,2\n", "ragged"),
        bad("decimal-comma-in-commas.csv", "score,label\n0,5,1\n0,25,0\n0.5,0\n", "ragged"),
        bad("semicolon-for-one-row.csv", "score;label\n0.5;1\n0.25,0\n", "ragged"),
        bad("ragged-semicolon.csv", "score;label;x\n0,5;1;2\n0,25;0\n", "ragged"),
        bad("ragged-tab.csv", "score\tlabel\n0.5\t1\n0.25\t0\t\t\n", "ragged"),
        bad("ragged-utf16.csv", utf16("score;label\n1;2\n1\n3;4\n"), "ragged"),
        // Quotes.
        bad("open-quote.csv", "score,label\n0.5,1\n\"0.25,0\n", "open-quote"),
        bad("open-quote-at-the-end.csv", "score,label\n0.5,1\n0.25,\"", "open-quote"),
        bad("open-quote-in-header.csv", "score,\"label\n0.5,1\n0.25,0\n", "open-quote"),
        bad("open-quote-and-much.csv", format!("score,label\n\"0.5,1\n{}", "0.5,1\n".repeat(1_000_000)), "open-quote"),
        bad("odd-quotes.csv", "a,label\n\"x\"\"\",1\n\"\"\",0\ny,1\n", "open-quote"),
        bad("only-a-quote.csv", "\"", "open-quote"),
        // Encodings.
        bad(
            "utf8-then-latin1.csv",
            [many(9_000).replacen("score", "größe", 1).as_bytes(), b"\xe4,1\n"].concat(),
            "encoding",
        ),
        bad(
            "utf8-cut-in-a-character.csv",
            [b"name,label\n".as_slice(), "ä,1\n".repeat(20_000).as_bytes(), b"\xc3,0\n"].concat(),
            "encoding",
        ),
        bad(
            "utf16-half-pair.csv",
            [utf16("score,label\n1,"), vec![0x00, 0xd8], utf16("\n2,0\n")[2..].to_vec()].concat(),
            "encoding",
        ),
        bad("utf16-odd-length.csv", [utf16("score,label\n1,1\n"), vec![0x31]].concat(), "encoding"),
        bad(
            "utf16-second-half-first.csv",
            [utf16("score,label\n1,"), vec![0x00, 0xdc], utf16("\n")[2..].to_vec()].concat(),
            "encoding",
        ),
        // Names.
        bad("same-name-twice.csv", "score,label,score\n0.5,1,0.4\n0.2,0,0.1\n", "duplicate-column"),
        bad("same-name-after-trim.csv", "score,label, label\n0.5,1,1\n0.2,0,0\n", "duplicate-column"),
        bad("same-name-quoted.csv", "\"a\",a,label\n0.5,1,1\n0.2,0,0\n", "duplicate-column"),
        // Size.
        bad("many-columns.csv", wide(20_001), "too-large"),
        bad("many-columns-with-rows.csv", wide(25_000) + &"1,".repeat(24_999) + "1\n", "too-large"),
        bad("one-long-cell.csv", format!("a,label\n{},1\n", "x".repeat(5 << 20)), "too-large"),
        bad("one-long-line.csv", "x".repeat(6 << 20), "too-large"),
        bad("one-long-header.csv", format!("{},label\n1,1\n", "h".repeat(5 << 20)), "too-large"),
        // Labels.
        bad("no-label.csv", "age,income\n31.5,2.5\n42.5,3.5\n", "no-label"),
        bad("no-label-ids.csv", "id,age\na,31.5\nb,42.5\nc,43.5\n", "no-label"),
        bad("one-column.csv", "age\n31.5\n42.5\n", "no-label"),
        bad("prose.csv", "Dear all\nplease find\nthe table below\n", "no-label"),
        bad(
            "label-is-a-number.csv",
            many(2_000)
                .replace("label", "target")
                .lines()
                .enumerate()
                .map(|(i, l)| if i == 0 { "score,target\n".into() } else { format!("{},{}.5\n", &l[..3], i) })
                .collect::<String>(),
            "no-label",
        ),
        bad("no-header-and-no-label.csv", "0.5,0.25\n0.125,0.75\n0.3,0.9\n", "no-label"),
    ];
    files.extend([
        bad("empty-label.csv", "score,label\n0.5,\n0.25,\n", "no-labels").by(Open::Roles(Box::new(roles("label")))),
        bad("empty-label-na.csv", "score,label\n0.5,NA\n0.25,NaN\n", "no-labels")
            .by(Open::Roles(Box::new(roles("label")))),
        bad("empty-label-null.csv", "score,label\n0.5,null\n0.25,None\n", "no-labels")
            .by(Open::Roles(Box::new(roles("label")))),
        bad("label-not-there.csv", good, "missing-column").by(Open::Roles(Box::new(roles("y")))),
        bad("label-in-other-case.csv", good.replace("label", "Label"), "missing-column")
            .by(Open::Roles(Box::new(roles("label")))),
        bad("score-not-there.csv", good.replace("score", "s1"), "missing-column")
            .by(with(|r| r.score = Some("score".into()))),
        bad("split-not-there.csv", good.replace("0.5", "0.6"), "missing-column")
            .by(with(|r| r.split = Some("split".into()))),
        bad("weight-not-there.csv", good.replace("0.5", "0.7"), "missing-column")
            .by(with(|r| r.weight = Some("n".into()))),
        bad("id-not-there.csv", good.replace("0.5", "0.8"), "missing-column").by(with(|r| r.id = Some("id".into()))),
        bad("date-not-there.csv", good.replace("0.5", "0.9"), "missing-column")
            .by(with(|r| r.date = Some("day".into()))),
        bad("slice-not-there.csv", good.replace("0.5", "0.1"), "missing-column")
            .by(with(|r| r.slices = vec!["site".into()])),
        bad("feature-not-there.csv", good.replace("0.5", "0.2"), "missing-column")
            .by(with(|r| r.features = Some(vec!["score".into(), "age".into()]))),
        bad("label-is-score.csv", good.replace("0.5", "0.3"), "two-roles").by(with(|r| r.score = Some("label".into()))),
        bad("label-is-feature.csv", good.replace("0.5", "0.4"), "two-roles")
            .by(with(|r| r.features = Some(vec!["label".into()]))),
        bad("weight-is-score.csv", "score,label\n5,1\n2,0\n", "two-roles").by(with(|r| {
            r.score = Some("score".into());
            r.weight = Some("score".into())
        })),
        bad("feature-twice.csv", "score,label\n5,1\n3,0\n", "two-roles")
            .by(with(|r| r.features = Some(vec!["score".into(), "score".into()]))),
        bad("score-is-text.csv", "score,label\nhigh,1\nlow,0\n", "not-a-number")
            .by(with(|r| r.score = Some("score".into()))),
        bad("score-has-text.csv", "score,label\n0.5,1\n0.25,0\nhigh,1\n", "not-a-number")
            .by(with(|r| r.score = Some("score".into()))),
        bad("score-has-a-gap.csv", "score,label\n0.5,1\n,0\n", "not-a-number")
            .by(with(|r| r.score = Some("score".into()))),
        bad("score-has-nan.csv", "score,label\n0.5,1\nNaN,0\n", "not-a-number")
            .by(with(|r| r.score = Some("score".into()))),
        bad("score-has-infinity.csv", "score,label\n0.5,1\ninf,0\n", "not-a-number")
            .by(with(|r| r.score = Some("score".into()))),
        bad("score-overflows.csv", "score,label\n0.5,1\n1e999,0\n", "not-a-number")
            .by(with(|r| r.score = Some("score".into()))),
        bad("score-has-two-points.csv", "score,label\n0.5,1\n1.234.5,0\n", "not-a-number")
            .by(with(|r| r.score = Some("score".into()))),
        bad("score-in-mixed-decimals.csv", "score;label\n0,5;1\n0.25;0\n", "not-a-number")
            .by(with(|r| r.score = Some("score".into()))),
        bad("excel-error-in-score.csv", "score,label\n0.5,1\n#DIV/0!,0\n", "not-a-number")
            .by(with(|r| r.score = Some("score".into()))),
        bad("weight-is-text.csv", "n,label\nmany,1\nfew,0\n", "not-a-number").by(with(|r| r.weight = Some("n".into()))),
        bad("weight-is-negative.csv", "n,label\n2,1\n-1,0\n", "bad-weight").by(with(|r| r.weight = Some("n".into()))),
        bad("weight-is-a-fraction.csv", "n,label\n2,1\n0.5,0\n", "bad-weight")
            .by(with(|r| r.weight = Some("n".into()))),
        bad("weight-is-huge.csv", "n,label\n2,1\n1e300,0\n", "bad-weight").by(with(|r| r.weight = Some("n".into()))),
        bad("weight-has-a-gap.csv", "n,label\n2,1\n,0\n", "not-a-number").by(with(|r| r.weight = Some("n".into()))),
        bad(
            "label-is-an-id.csv",
            format!("label,x\n{}", (0..1_500).map(|i| format!("user {i},{i}\n")).collect::<String>()),
            "too-many-classes",
        )
        .by(Open::Roles(Box::new(roles("label")))),
        bad(
            "label-is-a-price.csv",
            format!("label,x\n{}", (0..1_500).map(|i| format!("{i}.25,{i}\n")).collect::<String>()),
            "too-many-classes",
        )
        .by(Open::Roles(Box::new(roles("label")))),
        bad("no-such-class.csv", "score,label\n0.5,yes\n0.25,no\n", "no-such-class")
            .by(with(|r| r.positive = Some("true".into()))),
        bad("class-in-other-case.csv", "score,label\n0.5,Yes\n0.25,No\n", "no-such-class")
            .by(with(|r| r.positive = Some("yes".into()))),
        bad("one-class-and-not-the-one.csv", "score,label\n0.5,no\n0.25,no\n", "no-such-class")
            .by(with(|r| r.positive = Some("yes".into()))),
        bad("split-in-other-words.csv", "part,label\nA,1\nB,0\n", "empty-split")
            .by(with(|r| r.split = Some("part".into()))),
        bad("split-only-training.csv", "part,label\ntrain,1\ntrain,0\n", "empty-split")
            .by(with(|r| r.split = Some("part".into()))),
        bad("split-is-numbers.csv", "part,label\n0,1\n1,0\n", "empty-split")
            .by(with(|r| r.split = Some("part".into()))),
        bad("split-without-choose.csv", "part,label\ntest,1\ntest,0\n", "all-sealed").by(with(|r| {
            r.split = Some("part".into());
            r.split_names = Some(("choose".into(), "test".into()))
        })),
    ]);
    files
}
