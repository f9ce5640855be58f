//! How easy the texts are to read, by language and file, and the hardest English sentences.
//!
//! Only sentences are counted: a label on a button has none. Whole numbers throughout, shown in tenths. The formulas
//! were made for whole books of prose, so they compare our texts with one another and say little about one sentence.

use std::fmt::Write as _;

use super::folder::{Locale, REFERENCE};

/// Sentences of more words are long.
const LONG_SENTENCE: usize = 25;

/// Words of more letters are long, for LIX.
const LONG_WORD: usize = 6;

/// How many of the hardest sentences are shown.
const HARDEST: usize = 50;

/// Shorter sentences are not among the hardest: what makes them hard is a legal term that has to stand.
const FEWEST_WORDS: usize = 12;

/// Short forms whose full stop ends no sentence.
const SHORT_FORMS: [&str; 8] = ["Art", "No", "ст", "mad", "Maddə", "md", "г", "M"];

/// A published formula for a language: `constant` less so much a word of a sentence and so much a syllable of a word,
/// all in thousandths. The higher the result, the easier; 60 to 70 is plain in each.
struct Formula {
    code: &'static str,
    name: &'static str,
    constant: i64,
    sentence: i64,
    word: i64,
    syllables: fn(&str) -> usize,
}

const FORMULAS: [Formula; 4] = [
    // Rudolf Flesch, "A new readability yardstick", Journal of Applied Psychology 32 (1948).
    Formula { code: "en", name: "Flesch", constant: 206_835, sentence: 1_015, word: 84_600, syllables: english_syllables },
    // Liliane Kandel and Abraham Moles, "Application de l'indice de Flesch à la langue française" (1958).
    Formula { code: "fr", name: "Kandel-Moles", constant: 207_000, sentence: 1_015, word: 73_600, syllables: french_syllables },
    // I. V. Oborneva, automated assessment of the difficulty of teaching texts, dissertation, Moscow (2006).
    Formula { code: "ru", name: "Oborneva", constant: 206_835, sentence: 1_300, word: 60_100, syllables: vowels },
    // Ender Ateşman, "Türkçede okunabilirliğin ölçülmesi", Dil Dergisi 58 (1997).
    Formula { code: "tr", name: "Ateşman", constant: 198_825, sentence: 2_610, word: 40_175, syllables: vowels },
];

fn formula(code: &str) -> Option<&'static Formula> {
    FORMULAS.iter().find(|formula| formula.code == code)
}

/// What is counted of some sentences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    sentences: usize,
    long_sentences: usize,
    words: usize,
    /// Words with letters. Placeholders and numbers are words without.
    lettered: usize,
    letters: usize,
    long_words: usize,
    syllables: usize,
}

impl Counts {
    fn add(&mut self, code: &str, sentence: &str) {
        let words = words(sentence);
        self.sentences += 1;
        self.long_sentences += usize::from(words.len() > LONG_SENTENCE);
        for word in words {
            let letters = if word.starts_with('{') { 0 } else { word.chars().filter(|sign| sign.is_alphabetic()).count() };
            self.words += 1;
            self.lettered += usize::from(letters > 0);
            self.letters += letters;
            self.long_words += usize::from(letters > LONG_WORD);
            // What stands in a gap or in figures is read as one syllable: nobody knows better.
            self.syllables += if letters == 0 { 1 } else { formula(code).map_or(0, |formula| (formula.syllables)(word)) };
        }
    }

    fn with(self, other: Self) -> Self {
        Self {
            sentences: self.sentences + other.sentences,
            long_sentences: self.long_sentences + other.long_sentences,
            words: self.words + other.words,
            lettered: self.lettered + other.lettered,
            letters: self.letters + other.letters,
            long_words: self.long_words + other.long_words,
            syllables: self.syllables + other.syllables,
        }
    }

    /// By the language's own formula, in tenths.
    fn score(&self, formula: &Formula) -> i64 {
        let part = |weight: i64, of: usize, by: usize| weight * signed(of) / signed(by).max(1);
        let result = formula.constant - part(formula.sentence, self.words, self.sentences) - part(formula.word, self.syllables, self.words);
        (result + 50).div_euclid(100)
    }

