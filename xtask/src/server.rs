//! A static file server on the loopback address, with the headers that `public/_headers` asks a host to send.

use crate::shell::{Failure, Outcome};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

pub struct Running {
    /// Where a browser finds the page.
    pub address: String,
    listening: std::thread::JoinHandle<()>,
}

impl Running {
    /// Serves until the process ends.
    pub fn wait(self) {
        let _ = self.listening.join();
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
    /// As lines of an answer.
    headers: String,
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

/// Takes a loopback port for as long as the value lives; port 0 picks a free one.
pub fn claim(port: u16) -> Outcome<TcpListener> {
    TcpListener::bind(("127.0.0.1", port)).map_err(|error| {
        Failure::from(error).within(&format!("port {port} cannot be used"), "leave --port out to get a free one")
    })
}

fn serve(folder: &Path, prefix: &str, port: u16, delay: Option<Delay>) -> Outcome<Running> {
    let listener = claim(port)?;
    let port = listener.local_addr()?.port();
    let prefix = format!("/{}/", prefix.trim_matches(['/', '.'])).replace("//", "/");
    let site = Arc::new(Site { folder: folder.to_path_buf(), headers: headers(folder), prefix, delay });
    let address = format!("http://127.0.0.1:{port}{}", site.prefix);
    // A thread for each connection, and one answer on each: a browser that
    // keeps connections open can then never keep another one waiting.
    let listening = std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let site = Arc::clone(&site);
            // A browser that goes away mid-answer is its own business.
            std::thread::spawn(move || site.answer(&stream));
        }
    });
    Ok(Running { address, listening })
}

/// Longest line of a request; the rest of a longer one is no header that matters here.
const LINE: u64 = 16 << 10;

impl Site {
    fn answer(&self, mut stream: &TcpStream) -> std::io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        let mut request = BufReader::new(stream);
        let mut first = String::new();
        request.by_ref().take(LINE).read_line(&mut first)?;
        let mut line = String::new();
        while request.by_ref().take(LINE).read_line(&mut line)? > 2 {
            line.clear();
        }
        let mut words = first.split_whitespace();
        let (verb, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        let path = target.split(['?', '#']).next().unwrap_or("");
        if let Some(delay) = self.delay.as_ref().filter(|delay| path.contains(&delay.part)) {
            std::thread::sleep(delay.by);
        }
        let file = path.strip_prefix(&self.prefix).and_then(|inside| self.file(inside));
        let found = file.and_then(|file| Some((std::fs::read(&file).ok()?, file)));
        let (status, kind, headers, body) = match (verb, found) {
            ("GET" | "HEAD", Some((bytes, file))) => ("200 OK", mime(&file), self.headers.as_str(), bytes),
            ("GET" | "HEAD", None) => ("404 Not Found", "text/plain", "", b"not found".to_vec()),
            _ => ("405 Method Not Allowed", "text/plain", "", Vec::new()),
        };
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n"
        );
        stream.write_all(head.as_bytes())?;
        if verb != "HEAD" {
            stream.write_all(&body)?;
        }
        stream.flush()
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
fn headers(folder: &Path) -> String {
    let text = std::fs::read_to_string(folder.join("_headers")).unwrap_or_default();
    text.lines()
        .filter(|line| line.starts_with([' ', '\t']))
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| format!("{}: {}\r\n", name.trim(), value.trim()))
        .collect()
}

fn mime(file: &Path) -> &'static str {
    match file.extension().and_then(|e| e.to_str()).unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
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

#[cfg(test)]
mod check {
    use super::{claim, get, start};
    use std::net::TcpStream;

    #[test]
    fn a_port_in_use_is_said_in_one_line_with_what_to_do() {
        let taken = claim(0).unwrap();
        let said = claim(taken.local_addr().unwrap().port()).unwrap_err().to_string();
        assert!(said.contains("cannot be used") && said.contains("leave --port out"), "{said}");
        assert_eq!(said.lines().count(), 2, "{said}");
    }

    #[test]
    fn it_serves_its_folder_and_nothing_beside_it_while_idle_connections_stay_open() {
        let folder = std::env::temp_dir().join(format!("cutpoint-server-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("inside")).unwrap();
        std::fs::write(folder.join("inside/index.html"), "page").unwrap();
        std::fs::write(folder.join("secret.txt"), "secret").unwrap();
        let running = start(&folder.join("inside"), "/sub/", 0).unwrap();
        let host = running.address.trim_start_matches("http://").trim_end_matches("/sub/").to_owned();
        let idle: Vec<_> = (0..12).map(|_| TcpStream::connect(&host).unwrap()).collect();
        assert_eq!(get(&running.address).unwrap(), "page");
        assert_eq!(get(&format!("{}index.html?x=1", running.address)).unwrap(), "page");
        for outside in ["../secret.txt", "..%2fsecret.txt", "/secret.txt", "missing"] {
            assert_eq!(get(&format!("{}{outside}", running.address)).unwrap(), "not found", "{outside}");
        }
        assert_eq!(get(&format!("http://{host}/index.html")).unwrap(), "not found");
        drop(idle);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
