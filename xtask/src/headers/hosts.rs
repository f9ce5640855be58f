//! The headers as hosts read them: the file `_headers` of several static hosts, and configurations of nginx and Caddy.

use super::{IMMUTABLE, Kind, LIMIT, PAGE, REVALIDATE, allowed, caching, common, connection_allowlist, own};
use crate::dist::installed;
use crate::{Fault, Result};

/// The header that only the application carries, here and in frames, where its address is known.
const ALLOWLIST: &str = "Connection-Allowlist";

/// The addresses of a page: a host may send it for its folder too.
const APPLICATION: [&str; 2] = ["/", "/index.html"];

/// What has headers of its own: a word for it, and its addresses. `*` stands for a part of an address without `/`.
const NAMED: [(Kind, &str, &[&str]); 6] = [
    (Kind::Page, "application", &APPLICATION),
    (Kind::Frame, "frame", &["/embed.html"]),
    (Kind::Loader, "loader", &["/embed/*/hsmp-calculator.js"]),
    (Kind::Configurator, "configurator", &["/embed/", "/embed/index.html"]),
    (Kind::Links, "links", &["/links.html"]),
    (Kind::Worker, "worker", &["/sw.js"]),
];

/// What may be kept for ever, as a pattern of addresses that nginx and Caddy read.
const KEPT: &str = r"(-[0-9a-f]{16}\.[^/]*|/embed/v[0-9]+\.[0-9]+\.[0-9]+/[^/]+)$";

/// A delivery and where it will stand.
pub struct Delivery<'a> {
    /// What a host serves, by name.
    pub files: &'a [String],
    /// The origin of the host (`https://example.org`), where it is known.
    pub origin: Option<&'a str>,
}

