//! Nothing leaves the computer: what the page asks for, and what it may ask for.

use browser_tests::{Browser, Outcome, Page, Proxy, Site, Wish};
use serde_json::Value;
use std::time::Duration;
use thirtyfour::prelude::*;

#[tokio::test]
async fn nothing_is_requested_from_elsewhere() -> Outcome {
    if Browser::now() == Browser::Chromium {
        chromium_records_nothing_from_elsewhere().await?;
    }
    a_proxy_sees_nothing().await
}

/// Chromium keeps a record of its own of every connection.
async fn chromium_records_nothing_from_elsewhere() -> Outcome {
    let site = Site::as_built();
    let log = std::env::temp_dir().join(format!("cutpoint-net-{}.json", std::process::id()));
    let flag: &'static str = Box::leak(format!("--log-net-log={}", log.display()).into_boxed_str());
    let page = Page::wish(Wish { flags: vec![flag], ..Default::default() }).await?;
    page.open(&site.page("")).await?;
    let own = site.running.address.trim_end_matches('/').to_owned();
    let seen = page.run("return performance.getEntriesByType('resource').map(e => e.name)").await?;
    let seen: Vec<&str> = seen.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    assert!(seen.iter().any(|address| address.ends_with(".onnx")), "the model came over HTTP: {seen:?}");
    assert!(seen.iter().all(|address| address.starts_with(&own) || address.starts_with("blob:")), "{seen:?}");
    page.close().await?;

    // The browser's own record knows of every connection, those of workers included.
    let mut record = String::new();
    for _ in 0..100 {
        record = std::fs::read_to_string(&log).unwrap_or_default();
        if record.trim_end().ends_with('}') {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let _ = std::fs::remove_file(&log);
    // Each request with the page that began it.
    let origin = format!("\"initiator\":\"{own}\"");
    let begun: Vec<&str> = record
        .lines()
        .filter(|line| line.contains(&origin))
        .filter_map(|line| line.split("\"url\":\"").nth(1)?.split('"').next())
        .collect();
    assert!(begun.iter().any(|url| url.ends_with(".onnx")), "the record covers this visit: {begun:?}");
    let elsewhere: Vec<&&str> =
        begun.iter().filter(|url| !url.starts_with(&own) && !url.starts_with("blob:")).collect();
    assert!(elsewhere.is_empty(), "{elsewhere:?}");
    Ok(())
}

/// Whatever is not on this machine would pass a proxy.
async fn a_proxy_sees_nothing() -> Outcome {
    let site = Site::as_built();
    let proxy = Proxy::start()?;
    let page = Page::wish(Wish { proxy: Some(proxy.port), ..Default::default() }).await?;
    page.open(&site.page("")).await?;
    let slider = page.slider().await?;
    slider.send_keys(Key::Home).await?;
    // A browser with something of its own to ask does so within seconds of its start.
    tokio::time::sleep(Duration::from_secs(12)).await;
    assert!(proxy.seen().is_empty(), "{:?}", proxy.seen());
    // The proxy does see a request to elsewhere.
    let _ = page.driver.goto("http://elsewhere.invalid/").await;
    assert!(proxy.seen().iter().any(|line| line.contains("elsewhere.invalid")), "{:?}", proxy.seen());
    Ok(page.close().await?)
}

#[tokio::test]
async fn the_policy_forbids_other_hosts_inline_script_and_eval_also_in_workers() -> Outcome {
    let site = Site::as_built();
    let page = Page::new().await?;
    page.open(&site.page("")).await?;
    let fetched = page
        .run_async("fetch('https://example.invalid/').then(() => done('answered'), () => {}); document.addEventListener('securitypolicyviolation', e => done(e.effectiveDirective))")
        .await?;
    assert_eq!(fetched, "connect-src");
    let inline = page
        .run_async("document.addEventListener('securitypolicyviolation', e => done(e.effectiveDirective)); const s = document.createElement('script'); s.textContent = 'window.hacked = 1'; document.body.append(s)")
        .await?;
    assert_eq!(inline, "script-src-elem");
    let evaluated = page// In a callback of the page's own: what a driver evaluates is exempt.
        .run_async("setTimeout(() => { try { window.eval('1'); done('ran') } catch (e) { done(e.name) } })").await?;
    assert_eq!(evaluated, "EvalError");
    // A worker made from a blob has the policy of the page that made it, whatever headers a host sends.
    let worker = page
        .run_async("const w = new Worker(URL.createObjectURL(new Blob([`fetch('https://example.invalid/').then(() => postMessage('answered'), () => {}); addEventListener('securitypolicyviolation', e => postMessage(e.effectiveDirective))`]))); w.onmessage = e => done(e.data)")
        .await?;
    assert_eq!(worker, "connect-src");
    Ok(page.close().await?)
}

#[tokio::test]
async fn page_and_headers_state_the_same_policy() -> Outcome {
    let dist = std::path::PathBuf::from(browser_tests::setting("CUTPOINT_DIST"));
    let html = std::fs::read_to_string(dist.join("index.html"))?;
    let headers = std::fs::read_to_string(dist.join("_headers"))?;
    let policy =
        html.split("Content-Security-Policy\" content=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("");
    assert!(policy.contains("default-src 'none'") && policy.contains("connect-src 'self'"), "{policy}");
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
    assert!(headers.contains(policy), "public/_headers repeats the page's policy");
    assert!(
        !html.contains("<script>") && html.matches("integrity=").count() >= 3,
        "no inline script, and integrity marks"
    );
    Ok(())
}
