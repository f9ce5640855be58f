//! What browsers want to know of a page that people install as an application (decision 0071).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Map, Value, json};

use crate::page::Speech;
use crate::{Fault, Result};

/// The file that describes the installed application.
pub const NAME: &str = "manifest.webmanifest";

/// The link to it, for the page.
pub(super) const LINK: &str = "<link rel=\"manifest\" href=\"./manifest.webmanifest\">";

/// The folder with its pictures, in `public/`.
pub(super) const FOLDER: &str = "public/installed";

/// `--ground` on a light device, as in `style/tokens.css` and in the page's `theme-color`.
const GROUND: &str = "#ffffff";

/// The pages that a long press on the icon offers.
const SHORTCUTS: [(&str, &str); 4] =
    [("points", "page.points"), ("pay", "page.pay"), ("tax-residence", "page.tax-residence"), ("timeline", "page.timeline")];

/// Pictures of the page: file, which screens it speaks to, and what it shows.
const SCREENSHOTS: [(&str, &str, &str); 2] =
    [("screenshot-narrow.png", "narrow", "installed.narrow"), ("screenshot-wide.png", "wide", "installed.wide")];

/// The icons: file, and what it is for.
const ICONS: [(&str, &str); 3] = [("icon-192.png", "any"), ("icon-512.png", "any"), ("icon-maskable-512.png", "maskable")];

/// The manifest, in the first language, with the others beside it for browsers that know them. Pictures stand inside:
/// after the start the page's policy allows no others, and browsers ask for them whenever they like.
///
/// # Errors
/// A text or a picture that is missing, or a picture that is none.
pub(super) fn manifest(languages: &[Speech<'_>], picture: impl Fn(&str) -> Result<Vec<u8>>) -> Result<String> {
    let first = languages.first().ok_or_else(|| Fault::new("locales: there is no language"))?;
    let mut all = json!({
        "id": "./",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "lang": first.code,
        "dir": first.direction,
        "theme_color": GROUND,
        "background_color": GROUND,
        "categories": ["finance", "government", "utilities"],
    });
    let speak = |place: &mut Value, member: &str, key: &str| -> Result<()> {
        place[member] = say(first, key)?.into();
        let mut others = Map::new();
        for other in &languages[1..] {
            others.insert(other.code.to_owned(), json!({ "value": say(other, key)?, "dir": other.direction }));
        }
        if !others.is_empty() {
            place[format!("{member}_localized")] = others.into();
        }
        Ok(())
    };
    speak(&mut all, "name", "app.name")?;
    speak(&mut all, "short_name", "installed.short")?;
    speak(&mut all, "description", "boot.what")?;
    let image = |file: &str| -> Result<Value> {
        let bytes = picture(file)?;
        let (width, height) = size(&bytes).ok_or_else(|| Fault::new(format!("{FOLDER}/{file}: is no PNG file")))?;
        Ok(json!({
            "src": format!("data:image/png;base64,{}", BASE64.encode(&bytes)),
            "sizes": format!("{width}x{height}"),
            "type": "image/png",
        }))
    };
    let mut icons = Vec::new();
    for (file, purpose) in ICONS {
        let mut icon = image(file)?;
        icon["purpose"] = purpose.into();
        icons.push(icon);
    }
    all["icons"] = icons.into();
    let mut screenshots = Vec::new();
    for (file, form, label) in SCREENSHOTS {
        let mut screenshot = image(file)?;
        screenshot["form_factor"] = form.into();
        speak(&mut screenshot, "label", label)?;
        screenshots.push(screenshot);
    }
    all["screenshots"] = screenshots.into();
    let mut shortcuts = Vec::new();
    for (page, name) in SHORTCUTS {
        let mut shortcut = json!({ "url": format!("./#/{page}") });
        speak(&mut shortcut, "name", name)?;
        shortcuts.push(shortcut);
    }
    all["shortcuts"] = shortcuts.into();
    Ok(format!("{all}\n"))
}

fn say<'a>(language: &Speech<'a>, key: &str) -> Result<&'a str> {
    (language.text)(key).ok_or_else(|| Fault::new(format!("{NAME}: no text '{key}' in locales/{}; add it there", language.code)))
}

