//! The code of each kind of value; nothing where a value is not of its form.

use std::fmt::Write as _;

use toml::Value;

use super::day;

fn iso_day(text: &str) -> Option<i32> {
    day(Some(&Value::Datetime(text.parse().ok()?)))
}

pub(super) fn qepik(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "00"));
    if fraction.len() != 2 {
        return None;
    }
    Some(whole.parse::<u32>().ok()? as i64 * 100 + i64::from(fraction.parse::<u8>().ok()?))
}

/// `(parts taken, parts in the whole)` of a percentage such as `14%` or `0.5%`.
fn fraction(text: &str) -> Option<(u32, u32)> {
    let (whole, decimals) = text.strip_suffix('%')?.split_once('.').unwrap_or((text.strip_suffix('%')?, ""));
    let scale = 10u32.checked_pow(u32::try_from(decimals.len()).ok()?)?;
    Some((format!("{whole}{decimals}").parse().ok()?, scale.checked_mul(100)?))
}

pub(super) fn rate(text: &str) -> Option<String> {
    fraction(text).map(|(of, parts)| format!("Rate {{ of: {of}, parts: {parts} }}"))
}

/// Brackets with the fixed amount of each, worked out and compared with the printed one.
pub(super) fn brackets(value: &Value) -> Option<String> {
    let mut code = String::new();
    let mut previous: Option<(i64, (u32, u32), i64)> = None;
    for row in value.as_array()? {
        let row: Vec<&str> = row.as_array()?.iter().filter_map(Value::as_str).collect();
        let (over, own) = (qepik(row.first()?)?, row.get(1)?);
        let base = match previous {
            None if over == 0 => 0,
            Some((start, (of, parts), base)) if over > start => {
                let product = (over - start) * i64::from(of);
                if product % i64::from(parts) != 0 {
                    return None;
                }
                base + product / i64::from(parts)
            }
            _ => return None,
        };
        if row.get(2).is_some_and(|printed| qepik(printed) != Some(base)) {
            return None;
        }
        let _ = write!(code, "Bracket {{ over: Money::from_qepik({over}), base: Money::from_qepik({base}), rate: {} }}, ", rate(own)?);
        previous = Some((over, fraction(own)?, base));
    }
    previous.map(|_| code)
}

pub(super) fn integers(value: &Value) -> Option<Vec<i64>> {
    value.as_array()?.iter().map(Value::as_integer).collect()
}

/// Levels with the least and greatest share each gives: in percent, or in points of which there may be more.
pub(super) fn bands(value: &Value, in_points: bool) -> Option<String> {
    let most = if in_points { 999 } else { 100 };
    let mut code = String::new();
    let mut previous: Option<[i64; 3]> = None;
    for row in value.as_array()? {
        let [at, low, high]: [i64; 3] = integers(row)?.try_into().ok()?;
        let rises = previous.is_none_or(|[a, l, h]| at > a && low >= l && high >= h);
        if !rises || (previous.is_none() && at != 0) || !(0 <= low && low <= high && high <= most) {
            return None;
        }
        let _ = write!(code, "Band {{ at: {at}, low: {low}, high: {high} }}, ");
        previous = Some([at, low, high]);
    }
    let unit = if in_points { "Points" } else { "Percent" };
    previous.map(|_| format!("Bands {{ unit: Unit::{unit}, steps: &[{code}] }}"))
}

pub(super) fn month_days(value: &Value) -> Option<String> {
    let mut code = String::new();
    for entry in value.as_array()? {
        let (month, day) = entry.as_str()?.split_once('-')?;
        iso_day(&format!("2025-{month}-{day}"))?;
        let _ = write!(code, "({}, {}), ", month.parse::<u8>().ok()?, day.parse::<u8>().ok()?);
    }
    Some(code)
}

/// `{ base = "AZN", one = { USD = "1.7" } }`: what one unit of each currency is worth in the base; or `for-one`:
/// how many units of each are worth one unit of the base.
pub(super) fn exchange(value: &Value) -> Option<String> {
    let table = value.as_table().filter(|table| table.len() == 2)?;
    let is_code = |code: &str| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
    let base = table.get("base")?.as_str().filter(|base| is_code(base))?;
    let (quoted, for_one) = match (table.get("one"), table.get("for-one")) {
        (Some(quoted), None) => (quoted.as_table()?, false),
        (None, Some(quoted)) => (quoted.as_table()?, true),
        _ => return None,
    };
    let mut code = String::new();
    for (currency, figure) in quoted {
        let figure = figure.as_str()?;
        let (whole, decimals) = figure.split_once('.').unwrap_or((figure, ""));
        let is_figure = whole.bytes().chain(decimals.bytes()).all(|b| b.is_ascii_digit());
        if !is_figure || whole.is_empty() || figure.ends_with('.') {
            return None;
        }
        let digits: u64 = format!("{whole}{decimals}").parse().ok().filter(|digits| *digits > 0)?;
        let scale = 10u64.checked_pow(u32::try_from(decimals.len()).ok()?)?;
        let _ = write!(code, "Quote {{ currency: {:?}, digits: {digits}, scale: {scale} }}, ", currency.as_str());
        if !is_code(currency) || currency == base {
            return None;
        }
    }
    (!code.is_empty()).then(|| format!("Exchange {{ base: {base:?}, for_one: {for_one}, quotes: &[{code}] }}"))
}

/// Two-letter codes, in order and each once, joined.
pub(super) fn countries(value: &Value) -> Option<String> {
    let codes: Vec<&str> = value.as_array()?.iter().map(Value::as_str).collect::<Option<_>>()?;
    let is_code = |code: &&str| code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
    (codes.iter().all(is_code) && codes.is_sorted_by(|a, b| a < b)).then(|| codes.concat())
}

pub(super) fn dates(value: &Value) -> Option<String> {
    let mut code = String::new();
    for entry in value.as_array()? {
        let _ = write!(code, "Date::from_julian_day({}), ", iso_day(entry.as_str()?)?);
    }
    Some(code)
}

/// Amounts by the longest term they are for, in months, the shortest first: both rise.
pub(super) fn tiers(value: &Value) -> Option<String> {
    let mut code = String::new();
    let mut previous: Option<(i64, i64)> = None;
    for tier in value.as_array()? {
        let tier = tier.as_table().filter(|tier| tier.len() == 2)?;
        let (months, amount) = (tier.get("months")?.as_integer()?, qepik(tier.get("amount")?.as_str()?)?);
        if months <= 0 || previous.is_some_and(|(before, less)| months <= before || amount <= less) {
            return None;
        }
        let _ = write!(code, "Tier {{ months: {months}, amount: Money::from_qepik({amount}) }}, ");
        previous = Some((months, amount));
    }
    previous.map(|_| code)
}
