//! The main job: a real model scored in the browser, a threshold that moves, figures that answer.

use browser_tests::{Outcome, Page, Site};
use serde_json::Value;
use std::collections::HashMap;
use thirtyfour::prelude::*;

/// scikit-learn's counts of the choosing set at every distinct score.
fn reference() -> Vec<(f64, [u64; 4])> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/model/tumour_counts.json");
    let fixture: Value = serde_json::from_str(&std::fs::read_to_string(path).expect("the fixture")).expect("JSON");
    let number = |value: &Value| value.as_f64().expect("a number");
    fixture["points"]
        .as_array()
        .expect("points")
        .iter()
        .map(|point| {
            let count = |name: &str| number(&point[name]) as u64;
            (number(&point["threshold"]), [count("tp"), count("fp"), count("fn"), count("tn")])
        })
        .collect()
}

/// Points whose next lower score is further away than engines may differ by
/// (1e-5): there, both flag the same cases. By the number flagged.
fn clear_points() -> HashMap<u64, [u64; 4]> {
    let mut points = reference();
    points.sort_by(|a, b| b.0.total_cmp(&a.0));
    let next = points.iter().skip(1).map(|point| point.0).chain([f64::NEG_INFINITY]);
    let clear = points.iter().zip(next).filter(|(point, next)| point.0 - next > 2e-5);
    clear.map(|((_, counts), _)| (counts[0] + counts[1], *counts)).collect()
}

#[tokio::test]
async fn the_slider_stops_at_every_distinct_score_with_the_counts_of_scikit_learn() -> Outcome {
    let site = Site::as_built();
    let page = Page::new().await?;
    page.open(&site.page("?scenario=tumour")).await?;
    let (expected, clear) = (reference(), clear_points());
    let slider = page.slider().await?;
    slider.send_keys(Key::Home).await?;
    let [mut tp, mut fp, ..] = page.outcomes().await?;
    let all = tp + fp;
    assert_eq!(clear.get(&all), Some(&page.outcomes().await?), "Home flags everybody");
    let mut compared = 0;
    let keys = [Key::Right, Key::Right, Key::Right, Key::PageUp, Key::Right, Key::PageUp, Key::Right, Key::Right];
    for key in keys.into_iter().cycle().take(26) {
        slider.send_keys(key).await?;
        let counts = page.outcomes().await?;
        assert!(counts[0] + counts[1] < tp + fp, "each step flags fewer");
        [tp, fp, ..] = counts;
        if let Some(expected) = clear.get(&(tp + fp)) {
            assert_eq!(&counts, expected, "with {} flagged", tp + fp);
            compared += 1;
        }
        if tp + fp == 0 {
            break;
        }
    }
    assert!(compared >= 10, "only {compared} thresholds could be compared");
    slider.send_keys(Key::End).await?;
    let [tp, fp, ..] = page.outcomes().await?;
    assert_eq!((tp, fp), (0, 0), "End flags nobody");
    slider.send_keys(Key::Left).await?;
    let [tp, fp, ..] = page.outcomes().await?;
    assert!(tp + fp > 0, "one step below the end flags the highest score");

    // From end to end, each arrow is one distinct score, however near two scores stand.
    let stops = page
        .run_async(
            "const slider = document.querySelector('#threshold'); \
             const press = key => slider.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })); \
             const drawn = () => new Promise(resolve => setTimeout(resolve)); \
             (async () => { \
               let stops = 0; \
               for (press('Home'), await drawn(); !slider.getAttribute('aria-valuetext').startsWith('Threshold above') && stops < 2000; stops++) { \
                 press('ArrowRight'); await drawn(); \
               } \
               done(stops); \
             })()",
        )
        .await?;
    let stops = stops.as_u64().unwrap_or_default() as usize;
    assert!(stops.abs_diff(expected.len()) <= 3, "{stops} steps for {} distinct scores", expected.len());
    Ok(page.close().await?)
}

#[tokio::test]
async fn a_link_gives_the_same_picture() -> Outcome {
    let site = Site::as_built();
    let page = Page::new().await?;
    page.open(&site.page("?scenario=tumour")).await?;
    let slider = page.slider().await?;
    slider.send_keys(Key::Home).await?;
    for _ in 0..7 {
        slider.send_keys(Key::PageUp).await?;
    }
    slider.send_keys(Key::Right).await?;
    let counts = page.outcomes().await?;
    page.until("the threshold in the address", "return location.search.includes('threshold=')").await?;
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    let address = page.driver.current_url().await?.to_string();
    assert!(address.contains("scenario=tumour"), "{address}");
    let sentence = page.by_role("status", "Result at this threshold").await?.text().await?;

    let elsewhere = Page::new().await?;
    elsewhere.open(&address).await?;
    assert_eq!(elsewhere.outcomes().await?, counts);
    assert_eq!(elsewhere.by_role("status", "Result at this threshold").await?.text().await?, sentence);
    page.driver.refresh().await?;
    page.until_ready().await?;
    assert_eq!(page.outcomes().await?, counts);
    elsewhere.close().await?;
    Ok(page.close().await?)
}

