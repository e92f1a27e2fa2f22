//! Dependencies between rooms point one way (DESIGN section 3; the map is in `src/lib.rs`).

use std::path::{Path, PathBuf};

/// Each room with the rooms that it may name.
const ARROWS: [(&str, &[&str]); 11] = [
    ("metrics", &[]),
    ("explain", &["metrics"]),
    ("charts", &["metrics"]),
    ("data", &["metrics"]),
    ("model", &[]),
    ("link", &["metrics"]),
    ("protocol", &["data", "metrics"]),
    ("locale", &["data", "explain"]),
    ("engine", &["data", "metrics", "model", "protocol"]),
    ("bridge", &["data", "metrics", "protocol"]),
    ("ui", &["bridge", "charts", "data", "explain", "link", "locale", "metrics", "protocol"]),
];

fn sources(place: &Path, found: &mut Vec<PathBuf>) {
    if place.is_dir() {
        for entry in std::fs::read_dir(place).expect("a folder of src").flatten() {
            sources(&entry.path(), found);
        }
    } else if place.extension().is_some_and(|e| e == "rs") {
        found.push(place.to_path_buf());
    }
}

fn room_of(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_lowercase() && c != '_').unwrap_or(text.len());
    &text[..end]
}

#[test]
fn dependencies_between_rooms_point_one_way() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let rooms: Vec<&str> = ARROWS.iter().map(|arrow| arrow.0).collect();
    let mut wrong = Vec::new();
    for (room, allowed) in ARROWS {
        let mut files = Vec::new();
        sources(&src.join(room), &mut files);
        sources(&src.join(format!("{room}.rs")), &mut files);
        files.retain(|file| file.exists());
        assert!(!files.is_empty(), "the room {room} has no file");
        for file in files {
            let text = std::fs::read_to_string(&file).expect("a source file");
            for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
                for named in line.split("crate::").skip(1).map(room_of).filter(|named| rooms.contains(named)) {
                    if named != room && !allowed.contains(&named) {
                        wrong.push(format!("{}:{}: {room} names {named}", file.display(), number + 1));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_map_in_lib_rs_names_every_room() {
    let lib = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).expect("lib.rs");
    let map: String = lib.lines().take_while(|line| line.starts_with("//!")).collect();
    for (room, _) in ARROWS {
        assert!(map.contains(&format!("`{room}`")), "the map lacks {room}");
    }
}
