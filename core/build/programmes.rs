//! Reads the table of programmes and the names of their countries, refuses what is not whole, and writes both
//! as Rust constants.
//!
//! Shared by the build script and by the tests that prove each refusal.

use std::fmt::Write as _;

#[path = "../src/message/fold.rs"]
mod folding;
#[allow(unused_imports, reason = "each includer uses its own part")]
pub use folding::{fold, fold_name};

const COLUMNS: [&str; 15] = [
    "id",
    "country",
    "name",
    "kind",
    "income",
    "investment",
    "funds",
    "capital",
    "shortest",
    "longest",
    "dependants",
    "citizenship",
    "standing",
    "sources",
    "notes",
];

/// What a programme is for, by its name or else by the column of its threshold.
pub const KINDS: [&str; 11] =
    ["talent", "investor", "property", "deposit", "citizenship", "entrepreneur", "nomad", "retiree", "job-seeker", "stay", "other"];

/// The languages in which countries can be searched for; a column each.
pub const NAMES: [&str; 7] = ["code", "en", "fr", "az", "tr", "ru", "ar"];

/// What the compiler must know of the rest of the rulebook.
pub struct Known<'a> {
    /// Ids of the sources, in the order of their numbers.
    pub sources: &'a [String],
    /// Text keys, sorted.
    pub texts: &'a [String],
}

/// The tables' source code.
///
/// # Errors
/// Every fault found, each with its row.
pub fn compile(programmes: &str, names: &str, known: &Known<'_>) -> Result<String, Vec<String>> {
    let mut faults = Vec::new();
    let rows = records("programmes.csv", programmes, &COLUMNS, &mut faults);
    let places = records("country-names.csv", names, &NAMES, &mut faults);
    let mut sets = Sets::default();
    let mut code =
        format!("/// Every programme, in the order of the table it is from.\npub static PROGRAMMES: [Programme; {}] = [\n", rows.len());
    let mut ids: Vec<&str> = Vec::new();
    for row in &rows {
        let id = row[0].as_str();
        let place = places.iter().position(|place| place[0] == row[1]);
        match place.ok_or_else(|| format!("country-names.csv has no {}", row[1])).and_then(|place| programme(row, place, known, &mut sets))
        {
            Ok(own) => code.push_str(&own),
            Err(why) => faults.push(format!("programmes.csv: '{id}': {why}")),
        }
        if ids.contains(&id) {
            faults.push(format!("programmes.csv: '{id}' stands twice"));
        }
        ids.push(id);
    }
    let _ = writeln!(code, "];\n");
    for (name, kind, own) in [("SOURCE_SETS", "u8", &sets.sources), ("NOTE_SETS", "Key", &sets.notes)] {
        let list: String = own.iter().map(|set| format!("&[{set}], ")).collect();
        let _ = writeln!(code, "static {name}: [&[{kind}]; {}] = [{list}];\n", own.len());
    }
    let currencies: String = sets.currencies.iter().map(|currency| format!("{currency:?}, ")).collect();
    let _ = writeln!(code, "static CURRENCIES: [&str; {}] = [{currencies}];\n", sets.currencies.len());
    let _ = writeln!(
        code,
        "/// Words for each country in every language of the search, folded; the first is its code.\npub static PLACES: [&str; {}] = [",
        places.len()
    );
    for place in &places {
        if place.iter().any(String::is_empty) {
            faults.push(format!("country-names.csv: {} lacks a name", place[0]));
        }
        if places.iter().filter(|other| other[0] == place[0]).count() > 1 {
            faults.push(format!("country-names.csv: {} stands twice", place[0]));
        }
        if !rows.iter().any(|row| row[1] == place[0]) {
            faults.push(format!("country-names.csv: no programme is in {}", place[0]));
        }
        let mut words = vec![place[0].clone()];
        for word in place[1..].iter().flat_map(|names| folding::fold(names).split(' ').map(str::to_owned).collect::<Vec<_>>()) {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        let _ = writeln!(code, "    {:?},", words.join(" "));
    }
    code.push_str("];\n");
    if faults.is_empty() { Ok(code) } else { Err(faults) }
}

/// What few rows have and many share, each once: rows hold its number.
#[derive(Default)]
struct Sets {
    sources: Vec<String>,
    notes: Vec<String>,
    currencies: Vec<String>,
}

fn number(set: &mut Vec<String>, own: String) -> usize {
    set.iter().position(|known| *known == own).unwrap_or_else(|| {
        set.push(own);
        set.len() - 1
    })
}

/// The rows of a table, each with as many cells as it has columns.
pub fn records(file: &str, text: &str, columns: &[&str], faults: &mut Vec<String>) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    match reader.headers() {
        Ok(header) if header.iter().eq(columns.iter().copied()) => {}
        _ => faults.push(format!("{file}: the header is not {}", columns.join(","))),
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) if record.len() == columns.len() => rows.push(record.iter().map(str::to_owned).collect()),
            Ok(record) => faults.push(format!("{file}: a row with {} cells", record.len())),
            Err(error) => faults.push(format!("{file}: {error}")),
        }
    }
    rows
}

