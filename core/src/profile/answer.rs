use serde_json::{Map, Value};

use super::{Country, WrittenDate, json};
use crate::key;
use crate::message::{Key, Message};
use crate::quantity::{Date, DateError, MANAT, Money, MoneyError, currency_in, plain};

/// A kind of answer: how it is asked for, written down and checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A civil date, `2026-07-02`.
    Date,
    /// A calendar year.
    Year,
    /// An amount of manat a month.
    Money,
    /// Yes or no.
    YesNo,
    /// One of a few.
    Choice(&'static [Choice]),
    /// A whole number between two ends, both included.
    Count {
        /// The least.
        min: i32,
        /// The greatest.
        max: i32,
    },
    /// An amount in a currency named beside it.
    Amount,
    /// What one unit of a currency is worth in manat.
    ExchangeRate,
    /// A country.
    Country,
    /// A few words of the person's own.
    Label,
}

/// One of a few answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its name in documents.
    pub name: &'static str,
    /// Its text.
    pub label: Key,
}

/// The most a month's pay may be; more is taken for a slip (10 million manat).
pub const MOST_PAY: Money = Money::from_manat(10_000_000);

/// The most any other amount may be: some currencies need many digits (a million million).
const MOST_AMOUNT: Money = Money::from_manat(1_000_000_000_000);

const EARLIEST_YEAR: i32 = 1900;
const LATEST_YEAR: i32 = 2100;

/// An answer of one kind.
pub trait Answer: Sized {
    /// How it is asked for.
    const KIND: Kind;
    /// Takes it from a document.
    ///
    /// # Errors
    /// What is wrong and what to do, for the reader.
    fn read(value: &Value) -> Result<Self, Message>;
    /// As [`Self::read`], for answers that depend on others of their section or row.
    ///
    /// # Errors
    /// As there.
    fn read_beside(value: &Value, _others: &Map<String, Value>) -> Result<Self, Message> {
        Self::read(value)
    }
    /// Its figure, where it is one; yes is 1, no is 0.
    fn figure(&self) -> Option<i32> {
        None
    }
}

/// A calendar year, 1900 to 2100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Year(pub i32);

/// A whole number from `MIN` to `MAX`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Count<const MIN: i32, const MAX: i32>(pub i32);

/// A few words of the person's own, such as a job's name: at most [`MOST_LETTERS`] letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label(pub String);

/// The most letters of a [`Label`].
pub const MOST_LETTERS: usize = 80;

impl Answer for Label {
    const KIND: Kind = Kind::Label;
    fn read(value: &Value) -> Result<Self, Message> {
        let text = one_line(value.as_str().ok_or(key!("problem.not-a-label"))?);
        if text.chars().count() > MOST_LETTERS {
            return Err(Message::new(key!("problem.too-long")).with("most", MOST_LETTERS.to_string()));
        }
        Ok(Self(text))
    }
}

/// The words in one line, in the direction of the text they stand in: marks that turn the direction would turn what
/// follows too, and line breaks and control characters would make lines of their own.
pub(super) fn one_line(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    text.chars().filter(|c| !turns(*c)).map(|c| if breaks(c) { ' ' } else { c }).collect()
}

impl Answer for Date {
    const KIND: Kind = Kind::Date;
    fn read(value: &Value) -> Result<Self, Message> {
        let written = WrittenDate::read(value.as_str().unwrap_or_default());
        if let Ok((date, other)) = written.map(|written| (written.date(), written.other()))
            && let Some(other) = other
        {
            return Err(Message::new(key!("problem.two-dates")).with("date", date).with("other", other));
        }
        used(written.map(WrittenDate::date))
    }
}

/// A date within the years that are used, or what is wrong with it.
pub(super) fn used(date: Result<Date, DateError>) -> Result<Date, Message> {
    match date {
        Ok(date) if (EARLIEST_YEAR..=LATEST_YEAR).contains(&date.year()) => Ok(date),
        Ok(_) => Err(out_of_range(key!("problem.date-out-of-range"), EARLIEST_YEAR, LATEST_YEAR)),
        Err(DateError::NoSuchDay) => Err(key!("problem.no-such-day").into()),
        Err(DateError::ShortYear) => Err(key!("problem.short-year").into()),
        Err(DateError::NotADate) => Err(key!("problem.not-a-date").into()),
    }
}

impl Answer for Year {
    const KIND: Kind = Kind::Year;
    fn read(value: &Value) -> Result<Self, Message> {
        whole(value, EARLIEST_YEAR, LATEST_YEAR, key!("problem.not-a-year")).map(Self)
    }
}

impl Answer for Money {
    const KIND: Kind = Kind::Money;
    fn read(value: &Value) -> Result<Self, Message> {
        manat(value, MOST_PAY)
    }
}