/// Width and height of a PNG file, which stand in its first part.
fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map(u32::from_be_bytes);
    if !bytes.starts_with(b"\x89PNG\r\n\x1a\n") || bytes.get(12..16) != Some(b"IHDR") {
        return None;
    }
    Some((number(16)?, number(20)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{locales, read, read_text, root};

    fn speech<'a>(code: &'a str, text: &'a dyn Fn(&str) -> Option<&'a str>) -> Speech<'a> {
        Speech { code, name: "", direction: "ltr", catalogue: "", integrity: "", details: "", details_integrity: "", text, line: &|_| None }
    }

    fn made() -> Value {
        let texts = locales::load(&root().join("locales")).unwrap();
        let texts = &texts;
        let lookups: Vec<_> = (0..texts.languages.len()).map(|index| move |key: &str| texts.text(index, key)).collect();
        let languages: Vec<_> = texts.languages.iter().zip(&lookups).map(|(language, text)| speech(&language.code, text)).collect();
        serde_json::from_str(&manifest(&languages, |file| read(&root().join(FOLDER).join(file))).unwrap()).unwrap()
    }

    /// The picture that an entry holds, by its own bytes.
    fn picture(entry: &Value) -> (Vec<u8>, String) {
        let data = entry["src"].as_str().unwrap().strip_prefix("data:image/png;base64,").unwrap();
        let bytes = BASE64.decode(data).unwrap();
        let (width, height) = size(&bytes).unwrap();
        assert_eq!(
            (entry["sizes"].as_str().unwrap(), entry["type"].as_str().unwrap()),
            (format!("{width}x{height}").as_str(), "image/png")
        );
        (bytes, format!("{width}x{height}"))
    }

    #[test]
    fn it_has_what_browsers_install() {
        let all = made();
        for member in ["name", "short_name", "description", "lang", "theme_color", "background_color"] {
            assert!(all[member].as_str().is_some_and(|text| !text.is_empty()), "{member}");
        }
        // Under any path, and the same application wherever its folder stands.
        for member in ["id", "start_url", "scope"] {
            assert_eq!(all[member], "./", "{member}");
        }
        assert_eq!((all["display"].as_str(), all["dir"].as_str()), (Some("standalone"), Some("ltr")));
        // Longer ones are cut off under an icon.
        assert!(all["short_name"].as_str().unwrap().chars().count() <= 12);
        assert_eq!(all["name_localized"]["fr"]["dir"], "ltr");
        let icons: Vec<(String, &str)> =
            all["icons"].as_array().unwrap().iter().map(|icon| (picture(icon).1, icon["purpose"].as_str().unwrap())).collect();
        let of = |size: &str, purpose| icons.contains(&(size.to_owned(), purpose));
        assert!(of("192x192", "any") && of("512x512", "any") && of("512x512", "maskable"), "{icons:?}");
    }

    /// Chromium shows none that is smaller than 320 pixels, or more than 2.3 times as long as wide.
    #[test]
    fn its_screenshots_are_ones_that_browsers_show() {
        let all = made();
        for (entry, form) in all["screenshots"].as_array().unwrap().iter().zip(["narrow", "wide"]) {
            assert_eq!(entry["form_factor"], form);
            let (width, height) = size(&picture(entry).0).unwrap();
            let (short, long) = (width.min(height), width.max(height));
            assert!(short >= 320 && long <= 3840 && long * 10 <= short * 23, "{width}x{height}");
            assert_eq!(width > height, form == "wide");
            assert!(entry["label"].as_str().is_some_and(|label| !label.is_empty()));
        }
    }

    /// The pages as they stand in the table of pages, which the build of the application checks.
    #[test]
    fn its_shortcuts_lead_to_pages() {
        let routes = read_text(&root().join("src/ui/route.rs")).unwrap();
        for shortcut in made()["shortcuts"].as_array().unwrap() {
            let page = shortcut["url"].as_str().unwrap().strip_prefix("./#/").unwrap().to_owned();
            let row = |line: &str| line.trim().split(' ').nth(1) == Some(&format!("\"{page}\"")) && line.ends_with(';');
            assert_eq!(routes.lines().filter(|line| row(line)).count(), 1, "{page}");
            assert!(!shortcut["name"].as_str().unwrap().is_empty());
        }
    }

    #[test]
    fn its_colours_are_the_pages_own() {
        assert!(read_text(&root().join("style/tokens.css")).unwrap().contains(&format!("--ground: {GROUND};")));
        let page = read_text(&root().join("index.html")).unwrap();
        assert!(page.contains(&format!("media=\"(prefers-color-scheme: light)\" content=\"{GROUND}\"")));
    }

    /// It comes with each start of some browsers, so it is to stay small.
    #[test]
    fn it_is_small() {
        let bytes = made().to_string().len();
        assert!(bytes < 80_000, "{bytes} bytes");
    }

    #[test]
    fn the_icon_for_apple_has_its_size() {
        assert_eq!(size(&read(&root().join("public/apple-touch-icon.png")).unwrap()), Some((180, 180)));
    }

    #[test]
    fn what_is_missing_is_named() {
        let text = |_: &str| None;
        let fault = manifest(&[speech("fr", &text)], |_| Ok(Vec::new())).unwrap_err().to_string();
        assert!(fault.contains("locales/fr") && fault.contains("'app.name'"), "{fault}");
        let text = |_: &str| Some("x");
        let fault = manifest(&[speech("fr", &text)], |_| Ok(b"GIF".to_vec())).unwrap_err().to_string();
        assert!(fault.contains("public/installed/icon-192.png"), "{fault}");
    }
}
