//! Regular expressions of the text operators: runs of one character class
//! (what scikit-learn's exporters write) by table, the rest by `regex-lite`.

/// A compiled expression.
pub(crate) enum Regex {
    /// `[class]+`, `[class]{n,}` or one character of a class (`longest` 1).
    Run {
        class: Class,
        shortest: usize,
        longest: usize,
    },
    General(regex_lite::Regex, regex_lite::Regex),
}

/// A set of ASCII characters, and whether all others belong to it.
pub(crate) struct Class {
    ascii: [bool; 128],
    others: bool,
}

impl Class {
    fn has(&self, c: char) -> bool {
        self.ascii.get(c as usize).copied().unwrap_or(self.others)
    }

    fn add(&mut self, from: char, to: char) {
        for c in from as usize..=(to as usize).min(127) {
            self.ascii[c] = true; // c is at most 127
        }
    }

    fn escape(&mut self, c: char) -> bool {
        match c {
            'w' => {
                self.add('a', 'z');
                self.add('A', 'Z');
                self.add('0', '9');
                self.add('_', '_');
            }
            'd' => self.add('0', '9'),
            's' => "\t\n\u{b}\u{c}\r ".chars().for_each(|c| self.add(c, c)),
            'n' => self.add('\n', '\n'),
            't' => self.add('\t', '\t'),
            'r' => self.add('\r', '\r'),
            c if c.is_ascii_punctuation() => self.add(c, c),
            _ => return false,
        }
        true
    }
}

/// Reads one class (`[...]`, an escape, or a plain character) off the front.
fn read_class(pattern: &str) -> Option<(Class, &str)> {
    let mut class = Class { ascii: [false; 128], others: false };
    let mut chars = pattern.chars();
    match chars.next()? {
        '[' => {
            let mut negated = false;
            let mut first = true;
            loop {
                let c = chars.next()?;
                match c {
                    '^' if first && !negated => {
                        negated = true;
                        continue;
                    }
                    ']' if !first => break,
                    '[' => return None,
                    '\\' => {
                        if !class.escape(chars.next()?) {
                            return None;
                        }
                    }
                    c if !c.is_ascii() => return None,
                    c => {
                        let rest = chars.as_str();
                        if rest.starts_with('-') && !rest.starts_with("-]") {
                            chars.next();
                            let to = chars.next().filter(|t| t.is_ascii() && *t != '\\' && *t >= c)?;
                            class.add(c, to);
                        } else {
                            class.add(c, c);
                        }
                    }
                }
                first = false;
            }
            if negated {
                class.ascii.iter_mut().for_each(|x| *x = !*x);
                class.others = true;
            }
        }
        '\\' => {
            if !class.escape(chars.next()?) {
                return None;
            }
        }
        c if c.is_ascii() && !".*+?()|{}^$".contains(c) => class.add(c, c),
        _ => return None,
    }
    Some((class, chars.as_str()))
}

fn read_run(pattern: &str) -> Option<Regex> {
    let (class, rest) = read_class(pattern)?;
    let (shortest, longest) = match rest {
        "" => (1, 1),
        "+" => (1, usize::MAX),
        _ => {
            let n = rest.strip_prefix('{')?.strip_suffix(",}")?.parse().ok()?;
            (n, usize::MAX)
        }
    };
    (shortest > 0).then_some(Regex::Run { class, shortest, longest })
}

impl Regex {
    /// Compiles an expression; the error says what is wrong with it.
    pub fn new(pattern: &str) -> Result<Self, String> {
        if pattern.len() > 10_000 {
            return Err("an expression of more than 10,000 characters".into());
        }
        if let Some(run) = read_run(pattern) {
            return Ok(run);
        }
        // `(?u)` is Python's default and unknown here.
        let pattern = pattern.strip_prefix("(?u)").unwrap_or(pattern);
        let compile = |p: &str| regex_lite::RegexBuilder::new(p).size_limit(4 << 20).build().map_err(|e| e.to_string());
        Ok(Self::General(compile(pattern)?, compile(&format!("^(?:{pattern})$"))?))
    }

    /// Start and end of each match, from left to right.
    pub fn find_all(&self, s: &str) -> Vec<(usize, usize)> {
        let (class, shortest, longest) = match self {
            Self::Run { class, shortest, longest } => (class, *shortest, *longest),
            Self::General(regex, _) => {
                return regex.find_iter(s).filter(|m| !m.is_empty()).map(|m| (m.start(), m.end())).collect();
            }
        };
        let mut out = Vec::new();
        let (mut from, mut count) = (0, 0);
        for (i, c) in s.char_indices() {
            if class.has(c) {
                if count == 0 {
                    from = i;
                }
                count += 1;
                if count == longest {
                    out.push((from, i + c.len_utf8()));
                    count = 0;
                }
            } else {
                if count >= shortest {
                    out.push((from, i));
                }
                count = 0;
            }
        }
        if count >= shortest {
            out.push((from, s.len()));
        }
        out
    }

    /// Whether the whole text matches.
    pub fn matches_whole(&self, s: &str) -> bool {
        match self {
            Self::Run { class, shortest, longest } => {
                let n = s.chars().count();
                n >= *shortest && n <= *longest && s.chars().all(|c| class.has(c))
            }
            Self::General(_, whole) => whole.is_match(s),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_find_what_the_general_engine_finds() {
        let texts = ["", "a", "ab cd, e1_f", "x-y.z  ", "é ab\tcd", "[]^-\\"];
        for pattern in
            ["[a-zA-Z0-9_]+", r"[\w]+", r"\w{2,}", r"[^a-z]+", r"\s", "[.]", "[ ,.]+", r"[\\s]", "[a-]+", "[]a]+"]
        {
            let Some(run) = read_run(pattern) else { panic!("{pattern} is a run") };
            let general = regex_lite::Regex::new(pattern).unwrap();
            for text in texts {
                let expected: Vec<_> = general.find_iter(text).map(|m| (m.start(), m.end())).collect();
                assert_eq!(run.find_all(text), expected, "{pattern} in {text}");
            }
        }
    }
}