impl Delivery<'_> {
    /// The connection allowlist of what has one, where the host is known.
    ///
    /// # Errors
    /// When it is longer than servers take.
    fn allowlist(&self, kind: Kind) -> Result<Option<String>> {
        let Some(origin) = self.origin.filter(|_| kind.is_application()) else { return Ok(None) };
        let list = connection_allowlist(&format!("{}/", origin.trim_end_matches('/')), &allowed(kind, self.files));
        if list.len() > LIMIT {
            return Err(Fault::new(format!(
                "{ALLOWLIST} for {origin} has {} bytes, more than {LIMIT}: choose a shorter host name, or deliver fewer files",
                list.len()
            )));
        }
        Ok(Some(list))
    }

    /// The `_headers` file. Hosts join the values of all rules that fit an address, and a joined policy is two, so
    /// each address has its policy from exactly one rule.
    ///
    /// # Errors
    /// As [`Self::allowlist`].
    pub fn headers_file(&self) -> Result<String> {
        let mut text = String::new();
        let mut rule = |path: &str, headers: Vec<(&str, String)>| {
            text.push_str(path);
            text.push('\n');
            headers.iter().for_each(|(name, value)| text.push_str(&format!("  {name}: {value}\n")));
        };
        rule("/*", common(true));
        let lists = [self.allowlist(Kind::Page)?, self.allowlist(Kind::Frame)?];
        // The pages first. Their folders stand for them.
        let is_page = |file: &String| file.rsplit('/').next() == Some(PAGE);
        let (pages, others): (Vec<&String>, Vec<&String>) = self.files.iter().partition(|file| is_page(file));
        for file in pages.into_iter().rev().chain(others) {
            let kind = Kind::of(file);
            let mut headers = own(kind, true);
            headers.push(("Cache-Control", caching(file).to_owned()));
            let list = match kind {
                Kind::Page => lists[0].clone(),
                Kind::Frame => lists[1].clone(),
                _ => None,
            };
            headers.extend(list.map(|list| (ALLOWLIST, list)));
            if is_page(file) {
                rule(&format!("/{}", file.trim_end_matches(PAGE)), headers.clone());
            }
            rule(&format!("/{file}"), headers);
        }
        Ok(text)
    }

    /// A configuration of nginx.
    ///
    /// # Errors
    /// As [`Self::allowlist`].
    pub fn nginx(&self) -> Result<String> {
        let quoted = |value: &str| format!("'{}'", value.replace('\\', "\\\\").replace('\'', "\\'"));
        let mut text = String::from(
            "# For a folder that nginx includes inside http { }, such as /etc/nginx/conf.d/.\n\
             # Written by 'cargo xtask hosting nginx'; write it anew after each build.\n\n",
        );
        // What a rule per file says with `_headers` follows from the address here, for answers without a file too.
        let differing = self.differing()?;
        let place = |path: &str| match path.contains('*') {
            true => format!("'~^{}$'", path.replace('.', "\\.").replace('*', "[^/]+")),
            false => path.to_owned(),
        };
        for Differing { variable, file, named, .. } in &differing {
            text.push_str(&format!("map $uri $hsmp_{variable} {{\n    default {};\n", quoted(file)));
            for ((_, _, paths), value) in NAMED.iter().zip(named).filter(|(_, value)| *value != file) {
                paths.iter().for_each(|path| text.push_str(&format!("    {} {};\n", place(path), quoted(value))));
            }
            text.push_str("}\n");
        }
        text.push_str(&format!(
            "# No answer that there is no such file is kept.\n\
             map $status:$uri $hsmp_caching {{\n    \
             default 'no-store';\n    \
             '~^(200|206|304):.*{KEPT}' '{IMMUTABLE}';\n    \
             '~^(200|206|304):' '{REVALIDATE}';\n}}\n\n"
        ));
        let (host, certificate) = (self.host(), "/etc/ssl/hsmp");
        text.push_str(&format!(
            "server {{\n    listen 443 ssl;\n    listen [::]:443 ssl;\n    server_name {host};\n    \
             ssl_certificate {certificate}.pem;\n    ssl_certificate_key {certificate}.key;\n\n    \
             root /srv/hsmp;\n    index {PAGE};\n    charset utf-8;\n    # The copies that end in .gz; with the module for it, add 'brotli_static on;'.\n    \
             gzip_static on;\n\n    \
             # Hosts read this file and do not serve it.\n    location = /_headers {{ return 404; }}\n\n    \
             # Many lists of types do not know this one.\n    location = /{} {{ default_type application/manifest+json; }}\n\n",
            installed::NAME
        ));
        let mut header = |name: &str, value: &str| text.push_str(&format!("    add_header {name} {value} always;\n"));
        common(true).iter().for_each(|(name, value)| header(name, &quoted(value)));
        differing.iter().for_each(|one| header(one.name, &format!("$hsmp_{}", one.variable)));
        header("Cache-Control", "$hsmp_caching");
        text.push_str("}\n");
        Ok(text)
    }

    /// A configuration of Caddy.
    ///
    /// # Errors
    /// As [`Self::allowlist`].
    pub fn caddy(&self) -> Result<String> {
        let header = |place: &str, name: &str, value: &str| format!("\theader {place}{name} `{value}`\n");
        let differing = self.differing()?;
        let mut text = format!(
            "# Written by 'cargo xtask hosting caddy'; write it anew after each build.\n\n\
             {} {{\n\troot * /srv/hsmp\n\n",
            self.host()
        );
        NAMED.iter().for_each(|(_, word, paths)| text.push_str(&format!("\t@{word} path {}\n", paths.join(" "))));
        let all: Vec<&str> = NAMED.iter().flat_map(|(_, _, paths)| paths.iter().copied()).collect();
        text.push_str(&format!("\t@file not path {}\n\t@kept path_regexp {KEPT}\n\t@named not path_regexp {KEPT}\n", all.join(" ")));
        text.push_str("\t# Hosts read this file and do not serve it.\n\trespond /_headers 404\n\n");
        common(true).iter().for_each(|(name, value)| text.push_str(&header("", name, value)));
        for Differing { name, file, named, .. } in &differing {
            let values = NAMED.iter().map(|(_, word, _)| *word).zip(named).chain([("file", file)]);
            let said = values.filter(|(_, value)| !value.is_empty());
            said.for_each(|(word, value)| text.push_str(&header(&format!("@{word} "), name, value)));
        }
        text.push_str(&header("@kept ", "Cache-Control", IMMUTABLE));
        text.push_str(&header("@named ", "Cache-Control", REVALIDATE));
        text.push_str(
            "\n\tfile_server {\n\t\tprecompressed br gzip\n\t}\n\
             \thandle_errors {\n\t\theader Cache-Control no-store\n\t\trespond \"{http.error.status_code}\" {http.error.status_code}\n\t}\n}\n",
        );
        Ok(text)
    }

    /// What depends on what is asked for.
    fn differing(&self) -> Result<Vec<Differing>> {
        let value =
            |kind: Kind, name: &str| own(kind, true).into_iter().find(|(own, _)| *own == name).map_or_else(String::new, |(_, value)| value);
        let names = [
            ("Content-Security-Policy", "policy"),
            ("Cross-Origin-Resource-Policy", "resource"),
            ("Cross-Origin-Opener-Policy", "opener"),
            ("Access-Control-Allow-Origin", "readers"),
        ];
        let mut differing: Vec<Differing> = Vec::new();
        for (name, variable) in names {
            let named = NAMED.iter().map(|(kind, ..)| value(*kind, name)).collect();
            differing.push(Differing { name, variable, file: value(Kind::File, name), named });
        }
        if self.origin.is_some() {
            let lists = NAMED.iter().map(|(kind, ..)| self.allowlist(*kind).map(Option::unwrap_or_default));
            let named = lists.collect::<Result<Vec<String>>>()?;
            differing.push(Differing { name: ALLOWLIST, variable: "allowlist", file: String::new(), named });
        }
        Ok(differing)
    }

    /// The name of the host; an example where it is not known.
    fn host(&self) -> &str {
        self.origin.and_then(|origin| origin.split("://").nth(1)).unwrap_or("example.org")
    }
}

