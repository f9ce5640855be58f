//! Pay in full, against calculations written apart from the program: figures typed from the law file,
//! whole numbers, one slice after another. A wrong qəpik here is a wrong answer about somebody's pay.

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
    #[test]
    fn what_a_pay_leaves_leads_back_to_it(terms in known()) {
        let schedule = Schedule::of(terms);
        let net = schedule.net(terms.gross).unwrap();
        let found = gross_for(&schedule, net).unwrap();
        prop_assert!(found.contains(&terms.gross), "{} is not among {found:?}", terms.gross);
        for gross in &found {
            prop_assert_eq!(schedule.net(*gross).unwrap(), net);
        }
        prop_assert!(found.windows(2).all(|pair| pair[0] < pair[1]));
    }

    /// A manat more leaves more, but across a listed cliff.
    #[test]
    fn net_pay_rises_but_at_cliffs(terms in known(), step in 100..50_000i64) {
        let schedule = Schedule::of(terms);
        let more = terms.gross + Money::from_qepik(step);
        let crosses = cliffs(&schedule).unwrap().iter().any(|cliff| terms.gross <= cliff.at && cliff.at < more);
        prop_assert!(crosses || schedule.net(more).unwrap() > schedule.net(terms.gross).unwrap());
        // And a qəpik more never leaves more than a qəpik more, so no net amount is ever skipped.
        let next = schedule.net(terms.gross + Money::from_qepik(1)).unwrap();
        prop_assert!(next - schedule.net(terms.gross).unwrap() <= Money::from_qepik(1));
    }

    #[test]
    fn a_cliff_is_what_its_name_says(terms in known()) {
        let schedule = Schedule::of(terms);
        let net = |gross: Money| schedule.net(gross).unwrap();
        for Cliff { at, loss, recovered } in cliffs(&schedule).unwrap() {
            prop_assert_eq!(net(at) - net(at + Money::from_qepik(1)), loss);
            prop_assert!(net(recovered) >= net(at) && net(recovered - Money::from_qepik(1)) < net(at));
        }
    }

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

    #[test]
    fn the_curve_says_what_the_payslip_says(terms in known()) {
        let schedule = Schedule::of(terms);
        let drawn = curve(&schedule, terms.gross).unwrap();
        prop_assert!(drawn.top >= terms.gross && drawn.segments.windows(2).all(|pair| pair[0].to == pair[1].from));
        for segment in &drawn.segments {
            // Over a thousand manat within a segment the marginal rate is what is taken of them, but for roundings.
            let (from, step) = (segment.from + Money::from_qepik(1), Money::from_manat(10));
            if from + step <= segment.to {
                let taken = step - (schedule.net(from + step).unwrap() - schedule.net(from).unwrap());
                prop_assert!((taken.qepik() * 10 - i64::from(segment.marginal)).abs() <= 40, "{segment:?} takes {taken} of 10");
            }
        }
        for point in drawn.points {
            let taken = (point.gross - schedule.net(point.gross).unwrap()).qepik();
            prop_assert_eq!(i64::from(point.average), taken * 10_000 / point.gross.qepik());
        }
    }
}

/// Every net amount around the cliff, against trying every pay.
#[test]
fn the_way_back_agrees_with_trying_every_pay() {
    for sector in SECTORS {
        for year in [2024, 2026, 2028] {
            let schedule = Schedule::of(Terms::plain(Date::first_of(year), sector, Money::ZERO));
            let mut all = std::collections::BTreeMap::<Money, Vec<Money>>::new();
            for qepik in 0..300_000 {
                let gross = Money::from_qepik(qepik);
                all.entry(schedule.net(gross).unwrap()).or_default().push(gross);
            }
            let last = schedule.net(Money::from_manat(2990)).unwrap();
            let from = schedule.net(Money::from_manat(2470)).unwrap();
            for (net, expected) in all.range(from..last).chain(all.iter().take(500)) {
                assert_eq!(&gross_for(&schedule, *net).unwrap(), expected, "{sector:?} {year} {net}");
            }
        }
    }
}

#[test]
fn more_than_the_form_takes_has_no_way_back() {
    let schedule = Schedule::of(Terms::plain(today(), Sector::Private, Money::ZERO));
    assert_eq!(gross_for(&schedule, Money::from_manat(20_000_000)), Ok(Vec::new()));
}

