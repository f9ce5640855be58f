//! The table cell by cell against the rows of its source, and the short names that addresses and favourites
//! hold: a cell read wrongly sends somebody to the wrong country.

use std::collections::{BTreeMap, BTreeSet};

use hsmp::assess::programmes::exchange::Rates;
use hsmp::profile::Country;
use hsmp::rulebook::programmes::{Citizenship, Column, Length, Need, PLACES, PROGRAMMES, Per, Programme};
use hsmp::rulebook::{SOURCES, Standing};
use serde_json::json;

use super::answered;
use crate::support::read;

/// Each country as the source calls it, and how many programmes it has.
const COUNTRIES: [(&str, &str, usize); 43] = [
    ("AZ", "Azerbaijan", 2),
    ("BH", "Bahrain", 5),
    ("BD", "Bangladesh", 1),
    ("BT", "Bhutan", 2),
    ("KH", "Cambodia", 2),
    ("CN", "China", 2),
    ("GE", "Georgia", 4),
    ("HK", "Hong Kong", 4),
    ("IN", "India", 1),
    ("ID", "Indonesia", 5),
    ("IR", "Iran", 2),
    ("IQ", "Iraq", 1),
    ("IL", "Israel", 2),
    ("JP", "Japan", 5),
    ("JO", "Jordan", 3),
    ("KZ", "Kazakhstan", 5),
    ("KW", "Kuwait", 1),
    ("KG", "Kyrgyzstan", 2),
    ("LA", "Laos", 1),
    ("LB", "Lebanon", 2),
    ("MO", "Macau", 2),
    ("MY", "Malaysia", 5),
    ("MV", "Maldives", 1),
    ("MN", "Mongolia", 1),
    ("NP", "Nepal", 3),
    ("OM", "Oman", 2),
    ("PK", "Pakistan", 2),
    ("PH", "Philippines", 3),
    ("QA", "Qatar", 3),
    ("SA", "Saudi Arabia", 4),
    ("SG", "Singapore", 4),
    ("KR", "South Korea", 6),
    ("LK", "Sri Lanka", 5),
    ("SY", "Syria", 1),
    ("TW", "Taiwan", 5),
    ("TJ", "Tajikistan", 1),
    ("TH", "Thailand", 8),
    ("TL", "Timor-Leste", 2),
    ("TR", "Turkey", 5),
    ("TM", "Turkmenistan", 1),
    ("AE", "United Arab Emirates", 8),
    ("UZ", "Uzbekistan", 3),
    ("VN", "Vietnam", 2),
];

/// What the source writes where it has nothing.
const NOTHING: &str = "—";

/// The rows of the source, nine cells each.
fn seed() -> Vec<Vec<String>> {
    let text = read("tests/core/fixtures/programmes-seed.txt");
    let mut lines = text.lines();
    assert!(lines.next().is_some_and(|first| first.starts_with("# ") && first.contains("nomadvisa.app")), "the source is named");
    lines.map(|line| line.split(" | ").map(str::to_owned).collect()).collect()
}

/// `🇬🇪` for `GE`: two letters of their own kind.
fn flag(code: &str) -> String {
    code.bytes().map(|letter| char::from_u32(0x1f1e6 + u32::from(letter - b'A')).unwrap()).collect()
}

fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn amount(programme: &Programme) -> String {
    let sum = programme.sum().unwrap();
    let sign = match sum.currency {
        "USD" => "$",
        "JPY" => "¥",
        "CNY" => "CN¥",
        "HKD" => "HK$",
        "TWD" => "NT$",
        "INR" => "₹",
        "KRW" => "₩",
        "VND" => "₫",
        "EUR" => "€",
        code => &format!("{code} "),
    };
    let per = match sum.per {
        Per::Month => "/ month",
        Per::Year => "/ year",
        Per::Once => "one-time",
        Per::Funds => "/ funds",
    };
    assert_eq!(sum.amount.qepik() % 100, 0, "{}: whole units", programme.id());
    format!("{sign}{} {per}", grouped(sum.amount.qepik() / 100))
}

fn length(length: Length) -> String {
    let counted = |count: u16, unit: &str| format!("{count} {unit}{}", if count == 1 { "" } else { "s" });
    match length {
        Length::Days(days) => counted(days, "day"),
        Length::Months(months) => counted(months, "month"),
        Length::Years(years) => counted(years, "year"),
        Length::Permanent => "Permanent".to_owned(),
    }
}

/// A programme as the source would print it.
fn printed(programme: &Programme) -> Vec<String> {
    let code = programme.country();
    let (_, country, _) = COUNTRIES.iter().find(|(known, ..)| *known == code).unwrap();
    let need = |column: Column| match programme.need {
        Need::Sum(own, ..) if own == column => amount(programme),
        Need::Text(own, text) if own == column => text.to_owned(),
        _ => NOTHING.to_owned(),
    };
    let (shortest, longest) = (length(programme.shortest), length(programme.longest));
    let yes_no = |yes: bool| if yes { "Yes" } else { "No" }.to_owned();
    vec![
        format!("{} {country}", flag(code)),
        programme.name.to_owned(),
        need(Column::Income),
        need(Column::Investment),
        need(Column::Funds),
        need(Column::Capital),
        if shortest == longest { longest } else { format!("{shortest} — {longest}") },
        yes_no(programme.dependants),
        match programme.citizenship {
            Citizenship::NotStated => NOTHING.to_owned(),
            Citizenship::No => yes_no(false),
            Citizenship::Yes => yes_no(true),
            Citizenship::After(years) => format!("Yes ({years}yr)"),
        },
    ]
}

