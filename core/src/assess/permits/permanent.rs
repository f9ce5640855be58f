//! The grounds of a permanent residence permit (Migration Code, Art. 52), and citizenship.

use super::conditions::{Condition, Missing, amount, since, test, waived, worth, yes};
use super::temporary::{branch, company, invited, is_entrepreneur, privilege, staff, total, with_least};
use super::{Permit, PermitOption, cite, count, put_together};
use crate::assess::Assessment;
use crate::assess::eligibility::highly_skilled;
use crate::assess::plan::{counts, planned_ground, unbroken};
use crate::assess::residence::clocks::{Kind, State, clocks};
use crate::explain::Step;
use crate::key;
use crate::message::Message;
use crate::profile::{CitizenRelative, Days, Ground, Invitation, Permits, Privilege, ResidentRelative, Severity};
use crate::quantity::{Date, EndOfMonth, Interval, Money, Tri};
use crate::rulebook::{Citation, Ref, kind, rules};

pub(super) fn option(all: &Assessment, ground: Ground) -> PermitOption {
    let (on, permits) = (all.on, &all.profile.permits);
    let mut conditions = years(all);
    conditions.extend(matching(all, ground));
    let (rule, own_ground): (Option<Citation>, Vec<Condition>) = match ground {
        Ground::CitizenFamily => {
            let rule = cite(rules::PERMANENT_CITIZEN_FAMILY, on);
            let answer = permits.citizen_relative;
            let met = Tri::from(answer.map(|answer| answer != CitizenRelative::None));
            let said = answer.map(|answer| answer.label().into());
            (rule, vec![Condition::new(key!("permit.condition.citizen-relative"), met, Some(Permits::CITIZEN_RELATIVE), said, rule)])
        }
        Ground::Investment => {
            let mut condition = amount(Permits::INVESTED, total(all), rules::PERMANENT_INVESTMENT, on);
            condition.name = with_least(key!("permit.condition.investment"), on);
            condition.why.name = condition.name.clone();
            (cite(rules::PERMANENT_INVESTMENT, on), vec![condition])
        }
        Ground::Property => {
            (cite(rules::PERMANENT_PROPERTY, on), vec![worth(Permits::PROPERTY, permits.property, rules::PERMANENT_PROPERTY, on)])
        }
        Ground::Deposit => {
            (cite(rules::PERMANENT_DEPOSIT, on), vec![worth(Permits::DEPOSIT, permits.deposit, rules::PERMANENT_DEPOSIT, on)])
        }
        Ground::Securities => {
            (cite(rules::PERMANENT_SECURITIES, on), vec![worth(Permits::SECURITIES, permits.securities, rules::PERMANENT_SECURITIES, on)])
        }
        Ground::HighLevel => {
            let rule = cite(rules::PERMANENT_HIGH_LEVEL, on);
            (rule, vec![invited(permits.invited, Invitation::HighLevel, rule)])
        }
        Ground::Invited => {
            let rule = cite(rules::PERMANENT_SPECIALIST, on);
            (rule, vec![invited(permits.invited, Invitation::Specialist, rule)])
        }
        Ground::ResidentFamily => {
            let rule = cite(rules::PERMANENT_RESIDENT_FAMILY, on);
            let answer = permits.resident_relative;
            let met = Tri::from(answer.map(|answer| answer == ResidentRelative::Permanent));
            let said = answer.map(|answer| answer.label().into());
            (rule, vec![Condition::new(key!("permit.condition.permanent-relative"), met, Some(Permits::RESIDENT_RELATIVE), said, rule)])
        }
        Ground::BranchHead => {
            let rule = cite(rules::PERMANENT_BRANCH_HEAD, on);
            (rule, vec![branch(permits.post, rule)])
        }
        Ground::Company => {
            let rule = cite(rules::PERMANENT_COMPANY_CAPITAL, on);
            let mut conditions = vec![company(permits.post, rule)];
            // Note 5 frees non-commercial bodies alone, and of these two alone.
            match privilege(all).filter(|(own, _)| *own == Privilege::NonCommercial) {
                Some((_, said)) => {
                    let name = key!("permit.condition.capital-turnover");
                    conditions.push(waived(name, Some(said), cite(rules::PERMANENT_WAIVED, on), key!("permit.condition.waived")));
                }
                None => {
                    conditions.push(worth(Permits::CAPITAL, permits.capital, rules::PERMANENT_COMPANY_CAPITAL, on));
                    conditions.push(worth(Permits::COMPANY_TURNOVER, permits.company_turnover, rules::PERMANENT_COMPANY_TURNOVER, on));
                }
            }
            (rule, conditions)
        }
        Ground::Entrepreneur => {
            let rule = cite(rules::PERMANENT_ENTREPRENEUR, on);
            let turnover = Condition::new(key!("permit.condition.turnover-unknown"), Tri::Unknown, None, None, rule);
            let mut conditions = vec![is_entrepreneur(all, rule)];
            // Note 1 to Art. 45 is for this ground too, and so is what frees from it.
            conditions.extend(staff(all));
            conditions.push(turnover);
            (rule, conditions)
        }
        // Other grounds of a temporary permit are none of a permanent one.
        _ => {
            let rule = cite(rules::PERMANENT_PROGRAMME, on);
            // Who has no certificate can apply for one, as for the temporary permit. Whose permit rests on one has it.
            let on_permit = (permits.held == Some(Ground::Programme)).then_some(true);
            let held = all.profile.days.programme.or(on_permit);
            (rule, vec![yes(key!("permit.condition.certificate"), Days::PROGRAMME, held, rule).changeable()])
        }
    };
    conditions.extend(own_ground);
    conditions.push(language(all, ground));
    conditions.push(means(all, ground));
    put_together(all, Permit::Permanent, Some(ground), rule, conditions)
}

