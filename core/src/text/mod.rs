//! Words: texts of a language, and numbers, amounts and dates as that language writes them.
//!
//! Our own tables, because browsers' `Intl` is wrong for Azerbaijani and differs between
//! browsers for others; so a figure reads the same everywhere, on screen and on paper.

use std::sync::OnceLock;

use crate::key;
use crate::message::{Arg, Key, Message, fold};
use crate::quantity::{Date, Interval, Money, Points, Rate, Tri};

mod plural;

include!(concat!(env!("OUT_DIR"), "/languages.rs"));

impl Language {
    /// The language of a BCP 47 code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// What a name is sorted by: the places of its letters in the language's alphabet. Other letters stand with
    /// those that they are written like, as `é` with `e`.
    pub fn sort_key(self, name: &str) -> String {
        let alphabet = self.alphabet();
        if alphabet.is_empty() {
            return fold(name);
        }
        let place = |c: char| alphabet.chars().position(|letter| letter == c).map(|place| place / 2);
        let key = |c: char| place(c).or_else(|| place(fold(c.encode_utf8(&mut [0; 4])).chars().next()?));
        // A space comes before all letters, so that a word comes before what it begins.
        let sign = |place: Option<usize>| place.and_then(|place| char::from_u32('a' as u32 + place as u32)).unwrap_or(' ');
        name.chars().map(|c| sign(key(c))).collect()
    }

    /// A figure as it stands among words: from left to right also where those run from right to left, so that a minus
    /// stays before its number.
    fn figure(self, text: String) -> String {
        if self.is_right_to_left() { format!("{LEFT_TO_RIGHT}{text}{END}") } else { text }
    }

    /// What stands in a gap: it does not change the direction of what is around it. Only what a person typed says by its
    /// first letter which way it runs; a text of ours may begin with a figure.
    fn isolated(self, arg: &Arg, text: String) -> String {
        let is_figure = text.starts_with(LEFT_TO_RIGHT) && text.find(END) == Some(text.len() - END.len_utf8());
        if !self.is_right_to_left() || is_figure {
            return text;
        }
        // No typed text holds isolates, so what holds some is put together from texts of ours, such as a list.
        let is_typed = matches!(arg, Arg::Typed(_)) && !text.contains(END);
        let direction = if is_typed { AS_ITS_FIRST_LETTER } else { RIGHT_TO_LEFT };
        format!("{direction}{text}{END}")
    }
}

/// Isolates of the Unicode bidirectional algorithm: how what is between one of these and [`END`] runs.
const LEFT_TO_RIGHT: char = '\u{2066}';
const RIGHT_TO_LEFT: char = '\u{2067}';
const AS_ITS_FIRST_LETTER: char = '\u{2068}';
const END: char = '\u{2069}';

/// A text without the marks that keep directions apart, for what becomes an answer or is looked for.
pub fn unmarked(text: &str) -> String {
    text.replace([LEFT_TO_RIGHT, RIGHT_TO_LEFT, AS_ITS_FIRST_LETTER, END], "")
}

const FORM: char = '\u{1f}';

/// How many texts there are.
const COUNT: usize = crate::message::NAMES.len();

fn lines(file: &str) -> Vec<String> {
    file.split('\n').map(str::to_owned).collect()
}

/// All texts of a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalogue {
    language: Language,
    texts: Vec<String>,
    /// Texts that came after the first load, under the same numbers, then a line a source.
    details: OnceLock<Vec<String>>,
}

/// A source as the page shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceText<'a> {
    /// The document's own name.
    pub title: &'a str,
    /// Who put it out.
    pub publisher: &'a str,
    /// Where it is; empty for our own assumptions.
    pub url: &'a str,
    /// Year and month in which it was last looked at.
    pub seen: &'a str,
}

impl<'a> SourceText<'a> {
    /// The host of its address; none for our own assumptions.
    pub fn host(&self) -> Option<&'a str> {
        let host = self.url.split_once("://")?.1.split('/').next()?;
        Some(host.strip_prefix("www.").unwrap_or(host))
    }
}

impl Catalogue {
    /// A catalogue from the file the build made: a text a line.
    ///
    /// None where the file is not whole, as when it belongs to another build.
    pub fn new(language: Language, file: &str) -> Option<Self> {
        let texts = lines(file);
        (texts.len() == COUNT).then_some(Self { language, texts, details: OnceLock::new() })
    }

    /// A catalogue without texts.
    pub const fn empty(language: Language) -> Self {
        Self { language, texts: Vec::new(), details: OnceLock::new() }
    }

