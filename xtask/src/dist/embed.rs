//! What other sites put into their pages: the page that stands in their frames, and the loader that makes a frame.

use std::collections::BTreeMap;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest as _, Sha384};

use crate::{Fault, Result, compress, minify, read, read_text};

/// The page that stands in frames.
pub const PAGE: &str = "embed.html";

/// The folder of what is for other sites.
pub(crate) const FOLDER: &str = "embed";

/// The page where their owners choose how the frame looks.
pub const CONFIGURATOR: &str = "embed/index.html";

/// The loader of this build. What it does for a page stays the same under this address; its bytes do not.
pub const LOADER: &str = "embed/v1/hsmp-calculator.js";

/// The name of every loader.
const NAME: &str = "hsmp-calculator.js";

/// The loader's source, and what was delivered under each version: its bytes never change again, because pages name
/// their hash.
const SOURCE: &str = "packages/embed/hsmp-calculator.js";
const RELEASES: &str = "packages/embed/releases.json";
const RELEASED: &str = "packages/embed/released";

/// The most that the loader may weigh, compressed by gzip.
pub const LIMIT: usize = 3000;

/// Whether a file is a loader, of whatever version.
pub fn is_loader(file: &str) -> bool {
    file == LOADER || is_release(file)
}

/// Whether a file is the loader of one version, which never changes: `embed/v1.0.0/hsmp-calculator.js`.
pub fn is_release(file: &str) -> bool {
    let version = file.strip_prefix("embed/v").and_then(|rest| rest.strip_suffix(NAME)?.strip_suffix('/'));
    version.is_some_and(|version| number(version).is_some())
}

/// Whether a file is the script that only the page for frames has.
pub fn is_script(file: &str) -> bool {
    file.starts_with("frame-") && file.ends_with(".js")
}

/// A version as numbers, `1.0.0`.
fn number(version: &str) -> Option<[u32; 3]> {
    let parts: Vec<u32> = version.split('.').map(str::parse).collect::<std::result::Result<_, _>>().ok()?;
    parts.try_into().ok()
}

/// The page for frames, out of the template of the other one: it says that it is.
pub(crate) fn template(page: &str) -> String {
    page.replacen(" data-build=\"\"", " data-build=\"\" data-embed=\"\"", 1)
}

/// The loaders by their names in the delivery.
///
/// # Errors
/// A loader that is too heavy, or that is not what was released under its version.
pub(crate) fn loaders(project: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let source = minify::script(&read_text(&project.join(SOURCE))?).into_bytes();
    let weight = compress::gzip(&source)?.len();
    if weight > LIMIT {
        return Err(Fault::new(format!("{SOURCE}: {weight} bytes compressed, more than {LIMIT}; take something out")));
    }
    let text = read_text(&project.join(RELEASES))?;
    let listed: BTreeMap<String, String> =
        serde_json::from_str(&text).map_err(|error| Fault::new(format!("{RELEASES}: {error}; write it as {{\"1.0.0\": \"sha384-…\"}}")))?;
    let mut versions: Vec<([u32; 3], &str, &str)> = Vec::new();
    for (version, integrity) in &listed {
        let number = number(version).ok_or_else(|| Fault::new(format!("{RELEASES}: '{version}' is no version; write it as 1.0.0")))?;
        versions.push((number, version, integrity));
    }
    versions.sort_unstable();
    let mut loaders = vec![(LOADER.to_owned(), source.clone())];
    for (index, (_, version, integrity)) in versions.iter().enumerate() {
        let is_newest = index + 1 == versions.len();
        let bytes = if is_newest { source.clone() } else { read(&project.join(RELEASED).join(format!("{version}.js")))? };
        let found = integrity_of(&bytes);
        if found != *integrity {
            return Err(Fault::new(format!(
                "{RELEASES}: {version} is {integrity}, and the loader is now {found}. Pages name that hash, so a version never changes: \
                 put its bytes (dist/embed/v{version}/{NAME}) into {RELEASED}/{version}.js and list a new version with the new hash"
            )));
        }
        loaders.push((format!("{FOLDER}/v{version}/{NAME}"), bytes));
    }
    Ok(loaders)
}

