//! A network with nothing in it but this machine, where every question for a name is heard.

use std::net::{Ipv4Addr, UdpSocket};
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};

/// Set where the test runs in such a network already.
const INSIDE: &str = "HSMP_NETWORK_OF_ITS_OWN";

/// Runs the test of this name again, alone and in a network of its own, and fails if that fails. Returns false
/// where the rest of the test is to run here: inside, or where the machine does not allow such a network, which is
/// said.
pub fn moved_into_own_network(test: &str) -> bool {
    if inside() {
        return false;
    }
    let mut unshare = Command::new("unshare");
    unshare.args(["--net", "--mount"]);
    if !super::engine::is_root() {
        unshare.arg("--map-root-user");
    }
    let folder = super::fresh_folder(&format!("network-{test}"));
    let resolver = folder.join("resolv.conf");
    std::fs::write(&resolver, "nameserver 127.0.0.1\n").expect("no file for the resolver");
    let script = "ip link set lo up && mount --bind \"$0\" /etc/resolv.conf && exec \"$@\"";
    unshare.args(["sh", "-c", script]).arg(&resolver);
    let may = Command::new(unshare.get_program()).args(unshare.get_args()).arg("true").output();
    if !may.is_ok_and(|output| output.status.success()) {
        println!("  no network of its own on this machine, so nobody listens for questions for names");
        let _ = std::fs::remove_dir_all(folder);
        return false;
    }
    let own = std::env::current_exe().expect("no path to this test");
    let status = unshare.arg(own).args([test, "--exact", "--nocapture"]).env(INSIDE, "1").status();
    let _ = std::fs::remove_dir_all(folder);
    assert!(status.is_ok_and(|status| status.success()), "'{test}' fails in a network of its own");
    true
}

/// Whether this runs in a network of its own.
pub fn inside() -> bool {
    std::env::var_os(INSIDE).is_some()
}

/// Hears who asks for a name, and never answers. Only in a network of its own.
pub struct Names {
    heard: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Names {
    /// Listens until the process ends.
    pub fn listen() -> Self {
        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 53)).expect("somebody else answers questions for names");
        let heard = Arc::new(Mutex::new(Vec::new()));
        let noting = Arc::clone(&heard);
        std::thread::spawn(move || {
            let mut packet = [0; 2048];
            while let Ok(length) = socket.recv(&mut packet) {
                noting.lock().unwrap_or_else(PoisonError::into_inner).push(packet[..length].to_vec());
            }
        });
        Self { heard }
    }

    /// The questions so far, as they came.
    pub fn heard(&self) -> Vec<Vec<u8>> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Forgets them.
    pub fn clear(&self) {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// The name in a question: a head of twelve bytes, then its parts, each after its length.
pub fn asked_name(question: &[u8]) -> String {
    let mut rest = question.get(12..).unwrap_or_default();
    let mut parts = Vec::new();
    while let Some((&length, after)) = rest.split_first()
        && length > 0
        && let Some((part, more)) = after.split_at_checked(usize::from(length))
    {
        parts.push(String::from_utf8_lossy(part).into_owned());
        rest = more;
    }
    parts.join(".")
}
