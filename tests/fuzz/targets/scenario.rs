//! Scenarios: what is read is written and read again the same.
#![no_main]
use cutpoint::data::read_scenario;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(scenario) = read_scenario(data) {
        let again = read_scenario(scenario.to_json().as_bytes());
        assert_eq!(again.as_ref(), Ok(&scenario));
    }
});