#[tokio::test]
async fn a_hostile_link_opens_the_page_as_if_it_said_nothing_and_the_page_says_so() -> Outcome {
    let site = Site::as_built();
    let page = Page::new().await?;
    page.open(&site.page("")).await?;
    let usual = page.outcomes().await?;
    page.open(&site.page("?scenario=../../etc&threshold=NaN&threshold=%3Cscript%3E&x=%00")).await?;
    assert_eq!(page.outcomes().await?, usual);
    // Directions of quoted texts are marked with characters that nobody sees.
    let said = page.says("status").await?.replace(['\u{2068}', '\u{2069}'], "");
    for part in ["scenario “../../etc”", "threshold “NaN” is not a number", "threshold “<script>”"] {
        assert!(said.contains(part), "{said}");
    }
    assert_eq!(said.matches("could not be used").count(), 1, "{said}");
    assert_eq!(page.run("return document.querySelectorAll('main script').length").await?, 0);
    Ok(page.close().await?)
}

#[tokio::test]
async fn words_counts_and_percentages_follow_the_slider() -> Outcome {
    let site = Site::as_built();
    let page = Page::new().await?;
    page.open(&site.page("?scenario=tumour")).await?;
    let slider = page.slider().await?;
    let figures = page.by_role("table", "Precision and recall").await?;
    slider.send_keys(Key::Home).await?;
    let all = figures.text().await?;
    assert!(all.contains("100%"), "everybody flagged, so recall is 100%: {all}");
    slider.send_keys(Key::End).await?;
    let nobody = figures.text().await?;
    assert!(nobody.contains('–') && nobody.contains("No lump is flagged"), "an undefined precision says why: {nobody}");
    assert!(nobody.contains("0%"), "{nobody}");
    let spoken = slider.attr("aria-valuetext").await?.unwrap_or_default();
    assert!(spoken.contains("0 of"), "the slider speaks in words: {spoken}");
    for title in ["Precision-recall curve", "Scores by outcome"] {
        let figure = page.by_role("figure", title).await?;
        let drawn = figure.find(By::Tag("canvas")).await?;
        let width: f64 = drawn.prop("width").await?.unwrap_or_default().parse()?;
        assert!(width > 100.0, "{title} is {width} pixels wide");
        figure.find(By::Css("details summary")).await?.click().await?;
        let rows = "return [...document.querySelectorAll('figure')].find(f => f.ariaLabel.startsWith(NAME)).querySelectorAll('details tbody tr').length > 5";
        page.until(&format!("the table of {title}"), &rows.replace("NAME", &Value::from(title).to_string())).await?;
    }
    Ok(page.close().await?)
}

#[tokio::test]
async fn charts_are_drawn_in_the_pixels_of_the_screen() -> Outcome {
    let site = Site::as_built();
    let wish = browser_tests::Wish { density: Some(2.0), ..Default::default() };
    let page = Page::wish(wish).await?;
    page.open(&site.page("?scenario=tumour")).await?;
    let ratio = page
        .run("const c = document.querySelector('figure canvas'); return c.width / c.clientWidth")
        .await?
        .as_f64()
        .unwrap_or_default();
    assert!((ratio - 2.0).abs() < 0.02, "{ratio} device pixels per CSS pixel");
    let inked = page
        .run("const c = document.querySelector('figure canvas'); const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; \
              const seen = new Set(); for (let i = 0; i < d.length; i += 4) seen.add(d[i] * 65536 + d[i+1] * 256 + d[i+2]); return seen.size > 8")
        .await?;
    assert_eq!(inked, Value::Bool(true), "the curve is drawn");
    Ok(page.close().await?)
}

#[tokio::test]
async fn it_works_under_a_sub_path() -> Outcome {
    let site = Site::under("/team/cutpoint/");
    let page = Page::new().await?;
    page.open(&site.page("?scenario=tumour")).await?;
    assert!(page.outcomes().await?.iter().sum::<u64>() > 0);
    Ok(page.close().await?)
}