#[test]
fn the_other_readings_are_independent_of_each_other() {
    let plain = Terms::plain(today(), Sector::Private, Money::from_manat(3000));
    let flat = Terms { reading: PayReading::FlatNonResident, reliefs: [true; 4], dependants: true, ..plain };
    assert_eq!(payslip(flat).employee[0].amount, Ok(Money::from_manat(420)), "14 % of all, nothing taken off");
    let without = |unemployment, medical| Terms { employee: Employee::Foreigner { unemployment, medical }, ..plain };
    assert_eq!(payslip(Terms { employee: Employee::FOREIGNER, ..flat }).employee[0].amount, Ok(Money::from_manat(420)));
    let of = |unemployment, medical| {
        payslip(without(unemployment, medical)).employee[1..].iter().map(|line| line.amount.unwrap().qepik()).collect::<Vec<_>>()
    };
    assert_eq!(of(true, false), [28_600, 1500, 0], "as the product reads the rules");
    assert_eq!(of(false, false), [28_600, 0, 0], "social insurance is not in dispute");
    assert_eq!(of(true, true), [28_600, 1500, 5250]);
    assert_eq!(of(false, true), [28_600, 0, 5250]);
    assert_eq!(without(true, false), Terms::foreigner(plain.month, plain.sector, plain.gross));
}

/// A foreigner's payslip, as worked out by hand: tax, social and unemployment insurance, no medical insurance, net.
#[test]
fn a_foreigner_s_payslip_is_as_worked_out_by_hand() {
    for (year, sector, gross, taken, net) in [
        (2026, Sector::Private, "3000.00", ["125.00", "286.00", "15.00", "0.00"], "2574.00"),
        (2026, Sector::Private, "2500.00", ["69.00", "236.00", "12.50", "0.00"], "2182.50"),
        (2026, Sector::Private, "8000.01", ["625.00", "786.00", "40.00", "0.00"], "6549.01"),
        (2025, Sector::Private, "8000.01", ["0.00", "786.00", "40.00", "0.00"], "7174.01"),
        (2026, Sector::TechnologyPark, "3000.00", ["150.00", "0.00", "15.00", "0.00"], "2835.00"),
        (2026, Sector::TechnologyPark, "2500.00", ["115.00", "0.00", "12.50", "0.00"], "2372.50"),
    ] {
        let slip = payslip(Terms::foreigner(Date::first_of(year), sector, Money::parse(gross).unwrap()));
        let lines: Vec<_> = slip.employee.iter().map(|line| line.amount.unwrap().to_string()).collect();
        assert_eq!(
            (lines.as_slice(), slip.net.unwrap().to_string().as_str()),
            (taken.map(str::to_owned).as_slice(), net),
            "{year} {gross}"
        );
    }
    let citizen = payslip(Terms::plain(today(), Sector::Private, Money::from_manat(3000)));
    assert_eq!(citizen.net, Ok(Money::from_qepik(252_150)), "a citizen's as before");
}

/// The figures that the Ministry's page works out: 2,700 gives 400 of tax and 675 of social insurance.
#[test]
fn a_civil_law_contract_is_charged_as_the_ministry_says() {
    let pay = Money::from_manat(2700);
    let tax = rules::INCOME_TAX_CIVIL_CONTRACT.on(today()).unwrap();
    assert_eq!(charge(tax.value, pay), Money::from_manat(400));
    let social = rules::SOCIAL_CIVIL_CONTRACT.on(today()).unwrap();
    assert_eq!(social.value.apply(pay, Rounding::HalfUp), Money::from_manat(675));
    // The table is that of Art. 101.1.
    assert_eq!(tax.value, rules::INCOME_TAX_OIL_GAS_STATE.on(today()).unwrap().value);
}

/// Four minimum wages in place of the pay: whatever the pay, and only where the minimum wage is known.
#[test]
fn a_park_s_employer_may_pay_on_minimum_wages() {
    let of = |year: i32, employee, sector, qepik: i64| {
        let terms = Terms::plain(Date::first_of(year), sector, Money::from_qepik(qepik));
        payslip(Terms { employee, base: Base::MinimumWages, ..terms })
    };
    let social = |slip: &hsmp::assess::tax::payroll::Payslip| {
        [slip.employee[1].amount, slip.employer[0].amount].map(|amount| amount.map(Money::qepik))
    };
    // 6 + 10 % of 1,400, and 44 + 15 % of it.
    for qepik in [100_000, 160_000, 160_001, 1_000_000] {
        assert_eq!(social(&of(2026, Employee::Citizen, Sector::TechnologyPark, qepik)), [Ok(14_600), Ok(25_400)]);
    }
    let slip = of(2027, Employee::Citizen, Sector::TechnologyPark, 300_000);
    assert_eq!(social(&slip).map(|amount| amount.unwrap_err().rule().id), ["minimum-wage"; 2]);
    assert!(slip.net.is_err() && slip.cost.is_err() && slip.employee[2].amount.is_ok());
    assert_eq!(social(&of(2026, Employee::FOREIGNER, Sector::TechnologyPark, 300_000)), [Ok(0), Ok(0)], "exempt in any case");
    assert_eq!(social(&of(2026, Employee::Citizen, Sector::Private, 300_000)), [Ok(28_600), Ok(46_400)], "in a park only");
    assert_eq!(social(&of(2022, Employee::Citizen, Sector::TechnologyPark, 300_000)), [Ok(28_600), Ok(46_400)], "not before 2023");
    // The way back, also for what leaves nothing.
    let schedule = Schedule::of(of(2026, Employee::Citizen, Sector::TechnologyPark, 300_000).terms);
    let found = gross_for(&schedule, Money::from_qepik(263_650)).unwrap();
    assert!(found.contains(&Money::from_manat(3000)), "{found:?}");
    for gross in gross_for(&schedule, Money::ZERO).unwrap() {
        assert!(gross > Money::from_manat(146) && schedule.net(gross) == Ok(Money::ZERO));
    }
}

