//! What of the table is shown, in which order, and which programmes stand side by side: written into the
//! address, so that it comes back. Nothing about the person stands in it.

use super::exchange::Rates;
use super::{HSMP, Match, Verdict};
use crate::quantity::sorted;
use crate::rulebook::programmes::{Citizenship, Length, PROGRAMMES, Per, ProgrammeKind};

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
    /// All, as they are offered.
    pub const ALL: [Self; 6] = [Self::Match, Self::Country, Self::Sum, Self::Term, Self::Family, Self::Citizenship];

    /// The word in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Match => "match",
            Self::Country => "country",
            Self::Sum => "sum",
            Self::Term => "term",
            Self::Family => "family",
            Self::Citizenship => "citizenship",
        }
    }
}

/// The word of a kind in addresses and worked examples.
pub const KINDS: [(ProgrammeKind, &str); 11] = [
    (ProgrammeKind::Talent, "talent"),
    (ProgrammeKind::Investor, "investor"),
    (ProgrammeKind::Property, "property"),
    (ProgrammeKind::Deposit, "deposit"),
    (ProgrammeKind::Citizenship, "citizenship"),
    (ProgrammeKind::Entrepreneur, "entrepreneur"),
    (ProgrammeKind::Nomad, "nomad"),
    (ProgrammeKind::Retiree, "retiree"),
    (ProgrammeKind::JobSeeker, "job-seeker"),
    (ProgrammeKind::Stay, "stay"),
    (ProgrammeKind::Other, "other"),
];

/// Something that rows can be asked to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    /// This verdict.
    Verdict(Verdict),
    /// This kind.
    Kind(ProgrammeKind),
    /// Family may come along.
    Family,
    /// Leads to citizenship.
    Citizenship,
    /// Can be without end.
    Permanent,
    /// Marked by the person.
    Favourite,
}

impl Filter {
    /// All, as they are offered.
    pub fn all() -> impl Iterator<Item = Self> {
        let verdicts = Verdict::ALL.into_iter().map(Self::Verdict);
        let kinds = KINDS.into_iter().map(|(kind, _)| Self::Kind(kind));
        [Self::Family, Self::Citizenship, Self::Permanent, Self::Favourite].into_iter().chain(verdicts).chain(kinds)
    }

    /// The word in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Verdict(verdict) => verdict.name(),
            Self::Kind(kind) => KINDS.iter().find(|(known, _)| *known == kind).map_or("", |(_, name)| name),
            Self::Family => "with-family",
            Self::Citizenship => "to-citizenship",
            Self::Permanent => "permanent",
            Self::Favourite => "favourite",
        }
    }

    /// Filters of one group widen each other; those of different groups narrow.
    const fn group(self) -> u8 {
        match self {
            Self::Verdict(_) => 0,
            Self::Kind(_) => 1,
            Self::Family => 2,
            Self::Citizenship => 3,
            Self::Permanent => 4,
            Self::Favourite => 5,
        }
    }

    fn holds(self, row: &Row<'_>) -> bool {
        let programme = row.found.programme;
        match self {
            Self::Verdict(verdict) => row.found.verdict == verdict,
            Self::Kind(kind) => programme.kind == kind,
            Self::Family => programme.dependants,
            Self::Citizenship => matches!(programme.citizenship, Citizenship::Yes | Citizenship::After(_)),
            Self::Permanent => programme.longest == Length::Permanent,
            Self::Favourite => row.favourite,
        }
    }
}

/// A row as the view looks at it.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The programme beside the person.
    pub found: &'a Match,
    /// Whether the words that were typed find it.
    pub named: bool,
    /// Whether the person marked it.
    pub favourite: bool,
    /// Its country's place in the alphabet of the page's language.
    pub country: usize,
}

/// The most programmes side by side.
pub const MOST_COMPARED: usize = 5;

/// What is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Words to find.
    pub query: String,
    /// What rows must have.
    pub filters: Vec<Filter>,
    /// Their order.
    pub sort: Sort,
    /// The other way round.
    pub reverse: bool,
    /// What stands side by side, in the order it was chosen.
    pub compare: Vec<&'static str>,
}

impl Default for View {
    fn default() -> Self {
        Self { query: String::new(), filters: Vec::new(), sort: Sort::Match, reverse: false, compare: Vec::new() }
    }
}

impl View {
    /// Reads what [`View::address`] wrote; what it does not know is passed over.
    pub fn parse(address: &str) -> Self {
        let mut view = Self::default();
        for part in address.split('&') {
            match part.split_once('=') {
                Some(("q", text)) => view.query = decoded(text),
                Some(("sort", name)) => view.sort = Sort::ALL.into_iter().find(|sort| sort.name() == name).unwrap_or(Sort::Match),
                Some(("compare", ids)) => {
                    for id in ids.split(',').filter_map(|id| PROGRAMMES.iter().find(|programme| programme.id == id)) {
                        view.put_beside(id.id, true);
                    }
                }
                None if part == "reverse" => view.reverse = true,
                None => {
                    if let Some(filter) = Filter::all().find(|filter| filter.name() == part).filter(|filter| !view.filters.contains(filter))
                    {
                        view.filters.push(filter);
                    }
                }
                Some(_) => {}
            }
        }
        view
    }

