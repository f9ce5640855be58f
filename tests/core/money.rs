//! Amounts and rates against rust_decimal, and the payslip against a naive calculation in
//! decimals: a qəpik lost here is a wrong payslip for everybody.

use std::sync::LazyLock;

use hsmp::assess::tax::payroll::{Payslip, Terms, charge, payslip};
use hsmp::profile::{Kind, Sector};
use hsmp::quantity::{Date, Money, MoneyError, Rate, Rounding, currency_in, plain};
use hsmp::text::{Catalogue, Language};
use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::support::read;

static WORDS: LazyLock<Vec<Catalogue>> = LazyLock::new(|| Language::ALL.map(Catalogue::built_in).to_vec());

const SECTORS: [Sector; 3] = [Sector::Private, Sector::OilGasState, Sector::TechnologyPark];

fn decimal(amount: Money) -> Decimal {
    Decimal::new(amount.qepik(), 2)
}

fn rounding() -> impl Strategy<Value = (Rounding, RoundingStrategy)> {
    prop_oneof![
        Just((Rounding::HalfUp, RoundingStrategy::MidpointAwayFromZero)),
        Just((Rounding::Down, RoundingStrategy::ToZero)),
        Just((Rounding::Up, RoundingStrategy::AwayFromZero)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]
    #[test]
    fn a_share_of_an_amount_agrees_with_decimals(qepik in -100_000_000_000..100_000_000_000i64, of in 0..2_000_000u32, digits in 0..=4u32, (own, theirs) in rounding()) {
        let parts = 100 * 10u32.pow(digits);
        let amount = Money::from_qepik(qepik);
        let exact = decimal(amount) * Decimal::from(of) / Decimal::from(parts);
        let expected = exact.round_dp_with_strategy(2, theirs);
        prop_assert_eq!(decimal(Rate { of, parts }.apply(amount, own)), expected);
    }

    #[test]
    fn amounts_survive_printing_and_reading(qepik in any::<i64>()) {
        let amount = Money::from_qepik(qepik);
        prop_assert_eq!(amount.to_string(), decimal(amount).to_string());
        // The one amount without a positive twin cannot be written digit by digit; nothing near it is let in.
        if qepik != i64::MIN {
            prop_assert_eq!(Money::parse(&amount.to_string()), Ok(amount));
        }
    }

    #[test]
    fn rates_survive_printing_and_reading(of in 0..10_000_000u32, digits in 0..=4u32) {
        let rate = Rate { of, parts: 100 * 10u32.pow(digits) };
        let again = Rate::parse(&rate.to_string()).unwrap();
        prop_assert_eq!(u64::from(again.of) * u64::from(rate.parts), u64::from(rate.of) * u64::from(again.parts));
        let plain = (Decimal::from(of) / Decimal::from(10u32.pow(digits))).normalize();
        prop_assert_eq!(rate.to_string(), format!("{plain}%"));
    }

    #[test]
    fn any_text_is_read_or_refused_without_panic(text in "\\PC{0,24}", near in "[-−]?[0-9 .,'\u{a0}]{0,24}%?") {
        for text in [text, near] {
            let _ = Rate::parse(&text);
            if let Ok(amount) = Money::parse(&text) {
                prop_assert_eq!(Money::parse(&amount.to_string()), Ok(amount));
            }
        }
    }

    /// What any language prints is read back, the currency and the minus sign with it.
    #[test]
    fn amounts_as_we_print_them_are_read_back(qepik in prop_oneof![-1_000_000_000_000..1_000_000_000_000i64, -10_000..10_000i64, any::<i64>().prop_filter("not the last", |n| *n != i64::MIN)], currency in prop::sample::select(vec!["USD", "EUR", "CHF"])) {
        let amount = Money::from_qepik(qepik);
        for words in WORDS.iter() {
            prop_assert_eq!(Money::parse(&words.money(amount)), Ok(amount));
            prop_assert_eq!(Money::parse(&words.decimal(amount)), Ok(amount));
            prop_assert_eq!(Money::parse_hundredths(&words.money(amount), "AZN"), Ok(amount));
            // Without hundredths a single sign can only group, which is not tried in other currencies.
            let other = Money::parse_hundredths(&words.sum(amount, currency), currency);
            prop_assert!(other == Ok(amount) || other == Err(MoneyError::TooFine) && qepik % 100 == 0, "{}", words.sum(amount, currency));
            prop_assert_eq!(Money::parse(&words.sum(amount, currency)), Err(MoneyError::OtherCurrency));
        }
    }

    /// The digits that were typed are all in the amount, or nothing is read: none moves across the point unseen.
    #[test]
    fn no_amount_is_read_in_two_ways(text in "[1-9][0-9]{0,3}([ .,'’][0-9]{1,4}){0,3}") {
        for read in [Money::parse(&text), Money::parse_hundredths(&text, "AZN")].into_iter().flatten() {
            let parts: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).collect();
            let grouped = |parts: &[&str]| parts[1..].iter().all(|part| part.len() == 3);
            let (last, rest) = parts.split_last().unwrap();
            let as_whole = grouped(&parts).then(|| Money::from_manat(parts.concat().parse().unwrap()));
            let sign = text.rfind(|c: char| !c.is_ascii_digit());
            let is_point = sign.is_some_and(|place| text[place..].starts_with(['.', ',']));
            let as_fraction = (is_point && last.len() < 3 && grouped(rest)).then(|| Money::from_qepik(rest.concat().parse::<i64>().unwrap() * 100 + format!("{last:0<2}").parse::<i64>().unwrap()));
            prop_assert_eq!(Some(read), as_whole.or(as_fraction), "{}", text);
            prop_assert!(as_whole.is_none() || as_fraction.is_none());
        }
    }

    #[test]
    fn arbitrary_bytes_are_no_reason_to_panic(bytes in prop::collection::vec(any::<u8>(), 0..64), near in "[-−0-9०-९ .,'’٫٬₼$A-Z\u{202f}\u{feff}]{0,24}") {
        for text in [String::from_utf8_lossy(&bytes).as_ref(), &near] {
            let _ = (currency_in(text), plain(text), Money::parse_hundredths(text, "USD"));
            if let Ok(amount) = Money::parse(text) {
                prop_assert_eq!(Money::parse(&amount.to_string()), Ok(amount));
                prop_assert_eq!(Money::parse(&plain(text)), Ok(amount));
            }
        }
    }

    /// However the thousands are marked, the amount is the same, and one or two digits at the end stay decimals.
    #[test]
    fn thousands_are_read_however_they_are_marked(manat in 1_000i64..1_000_000_000_000, qepik in 0i64..100, mark in prop::sample::select(vec![',', '.', ' ', '\'', '\u{a0}'])) {
        let digits = manat.to_string();
        let mut text = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place) % 3 == 0 {
                text.push(mark);
            }
            text.push(digit);
        }
        prop_assert_eq!(Money::parse(&text), Ok(Money::from_manat(manat)), "{}", text);
        let point = if mark == '.' { ',' } else { '.' };
        prop_assert_eq!(Money::parse(&format!("{text}{point}{qepik:02}")), Ok(Money::from_qepik(100 * manat + qepik)));
        for separator in [',', '.'] {
            prop_assert_eq!(Money::parse(&format!("{manat}{separator}{qepik:02}")), Ok(Money::from_qepik(100 * manat + qepik)));
            let tenth = qepik / 10;
            prop_assert_eq!(Money::parse(&format!("{manat}{separator}{tenth}")), Ok(Money::from_qepik(100 * manat + 10 * tenth)));
            // A group that is not whole is a slip, and never read.
            let slip = format!("{text}{separator}{qepik:04}");
            prop_assert!(Money::parse(&slip).is_err(), "{}", slip);
        }
    }

    #[test]
    fn arithmetic_stops_at_the_ends_instead_of_panicking(a in any::<i64>(), b in any::<i64>(), of in any::<u32>(), parts in any::<u32>()) {
        let (a, b) = (Money::from_qepik(a), Money::from_qepik(b));
        let _ = (a + b, a - b, Money::from_manat(a.qepik()), a.or_zero());
        for rounding in [Rounding::HalfUp, Rounding::Down, Rounding::Up] {
            let _ = Rate { of, parts }.apply(a, rounding);
        }
    }
}