/// What a page writes beside the address, so that its browser runs these bytes and no others.
pub fn integrity_of(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64.encode(Sha384::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn loaders_are_known_by_their_addresses() {
        assert!(is_loader(LOADER) && is_loader("embed/v1.0.0/hsmp-calculator.js") && is_release("embed/v12.3.45/hsmp-calculator.js"));
        for other in ["embed/v1/other.js", "embed/v1.0/hsmp-calculator.js", "embed/v1.0.0/a/hsmp-calculator.js", "hsmp-calculator.js"] {
            assert!(!is_loader(other), "{other}");
        }
        assert!(!is_release(LOADER));
    }

    /// Whether a colour can be read is worked out on what the frame has behind it.
    #[test]
    fn contrast_is_measured_on_the_surfaces_of_the_style() {
        let [tokens, loader, configurator] =
            ["style/tokens.css", SOURCE, "public/configurator/configurator.js"].map(|file| read_text(&crate::root().join(file)).unwrap());
        let surfaces: BTreeSet<&str> = tokens.split("--surface: #").skip(1).filter_map(|rest| rest.split(';').next()).collect();
        assert_eq!(surfaces.len(), 2, "one of light and one of dark: {surfaces:?}");
        for surface in surfaces {
            assert!(loader.contains(&format!("\"{surface}\"")) && configurator.contains(&format!("\"#{surface}\"")), "{surface}");
        }
    }

    /// The loader stands alone in other people's pages, so it has our name in each language itself.
    #[test]
    fn the_loader_has_our_name_in_every_language() {
        let loader = read_text(&crate::root().join(SOURCE)).unwrap();
        let texts = crate::locales::load(&crate::root().join("locales")).unwrap();
        for (index, language) in texts.languages.iter().enumerate() {
            let named = format!("{}: [\"{}\",", language.code, texts.text(index, "app.name").unwrap());
            assert!(loader.contains(&named), "{named}");
        }
    }

    /// Also what `make build` checks: a page that names the hash of a version must never be refused its bytes.
    #[test]
    fn every_version_is_what_was_released() {
        let loaders = loaders(&crate::root()).unwrap_or_else(|fault| panic!("{fault}"));
        assert!(loaders.iter().any(|(name, _)| name == "embed/v1.0.0/hsmp-calculator.js"));
        assert!(loaders.iter().all(|(name, _)| is_loader(name)));
    }

    #[test]
    fn a_version_that_changes_is_refused() {
        let project = std::env::temp_dir().join(format!("hsmp-embed-{}", std::process::id()));
        for folder in ["", "released"] {
            std::fs::create_dir_all(project.join("packages/embed").join(folder)).unwrap();
        }
        let put = |name: &str, text: &str| std::fs::write(project.join("packages/embed").join(name), text).unwrap();
        let list = |versions: &[(&str, &str)]| {
            let map: BTreeMap<&str, String> = versions.iter().map(|(version, text)| (*version, integrity_of(text.as_bytes()))).collect();
            put("releases.json", &serde_json::to_string(&map).unwrap());
        };
        put(NAME, "// two\ntwo();\n");
        put("released/1.9.0.js", "one();\n");
        list(&[("1.9.0", "one();\n"), ("1.10.0", "two();\n")]);
        let names: Vec<String> = loaders(&project).unwrap().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, [LOADER, "embed/v1.9.0/hsmp-calculator.js", "embed/v1.10.0/hsmp-calculator.js"]);
        put("released/1.9.0.js", "other();\n");
        assert!(loaders(&project).unwrap_err().to_string().contains("1.9.0 is sha384-"));
        put("released/1.9.0.js", "one();\n");
        put(NAME, "three();\n");
        assert!(loaders(&project).unwrap_err().to_string().contains("list a new version"));
        let noise: String = (0..4000_u32).map(|number| format!("{:x}", number.wrapping_mul(2_654_435_761))).collect();
        put(NAME, &noise);
        assert!(loaders(&project).unwrap_err().to_string().contains("more than 3000"));
    }
}