    /// The view as the end of an address; empty for the whole table as it is first shown.
    pub fn address(&self) -> String {
        let mut parts = Vec::new();
        if !self.query.trim().is_empty() {
            parts.push(format!("q={}", encoded(self.query.trim())));
        }
        parts.extend(self.filters.iter().map(|filter| filter.name().to_owned()));
        if self.sort != Sort::Match {
            parts.push(format!("sort={}", self.sort.name()));
        }
        if self.reverse {
            parts.push("reverse".to_owned());
        }
        if !self.compare.is_empty() {
            parts.push(format!("compare={}", self.compare.join(",")));
        }
        parts.join("&")
    }

    /// Switches a filter on or off.
    pub fn switch(&mut self, filter: Filter, on: bool) {
        self.filters.retain(|known| *known != filter);
        if on {
            self.filters.push(filter);
        }
    }

    /// Puts a programme beside the others, or takes it away. No more than [`MOST_COMPARED`] stand there.
    pub fn put_beside(&mut self, id: &'static str, on: bool) {
        self.compare.retain(|known| *known != id);
        if on && self.compare.len() < MOST_COMPARED {
            self.compare.push(id);
        }
    }

    /// Whether the programme of Azerbaijan stands beside the others.
    pub fn has_hsmp(&self) -> bool {
        self.compare.contains(&HSMP)
    }

    /// Sorts by a column; the same one again turns the order about.
    pub fn sort_by(&mut self, sort: Sort) {
        self.reverse = self.sort == sort && !self.reverse;
        self.sort = sort;
    }

    fn shows(&self, row: &Row<'_>) -> bool {
        let fits = |filter: &Filter| self.filters.iter().any(|other| other.group() == filter.group() && other.holds(row));
        row.named && self.filters.iter().all(fits)
    }

    /// The rows that are shown, by their numbers, in order.
    pub fn order(&self, rows: &[Row<'_>], rates: &Rates<'_>) -> Vec<usize> {
        let shown = rows.iter().enumerate().filter(|(_, row)| self.shows(row));
        let keyed: Vec<(usize, (bool, i64, i64))> = shown.map(|(index, row)| (index, self.key(row, rates))).collect();
        sorted(keyed, |(index, key)| (*key, rows.get(*index).map_or(0, |row| row.country), *index))
            .into_iter()
            .map(|(index, _)| index)
            .collect()
    }

    /// How many rows each filter would show, together with the filters of the other groups.
    pub fn counts(&self, rows: &[Row<'_>]) -> Vec<(Filter, usize)> {
        let count = |filter: Filter| {
            let mut with = self.clone();
            with.filters.retain(|other| other.group() != filter.group());
            with.filters.push(filter);
            (filter, rows.iter().filter(|row| with.shows(row)).count())
        };
        Filter::all().map(count).collect()
    }

    /// What a row is put in order by: what is not known comes last, both ways.
    fn key(&self, row: &Row<'_>, rates: &Rates<'_>) -> (bool, i64, i64) {
        let programme = row.found.programme;
        let (known, first, second) = match self.sort {
            Sort::Match => {
                let open = row.found.conditions.iter().filter(|condition| condition.open.is_some()).count();
                (true, row.found.verdict as i64, row.found.gap().unwrap_or(0) + i64::try_from(open).unwrap_or(0))
            }
            Sort::Country => (true, i64::try_from(row.country).unwrap_or(0), 0),
            Sort::Sum => programme.sum().and_then(|sum| Some((sum, rates.worth(sum.currency)?))).map_or((false, 0, 0), |(sum, worth)| {
                let times = if sum.per == Per::Month { 12 } else { 1 };
                (true, i64::from(matches!(sum.per, Per::Once | Per::Funds)), worth.in_order(sum.amount.times(times)))
            }),
            Sort::Term => (true, programme.longest.days().into(), programme.shortest.days().into()),
            Sort::Family => (true, i64::from(!programme.dependants), 0),
            Sort::Citizenship => match programme.citizenship {
                Citizenship::After(years) => (true, 0, years.into()),
                Citizenship::Yes => (true, 1, 0),
                Citizenship::No => (true, 2, 0),
                Citizenship::NotStated => (false, 0, 0),
            },
        };
        let turn = if self.reverse { -1 } else { 1 };
        (!known, first * turn, second * turn)
    }
}

/// Letters and digits as they are, a space as `+`, all else by its bytes.
fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b' ' => out.push('+'),
            _ if byte.is_ascii_alphanumeric() => out.push(byte.into()),
            _ => {
                out.push('%');
                for half in [byte >> 4, byte & 15] {
                    out.extend(char::from_digit(half.into(), 16));
                }
            }
        }
    }
    out
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut half = || char::from(rest.next()?).to_digit(16);
                half().zip(half()).and_then(|(high, low)| u8::try_from(high * 16 + low).ok()).unwrap_or(b'?')
            }
            other => other,
        });
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
