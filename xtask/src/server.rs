//! A small static server for people who try the delivery and for tests: the headers of production
//! as far as plain HTTP allows them, compressed copies, honest 404s, and a log of every request.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::{Fault, Result, dist, headers};

/// No request of the application has a body; a test that sends one is small.
const MOST_BODY: u64 = 1_000_000;

/// A script for tests, the first of the page: it notes breaches of the policy and uncaught errors
/// in `window.watched`, in every engine alike. It comes from the server under the page's own
/// policy, so it changes nothing of what it watches.
pub const WATCH: &str = "window.watched = [];
document.addEventListener('securitypolicyviolation', (e) => window.watched.push('policy: ' + e.effectiveDirective + ' ' + e.blockedURI + ' ' + e.sample));
window.addEventListener('error', (e) => window.watched.push('error: ' + e.message));
window.addEventListener('unhandledrejection', (e) => window.watched.push('rejection: ' + e.reason));
";

/// The name under which the page finds it.
const WATCH_NAME: &str = "test-watch.js";

/// How to serve.
pub struct Options {
    /// The folder to serve, usually `dist/`.
    pub folder: PathBuf,
    /// Port on this machine only; 0 for a free one.
    pub port: u16,
    /// The path under which the folder appears, with a slash at both ends: `/` or `/some/where/`.
    pub mount: String,
    /// Whether to send the headers of production. Without them a test can show what they prevent.
    pub policy: bool,
    /// Whether the page also loads [`WATCH`], which notes what the policy prevented.
    pub watch: bool,
    /// Outside pages the application links to, for the connection allowlist.
    pub sources: Vec<String>,
    /// Further pages by path (`/host.html`), for instance a page that embeds the application.
    /// They are sent without any policy.
    pub pages: BTreeMap<String, String>,
}

impl Options {
    /// The folder at the root of a free port, as production would send it.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        let sources = dist::sources(&crate::root()).unwrap_or_default();
        Self { folder: folder.into(), port: 0, mount: "/".to_owned(), policy: true, watch: false, sources, pages: BTreeMap::new() }
    }
}

/// One request as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// GET, POST and so on.
    pub method: String,
    /// The path, without the query.
    pub path: String,
    /// What follows the first `?`.
    pub query: Option<String>,
    /// Name in lower case, and value.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Request {
    /// The first header of this name (in lower case).
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

