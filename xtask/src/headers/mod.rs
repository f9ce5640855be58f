//! The one source of the delivery's policy: the headers of each kind of response, the `<meta>` in the
//! pages for hosts that send no headers, and the lockdown after the start. [`hosts`] writes them down
//! for the servers that people use.

mod allowlist;
pub mod hosts;
#[cfg(test)]
pub(crate) mod observatory;

pub use allowlist::{LIMIT, allowed, connection_allowlist};

use crate::dist::{embed, worker};
use crate::links;

/// What a response is. Each kind has a policy of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The application.
    Page,
    /// The application in a frame of another site's page.
    Frame,
    /// The script that other sites load to make such a frame.
    Loader,
    /// The page where their owners choose how the frame looks.
    Configurator,
    /// The list of sources, the one place from which links lead outside.
    Links,
    /// The service worker.
    Worker,
    /// Everything else: what the page loads, files that people may open, and answers that there is no such file.
    File,
}

/// The file that holds the application.
pub const PAGE: &str = "index.html";

impl Kind {
    /// What a file of the delivery is, by its name.
    pub fn of(file: &str) -> Self {
        match file {
            PAGE => Self::Page,
            embed::PAGE => Self::Frame,
            embed::CONFIGURATOR => Self::Configurator,
            links::PAGE => Self::Links,
            worker::NAME => Self::Worker,
            _ if embed::is_loader(file) => Self::Loader,
            _ => Self::File,
        }
    }

    /// All, for what holds for each.
    #[cfg(test)]
    pub(crate) const ALL: [Self; 7] = [Self::Page, Self::Frame, Self::Loader, Self::Configurator, Self::Links, Self::Worker, Self::File];

    /// Whether it is the application, wherever it stands.
    pub fn is_application(self) -> bool {
        matches!(self, Self::Page | Self::Frame)
    }
}

/// Where a directive may stand and what it says.
struct Directive {
    name: &'static str,
    value: &'static str,
    carriers: Carriers,
}

/// Which forms of the policy carry a directive.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Carriers {
    /// Header and meta.
    All,
    /// Only the header: browsers ignore the directive in a meta.
    Header,
    /// Only the header of a host with TLS. Over plain HTTP the browser would look for the files
    /// on a TLS port where nobody listens. Chromium excepts this machine's own address, Firefox
    /// and WebKit do not in every case; and a meta cannot know how it will be delivered.
    SecureHeader,
}

const fn all(name: &'static str, value: &'static str) -> Directive {
    Directive { name, value, carriers: Carriers::All }
}

/// The policy of the application.
const POLICY: &[Directive] = &[
    all("default-src", "'none'"),
    // Names and not nonces: a nonce would allow a script from any host.
    all("script-src", "'self' 'wasm-unsafe-eval'"),
    all("style-src", "'self'"),
    // The icon stands in the page as data, so that no later request is needed for it.
    all("img-src", "'self' data:"),
    all("font-src", "'self'"),
    all("connect-src", "'self'"),
    all("manifest-src", "'self'"),
    all("worker-src", "'self'"),
    all("form-action", "'none'"),
    all("base-uri", "'none'"),
    all("object-src", "'none'"),
    all("frame-src", "'none'"),
    Directive { name: "frame-ancestors", value: "'none'", carriers: Carriers::Header },
    all("require-trusted-types-for", "'script'"),
    all("trusted-types", "default"),
    Directive { name: "upgrade-insecure-requests", value: "", carriers: Carriers::SecureHeader },
];

/// The policy boot.js adds when the application runs. Policies only tighten, so this one names
/// what is left: nothing but images that are in the page already.
pub const LOCKDOWN: &str = "default-src 'none'; script-src 'none'; connect-src 'none'; img-src data:; form-action 'none'; base-uri 'none'";

const PERMISSIONS: &str = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), bluetooth=(), midi=(), \
     display-capture=(), browsing-topics=()";

/// Caching of files that carry the hash of their bytes in their name.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// Caching of files that keep their name while their bytes change.
pub const REVALIDATE: &str = "no-cache";

/// Who may show the frame: any page that comes over TLS, and a person's own machine, where embedding is tried out.
const ANCESTORS: &str = "https: http://localhost:* http://127.0.0.1:*";