    /// Adds the texts and sources that follow the first load; later calls change nothing.
    pub fn add_details(&self, file: &str) {
        // Set before only if it was called before.
        drop(self.details.set(lines(file)));
    }

    /// Whether they have come.
    pub fn has_details(&self) -> bool {
        self.details.get().is_some()
    }

    /// A source by its number; none before the details have come.
    pub fn source(&self, index: usize) -> Option<SourceText<'_>> {
        let mut parts = self.details.get()?.get(COUNT + index)?.split(FORM);
        Some(SourceText { title: parts.next()?, publisher: parts.next()?, url: parts.next()?, seen: parts.next()? })
    }

    /// Its language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// A text without gaps.
    pub fn get(&self, key: Key) -> &str {
        match self.texts.get(key.index()) {
            Some(text) if !text.is_empty() => text,
            _ => self.details.get().and_then(|details| details.get(key.index())).map_or("", String::as_str),
        }
    }

    /// A text with its gaps filled.
    pub fn say(&self, message: &Message) -> String {
        let text = self.form(self.get(message.key), &message.args);
        let mut said = String::with_capacity(text.len() + 16);
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else { break };
            said.push_str(before);
            if let Some((_, arg)) = message.args.iter().find(|(gap, _)| *gap == name) {
                said.push_str(&self.language.isolated(arg, self.arg(arg)));
            }
            rest = after;
        }
        said.push_str(rest);
        said
    }

    /// Anything that can stand in a gap.
    pub fn arg(&self, arg: &Arg) -> String {
        match arg {
            Arg::Money(amount) => self.money(*amount),
            Arg::Rate(rate) => self.rate(*rate),
            Arg::Count(count) => self.count(*count),
            Arg::Points(points) => self.range(*points),
            Arg::Date(date) => self.date(*date),
            Arg::DayOfYear(month, day) => self.day_of_year(*month, *day),
            Arg::Tri(answer) => self.get(tri(*answer)).to_owned(),
            Arg::Year(year) => year.to_string(),
            Arg::Sum(amount, currency) => self.sum(*amount, currency),
            Arg::Text(message) => self.say(message),
            Arg::Typed(text) => text.clone(),
        }
    }

    /// `2,412.50 AZN`
    pub fn money(&self, amount: Money) -> String {
        self.exact_sum(amount, "AZN")
    }

    /// `2,412.50 USD`
    pub fn exact_sum(&self, amount: Money, currency: &str) -> String {
        // A no-break space keeps the currency with its amount.
        self.language.figure(format!("{}\u{a0}{currency}", self.hundredths(amount)))
    }

    /// `2,000 USD`; hundredths only where there are some.
    pub fn sum(&self, amount: Money, currency: &str) -> String {
        let is_whole = amount.qepik() % 100 == 0;
        let number = if is_whole { self.whole(amount.qepik() / 100) } else { self.hundredths(amount) };
        self.language.figure(format!("{number}\u{a0}{currency}"))
    }

    /// `2,412.50`
    pub fn decimal(&self, amount: Money) -> String {
        self.language.figure(self.hundredths(amount))
    }

    fn hundredths(&self, amount: Money) -> String {
        let size = amount.qepik().unsigned_abs();
        format!("{}{}{}{:02}", sign(amount.qepik()), self.grouped(size / 100), self.language.decimal(), size % 100)
    }

    /// `1,234`
    pub fn count(&self, count: i64) -> String {
        self.language.figure(self.whole(count))
    }

    fn whole(&self, count: i64) -> String {
        format!("{}{}", sign(count), self.grouped(count.unsigned_abs()))
    }

    /// `58 to 81`, or `70` where it is exact.
    pub fn range(&self, points: Interval<Points>) -> String {
        if points.is_exact() {
            return self.count(points.low.into());
        }
        self.say(&Message::new(key!("format.range")).with("low", points.low).with("high", points.high))
    }

    /// `patents, awards, publications`, for short parts without commas.
    pub fn list<T: AsRef<str>>(&self, parts: &[T]) -> String {
        self.joined(key!("format.list"), parts)
    }

    /// The same for parts that may hold commas: `2 to 5 May, by air; 7 May`.
    pub fn long_list<T: AsRef<str>>(&self, parts: &[T]) -> String {
        self.joined(key!("format.long-list"), parts)
    }

    fn joined<T: AsRef<str>>(&self, pattern: Key, parts: &[T]) -> String {
        let between = self.get(pattern).strip_prefix("{first}").and_then(|text| text.strip_suffix("{second}")).unwrap_or(" ");
        parts.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(between)
    }

    /// `0.5 %` as the language writes it.
    pub fn rate(&self, rate: Rate) -> String {
        let number = self.number(rate.to_string().trim_end_matches('%'));
        self.say(&Message::new(key!("format.percent")).with("number", number))
    }

    /// A number that is written with a point, with the language's own sign.
    pub fn number(&self, plain: &str) -> String {
        plain.replace('.', &self.language.decimal().to_string())
    }

    /// `5 January 2026`
    pub fn date(&self, date: Date) -> String {
        let day = self.day_of_year(date.month(), date.day());
        self.say(&Message::new(key!("format.date")).with("day", day).with("year", Arg::Year(date.year())))
    }

    /// `18–25 Dec 2026`, as it stands in tables and drawings; what both ends share is written once.
    pub fn days(&self, range: Interval<Date>) -> String {
        let Interval { low, high } = range;
        let day = |date: Date| format!("{} {}", date.day(), self.short_month(date.month()));
        let whole = |date: Date| format!("{} {}", day(date), date.year());
        let start = match (low.year() == high.year(), low.month() == high.month()) {
            _ if low == high => return whole(high),
            (true, true) => return format!("{}–{}", low.day(), whole(high)),
            (true, false) => day(low),
            (false, _) => whole(low),
        };
        format!("{start} – {}", whole(high))
    }

    /// `5 January`
    pub fn day_of_year(&self, month_number: u8, day: u8) -> String {
        let day = if day == 1 { self.get(key!("format.first-day")).to_owned() } else { day.to_string() };
        self.say(&Message::new(key!("format.day")).with("day", day).with("month", month_in_date(month_number)))
    }

    /// The name of a month, 1 to 12, as it stands alone or beside a year.
    pub fn month(&self, number: u8) -> &str {
        self.get(of_month(&MONTHS, number))
    }

    /// The short name of a month, 1 to 12, as it stands in drawings.
    pub fn short_month(&self, number: u8) -> &str {
        self.get(of_month(&SHORT_MONTHS, number))
    }

    fn grouped(&self, number: u64) -> String {
        let digits = number.to_string();
        let mut text = String::with_capacity(digits.len() * 2);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push(self.language.group());
            }
            text.push(digit);
        }
        text
    }

    /// The plural form that the first number among the gaps asks for.
    fn form<'a>(&self, text: &'a str, args: &[(&str, Arg)]) -> &'a str {
        let Some(forms) = text.strip_prefix(FORM) else { return text };
        let number = args.iter().find_map(|(_, arg)| match arg {
            Arg::Count(count) => Some(count.unsigned_abs()),
            Arg::Points(points) => Some(u64::from(points.high.unsigned_abs())),
            _ => None,
        });
        forms.split(FORM).nth(self.language.plural(number.unwrap_or(0))).unwrap_or(forms)
    }
}