struct Response {
    status: &'static str,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

struct Shared {
    options: Options,
    origin: String,
    log: Mutex<Vec<Request>>,
    stop: AtomicBool,
}

/// A running server. It stops when this is dropped.
pub struct Server {
    shared: Arc<Shared>,
    port: u16,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts to serve.
    ///
    /// # Errors
    /// When the folder holds no page or the port is taken.
    pub fn start(options: Options) -> Result<Self> {
        if !options.folder.join("index.html").is_file() {
            return Err(Fault::new(format!("{}: no index.html there; run 'make build' first", options.folder.display())));
        }
        if !options.mount.starts_with('/') || !options.mount.ends_with('/') {
            return Err(Fault::new(format!("the path '{}' must begin and end with '/'", options.mount)));
        }
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port))
            .map_err(|error| Fault::new(format!("port {}: {error}; choose another one", options.port)))?;
        let port = listener.local_addr().map_err(|error| Fault::new(format!("no address: {error}")))?.port();
        let origin = format!("http://127.0.0.1:{port}");
        let shared = Arc::new(Shared { options, origin, log: Mutex::new(Vec::new()), stop: AtomicBool::new(false) });
        let own = Arc::clone(&shared);
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if own.stop.load(Ordering::SeqCst) {
                    return;
                }
                if let Ok(stream) = stream {
                    let own = Arc::clone(&own);
                    // A browser keeps several connections open at once.
                    std::thread::spawn(move || own.connection(&stream));
                }
            }
        });
        Ok(Self { shared, port, thread: Some(thread) })
    }

    /// The address of the page.
    pub fn url(&self) -> String {
        format!("{}{}", self.shared.origin, self.shared.options.mount)
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Every request so far, in the order of arrival.
    pub fn log(&self) -> Vec<Request> {
        self.shared.log.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Forgets the requests so far.
    pub fn clear_log(&self) {
        self.shared.log.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Serves until the process ends.
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stop.store(true, Ordering::SeqCst);
        // The thread waits for a connection; this one wakes it.
        let _ = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn connection(&self, stream: &TcpStream) {
        // A browser that goes away without a word must not hold a thread for ever.
        let _ = stream.set_read_timeout(Some(Duration::from_secs(30)));
        let _ = stream.set_nodelay(true);
        let mut reader = BufReader::new(stream);
        while let Some(request) = read_request(&mut reader) {
            let head_only = request.method == "HEAD";
            let last = request.header("connection").is_some_and(|value| value.eq_ignore_ascii_case("close"));
            self.log.lock().unwrap_or_else(PoisonError::into_inner).push(request.clone());
            let response = self.answer(&request);
            if respond(stream, response, head_only).is_err() || last || self.stop.load(Ordering::SeqCst) {
                return;
            }
        }
    }

    fn answer(&self, request: &Request) -> Response {
        if request.method != "GET" && request.method != "HEAD" {
            return self.error("405 Method Not Allowed");
        }
        if let Some(page) = self.options.pages.get(&request.path) {
            return Response {
                status: "200 OK",
                headers: vec![("Content-Type", mime("x.html").to_owned()), ("Cache-Control", "no-store".to_owned())],
                body: page.clone().into_bytes(),
            };
        }
        let Some(name) = request.path.strip_prefix(self.options.mount.as_str()) else {
            // The page's addresses are relative, so the last slash matters.
            if format!("{}/", request.path) == self.options.mount {
                let mut response = self.error("308 Permanent Redirect");
                response.headers.push(("Location", self.options.mount.clone()));
                return response;
            }
            return self.error("404 Not Found");
        };
        let name = if name.is_empty() { "index.html" } else { name };
        // Hosts read `_headers` and do not serve it.
        let plain = name.split('/').all(|part| !part.is_empty() && !part.starts_with(['.', '_']) && !part.contains(['\\', '%', ':']));
        if !plain {
            return self.error("404 Not Found");
        }
        self.file(name, request.header("accept-encoding").unwrap_or_default())
    }

    fn file(&self, name: &str, accepted: &str) -> Response {
        let path = self.options.folder.join(name);
        let watched = self.options.watch && name == "index.html";
        // The page is changed for the test, so its compressed copies do not fit.
        let accepted = if watched { "" } else { accepted };
        let copies = [("br", "br"), ("gzip", "gz")];
        let found = copies
            .into_iter()
            .filter(|(coding, _)| accepts(accepted, coding))
            .find_map(|(coding, ending)| std::fs::read(with_ending(&path, ending)).ok().map(|body| (body, Some(coding))))
            .or_else(|| std::fs::read(&path).ok().map(|body| (body, None)));
        let found = if self.options.watch && name == WATCH_NAME { Some((WATCH.as_bytes().to_vec(), None)) } else { found };
        // A file that is not there is 404 and never the page: a browser would try to run it.
        let Some((mut body, coding)) = found else {
            return self.error("404 Not Found");
        };
        if watched {
            let page = String::from_utf8_lossy(&body).replacen("<title>", &format!("<script src=\"./{WATCH_NAME}\"></script><title>"), 1);
            body = page.into_bytes();
        }
        let mut response = Response { status: "200 OK", headers: self.policy(), body };
        response.headers.push(("Content-Type", mime(name).to_owned()));
        response.headers.push(("Vary", "Accept-Encoding".to_owned()));
        let caching = if headers::is_hashed(name) { headers::IMMUTABLE } else { headers::REVALIDATE };
        response.headers.push(("Cache-Control", caching.to_owned()));
        if let Some(coding) = coding {
            response.headers.push(("Content-Encoding", coding.to_owned()));
        }
        if self.options.policy && name == "index.html" {
            let mut files = dist::delivered(&self.options.folder).unwrap_or_default();
            if watched {
                files.push(WATCH_NAME.to_owned());
            }
            let base = format!("{}{}", self.origin, self.options.mount);
            response.headers.push(("Connection-Allowlist", headers::connection_allowlist(&base, &files, &self.options.sources)));
        }
        response
    }

    fn policy(&self) -> Vec<(&'static str, String)> {
        // This server has no TLS.
        if self.options.policy { headers::common(false) } else { Vec::new() }
    }

    fn error(&self, status: &'static str) -> Response {
        let mut headers = self.policy();
        headers.push(("Content-Type", "text/plain; charset=utf-8".to_owned()));
        headers.push(("Cache-Control", "no-store".to_owned()));
        Response { status, headers, body: format!("{status}\n").into_bytes() }
    }
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

/// Whether an `Accept-Encoding` names the coding and does not refuse it by `q=0`.
fn accepts(header: &str, coding: &str) -> bool {
    header.split(',').any(|part| {
        let mut words = part.split(';').map(str::trim);
        words.next().is_some_and(|name| name.eq_ignore_ascii_case(coding)) && !words.any(|word| matches!(word, "q=0" | "q=0.0"))
    })
}

fn mime(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        // Browsers compile while it arrives only under this type.
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// The next request of a connection; nothing when the other side has closed or speaks nonsense.
fn read_request(reader: &mut BufReader<&TcpStream>) -> Option<Request> {
    let first = read_line(reader)?;
    let mut words = first.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?);
    let (path, query) = match target.split_once('?') {
        Some((path, query)) => (path, Some(query.to_owned())),
        None => (target, None),
    };
    let path = path.to_owned();
    let mut headers = Vec::new();
    loop {
        let line = read_line(reader)?;
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':')?;
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let length: u64 = headers.iter().find(|(name, _)| name == "content-length").map_or(Some(0), |(_, value)| value.parse().ok())?;
    let mut body = Vec::new();
    if length > MOST_BODY || reader.take(length).read_to_end(&mut body).is_err() {
        return None;
    }
    Some(Request { method, path, query, headers, body })
}

fn read_line(reader: &mut BufReader<&TcpStream>) -> Option<String> {
    let mut line = Vec::new();
    // A line of a request is short; anything longer is no browser of ours.
    let count = reader.take(64 * 1024).read_until(b'\n', &mut line).ok()?;
    if count == 0 || line.pop() != Some(b'\n') {
        return None;
    }
    Some(String::from_utf8_lossy(&line).trim_end_matches('\r').to_owned())
}

fn respond(mut stream: &TcpStream, response: Response, head_only: bool) -> std::io::Result<()> {
    let mut head = format!("HTTP/1.1 {}\r\nContent-Length: {}\r\n", response.status, response.body.len());
    for (name, value) in response.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    if !head_only {
        stream.write_all(&response.body)?;
    }
    stream.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(name: &str, mount: &str) -> Server {
        let folder = std::env::temp_dir().join(format!("hsmp-server-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        for (file, text) in [
            ("index.html", "page"),
            ("x-0123456789abcdef.wasm", "module"),
            ("x-0123456789abcdef.wasm.br", "brotli"),
            ("x-0123456789abcdef.wasm.gz", "gzip"),
            ("_headers", "secret"),
        ] {
            std::fs::write(folder.join(file), text).unwrap();
        }
        Server::start(Options { mount: mount.to_owned(), ..Options::new(folder) }).unwrap()
    }

    fn ask(server: &Server, request: &str) -> String {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, server.port())).unwrap();
        stream.write_all(format!("{request}\r\nConnection: close\r\n\r\n").as_bytes()).unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn the_best_accepted_copy_is_sent_with_the_type_of_the_file() {
        let server = server("copies", "/");
        let get = |accepted: &str| ask(&server, &format!("GET /x-0123456789abcdef.wasm HTTP/1.1\r\nAccept-Encoding: {accepted}"));
        assert!(get("gzip, deflate, br").ends_with("\r\n\r\nbrotli"));
        assert!(get("gzip, br;q=0").ends_with("\r\n\r\ngzip"));
        let plain = get("identity");
        assert!(plain.ends_with("\r\n\r\nmodule") && plain.contains("Content-Type: application/wasm") && plain.contains("immutable"));
    }

    #[test]
    fn what_is_missing_is_404_and_never_the_page() {
        let server = server("missing", "/");
        for path in ["/none.js", "/_headers", "/../index.html", "/%2e%2e/index.html", "//index.html"] {
            let answer = ask(&server, &format!("GET {path} HTTP/1.1"));
            assert!(answer.starts_with("HTTP/1.1 404") && answer.contains("Content-Security-Policy"), "{path}: {answer}");
        }
        assert!(ask(&server, "POST / HTTP/1.1\r\nContent-Length: 0").starts_with("HTTP/1.1 405"));
    }

    #[test]
    fn the_page_carries_the_policy_of_its_own_address() {
        let server = server("mount", "/a/b/");
        let page = ask(&server, "GET /a/b/ HTTP/1.1");
        assert!(page.ends_with("\r\n\r\npage") && page.contains("no-cache"), "{page}");
        assert!(page.contains(&format!("Connection-Allowlist: (\"{}\\\\?\"", server.url())), "{page}");
        assert!(ask(&server, "GET / HTTP/1.1").starts_with("HTTP/1.1 404"));
        assert!(ask(&server, "GET /a/b HTTP/1.1").contains("Location: /a/b/"));
    }

    #[test]
    fn every_request_is_remembered_with_what_it_carried() {
        let server = server("log", "/");
        ask(&server, "POST /x?a=1 HTTP/1.1\r\nContent-Length: 3\r\nCookie: c\r\n\r\nabc");
        let log = server.log();
        assert_eq!((log[0].method.as_str(), log[0].path.as_str(), log[0].query.as_deref()), ("POST", "/x", Some("a=1")));
        assert_eq!((log[0].header("cookie"), log[0].body.as_slice()), (Some("c"), b"abc".as_slice()));
        server.clear_log();
        assert!(server.log().is_empty());
    }
}
