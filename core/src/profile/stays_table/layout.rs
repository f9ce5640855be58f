//! How a table is laid out: its separator, its header, and which column is which.

use super::order::fits;
use super::{COLUMNS, Import, Line, MOST_LINES, counted, words};
use crate::csv::{lines, records};
use crate::key;
use crate::message::Message;
use crate::profile::{Country, Order, WrittenDate};

/// How many lines may stand above the header or the first stay: titles, names, dates of printing.
const MOST_ABOVE: usize = 10;

/// How many lines are looked at to find out how a table is laid out.
const SAMPLE: usize = 50;

/// How many lines are shown where the person must say which column is which.
const SHOWN: usize = 3;

/// Where each of our columns stands: country, first day, last day, purpose.
pub type Places = [Option<usize>; 4];

/// As we write them.
const IN_ORDER: Places = [Some(0), Some(1), Some(2), Some(3)];

/// The columns of a table that does not say which is which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The first lines, each with as many cells as there are columns.
    pub rows: Vec<Vec<String>>,
    /// What is known or was chosen so far.
    pub places: Places,
}

pub(super) struct Layout {
    pub(super) separator: char,
    /// The lines that say how to read the others.
    pub(super) head: Vec<String>,
    /// Where the columns stand; none while that is not known.
    pub(super) places: Option<Places>,
    pub(super) asked: Option<Asked>,
    pub(super) refused: Option<Message>,
    pub(super) notes: Vec<Message>,
    /// The lines with stays.
    pub(super) rows: Vec<Line>,
}

impl Layout {
    /// Looks at a text. `chosen` is what the person said of its columns.
    pub(super) fn of(lines: &[&str], chosen: Option<Places>) -> Self {
        let named = lines.first().and_then(|line| named_separator(line));
        let separator = named.unwrap_or_else(|| separator_of(lines));
        let skipped = usize::from(named.is_some());
        // One more than can be taken, so that a list too long is noticed.
        let rows: Vec<Line> = rows(lines, separator).skip(skipped).take(MOST_ABOVE + MOST_LINES + 2).collect();
        let head = lines.iter().take(skipped).map(|line| (*line).to_owned()).collect();
        let mut layout = Self { separator, head, places: None, asked: None, refused: None, notes: Vec::new(), rows };
        let header = layout.rows.iter().take(MOST_ABOVE + 1).take_while(|row| !is_stay(row)).position(is_header);
        match header {
            Some(place) => layout.below_header(place, chosen),
            None => layout.without_header(chosen),
        }
        layout
    }

    /// Finds the columns by their names; where one has no name that we know, by what stands in it.
    fn below_header(&mut self, place: usize, chosen: Option<Places>) {
        let rows = self.rows.split_off(place + 1);
        let Some(header) = self.rows.pop() else { return };
        self.rows = rows;
        self.leave_out(|row, _| is_sum(row));
        let names = header.cells();
        let sample = &self.rows[..self.rows.len().min(SAMPLE)];
        let mut places: Places = [None; 4];
        for (column, place) in places.iter_mut().enumerate() {
            let own = (0..names.len()).filter(|at| words::column(&names[*at]) == Some(column));
            // Of two columns of one name the better filled one.
            *place = own.rev().max_by_key(|at| sample.iter().filter(|row| is_of(column, row.at(*at))).count());
        }
        let candidates = |column: usize| -> Vec<usize> {
            let all = 0..width(sample).max(names.len());
            all.filter(|at| !places.contains(&Some(*at)) && is_mostly(sample, *at, |cell| is_of(column, cell))).collect()
        };
        let (countries, days) = (candidates(0), candidates(1));
        let is_day_open = places[1..3].iter().any(Option::is_none) && !days.is_empty();
        if let (None, [country]) = (places[0], countries.as_slice()) {
            places[0] = Some(*country);
        }
        // Which day a column of another name means is not guessed.
        if is_day_open || places[0].is_none() && !sample.is_empty() {
            self.asked = Some(asked(std::iter::once(&header).chain(sample), chosen.unwrap_or(places)));
            self.places = chosen.filter(is_complete);
            return;
        }
        let unused = (0..names.len()).filter(|at| !places.contains(&Some(*at))).map(|at| names[at].trim()).filter(|name| !name.is_empty());
        self.notes.extend(unused.map(|name| Message::new(key!("import.unused-column")).with("text", name.to_owned())));
        if places[2].is_none() {
            self.refused = Some(key!("import.no-last-column").into());
        }
        self.head.push(header.text);
        self.places = Some(places);
    }

