//! Every sector and month from 2019 to 2035 has an amount or says which rule is not known:
//! a figure from an expired rule, shown as if it held, would be believed.

use hsmp::assess::tax::payroll::{Line, Payslip, Terms, payslip};
use hsmp::explain::Step;
use hsmp::profile::Sector;
use hsmp::quantity::{Date, Money};
use hsmp::rulebook::{RULES, Standing};

const SECTORS: [Sector; 3] = [Sector::Private, Sector::OilGasState, Sector::TechnologyPark];

fn slip(sector: Sector, month: Date) -> Payslip {
    payslip(Terms::plain(month, sector, Money::from_manat(3000)))
}

fn line<'a>(slip: &'a Payslip, id: &str) -> &'a Line {
    slip.employee.iter().chain(&slip.employer).find(|line| line.id == id).unwrap()
}

fn months() -> impl Iterator<Item = Date> {
    (2019..=2035).flat_map(|year| (1..=12u8).map(move |month| Date::new(year, month, 1).unwrap()))
}

/// Every rule that a step rests on held on the day.
fn holds(step: &Step, day: Date) -> bool {
    cites(step).iter().all(|cite| cite.dated().from <= day && cite.dated().to.is_none_or(|to| day <= to))
}

#[test]
fn each_amount_rests_on_rules_in_force_and_each_gap_names_its_rule() {
    for sector in SECTORS {
        for month in months() {
            let slip = slip(sector, month);
            for line in slip.employee.iter().chain(&slip.employer) {
                match line.amount {
                    Ok(_) => {
                        assert!(!cites(&line.why).is_empty(), "{sector:?} {month} {}: an amount without a rule", line.id);
                        assert!(holds(&line.why, month), "{sector:?} {month} {}: rests on a rule not in force", line.id);
                    }
                    Err(missing) => {
                        assert!(
                            month < missing.from || missing.to.is_some_and(|to| month > to),
                            "{sector:?} {month} {}: {missing:?}",
                            line.id
                        );
                        assert_eq!(line.why.value, None, "{sector:?} {month} {}", line.id);
                    }
                }
            }
            assert_eq!(
                slip.net.is_ok(),
                slip.employee.iter().all(|line| line.amount.is_ok()),
                "{sector:?} {month}: net from missing parts"
            );
            assert_eq!(
                slip.cost.is_ok(),
                slip.employer.iter().all(|line| line.amount.is_ok()),
                "{sector:?} {month}: cost from missing parts"
            );
        }
    }
}

#[test]
fn what_is_known_and_what_is_not_is_as_the_law_file_says() {
    for sector in SECTORS {
        for month in months() {
            let slip = slip(sector, month);
            let year = month.year();
            let tax = line(&slip, "income_tax").amount;
            match sector {
                Sector::TechnologyPark if !(2023..=2032).contains(&year) => {
                    assert_eq!(tax.unwrap_err().rule().id, "income-tax.technology-park", "{month}");
                }
                _ => assert!(tax.is_ok(), "{sector:?} {month}"),
            }
            for id in ["medical_employee", "medical_employer"] {
                let medical = line(&slip, id).amount;
                if year < 2022 {
                    assert!(medical.unwrap_err().rule().id.starts_with("medical."), "{sector:?} {month}");
                } else {
                    assert!(medical.is_ok(), "{sector:?} {month}");
                }
            }
            for id in ["social_employee", "social_employer", "unemployment_employee", "unemployment_employer"] {
                assert!(line(&slip, id).amount.is_ok(), "{sector:?} {month} {id}");
            }
        }
    }
}

#[test]
fn nothing_is_known_before_2019() {
    for sector in SECTORS {
        let slip = slip(sector, Date::last_of(2018));
        assert!(slip.employee.iter().chain(&slip.employer).all(|line| line.amount.is_err()), "{sector:?}");
        assert!(slip.net.is_err() && slip.cost.is_err());
    }
}

/// Readers trust the badge beside a figure: it must not promise more than its best source.
#[test]
fn no_value_claims_a_better_standing_than_its_sources() {
    let best = |sources: &[u8]| {
        sources.iter().map(|number| hsmp::rulebook::SOURCES[usize::from(*number)].standing).min().unwrap_or(Standing::Assumption)
    };
    for rule in &RULES {
        for value in rule.values {
            assert!(value.standing >= best(value.sources), "{} from {}", rule.id, value.from);
            for other in value.others {
                assert!(other.standing >= best(other.sources), "{} from {}, reading {}", rule.id, value.from, other.reading);
            }
        }
    }
}

/// Every rule a step and those below it cite.
fn cites(step: &hsmp::explain::Step) -> Vec<hsmp::rulebook::Citation> {
    step.cites.iter().copied().chain(step.inputs.iter().flat_map(cites)).collect()
}
