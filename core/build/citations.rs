//! Where the rules stand in the law, in every language: "Migration Code, Art. 46.1" becomes "Code des migrations,
//! art. 46.1".
//!
//! The rule files write citations in English, in the words of the texts `cite.…`. Each language has the same words;
//! their order is the same in all, so they are put in place of the English ones.

use std::path::Path;

use super::locales::Catalogues;
use super::rules::articles;

/// The texts that translate citations. They leave the catalogue once that is done.
const WORDS: &str = "cite.";

/// What stands in a citation and is the same everywhere: the mark of Azerbaijan's laws.
const NAMES: [&str; 1] = ["IIQD"];

/// Adds the text `article.<id of the rule>` for each rule with a citation, to be loaded after the first load.
///
/// # Errors
/// A rule file that cannot be read, or a word in a citation that no text `cite.…` has.
pub fn add(texts: &mut Catalogues, rules: &Path) -> Result<(), Vec<String>> {
    let words = texts.take(WORDS);
    let mut faults = Vec::new();
    for (rule, article) in articles(rules)? {
        let each = |language: usize| {
            let text = translated(&article, &words, language)?;
            Ok(if texts.languages[language].direction == "rtl" { in_order(&text) } else { text })
        };
        let translations: Result<Vec<String>, String> = (0..texts.languages.len()).map(each).collect();
        match translations {
            Ok(all) => texts.add(format!("article.{rule}"), all),
            Err(word) => faults.push(format!("rule '{rule}': no text 'cite.…' has the word '{word}' of its article")),
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// A citation in one language; the word that nobody has translated otherwise. `words` holds each in all languages,
/// English first.
fn translated(article: &str, words: &[Vec<String>], language: usize) -> Result<String, String> {
    let (mut done, mut rest) = (String::new(), article);
    while let Some(first) = rest.chars().next() {
        let found = words.iter().filter(|word| rest.starts_with(&word[0])).max_by_key(|word| word[0].len());
        if let Some(word) = found {
            done.push_str(&word[language]);
            rest = &rest[word[0].len()..];
        } else if let Some(name) = NAMES.iter().find(|name| rest.starts_with(**name)) {
            done.push_str(name);
            rest = &rest[name.len()..];
        } else if first.is_alphabetic() {
            return Err(rest.split(' ').next().unwrap_or_default().to_owned());
        } else {
            done.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    Ok(done)
}

/// Among words that run from right to left, a hyphen would turn the parts of a number such as 102.1.30-1 round. Isolates
/// keep them in order.
fn in_order(text: &str) -> String {
    let of_number = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
    let isolated = |word: &str| {
        let (before, number) = word.split_at(word.find(|c: char| c.is_ascii_digit()).unwrap_or(word.len()));
        let (number, after) = number.split_at(number.find(|c| !of_number(c)).unwrap_or(number.len()));
        if number.contains('-') { format!("{before}\u{2066}{number}\u{2069}{after}") } else { word.to_owned() }
    };
    text.split(' ').map(isolated).collect::<Vec<_>>().join(" ")
}
