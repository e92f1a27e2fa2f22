//! What keeps a browser from asking for things on its own behalf, so that whatever a proxy sees was
//! asked for by the page. Each was seen to ask, or is known to ask later in the life of a profile.

use serde_json::{Value, json};

/// Flags of Chromium.
pub const CHROMIUM: [&str; 13] = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    // The time, hints for pages, screens to cast to, the search engine, what the fields of a form are for.
    "--disable-features=NetworkTimeServiceQuerying,OptimizationHints,MediaRouter,PreconnectToSearch,AutofillServerCommunication",
    "--disable-sync",
    "--no-first-run",
    // Its maker's accounts, pages and push messages: a port of this machine where nobody answers.
    "--gaia-url=http://127.0.0.1:9",
    "--google-base-url=http://127.0.0.1:9",
    "--google-url=http://127.0.0.1:9",
    "--google-apis-url=http://127.0.0.1:9",
    "--gcm-checkin-url=http://127.0.0.1:9",
    "--gcm-registration-url=http://127.0.0.1:9",
    "--gcm-mcs-endpoint=127.0.0.1:9",
];

/// Firefox takes another address of its settings server only with this variable set.
pub const FIREFOX_VARIABLE: (&str, &str) = ("MOZ_REMOTE_SETTINGS_DEVTOOLS", "1");

/// Preferences of Firefox beside those that geckodriver sets (no start page, no telemetry report, no add-on update).
pub fn firefox() -> Vec<(&'static str, Value)> {
    let off = [
        // Is there a network, and does a hotel want a password first?
        "network.captive-portal-service.enabled",
        "network.connectivity-service.enabled",
        // Push messages, location, accounts.
        "dom.push.connection.enabled",
        "browser.region.update.enabled",
        "geo.enabled",
        "identity.fxaccounts.enabled",
        // Updates: program, search engines, add-ons, codecs, studies.
        "app.update.enabled",
        "app.normandy.enabled",
        "browser.search.update",
        "extensions.blocklist.enabled",
        "extensions.getAddons.cache.enabled",
        "extensions.systemAddon.update.enabled",
        "media.gmp-provider.enabled",
        // Lists of bad sites and of revoked certificates.
        "browser.safebrowsing.blockedURIs.enabled",
        "browser.safebrowsing.downloads.enabled",
        "browser.safebrowsing.malware.enabled",
        "browser.safebrowsing.phishing.enabled",
        "privacy.trackingprotection.annotate_channels",
        "security.remote_settings.crlite_filters.enabled",
        "security.remote_settings.intermediates.enabled",
        // Reports, and what is fetched in the hope that it will be wanted.
        "toolkit.telemetry.enabled",
        "toolkit.telemetry.unified",
        "browser.newtabpage.enabled",
        "browser.newtabpage.activity-stream.feeds.section.topstories",
        "browser.topsites.contile.enabled",
        "network.predictor.enabled",
        "network.prefetch-next",
    ];
    let nowhere = [
        "browser.region.network.url",
        "browser.safebrowsing.provider.google4.gethashURL",
        "browser.safebrowsing.provider.google4.updateURL",
        "browser.safebrowsing.provider.mozilla.gethashURL",
        "browser.safebrowsing.provider.mozilla.updateURL",
        "extensions.systemAddon.update.url",
        "toolkit.telemetry.server",
    ];
    let others = [
        ("network.dns.disablePrefetch", json!(true)),
        ("network.http.speculative-parallel-limit", json!(0)),
        // Names are not looked up over HTTPS, nor certificates asked about.
        ("network.trr.mode", json!(5)),
        ("security.OCSP.enabled", json!(0)),
        ("services.settings.server", json!("data:,#remote-settings-dummy/v1")),
    ];
    let off = off.map(|name| (name, json!(false)));
    let nowhere = nowhere.map(|name| (name, json!("")));
    off.into_iter().chain(nowhere).chain(others).collect()
}