/// Whoever compares our table with the one it is from finds the same cells, every one.
#[test]
fn every_cell_of_every_row_is_as_the_source_prints_it() {
    let seed = seed();
    assert_eq!((seed.len(), PROGRAMMES.len()), (129, 129), "none lost, none added");
    for (number, (printed_there, programme)) in seed.iter().zip(&PROGRAMMES).enumerate() {
        assert_eq!(printed_there.len(), 9, "row {}: {printed_there:?}", number + 1);
        assert_eq!(&printed(programme), printed_there, "row {} ({})", number + 1, programme.id());
    }
    // And no two programmes are one.
    let rows: BTreeSet<&Vec<String>> = seed.iter().collect();
    assert_eq!(rows.len(), 129);
}

/// What was cut off must not be taken for a whole sentence, nor for an amount.
#[test]
fn eighteen_cells_are_cut_off_and_those_are_the_words() {
    let cut: Vec<String> = seed().into_iter().flatten().filter(|cell| cell.ends_with("...")).collect();
    let words = PROGRAMMES.iter().filter_map(|programme| match programme.need {
        Need::Text(_, text) => Some(text.to_owned()),
        _ => None,
    });
    assert_eq!(cut.len(), 18);
    assert_eq!(cut, words.collect::<Vec<_>>());
    assert!(!seed().iter().flatten().any(|cell| cell.contains("..") && !cell.ends_with("...") || cell.contains('…')));
}

#[test]
fn countries_are_forty_three_each_with_its_words() {
    let codes: BTreeSet<&str> = COUNTRIES.iter().map(|(code, ..)| *code).collect();
    let places: BTreeSet<&str> = PLACES.iter().map(|place| &place[..2]).collect();
    assert_eq!((codes.len(), PLACES.len()), (43, 43));
    assert_eq!(places, codes);
    assert_eq!(PROGRAMMES.iter().map(Programme::country).collect::<BTreeSet<_>>(), codes);
    for programme in &PROGRAMMES {
        assert!(Country::from_code(programme.country()).is_some(), "{}: forms have no such country", programme.id());
        assert!(programme.place().split(' ').count() > 3, "{}: {:?}", programme.id(), programme.place());
    }
}

/// An amount without a rate would stay open for everybody.
#[test]
fn every_currency_of_the_table_has_a_rate() {
    let all = answered(json!({}));
    let rates = Rates::of(&all.profile, all.on);
    let currencies: BTreeSet<&str> = PROGRAMMES.iter().filter_map(|programme| Some(programme.sum()?.currency)).collect();
    assert_eq!(currencies.len(), 21, "{currencies:?}");
    for currency in currencies {
        assert!(rates.worth(currency).is_some_and(|worth| !worth.own), "{currency}");
    }
}

/// A claim of a page on the web must not pass for law, wherever we did not look.
#[test]
fn only_the_programme_itself_is_more_than_claimed() {
    for programme in &PROGRAMMES {
        let expected = match programme.id().as_str() {
            "az-1" => Standing::Reported,
            _ => Standing::Claimed,
        };
        assert_eq!(programme.standing, expected, "{}", programme.id());
        let sources: Vec<&str> = programme.sources().iter().map(|number| SOURCES[usize::from(*number)].id).collect();
        assert_eq!(sources[0], "nomadvisa", "{}", programme.id());
        assert_eq!(sources.len() > 1, programme.country() == "AZ", "{}: {sources:?}", programme.id());
        assert_eq!(programme.notes().is_empty(), programme.country() != "AZ", "{}", programme.id());
    }
    assert_eq!(PROGRAMMES.iter().filter(|programme| programme.is_hsmp()).count(), 1);
    assert!(PROGRAMMES[0].is_hsmp() && PROGRAMMES[0].id() == "az-1");
}

/// Addresses and favourites hold these names: another number for a programme would turn somebody's mark into a
/// mark on something else.
#[test]
fn short_names_are_pinned() {
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut ids = BTreeSet::new();
    for (programme, cells) in PROGRAMMES.iter().zip(seed()) {
        // By the source, not by our own column.
        let (code, ..) = COUNTRIES.iter().find(|(_, name, _)| cells[0].ends_with(&format!(" {name}"))).unwrap();
        let number = numbers.entry(code.to_ascii_lowercase()).or_default();
        *number += 1;
        assert_eq!(programme.id(), format!("{}-{number}", code.to_ascii_lowercase()), "{}", cells[1]);
        assert!(ids.insert(programme.id()), "{} stands twice", programme.id());
        // They stand in addresses, between commas.
        assert!(programme.id().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
    }
    let expected: BTreeMap<String, usize> = COUNTRIES.iter().map(|(code, _, count)| (code.to_ascii_lowercase(), *count)).collect();
    assert_eq!(numbers, expected);
    // A few by name, should the order of the source change with ours.
    for (id, name) in [
        ("az-1", "Highly Skilled Migrant Programme"),
        ("ge-3", "Remotely from Georgia"),
        ("kh-1", "Cambodia My 2nd Home (CM2H)"),
        ("th-7", "Non-Immigrant Visa O-X (Long Stay 10 Years)"),
        ("ae-8", "Virtual Work Residence Permit"),
        ("vn-2", "Special Visa Exemption Card"),
    ] {
        assert_eq!(PROGRAMMES[super::row(id)].name, name, "{id}");
    }
}
