//! Finding programmes by words: in any order, begun or whole, in six languages, and with a slip.

use crate::message::fold;
use crate::rulebook::programmes::{PLACES, Programme};

/// What a programme is found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words(String);

impl Words {
    /// Its own name, its country in six languages, and the words of the page's language for its kind and
    /// country.
    pub fn of(programme: &Programme, also: &str) -> Self {
        let place = PLACES.iter().find(|(code, _)| *code == programme.country).map_or("", |(_, words)| words);
        Self(format!("{} {} {place}", fold(programme.name), fold(also)))
    }

    /// Whether each word of a folded query begins one of these.
    fn have(&self, query: &str) -> bool {
        query.split(' ').all(|asked| self.0.split(' ').any(|word| word.starts_with(asked)))
    }

    /// The same, where each longer word may have one letter wrong, missing, too many, or two changed about.
    fn nearly_have(&self, query: &str) -> bool {
        query.split(' ').all(|asked| self.0.split(' ').any(|word| word.starts_with(asked) || begins_nearly(word, asked)))
    }
}

/// The least letters of a word in which a slip is looked for: shorter ones are near to everything.
const LEAST: usize = 4;

/// Which of a list are found; where none has the words as typed, those that nearly have them.
pub fn found(words: &[Words], query: &str) -> Vec<bool> {
    let query = fold(query);
    let exact: Vec<bool> = words.iter().map(|words| words.have(&query)).collect();
    if exact.contains(&true) {
        return exact;
    }
    words.iter().map(|words| words.nearly_have(&query)).collect()
}

/// Whether a word begins with another, but for one slip.
fn begins_nearly(word: &str, asked: &str) -> bool {
    let (word, asked): (Vec<char>, Vec<char>) = (word.chars().collect(), asked.chars().collect());
    if asked.len() < LEAST {
        return false;
    }
    let same = word.iter().zip(&asked).take_while(|(a, b)| a == b).count();
    let begins = |skip_word: usize, skip_asked: usize| {
        let rest = asked.get(same + skip_asked..);
        rest.is_some_and(|rest| word.get(same + skip_word..).is_some_and(|word| word.starts_with(rest)))
    };
    // Another letter, one too many, one missing.
    begins(1, 1) || begins(0, 1) || begins(1, 0) || {
        let changed = |list: &[char]| list.get(same).copied().zip(list.get(same + 1).copied());
        changed(&word).is_some_and(|(a, b)| changed(&asked) == Some((b, a))) && begins(2, 2)
    }
}