/// Two grounds are for who lived the last years on the permit that goes with them (Note 4 to Art. 52): specialists
/// and the programme on either permit of 45.1.4-1, heads of branches, companies and entrepreneurs each on their own.
fn matching(all: &Assessment, ground: Ground) -> Option<Condition> {
    let (permit, name): (&[Ground], _) = match ground {
        Ground::Programme | Ground::Invited => (&[Ground::Programme, Ground::Invited], key!("permit.condition.matching-skilled")),
        Ground::BranchHead => (&[Ground::BranchHead], key!("permit.condition.matching")),
        Ground::Company => (&[Ground::Company], key!("permit.condition.matching")),
        Ground::Entrepreneur => (&[Ground::Entrepreneur], key!("permit.condition.matching")),
        _ => return None,
    };
    let held = all.profile.permits.held;
    let met = Tri::from(held.map(|held| permit.contains(&held)));
    let name = Message::new(name).with("years", count(rules::CLOCK_PRP_YEARS, all.on)).with("ground", ground.label());
    let said = held.map(|held| held.label().into());
    let condition = Condition::new(name, met, Some(Permits::HELD), said, cite(rules::PERMANENT_MATCHING, all.on)).changeable();
    Some(match met {
        Tri::Yes => condition.how(key!("permit.condition.matching-held")),
        Tri::No => condition.how(key!("permit.condition.matching-not")),
        Tri::Unknown => condition,
    })
}