const fn sign(number: i64) -> &'static str {
    // The minus sign, not the hyphen: it is as wide as a digit and screen readers say it.
    if number < 0 { "\u{2212}" } else { "" }
}

/// The text of yes, no or open.
pub const fn tri(answer: Tri) -> Key {
    match answer {
        Tri::Yes => key!("tri.yes"),
        Tri::No => key!("tri.no"),
        Tri::Unknown => key!("tri.open"),
    }
}

macro_rules! months {
    ($($number:literal)+) => {
        /// Names that stand alone: `январь` in Russian.
        const MONTHS: [Key; 12] = [$(key!("month-alone.", $number)),+];
        /// Names after a day: `января`.
        const MONTHS_IN_DATES: [Key; 12] = [$(key!("month.", $number)),+];
        /// Short names, as they stand in drawings.
        const SHORT_MONTHS: [Key; 12] = [$(key!("month-short.", $number)),+];
    };
}

months!("01" "02" "03" "04" "05" "06" "07" "08" "09" "10" "11" "12");

fn of_month(names: &[Key; 12], number: u8) -> Key {
    names[usize::from(number.clamp(1, 12)) - 1]
}

/// The text of a month's name after a day.
pub fn month_in_date(number: u8) -> Key {
    of_month(&MONTHS_IN_DATES, number)
}

impl Catalogue {
    /// A language's texts as built into the command line and the tests. The application does not
    /// call this, so its module does not hold them.
    pub fn built_in(language: Language) -> Self {
        let [file, details] = language.built_in();
        let catalogue = Self { language, texts: lines(file), details: OnceLock::new() };
        catalogue.add_details(details);
        catalogue
    }
}
