//! What the chapters answer, and what things cost.

use cutpoint::explain::{beyond, money, story};
use cutpoint::metrics::choice::{Limit, Step};
use cutpoint::metrics::figure::Figure;
use cutpoint::metrics::prevalence::Prevalence;
use cutpoint::metrics::threshold::Threshold;
use cutpoint::metrics::value::Values;

use crate::{counts, fleet, say};

const VALUES: Values = Values { tp: -1500.0, fp: -250.0, fn_: -9000.0, tn: 0.0 };

#[test]
fn how_rare_it_is_for_one_and_many() {
    let said = |tp, tn| say(&story::how_rare(&counts(tp, 0.0, 0.0, tn), &fleet()));
    assert_eq!(said(16.0, 984.0), "Of 1,000 vehicle-weeks, 16 are weeks before a failure.");
    assert_eq!(said(1.0, 999.0), "Of 1,000 vehicle-weeks, 1 is a week before a failure.");
    assert_eq!(said(0.0, 10.0), "Of 1,000 vehicle-weeks, 0 are weeks before a failure.");
}

#[test]
fn accuracy_is_held_against_what_is_found() {
    let model = counts(8.0, 1.0, 2.0, 989.0);
    let never = counts(0.0, 0.0, 10.0, 990.0);
    assert_eq!(
        say(&story::accuracy_misleads(&never, &model, &fleet())),
        "Never flagging anything is right for 99.0% of the vehicle-weeks, and finds none of the 10 weeks before a failure. \
         The model is right for 99.7% and finds 8 of them, with 1 needless check."
    );
    let always = counts(90.0, 10.0, 0.0, 0.0);
    let said = say(&story::accuracy_misleads(&always, &counts(80.0, 2.0, 10.0, 8.0), &fleet()));
    assert!(said.starts_with("Flagging everything is right for 90% of the vehicle-weeks"), "{said}");
    assert!(said.ends_with("finds 80 of 90, with 2 needless checks."), "{said}");
}

#[test]
fn amounts_have_their_currency_and_large_ones_are_said_in_millions() {
    let said = |number, signed| say(&money::amount(number, "EUR", signed, &fleet()));
    assert_eq!(said(0.0, false), "EUR 0");
    assert_eq!(said(0.25, false), "EUR 0.25");
    assert_eq!(said(1_500.0, true), "EUR +1,500");
    assert_eq!(said(-31_044.0, true), "EUR −31,044");
    assert_eq!(said(3_940_000.0, false), "EUR 3.94 million");
    assert_eq!(said(2.5e9, false), "EUR 2.50 billion");
}

#[test]
fn a_line_says_what_it_costs_and_what_the_cheapest_would_save() {
    let here = counts(8.0, 6.0, 9.0, 977.0);
    let cost = money::cost(&VALUES, &here, None, 1_000.0).expect("cases");
    assert_eq!(cost, 8.0 * 1_500.0 + 6.0 * 250.0 + 9.0 * 9_000.0);
    assert_eq!(
        say(&money::costs(cost, 1_000.0, "EUR", &fleet())),
        "With this line, 1,000 vehicle-weeks cost EUR 94,500."
    );
    assert_eq!(say(&money::costs(-5.0, 1.0, "EUR", &fleet())), "With this line, 1 vehicle-week brings EUR 5.");
    let best = Threshold::at(0.2121).expect("a number");
    let said = |saving, limited| say(&money::cheapest(saving, best, limited, "EUR", &fleet()));
    assert_eq!(said(24_063.0, true), "The cheapest line within the limits, 0.2121, would save EUR 24,063.");
    assert_eq!(said(0.0, false), "No other line is cheaper.");
    assert_eq!(
        say(&money::outside(6_981.0, best, "EUR", &fleet())),
        "That is outside the limits: the cheapest line within them, 0.2121, costs EUR 6,981 more."
    );
    let bound = say(&money::binds(Limit::Capacity, 6_981.0, 1_000.0, "EUR", &fleet()));
    assert_eq!(
        bound,
        "What people can deal with is the limit: without it, 1,000 vehicle-weeks could cost EUR 6,981 less."
    );
}

#[test]
fn the_next_catch_has_its_price_for_none_one_and_many_false_alarms() {
    let said =
        |caught, false_alarms| say(&money::step(&Step { index: 1, caught, false_alarms }, &VALUES, "EUR", &fleet()));
    assert_eq!(
        said(1.0, 0.0),
        "To get 1 more failure caught in time here, no needless check comes along. In all that saves EUR 7,500."
    );
    assert_eq!(
        said(1.0, 1.0),
        "To get 1 more failure caught in time here, 1 more needless check comes along. In all that saves EUR 7,250."
    );
    assert_eq!(
        said(2.0, 100.0),
        "To get 2 more failures caught in time here, 100 more needless checks come along. In all that costs EUR 10,000 more."
    );
    assert!(said(1.0, 30.0).ends_with("That costs as much as it brings."));
}

#[test]
fn another_mix_and_one_case_are_said_in_counts_and_percentages() {
    let here = counts(8.0, 2.0, 2.0, 88.0);
    let there = Prevalence::new(0.01).expect("a share");
    assert_eq!(
        say(&story::mix(&here, Some(there), &fleet())),
        "On these cases, 10% are weeks before a failure. You look at 1%."
    );
    let shifted = there.shift(&here).expect("both kinds");
    assert_eq!(say(&story::goes_from_to(Figure::Recall, &here, &shifted, &fleet())), "Recall: 80% here, 80% there.");
    assert_eq!(
        say(&story::where_it_stands(&here, true, &fleet())),
        "10 of the 100 vehicle-weeks of the choosing set score at least as high. 8 of them are weeks before a failure."
    );
    assert_eq!(
        say(&story::where_it_stands(&here, false, &fleet())),
        "10 of the 100 vehicle-weeks score at least as high. 8 of them are weeks before a failure."
    );
    assert_eq!(say(&story::count_of(1.0, &fleet().missed, &fleet())), "1 breakdown on the road");
}

#[test]
fn the_share_that_is_looked_at_keeps_three_digits_and_says_when_it_is_the_one_here() {
    let here = counts(8.0, 2.0, 2.0, 88.0);
    let rare = Prevalence::new(0.000_761).expect("a share");
    let said = |there| [beyond::looked_at(&here, there, &fleet()), beyond::looked_at_spoken(&here, there, &fleet())];
    assert_eq!(
        said(None).map(|message| say(&message)),
        ["10%, as here", "10% of all vehicle-weeks are weeks before a failure, as here"]
    );
    assert_eq!(
        said(Some(rare)).map(|message| say(&message)),
        ["0.0761%", "0.0761% of all vehicle-weeks are weeks before a failure"]
    );
}
