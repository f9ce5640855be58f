//! Pay in full, against calculations written apart from the program: figures typed from the law file,
//! whole numbers, one slice after another. A wrong qəpik here is a wrong answer about somebody's pay.

mod beside_pay;
mod business;
mod gross;
mod payslips;
mod year;

use hsmp::assess::residence::residency;
use hsmp::assess::tax::business::Regime;
use hsmp::assess::tax::income::{self, Missing};
use hsmp::assess::tax::pay::{self, Cliff, cliffs, curve, gross_for};
use hsmp::assess::tax::payroll::{Base, Employee, PayReading, Schedule, Terms, charge, payslip};
use hsmp::key;
use hsmp::message::Key;
use hsmp::profile::{Document, Profile, Reading, Sector};
use hsmp::quantity::{Date, Interval, Money, Rounding, Tri};
use hsmp::rulebook::rules;
use proptest::prelude::*;
use serde_json::json;

use crate::support::{document, read, today};

const SECTORS: [Sector; 3] = [Sector::Private, Sector::OilGasState, Sector::TechnologyPark];

/// Brackets in qəpik and thousandths.
type Table = &'static [(i64, i64)];

/// What slices are charged, in qəpik, rounded half up once.
fn slices(table: Table, amount: i64) -> i64 {
    let mut sum = 0;
    for (place, (over, rate)) in table.iter().enumerate() {
        let end = table.get(place + 1).map_or(amount, |next| amount.min(next.0));
        sum += (end - over).max(0) * rate;
    }
    (sum + 500) / 1000
}

fn income_tax(sector: Sector, year: i32) -> Option<Table> {
    Some(match (sector, year) {
        (Sector::OilGasState, _) => &[(0, 140), (250_000, 250)],
        (Sector::Private, ..=2025) => &[(0, 0), (800_000, 140)],
        (Sector::Private, 2026) => &[(0, 30), (250_000, 100), (800_000, 140)],
        (Sector::Private, 2027) => &[(0, 50), (250_000, 100), (800_000, 140)],
        (Sector::Private, _) => &[(0, 70), (250_000, 100), (800_000, 140)],
        (Sector::TechnologyPark, 2023..=2025) => &[(0, 0), (800_000, 50)],
        (Sector::TechnologyPark, 2026..=2032) => &[(0, 50)],
        (Sector::TechnologyPark, _) => return None,
    })
}

/// Income tax, social, unemployment and medical insurance of the employee; then the three of the employer.
fn naive(terms: Terms) -> [Option<i64>; 7] {
    let (gross, year) = (terms.gross.qepik(), terms.month.year());
    let mut free = 0;
    if terms.main_workplace {
        let [martyr, hero, disability, other] = terms.reliefs;
        free += if gross <= 250_000 { 20_000 } else { 0 };
        free += if martyr {
            80_000
        } else if hero {
            40_000
        } else if disability {
            20_000
        } else if other {
            10_000
        } else {
            0
        };
        free += if terms.dependants { 5_000 } else { 0 };
    }
    let oil = terms.sector == Sector::OilGasState;
    let social: [Table; 2] = match (oil, year >= 2026) {
        (true, _) => [&[(0, 30)], &[(0, 220)]],
        (false, false) => [&[(0, 30), (20_000, 100)], &[(0, 220), (20_000, 150)]],
        (false, true) => [&[(0, 30), (20_000, 100)], &[(0, 220), (20_000, 150), (800_000, 110)]],
    };
    let medical: Option<Table> = match (year, oil) {
        (..=2021, _) => None,
        (2026.., false) => Some(&[(0, 20), (250_000, 5)]),
        _ => Some(&[(0, 20), (800_000, 5)]),
    };
    let (is_citizen, has_unemployment, has_medical) = match terms.employee {
        Employee::Citizen => (true, true, true),
        Employee::Foreigner { unemployment, medical } => (false, unemployment, medical),
    };
    let park = terms.sector == Sector::TechnologyPark;
    // Ten years from 2023: foreigners exempt, four minimum wages for others if the employer likes.
    let base = match (park && (2023..=2032).contains(&year), is_citizen, terms.base) {
        (true, false, _) => Some(0),
        (true, true, Base::MinimumWages) => (2025..=2026).contains(&year).then_some(4 * 40_000),
        _ => Some(gross),
    };
    let social = social.map(|table| base.map(|base| slices(table, base)));
    let unemployment = Some(if has_unemployment { slices(&[(0, 5)], gross) } else { 0 });
    let medical = medical.map(|table| if has_medical { slices(table, gross) } else { 0 });
    let table = if park && !terms.specialist { Sector::Private } else { terms.sector };
    [
        income_tax(table, year).map(|table| slices(table, (gross - free).max(0))),
        social[0],
        unemployment,
        medical,
        social[1],
        unemployment,
        medical,
    ]
}

