//! One browser window with the page in it.

use crate::window::{Browser, Driver, Wish};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use thirtyfour::prelude::*;

/// Long enough for the slowest machine that passes; waiting ends as soon as the thing is there.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long a browser may take to close before its driver is ended.
const FAREWELL: Duration = Duration::from_secs(5);

/// A browser window.
pub struct Page {
    pub driver: WebDriver,
    program: Driver,
}

impl Page {
    /// A fresh window of a fresh profile.
    pub async fn new() -> WebDriverResult<Self> {
        Self::wish(Wish::default()).await
    }

    pub async fn wish(wish: Wish) -> WebDriverResult<Self> {
        let (program, driver) = match Self::window(&wish).await {
            // A browser that did not come up says nothing about the page: once more.
            Err(_) => Self::window(&wish).await?,
            Ok(window) => window,
        };
        let page = Self { driver, program };
        page.driver.set_script_timeout(PATIENCE).await?;
        page.driver.set_page_load_timeout(PATIENCE).await?;
        if Browser::now() == Browser::Firefox {
            let (width, height) = wish.size();
            page.driver.set_window_rect(0, 0, width, height).await?;
        } else if wish.without_webassembly {
            // As strict browser modes do it.
            let switched_off = json!({ "source": "delete window.WebAssembly" });
            page.devtools("Page.addScriptToEvaluateOnNewDocument", &switched_off).await?;
        }
        Ok(page)
    }

    async fn window(wish: &Wish) -> WebDriverResult<(Driver, WebDriver)> {
        let program = Driver::start()?;
        let driver = WebDriver::new(&program.address, wish.capabilities()?).await?;
        Ok((program, driver))
    }

    /// Opens an address and waits until the default scenario is scored and drawn.
    pub async fn open(&self, address: &str) -> WebDriverResult<()> {
        self.driver.goto(address).await?;
        self.until_ready().await
    }

    pub async fn until_ready(&self) -> WebDriverResult<()> {
        self.until("document.documentElement.dataset.ready", "return document.documentElement.dataset.ready === 'true'")
            .await
    }