/// What a profile says decides; what it leaves open is taken and said.
#[test]
fn what_nobody_said_about_the_person_is_taken_and_said() {
    let of = |you: serde_json::Value, pay: serde_json::Value| {
        let mut own = json!({ "gross": azn("3000"), "main_workplace": true });
        own.as_object_mut().unwrap().extend(pay.as_object().unwrap().clone());
        let all = hsmp::assess::assess(&document(json!({ "you": you, "pay": own })), today()).pay.unwrap();
        let names = |keys: Vec<hsmp::message::Key>| keys.into_iter().map(hsmp::message::Key::name).collect::<Vec<_>>();
        (
            all.payslip.net.unwrap().qepik(),
            names(all.assumed),
            all.others.into_iter().map(|(name, slip)| (name.name(), slip.net.unwrap().qepik())).collect::<Vec<_>>(),
        )
    };
    let (net, assumed, others) = of(json!({}), json!({ "sector": "private" }));
    assert_eq!((net, assumed), (257_400, vec!["pay.assumed.foreigner"]));
    for expected in [("reading.citizen", 252_150), ("reading.no-unemployment", 258_900), ("reading.medical-too", 252_150)] {
        assert!(others.contains(&expected), "{expected:?} in {others:?}");
    }
    let (net, assumed, others) =
        of(json!({ "azerbaijani": true }), json!({ "sector": "private", "unemployment": false, "medical": false }));
    assert_eq!((net, assumed), (252_150, vec![]), "a citizen is in both, whatever was answered before");
    assert!(others.iter().all(|(name, _)| matches!(*name, "reading.flat" | "reading.none-private")), "{others:?}");
    let (net, assumed, others) =
        of(json!({ "azerbaijani": false }), json!({ "sector": "private", "unemployment": false, "medical": true }));
    assert_eq!((net, assumed), (253_650, vec![]));
    for expected in [("reading.unemployment-too", 252_150), ("reading.no-medical", 258_900)] {
        assert!(others.contains(&expected), "{expected:?} in {others:?}");
    }
    let park = |you: serde_json::Value, more: serde_json::Value| {
        let mut pay = json!({ "sector": "technology-park" });
        pay.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        of(you, pay)
    };
    let (net, assumed, others) = park(json!({}), json!({}));
    assert_eq!((net, assumed), (283_500, vec!["pay.assumed.foreigner", "pay.assumed.specialist"]));
    assert!(others.contains(&("reading.citizen", 249_650)), "{others:?}");
    let (net, assumed, _) = park(json!({ "azerbaijani": false }), json!({ "specialist": false }));
    assert_eq!((net, assumed), (286_000, vec![]));
    let (net, assumed, _) = park(json!({ "azerbaijani": true }), json!({ "specialist": true }));
    assert_eq!((net, assumed), (249_650, vec!["pay.assumed.park-base"]));
    let (net, assumed, _) = park(json!({ "azerbaijani": true }), json!({ "specialist": true, "park_base": true }));
    assert_eq!((net, assumed), (263_650, vec![]));
}