/// A header whose value depends on what is asked for; an empty value means that it is not sent.
struct Differing {
    name: &'static str,
    /// Its name as a variable.
    variable: &'static str,
    /// For everything that [`NAMED`] does not name.
    file: String,
    /// In the order of [`NAMED`].
    named: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Vec<String> {
        let names = "boot-0123456789abcdef.js embed.html embed/index.html embed/v1.0.0/hsmp-calculator.js embed/v1/hsmp-calculator.js \
                     index.html links.html robots.txt sw.js";
        names.split(' ').filter(|name| !name.is_empty()).map(str::to_owned).collect()
    }

    #[test]
    fn all_forms_agree_with_what_is_sent() {
        let files = files();
        for origin in [None, Some("https://a.example")] {
            let delivery = Delivery { files: &files, origin };
            // nginx reads a backslash and a quote inside quotes with a backslash before them.
            let nginx = delivery.nginx().unwrap().replace(r"\\", r"\").replace(r"\'", "'");
            let forms = [(delivery.headers_file().unwrap(), files.len() + 2), (nginx, 8), (delivery.caddy().unwrap(), 7)];
            let mut wanted: Vec<(&str, String)> = common(true);
            for kind in Kind::ALL {
                wanted.extend(own(kind, true));
                wanted.extend(delivery.allowlist(kind).unwrap().map(|list| (ALLOWLIST, list)));
            }
            wanted.extend([("Cache-Control", IMMUTABLE.to_owned()), ("Cache-Control", REVALIDATE.to_owned())]);
            for (form, policies) in &forms {
                for (name, value) in &wanted {
                    assert!(form.contains(name) && form.contains(value), "{name}: {value} is not in\n{form}");
                }
                // And no policy that is sent nowhere.
                assert_eq!(form.matches("default-src").count(), *policies, "{form}");
                assert_eq!(form.contains(ALLOWLIST), origin.is_some());
            }
        }
    }

    /// Two rules for one address would give it two policies, and the stricter one wins: no script would run.
    #[test]
    fn each_address_has_its_policy_from_one_rule() {
        let files = files();
        let text = Delivery { files: &files, origin: None }.headers_file().unwrap();
        let rules: Vec<&str> = text.split("\n/").collect();
        assert!(rules[0].starts_with("/*\n"));
        for name in ["Content-Security-Policy", "Opener", "Resource-Policy", "Cache-Control", "Allow-Origin"] {
            assert!(!rules[0].contains(name), "{name}");
        }
        assert!(rules[1..].iter().all(|rule| rule.matches("Content-Security-Policy").count() == 1));
        let names: Vec<&str> = rules[1..].iter().map(|rule| rule.lines().next().unwrap()).collect();
        assert!(names.iter().all(|name| !name.contains('*')), "{names:?}");
        assert_eq!(names[..5], ["", "index.html", "embed/", "embed/index.html", "boot-0123456789abcdef.js"]);
        assert_eq!(names.len(), files.len() + 2);
        let rule = |path: &str| rules.iter().find(|rule| rule.starts_with(&format!("{path}\n"))).unwrap();
        let plain = "robots.txt\n  Content-Security-Policy: default-src 'none'; sandbox\n  Cross-Origin-Resource-Policy: same-origin\n  Cache-Control: no-cache";
        assert_eq!(*rule("robots.txt"), plain);
        assert!(rule("boot-0123456789abcdef.js").ends_with("Cache-Control: public, max-age=31536000, immutable"));
        assert!(rule("embed/v1/hsmp-calculator.js").ends_with("Access-Control-Allow-Origin: *\n  Cache-Control: no-cache"));
        assert!(rule("embed/v1.0.0/hsmp-calculator.js").ends_with("immutable"));
    }

    #[test]
    fn an_allowlist_that_servers_refuse_is_not_delivered() {
        let files: Vec<String> = (0..60).map(|number| format!("locale-{number:02}-0123456789abcdef.txt")).collect();
        let delivery = Delivery { files: &files, origin: Some("https://a.example") };
        assert!(delivery.headers_file().unwrap_err().to_string().contains("more than 2048"));
    }
}
