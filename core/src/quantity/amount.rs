//! Amounts as people write them.

use super::{Money, MoneyError, plain};

/// The code of the manat.
pub const MANAT: &str = "AZN";

/// What else people write for a currency. A sign that several currencies share stands for the one that is asked for.
const SIGNS: [(&str, &[&str]); 13] = [
    (MANAT, &["₼", "man", "man.", "manat", "manats"]),
    ("USD", &["$", "us$"]),
    ("EUR", &["€"]),
    ("GBP", &["£"]),
    ("RUB", &["₽"]),
    ("TRY", &["₺"]),
    ("CNY", &["¥"]),
    ("JPY", &["¥"]),
    ("GEL", &["₾"]),
    ("INR", &["₹"]),
    ("KZT", &["₸"]),
    ("UAH", &["₴"]),
    ("KRW", &["₩"]),
];

impl Money {
    /// Reads an amount of manat: `1234.5`, `1 234,50`, `1’234.50`, `-3`, `₼ 3,200.00`, `3200 manat`.
    ///
    /// Point and comma both separate the fraction. Spaces, apostrophes, points and commas group thousands, one kind in
    /// an amount. A single point or comma before three digits groups too, because no amount has three decimals:
    /// `100,000`. `0,500` is none: nobody groups a nought.
    ///
    /// # Errors
    /// Anything else, a group that has not three digits, more than two decimals, another currency, or an amount
    /// that does not fit.
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        read(text, MANAT, true)
    }

    /// As [`Money::parse`], but a single point or comma never groups, and in a currency by its code: for stored
    /// amounts, and for currencies that may have three decimals, where `1,500` can be one and a half.
    ///
    /// # Errors
    /// As there.
    pub fn parse_hundredths(text: &str, currency: &str) -> Result<Self, MoneyError> {
        read(text, currency, false)
    }
}

/// The currency that stands before or after an amount, as it was written; empty where there is none.
pub fn currency_in(text: &str) -> String {
    let text = plain(text);
    let (before, _, after) = parts(&text);
    [before, after].concat()
}

/// What stands before the number, the number, and what stands after it.
fn parts(text: &str) -> (&str, &str, &str) {
    let is_digit = |c: char| c.is_ascii_digit();
    let (Some(first), Some(last)) = (text.find(is_digit), text.rfind(is_digit)) else { return ("", text, "") };
    let (mut before, mut number, mut after) = (&text[..first], &text[first..=last], &text[last + 1..]);
    // A minus and a point at the end belong to the number.
    if let Some(rest) = before.strip_suffix('-') {
        (before, number) = (rest, &text[first - 1..=last]);
    }
    if let Some(rest) = after.strip_prefix(['.', ',']) {
        (number, after) = (&text[text.len() - after.len() - number.len()..text.len() - rest.len()], rest);
    }
    (before.trim(), number, after.trim())
}

fn read(text: &str, currency: &str, groups_once: bool) -> Result<Money, MoneyError> {
    let text = plain(text);
    let (before, number, after) = parts(&text);
    match (before, after) {
        ("", "") => {}
        (unit, "") | ("", unit) if is_currency(unit, currency) => {}
        (unit, "") | ("", unit) if is_any_currency(unit) => return Err(MoneyError::OtherCurrency),
        _ => return Err(MoneyError::NotANumber),
    }
    let (is_negative, digits) = number.strip_prefix('-').map_or((false, number), |digits| (true, digits));
    let (whole, fraction) = split(digits, groups_once)?;
    let scale = |value: i64, digit: u8| value.checked_mul(10)?.checked_add(i64::from(digit - b'0'));
    let hundredths = fraction.bytes().chain(std::iter::repeat(b'0')).take(2);
    let qepik = whole.bytes().filter(u8::is_ascii_digit).chain(hundredths).try_fold(0, scale).ok_or(MoneyError::TooLarge)?;
    Ok(Money::from_qepik(if is_negative { -qepik } else { qepik }))
}

fn is_currency(unit: &str, code: &str) -> bool {
    let is_dollar = code.ends_with('D') && unit == "$";
    let mut signs = SIGNS.iter().filter(|(known, _)| *known == code).flat_map(|(_, signs)| *signs);
    unit.eq_ignore_ascii_case(code) || is_dollar || signs.any(|sign| sign.eq_ignore_ascii_case(unit))
}

/// Whether it names a currency: a sign, a word or code that is read here, or three capitals.
fn is_any_currency(unit: &str) -> bool {
    let is_code = unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase());
    let mut chars = unit.chars();
    let is_sign = matches!((chars.next(), chars.next()), (Some('$' | '¢' | '£' | '¥' | '\u{20a0}'..='\u{20cf}'), None));
    is_code || is_sign || SIGNS.iter().any(|(code, _)| is_currency(unit, code))
}

/// The whole part, with what groups it, and the fraction.
fn split(digits: &str, groups_once: bool) -> Result<(&str, &str), MoneyError> {
    let mut places = Vec::new();
    for (place, c) in digits.char_indices().filter(|(_, c)| !c.is_ascii_digit()) {
        places.push((place, separator(c).ok_or(MoneyError::NotANumber)?));
    }
    let Some((&(place, last), others)) = places.split_last() else {
        return if digits.is_empty() { Err(MoneyError::NotANumber) } else { Ok((digits, "")) };
    };
    let (whole, fraction) = (&digits[..place], digits[place..].trim_start_matches(|c: char| !c.is_ascii_digit()));
    let can_be_fraction = matches!(last, '.' | ',' | DECIMAL) && others.iter().all(|(_, other)| *other != last);
    let can_be_group = last != DECIMAL && others.iter().all(|(_, other)| *other == last) && are_groups(digits);
    match others {
        _ if can_be_group && (groups_once || !can_be_fraction) => Ok((digits, "")),
        _ if !can_be_fraction => Err(MoneyError::Groups),
        // What stands before the fraction is grouped by one other sign, or not at all.
        [(_, group), ..] if others.iter().any(|(_, other)| other != group) || !are_groups(whole) => Err(MoneyError::Groups),
        _ if fraction.len() > 2 => Err(MoneyError::TooFine),
        _ => Ok((whole, fraction)),
    }
}

/// Whether the digits are parted into threes. Only the first group has fewer, and no nought before others.
fn are_groups(digits: &str) -> bool {
    let mut parts = digits.split(|c: char| !c.is_ascii_digit());
    let first = parts.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && !first.starts_with('0') && parts.all(|part| part.len() == 3)
}

/// The sign that Arabic and Persian write before the fraction, and for nothing else.
const DECIMAL: char = '٫';

/// A separator in the one form that it has here; none for other signs.
fn separator(c: char) -> Option<char> {
    match c {
        ' ' | '.' | ',' | DECIMAL => Some(c),
        // Apostrophes as Swiss keyboards and programs write them, and the Arabic sign between thousands.
        '\'' | '’' | '‘' | 'ʼ' | '´' | '`' | '٬' => Some('\''),
        _ => None,
    }
}
