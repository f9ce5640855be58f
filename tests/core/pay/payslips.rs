//! Payslips of all kinds of person.

use super::*;

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
