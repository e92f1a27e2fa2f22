//! The threshold: its track is the charts' axis, it can be typed, and it stays in sight.

use browser_tests::{Outcome, Page, Site, Wish};
use serde_json::Value;
use std::time::Duration;
use thirtyfour::prelude::*;

/// Middle of the thumb, and the plot's two ends of the chart beneath it, in pixels of the window.
const PLACES: &str = "const slider = document.querySelector('#threshold'); const box = slider.getBoundingClientRect(); \
    const thumb = parseFloat(getComputedStyle(slider.parentElement).getPropertyValue('--thumb')) * parseFloat(getComputedStyle(document.documentElement).fontSize); \
    const track = slider.parentElement; const layers = document.querySelector('#scores-by-outcome .layers').getBoundingClientRect(); \
    const margin = side => parseFloat(track.style.getPropertyValue('--plot-' + side)); \
    return { thumb: box.left + thumb / 2 + slider.value * (box.width - thumb), \
             left: layers.left + margin('left'), right: layers.right - margin('right'), value: Number(slider.value) }";

async fn number(page: &Page, script: &str, field: &str) -> WebDriverResult<f64> {
    Ok(page.run(script).await?[field].as_f64().unwrap_or(f64::NAN))
}

#[tokio::test]
async fn the_page_opens_on_the_fleet_and_links_to_the_others_go_on_working() -> Outcome {
    let site = Site::as_built();
    let page = Page::new().await?;
    page.open(&site.page("")).await?;
    assert_eq!(page.driver.find(By::Css(".eyebrow")).await?.text().await?, "Engine failure in a fleet");
    page.open(&site.page("?scenario=tumour")).await?;
    assert_eq!(page.driver.find(By::Css(".eyebrow")).await?.text().await?, "Tumour screening");
    Ok(page.close().await?)
}

#[tokio::test]
async fn thumb_and_line_stand_above_each_other() -> Outcome {
    let site = Site::as_built();
    for (width, chapter) in [(1440, "overview"), (1440, "line"), (1024, "line"), (1024, "explore"), (390, "line")] {
        let page = Page::wish(Wish { size: Some((width, 900)), ..Default::default() }).await?;
        page.open(&site.page(&format!("?scenario=fleet&chapter={chapter}&threshold=0.5"))).await?;
        page.until(
            "where the plot lies",
            "return document.querySelector('.track').style.getPropertyValue('--plot-left') !== ''",
        )
        .await?;
        let slider = page.slider().await?;
        for keys in [vec![], vec![Key::PageDown; 3], vec![Key::PageUp; 9]] {
            for key in keys {
                slider.send_keys(key).await?;
            }
            let [thumb, left, right, value] = [
                number(&page, PLACES, "thumb").await?,
                number(&page, PLACES, "left").await?,
                number(&page, PLACES, "right").await?,
                number(&page, PLACES, "value").await?,
            ];
            // Where the charts draw the line: the same share of the same plot.
            let line = left + value * (right - left);
            assert!((thumb - line).abs() < 1.5, "{width}, {chapter}: thumb {thumb}, line {line}");
        }
        // Dragging the line in the chart moves the thumb to the same place.
        let middle = page.run(
            "const layers = document.querySelector('#scores-by-outcome .layers'); const box = layers.getBoundingClientRect(); \
             const x = box.left + box.width * 0.6; \
             layers.firstElementChild.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, buttons: 1, clientX: x, clientY: box.top + 50 })); return x",
        ).await?.as_f64().unwrap_or(f64::NAN);
        let thumb = number(&page, PLACES, "thumb").await?;
        assert!(
            (thumb - middle).abs() < 0.03 * f64::from(width),
            "{width}, {chapter}: dragged to {middle}, thumb {thumb}"
        );
        page.close().await?;
    }
    Ok(())
}

#[tokio::test]
async fn pages_go_along_the_track_by_a_twentieth() -> Outcome {
    let site = Site::as_built();
    let page = Page::new().await?;
    page.open(&site.page("?scenario=fleet&threshold=0.02")).await?;
    let slider = page.slider().await?;
    let mut before = number(&page, PLACES, "value").await?;
    for _ in 0..6 {
        slider.send_keys(Key::PageUp).await?;
        let now = number(&page, PLACES, "value").await?;
        assert!((now - before - 0.05).abs() < 0.01, "from {before} to {now}");
        before = now;
    }
    slider.send_keys(Key::PageDown).await?;
    let now = number(&page, PLACES, "value").await?;
    assert!((before - now - 0.05).abs() < 0.01, "back from {before} to {now}");
    Ok(page.close().await?)
}