/// Each sector by its own rules for this person, and each employer with its own base.
#[test]
fn comparisons_and_second_jobs_keep_the_person() {
    let profile = profile(json!({
        "you": { "azerbaijani": false },
        "pay": { "gross": azn("3000"), "sector": "private" },
        "employers": [{ "id": 1, "gross": azn("1000"), "sector": "technology-park" }],
    }));
    let terms = Terms::of(&profile, today()).unwrap();
    let nets: Vec<_> = pay::in_sectors(terms).iter().map(|compared| compared.slip.net.unwrap().qepik()).collect();
    // 3,000 less 125, 286 and 15; less 475, 90 and 15; less 150 and 15.
    assert_eq!(nets, [257_400, 242_000, 283_500]);
    let nets: Vec<_> = pay::in_years(terms).iter().map(|compared| compared.slip.net.unwrap().qepik()).collect();
    // Tax of 0, then 125, 175 and 225.
    assert_eq!(nets, [269_900, 257_400, 252_400, 247_400]);
    let year = pay::year(&profile, today()).unwrap();
    // 5 % of 1,000 and 5.00 in the second job.
    assert_eq!(year.month.unwrap().qepik(), 257_400 + 94_500);
    let citizen = Terms { employee: Employee::Citizen, base: Base::MinimumWages, sector: Sector::TechnologyPark, ..terms };
    assert_eq!(citizen.elsewhere(&profile.employers[0]).unwrap().base, Base::Pay);
}

fn profile(sections: serde_json::Value) -> Profile {
    Reading::of(&document(sections), today()).profile
}

fn azn(amount: &str) -> serde_json::Value {
    json!({ "amount": amount, "currency": "AZN" })
}

#[test]
fn a_year_is_twelve_months_one_of_them_with_the_bonus_and_each_employer_by_itself() {
    let profile = profile(json!({
        "pay": { "gross": azn("2400"), "sector": "private", "bonus": azn("600"), "bonus_month": 12 },
        "employers": [{ "id": 1, "name": "Night school", "gross": azn("500"), "sector": "oil-gas-state" }, { "id": 2, "sector": "private" }],
    }));
    let year = pay::year(&profile, today()).unwrap();
    let main = Terms::foreigner(today(), Sector::Private, Money::from_manat(2400));
    let months = (1..=12).map(|month| payslip(Terms { gross: Money::from_manat(if month == 12 { 3000 } else { 2400 }), ..main }));
    let net: Money = months.map(|slip| slip.net.unwrap()).sum();
    // Neither the 200 nor deductions a second time: 14 % of all 500, 3 % social and 0.5 %.
    let second = Money::from_manat(12 * 500) - Money::from_qepik(12 * (7000 + 1500 + 250));
    assert_eq!(year.jobs.len(), 2, "a row without pay is no job yet");
    assert_eq!(year.totals.net.unwrap(), net + second);
    assert_eq!(year.totals.gross, Money::from_manat(2400 * 12 + 600 + 6000));
    assert_eq!(year.several.unwrap().rule().id, "income-tax.several-jobs");
    assert!(year.exemption_lost, "29,400 in the main job is within the year's 30,000");
}

#[test]
fn the_year_s_exemption_is_only_spoken_of_where_the_bonus_costs_the_month_s() {
    for (year, gross, bonus, lost) in [
        (2026, "2400", "600", true),
        (2026, "2500", "1", false),
        (2026, "2400", "100", false),
        (2026, "2600", "100", false),
        (2025, "2400", "600", false),
    ] {
        let profile = profile(json!({ "pay": { "gross": azn(gross), "bonus": azn(bonus), "year": year } }));
        assert_eq!(pay::year(&profile, today()).unwrap().exemption_lost, lost, "{gross} and {bonus}");
    }
}

