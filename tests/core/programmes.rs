//! Programmes of Asia: the table as it was printed, and what is made of it. People choose where to move by
//! this page, so each cell is held against the source and each answer against a plainer calculation.

mod compare;
mod exchange;
mod export;
mod matching;
mod search;
mod table;
mod view;

use hsmp::assess::programmes::{Match, matches};
use hsmp::assess::{Assessment, assess};
use hsmp::profile::{Country, Currency};
use hsmp::rulebook::programmes::{PLACES, PROGRAMMES};
use hsmp::text::{Catalogue, Language};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{document, today};

/// What comes of these sections of answers.
fn answered(sections: Value) -> Assessment {
    assess(&document(sections), today())
}

/// The row of a programme.
fn row(id: &str) -> usize {
    PROGRAMMES.iter().position(|programme| programme.id() == id).unwrap_or_else(|| panic!("no programme {id}"))
}

/// How a programme stands to a person.
fn beside(all: &Assessment, id: &str) -> Match {
    matches(all).swap_remove(row(id))
}

/// All rows by country as a page in that language has them.
fn alphabet(language: Language) -> Vec<usize> {
    let words = Catalogue::built_in(language);
    let name = |row: &usize| language.sort_key(words.get(Country::from_code(PROGRAMMES[*row].country()).unwrap().name()));
    let mut rows: Vec<usize> = (0..PROGRAMMES.len()).collect();
    rows.sort_by_cached_key(name);
    rows
}

fn maybe<T: Clone + std::fmt::Debug + 'static>(strategy: impl Strategy<Value = T> + 'static) -> BoxedStrategy<Option<T>> {
    prop::option::of(strategy).boxed()
}

/// Amounts from nothing over the thresholds of the table to the most that can be entered.
fn amount() -> impl Strategy<Value = String> {
    let round = prop::sample::select(vec!["0.00", "0.01", "499.99", "500.00", "2000.00", "100000.00", "350000.00", "1000000000000.00"]);
    prop_oneof![
        round.prop_map(str::to_owned),
        (0u32..13, 0u64..10_000).prop_map(|(zeros, digits)| format!("{}.00", (digits * 10u64.pow(zeros)) % 1_000_000_000_000)),
        (0u64..100_000_000).prop_map(|hundredths| format!("{}.{:02}", hundredths / 100, hundredths % 100)),
    ]
}

/// Answers of any person, on this page and on others that it takes over.
fn life() -> impl Strategy<Value = Value> {
    let countries: Vec<&str> = PLACES.iter().map(|place| &place[..2]).chain(["FR", "RU"]).collect();
    let currencies: Vec<&str> = Currency::ALL.iter().map(|currency| currency.name()).collect();
    let choices = (
        maybe(prop::sample::select(vec!["stay", "work", "citizenship"])),
        maybe(prop::sample::select(countries)),
        maybe(prop::sample::select(currencies)),
    );
    let yes_no = || maybe(any::<bool>());
    let own = (choices, maybe(amount()), maybe(amount()), maybe(amount()), [yes_no(), yes_no(), yes_no(), yes_no(), yes_no()]);
    (own, yes_no(), yes_no(), any::<bool>()).prop_map(|((choices, income, savings, invest, flags), citizen, awards, relative)| {
        let mut own = json!({});
        let said = |text: Option<&str>| text.map(|text| json!(text));
        let texts = [("aim", said(choices.0)), ("nationality", said(choices.1)), ("currency", said(choices.2))];
        let amounts =
            [("income", income), ("savings", savings), ("invest", invest)].map(|(field, amount)| (field, said(amount.as_deref())));
        let flags = ["family", "remote", "founder", "retired", "talent"].into_iter().zip(flags.map(|yes| yes.map(|yes| json!(yes))));
        for (field, answer) in texts.into_iter().chain(amounts).chain(flags) {
            if let Some(answer) = answer {
                own[field] = answer;
            }
        }
        let mut life = json!({ "elsewhere": own });
        if let Some(yes) = citizen {
            life["you"] = json!({ "azerbaijani": yes });
        }
        if let Some(yes) = awards {
            life["achievements"] = json!({ "awards": yes });
        }
        if relative {
            life["family"] = json!([{ "id": 1, "relation": "spouse" }]);
        }
        life
    })
}
