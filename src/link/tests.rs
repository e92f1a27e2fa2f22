use super::*;
use proptest::prelude::*;

fn read_back(link: &Link) -> Link {
    let pairs = link.to_pairs();
    Link::from_pairs(pairs.iter().map(|(name, value)| (*name, value.as_str())))
}

#[test]
fn what_cannot_be_meant_is_left_out() {
    for hostile in ["../secret", "A", "", "a/b", "javascript:alert(1)", "%2e%2e", "tumour\0"] {
        assert_eq!(Link::from_pairs([("scenario", hostile)]).scenario, None, "{hostile}");
    }
    for hostile in ["NaN", "nan", "", "0,5", "<b>", "1e", "--1"] {
        assert_eq!(Link::from_pairs([("threshold", hostile)]).threshold, None, "{hostile}");
    }
    for hostile in ["NaN", "1e308", "inf", "1,5", "<b>", "-1e300"] {
        for field in Field::ALL {
            assert_eq!(Link::from_pairs([(field.name(), hostile)]), Link::default(), "{hostile}");
        }
    }
    assert_eq!(Link::from_pairs([("recall", "101"), ("capacity", "-1"), ("caught", "")]), Link::default());
    assert_eq!(Link::from_pairs([("unknown", "1"), ("chapter", "x"), ("rule", "x")]), Link::default());
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
    let link = Link::default().with_setting(&setting, &own);
    assert_eq!(link.to_pairs(), [("missed", "5000".to_owned()), ("capacity", String::new())]);
    assert_eq!(read_back(&link).setting(&own), setting);
    assert_eq!(Link::default().with_setting(&own, &own), Link::default());
}

proptest! {
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
        let link = Link { chapter: Some(Chapter::ALL[chapter]), ..Link::default() }.with_setting(&setting, &own);
        let read = read_back(&link);
        prop_assert_eq!(&read.setting(&own), &setting);
        prop_assert_eq!(read.chapter, link.chapter);
    }
}