    /// Waits until a script returns true.
    pub async fn until(&self, what: &str, script: &str) -> WebDriverResult<()> {
        let start = Instant::now();
        while self.run(script).await? != Value::Bool(true) {
            if start.elapsed() > PATIENCE || self.has_not_started().await? {
                let seen = self.run("return document.body.innerText").await?;
                return Err(WebDriverError::FatalError(format!("waited in vain for {what}; the page says: {seen}")));
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(())
    }

    /// Whether the page has said that it cannot start: nothing else will come.
    async fn has_not_started(&self) -> WebDriverResult<bool> {
        let said = "const said = document.getElementById('no-start'); return !!said && !said.hidden";
        Ok(self.run(said).await? == Value::Bool(true))
    }

    pub async fn run(&self, script: &str) -> WebDriverResult<Value> {
        Ok(self.driver.execute(script, Vec::new()).await?.json().clone())
    }

    /// Runs a script that calls `done(value)`.
    pub async fn run_async(&self, script: &str) -> WebDriverResult<Value> {
        let script = format!("const done = arguments[arguments.length - 1]; {script}");
        Ok(self.driver.execute_async(&script, Vec::new()).await?.json().clone())
    }

    /// Runs a script with arguments; the last one it gets is its `done`.
    pub async fn call(&self, script: &str, given: Vec<Value>) -> WebDriverResult<Value> {
        Ok(self.driver.execute_async(script, given).await?.json().clone())
    }

    /// The one element with this role and accessible name, as the browser itself computes both.
    pub async fn by_role(&self, role: &str, name: &str) -> WebDriverResult<WebElement> {
        let mut seen = Vec::new();
        for element in self.driver.find_all(By::Css(css_for(role))).await? {
            let has_role = self.computed(&element, "computedrole").await?;
            let has_name = self.computed(&element, "computedlabel").await?;
            if has_role == role && (has_name == name || (role == "figure" && has_name.starts_with(name))) {
                return Ok(element);
            }
            seen.push(format!("{has_role} “{has_name}”"));
        }
        Err(WebDriverError::FatalError(format!("no {role} “{name}”; there are: {}", seen.join(", "))))
    }

    async fn computed(&self, element: &WebElement, what: &str) -> WebDriverResult<String> {
        let address = format!("{}/element/{}/{what}", self.session(), element.element_id());
        let answer = xtask::server::get(&address).map_err(|e| WebDriverError::FatalError(e.to_string()))?;
        let value: Value = serde_json::from_str(&answer).map_err(|e| WebDriverError::FatalError(e.to_string()))?;
        Ok(value["value"].as_str().unwrap_or_default().to_owned())
    }

    /// The four counts in the table "Outcomes": tp, fp, fn, tn.
    pub async fn outcomes(&self) -> WebDriverResult<[u64; 4]> {
        let table = self.by_role("table", "Outcomes").await?;
        let mut cells = Vec::new();
        for cell in table.find_all(By::Css("tbody td b")).await? {
            let digits: String = cell.text().await?.chars().filter(char::is_ascii_digit).collect();
            cells.push(digits.parse().unwrap_or(u64::MAX));
        }
        match cells[..] {
            // Rows: actual; columns: flagged or not.
            [tp, fn_, fp, tn] => Ok([tp, fp, fn_, tn]),
            _ => Err(WebDriverError::FatalError(format!("the table “Outcomes” has the counts {cells:?}"))),
        }
    }

    /// The slider "Decision threshold".
    pub async fn slider(&self) -> WebDriverResult<WebElement> {
        self.by_role("slider", "Decision threshold").await
    }

    /// The text of the page's alerts and status messages.
    pub async fn says(&self, role: &str) -> WebDriverResult<String> {
        let script = format!(
            "return [...document.querySelectorAll('[role={role}]')].filter(e => !e.hidden).map(e => e.innerText).join('\\n')"
        );
        Ok(self.run(&script).await?.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until an alert contains a text.
    pub async fn until_alert(&self, text: &str) -> WebDriverResult<()> {
        let wanted = Value::from(text);
        self.until(
            &format!("an alert with “{text}”"),
            &format!("return [...document.querySelectorAll('[role=alert]')].some(e => !e.hidden && e.innerText.includes({wanted}))"),
        )
        .await
    }

    /// Makes the window as tall as the page, so that a picture shows all of it.
    pub async fn whole_page(&self, width: u32, density: f64) -> WebDriverResult<()> {
        let tall = self.run("return document.documentElement.scrollHeight").await?.as_f64().unwrap_or(1000.0);
        let metrics =
            json!({ "width": width, "height": tall.min(6000.0), "deviceScaleFactor": density, "mobile": width < 500 });
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics).await?;
        // Charts draw anew for the new size.
        tokio::time::sleep(Duration::from_millis(400)).await;
        Ok(())
    }

    /// A command of the browser's developer tools, through ChromeDriver.
    pub async fn devtools(&self, command: &str, parameters: &Value) -> WebDriverResult<Value> {
        let address = format!("{}/goog/cdp/execute", self.session());
        let body = json!({ "cmd": command, "params": parameters }).to_string();
        let answer = xtask::server::post(&address, &body).map_err(|e| WebDriverError::FatalError(e.to_string()))?;
        serde_json::from_str(&answer).map_err(|e| WebDriverError::FatalError(format!("{e}: {answer}")))
    }

    /// Where the driver answers for this window.
    fn session(&self) -> String {
        format!("{}/session/{}", self.program.address, self.driver.session_id())
    }

    /// Closes the window.
    pub async fn close(self) -> WebDriverResult<()> {
        self.driver.clone().quit().await
    }
}

impl Drop for Page {
    /// After a failed test the window is still open. The library would close it by waiting
    /// without limit in the thread of the test; this waits for seconds.
    fn drop(&mut self) {
        if self.driver.clone().leak().is_ok() {
            let _ = xtask::server::delete(&self.session(), FAREWELL);
        }
    }
}

/// Where elements of a role can be: narrows the search, the browser decides.
fn css_for(role: &str) -> &'static str {
    match role {
        "slider" => "input[type=range],[role=slider]",
        "table" => "table",
        "figure" => "figure",
        "combobox" => "select,[role=combobox]",
        "button" => "button",
        "progressbar" => "progress,[role=progressbar]",
        "navigation" => "nav",
        _ => "*",
    }
}