/// Reads an amount of manat that is not negative.
fn manat(value: &Value, most: Money) -> Result<Money, Message> {
    let part = |name| value.as_object().and_then(|money| money.get(name)).and_then(Value::as_str);
    if part("currency").is_some_and(|currency| currency != MANAT) {
        return Err(key!("problem.not-manat").into());
    }
    amount(part("amount").unwrap_or_default(), MANAT, most)
}

/// An amount in a currency that is named beside it, in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount(pub Money);

impl Answer for Amount {
    const KIND: Kind = Kind::Amount;
    fn read(value: &Value) -> Result<Self, Message> {
        Self::read_in(value, MANAT)
    }
    fn read_beside(value: &Value, others: &Map<String, Value>) -> Result<Self, Message> {
        Self::read_in(value, others.get("currency").and_then(Value::as_str).unwrap_or(MANAT))
    }
}

impl Amount {
    fn read_in(value: &Value, currency: &str) -> Result<Self, Message> {
        amount(value.as_str().unwrap_or_default(), currency, MOST_AMOUNT).map(Self)
    }
}

/// What something is worth in manat: property, a deposit, a company's capital or turnover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Worth(pub Money);

impl Answer for Worth {
    const KIND: Kind = Kind::Money;
    fn read(value: &Value) -> Result<Self, Message> {
        manat(value, MOST_AMOUNT).map(Self)
    }
}

/// Reads an amount that is not negative. What was typed has its thousands taken out when it is written down, so a
/// document with a single point before three digits was written by something else: it is refused.
fn amount(text: &str, currency: &str, most: Money) -> Result<Money, Message> {
    match Money::parse_hundredths(text, currency) {
        Ok(amount) if amount < Money::ZERO => Err(key!("problem.negative").into()),
        Ok(amount) if amount > most => Err(Message::new(key!("problem.too-much")).with("most", most)),
        Ok(amount) => Ok(amount),
        Err(MoneyError::TooFine) => Err(key!("problem.too-fine").into()),
        Err(MoneyError::TooLarge) => Err(Message::new(key!("problem.too-much")).with("most", most)),
        Err(MoneyError::NotANumber) => Err(key!("problem.not-an-amount").into()),
        Err(MoneyError::Groups) => Err(key!("problem.not-thousands").into()),
        Err(MoneyError::OtherCurrency) => Err(Message::new(key!("problem.other-currency")).with("written", currency_in(text))),
    }
}

/// What one unit of another currency is worth, in parts of a manat ([`ExchangeRate::PARTS`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ExchangeRate(pub u64);

impl ExchangeRate {
    /// How many parts a manat has: ten decimals, so that the smallest units have four digits that count.
    pub const PARTS: u64 = 10_000_000_000;

    /// Reads `1.7`, `0,0203` or `1.7 AZN`: up to ten decimals, more than nothing, at most a thousand manat.
    ///
    /// # Errors
    /// Nothing where it is anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let text = plain(text);
        let text = ["₼", MANAT].iter().find_map(|unit| text.strip_suffix(unit).or_else(|| text.strip_prefix(unit))).unwrap_or(&text).trim();
        let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 4 || fraction.len() > 10 || !digits(whole) || !digits(fraction) {
            return None;
        }
        let parts: u64 = format!("{whole}{fraction:0<10}").parse().ok()?;
        (1..=1000 * Self::PARTS).contains(&parts).then_some(Self(parts))
    }

    /// As it is shown beside others: five digits that count, further ones left out.
    pub fn short(self) -> String {
        let spare = self.0.max(1).ilog10().saturating_sub(4);
        let step = 10u64.pow(spare);
        Self(self.0 / step * step).to_string()
    }

    /// An amount in manat, to the qəpik, half up.
    pub fn of(self, amount: Amount) -> Money {
        let parts = i128::from(Self::PARTS);
        let qepik = (i128::from(amount.0.qepik()) * i128::from(self.0) + parts / 2).div_euclid(parts);
        Money::from_qepik(i64::try_from(qepik).unwrap_or(i64::MAX))
    }
}

/// `1.7`, `0.0203`: without zeros at the end.
impl std::fmt::Display for ExchangeRate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = format!("{}.{:010}", self.0 / Self::PARTS, self.0 % Self::PARTS);
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

impl Answer for ExchangeRate {
    const KIND: Kind = Kind::ExchangeRate;
    fn read(value: &Value) -> Result<Self, Message> {
        value.as_str().and_then(Self::parse).ok_or_else(|| key!("problem.not-a-rate").into())
    }
}

