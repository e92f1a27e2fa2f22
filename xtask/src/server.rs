//! A static file server on the loopback address, with the headers that `public/_headers` asks a host to send.

use crate::shell::{Failure, Outcome};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tiny_http::{Header, Request, Response, Server};

const THREADS: usize = 4;

pub struct Running {
    /// Where a browser finds the page.
    pub address: String,
    threads: Vec<std::thread::JoinHandle<()>>,
}

impl Running {
    /// Serves until the process ends.
    pub fn wait(self) {
        for thread in self.threads {
            let _ = thread.join();
        }
    }
}

/// Files whose path contains `part` are sent late: for tests of progress.
pub struct Delay {
    pub part: String,
    pub by: Duration,
}

struct Site {
    folder: PathBuf,
    prefix: String,
    headers: Vec<Header>,
    delay: Option<Delay>,
}

/// Serves `folder` under `prefix` (such as `/sub/`) on a loopback port; port 0 picks a free one.
pub fn start(folder: &Path, prefix: &str, port: u16) -> Outcome<Running> {
    serve(folder, prefix, port, None)
}

/// As [`start`], with some files sent late.
pub fn start_slow(folder: &Path, prefix: &str, port: u16, delay: Delay) -> Outcome<Running> {
    serve(folder, prefix, port, Some(delay))
}

fn serve(folder: &Path, prefix: &str, port: u16, delay: Option<Delay>) -> Outcome<Running> {
    let server = Server::http(("127.0.0.1", port)).map_err(|error| {
        Failure::new(format!("port {port} cannot be used: {error}"), "leave --port out to get a free one")
    })?;
    let port = server.server_addr().to_ip().map_or(port, |address| address.port());
    let prefix = format!("/{}/", prefix.trim_matches(['/', '.'])).replace("//", "/");
    let site = Arc::new(Site { folder: folder.to_path_buf(), headers: headers(folder), prefix, delay });
    let address = format!("http://127.0.0.1:{port}{}", site.prefix);
    let server = Arc::new(server);
    let threads = (0..THREADS)
        .map(|_| {
            let (server, site) = (Arc::clone(&server), Arc::clone(&site));
            std::thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    site.answer(request);
                }
            })
        })
        .collect();
    Ok(Running { address, threads })
}

impl Site {
    fn answer(&self, request: Request) {
        let path = request.url().split(['?', '#']).next().unwrap_or("").to_string();
        if let Some(delay) = self.delay.as_ref().filter(|delay| path.contains(&delay.part)) {
            std::thread::sleep(delay.by);
        }
        let file = path.strip_prefix(&self.prefix).and_then(|inside| self.file(inside));
        // A browser that goes away mid-answer is its own business.
        let _ = match file.and_then(|file| Some((std::fs::read(&file).ok()?, file))) {
            Some((bytes, file)) => {
                let mut response = Response::from_data(bytes).with_header(header("Content-Type", mime(&file)));
                for one in &self.headers {
                    response.add_header(one.clone());
                }
                request.respond(response)
            }
            None => request.respond(Response::from_string("not found").with_status_code(404)),
        };
    }

    /// The file for a path inside the site; `None` for anything that would leave the folder.
    fn file(&self, inside: &str) -> Option<PathBuf> {
        let inside = Path::new(if inside.is_empty() { "index.html" } else { inside });
        let safe = inside.components().all(|part| matches!(part, Component::Normal(_)));
        let file = self.folder.join(inside);
        (safe && file.is_file()).then_some(file)
    }
}

/// The headers that `_headers` gives for every path (`/*`), as static hosts read that file.
fn headers(folder: &Path) -> Vec<Header> {
    let text = std::fs::read_to_string(folder.join("_headers")).unwrap_or_default();
    text.lines()
        .filter(|line| line.starts_with([' ', '\t']))
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| header(name.trim(), value.trim()))
        .collect()
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).unwrap_or_else(|()| panic!("'{name}: {value}' is no header: mend public/_headers"))
}

fn mime(file: &Path) -> &'static str {
    match file.extension().and_then(|e| e.to_str()).unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        "csv" => "text/csv; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// The body that a server on this machine answers to a plain GET.
pub fn get(address: &str) -> std::io::Result<String> {
    ask("GET", address, "", PATIENCE)
}

/// The body that a server on this machine answers to a POST of JSON.
pub fn post(address: &str, json: &str) -> std::io::Result<String> {
    ask("POST", address, json, PATIENCE)
}

/// Asks a server on this machine to delete something, and waits so long at the most.
pub fn delete(address: &str, patience: Duration) -> std::io::Result<String> {
    ask("DELETE", address, "", patience)
}

const PATIENCE: Duration = Duration::from_secs(60);

fn ask(verb: &str, address: &str, body: &str, patience: Duration) -> std::io::Result<String> {
    let (host, path) = address.strip_prefix("http://").and_then(|rest| rest.split_once('/')).unwrap_or((address, ""));
    let mut stream = TcpStream::connect(host)?;
    stream.set_read_timeout(Some(patience))?;
    write!(
        stream,
        "{verb} /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    // A server may keep the connection open, so the stated length counts, not the end of the stream.
    let mut answer = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        answer.read_line(&mut line)?;
        let line = line.trim().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    let mut body = vec![0; length];
    answer.read_exact(&mut body)?;
    Ok(String::from_utf8_lossy(&body).into_owned())
}