    /// Finds the columns by what stands in them.
    fn without_header(&mut self, chosen: Option<Places>) {
        self.leave_out(|row, _| is_sum(row));
        // Titles, and names of columns that we do not know.
        let is_above = |row: &Line| !has_date(row) && !row.cells().iter().any(|cell| is_country(cell));
        let above = self.rows.iter().take(MOST_ABOVE).take_while(|row| is_above(row)).count();
        let first = &self.rows[..self.rows.len().min(SAMPLE)];
        let sample: Vec<&Line> = first.iter().filter(|row| has_date(row)).collect();
        let width = width(first);
        let kinds = Kinds::of(&sample, width);
        let found = kinds.places(&sample, width);
        let is_in_order = is_in_order(&sample, width);
        if found.is_none() && kinds.is_log(first.len() - above, sample.len(), is_in_order, width) {
            self.refused = Some(key!("import.no-last-column").into());
            return;
        }
        let is_plain = found.is_some() || sample.is_empty() || width < 3 || is_in_order;
        if !is_plain {
            self.asked = Some(asked(first.iter(), chosen.unwrap_or([None; 4])));
        }
        self.places = if is_plain { Some(found.unwrap_or(IN_ORDER)) } else { chosen.filter(is_complete) };
        // Where we only suppose the order, every line is a stay or a slip.
        let Some(places) = self.places.filter(|_| found.is_some() || !is_plain) else { return };
        for at in (0..width).filter(|at| !places.contains(&Some(*at)) && first.iter().any(|row| !row.at(*at).is_empty())) {
            self.notes.push(Message::new(key!("import.unused-place")).with("number", counted(at + 1)));
        }
        self.leave_out(|_, place| place < above);
    }

    /// Takes out the lines that are no stays, and names each.
    fn leave_out(&mut self, is_out: impl Fn(&Line, usize) -> bool) {
        let mut place = 0;
        let notes = &mut self.notes;
        self.rows.retain(|row| {
            let is_out = is_out(row, place);
            place += 1;
            if is_out {
                let note =
                    Message::new(key!("import.left-out")).with("number", counted(row.number)).with("text", row.text.trim().to_owned());
                notes.push(note);
            }
            !is_out
        });
    }
}

/// The head under which what is left is read as before: the one that there was, or our own names of the columns.
pub(super) fn head_of_rest(import: &Import, separator: char, places: Places) -> Vec<String> {
    let named = format!("sep={separator}");
    let width = places.iter().flatten().max().map_or(0, |last| last + 1);
    let name = |at: usize| places.iter().position(|place| *place == Some(at)).map_or("", |column| COLUMNS[column].field);
    let header = (0..width).map(name).collect::<Vec<_>>().join(&separator.to_string());
    let reads_alike = |head: &Vec<String>| {
        let rest = Import { head: head.clone(), bad: import.bad.clone(), ..Import::default() }.rest();
        let again = Layout::of(&lines(&rest), None);
        again.separator == separator && again.places == Some(places) && again.rows.len() == import.bad.len() && again.refused.is_none()
    };
    [import.head.clone(), vec![named.clone()]].into_iter().find(reads_alike).unwrap_or_else(|| vec![named, header])
}

/// The lines that are not blank.
fn rows(lines: &[&str], separator: char) -> impl Iterator<Item = Line> {
    let is_blank = move |line: &&str| line.chars().all(|c| c == separator || c == '"' || c.is_whitespace());
    records(lines, separator).filter(move |record| !record.lines.iter().all(is_blank)).map(|record| Line {
        number: record.number,
        text: record.lines.join("\n"),
        cells: record.cells,
    })
}

fn asked<'a>(shown: impl Iterator<Item = &'a Line>, places: Places) -> Asked {
    let mut rows: Vec<Vec<String>> = shown.take(SHOWN).map(|row| row.cells().iter().map(|cell| cell.trim().to_owned()).collect()).collect();
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    rows.iter_mut().for_each(|row| row.resize(width, String::new()));
    Asked { rows, places }
}

/// Whether the person has said where the country and both days stand, each in a column of its own.
fn is_complete(places: &Places) -> bool {
    let is_alone = |place: &Option<usize>| place.is_none() || places.iter().filter(|other| *other == place).count() == 1;
    places[..3].iter().all(Option::is_some) && places.iter().all(is_alone)
}

fn width(rows: &[Line]) -> usize {
    rows.iter().map(|row| row.cells().len()).max().unwrap_or(0)
}

fn is_date(cell: &str) -> bool {
    WrittenDate::read(cell).is_ok()
}

/// Whether a cell is a country by its name or letters. A number is more often a count of days.
fn is_country(cell: &str) -> bool {
    cell.chars().any(char::is_alphabetic) && Country::named(cell).is_some()
}

/// Whether a cell suits one of our columns.
fn is_of(column: usize, cell: &str) -> bool {
    match column {
        0 => is_country(cell),
        1 => is_date(cell),
        2 => is_date(cell) || words::is_open(cell),
        _ => words::purpose(cell).is_some(),
    }
}

fn has_date(row: &Line) -> bool {
    row.cells().iter().any(|cell| is_date(cell))
}

/// A line that adds up the others says nothing of what stands in its columns.
fn is_sum(row: &Line) -> bool {
    row.cells().iter().map(|cell| cell.trim()).find(|cell| !cell.is_empty()).is_some_and(words::is_total) && !has_date(row)
}

fn is_stay(row: &Line) -> bool {
    has_date(row) && row.cells().iter().any(|cell| is_country(cell))
}

/// A header names two of country, first and last day.
fn is_header(row: &Line) -> bool {
    let named: Vec<usize> = row.cells().iter().filter_map(|cell| words::column(cell)).collect();
    (0..3).filter(|column| named.contains(column)).count() > 1
}