/// The years before, without a break, on a permit that counts, and asked for in time.
fn years(all: &Assessment) -> Vec<Condition> {
    let (profile, on) = (&all.profile, all.on);
    let held = profile.permits.held;
    let met = held.map_or(Tri::Unknown, |held| counts(profile, held));
    let said = held.map(|held| held.label().into());
    let rule = cite(rules::PERMANENT_COUNTING_GROUNDS, on);
    // A last day that has passed was not used: whether the permit was extended is open.
    let slot = Permits::PERMIT_UNTIL;
    let is_ended = all.problems.iter().any(|problem| problem.slot == slot && problem.severity == Severity::Refused);
    let met = if is_ended { met.and(Tri::Unknown) } else { met };
    let mut ground = Condition::new(key!("permit.condition.counting"), met, Some(Permits::HELD), said, rule);
    if held == Some(Ground::ResidentFamily) && met == Tri::Unknown {
        ground.open = None;
        ground = ground.how(key!("timeline-page.counts-unknown"));
    }
    if is_ended && met == Tri::Unknown {
        ground.open = Some(slot);
        ground = ground.how(key!("permit.condition.counting-ended"));
    }
    let years = count(rules::CLOCK_PRP_YEARS, on);
    let name = Message::new(key!("permit.condition.years")).with("years", years);
    let mut time = since(name, Days::TRP_FROM, profile.days.trp_from, 12 * years, on, cite(rules::CLOCK_PRP_YEARS, on));
    // The finder looks at the permit that is held, the plan at the one that is wanted: who sees both must know.
    let planned = planned_ground(profile);
    if let (Some(held), Some(how)) = (held.filter(|held| *held != planned), time.why.how.clone()) {
        time = time.how(Message::new(key!("permit.condition.on-held")).with("complete", how).with("held", held.label()));
    }
    let mut conditions = vec![ground, time];
    // Without any stay nothing can be said about breaks.
    if !profile.stays.is_empty()
        && let Some(clock) = clocks(profile, on).into_iter().find(|clock| clock.kind == Kind::PrpContinuity)
    {
        let met = match clock.state {
            State::Fine | State::Warning => Tri::Yes,
            State::Broken => Tri::No,
            State::Open | State::Exempt | State::Missing(_) | State::Idle => Tri::Unknown,
        };
        // The clock looks at the days of the last years alone. Whether they begin anew with a return was not found.
        let anew = profile.days.trp_from.and_then(|from| unbroken(all, Interval::exactly(from))).map(|from| from.high);
        let anew = anew.filter(|from| met == Tri::Yes && from.plus_months(12 * years, EndOfMonth::Up).is_ok_and(|ripe| ripe > on));
        let met = if anew.is_some() { Tri::Unknown } else { met };
        let mut condition = Condition::new(key!("permit.condition.unbroken"), met, None, None, None).changeable();
        if let Some(from) = anew {
            condition = condition.how(Message::new(key!("permit.condition.anew")).with("date", from));
        }
        condition.why = condition.why.from(clock.why);
        conditions.push(condition);
    }
    if let Some(until) = profile.permits.permit_until {
        let months = count(rules::PRP_BEFORE, on);
        let last = until.plus_months(-months, EndOfMonth::Down).unwrap_or(until);
        let ripe = ripe(all, years);
        // Who cannot have the years by the last day cannot ask in time, however early it still is: first comes
        // an extension, and with it a new last day.
        let (met, how) = match ripe {
            _ if on > last => (Tri::No, Some(Message::new(key!("permit.condition.in-time-passed")))),
            Some(ripe) if ripe.low > last => {
                (Tri::No, Some(Message::new(key!("permit.condition.in-time-never")).with("years", years).with("date", ripe.low)))
            }
            Some(ripe) if ripe.high > last => {
                (Tri::Unknown, Some(Message::new(key!("permit.condition.in-time-perhaps")).with("years", years).with("date", ripe.high)))
            }
            _ => (Tri::Yes, None),
        };
        let name = Message::new(key!("permit.condition.in-time")).with("date", last);
        let slot = Permits::PERMIT_UNTIL;
        let mut in_time = Condition::new(name, met, Some(slot), Some(until.into()), cite(rules::PRP_BEFORE, on)).changeable();
        // Which way the years are counted is open, not the answer.
        in_time.open = None;
        if let Some(how) = how {
            in_time = in_time.how(how);
        }
        conditions.push(in_time);
    }
    conditions
}

/// When the years are complete: after a break by the two ways in which they can be counted.
fn ripe(all: &Assessment, years: i32) -> Option<Interval<Date>> {
    let from = all.profile.days.trp_from?;
    let from = unbroken(all, Interval::exactly(from)).unwrap_or(Interval::exactly(from));
    let complete = |from: Date| from.plus_months(12 * years, EndOfMonth::Up).unwrap_or(from);
    Some(Interval::between(complete(from.low), complete(from.high)))
}

