//! A static server for people who try the delivery and for the browser tests: the headers of
//! production as far as plain HTTP allows them, compressed copies, honest 404s, and a log of every
//! request.

use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use axum::body::{Body, to_bytes};
use axum::extract::{Request as HttpRequest, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use axum::serve::ListenerExt as _;
use tokio::sync::oneshot;
use tower_http::services::ServeDir;

use crate::headers::{self, Kind, PAGE};
use crate::{Fault, Result, dist, read_text};

/// No request of the application has a body; a test that sends one is small.
const MOST_BODY: usize = 1_000_000;

/// A script for tests, the first of the page: it notes breaches of the policy and uncaught errors
/// in `window.watched`, in every engine alike. It comes from the server under the page's own
/// policy, so it changes nothing of what it watches.
pub const WATCH: &str = "window.watched = [];
document.addEventListener('securitypolicyviolation', (e) => window.watched.push('policy: ' + e.effectiveDirective + ' ' + e.blockedURI + ' ' + e.sample));
window.addEventListener('error', (e) => window.watched.push('error: ' + e.message));
window.addEventListener('unhandledrejection', (e) => window.watched.push('rejection: ' + e.reason));
";

/// The name under which the page finds its watching script.
const WATCH_NAME: &str = "test-watch.js";

/// A page for tests, served where there is a watching script: of the same origin, without the application, and free to
/// read and write what is stored. Whatever else is no page stands in a sandbox.
pub const PLAIN_NAME: &str = "test-plain.html";

/// How to serve.
pub struct Options {
    /// The folder to serve, usually `dist/`.
    pub folder: PathBuf,
    /// Port on this machine only; 0 for a free one.
    pub port: u16,
    /// The path under which the folder appears, with a slash at both ends: `/` or `/some/where/`.
    pub mount: String,
    /// A script that the page loads before all others, usually [`WATCH`].
    pub watch: Option<String>,
}

impl Options {
    /// The folder at the root of a free port, as production would send it.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), port: 0, mount: "/".to_owned(), watch: None }
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

struct Shared {
    options: Options,
    origin: String,
    log: Mutex<Vec<Request>>,
}

/// A running server. It stops when this is dropped.
pub struct Server {
    shared: Arc<Shared>,
    port: u16,
    /// Dropped to end the thread.
    stop: Mutex<Option<oneshot::Sender<()>>>,
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
        let taken = |error: std::io::Error| Fault::new(format!("port {}: {error}; choose another one", options.port));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).map_err(taken)?;
        listener.set_nonblocking(true).map_err(taken)?;
        let port = listener.local_addr().map_err(taken)?.port();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().map_err(taken)?;

        let shared = Arc::new(Shared { options, origin: format!("http://127.0.0.1:{port}"), log: Mutex::new(Vec::new()) });
        let app = axum::Router::new()
            .fallback(answer)
            .layer(from_fn_with_state(Arc::clone(&shared), with_headers))
            .layer(from_fn_with_state(Arc::clone(&shared), recorded))
            .with_state(Arc::clone(&shared));
        let (stop, stopped) = oneshot::channel::<()>();
        // A thread and runtime of its own: the tests' runtimes come and go, one a browser. What is
        // still being answered when the runtime goes is dropped with it.
        let thread = std::thread::spawn(move || {
            runtime.block_on(async {
                let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
                let listener = listener.tap_io(|stream| {
                    let _ = stream.set_nodelay(true);
                });
                tokio::select! {
                    _ = axum::serve(listener, app) => {}
                    _ = stopped => {}
                }
            });
        });
        Ok(Self { shared, port, stop: Mutex::new(Some(stop)), thread: Some(thread) })
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

    /// Ends it: the network is gone.
    pub fn stop(&self) {
        drop(self.stop.lock().unwrap_or_else(PoisonError::into_inner).take());
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
        self.stop();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Notes every request before it is answered.
async fn recorded(State(shared): State<Arc<Shared>>, request: HttpRequest, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, MOST_BODY).await else { return StatusCode::PAYLOAD_TOO_LARGE.into_response() };
    let header =
        |(name, value): (&HeaderName, &HeaderValue)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned());
    shared.log.lock().unwrap_or_else(PoisonError::into_inner).push(Request {
        method: parts.method.to_string(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().map(str::to_owned),
        headers: parts.headers.iter().map(header).collect(),
        body: body.to_vec(),
    });
    next.run(HttpRequest::from_parts(parts, Body::from(body))).await
}

/// Adds what production sends with every response.
async fn with_headers(State(shared): State<Arc<Shared>>, request: HttpRequest, next: Next) -> Response {
    let name = shared.name(request.uri()).unwrap_or_default();
    let mut response = next.run(request).await;
    // This server has no TLS.
    let mut all = headers::common(false);
    let is_fault = response.status().is_client_error() || response.status().is_server_error();
    let kind = if is_fault { Kind::File } else { Kind::of(&name) };
    all.extend(headers::own(kind, false));
    if shared.options.watch.is_some() && name == PLAIN_NAME {
        all.push(("Content-Security-Policy", headers::csp_meta(Kind::File)));
    }
    all.push(("Cache-Control", if is_fault { "no-store" } else { headers::caching(&name) }.to_owned()));
    all.push(("Vary", "Accept-Encoding".to_owned()));
    if kind.is_application() {
        let mut files = headers::allowed(kind, &dist::delivered(&shared.options.folder).unwrap_or_default());
        if shared.options.watch.is_some() {
            files.extend([WATCH_NAME, PLAIN_NAME].map(str::to_owned));
        }
        let base = format!("{}{}", shared.origin, shared.options.mount);
        all.push(("Connection-Allowlist", headers::connection_allowlist(&base, &files)));
    }
    if let Some(media) = response.headers().get(header::CONTENT_TYPE).and_then(|media| media.to_str().ok())
        && media.starts_with("text/")
        && !media.contains("charset")
    {
        all.push(("Content-Type", format!("{media}; charset=utf-8")));
    }
    for (name, value) in all {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

async fn answer(State(shared): State<Arc<Shared>>, mut request: HttpRequest) -> Response {
    let Some(name) = shared.name(request.uri()) else {
        // The page's addresses are relative, so the last slash matters.
        let is_mount = format!("{}/", request.uri().path()) == shared.options.mount;
        return if is_mount { Redirect::permanent(&shared.options.mount).into_response() } else { StatusCode::NOT_FOUND.into_response() };
    };
    // Hosts read `_headers` and do not serve it.
    if name.starts_with(['_', '.', '/']) {
        return StatusCode::NOT_FOUND.into_response();
    }
    if let Some(watch) = &shared.options.watch {
        if name == WATCH_NAME {
            return ([(header::CONTENT_TYPE, "text/javascript")], watch.clone()).into_response();
        }
        if name == PLAIN_NAME {
            return Html("<!DOCTYPE html><title>plain</title>").into_response();
        }
        let kind = Kind::of(&name);
        if kind.is_application() || kind == Kind::Configurator {
            let top = "../".repeat(name.matches('/').count());
            let page = read_text(&shared.options.folder.join(&name)).unwrap_or_default();
            return Html(page.replacen("<title>", &format!("<script src=\"./{top}{WATCH_NAME}\"></script><title>"), 1)).into_response();
        }
    }
    let Ok(path) = format!("/{name}").parse() else { return StatusCode::NOT_FOUND.into_response() };
    *request.uri_mut() = path;
    // A file that is not there is 404 and never the page: a browser would try to run it.
    let mut files = ServeDir::new(&shared.options.folder).append_index_html_on_directories(false).precompressed_br().precompressed_gzip();
    match files.try_call(request).await {
        Ok(response) => response.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

impl Shared {
    /// The name of the file an address means; nothing outside the mounted folder.
    fn name(&self, uri: &Uri) -> Option<String> {
        let name = uri.path().strip_prefix(self.options.mount.as_str())?;
        // A folder stands for the page in it.
        Some(if name.is_empty() || name.ends_with('/') { format!("{name}{PAGE}") } else { name.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;

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
        assert!(plain.ends_with("\r\n\r\nmodule") && plain.contains("content-type: application/wasm") && plain.contains("immutable"));
    }

    #[test]
    fn what_is_missing_is_404_and_never_the_page() {
        let server = server("missing", "/");
        for path in ["/none.js", "/_headers", "/../index.html", "/%2e%2e/index.html", "//index.html"] {
            let answer = ask(&server, &format!("GET {path} HTTP/1.1"));
            assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
            assert!(answer.contains("content-security-policy: default-src 'none'; sandbox\r\n"), "{path}: {answer}");
            assert!(!answer.contains("opener-policy"), "{path}: {answer}");
        }
        assert!(ask(&server, "POST / HTTP/1.1\r\nContent-Length: 0").starts_with("HTTP/1.1 405"));
    }

    #[test]
    fn the_page_carries_the_policy_of_its_own_address() {
        let server = server("mount", "/a/b/");
        let page = ask(&server, "GET /a/b/ HTTP/1.1");
        assert!(page.ends_with("\r\n\r\npage") && page.contains("no-cache"), "{page}");
        assert!(page.contains(&format!("connection-allowlist: (\"{}\\\\?\"", server.url())), "{page}");
        assert!(
            page.contains("script-src 'self'") && page.contains("cross-origin-opener-policy: same-origin") && !page.contains("sandbox")
        );
        let file = ask(&server, "GET /a/b/x-0123456789abcdef.wasm HTTP/1.1");
        assert!(file.contains("content-security-policy: default-src 'none'; sandbox\r\n") && !file.contains("allowlist"), "{file}");
        assert!(ask(&server, "GET / HTTP/1.1").starts_with("HTTP/1.1 404"));
        assert!(ask(&server, "GET /a/b HTTP/1.1").contains("location: /a/b/"));
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
