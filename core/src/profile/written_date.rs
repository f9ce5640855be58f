//! Dates as people and programs write them. What is read stands in docs/READING.md.

use crate::message::fold;
use crate::quantity::{Date, DateError, plain};

include!(concat!(env!("OUT_DIR"), "/months.rs"));

/// The last year of the 2000s that two digits stand for. Permits and passports seldom end later, and few who apply
/// were born earlier than 1950.
const LAST_SHORT_YEAR: i32 = 2049;

/// Which of two numbers is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// `31/12/2026`, as it is written in Azerbaijan.
    DayFirst,
    /// `12/31/2026`.
    MonthFirst,
}

impl Order {
    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::DayFirst => Self::MonthFirst,
            Self::MonthFirst => Self::DayFirst,
        }
    }
}

/// What a written date can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenDate {
    day_first: Option<Date>,
    month_first: Option<Date>,
    /// With points: nobody who writes the month first writes so.
    is_dotted: bool,
    date: Date,
}

impl WrittenDate {
    /// Reads a date: in numbers or with the month by its name in any of our languages, with or without a time of
    /// day, which is left out. The day is the one that is written, whatever the time zone.
    ///
    /// # Errors
    /// Another form, a year of two digits that could be the day as well, or a day that does not exist.
    pub fn read(text: &str) -> Result<Self, DateError> {
        match Date::parse_iso(text) {
            Ok(date) => Ok(Self::one(date)),
            Err(_) => {
                let text = plain(text);
                let text = without_year_word(&text);
                match (read(text), without_weekday(text)) {
                    (Err(DateError::NotADate), Some(day)) => read(day),
                    (read, _) => read,
                }
            }
        }
    }

    /// The date, day first where both orders give one.
    pub fn date(self) -> Date {
        self.date
    }

    /// What else it could mean: the date with the month first.
    pub fn other(self) -> Option<Date> {
        self.month_first.filter(|other| *other != self.date && !self.is_dotted)
    }

    /// The date in one order.
    pub fn in_order(self, order: Order) -> Option<Date> {
        match order {
            Order::DayFirst => self.day_first,
            Order::MonthFirst => self.month_first,
        }
    }

    /// In which order somebody writes who writes so; none where it could be either, or has no order. (Points tell
    /// nothing: people write them here because the page does.)
    pub fn order(self) -> Option<Order> {
        match (self.day_first, self.month_first) {
            (Some(_), None) if !self.is_dotted => Some(Order::DayFirst),
            (None, Some(_)) if !self.is_dotted => Some(Order::MonthFirst),
            _ => None,
        }
    }

    /// Whether it means something else in the other order.
    pub fn depends_on_order(self) -> bool {
        self.day_first != self.month_first
    }

    fn one(date: Date) -> Self {
        Self { day_first: Some(date), month_first: Some(date), is_dotted: false, date }
    }
}

/// A part of a written date.
enum Part {
    /// A number and how many digits it has.
    Number(i32, usize),
    /// A month by its name.
    Month(u8),
}

fn read(text: &str) -> Result<WrittenDate, DateError> {
    use Part::{Month, Number};
    let (parts, between) = parts(without_time(text)?)?;
    let one = |year: i32, month: i32, day: i32| date(year, month, day).map(WrittenDate::one);
    let either = |year: i32, first: i32, second: i32, is_dotted: bool| {
        let (day_first, month_first) = (date(year, second, first).ok(), date(year, first, second).ok());
        let date = day_first.or(month_first).ok_or(DateError::NoSuchDay)?;
        Ok(WrittenDate { day_first, month_first, is_dotted, date })
    };
    match parts.as_slice() {
        // No date with the year last reads as one with the year first: its months would be beyond 12.
        [Number(all, 8)] => one(all / 10_000, all / 100 % 100, all % 100).or_else(|why| match all % 10_000 {
            year @ 1900..=2100 => either(year, all / 1_000_000, all / 10_000 % 100, false),
            _ => Err(why),
        }),
        [Number(year, 4), Number(month, 1 | 2), Number(day, 1 | 2)] => one(*year, *month, *day),
        [Number(day, 1 | 2), Month(month), Number(year, digits @ (2 | 4))]
        | [Month(month), Number(day, 1 | 2), Number(year, digits @ (2 | 4))] => one(whole_year(*year, *digits), (*month).into(), *day),
        [Number(year, 4), Month(month), Number(day, 1 | 2)] => one(*year, (*month).into(), *day),
        [Number(first, length @ (1 | 2)), Number(second, 1 | 2), Number(year, digits @ (2 | 4))] => {
            let is_parted_by = |sign: char| between.iter().all(|between| between.contains(sign));
            // `26-05-01` begins with the year as often as it ends with it.
            if (*length, *digits) == (2, 2) && !is_parted_by('.') && !is_parted_by('/') {
                return Err(DateError::ShortYear);
            }
            either(whole_year(*year, *digits), *first, *second, is_parted_by('.'))
        }
        _ => Err(DateError::NotADate),
    }
}

fn date(year: i32, month: i32, day: i32) -> Result<Date, DateError> {
    let small = |number: i32| u8::try_from(number).map_err(|_| DateError::NoSuchDay);
    Date::new(year, small(month)?, small(day)?)
}

/// Years of two digits are of the hundred years that end with [`LAST_SHORT_YEAR`].
fn whole_year(year: i32, digits: usize) -> i32 {
    match digits {
        2 if 2000 + year > LAST_SHORT_YEAR => 1900 + year,
        2 => 2000 + year,
        _ => year,
    }
}

