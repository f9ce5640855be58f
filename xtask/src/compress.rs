//! The compressed copies of the delivery's files.

use std::io::Write as _;

use crate::{Fault, Result};

/// As brotli, well or quickly.
pub(crate) fn brotli(bytes: &[u8], quick: bool) -> Result<Vec<u8>> {
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: if quick { 4 } else { 11 }, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters).map_err(|error| Fault::new(format!("brotli: {error}")))?;
    Ok(out)
}

/// As gzip.
pub(crate) fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    // No file name and no time in the header: the same bytes give the same bytes.
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_err(|error| Fault::new(format!("gzip: {error}")))
}