#[test]
fn amounts_are_read_as_people_write_them() {
    let amount = Ok(Money::from_qepik(123_450));
    for text in [
        "1234.5",
        "1234.50",
        "1234,50",
        "1 234.50",
        "1\u{a0}234,5",
        "1\u{202f}234,50",
        "1\u{2009}234,50",
        "1'234.50",
        "1’234.50",
        " 1234.5 ",
        "1,234.50",
        "1.234,50",
        "\u{feff}1234.50",
        "1\u{200e}234.50\u{ad}",
        "１２３４．５０",
        "１，２３４．５",
        "١٢٣٤٫٥٠",
        "١٬٢٣٤٫٥",
        "۱۲۳۴٫۵۰",
        "१,२३४.५०",
    ] {
        assert_eq!(Money::parse(text), amount, "{text:?}");
    }
    // Its own currency may stand beside it, before or after.
    for text in
        ["₼1234.50", "1234.50 ₼", "AZN 1,234.50", "1234.50azn", "1 234,50\u{a0}man.", "1234.5 manat", "1234.50 Man", "ＡＺＮ 1234.50"]
    {
        assert_eq!(Money::parse(text), amount, "{text:?}");
        assert_eq!(Money::parse_hundredths(text, "AZN"), amount, "{text:?}");
    }
    for (text, name) in [
        ("1234.50 USD", "USD"),
        ("$1,234.50", "$"),
        ("€ 1234,5", "€"),
        ("1234.50 usd", "usd"),
        ("1234.5 ₾", "₾"),
        ("₺5", "₺"),
        // Known by their form alone.
        ("1234.50 CHF", "CHF"),
        ("₡ 1234", "₡"),
    ] {
        assert_eq!(Money::parse(text), Err(MoneyError::OtherCurrency), "{text:?}");
        assert_eq!(currency_in(text), name);
    }
    for text in ["about 1234", "1234 net", "1234 a month", "AZN 1234 AZN", "$ 1234 USD", "1234 12", "5-", "1234 OK", "1234 A₡"] {
        assert!(matches!(Money::parse(text), Err(MoneyError::NotANumber | MoneyError::Groups)), "{text:?}");
    }
    for (text, own) in [
        ("$1,234.50", "USD"),
        ("$1,234.50", "SGD"),
        ("1 234,50 €", "EUR"),
        ("EUR 1234.5", "EUR"),
        ("1234.50 ¥", "CNY"),
        ("1234.50 ¥", "JPY"),
    ] {
        assert_eq!(Money::parse_hundredths(text, own), amount, "{text:?}");
        assert_eq!(Money::parse_hundredths(text, "RUB"), Err(MoneyError::OtherCurrency), "{text:?}");
    }
    assert_eq!(Money::parse("-3"), Ok(Money::from_qepik(-300)));
    assert_eq!(Money::parse("−3.01"), Ok(Money::from_qepik(-301)));
    assert_eq!(Money::parse("7."), Ok(Money::from_qepik(700)));
    // Three digits after a separator are no qəpik: thousands. As a decimal comma it must not shrink somebody's
    // pay a thousandfold.
    for (text, manat) in
        [("2,500", 2_500), ("2.500", 2_500), ("100,000", 100_000), ("1,234,567", 1_234_567), ("1.234.567", 1_234_567), ("-12,000", -12_000)]
    {
        assert_eq!(Money::parse(text), Ok(Money::from_manat(manat)), "{text:?}");
    }
    for text in ["0,500", "0.125", "1234,567", "1,2345", "00,100"] {
        assert_eq!(Money::parse(text), Err(MoneyError::TooFine), "{text:?}");
    }
    // A group has three digits. Anything else is asked about, never put together.
    for text in [
        "3 200 50",
        "12 34",
        "1 5",
        "1 23",
        "0 500",
        "1 234 56",
        "1'23",
        "1 2345",
        "1,00,000",
        "1.2.3",
        "1 000.5 0",
        "1 234'567",
        "1 234,567,890",
        "1.234 567",
    ] {
        assert_eq!(Money::parse(text), Err(MoneyError::Groups), "{text:?}");
        assert_eq!(Money::parse_hundredths(text, "AZN"), Err(MoneyError::Groups), "{text:?}");
    }
    for text in ["1,23,456", "1,234,56", "1,234.567,00", "--1,000", "100,00a"] {
        assert!(Money::parse(text).is_err(), "{text:?}");
    }
    // Typed, the thousands are written out; what a document says so is not of this program.
    let typed = Kind::Money.write("100,000").unwrap();
    assert_eq!(typed, Kind::Money.write("100000.00").unwrap());
    assert_ne!(Kind::Amount.write("100,000").unwrap(), Kind::Amount.write("100000.00").unwrap());
    // In a currency with three decimals it can be one and a half.
    assert_eq!(Money::parse_hundredths("1,500", "USD"), Err(MoneyError::TooFine));
    assert_eq!(Money::parse_hundredths("1,234.50", "USD"), Ok(Money::from_qepik(123_450)));
    for text in ["", "-", ".5", "12a", "1e3", "--1", "+5", "0x10", "AZN", "٫5", "1٫2٫3x"] {
        assert_eq!(Money::parse(text), Err(MoneyError::NotANumber), "{text:?}");
    }
    assert_eq!(Money::parse("99999999999999999999"), Err(MoneyError::TooLarge));
}