/// The policy of the application, here or in a frame. The two differ in who may show them, and in nothing else.
fn policy(kind: Kind, carried: impl Fn(Carriers) -> bool) -> String {
    let value = |directive: &Directive| match directive.name {
        "frame-ancestors" if kind == Kind::Frame => ANCESTORS,
        _ => directive.value,
    };
    let parts: Vec<String> = POLICY
        .iter()
        .filter(|directive| carried(directive.carriers))
        .map(|directive| format!("{} {}", directive.name, value(directive)).trim_end().to_owned())
        .collect();
    parts.join("; ")
}

/// The content security policy as a header; `secure` when the host has TLS.
pub fn csp_header(kind: Kind, secure: bool) -> String {
    match kind {
        Kind::Page | Kind::Frame => policy(kind, |carriers| secure || carriers != Carriers::SecureHeader),
        Kind::Configurator => format!("{}; frame-ancestors 'none'", csp_meta(kind)),
        Kind::Links => format!("{}; frame-ancestors 'none'; sandbox", csp_meta(kind)),
        // A worker in a sandbox would have no origin, and so no files to keep.
        Kind::Worker => csp_meta(kind),
        Kind::Loader | Kind::File => "default-src 'none'; sandbox".to_owned(),
    }
}

/// The content security policy for the `<meta>` in a page.
pub fn csp_meta(kind: Kind) -> String {
    match kind {
        Kind::Page | Kind::Frame => policy(kind, |carriers| carriers == Carriers::All),
        // It shows the frame, and asks for nothing.
        Kind::Configurator => {
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; frame-src 'self'; connect-src 'none'; \
             form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
                .to_owned()
        }
        // By its hash: for a page in a sandbox no file is its own.
        Kind::Links => format!("default-src 'none'; style-src '{}'; form-action 'none'; base-uri 'none'", links::style_integrity()),
        Kind::Worker => "default-src 'none'; connect-src 'self'".to_owned(),
        Kind::Loader | Kind::File => "default-src 'none'".to_owned(),
    }
}

/// The policy as it stands in a page, for hosts that send no headers.
pub fn meta(kind: Kind) -> String {
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", csp_meta(kind))
}

/// The headers in which kinds of responses differ.
pub fn own(kind: Kind, secure: bool) -> Vec<(&'static str, String)> {
    // The frame and its loader are for pages of others, everything else is not.
    let user = if matches!(kind, Kind::Frame | Kind::Loader) { "cross-origin" } else { "same-origin" };
    let mut headers = vec![("Content-Security-Policy", csp_header(kind, secure)), ("Cross-Origin-Resource-Policy", user.to_owned())];
    // Only the application is one with its opener. Whatever else of ours it opens in a window, even an answer that
    // carries no policy, is cut off from it; and browsers refuse a page that has both this and a sandbox.
    if kind.is_application() || kind == Kind::Configurator {
        headers.push(("Cross-Origin-Opener-Policy", "same-origin".to_owned()));
    }
    // A browser compares a script of another host with its hash only where that host lets the page read it.
    if kind == Kind::Loader {
        headers.push(("Access-Control-Allow-Origin", "*".to_owned()));
    }
    headers
}

/// Headers of every response; `secure` when the host has TLS.
pub fn common(secure: bool) -> Vec<(&'static str, String)> {
    let mut headers = vec![
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        // Firefox looks up the hosts of all links on a page ahead, which tells what is being read.
        ("X-DNS-Prefetch-Control", "off".to_owned()),
        ("Cross-Origin-Embedder-Policy", "require-corp".to_owned()),
        ("Permissions-Policy", PERMISSIONS.to_owned()),
        ("Origin-Agent-Cluster", "?1".to_owned()),
    ];
    // A promise of TLS for two years has no meaning over plain HTTP.
    if secure {
        headers.push(("Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload".to_owned()));
    }
    headers
}

/// How long a file of the delivery may be kept.
pub fn caching(file: &str) -> &'static str {
    if is_hashed(file) || embed::is_release(file) { IMMUTABLE } else { REVALIDATE }
}

