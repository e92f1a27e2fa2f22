//! Charts answer to pointer and keyboard, and can be taken away as files.

use browser_tests::{Outcome, Page, Site};
use serde_json::Value;
use thirtyfour::prelude::*;

/// Every chart of the explore view, by the start of its accessible name.
const CHARTS: [&str; 8] = [
    "Precision-recall curve",
    "Scores by outcome",
    "Precision and recall by threshold",
    "Expected value by threshold",
    "Calibration",
    "Gains",
    "ROC curve",
    "Decision curve",
];

#[tokio::test]
async fn every_chart_reads_out_by_arrow_keys_and_has_a_table_twin() -> Outcome {
    let site = Site::as_built();
    let page = Page::new().await?;
    page.open(&site.page("?scenario=tumour&chapter=explore")).await?;
    for title in CHARTS {
        let figure = page.by_role("figure", title).await?;
        let plot = figure.find(By::Css(".layers")).await?;
        plot.send_keys(Key::Home).await?;
        let spoken = figure.find(By::Css("[aria-live]")).await?;
        let first = spoken.prop("textContent").await?.unwrap_or_default();
        assert!(first.contains(": ") && first.chars().any(|c| c.is_ascii_digit()), "{title} says {first:?}");
        plot.send_keys(Key::End).await?;
        let last = spoken.prop("textContent").await?.unwrap_or_default();
        assert_ne!(first, last, "{title}");
        plot.send_keys(Key::Escape).await?;
        assert_eq!(spoken.prop("textContent").await?.unwrap_or_default(), "", "{title}: Escape ends it");
        figure.find(By::Css("details summary")).await?.click().await?;
        let id = figure.attr("id").await?.unwrap_or_default();
        let rows = format!("return document.querySelectorAll('#{id} details tbody tr').length > 2");
        page.until(&format!("the table of {title}"), &rows).await?;
    }
    Ok(page.close().await?)
}

#[tokio::test]
async fn dragging_in_a_chart_moves_the_threshold() -> Outcome {
    let site = Site::as_built();
    let page = Page::new().await?;
    page.open(&site.page("?scenario=tumour&chapter=line")).await?;
    let [tp, fp, ..] = page.outcomes().await?;
    for (chart, x) in [("scores-by-outcome", 0.35), ("precision-recall", 0.5), ("threshold-curves", 0.3)] {
        let before = page.outcomes().await?;
        page.run(&format!(
            "const plot = document.querySelector('#{chart} .layers'); plot.scrollIntoView(); const box = plot.getBoundingClientRect(); \
             const send = (type, x) => plot.dispatchEvent(new PointerEvent(type, {{ bubbles: true, buttons: 1, \
               clientX: box.left + x * box.width, clientY: box.top + box.height / 2 }})); \
             send('pointerdown', {x} + 0.1); send('pointermove', {x})"
        ))
        .await?;
        page.until(
            &format!("another line after dragging in {chart}"),
            &format!(
                "return [...document.querySelectorAll('.outcomes tbody b')].map(b => b.innerText.replace(/\\D/g, '')).join() !== '{}'",
                [before[0], before[2], before[1], before[3]].map(|n| n.to_string()).join(",")
            ),
        )
        .await?;
    }
    assert_ne!(page.outcomes().await?[..2], [tp, fp]);
    Ok(page.close().await?)
}

#[tokio::test]
async fn charts_are_saved_as_svg_png_and_csv() -> Outcome {
    let site = Site::as_built();
    let page = Page::new().await?;
    page.open(&site.page("?scenario=tumour")).await?;
    page.run("window.saved = []; const make = URL.createObjectURL; \
              URL.createObjectURL = blob => { blob.text().then(text => window.saved.push([blob.type, text])); return make(blob); }").await?;
    for kind in ["SVG", "PNG", "CSV"] {
        page.run(&format!("document.querySelector('#precision-recall [aria-label=\"Download {kind}\"]').click()"))
            .await?;
    }
    page.until("three files", "return window.saved.length === 3").await?;
    let saved =
        page.run("return Object.fromEntries(window.saved.map(([type, text]) => [type, text.slice(0, 400)]))").await?;
    let text = |kind: &str| saved[kind].as_str().unwrap_or_default().to_owned();
    assert!(text("image/svg+xml").contains("<title>Precision-recall curve</title>"), "{saved}");
    assert!(text("image/png").contains("PNG"), "{saved}");
    assert!(text("text/csv").starts_with("column-threshold,column-recall,column-precision\r\n"), "{saved}");
    assert_ne!(saved, Value::Null);
    Ok(page.close().await?)
}
