//! The outline of a wasm file: its sections, as the binary format lays them out.

/// Id and content of each section; `None` for anything that is no wasm file.
pub fn sections(wasm: &[u8]) -> Option<Vec<(u8, &[u8])>> {
    let mut at = wasm.strip_prefix(b"\0asm\x01\0\0\0")?;
    let mut sections = Vec::new();
    while let Some((&id, rest)) = at.split_first() {
        at = rest;
        let size = number(&mut at)?;
        let (section, rest) = at.split_at_checked(size)?;
        at = rest;
        sections.push((id, section));
    }
    Some(sections)
}

/// The file without its custom sections: names and other things that nothing needs to run.
pub fn bare(wasm: &[u8]) -> Option<Vec<u8>> {
    let mut out = wasm.get(..8)?.to_vec();
    for (id, section) in sections(wasm)? {
        if id != 0 {
            out.push(id);
            let mut rest = section.len();
            while rest >= 0x80 {
                out.push((rest & 0x7f) as u8 | 0x80);
                rest >>= 7;
            }
            out.push(rest as u8);
            out.extend_from_slice(section);
        }
    }
    Some(out)
}

/// A text, with its length before it.
pub fn text(at: &mut &[u8]) -> Option<String> {
    let length = number(at)?;
    let (text, rest) = at.split_at_checked(length)?;
    *at = rest;
    Some(String::from_utf8_lossy(text).into_owned())
}

/// An unsigned number in LEB128.
pub fn number(at: &mut &[u8]) -> Option<usize> {
    let mut value = 0usize;
    for shift in (0..35).step_by(7) {
        let (&byte, rest) = at.split_first()?;
        *at = rest;
        value |= usize::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod check {
    use super::{bare, sections};

    #[test]
    fn a_bare_file_has_all_but_the_custom_sections() {
        let long = vec![7; 300];
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        wasm.extend([0, 3, 1, b'x', 9, 10, 0xac, 0x02]);
        wasm.extend(&long);
        assert_eq!(sections(&wasm), Some(vec![(0, &[1, b'x', 9][..]), (10, &long[..])]));
        let bare = bare(&wasm).unwrap_or_default();
        assert_eq!(sections(&bare), Some(vec![(10, &long[..])]));
        assert_eq!(sections(&wasm[..20]), None);
        assert_eq!(sections(b"no wasm"), None);
    }
}