    /// LIX in tenths: words a sentence and long words in a hundred. The lower, the easier; below 40 is plain. It needs
    /// no syllables, so that it can be had for every language.
    ///
    /// Carl-Hugo Björnsson, "Läsbarhet" (1968).
    fn lix(&self) -> i64 {
        tenths(self.words, self.sentences) + tenths(self.long_words * 100, self.words)
    }
}

fn signed(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A ratio in tenths, rounded.
fn tenths(of: usize, by: usize) -> i64 {
    let by = by.max(1);
    signed((of * 20 + by) / (by * 2))
}

fn shown(tenths: i64) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
}

/// The whole report.
pub(super) fn report(locales: &[Locale]) -> String {
    let mut out = String::from(
        "language  file           sentences  words a sentence  letters a word  over 25 words  LIX (lower is easier)  own formula (higher is easier)\n",
    );
    let mut hardest = Vec::new();
    for locale in locales {
        let code = locale.language.code.as_str();
        let mut files: Vec<(&str, Counts)> = Vec::new();
        for entry in &locale.entries {
            for sentence in sentences(entry.text.sample()) {
                if files.last().is_none_or(|(file, _)| *file != entry.file) {
                    files.push((&entry.file, Counts::default()));
                }
                if let Some((_, counts)) = files.last_mut() {
                    counts.add(code, sentence);
                }
                if code == REFERENCE {
                    hardest.push((entry.key.as_str(), sentence));
                }
            }
        }
        for (file, counts) in &files {
            row(&mut out, code, file, counts);
        }
        row(&mut out, code, "all", &files.iter().fold(Counts::default(), |all, (_, counts)| all.with(*counts)));
    }
    let _ = writeln!(out, "\nthe hardest English sentences of {FEWEST_WORDS} words and more, by Flesch");
    for (score, words, key, sentence) in ranked(&hardest).into_iter().take(HARDEST) {
        let _ = writeln!(out, "{:>6}  {words:>2} words  {key}: {sentence}", shown(score));
    }
    out
}

/// Sentences that are long enough, the hardest first: score, words, key, sentence.
fn ranked<'a>(sentences: &[(&'a str, &'a str)]) -> Vec<(i64, usize, &'a str, &'a str)> {
    let english = formula(REFERENCE);
    let measure = |(key, sentence): &(&'a str, &'a str)| {
        let mut counts = Counts::default();
        counts.add(REFERENCE, sentence);
        (counts.words >= FEWEST_WORDS).then(|| (english.map_or(0, |formula| counts.score(formula)), counts.words, *key, *sentence))
    };
    let mut all: Vec<_> = sentences.iter().filter_map(measure).collect();
    all.sort();
    all
}

fn row(out: &mut String, code: &str, file: &str, counts: &Counts) {
    let own = formula(code).map(|formula| format!("{} {}", shown(counts.score(formula)), formula.name)).unwrap_or_default();
    let line = format!(
        "{code:<8}  {file:<13}  {:>9}  {:>16}  {:>14}  {:>11} %  {:>21}  {own}",
        counts.sentences,
        shown(tenths(counts.words, counts.sentences)),
        shown(tenths(counts.letters, counts.lettered)),
        shown(tenths(counts.long_sentences * 100, counts.sentences)),
        shown(counts.lix()),
    );
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{}", line.trim_end());
}

/// Whether a text says something in sentences, and is no label.
pub(super) fn is_prose(text: &str) -> bool {
    !sentences(text).is_empty()
}

