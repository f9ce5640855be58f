//! How the page names the files of the delivery.

use crate::headers;

/// A file of the delivery that the page names.
pub(super) struct Asset {
    pub(super) name: String,
    pub(super) integrity: String,
}

/// The files the page names.
pub(super) struct Files {
    pub(super) wasm: Asset,
    /// The second module, where the build makes one.
    pub(super) pages: Option<Asset>,
    pub(super) glue: Asset,
    /// The first script of the page for frames.
    pub(super) frame: Asset,
    pub(super) boot: Asset,
    pub(super) style: Asset,
    /// The style of what comes with the second module.
    pub(super) later: Asset,
    pub(super) catalogues: Vec<Asset>,
    pub(super) details: Vec<Asset>,
    pub(super) examples: Asset,
}

impl Files {
    /// The links of the page. Module, glue and start script are asked for at once: on a slow line
    /// a round trip costs more than the bytes.
    pub(super) fn links(&self, icon: &str) -> String {
        let Self { wasm, pages, glue, boot, style, later, examples, .. } = self;
        let (w, g, b, s) = (&wasm.integrity, &glue.integrity, &boot.integrity, &style.integrity);
        let lockdown = headers::LOCKDOWN;
        // Not asked for in advance: it is not to compete with what the answers need.
        let pages = pages.as_ref().map(|file| format!(" data-pages=\"./{}\" data-pages-integrity=\"{}\"", file.name, file.integrity));
        let pages = pages.unwrap_or_default();
        let later = format!(" data-style=\"./{}\" data-style-integrity=\"{}\"", later.name, later.integrity);
        // `blocking` keeps the first paint until language and theme are known, where browsers know it.
        [
            format!("<link rel=\"stylesheet\" href=\"./{}\" integrity=\"{s}\">", style.name),
            format!(
                "<script type=\"module\" blocking=\"render\" src=\"./{}\" integrity=\"{b}\" data-glue=\"./{}\" data-wasm=\"./{}\" data-wasm-integrity=\"{w}\"{pages}{later} data-examples=\"./{}\" data-examples-integrity=\"{}\" data-lockdown=\"{lockdown}\"></script>",
                boot.name, glue.name, wasm.name, examples.name, examples.integrity
            ),
            format!("<link rel=\"preload\" as=\"fetch\" type=\"application/wasm\" crossorigin href=\"./{}\" integrity=\"{w}\">", wasm.name),
            format!("<link rel=\"modulepreload\" href=\"./{}\" integrity=\"{g}\">", glue.name),
            format!("<link rel=\"icon\" type=\"image/svg+xml\" href=\"{icon}\">"),
        ]
        .join("\n")
    }

    /// The links of the page for frames: its own script runs before the others.
    pub(super) fn frame_links(&self, icon: &str) -> String {
        let Asset { name, integrity } = &self.frame;
        // No search engine is to lead people to it.
        let robots = "<meta name=\"robots\" content=\"noindex\">";
        let script = format!("<script type=\"module\" blocking=\"render\" src=\"./{name}\" integrity=\"{integrity}\"></script>");
        [robots.to_owned(), script, self.links(icon)].join("\n")
    }
}

/// A picture as an address that holds it, for an attribute in double quotes.
pub(super) fn data_address(svg: &str) -> String {
    let inner = svg.trim().replace('"', "'").replace('%', "%25").replace('#', "%23").replace('<', "%3C").replace('>', "%3E");
    format!("data:image/svg+xml,{inner}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_module_is_named_with_its_hash_and_not_asked_for_ahead() {
        let asset = |name: &str| Asset { name: name.to_owned(), integrity: format!("sha256-of-{name}") };
        let [wasm, glue, frame, boot, style, later, examples] = ["w", "g", "f", "b", "s", "l", "e"].map(asset);
        let files =
            Files { wasm, pages: Some(asset("p")), glue, frame, boot, style, later, catalogues: Vec::new(), details: Vec::new(), examples };
        let links = files.links("");
        assert!(links.contains("data-pages=\"./p\" data-pages-integrity=\"sha256-of-p\""), "{links}");
        assert!(!links.contains("href=\"./p\"") && links.contains("href=\"./w\""), "{links}");
    }
}