/// Whether the law's words about highly skilled migrants are about this person. They name the person, not the ground;
/// who takes the programme's own ground is one.
fn is_skilled(all: &Assessment, ground: Ground) -> bool {
    ground == Ground::Programme || highly_skilled(&all.profile) == Tri::Yes
}

/// The test, which highly skilled migrants need not take.
fn language(all: &Assessment, ground: Ground) -> Condition {
    let permits = &all.profile.permits;
    if is_skilled(all, ground) {
        let rule = cite(rules::BENEFIT_NO_TEST, all.on);
        return waived(key!("permit.condition.test"), None, rule, key!("permit.condition.not-asked-skilled"));
    }
    test(permits.born, permits.disability, permits.language, all.on)
}

/// Proof of means; waived for investors, depositors and holders of securities of the amounts asked for, for highly
/// skilled migrants, and where a close relative provides.
fn means(all: &Assessment, ground: Ground) -> Condition {
    let (permits, on) = (&all.profile.permits, all.on);
    let reaches =
        |have: Option<Money>, rule: Ref<kind::Money>| have.zip(rule.on_or_latest(on)).is_some_and(|(have, least)| have >= least.value);
    let rich = reaches(total(all), rules::PERMANENT_INVESTMENT)
        || reaches(permits.deposit.map(|own| own.0), rules::PERMANENT_DEPOSIT)
        || reaches(permits.securities.map(|own| own.0), rules::PERMANENT_SECURITIES);
    let name = key!("permit.condition.means");
    if is_skilled(all, ground) {
        let rule = cite(rules::BENEFIT_NO_MEANS, on);
        return waived(name, None, rule, key!("permit.condition.not-asked-skilled"));
    }
    if rich || matches!(ground, Ground::Investment | Ground::Deposit | Ground::Securities) {
        return waived(name, None, cite(rules::PERMANENT_MEANS_WAIVED, on), key!("permit.condition.means-waived"));
    }
    let rule = cite(rules::PERMANENT_MEANS, on);
    if permits.supported == Some(true) {
        return waived(name, Some((Permits::SUPPORTED, Tri::Yes.into())), rule, key!("permit.condition.means-supported"));
    }
    yes(name, Permits::MEANS, permits.means, rule).changeable()
}

/// Citizenship: five years from the permanent permit, lawful income, a document on the language.
pub(super) fn citizenship(all: &Assessment) -> PermitOption {
    let (profile, on) = (&all.profile, all.on);
    let permits = &profile.permits;
    let years = count(rules::CITIZENSHIP_YEARS, on);
    // A permit that is to come is not held yet: nothing can be counted from it.
    let granted = profile.days.prp_from.filter(|granted| *granted <= on);
    let name = Message::new(key!("permit.condition.residence")).with("years", years);
    let mut time = since(name, Days::PRP_FROM, granted, 12 * years, on, cite(rules::CITIZENSHIP_YEARS, on));
    if permits.achievement == Some(true) && time.met != Tri::Yes {
        // Exceptions are decided case by case.
        time.met = Tri::Unknown;
        time.missing.retain(|(_, missing)| !matches!(missing, Missing::Until(_)));
        time.open = None;
        time.why.value = Some(Tri::Unknown.into());
        time.why = time.why.from(Step::new(Permits::ACHIEVEMENT.label(), Tri::Yes));
        time.why.cites.extend(cite(rules::CITIZENSHIP_EXCEPTIONS, on));
        time = time.how(key!("permit.condition.exception"));
    }
    let income = yes(key!("permit.condition.income"), Permits::LAWFUL_INCOME, permits.lawful_income, cite(rules::CITIZENSHIP_INCOME, on))
        .changeable();
    let document = yes(
        key!("permit.condition.language-document"),
        Permits::LANGUAGE_DOCUMENT,
        permits.language_document,
        cite(rules::CITIZENSHIP_LANGUAGE, on),
    )
    .changeable();
    put_together(all, Permit::Citizenship, None, cite(rules::CITIZENSHIP_RENOUNCE, on), vec![time, income, document])
}