/// Whether at least half of the filled cells of a column are of a kind.
fn is_mostly<'a>(rows: impl IntoIterator<Item = &'a Line>, at: usize, is_kind: impl Fn(&str) -> bool) -> bool {
    let (mut filled, mut own) = (0, 0);
    for cell in rows.into_iter().map(|row| row.at(at)).filter(|cell| !cell.is_empty()) {
        filled += 1;
        own += usize::from(is_kind(cell));
    }
    own > 0 && own * 2 >= filled
}

/// Which columns hold mostly countries, days and purposes.
struct Kinds {
    countries: Vec<usize>,
    days: Vec<usize>,
    purposes: Vec<usize>,
}

impl Kinds {
    fn of(rows: &[&Line], width: usize) -> Self {
        let mostly = |column: usize| -> Vec<usize> {
            (0..width).filter(|at| is_mostly(rows.iter().copied(), *at, |cell| is_of(column, cell))).collect()
        };
        let mut days = mostly(2);
        days.retain(|at| rows.iter().any(|row| is_date(row.at(*at))));
        Self { countries: mostly(0), days, purposes: mostly(3) }
    }

    /// The columns, where that leaves no doubt: one of countries and two of days.
    fn places(&self, rows: &[&Line], width: usize) -> Option<Places> {
        let ([country], [one, other]) = (self.countries.as_slice(), self.days.as_slice()) else { return None };
        // Half of a column may be countries, and half days.
        if [one, other].contains(&country) {
            return None;
        }
        let purpose = self.purposes.first().copied().filter(|at| self.purposes.len() == 1 && ![country, one, other].contains(&at));
        // The first day stands first, unless every line says otherwise.
        let mut dated = 0;
        let is_turned = rows.iter().all(|row| {
            let [one, other] = [one, other].map(|at| WrittenDate::read(row.at(*at)).ok());
            let has_both = one.is_some() && other.is_some();
            dated += usize::from(has_both);
            !has_both || ![Order::DayFirst, Order::MonthFirst].into_iter().any(|order| fits(order, one, other))
        });
        let (from, to) = if is_turned && dated > 0 { (other, one) } else { (one, other) };
        let places = [Some(*country), Some(*from), Some(*to), purpose];
        // Without a fourth column it is the order that we suppose anyway.
        Some(if width < 4 && places[..3] == IN_ORDER[..3] { IN_ORDER } else { places })
    }

    /// A day and a country a line: what people keep who note each border they cross. One such line may be an open stay.
    fn is_log(&self, rows: usize, dated: usize, is_in_order: bool, width: usize) -> bool {
        let is_short = self.countries.len() == 1 && self.days.len() == 1 && rows == dated;
        is_short && (!is_in_order || width == 2 && rows > 1)
    }
}

/// Whether the columns can stand as we write them: some line has its first day where we write it, and no day or country
/// stands elsewhere.
fn is_in_order(rows: &[&Line], width: usize) -> bool {
    let is_elsewhere = |row: &&Line| is_date(row.at(0)) || (1..width).any(|at| is_country(row.at(at)) || at > 2 && is_date(row.at(at)));
    rows.iter().any(|row| is_date(row.at(1))) && !rows.iter().any(is_elsewhere)
}

/// The separator in a first line such as `sep=;`, which Excel writes.
fn named_separator(line: &str) -> Option<char> {
    let (name, separator) = line.split_at_checked(4)?;
    let mut separator = separator.chars();
    let found = separator.next().filter(|c| *c != '"')?;
    (name.eq_ignore_ascii_case("sep=") && separator.next().is_none()).then_some(found)
}

/// The separator that makes most sense of the first lines: it parts names of columns, or dates from countries. Where
/// none makes sense, the most frequent one of the first line.
fn separator_of(lines: &[&str]) -> char {
    let first: Vec<&str> = lines.iter().copied().filter(|line| !line.trim().is_empty()).take(2 * MOST_ABOVE).collect();
    let sense = |separator: char| -> usize {
        let value = |row: Line| match row.cells() {
            [] | [_] => 0,
            _ if is_header(&row) => 3,
            cells => usize::from(has_date(&row)) + usize::from(cells.iter().any(|cell| is_country(cell))),
        };
        rows(&first, separator).map(value).sum()
    };
    let candidates = [',', ';', '\t', '|'];
    let sense = candidates.map(sense);
    let best = sense.iter().max().copied().unwrap_or(0);
    let is_best = |place: &usize| sense[*place] == best;
    let line = first.first().copied().unwrap_or_default();
    // The first of those that are as frequent: `max_by_key` takes the last.
    (0..candidates.len())
        .rev()
        .filter(is_best)
        .max_by_key(|place| outside_quotes(line, candidates[*place]))
        .map_or(',', |place| candidates[place])
}

/// How often a separator stands outside quotes.
fn outside_quotes(line: &str, separator: char) -> usize {
    let mut quoted = false;
    let outside = line.chars().filter(|c| {
        quoted ^= *c == '"';
        !quoted && *c == separator
    });
    outside.count()
}
