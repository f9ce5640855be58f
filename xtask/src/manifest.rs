//! The record of a delivery: the SHA-256 of every file, and the build's id, which follows from them.
//!
//! The id covers everything that a host gives to browsers, as the browser has it: compressed copies and the list of
//! headers are not in it, so the same build has the same id wherever it stands. The page shows the id and is covered
//! too: it is taken with the id left out.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::dist::{self, embed, worker};
use crate::{Fault, Result, read, read_text, write};

/// The file that holds the record.
pub const NAME: &str = "manifest.json";

/// How many hexadecimal digits an id has.
const DIGITS: usize = 16;

const PAGE: &str = "index.html";

/// Where the id stands: in the page, in the same for frames, and in the worker that keeps this build.
const PLACES: [(&str, &str); 3] = [(PAGE, "data-build=\""), (embed::PAGE, "data-build=\""), (worker::NAME, worker::PLACE)];

/// The SHA-256 in hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Writes the id of all files into the page.
///
/// # Errors
/// A page without a place for it.
pub(crate) fn stamp(folder: &Path) -> Result<()> {
    let id = id(folder)?;
    for (name, place) in PLACES {
        let path = folder.join(name);
        let (before, _, after) = parts(name, place, &read_text(&path)?)?;
        write(&path, format!("{before}{id}{after}").as_bytes())?;
    }
    Ok(())
}

/// Writes the record: goes last, when everything else is there.
///
/// # Errors
/// When the folder cannot be read or written.
pub(crate) fn record(folder: &Path) -> Result<()> {
    let text = format!("{:#}\n", json!({ "build": id(folder)?, "files": hashes(folder)? }));
    write(&folder.join(NAME), text.as_bytes())
}

/// Compares the files of a folder with its record, and the id with both.
///
/// # Errors
/// Every file that is missing, changed or not in the record, and an id that is another.
pub fn verify(folder: &Path) -> Result<String> {
    let place = folder.join(NAME);
    let text = read_text(&place)?;
    let recorded: Value = serde_json::from_str(&text).map_err(|error| Fault::new(format!("{}: is no JSON: {error}", place.display())))?;
    let found = hashes(folder)?;
    let mut faults = Vec::new();
    let empty = serde_json::Map::new();
    let listed = recorded.get("files").and_then(Value::as_object).unwrap_or(&empty);
    for (name, hash) in listed {
        match found.get(name) {
            None => faults.push(format!("{name} is missing")),
            Some(found) if hash != found => faults.push(format!("{name} has other contents: SHA-256 {found}")),
            Some(_) => {}
        }
    }
    faults.extend(found.keys().filter(|name| !listed.contains_key(*name)).map(|name| format!("{name} is not in {NAME}")));
    // Without them there is no id, and the fault is known.
    if PLACES.iter().all(|(name, _)| found.contains_key(*name)) {
        let id = id(folder)?;
        if recorded.get("build").and_then(Value::as_str) != Some(&id) {
            faults.push(format!("the id of these files is {id}, and {NAME} names another"));
        }
        for (name, place) in PLACES {
            let shown = parts(name, place, &read_text(&folder.join(name))?)?.1;
            if shown != id {
                faults.push(format!("the id of these files is {id}, and {name} has {shown}"));
            }
        }
    }
    if faults.is_empty() {
        return Ok(format!("verify: {} files are as {NAME} says; build {}", found.len(), id(folder)?));
    }
    Err(Fault::new(format!(
        "{}: this is not the delivery that {NAME} describes:\n  {}\ncopy it anew, or build it again with 'make build'",
        folder.display(),
        faults.join("\n  ")
    )))
}

/// The id: the beginning of the SHA-256 of what `sha256sum` would print of the files.
fn id(folder: &Path) -> Result<String> {
    let mut lines = String::new();
    for name in dist::delivered(folder)?.into_iter().filter(|name| name != NAME) {
        let path = folder.join(&name);
        let hash = match PLACES.iter().find(|(own, _)| *own == name) {
            Some((_, place)) => {
                let (before, _, after) = parts(&name, place, &read_text(&path)?)?;
                sha256(format!("{before}{after}").as_bytes())
            }
            None => sha256(&read(&path)?),
        };
        let _ = writeln!(lines, "{hash}  {name}");
    }
    Ok(sha256(lines.as_bytes()).chars().take(DIGITS).collect())
}