/// The sentences of a text. A text without a sign that ends one is a label and has none.
fn sentences(text: &str) -> Vec<&str> {
    let signs: Vec<(usize, char)> = text.char_indices().collect();
    let (mut found, mut start) = (Vec::new(), 0);
    for (place, (index, sign)) in signs.iter().enumerate() {
        if !['.', '!', '?', '…', '؟'].contains(sign) {
            continue;
        }
        let word = text[start..*index].rsplit(|sign: char| !sign.is_alphanumeric()).next().unwrap_or_default();
        if *sign == '.' && SHORT_FORMS.contains(&word) {
            continue;
        }
        // Quotes and brackets that close after the sign belong to the sentence.
        let mut rest = signs[place + 1..].iter().skip_while(|(_, sign)| ['”', '»', '’', ')', '\u{2069}'].contains(sign)).peekable();
        let end = rest.peek().map_or(text.len(), |(index, _)| *index);
        let is_followed_by_space = rest.next().is_none_or(|(_, sign)| sign.is_whitespace());
        let next = rest.find(|(_, sign)| !sign.is_whitespace() && !['“', '«', '('].contains(sign));
        if is_followed_by_space && next.is_none_or(|(_, sign)| !sign.is_lowercase() && !sign.is_ascii_digit()) && end > start {
            found.push(text[start..end].trim());
            start = end;
        }
    }
    let rest = text[start..].trim();
    if !found.is_empty() && !rest.is_empty() {
        found.push(rest);
    }
    found
}

/// The words of a sentence. A placeholder is one.
fn words(sentence: &str) -> Vec<&str> {
    let (mut found, mut start) = (Vec::new(), None);
    let mut is_gap = false;
    let signs: Vec<(usize, char)> = sentence.char_indices().collect();
    for (place, &(index, sign)) in signs.iter().enumerate() {
        let next = signs.get(place + 1).map(|(_, next)| *next);
        // Signs within a word or a number: don’t, take-home, 2.5. Arabic vowels stand on their letters.
        let joins = start.is_some()
            && (['’', '\'', '-', '\u{2011}', '.', ',', '/'].contains(&sign) && next.is_some_and(char::is_alphanumeric)
                || ('\u{64b}'..='\u{652}').contains(&sign));
        let goes_on = if is_gap { sign != '}' } else { sign != '{' && (sign.is_alphanumeric() || joins) };
        if goes_on {
            start.get_or_insert(index);
            continue;
        }
        if let Some(first) = start.take() {
            found.push(&sentence[first..if is_gap { index + 1 } else { index }]);
        }
        is_gap = sign == '{';
        if is_gap {
            start = Some(index);
        }
    }
    found.extend(start.map(|first| &sentence[first..]));
    found
}

/// In Russian and Turkish a word has as many syllables as vowels.
fn vowels(word: &str) -> usize {
    word.to_lowercase().chars().filter(|sign| "аеёиоуыэюяaeıioöuüâîû".contains(*sign)).count()
}

/// Vowels beside one another are one syllable. A y between vowels parts them, as in employer.
fn groups(word: &str, vowels: &str) -> usize {
    let mut count = 0;
    let mut was_vowel = false;
    let mut signs = word.chars().peekable();
    while let Some(sign) = signs.next() {
        let parts = sign == 'y' && was_vowel && signs.peek().is_some_and(|next| vowels.contains(*next));
        let is_vowel = vowels.contains(sign) && !parts;
        count += usize::from(is_vowel && !was_vowel);
        was_vowel = is_vowel;
    }
    count
}

/// An estimate, as every count without a dictionary: an e at the end is silent, and mostly in -es and -ed.
fn english_syllables(word: &str) -> usize {
    let word = word.to_lowercase();
    let is_silent = word.strip_suffix('e').is_some_and(|stem| !stem.ends_with(['l', 'a', 'e', 'i', 'o', 'u']))
        || word.strip_suffix("es").is_some_and(|stem| !stem.ends_with(['s', 'x', 'z', 'c', 'g', 'h', 'i', 'l']))
        || word.strip_suffix("ed").is_some_and(|stem| !stem.ends_with(['t', 'd', 'i', 'e']));
    groups(&word, "aeiouy").saturating_sub(usize::from(is_silent)).max(1)
}

