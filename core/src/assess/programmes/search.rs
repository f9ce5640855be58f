//! Finding programmes by words: in any order, begun or whole, in six languages, and with a slip.

use crate::message::fold;
use crate::rulebook::programmes::Programme;

/// What a programme is found by, folded: its own name, its country in six languages, and the words of the
/// page's language for its country and kind.
pub fn words(programme: &Programme, also: &str) -> String {
    [&fold(&[programme.name, " ", also, " ", programme.country()].concat()), " ", programme.place()].concat()
}

/// The least letters of a word in which a slip is looked for: shorter ones are near to everything.
const LEAST: usize = 4;

/// Which of a list are found: all words of the query begin one of theirs. Where none has the words as typed,
/// those that nearly have them: each longer word may have one letter wrong, missing, too many, or two changed
/// about.
pub fn found(words: &[String], query: &str) -> Vec<bool> {
    let (typed, query) = (query.trim(), fold(query));
    // Letters that none of the six languages has find nothing; the article of Arabic is a beginning.
    if query.is_empty() && !"ال".starts_with(typed) {
        return vec![false; words.len()];
    }
    let find = |nearly: bool| -> Vec<bool> {
        let has = |words: &String| query.split(' ').all(|asked| words.split(' ').any(|word| begins(word, asked, nearly)));
        words.iter().map(has).collect()
    };
    let exact = find(false);
    if exact.contains(&true) { exact } else { find(true) }
}

/// Whether a word begins with another, or nearly.
fn begins(word: &str, asked: &str, nearly: bool) -> bool {
    if word.starts_with(asked) {
        return true;
    }
    let (word, asked): (Vec<char>, Vec<char>) = (word.chars().collect(), asked.chars().collect());
    if !nearly || asked.len() < LEAST {
        return false;
    }
    let same = word.iter().zip(&asked).take_while(|(a, b)| a == b).count();
    let go_on = |word_at: usize, asked_at: usize| {
        asked.get(asked_at..).zip(word.get(word_at..)).is_some_and(|(asked, word)| word.starts_with(asked))
    };
    // Another letter, one too many, one missing; or two changed about.
    go_on(same + 1, same + 1)
        || go_on(same, same + 1)
        || go_on(same + 1, same)
        || (word.get(same) == asked.get(same + 1) && word.get(same + 1) == asked.get(same) && go_on(same + 2, same + 2))
}
