use super::*;
use proptest::prelude::*;

fn read_back(link: &Link) -> Link {
    let pairs = link.to_pairs();
    Link::from_pairs(pairs.iter().map(|(name, value)| (*name, value.as_str())))
}

/// Why a value of a link cannot be used; nothing of it may be taken over.
fn refused(name: &str, value: &str) -> Reason {
    let link = Link::from_pairs([(name, value)]);
    assert_eq!(Link { unusable: Vec::new(), ..link.clone() }, Link::default(), "{name}={value}");
    assert_eq!(link.unusable.len(), 1, "{name}={value}");
    assert_eq!((link.unusable[0].subject.name(), link.unusable[0].value.as_str()), (name, value));
    link.unusable[0].reason
}

#[test]
fn what_cannot_be_used_is_left_out_and_said_with_the_reason() {
    for hostile in ["../secret", "A", "", "a/b", "javascript:alert(1)", "%2e%2e", "tumour\0"] {
        assert_eq!(refused("scenario", hostile), Reason::Unknown);
    }
    for name in ["threshold", "pinned"] {
        for hostile in ["NaN", "nan", "<b>", "1e", "--1"] {
            assert_eq!(refused(name, hostile), Reason::Number(Hint::NotANumber));
        }
        assert_eq!(refused(name, ""), Reason::Number(Hint::Empty));
        assert_eq!(refused(name, "0,5"), Reason::Number(Hint::Comma));
    }
    for field in Field::ALL {
        for hostile in ["NaN", "1e308", "inf", "1,5", "<b>", "-1e300"] {
            assert!(matches!(refused(field.name(), hostile), Reason::Number(_)), "{hostile}");
        }
    }
    assert_eq!(refused("recall", "101"), Reason::Number(Hint::TooLarge(100.0)));
    assert_eq!(refused("capacity", "-1"), Reason::Number(Hint::TooSmall(0.0)));
    assert_eq!(refused("caught", ""), Reason::Number(Hint::Empty));
    assert_eq!(refused("chapter", "x"), Reason::Unknown);
    assert_eq!(refused("rule", "x"), Reason::Unknown);
    assert_eq!(refused("positive", &"x".repeat(201)), Reason::Unknown);
}

#[test]
fn names_that_mail_programs_and_chats_add_are_nobodys_concern() {
    assert_eq!(Link::from_pairs([("utm_source", "mail"), ("Threshold", "1"), ("", "")]), Link::default());
}

#[test]
fn of_what_is_said_twice_the_first_counts_and_the_other_is_said() {
    let link =
        Link::from_pairs([("rule", "value"), ("rule", "youden"), ("rule", "value"), ("missed", "1"), ("missed", "x")]);
    assert_eq!((link.rule, &link.numbers[..]), (Some(RuleKind::Value), &[("missed", "1".to_owned())][..]));
    let left_out = [(Subject::Rule, "youden"), (Subject::Number(Field::Missed), "x")];
    assert_eq!(link.unusable, left_out.map(|(subject, value)| Unusable::new(subject, value, Reason::Repeated)));
    // A first one that cannot be used is not replaced by a second one either.
    let link = Link::from_pairs([("threshold", "NaN"), ("threshold", "0.5")]);
    assert_eq!((link.threshold, link.unusable.len()), (None, 2));
}

#[test]
fn a_value_is_shown_short_in_one_line_and_in_its_own_direction() {
    let shown = |value: &str| Unusable::new(Subject::Chapter, value, Reason::Unknown).shown();
    assert_eq!(shown("<script>"), "<script>");
    assert_eq!(shown("0123456789012345678901234"), "012345678901234567890123…");
    assert_eq!(shown("012345678901234567890123"), "012345678901234567890123");
    assert_eq!(shown("a\nb\u{2028}c\u{202e}d\0"), "a b cd ");
    assert_eq!(shown(&"ü".repeat(30)), "ü".repeat(24) + "…");
}

#[test]
fn flag_nobody_has_a_name() {
    let link = Link { scenario: Some("tumour".into()), threshold: Some(Threshold::Nobody), ..Link::default() };
    assert_eq!(link.to_pairs(), [("scenario", "tumour".to_owned()), ("threshold", "nobody".to_owned())]);
}