fn programme(row: &[String], place: usize, known: &Known<'_>, sets: &mut Sets) -> Result<String, String> {
    let [id, country, name, kind, income, investment, funds, capital, shortest, longest, dependants, citizenship, standing, sources, notes] =
        row
    else {
        return Err("another number of cells".to_owned());
    };
    let place_in_country =
        id.split_once('-').filter(|(code, _)| *code == country.to_ascii_lowercase()).and_then(|(_, number)| plain::<u8>(number));
    let Some(number_there) = place_in_country.filter(|number| *number > 0 && !name.trim().is_empty()) else {
        return Err("an id is its country's code and a number, such as ge-3; a name is needed".to_owned());
    };
    if !KINDS.contains(&kind.as_str()) {
        return Err(format!("kind '{kind}' is none of {KINDS:?}"));
    }
    let mut need = None;
    for (column, cell) in [("Income", income), ("Investment", investment), ("Funds", funds), ("Capital", capital)] {
        if !cell.is_empty() {
            let own = self::need(cell, column, sets).ok_or_else(|| format!("'{cell}' is neither 'USD 2000 month' nor 'text:…'"))?;
            // The table has no row with two; one that had would need another form.
            if need.replace(own).is_some() {
                return Err("more than one column is filled".to_owned());
            }
        }
    }
    let length = |cell: &str| length(cell).ok_or_else(|| format!("'{cell}' is no length such as 90d, 18m, 5y, permanent"));
    let ((shortest, least), (longest, most)) = (length(shortest)?, length(longest)?);
    if least > most {
        return Err("the shortest term is longer than the longest".to_owned());
    }
    let dependants = match dependants.as_str() {
        "yes" => true,
        "no" => false,
        other => return Err(format!("dependants are yes or no, not '{other}'")),
    };
    let citizenship = match citizenship.as_str() {
        "" => "NotStated".to_owned(),
        "yes" => "Yes".to_owned(),
        "no" => "No".to_owned(),
        years => format!(
            "After({})",
            years.strip_suffix('y').and_then(plain::<u8>).filter(|years| *years > 0).ok_or_else(|| format!("citizenship '{years}'"))?
        ),
    };
    let standing = match standing.as_str() {
        "law" => "Law",
        "reported" => "Reported",
        "claimed" => "Claimed",
        other => return Err(format!("standing '{other}'")),
    };
    let mut numbers = String::new();
    for source in sources.split_whitespace() {
        let number = known.sources.iter().position(|known| known == source).ok_or_else(|| format!("unknown source '{source}'"))?;
        let _ = write!(numbers, "{number}, ");
    }
    if numbers.is_empty() {
        return Err("no source".to_owned());
    }
    let mut keys = String::new();
    for note in notes.split_whitespace() {
        let index =
            known.texts.binary_search_by(|text| text.as_str().cmp(note)).map_err(|_| format!("the locale files have no text '{note}'"))?;
        let _ = write!(keys, "Key::at({index}), ");
    }
    let kind: String = kind.split('-').map(|word| word[..1].to_uppercase() + &word[1..]).collect();
    let (sources, notes) = (number(&mut sets.sources, numbers), number(&mut sets.notes, keys));
    let need = need.unwrap_or_else(|| "Need::NotStated".to_owned());
    Ok(format!(
        "    Programme {{ name: {name:?}, number: {number_there}, place: {place}, kind: ProgrammeKind::{kind}, need: {need}, shortest: {shortest}, longest: {longest}, dependants: {dependants}, citizenship: Citizenship::{citizenship}, standing: Standing::{standing}, sources: {sources}, notes: {notes} }},\n"
    ))
}

/// `USD 2000 month`, or `text:` and what the table prints, with three points where it is cut off.
fn need(cell: &str, column: &str, sets: &mut Sets) -> Option<String> {
    if let Some(text) = cell.strip_prefix("text:") {
        return (!text.trim().is_empty()).then(|| format!("Need::Text(Column::{column}, {text:?})"));
    }
    let [currency, amount, per] = cell.split(' ').collect::<Vec<_>>()[..] else { return None };
    let is_code = currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_uppercase());
    let amount = plain::<u32>(amount).filter(|amount| *amount > 0)?;
    let per = match per {
        "month" => "Month",
        "year" => "Year",
        "once" => "Once",
        "funds" => "Funds",
        _ => return None,
    };
    let currency = is_code.then(|| number(&mut sets.currencies, currency.to_owned()))?;
    Some(format!("Need::Sum(Column::{column}, Per::{per}, {currency}, {amount})"))
}

/// A whole number as it is written: digits, and no zero before others.
fn plain<T: std::str::FromStr>(text: &str) -> Option<T> {
    let is_plain = text.bytes().all(|b| b.is_ascii_digit()) && (text.len() == 1 || !text.starts_with('0'));
    text.parse().ok().filter(|_| is_plain)
}

/// A length as code, and about how many days it has.
fn length(cell: &str) -> Option<(String, u32)> {
    if cell == "permanent" {
        return Some(("Length::Permanent".to_owned(), u32::MAX));
    }
    let (number, unit) = cell.split_at_checked(cell.len().checked_sub(1)?)?;
    let number = plain::<u16>(number).filter(|number| *number > 0)?;
    let (unit, days) = match unit {
        "d" => ("Days", 1),
        "m" => ("Months", 30),
        "y" => ("Years", 365),
        _ => return None,
    };
    Some((format!("Length::{unit}({number})"), u32::from(number) * days))
}
