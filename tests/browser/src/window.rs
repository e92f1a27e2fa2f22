//! Opening a window: which browser it is, its driver program, and what it is asked for before it opens.

use crate::{setting, silence};
use serde_json::json;
use std::net::TcpListener;
use std::ops::Range;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::{Duration, Instant};
use thirtyfour::common::capabilities::firefox::FirefoxPreferences;
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, ChromeCapabilities, FirefoxCapabilities};

/// How often a driver is started before a test gives up: another program can take its port in between.
const ATTEMPTS: usize = 3;

/// Where drivers listen.
const PORTS: Range<u16> = 12_000..30_000;

/// The browsers that the page is tested in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    Chromium,
    Firefox,
}

impl Browser {
    /// The one that this run is for.
    pub fn now() -> Self {
        if setting("CUTPOINT_BROWSER_KIND") == "firefox" { Self::Firefox } else { Self::Chromium }
    }
}

/// What a window can be asked for before it opens.
#[derive(Default)]
pub struct Wish {
    /// Chromium's own command line flags; Firefox is not given them.
    pub flags: Vec<&'static str>,
    pub without_javascript: bool,
    pub without_webassembly: bool,
    pub size: Option<(u32, u32)>,
    pub density: Option<f64>,
    /// Everything that is not on this machine goes through a proxy on this port.
    pub proxy: Option<u16>,
}

impl Wish {
    pub(crate) fn size(&self) -> (u32, u32) {
        self.size.unwrap_or((1440, 1000))
    }

    pub(crate) fn capabilities(&self) -> WebDriverResult<Capabilities> {
        match Browser::now() {
            Browser::Chromium => self.chromium(),
            Browser::Firefox => self.firefox(),
        }
    }

    fn chromium(&self) -> WebDriverResult<Capabilities> {
        let mut chrome = ChromeCapabilities::new();
        chrome.set_binary(&setting("CUTPOINT_BROWSER"))?;
        let always = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage"];
        for flag in always.iter().chain(&silence::CHROMIUM).chain(&self.flags) {
            chrome.add_arg(flag)?;
        }
        let (width, height) = self.size();
        chrome.add_arg(&format!("--window-size={width},{height}"))?;
        if let Some(density) = self.density {
            chrome.add_arg(&format!("--force-device-scale-factor={density}"))?;
        }
        if let Some(port) = self.proxy {
            chrome.add_arg(&format!("--proxy-server=127.0.0.1:{port}"))?;
        }
        if self.without_javascript {
            chrome.add_experimental_option(
                "prefs",
                json!({ "profile.managed_default_content_settings.javascript": 2 }),
            )?;
        }
        Ok(chrome.into())
    }

    fn firefox(&self) -> WebDriverResult<Capabilities> {
        let mut firefox = FirefoxCapabilities::new();
        firefox.set_firefox_binary(&setting("CUTPOINT_BROWSER"))?;
        firefox.add_arg("-headless")?;
        let mut preferences = FirefoxPreferences::new();
        for (name, value) in silence::firefox() {
            preferences.set(name, value)?;
        }
        if let Some(density) = self.density {
            preferences.set("layout.css.devPixelsPerPx", density.to_string())?;
        }
        if let Some(port) = self.proxy {
            preferences.set("network.proxy.type", 1)?;
            for scheme in ["http", "ssl"] {
                preferences.set(&format!("network.proxy.{scheme}"), "127.0.0.1")?;
                preferences.set(&format!("network.proxy.{scheme}_port"), port)?;
            }
        }
        if self.without_javascript {
            preferences.set("javascript.enabled", false)?;
        }
        if self.without_webassembly {
            preferences.set("javascript.options.wasm", false)?;
        }
        firefox.set_preferences(preferences)?;
        Ok(firefox.into())
    }
}

/// A driver program of one window: geckodriver serves one at a time. It ends with this value.
pub(crate) struct Driver {
    child: Child,
    pub address: String,
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Driver {
    /// Starts a driver and waits until it says that it is ready.
    pub fn start() -> WebDriverResult<Self> {
        let mut last = String::new();
        for _ in 0..ATTEMPTS {
            match Self::attempt() {
                Ok(driver) => return Ok(driver),
                Err(error) => last = error,
            }
        }
        Err(WebDriverError::FatalError(format!("the driver: {last}")))
    }

    fn attempt() -> Result<Self, String> {
        let port = free_port()?;
        let mut command = Command::new(setting("CUTPOINT_DRIVER"));
        match Browser::now() {
            Browser::Chromium => command.args([format!("--port={port}"), "--log-level=SEVERE".to_owned()]),
            Browser::Firefox => {
                let port = port.to_string();
                let (name, value) = silence::FIREFOX_VARIABLE;
                command.env(name, value);
                // Firefox writes many lines of its own to the error output.
                command.args(["--port", &port, "--websocket-port", "0", "--log", "error"]).stderr(Stdio::null())
            }
        };
        command.stdin(Stdio::null()).stdout(Stdio::null());
        let child = command.spawn().map_err(|error| error.to_string())?;
        let mut driver = Self { child, address: format!("http://127.0.0.1:{port}") };
        let start = Instant::now();
        while !driver.is_ready() {
            if let Ok(Some(status)) = driver.child.try_wait() {
                return Err(format!("ended at once ({status})"));
            }
            if start.elapsed() > Duration::from_secs(20) {
                return Err("does not answer".to_owned());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(driver)
    }

    fn is_ready(&self) -> bool {
        let status = xtask::server::get(&format!("{}/status", self.address));
        status.is_ok_and(|answer| answer.contains("\"ready\":true"))
    }
}

/// A port below those that the system gives to outgoing connections. Among those, asking a port
/// whether somebody answers can connect to itself, and the driver then finds its port taken.
fn free_port() -> Result<u16, String> {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    // Tests of one program count up; programs that run side by side begin elsewhere.
    let first = std::process::id() as u16;
    (0..1_000)
        .map(|_| first.wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed)) % PORTS.len() as u16 + PORTS.start)
        .find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
        .ok_or_else(|| "no port is free".to_owned())
}
