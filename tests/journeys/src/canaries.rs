//! Words that stand nowhere else, one an answer: whoever finds one where it does not belong has found a leak.

use std::collections::BTreeSet;

use aho_corasick::AhoCorasick;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use hsmp::profile::{Answers as _, Document, SECTIONS, Slot};

/// A word for each place where an answer can stand.
pub struct Canaries {
    words: Vec<(Slot, String)>,
}

impl Canaries {
    /// One for every question, with one row where there can be several.
    pub fn everywhere() -> (Self, Document) {
        let mut document = Document::default();
        let mut words = Vec::new();
        for section in SECTIONS {
            let row = section.list.then(|| document.add_row(section.name));
            for slot in section.slots(row) {
                // Letters only, so that no part of it is a figure that stands elsewhere.
                let number = words.len();
                let letter = |place: usize| char::from(b'a' + u8::try_from(number / 26_usize.pow(place as u32) % 26).unwrap_or_default());
                let word = format!("Qzv{}{}wkjQx", letter(1), letter(0));
                document.set(slot, &word);
                words.push((slot, word));
            }
        }
        (Self { words }, document)
    }

    /// The word of a question by its path, such as `jobs.1.role`.
    pub fn of(&self, path: &str) -> Option<&str> {
        self.words.iter().find(|(slot, _)| slot.path() == path).map(|(_, word)| word.as_str())
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.words.len()
    }

    /// Which of them do not stand in a text as they are.
    pub fn missing_in(&self, text: &str) -> Vec<String> {
        self.words.iter().filter(|(_, word)| !text.contains(word)).map(|(slot, _)| slot.path()).collect()
    }

    /// Which stand in bytes, in whatever form.
    pub fn found_in(&self, bytes: &[u8]) -> Vec<String> {
        let (owners, forms): (Vec<usize>, Vec<Vec<u8>>) =
            self.words.iter().enumerate().flat_map(|(number, (_, word))| forms(word).into_iter().map(move |form| (number, form))).unzip();
        let search = AhoCorasick::builder().ascii_case_insensitive(true).build(forms).expect("forms to search for");
        let found: BTreeSet<usize> = search.find_iter(bytes).map(|place| owners[place.pattern().as_usize()]).collect();
        found.into_iter().map(|number| format!("{}: {}", self.words[number].0.path(), self.words[number].1)).collect()
    }
}

/// The forms in which a word may be written; large and small letters count as one. Percent signs leave letters as
/// they are, and base64 for addresses differs only in signs that these words do not lead to.
pub fn forms(word: &str) -> Vec<Vec<u8>> {
    let bytes = word.as_bytes();
    let every = |write: &dyn Fn(&u8) -> String| bytes.iter().map(write).collect::<String>().into_bytes();
    let mut forms = vec![
        bytes.to_vec(),
        bytes.iter().rev().copied().collect(),
        every(&|byte| format!("{byte:02x}")),
        every(&|byte| format!("%{byte:02x}")),
        every(&|byte| format!("\\u{byte:04x}")),
        word.encode_utf16().flat_map(u16::to_le_bytes).collect(),
    ];
    // Where it begins within three bytes decides how it looks. The letters at the ends depend on their neighbours.
    forms.extend((0..3).map(|before| {
        let padded: Vec<u8> = std::iter::repeat_n(0, before).chain(bytes.iter().copied()).collect();
        let text = STANDARD_NO_PAD.encode(&padded);
        text.as_bytes()[(before * 8).div_ceil(6)..padded.len() * 8 / 6].to_vec()
    }));
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_every_form() {
        let (canaries, _) = Canaries::everywhere();
        let word = canaries.of("jobs.1.role").unwrap().to_owned();
        let hex: String = word.bytes().map(|byte| format!("{byte:02X}")).collect();
        let in_base64 = |before: &str| STANDARD_NO_PAD.encode(format!("{before}{word}abc")).into_bytes();
        let carriers = [
            format!("/?q={word}").into_bytes(),
            format!("/?q={}", word.to_lowercase()).into_bytes(),
            word.chars().rev().collect::<String>().into_bytes(),
            hex.into_bytes(),
            word.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            in_base64(""),
            in_base64("x"),
            in_base64("xy"),
        ];
        for carrier in carriers {
            assert_eq!(canaries.found_in(&carrier), [format!("jobs.1.role: {word}")], "{}", String::from_utf8_lossy(&carrier));
        }
        assert!(canaries.found_in(b"nothing of it").is_empty());
    }
}