/// An estimate: an e at the end is silent, in the plural too.
fn french_syllables(word: &str) -> usize {
    let word = word.to_lowercase();
    let stem = word.strip_suffix('s').unwrap_or(&word);
    let is_silent = stem.strip_suffix('e').is_some_and(|stem| !stem.ends_with(['a', 'é', 'i', 'o', 'u', 'y']));
    groups(&word, "aeiouyàâäéèêëîïôöùûüÿœæ").saturating_sub(usize::from(is_silent)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(code: &str, text: &str) -> Counts {
        let mut counts = Counts::default();
        for sentence in sentences(text) {
            counts.add(code, sentence);
        }
        counts
    }

    #[test]
    fn sentences_end_where_they_end() {
        for (text, expected) in [
            ("Save", vec![]),
            ("Art. 45.1.6 says so.", vec!["Art. 45.1.6 says so."]),
            ("It is 2.5. {count} days are left.", vec!["It is 2.5.", "{count} days are left."]),
            ("He asks: “Why?” Nobody knows", vec!["He asks: “Why?”", "Nobody knows"]),
            ("Wait… and see!", vec!["Wait… and see!"]),
            ("كم المدة؟ سنة.", vec!["كم المدة؟", "سنة."]),
            ("По ст. {article} Кодекса.", vec!["По ст. {article} Кодекса."]),
        ] {
            assert_eq!(sentences(text), expected);
        }
    }

    #[test]
    fn words_are_what_stands_between_spaces_and_signs() {
        assert_eq!(
            words("You don’t pay {amount}%, but 2,500.50 AZN – take-home."),
            ["You", "don’t", "pay", "{amount}", "but", "2,500.50", "AZN", "take-home"]
        );
        assert_eq!(words("{from}–{to}"), ["{from}", "{to}"]);
        assert_eq!(words("كُتُب هنا"), ["كُتُب", "هنا"]);
    }

    #[test]
    fn syllables_are_estimated_as_a_person_would_count() {
        for (word, count) in
            [("the", 1), ("table", 2), ("rules", 2), ("taxes", 2), ("named", 1), ("needed", 2), ("residence", 3), ("issue", 2), ("AZN", 1)]
        {
            assert_eq!(english_syllables(word), count, "{word}");
        }
        for (word, count) in [("le", 1), ("année", 2), ("règles", 1), ("impôt", 2)] {
            assert_eq!(french_syllables(word), count, "{word}");
        }
        assert_eq!((vowels("налоговый"), vowels("İkametgâh"), vowels("в")), (4, 4, 0));
    }

    #[test]
    fn figures_agree_with_those_worked_out_by_hand() {
        // The(1) employer(3) pays(1) {amount}(1). You(1) keep(1) the(1) rest(1) here(1).
        let found = counts("en", "The employer pays {amount}. You keep the rest here.");
        let expected = Counts { sentences: 2, long_sentences: 0, words: 9, lettered: 8, letters: 33, long_words: 1, syllables: 11 };
        assert_eq!(found, expected);
        // 206.835 - 1.015 * 4.5 - 84.6 * 11 / 9 = 98.868, in tenths 98.9; LIX 4.5 + 11.1.
        assert_eq!((found.score(&FORMULAS[0]), found.lix()), (989, 156));
        // 206.835 - 1.3 * 3 - 60.1 * 9 / 3 = 22.635.
        let found = counts("ru", "Налоговый резидент платит.");
        assert_eq!((found.syllables, found.score(&FORMULAS[2])), (9, 226));
        // 198.825 - 2.61 * 2 - 40.175 * 6 / 2 = 73.08.
        let found = counts("tr", "Vergi ödersiniz.");
        assert_eq!((found.syllables, found.score(&FORMULAS[3])), (6, 731));
        // 207 - 1.015 * 3 - 73.6 * 5 / 3 = 81.288.
        let found = counts("fr", "Vous payez l’impôt.");
        assert_eq!((found.syllables, found.score(&FORMULAS[1])), (5, 813));
        assert_eq!(shown(-5), "-0.5");
    }

    #[test]
    fn the_hardest_comes_first_and_short_ones_are_left_out() {
        let easy = "We say it as we can so that you can read it well.";
        let hard = "Notwithstanding administrative considerations, applicants demonstrating extraordinary qualifications necessarily remain subject to discretionary objection.";
        let found = ranked(&[("a", easy), ("b", hard), ("c", "Extraordinary considerations.")]);
        assert_eq!(found.iter().map(|(_, _, key, _)| *key).collect::<Vec<_>>(), ["b", "a"]);
    }
}