impl Answer for bool {
    const KIND: Kind = Kind::YesNo;
    fn read(value: &Value) -> Result<Self, Message> {
        match value {
            Value::Bool(answer) => Ok(*answer),
            _ => Err(key!("problem.not-a-choice").into()),
        }
    }
    fn figure(&self) -> Option<i32> {
        Some(i32::from(*self))
    }
}

impl Answer for Country {
    const KIND: Kind = Kind::Country;
    fn read(value: &Value) -> Result<Self, Message> {
        value.as_str().and_then(Self::from_code).ok_or_else(|| key!("problem.not-a-country").into())
    }
}

impl<const MIN: i32, const MAX: i32> Answer for Count<MIN, MAX> {
    const KIND: Kind = Kind::Count { min: MIN, max: MAX };
    fn read(value: &Value) -> Result<Self, Message> {
        whole(value, MIN, MAX, key!("problem.not-a-number")).map(Self)
    }
    fn figure(&self) -> Option<i32> {
        Some(self.0)
    }
}

/// A whole number within two ends.
fn whole(value: &Value, least: i32, most: i32, not_a_number: Key) -> Result<i32, Message> {
    let number = value.as_i64().ok_or(not_a_number)?;
    i32::try_from(number)
        .ok()
        .filter(|number| (least..=most).contains(number))
        .ok_or_else(|| out_of_range(key!("problem.out-of-range"), least, most))
}

fn out_of_range(text: Key, least: i32, most: i32) -> Message {
    // Typed, so that years are not grouped like amounts.
    Message::new(text).with("least", least.to_string()).with("most", most.to_string())
}

impl Kind {
    /// What a person typed or chose, as it is written into a document.
    ///
    /// What cannot be understood is written down as it was typed, so that it is not lost.
    /// Nothing typed is no answer.
    pub fn write(self, typed: &str) -> Option<Value> {
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        Some(match self {
            // Of two days none is written down before the person has said which is meant.
            Self::Date => match WrittenDate::read(typed) {
                Ok(written) if written.other().is_none() => Value::String(written.date().to_string()),
                _ => typed.into(),
            },
            Self::Year => plain(typed).parse::<i64>().map_or_else(|_| typed.into(), Value::from),
            Self::Count { max, .. } => count(typed, max).map_or_else(|| typed.into(), Value::from),
            Self::Money => {
                let amount = Money::parse(typed).map_or_else(|_| typed.to_owned(), |amount| amount.to_string());
                Value::Object(Map::from_iter([("amount".to_owned(), amount.into()), ("currency".to_owned(), MANAT.into())]))
            }
            // Some currencies have three decimals: `1,500` may be one and a half of them. An amount with its currency
            // stays as it was typed, and is compared with the currency beside it.
            Self::Amount => {
                Value::String(Money::parse_hundredths(typed, "").map_or_else(|_| typed.to_owned(), |amount| amount.to_string()))
            }
            Self::ExchangeRate => Value::String(ExchangeRate::parse(typed).map_or_else(|| typed.to_owned(), |rate| rate.to_string())),
            Self::YesNo if typed == "yes" => Value::Bool(true),
            Self::YesNo if typed == "no" => Value::Bool(false),
            Self::Label => one_line(typed).into(),
            Self::YesNo | Self::Choice(_) | Self::Country => typed.into(),
        })
    }

    /// A document's value as it is put into the form again.
    pub fn show(self, value: &Value) -> String {
        match (self, value) {
            (_, Value::Null) => String::new(),
            (Self::YesNo, Value::Bool(yes)) => if *yes { "yes" } else { "no" }.to_owned(),
            (Self::Money, Value::Object(money)) => {
                let amount = money.get("amount").map_or_else(String::new, |amount| self.show(amount));
                match money.get("currency").and_then(Value::as_str).filter(|currency| *currency != MANAT) {
                    Some(other) => format!("{amount} {other}"),
                    None => amount,
                }
            }
            // As people here write dates, and as they may type them.
            (Self::Date, Value::String(text)) => Date::parse_iso(text).map_or_else(|_| text.clone(), Date::typed),
            (Self::Label, Value::String(text)) => one_line(text),
            (_, Value::String(text)) => text.clone(),
            (_, other) => json::write(other),
        }
    }
}

/// A whole number, grouped like an amount or not; up to a hundred it may be a percentage and say so.
fn count(typed: &str, most: i32) -> Option<i64> {
    let typed = plain(typed);
    let number = if most == 100 { typed.strip_suffix('%').unwrap_or(&typed).trim_end() } else { &typed };
    let has_unit = number.chars().any(char::is_alphabetic) || number.contains('₼');
    let hundredths = Money::parse(number).ok().filter(|_| !has_unit)?.qepik();
    (hundredths % 100 == 0).then_some(hundredths / 100)
}
