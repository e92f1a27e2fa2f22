//! The words of the English locale, read as plainly as its simple messages allow.

/// The text of a message without arguments; fails where the locale lacks it.
pub fn word(id: &str) -> String {
    const LOCALE: &str = include_str!("../../locales/en/charts.ftl");
    let start = format!("{id} = ");
    let line = LOCALE.lines().find_map(|line| line.strip_prefix(&start));
    let text = line.unwrap_or_else(|| panic!("locales/en/charts.ftl has no message {id}"));
    assert!(!text.contains('{'), "{id} takes arguments");
    text.to_owned()
}

/// Fails unless the locale words every heading and the summary of a chart, and
/// every row has its figures.
pub fn check_ids<C: cutpoint::charts::Chart>(chart: &C) {
    assert!((0..chart.rows()).all(|row| chart.row(row).is_some()));
    assert_eq!(chart.row(chart.rows()), None);
    let table = chart.table(5);
    for column in &table.columns {
        assert!(!word(column.id).is_empty());
    }
    for row in &table.rows {
        assert_eq!(row.len(), table.columns.len());
        for cell in row {
            if let cutpoint::charts::Cell::Word(id) = cell {
                assert!(!word(id).is_empty());
            }
        }
    }
    let summary = chart.summary();
    const LOCALE: &str = include_str!("../../locales/en/charts.ftl");
    let start = format!("{} =", summary.id);
    let at = LOCALE.find(&start).unwrap_or_else(|| panic!("no message {}", summary.id));
    let message = LOCALE[at..].split("\n\n").next().unwrap();
    for (name, ..) in &summary.args {
        assert!(message.contains(&format!("${name}")), "{} does not use ${name}", summary.id);
    }
}
