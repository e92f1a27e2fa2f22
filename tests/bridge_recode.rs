//! Texts of a chunk: pure, so they are tested without a browser.

#[path = "../src/bridge/recode.rs"]
mod recode;

use recode::recoded;

#[test]
fn a_chunk_takes_only_its_own_texts_along_and_every_row_keeps_its_text() {
    let texts: Vec<String> = (0..1_000).map(|i| format!("text {i}")).collect();
    let codes = [7, 999, 7, 0, u32::MAX, 999];
    let (kept, new) = recoded(&codes, &texts);
    assert_eq!(kept, ["text 7", "text 999", "text 0"]);
    let read = |code: u32, texts: &[String]| texts.get(code as usize).cloned();
    for (old, new) in codes.iter().zip(&new) {
        assert_eq!(read(*old, &texts), read(*new, &kept));
    }
}
