//! A link as a QR code, for the camera of another device.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc, QrSegment};

use super::charts::rect;

/// The most letters of a text that is shown as a QR code: of more, a phone's camera has trouble with the small squares.
pub const MOST_LETTERS_OF_QR: usize = 1_200;

/// The empty squares around the code that scanners need.
const MARGIN: i32 = 4;

/// A text as a QR code, with a name for those who cannot see it; nothing where the text is too long.
pub fn qr(text: &str, name: String) -> Option<AnyView> {
    // A link has small letters, so the kinds for numbers and capitals would never be used.
    let letters = QrSegment::make_bytes(text.as_bytes());
    let code = QrCode::encode_segments(&[letters], QrCodeEcc::Low).ok().filter(|_| text.len() <= MOST_LETTERS_OF_QR)?;
    let squares = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y))).filter(|(x, y)| code.get_module(*x, *y));
    let dark: String = squares.map(|(x, y)| format!("M{} {}h1v1h-1z", x + MARGIN, y + MARGIN)).collect();
    let size = code.size() + 2 * MARGIN;
    let ground = rect("qr-ground", [0, 0, size, size]);
    let drawing = view! {
        <svg class="qr" role="img" aria-label=name viewBox=format!("0 0 {size} {size}") shape-rendering="crispEdges">
            {ground}
            <path class="qr-dark" d=dark></path>
        </svg>
    };
    Some(drawing.into_any())
}