#[test]
fn a_link_says_only_what_differs_from_the_scenario_and_can_take_a_limit_away() {
    let own = Setting::default().with(Field::Missed, Some(9_000.0)).with(Field::Capacity, Some(30.0));
    let setting = own.clone().with(Field::Missed, Some(5_000.0)).with(Field::Capacity, None);
    let link = Link::default().with_setting(&setting, &[&own]);
    assert_eq!(link.to_pairs(), [("missed", "5000".to_owned()), ("capacity", String::new())]);
    assert_eq!(read_back(&link).setting(&own), setting);
    assert_eq!(Link::default().with_setting(&own, &[&own]), Link::default());
    // For files that somebody may load without the scenario, it says that too.
    let bare = Setting::default();
    let link = Link::default().with_setting(&own, &[&own, &bare]);
    assert_eq!(link.to_pairs(), [("missed", "9000".to_owned()), ("capacity", "30".to_owned())]);
    assert_eq!((read_back(&link).setting(&bare), read_back(&link).setting(&own)), (own.clone(), own));
}

/// Names and values as links have them, and as they should not.
fn pair() -> impl Strategy<Value = (String, String)> {
    let names: Vec<String> = ["scenario", "chapter", "threshold", "pinned", "positive", "rule", "x"]
        .into_iter()
        .chain(Field::ALL.into_iter().map(Field::name))
        .map(str::to_owned)
        .collect();
    let values = prop_oneof![
        "\\PC{0,30}".prop_map(|text| text),
        any::<String>(),
        any::<f64>().prop_map(|number| number.to_string()),
        Just("line".to_owned()),
        Just("youden".to_owned()),
        Just("nobody".to_owned()),
        Just(String::new()),
    ];
    (proptest::sample::select(names), values)
}

proptest! {
    #[test]
    fn all_that_a_link_says_about_settings_is_used_or_said(
        pairs in proptest::collection::vec(pair(), 0..12),
    ) {
        let link = Link::from_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let used = link.to_pairs();
        let mut seen: Vec<(&str, &str)> = Vec::new();
        for (name, value) in &pairs {
            let is_known = name != "x";
            let is_said = link.unusable.iter().any(|part| part.subject.name() == name && part.value == *value);
            let first = seen.iter().find(|(known, _)| known == name).map(|(_, first)| *first);
            let is_used = used.iter().any(|(known, _)| known == name) && first.is_none_or(|first| first == value);
            prop_assert_eq!(is_known, is_said || is_used, "{}={}", name, value);
            prop_assert!(!(is_said && is_used), "{}={}", name, value);
            seen.push((name, value));
        }
        prop_assert!(link.unusable.iter().all(|part| part.shown().chars().count() <= 25));
        // What was used is read the same again, and then nothing is left out.
        prop_assert_eq!(read_back(&link), Link { unusable: Vec::new(), ..link });
    }

    #[test]
    fn a_link_gives_back_the_exact_threshold(bits in any::<u64>(), id in "[a-z0-9-]{1,40}") {
        let threshold = Threshold::at(f64::from_bits(bits));
        let link = Link { scenario: Some(id), threshold, pinned: threshold, ..Link::default() };
        prop_assert_eq!(read_back(&link), link);
    }

    #[test]
    fn a_link_gives_back_every_setting(
        numbers in proptest::collection::vec(proptest::option::of(0.0..1.0_f64), Field::ALL.len()),
        rule in 0..RuleKind::ALL.len(), chapter in 0..Chapter::ALL.len(),
    ) {
        let own = Setting::default().with(Field::Beta, Some(1.0));
        let mut setting = own.clone();
        for (field, share) in Field::ALL.into_iter().zip(numbers) {
            let (low, high) = field.range().into_inner();
            let number = share.map(|share| low + share * (high - low));
            if number.is_some() || field.is_optional() {
                setting = setting.with(field, number);
            }
        }
        setting.rule = RuleKind::ALL[rule];
        let link = Link { chapter: Some(Chapter::ALL[chapter]), ..Link::default() }.with_setting(&setting, &[&own]);
        let read = read_back(&link);
        prop_assert_eq!(&read.setting(&own), &setting);
        prop_assert_eq!(read.chapter, link.chapter);
    }
}
