//! The text of a file, whatever program wrote it.

use super::words;
use crate::key;
use crate::message::{Key, Message};
use crate::profile::{Country, WrittenDate};

/// How many bytes are looked at to find out what a file is.
const SAMPLE: usize = 4_000;

/// A Windows code page: what spreadsheets write where nobody asks for Unicode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodePage {
    /// Western European.
    Western,
    /// Cyrillic.
    Cyrillic,
    /// Turkish; Azerbaijani is written with it too, without `ə`.
    Turkish,
    /// Arabic.
    Arabic,
}

impl CodePage {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Western, Self::Cyrillic, Self::Turkish, Self::Arabic];

    /// Its name in the Encoding Standard.
    pub fn name(self) -> &'static str {
        match self {
            Self::Western => "windows-1252",
            Self::Cyrillic => "windows-1251",
            Self::Turkish => "windows-1254",
            Self::Arabic => "windows-1256",
        }
    }

    /// Its name for people.
    pub fn label(self) -> Key {
        match self {
            Self::Western => key!("import.code-page.western"),
            Self::Cyrillic => key!("import.code-page.cyrillic"),
            Self::Turkish => key!("import.code-page.turkish"),
            Self::Arabic => key!("import.code-page.arabic"),
        }
    }

    /// The code page of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|page| page.name().eq_ignore_ascii_case(name))
    }

    /// The one that a computer in a language uses.
    fn of_language(code: &str) -> Self {
        match code {
            "ru" => Self::Cyrillic,
            "az" | "tr" => Self::Turkish,
            "ar" => Self::Arabic,
            _ => Self::Western,
        }
    }
}

/// Turns bytes of a code page into text. Browsers have that built in; the command line takes a library.
pub type Decode<'a> = &'a dyn Fn(&[u8], CodePage) -> Option<String>;

/// The text of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableText {
    /// The text, without a byte order mark.
    pub text: String,
    /// The code page it was read in, if it is not Unicode: that is a guess, or what the person chose.
    pub read_as: Option<CodePage>,
}

/// The text of a table's file: Unicode, or the code page that was `chosen`, or else the one that makes most sense.
///
/// # Errors
/// What the file is instead, and what to do.
pub fn read_table(bytes: &[u8], language: &str, chosen: Option<CodePage>, decode: Decode<'_>) -> Result<TableText, Message> {
    if let Some(other) = other_kind(bytes) {
        return Err(other.into());
    }
    if let Some(text) = utf_text(bytes) {
        return Ok(TableText { text, read_as: None });
    }
    let not_text = || Message::new(key!("import.not-text"));
    // Marked as UTF-16, but cut off or not true.
    if bytes.contains(&0) || bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(not_text());
    }
    let page = chosen.unwrap_or_else(|| likely(bytes, language, decode));
    let text = decode(bytes, page).ok_or_else(not_text)?;
    Ok(TableText { text, read_as: Some(page) })
}

/// The text of a file in Unicode: UTF-8, or UTF-16 with a byte order mark or where it is plain without one.
pub fn utf_text(bytes: &[u8]) -> Option<String> {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let (units, rest) = bytes.as_chunks::<2>();
        let text: Result<String, _> = char::decode_utf16(units.iter().copied().map(unit)).collect();
        text.ok().filter(|text| rest.is_empty() && !text.contains('\0'))
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => return utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => return utf16(rest, u16::from_be_bytes),
        _ => {}
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let noughts = |place: usize| sample.iter().skip(place).step_by(2).filter(|byte| **byte == 0).count();
    // Separators, digits and line ends have a nought beside them in every language.
    let is_often = |count: usize| count * 4 >= sample.len() / 2 && count > 0;
    match (noughts(0), noughts(1)) {
        (0, 0) => {}
        (0, low) if is_often(low) => return utf16(bytes, u16::from_le_bytes),
        (high, 0) if is_often(high) => return utf16(bytes, u16::from_be_bytes),
        _ => return None,
    }
    let text = std::str::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))?;
    Some(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned())
}

/// What a file is that is no text, if it says so at its beginning.
fn other_kind(bytes: &[u8]) -> Option<Key> {
    let has = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    Some(match bytes {
        [b'P', b'K', 3, 4, ..] if has(b"opendocument.spreadsheet") => key!("import.other-file.opendocument"),
        [b'P', b'K', 3, 4, ..] if has(b"xl/") => key!("import.other-file.excel"),
        [b'P', b'K', 3, 4, ..] => key!("import.other-file.archive"),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => key!("import.other-file.old-excel"),
        // A web page (also as `.xls`), a formatted text, a calendar, a profile.
        [b'<' | b'{', ..] => key!("import.other-file.archive"),
        _ if bytes.starts_with(b"BEGIN:V") => key!("import.other-file.archive"),
        [b'%', b'P', b'D', b'F', ..] => key!("import.other-file.pdf"),
        [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] | [b'G', b'I', b'F', b'8', ..] => key!("import.other-file.image"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => key!("import.other-file.image"),
        // Photographs of telephones.
        [0, _, _, _, b'f', b't', b'y', b'p', ..] => key!("import.other-file.image"),
        _ => return None,
    })
}

/// The code page in which most of the cells with letters beyond ASCII are words we know; that of the language where
/// several are equal.
fn likely(bytes: &[u8], language: &str, decode: Decode<'_>) -> CodePage {
    let own = CodePage::of_language(language);
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let mut best = (own, sense(sample, own, decode));
    for page in CodePage::ALL.into_iter().filter(|page| *page != own) {
        let sense = sense(sample, page, decode);
        if sense > best.1 {
            best = (page, sense);
        }
    }
    best.0
}

/// How many cells of a text in a code page are known words, less those with letters that the page does not have.
fn sense(sample: &[u8], page: CodePage, decode: Decode<'_>) -> i32 {
    let Some(text) = decode(sample, page) else { return i32::MIN };
    let cells = text.split([',', ';', '\t', '|', '\n', '\r']).map(|cell| cell.trim().trim_matches('"'));
    let value = |cell: &str| {
        if cell.chars().any(|c| matches!(c, '\u{80}'..='\u{9f}' | '\u{fffd}')) {
            return -1;
        }
        let is_known = Country::named(cell).is_some()
            || words::column(cell).is_some()
            || words::is_open(cell)
            || words::is_total(cell)
            || words::purpose(cell).is_some()
            || WrittenDate::read(cell).is_ok();
        i32::from(is_known)
    };
    cells.filter(|cell| !cell.is_ascii()).map(value).sum()
}
