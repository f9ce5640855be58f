//! What of the table is shown, in which order, and which programmes stand side by side: written into the
//! address, so that it comes back. Nothing about the person stands in it, and no words that were typed.

use super::compare::worth;
use super::exchange::Rates;
use super::{Match, Verdict};
use crate::key;
use crate::message::Key;
use crate::rulebook::programmes::{Citizenship, Length, PROGRAMMES, ProgrammeKind};

/// By what the rows are put in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// How the programme stands, then how far off it is.
    Match,
    /// Country, then name.
    Country,
    /// The amount that is asked for: incomes by the year, then what is asked for once.
    Sum,
    /// The longest term.
    Term,
    /// Family.
    Family,
    /// Citizenship.
    Citizenship,
}

impl Sort {
    /// All, as the columns stand, each with its word in addresses and its text.
    pub const ALL: [(Self, &'static str, Key); 6] = [
        (Self::Country, "country", key!("programmes-page.column.country")),
        (Self::Match, "match", key!("programmes-page.column.match")),
        (Self::Sum, "sum", key!("programmes-page.column.sum")),
        (Self::Term, "term", key!("programmes-page.column.term")),
        (Self::Family, "family", key!("programmes-page.column.family")),
        (Self::Citizenship, "citizenship", key!("programmes-page.column.citizenship")),
    ];
}

/// What rows can be asked to have, by number: the word in addresses and the text. A row's properties and the
/// filters of a view are sets of these, a bit each.
pub const FILTERS: [(&str, Key); 18] = [
    ("with-family", key!("programmes-page.filter.family")),
    ("to-citizenship", key!("programmes-page.filter.citizenship")),
    ("permanent", key!("programmes-page.filter.permanent")),
    ("favourite", key!("programmes-page.filter.favourite")),
    ("meets", Verdict::Meets.label()),
    ("open", Verdict::Open.label()),
    ("does-not", Verdict::DoesNot.label()),
    ("talent", ProgrammeKind::Talent.label()),
    ("investor", ProgrammeKind::Investor.label()),
    ("property", ProgrammeKind::Property.label()),
    ("deposit", ProgrammeKind::Deposit.label()),
    ("citizenship", ProgrammeKind::Citizenship.label()),
    ("entrepreneur", ProgrammeKind::Entrepreneur.label()),
    ("nomad", ProgrammeKind::Nomad.label()),
    ("retiree", ProgrammeKind::Retiree.label()),
    ("job-seeker", ProgrammeKind::JobSeeker.label()),
    ("stay", ProgrammeKind::Stay.label()),
    ("other", ProgrammeKind::Other.label()),
];

/// Where the verdicts and the kinds begin among [`FILTERS`].
const VERDICTS: u32 = 4;
/// The first filter that is a kind.
pub const KINDS: u32 = 7;

/// Filters of one group widen each other; those of different groups narrow.
const GROUPS: [u32; 6] = [1, 2, 4, 8, 0b111 << VERDICTS, 0x7ff << KINDS];

/// What a row has, a bit a filter.
pub fn properties(found: &Match, favourite: bool) -> u32 {
    let programme = found.programme;
    u32::from(programme.dependants)
        | u32::from(matches!(programme.citizenship, Citizenship::Yes | Citizenship::After(_))) << 1
        | u32::from(programme.longest == Length::Permanent) << 2
        | u32::from(favourite) << 3
        | 1 << (VERDICTS + found.verdict as u32)
        | 1 << (KINDS + programme.kind as u32)
}

/// The most programmes side by side.
pub const MOST_COMPARED: usize = 5;

/// What is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// What rows must have, a bit a filter.
    pub filters: u32,
    /// Their order.
    pub sort: Sort,
    /// The other way round.
    pub reverse: bool,
    /// What stands side by side: rows in the order they were chosen.
    pub compare: Vec<usize>,
}

impl Default for View {
    fn default() -> Self {
        Self { filters: 0, sort: Sort::Match, reverse: false, compare: Vec::new() }
    }
}

impl View {
    /// Reads what [`View::address`] wrote; what it does not know is passed over.
    pub fn parse(address: &str) -> Self {
        let mut view = Self::default();
        for part in address.split('&') {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            match name {
                "sort" => view.sort = Sort::ALL.iter().find(|(_, name, _)| *name == value).map_or(Sort::Match, |(sort, ..)| *sort),
                "reverse" => view.reverse = true,
                "compare" => {
                    for row in value.split(',').filter_map(|id| PROGRAMMES.iter().position(|programme| programme.id() == id)) {
                        if !view.compare.contains(&row) {
                            view.put_beside(row);
                        }
                    }
                }
                name => view.filters |= FILTERS.iter().position(|(known, _)| *known == name).map_or(0, |bit| 1 << bit),
            }
        }
        view
    }

