//! The service worker: it is told which files to keep.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::{Fault, Result};

/// The worker's file. Browsers look under the same name for a new one.
pub const NAME: &str = "sw.js";

/// Where the worker holds the build's id.
pub(crate) const PLACE: &str = "BUILD = { id: \"";

/// The oldest version that may go on being used. Whoever corrects rules that misled people raises it to the version
/// that corrects them: older ones are then replaced at once, and their open pages say so.
const OLDEST: &str = "0.1.0";

const SLOT: &str = "// slot: build\nconst BUILD = { id: \"\", version: \"\", oldest: \"\", files: [] };";

/// Puts the names and hashes of files into the worker, and the versions. The id comes when all files are there.
///
/// # Errors
/// A worker without a place for them.
pub(crate) fn fill_in(source: &str, files: &[(String, Vec<u8>)]) -> Result<String> {
    let one = |(name, bytes): &(String, Vec<u8>)| json!([name, format!("sha256-{}", BASE64.encode(Sha256::digest(bytes)))]);
    let files = json!(files.iter().map(one).collect::<Vec<_>>());
    let version = env!("CARGO_PKG_VERSION");
    let filled = format!("const {PLACE}\", version: \"{version}\", oldest: \"{OLDEST}\", files: {files} }};");
    if source.matches(SLOT).count() != 1 {
        return Err(Fault::new(format!(
            "public/{NAME}: the lines after 'slot: build' must stand there once, as xtask/src/dist/worker.rs has them"
        )));
    }
    Ok(source.replace(SLOT, &filled))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_names_each_file_with_its_hash() {
        let source = crate::read_text(&crate::root().join("public").join(NAME)).unwrap();
        let filled = fill_in(&source, &[("a.js".to_owned(), b"1".to_vec())]).unwrap();
        let hash = BASE64.encode(Sha256::digest(b"1"));
        assert!(filled.contains(&format!("files: [[\"a.js\",\"sha256-{hash}\"]] }};")) && filled.contains(PLACE), "{filled}");
        assert!(fill_in("", &[]).unwrap_err().to_string().contains("sw.js"));
    }
}