/// Whether a file's name carries the hash of its bytes: `name-0123456789abcdef.ext`.
pub fn is_hashed(file: &str) -> bool {
    let stem = file.rsplit('/').next().unwrap_or_default().split('.').next().unwrap_or_default();
    stem.rsplit_once('-').is_some_and(|(_, hash)| hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(policy: &str) -> Vec<&str> {
        policy.split("; ").filter_map(|directive| directive.split(' ').next()).collect()
    }

    #[test]
    fn header_and_meta_agree_but_for_what_a_meta_cannot_carry() {
        for kind in Kind::ALL {
            let header = csp_header(kind, true);
            let only_header = ["frame-ancestors", "upgrade-insecure-requests", "sandbox"];
            let expected: Vec<&str> =
                header.split("; ").filter(|directive| !only_header.iter().any(|name| directive.starts_with(name))).collect();
            assert_eq!(csp_meta(kind).split("; ").collect::<Vec<_>>(), expected, "{kind:?}");
        }
    }

    #[test]
    fn plain_http_lacks_only_what_needs_tls() {
        let (secure, plain) = (csp_header(Kind::Page, true), csp_header(Kind::Page, false));
        let missing: Vec<&str> = names(&secure).into_iter().filter(|name| !names(&plain).contains(name)).collect();
        assert_eq!(missing, ["upgrade-insecure-requests"]);
        assert!(common(false).iter().all(|(name, _)| *name != "Strict-Transport-Security"));
    }

    #[test]
    fn nothing_unsafe_or_foreign_is_allowed() {
        // Who may show the frame is another matter.
        let ancestors = format!("; frame-ancestors {ANCESTORS}");
        let policies = Kind::ALL.into_iter().flat_map(|kind| [csp_header(kind, true), csp_header(kind, false), csp_meta(kind)]);
        for policy in policies.chain([LOCKDOWN.to_owned()]).map(|policy| policy.replace(&ancestors, "")) {
            assert!(policy.starts_with("default-src 'none'"), "{policy}");
            for word in ["unsafe-inline", "'unsafe-eval'", "http:", "https:", "*", "nonce", "report"] {
                assert!(!policy.contains(word), "{word} in {policy}");
            }
        }
    }

    /// Browsers print an error at every start for a directive that they do not know.
    #[test]
    fn no_directive_is_unknown_to_browsers() {
        assert!(!csp_header(Kind::Page, true).contains("webrtc"));
    }

    /// A script that opens such a response must find nothing there that it can use.
    #[test]
    fn what_needs_no_script_stands_in_a_sandbox_without_scripts() {
        for kind in [Kind::Links, Kind::Loader, Kind::File] {
            assert!(csp_header(kind, true).ends_with("; sandbox"), "{kind:?}");
            assert!(own(kind, true).iter().all(|(name, _)| *name != "Cross-Origin-Opener-Policy"), "{kind:?}");
        }
    }

    /// Whoever can be shown in a page of others must be so on purpose.
    #[test]
    fn only_the_frame_is_shown_by_others() {
        for kind in Kind::ALL {
            let (policy, of_others) =
                (csp_header(kind, true), own(kind, true).contains(&("Cross-Origin-Resource-Policy", "cross-origin".to_owned())));
            assert_eq!(policy.contains(ANCESTORS), kind == Kind::Frame, "{kind:?}");
            assert_eq!(of_others, matches!(kind, Kind::Frame | Kind::Loader), "{kind:?}");
        }
        let [page, frame] = [Kind::Page, Kind::Frame].map(|kind| csp_header(kind, true));
        assert_eq!(page.replace("frame-ancestors 'none'", &format!("frame-ancestors {ANCESTORS}")), frame);
    }

    #[test]
    fn lockdown_leaves_no_connection() {
        assert!(LOCKDOWN.contains("connect-src 'none'") && LOCKDOWN.contains("script-src 'none'"));
    }

    #[test]
    fn only_a_hash_of_final_bytes_makes_a_name_immutable() {
        assert!(is_hashed("app-0123456789abcdef.css"));
        assert!(is_hashed("locale-en-0123456789abcdef.txt") && is_hashed("embed/configurator-0123456789abcdef.js"));
        assert!(!is_hashed("a-0123456789abcdef.b/index.html"));
        assert_eq!([embed::LOADER, "embed/v1.0.0/hsmp-calculator.js"].map(caching), [REVALIDATE, IMMUTABLE]);
        assert!(!is_hashed("index.html") && !is_hashed("build-manifest.json") && !is_hashed("app-01234567.css"));
    }
}