/// What is typed or pasted is read in one form, whatever spaces and unseen signs it came with.
#[test]
fn texts_are_read_in_plain_signs() {
    assert_eq!(plain("  a \t\u{a0} b\u{200b}\r\n"), "a b");
    assert_eq!(plain("１２－Ａ"), "12-A");
    assert_eq!(plain(" \u{feff} "), "");
}

#[test]
fn amounts_are_added_and_written_plainly() {
    assert_eq!(Money::ZERO.to_string(), "0.00");
    assert_eq!([-5, 0, 5].map(|qepik| Money::from_qepik(qepik).or_zero().qepik()), [0, 0, 5]);
    let [one, two] = [100, 250].map(Money::from_qepik);
    assert_eq!(
        (one + two, one - two, [one, two, two].into_iter().sum::<Money>()),
        (Money::from_qepik(350), Money::from_qepik(-150), Money::from_manat(6))
    );
}

/// Where nothing is left over, every rounding gives the same.
#[test]
fn exact_shares_are_not_rounded() {
    let tenth = Rate { of: 10, parts: 100 };
    for rounding in [Rounding::HalfUp, Rounding::Down, Rounding::Up] {
        assert_eq!(tenth.apply(Money::from_manat(2500), rounding), Money::from_manat(250), "{rounding:?}");
        assert_eq!(tenth.apply(Money::from_manat(-2500), rounding), Money::from_manat(-250), "{rounding:?}");
        assert_eq!(tenth.apply(Money::ZERO, rounding), Money::ZERO, "{rounding:?}");
    }
    let rounded = |rounding, qepik| tenth.apply(Money::from_qepik(qepik), rounding).qepik();
    assert_eq!([4, 5, 6, -5].map(|qepik| rounded(Rounding::HalfUp, qepik)), [0, 1, 1, -1]);
    assert_eq!([1, 9, -9].map(|qepik| rounded(Rounding::Down, qepik)), [0, 0, 0]);
    assert_eq!([1, 9, -9].map(|qepik| rounded(Rounding::Up, qepik)), [1, 1, -1]);
    for text in ["10%", "100%", "0%", "0.5%", "14.25%", "0.0001%"] {
        assert_eq!(Rate::parse(text).unwrap().to_string(), text);
    }
}

