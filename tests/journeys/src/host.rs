//! Another site: pages of somebody else that show ours in a frame. It is `localhost` where our own server is
//! `127.0.0.1`, so browsers count the two as two sites.

use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::net::TcpListener;
use tokio::task::{JoinHandle, spawn};

use super::collector::take;

/// One file of such a site.
#[derive(Clone, Debug)]
pub struct File {
    /// Its path, with the first slash.
    pub path: String,
    /// Headers of its own, each with its end of line.
    pub headers: String,
    /// What it holds.
    pub text: String,
}

impl File {
    /// A file with these headers, such as `X-A: b`.
    pub fn new(path: &str, headers: &[&str], text: impl Into<String>) -> Self {
        Self { path: path.to_owned(), headers: headers.iter().map(|header| format!("{header}\r\n")).collect(), text: text.into() }
    }

    fn kind(&self) -> &'static str {
        if self.path.ends_with(".js") { "text/javascript" } else { "text/html" }
    }
}

/// A site on one port of this machine, until dropped. Runs on the runtime of whoever starts it.
pub struct Host {
    port: u16,
    came: Arc<Mutex<Vec<String>>>,
    accepting: JoinHandle<()>,
}

impl Host {
    /// Serves these files, and says that there is no other.
    pub async fn start(files: Vec<File>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("no free port");
        let port = listener.local_addr().expect("no address").port();
        let came = Arc::new(Mutex::new(Vec::new()));
        let (files, log) = (Arc::new(files), Arc::clone(&came));
        let accepting = spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (files, log) = (Arc::clone(&files), Arc::clone(&log));
                let note = move |request| log.lock().unwrap_or_else(PoisonError::into_inner).push(request);
                spawn(async move { take(stream, |path| answer(&files, path), note).await });
            }
        });
        Self { port, came, accepting }
    }

    /// The address of a file, at another site than our server.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin())
    }

    /// The site's origin.
    pub fn origin(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// Its origin by number: the site of our server, and another origin.
    pub fn near_origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Every request so far, as it came.
    pub fn came(&self) -> Vec<String> {
        self.came.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// What is sent for a path.
fn answer(files: &[File], path: &str) -> String {
    let file = files.iter().find(|file| file.path == path);
    let (status, kind, headers, text) =
        file.map_or(("404 Not Found", "text/plain", "", ""), |file| ("200 OK", file.kind(), &*file.headers, &*file.text));
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {}\r\nCache-Control: no-cache\r\n{headers}\r\n{text}",
        text.len()
    )
}