fn terms() -> impl Strategy<Value = Terms> {
    let pay = prop_oneof![0..1_500_000i64, 240_000..260_000i64, 790_000..830_000i64, 0..30_000i64, 0..1_000_000_000i64];
    let employee = prop_oneof![
        Just(Employee::Citizen),
        (any::<bool>(), any::<bool>()).prop_map(|(unemployment, medical)| Employee::Foreigner { unemployment, medical }),
    ];
    let base = prop_oneof![Just(Base::Pay), Just(Base::MinimumWages)];
    let flags = (any::<[bool; 4]>(), any::<bool>(), any::<bool>(), any::<bool>(), employee, base);
    (0..3usize, 2019..=2033i32, 1..=12u8, pay, flags).prop_map(|(sector, year, month, qepik, flags)| {
        let (reliefs, dependants, main_workplace, specialist, employee, base) = flags;
        let plain = Terms::plain(Date::new(year, month, 1).unwrap(), SECTORS[sector], Money::from_qepik(qepik));
        Terms { main_workplace, reliefs, dependants, specialist, employee, base, ..plain }
    })
}

/// Only the years in which net pay is known.
fn known() -> impl Strategy<Value = Terms> {
    terms().prop_filter("net pay is known", |terms| Schedule::of(*terms).net(Money::ZERO).is_ok())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100_000))]

    /// A hundred thousand payrolls, to the qəpik.
    #[test]
    fn payslips_agree_with_a_naive_calculation(terms in terms()) {
        let slip = payslip(terms);
        let lines: Vec<_> = slip.employee.iter().chain(&slip.employer).map(|line| line.amount.ok().map(Money::qepik)).collect();
        let expected = naive(terms);
        prop_assert_eq!(&lines[..], &expected[..]);
        let net = expected[..4].iter().copied().sum::<Option<i64>>().map(|taken| terms.gross.qepik() - taken);
        prop_assert_eq!(slip.net.ok().map(Money::qepik), net);
        prop_assert_eq!(Schedule::of(terms).net(terms.gross), slip.net);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// Insurance has no steps: a qəpik more pay is at most a qəpik more of each.
    #[test]
    fn insurance_is_continuous(terms in terms()) {
        let more = Terms { gross: terms.gross + Money::from_qepik(1), ..terms };
        let (less, more) = (payslip(terms), payslip(more));
        for (a, b) in less.employee[1..].iter().chain(&less.employer).zip(more.employee[1..].iter().chain(&more.employer)) {
            if let (Ok(a), Ok(b)) = (a.amount, b.amount) {
                prop_assert!(a <= b && b - a <= Money::from_qepik(1));
            }
        }
    }
}

fn profile(sections: serde_json::Value) -> Profile {
    Reading::of(&document(sections), today()).profile
}

fn azn(amount: &str) -> serde_json::Value {
    json!({ "amount": amount, "currency": "AZN" })
}

fn all_income(profile: &Profile) -> income::YearOfIncome {
    income::assess(profile, &residency::assess(profile, today(), today().year()), today())
}

fn foreign(row: serde_json::Value) -> income::YearOfIncome {
    all_income(&profile(json!({ "foreign": [row] })))
}

fn between(low: i64, high: i64) -> Result<Interval<Money>, hsmp::rulebook::NotKnown> {
    Ok(Interval { low: Money::from_qepik(low), high: Money::from_qepik(high) })
}
