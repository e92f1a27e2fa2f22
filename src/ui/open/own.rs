//! Costs and limits as a scenario has them.

use crate::data::scenario::Scenario;
use crate::link::{Field, Setting};

/// What is set for files that come without a scenario.
pub fn bare_setting() -> Setting {
    own_setting(&Scenario::default())
}

/// What is set when nobody has set anything.
pub fn own_setting(scenario: &Scenario) -> Setting {
    let costs = &scenario.costs;
    let own = [
        (Field::Caught, Some(costs.true_positive)),
        (Field::FalseAlarm, Some(costs.false_positive)),
        (Field::Missed, Some(costs.false_negative)),
        (Field::LeftAlone, Some(costs.true_negative)),
        (Field::Capacity, scenario.capacity.as_ref().map(|room| room.cases)),
        (Field::Per, Some(scenario.capacity.as_ref().map_or(1_000.0, |room| room.per))),
        (Field::Yearly, scenario.cases_per_year),
        (Field::Share, Some(10.0)),
        (Field::Beta, Some(1.0)),
        (Field::Target, Some(90.0)),
    ];
    // A file may hold anything; what a field would refuse is not set.
    let fits = |field: Field, number: &f64| field.range().contains(number);
    own.into_iter().fold(Setting::default(), |setting, (field, number)| {
        setting.with(field, number.filter(|number| fits(field, number)))
    })
}