#[tokio::test]
async fn a_threshold_can_be_typed() -> Outcome {
    let site = Site::as_built();
    let page = Page::new().await?;
    page.open(&site.page("?scenario=tumour&threshold=0.9")).await?;
    let before = page.outcomes().await?;
    let field = page.driver.find(By::Css("input.threshold-value")).await?;
    assert_eq!(field.attr("aria-label").await?.as_deref(), Some("Threshold as a number"));
    let write = async |text: &str| {
        field.click().await?;
        page.run("document.querySelector('input.threshold-value').select()").await?;
        field.send_keys(text).await
    };
    write("abc").await?;
    field.send_keys(Key::Enter).await?;
    let hint = page.driver.find(By::Id("threshold-hint")).await?;
    assert!(hint.text().await?.contains("not a number"));
    assert_eq!(page.outcomes().await?, before, "what cannot be meant changes nothing");
    write("0.2").await?;
    field.send_keys(Key::Enter).await?;
    let after = page.outcomes().await?;
    assert!(after[0] + after[1] > before[0] + before[1], "a lower line flags more");
    assert!(hint.text().await?.starts_with("0.2 flags the same cases as 0.2"), "{}", hint.text().await?);
    // The link means the same cases as the typed number.
    page.open(&site.page("?scenario=tumour&threshold=0.2")).await?;
    assert_eq!(page.outcomes().await?, after);
    let field = page.driver.find(By::Css("input.threshold-value")).await?;
    field.click().await?;
    page.run("document.querySelector('input.threshold-value').select()").await?;
    field.send_keys("7").await?;
    field.send_keys(Key::Enter).await?;
    let [tp, fp, ..] = page.outcomes().await?;
    assert_eq!((tp, fp), (0, 0));
    let said = page.driver.find(By::Id("threshold-hint")).await?.text().await?;
    assert!(said.contains("No score reaches 7"), "{said}");
    Ok(page.close().await?)
}

#[tokio::test]
async fn the_bar_stays_in_sight_and_works_there() -> Outcome {
    let site = Site::as_built();
    for (size, theme) in
        [((1440, 900), "light"), ((1024, 768), "light"), ((390, 844), "light"), ((1440, 900), "projector")]
    {
        let page = Page::wish(Wish { size: Some(size), ..Default::default() }).await?;
        page.open(&site.page("?scenario=fleet&chapter=line&threshold=0.5")).await?;
        let themes = page.by_role("combobox", "Theme").await?;
        themes.find(By::Css(format!("option[value={theme}]"))).await?.click().await?;
        let stuck = "return !!document.querySelector('.strip.stuck')";
        assert_eq!(page.run(stuck).await?, Value::Bool(false), "{size:?}: the slider is in its place");
        page.run("window.scrollTo(0, document.body.scrollHeight)").await?;
        page.until("the bar", stuck).await?;
        let bar = "const bar = document.querySelector('.strip').getBoundingClientRect(); \
                   return { top: bar.top, share: bar.height / innerHeight, text: document.querySelector('.strip').innerText }";
        let seen = page.run(bar).await?;
        assert_eq!(seen["top"].as_f64(), Some(0.0), "{size:?}, {theme}");
        assert!(seen["share"].as_f64().is_some_and(|share| share < 0.22), "{size:?}, {theme}: a slim bar, {seen}");
        let text = seen["text"].as_str().unwrap_or_default();
        assert!(text.contains("Precision") && text.contains("Recall") && text.contains("vehicle-weeks"), "{text}");
        // By keyboard, where it stands.
        let before = page.outcomes().await?;
        page.slider().await?.send_keys(Key::PageDown).await?;
        assert_ne!(page.outcomes().await?, before, "{size:?}, {theme}");
        assert_eq!(page.run(stuck).await?, Value::Bool(true), "the page stays where it is");
        // By mouse.
        let before = page.outcomes().await?;
        let slider = page.slider().await?;
        page.driver.action_chain().move_to_element_with_offset(&slider, 0, 0).click().perform().await?;
        assert_ne!(page.outcomes().await?, before, "{size:?}, {theme}");
        // Whatever gets the focus on the way up is not under the bar.
        for _ in 0..14 {
            page.driver.active_element().await?.send_keys(Key::Shift + Key::Tab).await?;
            tokio::time::sleep(Duration::from_millis(60)).await;
            let covered = page
                .run(
                    "const e = document.activeElement, strip = document.querySelector('.strip'); \
                     if (!strip.classList.contains('stuck') || strip.contains(e) || e === document.body || e.id === 'main') return ''; \
                     const bar = strip.getBoundingClientRect(), box = e.getBoundingClientRect(); \
                     return box.top < bar.bottom - 1 && box.height < innerHeight - bar.height ? e.outerHTML.slice(0, 80) : ''",
                )
                .await?;
            assert_eq!(covered, Value::from(""), "{size:?}, {theme}: under the bar");
        }
        page.run("window.scrollTo(0, 0)").await?;
        page.until("the slider in its place again", "return !document.querySelector('.strip.stuck')").await?;
        page.close().await?;
    }
    Ok(())
}