/// The numbers and names, and what stands between them.
fn parts(text: &str) -> Result<(Vec<Part>, Vec<String>), DateError> {
    let (mut parts, mut between, mut rest) = (Vec::new(), Vec::new(), text);
    while let Some(first) = rest.chars().next() {
        let is_number = first.is_ascii_digit();
        let is_part = |c: char| if is_number { c.is_ascii_digit() } else { is_letter(c) };
        let (part, after) = rest.split_at(rest.find(|c| !is_part(c)).unwrap_or(rest.len()));
        parts.push(if is_number {
            Part::Number(part.parse().map_err(|_| DateError::NotADate)?, part.len())
        } else {
            Part::Month(month(part).ok_or(DateError::NotADate)?)
        });
        let after = if is_number { without_ordinal(part, after) } else { after };
        rest = after.trim_start_matches(['-', '.', '/', ' ', ',']);
        let sign = &after[..after.len() - rest.len()];
        if rest.is_empty() && !matches!(sign.trim(), "" | ".") {
            return Err(DateError::NotADate);
        }
        between.push(sign.to_owned());
    }
    between.pop();
    let has_name = parts.iter().any(|part| matches!(part, Part::Month(_)));
    // Only beside a name is a comma no sign of something else; two numbers never touch.
    if !has_name && between.iter().any(|sign| sign.contains(',')) { Err(DateError::NotADate) } else { Ok((parts, between)) }
}

/// Letters, and the accents that some keyboards write by themselves.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}')
}

/// What follows a number, without the letters that make it `1er` or `2nd`.
fn without_ordinal<'a>(number: &str, after: &'a str) -> &'a str {
    let (letters, rest) = after.split_at(after.find(|c| !is_letter(c)).unwrap_or(after.len()));
    let first = [number, letters].concat();
    let is_ordinal = is_in(FIRST_DAYS, &fold(&first)) || ["st", "nd", "rd", "th"].contains(&letters);
    if is_ordinal { rest } else { after }
}

/// The month of a name or of its beginning, in any language.
fn month(name: &str) -> Option<u8> {
    let name = fold(name);
    let months = || MONTHS.lines().filter_map(|line| line.split_once('='));
    let number = match months().find(|(known, _)| *known == name) {
        Some((_, number)) => number,
        None => {
            let mut begun = months().filter(|(known, _)| name.len() > 2 && known.starts_with(&name));
            let (_, number) = begun.next()?;
            begun.all(|(_, other)| other == number).then_some(number)?
        }
    };
    number.parse().ok()
}

/// Whether a list of a word a line has a word.
fn is_in(list: &str, word: &str) -> bool {
    list.lines().any(|known| known == word)
}

/// The text without a day of the week at its beginning, which begins with its short name.
fn without_weekday(text: &str) -> Option<&str> {
    let (word, rest) = text.split_at(text.find(|c| !is_letter(c))?);
    let word = fold(word);
    WEEKDAYS.lines().any(|day| word.starts_with(day)).then(|| rest.trim_start_matches(['.', ',', ' ']))
}

/// The text without the word that follows a year: `2026 г.`
fn without_year_word(text: &str) -> &str {
    let Some((before, word)) = text.rsplit_once(' ') else { return text };
    if before.ends_with(|c: char| c.is_ascii_digit()) && is_in(YEAR_WORDS, &fold(word)) { before } else { text }
}

/// The text without the time of day at its end.
fn without_time(text: &str) -> Result<&str, DateError> {
    // `20260501T000000Z`, as calendars write it.
    if let Some((day, time)) = text.split_once('T').filter(|(day, _)| day.len() == 8) {
        let time = time.strip_suffix('Z').unwrap_or(time);
        let is_time = matches!(time.len(), 4 | 6) && time.bytes().all(|byte| byte.is_ascii_digit());
        if is_time {
            return Ok(day);
        }
    }
    let Some(colon) = text.find(':') else { return Ok(text) };
    let hour = text[..colon].trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (before, time) = text.split_at(hour);
    let day = before.strip_suffix(['T', 't', ' ']).ok_or(DateError::NotADate)?;
    if is_time(time) { Ok(day.trim_end_matches([',', ' '])) } else { Err(DateError::NotADate) }
}

/// `0:00`, `14:30:05.123Z`, `2:30 PM`, `14:30+04:00`.
fn is_time(text: &str) -> bool {
    let text = text.to_ascii_lowercase().replace("a.m.", "am").replace("p.m.", "pm");
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | ','))).unwrap_or(text.len());
    let (clock, rest) = text.split_at(end);
    let numbers: Vec<Option<u32>> = clock.split([':', '.', ',']).map(|part| part.parse().ok()).collect();
    let is_clock = match numbers.as_slice() {
        [Some(hour), Some(minute), seconds @ ..] => {
            *hour < 24 && *minute < 60 && seconds.len() < 3 && seconds.iter().all(Option::is_some) && seconds.first() < Some(&Some(61))
        }
        _ => false,
    };
    let zone = rest.trim().trim_start_matches(['+', '-']);
    let is_zone = zone.len() < rest.trim().len() && !zone.is_empty() && zone.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    is_clock && (is_zone || matches!(zone, "" | "am" | "pm" | "z" | "utc" | "gmt"))
}
