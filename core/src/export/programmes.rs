//! The programmes as CSV, for spreadsheets.

use crate::assess::programmes::Match;
use crate::assess::programmes::exchange::Rates;
use crate::assess::programmes::why::short;
use crate::csv::Writer;
use crate::key;
use crate::message::Key;
use crate::quantity::MANAT;
use crate::rulebook::programmes::{Column, Need, Per};
use crate::text::{Catalogue, tri};

/// The column headings.
const COLUMNS: [Key; 14] = [
    key!("programmes-page.column.place"),
    key!("programmes-page.column.name"),
    key!("programmes-page.column.kind"),
    key!("programmes.column.income"),
    key!("programmes.column.investment"),
    key!("programmes.column.funds"),
    key!("programmes.column.capital"),
    key!("programmes-page.column.in-manat"),
    key!("programmes-page.column.term"),
    key!("programmes-page.column.family"),
    key!("programmes-page.column.citizenship"),
    key!("programmes-page.column.match"),
    key!("programmes-page.column.short"),
    key!("programmes-page.column.source"),
];

/// The programmes in the given order and language.
pub fn csv(found: &[&Match], rates: &Rates<'_>, words: &Catalogue) -> String {
    let mut file = Writer::commas();
    file.record(&COLUMNS.map(|key| words.get(key)));
    for one in found {
        file.record(&cells(one, rates, words));
    }
    file.finish()
}

fn cells(one: &Match, rates: &Rates<'_>, words: &Catalogue) -> [String; 14] {
    let programme = one.programme;
    let place = programme.country_name().map_or("", |name| words.get(name)).to_owned();
    let need = |column: Column| match (programme.need, programme.sum()) {
        // Plain figures, so that a spreadsheet can calculate with them.
        (Need::Sum(own, per, ..), Some(sum)) if own == column => {
            let per = match per {
                Per::Month => key!("programmes-page.per.month"),
                Per::Year => key!("programmes-page.per.year"),
                Per::Once => key!("programmes-page.per.once"),
                Per::Funds => key!("programmes-page.per.funds"),
            };
            [(sum.amount.qepik() / 100).to_string().as_str(), sum.currency, words.get(per)].join(" ")
        }
        (Need::Text(own, text), _) if own == column => text.to_owned(),
        _ => String::new(),
    };
    let manat = || {
        let sum = programme.sum()?;
        let rate = rates.worth(sum.currency)?.in_manat(&rates.worth(MANAT)?)?;
        Some((rate.of(crate::profile::Amount(sum.amount)).qepik() / 100).to_string())
    };
    [
        place,
        programme.name.to_owned(),
        words.get(programme.kind.label()).to_owned(),
        need(Column::Income),
        need(Column::Investment),
        need(Column::Funds),
        need(Column::Capital),
        manat().unwrap_or_default(),
        words.say(&programme.term()),
        words.get(tri(programme.dependants.into())).to_owned(),
        words.say(&programme.citizenship.text()),
        words.get(one.verdict.label()).to_owned(),
        one.short().map_or_else(String::new, |(sum, compared)| words.say(&short(sum, compared))),
        words.get(programme.standing.label()).to_owned(),
    ]
}