/// A file's text before its id, the id, and the text after it.
fn parts(name: &str, place: &str, text: &str) -> Result<(String, String, String)> {
    let fault = || Fault::new(format!("{name}: '{place}\"' must stand there exactly once; it is the place of the build's id"));
    let (before, rest) = text.split_once(place).ok_or_else(fault)?;
    let (id, after) = rest.split_once('"').filter(|(_, after)| !after.contains(place)).ok_or_else(fault)?;
    Ok((format!("{before}{place}"), id.to_owned(), format!("\"{after}")))
}

/// The SHA-256 of every file, the record itself aside.
fn hashes(folder: &Path) -> Result<BTreeMap<String, String>> {
    let names = dist::files(folder)?.into_iter().filter(|name| name != NAME);
    names.map(|name| read(&folder.join(&name)).map(|bytes| (name, sha256(&bytes)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    /// A small delivery with its record.
    fn delivery(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("hsmp-manifest-{name}-{}", std::process::id()));
        crate::clear(&folder).unwrap();
        for (name, text) in [
            (PAGE, "<html data-build=\"\"><a>"),
            (embed::PAGE, "<html data-build=\"\"><b>"),
            (worker::NAME, "BUILD = { id: \"\" }"),
            ("a.js", "1"),
            ("a.js.br", "2"),
            ("_headers", "3"),
        ] {
            std::fs::write(folder.join(name), text).unwrap();
        }
        stamp(&folder).unwrap();
        record(&folder).unwrap();
        folder
    }

    fn fault(folder: &Path) -> String {
        verify(folder).unwrap_err().to_string()
    }

    #[test]
    fn a_delivery_is_what_its_record_says() {
        let folder = delivery("sound");
        let line = verify(&folder).unwrap();
        let id = line.rsplit(' ').next().unwrap();
        assert!(id.len() == DIGITS && read_text(&folder.join(PAGE)).unwrap().contains(&format!("data-build=\"{id}\"")), "{line}");
        // What `sha256sum a.js embed.html index.html sw.js` would print, the last three without their id.
        let page = sha256(b"<html data-build=\"\"><a>");
        let framed = sha256(b"<html data-build=\"\"><b>");
        let worker = sha256(b"BUILD = { id: \"\" }");
        assert_eq!(
            id,
            &sha256(format!("{}  a.js\n{framed}  embed.html\n{page}  index.html\n{worker}  sw.js\n", sha256(b"1")).as_bytes())[..DIGITS]
        );
    }

    #[test]
    fn every_change_is_found() {
        let folder = delivery("changed");
        std::fs::write(folder.join("a.js"), "one").unwrap();
        std::fs::write(folder.join("b.js"), "").unwrap();
        std::fs::remove_file(folder.join("_headers")).unwrap();
        let fault = fault(&folder);
        for part in [
            "a.js has other contents",
            "b.js is not in manifest.json",
            "_headers is missing",
            "names another",
            "index.html has",
            "sw.js has",
        ] {
            assert!(fault.contains(part), "'{part}' is not in: {fault}");
        }
    }

    /// Compressed copies are what most browsers get.
    #[test]
    fn a_changed_copy_is_found_and_the_id_stays() {
        let folder = delivery("copy");
        std::fs::write(folder.join("a.js.br"), "two").unwrap();
        let fault = fault(&folder);
        assert!(fault.contains("a.js.br has other contents") && !fault.contains("the id"), "{fault}");
    }

    #[test]
    fn a_page_that_shows_another_id_is_found_even_if_its_hash_was_adapted() {
        let folder = delivery("forged");
        let page = read_text(&folder.join(PAGE)).unwrap();
        let (before, id, after) = parts(PAGE, PLACES[0].1, &page).unwrap();
        let forged = format!("{before}{}{after}", "0".repeat(DIGITS));
        std::fs::write(folder.join(PAGE), &forged).unwrap();
        let record = read_text(&folder.join(NAME)).unwrap().replace(&sha256(page.as_bytes()), &sha256(forged.as_bytes()));
        std::fs::write(folder.join(NAME), record).unwrap();
        let fault = fault(&folder);
        assert!(fault.contains(&format!("the id of these files is {id}, and index.html has 0000")), "{fault}");
        assert!(!fault.contains("contents"), "{fault}");
    }

    #[test]
    fn a_page_without_a_place_for_the_id_is_refused() {
        for page in ["<html>", "<html data-build=\"\"><p data-build=\"\">"] {
            assert!(parts(PAGE, PLACES[0].1, page).is_err(), "{page}");
        }
    }
}