#[test]
fn rates_are_percentages_and_nothing_else() {
    assert_eq!(Rate::parse("14%"), Ok(Rate { of: 14, parts: 100 }));
    assert_eq!(Rate::parse("0.5 %"), Ok(Rate { of: 5, parts: 1000 }));
    for text in ["14", "%", "-1%", ".5%", "1.23456%", "1,5%", "+5%", "99999999999%", "5%%"] {
        assert!(Rate::parse(text).is_err(), "{text:?}");
    }
}

/// `[over, rate]` of each bracket of a rule in a month, straight from the rule file; none where
/// the file has no value for it.
fn table(rule: &str, month: Date) -> Option<Vec<(Decimal, Decimal)>> {
    static FILE: LazyLock<toml::Table> = LazyLock::new(|| read("rules/payroll.toml").parse().unwrap());
    let rules = FILE["rule"].as_array().unwrap();
    let rule = rules.iter().find(|found| found["id"].as_str() == Some(rule)).unwrap_or_else(|| panic!("no rule {rule}"));
    let month = month.to_string();
    let day = |value: &toml::Value| value.as_datetime().unwrap().to_string();
    let value = rule["value"]
        .as_array()
        .unwrap()
        .iter()
        .find(|value| day(&value["from"]) <= month && value.get("to").is_none_or(|to| month <= day(to)))?;
    let number = |text: &toml::Value| text.as_str().unwrap().trim_end_matches('%').parse::<Decimal>().unwrap();
    Some(value["brackets"].as_array().unwrap().iter().map(|row| (number(&row[0]), number(&row[1]) / Decimal::ONE_HUNDRED)).collect())
}