#[test]
fn pay_from_abroad_is_exempt_for_non_residents_only() {
    let with = |resident: &str| {
        let stays = match resident {
            "yes" => json!([{ "id": 1, "country": "AZ", "from": "2026-01-01", "to": "2026-12-31" }]),
            "no" => json!([{ "id": 1, "country": "TR", "from": "2026-01-01", "to": "2026-12-31" }]),
            _ => json!([]),
        };
        let profile = profile(json!({ "pay": { "gross": azn("3000"), "employer_abroad": true }, "stays": stays }));
        let residency = residency::assess(&profile, today(), 2026);
        (pay::abroad(&profile, &residency, today()).unwrap(), income::assess(&profile, &residency, today()))
    };
    let (resident, income) = with("yes");
    assert_eq!(resident.exempt, Tri::No);
    // 125 by the table of private employers, 475 by the other one.
    assert_eq!(resident.tax, Ok(Interval { low: Money::from_manat(125), high: Money::from_manat(475) }));
    assert_eq!(income.resident, Ok(Interval { low: Money::from_manat(1500), high: Money::from_manat(5700) }));
    assert_eq!(income.non_resident, Ok(Interval::exactly(Money::ZERO)));
    assert_eq!(with("no").0.exempt, Tri::Yes);
    assert_eq!(with("open").0.exempt, Tri::Unknown);
    assert!(
        pay::abroad(&profile(json!({ "pay": { "gross": azn("3000") } })), &residency::assess(&Profile::default(), today(), 2026), today())
            .is_none()
    );
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

#[test]
fn income_from_abroad_is_taxed_here_less_what_was_paid_there() {
    // 2,000 at 1.95 is 3,900: 5 % is 195, 14 % is 546. Paid there: 150 at 1.95 is 292.50.
    let row = |tax: &str| json!({ "id": 1, "country": "DE", "kind": "dividends", "amount": "2000.00", "tax": tax, "currency": "EUR", "rate": "1.95", "rate_on": "2026-06-30" });
    assert_eq!(foreign(row("0.00")).resident, between(19_500, 54_600));
    assert_eq!(foreign(row("150.00")).resident, between(0, 54_600 - 29_250), "the credit stops at the tax here");
    assert_eq!(foreign(row("1000.00")).resident, between(0, 0), "more paid there is not given back here");
    let income = foreign(row("150.00"));
    assert_eq!(income.more, between(0, 25_350));
    assert_eq!(income.foreign[0].treaty, Tri::Yes, "Germany is on the list");
}

#[test]
fn an_income_counts_once_it_can_be_reckoned_in_manat() {
    let missing = |row: serde_json::Value| foreign(row).foreign[0].line.as_ref().err().copied();
    assert_eq!(missing(json!({ "id": 1 })), Some(Missing::Kind));
    assert_eq!(missing(json!({ "id": 1, "kind": "other" })), Some(Missing::Amount));
    assert_eq!(missing(json!({ "id": 1, "kind": "other", "amount": "1.00" })), Some(Missing::Currency));
    assert_eq!(missing(json!({ "id": 1, "kind": "other", "amount": "1.00", "currency": "USD" })), Some(Missing::Rate));
    assert_eq!(missing(json!({ "id": 1, "kind": "other", "amount": "1.00", "currency": "AZN" })), None);
    assert_eq!(foreign(json!({ "id": 1, "kind": "other", "amount": "100.00", "currency": "AZN" })).resident, between(1400, 1400));
    assert_eq!(foreign(json!({ "id": 1, "country": "US" })).foreign[0].treaty, Tri::No);
    assert_eq!(foreign(json!({ "id": 1 })).foreign[0].treaty, Tri::Unknown);
}

#[test]
fn other_income_at_its_own_rates_for_both_kinds_of_person() {
    let of = |year: i32| {
        let own = json!({
            "dividends": azn("1000"), "dividends_from": "other", "interest": azn("500"), "interest_from": "other",
            "rent": azn("2400"), "rent_dwelling": true, "other": azn("300"),
        });
        all_income(&profile(json!({ "pay": { "year": year }, "income": own })))
    };
    // 5 % of 1,000, 10 % of 500, 10 % of 2,400, 14 % of 300.
    assert_eq!(of(2026).resident, between(38_200, 38_200));
    // Rent at 10 or 14 %, other income at 10 or 14 %.
    assert_eq!(of(2026).non_resident, between(37_000, 47_800));
    // In 2025 all rent was at 14 %.
    assert_eq!(of(2025).resident, between(47_800, 47_800));
    assert_eq!(of(2025).non_resident, between(46_600, 47_800));
    // The rate of dividends before 2024 is not known.
    assert_eq!(of(2023).resident.unwrap_err().rule().id, "income.dividends");
}

/// What is open for both alike is no cost of residence.
#[test]
fn an_open_answer_that_moves_both_taxes_makes_no_difference_between_them() {
    let more = |own: serde_json::Value| all_income(&profile(json!({ "pay": { "year": 2026 }, "income": own }))).more;
    assert_eq!(more(json!({ "dividends": azn("100000"), "interest": azn("30000") })), between(0, 0));
    // A dwelling: 10 % of a resident, 10 or 14 % of a non-resident; other rent: 14 % of both.
    assert_eq!(more(json!({ "rent": azn("1000") })), between(-4_000, 0));
    assert_eq!(more(json!({ "rent": azn("1000"), "rent_dwelling": false })), between(0, 0));
}

/// A missing answer widens the range, never moves it away from what the answer would give.
#[test]
fn where_an_income_comes_from_narrows_its_tax() {
    let tax = |own: serde_json::Value, year: i32| {
        let income = all_income(&profile(json!({ "pay": { "year": year }, "income": own })));
        (income.resident.unwrap(), income.non_resident.unwrap())
    };
    let kinds = [
        ("dividends", "dividends_from", vec![json!("small-company"), json!("listed"), json!("technology-park"), json!("other")]),
        ("interest", "interest_from", vec![json!("deposit"), json!("long-deposit"), json!("listed"), json!("other")]),
        ("rent", "rent_dwelling", vec![json!(true), json!(false)]),
    ];
    for year in 2024..=2030 {
        for amount in ["0.05", "2400.05", "30000.00"] {
            for (kind, from, answers) in &kinds {
                let open = tax(json!({ *kind: azn(amount) }), year);
                let said = answers.iter().map(|answer| tax(json!({ *kind: azn(amount), *from: answer }), year));
                let (resident, non_resident): (Vec<_>, Vec<_>) = said.unzip();
                assert_eq!(Some(open.0), resident.into_iter().reduce(Interval::hull), "{year} {kind} {amount}");
                assert_eq!(Some(open.1), non_resident.into_iter().reduce(Interval::hull), "{year} {kind} {amount}");
            }
        }
    }
}

#[test]
fn the_break_even_is_the_day_by_which_pay_has_earned_the_cost_of_residence() {
    let own = json!({
        "pay": { "gross": azn("3000"), "sector": "private" },
        "foreign": [{ "id": 1, "kind": "other", "amount": "10000.00", "currency": "AZN" }],
    });
    let income = all_income(&profile(own));
    assert_eq!(income.more, between(140_000, 140_000));
    // 1,400 manat at a year's net pay of 12 x 2,574.00: 1,400 x 365 / 30,888 = 16.54.
    let net = payslip(Terms::foreigner(today(), Sector::Private, Money::from_manat(3000))).net.unwrap();
    assert_eq!(net, Money::from_qepik(257_400));
    let even = income.break_even.unwrap();
    assert_eq!((even.days, even.day, even.within), (Interval::exactly(17), Interval::exactly(199), Tri::Yes));
}

proptest! {
    /// Days of one's own pay: never less than needed, never a day more.
    #[test]
    fn the_break_even_day_is_the_first_that_is_enough(gross in 1..2_000_000i64, abroad in 0..5_000_000i64) {
        let own = json!({
            "pay": { "gross": azn(&Money::from_qepik(gross).to_string()) },
            "foreign": [{ "id": 1, "kind": "other", "amount": Money::from_qepik(abroad).to_string(), "currency": "AZN" }],
        });
        let profile = profile(own);
        let income = all_income(&profile);
        let net = i128::from(pay::year(&profile, today()).unwrap().totals.net.unwrap().qepik());
        let cost = i128::from(income.more.unwrap().high.qepik()) * 365;
        let Some(even) = income.break_even else {
            prop_assert!(cost == 0 || net == 0);
            return Ok(());
        };
        let days = i128::from(even.days.high);
        prop_assert!(days == i128::from(i32::MAX) || days * net >= cost);
        prop_assert!((days - 1) * net < cost);
        let within = i64::from(182) + i64::from(even.days.high) <= 365;
        prop_assert_eq!(even.within == Tri::Yes, within);
    }
}

/// A rule that is not known for one part does not hide the others.
#[test]
fn what_is_known_of_a_year_is_said() {
    let of = |year: i32| all_income(&profile(json!({ "pay": { "gross": azn("3000"), "sector": "private", "year": year } })));
    // Medical insurance is known from 2022 on, income tax of 2020 was nothing.
    let income = of(2020);
    assert_eq!((income.local[0].amount, income.resident), (Money::from_manat(36_000), between(0, 0)));
    assert!(pay::year(&profile(json!({ "pay": { "gross": azn("3000"), "year": 2020 } })), today()).unwrap().totals.net.is_err());
}

/// Residence is asked for the year of the pay, not for the year of the assessment.
#[test]
fn pay_of_another_year_asks_for_residence_in_that_year() {
    let own = json!({
        "pay": { "gross": azn("3000"), "employer_abroad": true, "year": 2027 },
        "stays": [{ "id": 1, "country": "AZ", "from": "2026-01-01", "to": "2026-12-31" }, { "id": 2, "country": "TR", "from": "2027-01-01", "to": "2027-12-31" }],
    });
    let profile = profile(own);
    let residency = residency::assess(&profile, today(), 2026);
    assert_eq!(residency.as_ref().unwrap().outcome.resident, Tri::Yes);
    assert_eq!(pay::abroad(&profile, &residency, today()).unwrap().exempt, Tri::Yes);
    assert_eq!(all_income(&profile).is_resident, Tri::No);
}

#[test]
fn income_that_cannot_be_counted_is_not_nothing() {
    let income = foreign(json!({ "id": 1, "country": "US", "kind": "pay" }));
    assert!(income.is_partial() && income.lines().next().is_none());
    // Income from here belongs under another heading.
    let rows = json!({ "foreign": [{ "id": 1, "country": "AZ", "kind": "other", "amount": "1.00", "currency": "AZN" }] });
    let reading = Reading::of(&document(rows), today());
    assert!(reading.profile.foreign.is_empty());
    assert_eq!(reading.problems[0].slot.path(), "foreign.1.country");
}

#[test]
fn a_break_even_beyond_the_year_is_said_to_be_so() {
    let of = |kind: &str, amount: &str| {
        let row = json!({ "id": 1, "kind": kind, "amount": amount, "currency": "AZN" });
        all_income(&profile(json!({ "pay": { "gross": azn("1000"), "sector": "private" }, "foreign": [row] }))).break_even.unwrap()
    };
    // 14 % of 100,000 at 885 a month (24, 86 and 5 taken): 14,000 x 365 / 10,620 = 481.2.
    assert_eq!((of("other", "100000.00").days, of("other", "100000.00").within), (Interval::exactly(482), Tri::No));
    // 5 % or 14 %: 85.9 or 240.6 days.
    assert_eq!((of("dividends", "50000.00").days, of("dividends", "50000.00").within), (Interval { low: 86, high: 241 }, Tri::Unknown));
    assert_eq!(of("other", "900000000000.00").day.high, i32::MAX, "no end is passed");
}

/// A relief is open once every condition is answered, and no sooner.
#[test]
fn a_relief_is_open_only_by_answers() {
    let all = json!({
        "turnover": azn("40000"), "expenses": azn("0"), "staff": 5, "insurance_debt": false, "listed": 100, "former_employer": false,
        "vat": false, "trade": false, "registered": 30, "park": true,
    });
    let of = |own: &serde_json::Value| {
        hsmp::assess::tax::business::assess(&profile(json!({ "you": { "azerbaijani": true }, "business": own })), today()).unwrap()
    };
    let open = |own: &serde_json::Value| of(own).regimes.iter().map(|taken| taken.open).collect::<Vec<_>>();
    assert_eq!(open(&all), [Tri::Yes; 5]);
    assert_eq!(of(&all).assumed, []);
    let needed = [
        ("staff", 1, json!(11)),
        ("insurance_debt", 1, json!(true)),
        ("listed", 2, json!(49)),
        ("former_employer", 2, json!(true)),
        ("vat", 3, json!(true)),
        ("registered", 3, json!(31)),
        ("park", 4, json!(false)),
    ];
    for (field, place, wrong) in needed {
        let mut own = all.clone();
        own.as_object_mut().unwrap().shift_remove(field);
        let expected = |found: Tri| (0..5).map(|index| if index == place { found } else { Tri::Yes }).collect::<Vec<_>>();
        assert_eq!(open(&own), expected(Tri::Unknown), "without {field}");
        own[field] = wrong;
        assert_eq!(open(&own), expected(Tri::No), "{field}");
    }
    let none = hsmp::assess::tax::business::assess(&profile(json!({ "business": { "turnover": azn("1000") } })), today()).unwrap();
    let assumed: Vec<Key> = none.assumed.iter().map(|text| text.key).collect();
    assert_eq!(assumed, [key!("business.assumed.expenses"), key!("business.assumed.listed"), key!("business.assumed.citizen")]);
}

/// What is open and leaves most comes first; what would leave more is only named.
#[test]
fn the_best_regime_is_an_open_one() {
    let of = |own: serde_json::Value| hsmp::assess::tax::business::assess(&profile(json!({ "business": own })), today()).unwrap();
    let open = of(json!({ "turnover": azn("40000"), "expenses": azn("0"), "listed": 100, "vat": false, "registered": 100 }));
    let (best, left) = open.best().unwrap();
    // 20 % of 40,000, social insurance of 66.67 a month, no medical insurance.
    assert_eq!((best.regime, left), (Regime::General, Money::from_manat(32_000) - Money::from_qepik(80_004)));
    let (perhaps, left) = open.perhaps().unwrap();
    assert!(matches!(perhaps.regime, Regime::MicroStaff | Regime::MicroServices));
    assert_eq!(left, Money::from_manat(38_000) - Money::from_qepik(80_004));
    // A technology park is not held out to everybody.
    let all = of(json!({
        "turnover": azn("40000"), "staff": 0, "listed": 100, "former_employer": false, "vat": false, "registered": 100,
    }));
    assert_eq!((all.best().unwrap().0.regime, all.perhaps()), (Regime::MicroServices, None));
}

proptest! {
    /// The relief for listed services against the words of the Code, in whole qəpik.
    #[test]
    fn only_the_listed_part_is_exempt(turnover in 0..20_000_000i64, expenses in 0..20_000_000i64, listed in 0..=100i64, left in any::<bool>()) {
        let own = json!({
            "turnover": azn(&Money::from_qepik(turnover).to_string()), "expenses": azn(&Money::from_qepik(expenses).to_string()),
            "listed": listed, "former_employer": left,
        });
        let year = hsmp::assess::tax::business::assess(&profile(json!({ "business": own })), today()).unwrap();
        let taken = year.regimes.iter().find(|taken| taken.regime == Regime::MicroServices).unwrap();
        let income = (turnover * listed * 2 + 100) / 200;
        prop_assert_eq!(taken.open, Tri::from(income <= 4_500_000 && listed >= 50 && !left));
        // 20 % of the profit, of which 75 % of the listed part is exempt: in parts of 50,000.
        let profit = i128::from((turnover - expenses).max(0));
        let exact = profit * 20 * (10_000 - 75 * i128::from(listed));
        prop_assert_eq!(i128::from(taken.tax.unwrap().qepik()), (exact * 2 + 1_000_000) / 2_000_000);
        // Never more than without the relief, never less than a quarter of that.
        let full = i128::from(year.regimes[0].tax.unwrap().qepik());
        prop_assert!(i128::from(taken.tax.unwrap().qepik()) <= full && i128::from(taken.tax.unwrap().qepik()) * 4 >= full - 4);
    }
}

/// A foreigner owes no medical insurance as a sole trader, whatever the year knows of the minimum wage.
#[test]
fn medical_insurance_of_a_business_is_a_citizen_s() {
    let of = |you: serde_json::Value, year: i32| {
        let own = json!({ "you": you, "pay": { "year": year }, "business": { "turnover": azn("40000") } });
        hsmp::assess::tax::business::assess(&profile(own), today()).unwrap()
    };
    assert_eq!(of(json!({ "azerbaijani": true }), 2026).medical.0, Ok(Money::from_manat(192)));
    assert_eq!(of(json!({ "azerbaijani": false }), 2026).medical.0, Ok(Money::ZERO));
    // What others say stays in sight.
    let open = of(json!({}), 2026);
    assert_eq!((open.medical.0, open.medical.1.inputs[0].value.clone()), (Ok(Money::ZERO), Some(Money::from_manat(192).into())));
    assert!(of(json!({ "azerbaijani": true }), 2027).medical.0.is_err());
    assert_eq!(of(json!({ "azerbaijani": false }), 2027).medical.0, Ok(Money::ZERO));
}

/// By each table, with the exemption and without.
#[test]
fn pay_of_a_resident_from_abroad_is_a_range_over_both_tables() {
    let row = json!({ "id": 1, "kind": "pay", "amount": "36000.00", "currency": "AZN" });
    // 3,000 a month: 125 by the one, 475 by the other.
    assert_eq!(foreign(row).resident, between(150_000, 570_000));
}

#[test]
fn the_sample_s_year_can_be_worked_out_in_full() {
    let sample = Document::parse(&read("examples/profiles/sample.json")).unwrap();
    let profile = Reading::of(&sample, today()).profile;
    assert!(pay::year(&profile, today()).unwrap().totals.net.is_ok());
    let income = all_income(&profile);
    assert!(income.resident.is_ok() && income.foreign.iter().all(|row| row.line.is_ok()));
    assert_eq!(hsmp::assess::tax::business::assess(&profile, today()).unwrap().regimes.len(), 5);
}

/// What residence costs is said as more, as nothing, or as from less to more: never as a negative amount more.
#[test]
fn the_cost_of_residence_is_never_a_negative_amount() {
    let said = |low: i64, high: i64| {
        let text = income::cost_of_residence(2026, Interval { low: Money::from_manat(low), high: Money::from_manat(high) });
        hsmp::text::Catalogue::built_in(hsmp::text::Language::English).say(&text).replace('\u{a0}', " ")
    };
    assert_eq!(said(-96, 12), "2026: as a tax resident, you’d pay between 96.00 AZN less and 12.00 AZN more tax than as a non-resident.");
    assert_eq!(said(12, 12), "2026: as a tax resident, you’d pay 12.00 AZN more tax than as a non-resident.");
    assert_eq!(said(0, 12), "2026: as a tax resident, you’d pay 0.00 AZN to 12.00 AZN more tax than as a non-resident.");
    assert_eq!(said(-96, 0), "2026: being a tax resident doesn’t cost you more tax on this income.");
}
