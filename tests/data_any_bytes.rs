//! Any bytes into any loader give a result or a typed error: noise, noise
//! behind a true beginning, and real files with bytes changed, cut or moved.
//! (tests/fuzz does the same guided by coverage, for millions of files.)
#![cfg(feature = "parquet")]

use std::sync::OnceLock;

use cutpoint::data::{Pack, TableReader, cases_with, read_scenario, read_table, recognise, sanity};
use proptest::prelude::*;

/// Whatever opens is used as the page would use it.
fn open_in_every_way(bytes: &[u8]) {
    if let Ok(table) = read_table(bytes, "t", &mut |_| ()) {
        assert!(table.columns.iter().all(|c| c.values.len() == table.rows));
        let seen = recognise(&table, None);
        table.preview(5);
        if let Ok(cases) = cases_with(table, &seen.roles) {
            sanity::check(&cases, cases.score.as_deref());
        }
    }
    if let Ok(pack) = Pack::open(bytes, "t") {
        let names: Vec<String> = pack.names().map(str::to_owned).collect();
        names.iter().for_each(|name| drop(pack.read(name)));
        let _ = pack.scenario();
    }
    if let Ok(scenario) = read_scenario(bytes) {
        assert_eq!(read_scenario(scenario.to_json().as_bytes()), Ok(scenario));
    }
}

/// Real files of every kind.
fn real() -> &'static [Vec<u8>] {
    static FILES: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    FILES.get_or_init(|| {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = root.join("tests/fixtures/data/real");
        let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
        paths.push(root.join("models/tumour/scenario.json"));
        paths.push(root.join("tests/fixtures/data/types.parquet"));
        paths.sort();
        let mut files: Vec<Vec<u8>> = paths.iter().map(|p| std::fs::read(p).unwrap()).collect();
        let scenario = read_scenario(&std::fs::read(root.join("models/tumour/scenario.json")).unwrap()).unwrap();
        let content: [(&str, &[u8]); 2] = [("model.onnx", b"x"), ("cases.csv", b"a,label\n1,0\n2,1\n")];
        files.push(cutpoint::data::write_pack(&scenario, &content).unwrap());
        files
    })
}

/// One change of a file.
#[derive(Debug, Clone)]
enum Change {
    Set(prop::sample::Index, u8),
    Flip(prop::sample::Index, u8),
    Cut(prop::sample::Index),
    Remove(prop::sample::Index, usize),
    Repeat(prop::sample::Index, usize),
    Insert(prop::sample::Index, Vec<u8>),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<prop::sample::Index>;
    let word =
        prop::sample::select(vec!["\"", "\n", ",", ";", "\0", "NaN", "{", "[", "\r\n", "-", "\u{feff}", "9e999"]);
    prop_oneof![
        (at(), any::<u8>()).prop_map(|(i, b)| Change::Set(i, b)),
        (at(), 0..8u8).prop_map(|(i, b)| Change::Flip(i, b)),
        at().prop_map(Change::Cut),
        (at(), 1..200usize).prop_map(|(i, n)| Change::Remove(i, n)),
        (at(), 1..200usize).prop_map(|(i, n)| Change::Repeat(i, n)),
        (at(), word).prop_map(|(i, w)| Change::Insert(i, w.as_bytes().to_vec())),
    ]
}

fn changed(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        if bytes.is_empty() {
            break;
        }
        let length = bytes.len();
        match change {
            Change::Set(at, byte) => bytes[at.index(length)] = *byte,
            Change::Flip(at, bit) => bytes[at.index(length)] ^= 1 << bit,
            Change::Cut(at) => bytes.truncate(at.index(length)),
            Change::Remove(at, n) => drop(bytes.drain(at.index(length)..(at.index(length) + n).min(length))),
            Change::Repeat(at, n) => {
                let part = bytes[at.index(length)..(at.index(length) + n).min(length)].to_vec();
                bytes.splice(at.index(length)..at.index(length), part);
            }
            Change::Insert(at, word) => drop(bytes.splice(at.index(length)..at.index(length), word.iter().copied())),
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn noise_gives_a_result_or_a_typed_error(
        start in prop::sample::select(vec![&b""[..], b"PAR1", b"PK\x03\x04", b"\x1f\x8b\x08\0", b"{\"title\":", b"[{", b"\xff\xfe", b"a,b\n"]),
        noise in prop::collection::vec(any::<u8>(), 0..600),
        end in prop::sample::select(vec![&b""[..], b"\x10\0\0\0PAR1", b"PK\x05\x06", b"}"]),
    ) {
        open_in_every_way(&[start, &noise, end].concat());
    }

    #[test]
    fn a_real_file_with_changes_gives_a_result_or_a_typed_error(
        file in prop::sample::select(real()),
        changes in prop::collection::vec(change(), 1..6),
    ) {
        open_in_every_way(&changed(file, &changes));
    }

    #[test]
    fn a_changed_file_opens_in_chunks_exactly_when_it_opens_whole(
        file in prop::sample::select(real()),
        changes in prop::collection::vec(change(), 1..4),
        size in 1..500usize,
    ) {
        let bytes = changed(file, &changes);
        let mut reader = TableReader::new("t", Some(bytes.len() as u64));
        let pieces = bytes.chunks(size).try_for_each(|c| reader.push(c)).and_then(|()| reader.finish());
        let whole = read_table(&bytes, "t", &mut |_| ());
        prop_assert_eq!(pieces.map(|t| t.rows), whole.map(|t| t.rows));
    }
}
