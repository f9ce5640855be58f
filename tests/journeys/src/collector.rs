//! A host that an attacker might have: it takes whatever comes, on TCP and on UDP, and keeps it.

use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream, UdpSocket};
use tokio::task::{JoinHandle, spawn};

/// How long one request may take to come in; one that says nothing has come all the same.
const SLOW: Duration = Duration::from_millis(500);

/// Listens on one port, until dropped. Runs on the runtime of whoever starts it.
pub struct Collector {
    /// The port, of TCP and of UDP.
    pub port: u16,
    came: Arc<Mutex<Vec<String>>>,
    tasks: Vec<JoinHandle<()>>,
}

impl Collector {
    /// Listens. Every path under `/` is answered with a page, unless `files` has it: name, type and text.
    pub async fn start(files: &'static [(&'static str, &'static str, &'static str)]) -> Self {
        // Another program may have the same port of UDP.
        let (tcp, udp) = loop {
            let tcp = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("no free port");
            let port = tcp.local_addr().expect("no address").port();
            if let Ok(udp) = UdpSocket::bind((Ipv4Addr::LOCALHOST, port)).await {
                break (tcp, udp);
            }
        };
        let port = tcp.local_addr().expect("no address").port();
        let came = Arc::new(Mutex::new(Vec::new()));
        let note = |came: &Arc<Mutex<Vec<String>>>| {
            let came = Arc::clone(came);
            move |text: String| came.lock().unwrap_or_else(PoisonError::into_inner).push(text)
        };
        let (by_tcp, by_udp) = (note(&came), note(&came));
        let accepting = spawn(async move {
            while let Ok((stream, _)) = tcp.accept().await {
                // Also who connects and says nothing has told that somebody is there.
                let place = by_tcp.clone();
                place("connection".to_owned());
                spawn(async move { take(stream, |path| answer(files, path), place).await });
            }
        });
        let receiving = spawn(async move {
            let mut packet = [0; 2048];
            while let Ok((length, _)) = udp.recv_from(&mut packet).await {
                by_udp(format!("packet {}", String::from_utf8_lossy(&packet[..length])));
            }
        });
        Self { port, came, tasks: vec![accepting, receiving] }
    }

    /// What has come so far, as text.
    pub fn came(&self) -> Vec<String> {
        self.came.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Forgets what has come.
    pub fn clear(&self) {
        self.came.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl Drop for Collector {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

/// What is sent for a path: a file, or else a page.
fn answer(files: &[(&str, &str, &str)], path: &str) -> String {
    let file = files.iter().find(|(name, _, _)| *name == path);
    let (_, kind, text) = file.unwrap_or(&("", "text/html", "<!doctype html><title>x</title><h1>x</h1><p>x</p>"));
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nAccess-Control-Allow-Origin: *\r\nCache-Control: no-store\r\n\r\n{text}",
        text.len()
    )
}

/// Reads requests, notes each, and answers it by its path, so that the browser goes on as it would with a real host.
pub(super) async fn take(mut stream: TcpStream, answer: impl Fn(&str) -> String, note: impl Fn(String)) {
    let mut bytes = vec![0; 65_536];
    while let Ok(Ok(length @ 1..)) = tokio::time::timeout(20 * SLOW, stream.read(&mut bytes)).await {
        let request = String::from_utf8_lossy(&bytes[..length]).into_owned();
        let path = request.split([' ', '?']).nth(1).unwrap_or_default().to_owned();
        let posted = request.starts_with("POST");
        note(request);
        // The rest of what was posted.
        if posted && let Ok(Ok(more @ 1..)) = tokio::time::timeout(SLOW / 5, stream.read(&mut bytes)).await {
            note(String::from_utf8_lossy(&bytes[..more]).into_owned());
        }
        if stream.write_all(answer(&path).as_bytes()).await.is_err() {
            return;
        }
    }
}