    /// The view as the end of an address; empty for the whole table as it is first shown.
    pub fn address(&self) -> String {
        let mut parts = String::new();
        let mut put = |part: &[&str]| {
            if !parts.is_empty() {
                parts.push('&');
            }
            parts.push_str(&part.concat());
        };
        for (bit, (name, _)) in FILTERS.iter().enumerate() {
            if self.filters & 1 << bit != 0 {
                put(&[name]);
            }
        }
        if let Some((_, name, _)) = Sort::ALL.iter().find(|(sort, ..)| *sort == self.sort && *sort != Sort::Match) {
            put(&["sort=", name]);
        }
        if self.reverse {
            put(&["reverse"]);
        }
        let ids: Vec<String> = self.compare.iter().filter_map(|row| PROGRAMMES.get(*row)).map(|programme| programme.id()).collect();
        if !ids.is_empty() {
            put(&["compare=", &ids.join(",")]);
        }
        parts
    }

    /// Puts a row beside the others, or takes it away if it is there. No more than [`MOST_COMPARED`] stand there.
    pub fn put_beside(&mut self, row: usize) {
        match self.compare.iter().position(|known| *known == row) {
            Some(place) => drop(self.compare.remove(place)),
            None if self.compare.len() < MOST_COMPARED => self.compare.push(row),
            None => {}
        }
    }

    /// Sorts by a column; the same one again turns the order about.
    pub fn sort_by(&mut self, sort: Sort) {
        self.reverse = self.sort == sort && !self.reverse;
        self.sort = sort;
    }

    /// The rows that are shown, in order. `alphabet` has all rows by country; `named` are those that the words
    /// find; `has` what each has.
    pub fn order(&self, found: &[Match], alphabet: &[usize], named: &[bool], has: &[u32], rates: &Rates<'_>) -> Vec<usize> {
        let mut order: Vec<(i64, usize)> = Vec::new();
        for (place, row) in alphabet.iter().enumerate() {
            if named[*row] && fits(self.filters, has[*row]) {
                let own = self.key(&found[*row], place as i64, rates);
                let at = order.partition_point(|(key, _)| *key <= own);
                order.insert(at, (own, *row));
            }
        }
        order.into_iter().map(|(_, row)| row).collect()
    }

    /// How many rows each filter would show, together with the filters of the other groups.
    pub fn counts(&self, named: &[bool], has: &[u32]) -> [usize; FILTERS.len()] {
        let mut counts = [0; FILTERS.len()];
        for (bit, count) in counts.iter_mut().enumerate() {
            let group = GROUPS.iter().find(|group| *group & 1 << bit != 0).copied().unwrap_or(0);
            let filters = self.filters & !group | 1 << bit;
            *count = named.iter().zip(has).filter(|(named, has)| **named && fits(filters, **has)).count();
        }
        counts
    }

    /// What a row is put in order by, the least first: what is not known comes last, both ways.
    fn key(&self, found: &Match, place: i64, rates: &Rates<'_>) -> i64 {
        let programme = found.programme;
        let key = match self.sort {
            Sort::Match => {
                let open = found.open().count();
                // Who is a little short is nearer than who lacks what no money gives.
                let off = if found.verdict == Verdict::DoesNot { found.gap().unwrap_or(1 << 32) } else { open as i64 };
                (i64::from(found.verdict as u8) << 40) + off
            }
            Sort::Country => place,
            Sort::Sum => match worth(programme, rates) {
                // No amount in the table comes near this.
                Some((is_income, value)) => value + (i64::from(!is_income) << 50),
                None => return i64::MAX,
            },
            Sort::Term => (i64::from(programme.longest.days()) << 16) + i64::from(programme.shortest.days().min(0xffff)),
            Sort::Family => i64::from(!programme.dependants),
            Sort::Citizenship => match programme.citizenship {
                Citizenship::After(years) => years.into(),
                Citizenship::Yes => 1000,
                Citizenship::No => 1001,
                Citizenship::NotStated => return i64::MAX,
            },
        };
        if self.reverse { -key } else { key }
    }
}

fn fits(filters: u32, has: u32) -> bool {
    GROUPS.iter().all(|group| filters & group == 0 || filters & group & has != 0)
}

/// Text as it was before an address took it up: `%2C` is a comma, `+` a space.
pub fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut half = || char::from(rest.next()?).to_digit(16);
                half().zip(half()).map_or(b'?', |(high, low)| (high * 16 + low) as u8)
            }
            other => other,
        });
    }
    // What is no text is left out, down to the plainest letters.
    String::from_utf8(bytes).unwrap_or_else(|bad| bad.into_bytes().into_iter().filter(u8::is_ascii).map(char::from).collect())
}