/// What the slices of an amount are charged, slice by slice, rounded once.
fn naive(table: &[(Decimal, Decimal)], amount: Decimal) -> Decimal {
    let mut sum = Decimal::ZERO;
    for (index, (over, rate)) in table.iter().enumerate() {
        let end = table.get(index + 1).map_or(amount, |(next, _)| amount.min(*next));
        if end > *over {
            sum += (end - *over) * *rate;
        }
    }
    sum.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

/// The lines of a payslip in decimals, by name; none where the rule file has no value.
fn expected(sector: Sector, month: Date, gross: Decimal, main: bool) -> Vec<(&'static str, Option<Decimal>)> {
    let (own, shared) = match sector {
        Sector::Private => ("private", "private"),
        Sector::OilGasState => ("oil-gas-state", "oil-gas-state"),
        Sector::TechnologyPark => ("technology-park", "private"),
    };
    let exempt = if main && gross <= Decimal::from(2500) { Decimal::from(200) } else { Decimal::ZERO };
    let charged = |rule: String, amount: Decimal| table(&rule, month).map(|table| naive(&table, amount));
    vec![
        ("income_tax", charged(format!("income-tax.{own}"), (gross - exempt).max(Decimal::ZERO))),
        ("social_employee", charged(format!("social.employee.{shared}"), gross)),
        ("unemployment_employee", charged("unemployment.employee".to_owned(), gross)),
        ("medical_employee", charged(format!("medical.{shared}"), gross)),
        ("social_employer", charged(format!("social.employer.{shared}"), gross)),
        ("unemployment_employer", charged("unemployment.employer".to_owned(), gross)),
        ("medical_employer", charged(format!("medical.{shared}"), gross)),
    ]
}

fn pay(sector: Sector, year: i32, gross: Money) -> Payslip {
    payslip(Terms::plain(Date::first_of(year), sector, gross))
}

fn check(sector: Sector, year: i32, gross: Money, main: bool) {
    let month = Date::first_of(year);
    let slip = payslip(Terms { main_workplace: main, ..Terms::plain(month, sector, gross) });
    let lines: Vec<_> = slip.employee.iter().chain(&slip.employer).map(|line| (line.id, line.amount.ok().map(decimal))).collect();
    let expected = expected(sector, month, decimal(gross), main);
    assert_eq!(lines, expected, "{sector:?} {year} {gross} main workplace {main}");
    let sum = |lines: &[(&str, Option<Decimal>)]| lines.iter().map(|(_, amount)| *amount).sum::<Option<Decimal>>();
    assert_eq!(slip.net.ok().map(decimal), sum(&expected[..4]).map(|taken| decimal(gross) - taken));
    assert_eq!(slip.cost.ok().map(decimal), sum(&expected[4..]).map(|added| decimal(gross) + added));
}

#[test]
fn payslips_agree_with_decimals_around_every_threshold() {
    for sector in SECTORS {
        for year in 2018..=2034 {
            for manat in [0, 1, 100, 200, 345, 400, 1000, 2500, 2700, 8000, 8200, 10_000] {
                for qepik in [-100, -50, -1, 0, 1, 33, 50, 99] {
                    let gross = Money::from_qepik(manat * 100 + qepik).or_zero();
                    check(sector, year, gross, true);
                    check(sector, year, gross, false);
                }
            }
            // The most that the form takes.
            check(sector, year, Money::from_manat(10_000_000), true);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn payslips_agree_with_decimals(sector in 0..3usize, year in 2019..=2033i32, qepik in 0..2_000_000i64, main in any::<bool>()) {
        check(SECTORS[sector], year, Money::from_qepik(qepik), main);
    }

    /// Who is paid more takes home more, but for the step at 2,500 where the exemption ends.
    #[test]
    fn a_manat_more_before_tax_is_more_after_tax(sector in 0..3usize, year in 2022..=2030i32, qepik in 0..2_000_000i64, step in 100..50_000i64) {
        let sector = SECTORS[sector];
        let (less, more) = (pay(sector, year, Money::from_qepik(qepik)), pay(sector, year, Money::from_qepik(qepik + step)));
        let crosses = qepik <= 250_000 && qepik + step > 250_000;
        if let (Ok(a), Ok(b)) = (less.net, more.net) {
            prop_assert!(b > a || crosses, "{} gives {a}, {} gives {b}", less.terms.gross, more.terms.gross);
            prop_assert!(Money::ZERO <= a && a <= less.terms.gross);
        }
        if let (Ok(a), Ok(b)) = (less.cost, more.cost) {
            prop_assert!(b > a && a >= less.terms.gross);
        }
    }
}

/// The step is real and people should see it: a qəpik over 2,500 costs the whole exemption.
#[test]
fn the_exemption_ends_in_a_step_at_2500() {
    let net = |qepik| pay(Sector::Private, 2026, Money::from_qepik(qepik)).net.unwrap();
    // 3 % of the 200 that were exempt; the contributions do not move by more than a qəpik.
    let step = net(250_000) - net(250_001);
    assert!((Money::from_qepik(599)..=Money::from_qepik(600)).contains(&step), "{step}");
}

#[test]
fn a_charge_is_nothing_on_nothing_and_never_less_than_nothing() {
    for sector in SECTORS {
        let slip = pay(sector, 2026, Money::ZERO);
        assert!(slip.employee.iter().chain(&slip.employer).all(|line| line.amount == Ok(Money::ZERO)), "{sector:?}");
    }
    assert_eq!(charge(&[], Money::from_manat(i64::MAX)), Money::ZERO);
}
