//! Every part of a link, and every reason why one cannot be used, has words in
//! the locale file; without them the page would show an id.

use cutpoint::link::field::Hint;
use cutpoint::link::{Reason, Subject};

const WORDS: &str = include_str!("../locales/en/page.ftl");

/// The text of a message.
fn words(id: &str) -> &str {
    let line = WORDS.lines().find_map(|line| line.strip_prefix(id)?.strip_prefix(" = "));
    line.unwrap_or_else(|| panic!("locales/en/page.ftl has no message {id}"))
}

#[test]
fn every_part_of_a_link_has_a_name_and_every_reason_a_sentence() {
    for subject in Subject::all() {
        assert!(!words(&format!("link-name-{}", subject.name())).is_empty());
    }
    let hints = [Hint::Empty, Hint::Comma, Hint::NotANumber, Hint::TooSmall(0.0), Hint::TooLarge(1.0)];
    let reasons = hints.map(Reason::Number).into_iter().chain([Reason::Unknown, Reason::NotOffered, Reason::Repeated]);
    for reason in reasons {
        let sentence = words(reason.id());
        assert!(sentence.contains("{ $name }"), "{sentence}");
        assert_eq!(sentence.contains("{ $limit }"), reason.limit().is_some(), "{sentence}");
        assert_eq!(sentence.contains("{ $value }"), reason != Reason::Number(Hint::Empty), "{sentence}");
    }
}

#[test]
fn every_message_about_links_that_the_page_names_has_words() {
    let sources = [
        include_str!("../src/ui/left_out.rs"),
        include_str!("../src/ui/import/waiting.rs"),
        include_str!("../src/link/unusable.rs"),
    ];
    let ids: Vec<&str> = sources
        .iter()
        .flat_map(|text| text.split('"').skip(1).step_by(2))
        .filter(|id| id.starts_with("link-") && !id.contains('{'))
        .collect();
    assert!(ids.len() > 15, "{ids:?}");
    ids.into_iter().for_each(|id| assert!(!words(id).is_empty()));
}
