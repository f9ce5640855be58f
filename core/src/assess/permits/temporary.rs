//! The grounds of a temporary residence permit (Migration Code, Art. 45).

use super::conditions::{Condition, amount, either, number, waived, worth, yes};
use super::{Permit, PermitOption, cite, put_together};
use crate::assess::Assessment;
use crate::assess::points::Verdict;
use crate::key;
use crate::message::{Arg, Key, Message};
use crate::profile::{CitizenRelative, Days, Ground, Invitation, OtherGround, Permits, Post, Privilege, ResidentRelative, Slot};
use crate::quantity::{Date, Money, Tri};
use crate::rulebook::{Citation, rules};

pub(super) fn option(all: &Assessment, ground: Ground) -> PermitOption {
    let on = all.on;
    let permits = &all.profile.permits;
    let (rule, conditions): (Option<Citation>, Vec<Condition>) = match ground {
        Ground::Programme => (cite(rules::GROUND_PROGRAMME, on), programme(all)),
        Ground::CitizenFamily => (cite(rules::GROUND_CITIZEN_FAMILY, on), vec![citizen_family(permits.citizen_relative, on)]),
        Ground::Investment => (cite(rules::GROUND_INVESTMENT, on), vec![invested(all)]),
        Ground::Property => {
            (cite(rules::GROUND_PROPERTY, on), vec![worth(Permits::PROPERTY, permits.property, rules::GROUND_PROPERTY, on)])
        }
        Ground::Deposit => (cite(rules::GROUND_DEPOSIT, on), vec![worth(Permits::DEPOSIT, permits.deposit, rules::GROUND_DEPOSIT, on)]),
        Ground::Securities => {
            (cite(rules::GROUND_SECURITIES, on), vec![worth(Permits::SECURITIES, permits.securities, rules::GROUND_SECURITIES, on)])
        }
        Ground::HighLevel => {
            (cite(rules::GROUND_HIGH_LEVEL, on), vec![invited(permits.invited, Invitation::HighLevel, cite(rules::GROUND_HIGH_LEVEL, on))])
        }
        Ground::Invited => {
            (cite(rules::GROUND_INVITED, on), vec![invited(permits.invited, Invitation::Specialist, cite(rules::GROUND_INVITED, on))])
        }
        Ground::ResidentFamily => (cite(rules::GROUND_RESIDENT_FAMILY, on), vec![resident_family(permits.resident_relative, on)]),
        Ground::BranchHead => (cite(rules::GROUND_BRANCH_HEAD, on), vec![branch(permits.post, cite(rules::GROUND_BRANCH_HEAD, on))]),
        Ground::Company => {
            let mut conditions = vec![company(permits.post, cite(rules::GROUND_COMPANY, on))];
            if let Some((_, said)) = privilege(all) {
                conditions.push(freed(key!("permit.condition.capital-turnover"), said, on));
            } else {
                conditions.push(worth(Permits::CAPITAL, permits.capital, rules::GROUND_COMPANY_CAPITAL, on));
                if permits.company_year == Some(true) {
                    conditions.push(worth(Permits::COMPANY_TURNOVER, permits.company_turnover, rules::GROUND_COMPANY_TURNOVER, on));
                }
            }
            (cite(rules::GROUND_COMPANY, on), conditions)
        }
        Ground::Entrepreneur => (cite(rules::GROUND_ENTREPRENEUR, on), entrepreneur(all)),
        Ground::ExemptGroup => {
            let rule = cite(rules::GROUND_EXEMPT_GROUP, on);
            (rule, vec![yes(key!("permit.condition.exempt-group"), Permits::EXEMPT_GROUP, permits.exempt_group, rule)])
        }
        Ground::WorkPermit => {
            let rule = cite(rules::GROUND_WORK_PERMIT, on);
            (rule, vec![yes(key!("permit.condition.work-permit"), Permits::WORK_PERMIT, permits.work_permit, rule)])
        }
        Ground::Study => {
            let rule = cite(rules::GROUND_STUDY, on);
            (rule, vec![yes(key!("permit.condition.study"), Permits::STUDY, permits.study, rule)])
        }
        Ground::Religion => rare(all, OtherGround::Religion, cite(rules::GROUND_RELIGION, on)),
        Ground::Protection => rare(all, OtherGround::Protection, cite(rules::GROUND_PROTECTION, on)),
        Ground::Treaty => rare(all, OtherGround::Treaty, cite(rules::GROUND_TREATY, on)),
    };
    put_together(all, Permit::Temporary, Some(ground), rule, conditions)
}

/// The certificate, or the points and the decision that lead to it.
fn programme(all: &Assessment) -> Vec<Condition> {
    let slot = Days::PROGRAMME;
    let held = all.profile.days.programme;
    let second = cite(rules::PROGRAMME_SECOND_CONDITION, all.on);
    if held == Some(true) {
        return vec![yes(key!("permit.condition.certificate"), slot, held, cite(rules::GROUND_PROGRAMME, all.on))];
    }
    let (met, text) = match all.points.verdict {
        Verdict::Above => (Tri::Yes, key!("condition.points.met")),
        Verdict::Below => (Tri::No, key!("condition.points.not")),
        Verdict::Depends => (Tri::Unknown, key!("condition.points.open")),
    };
    let how = Message::new(text).with("points", all.points.total).with("mark", all.points.pass_mark);
    let mut points =
        Condition::new(key!("condition.points.name"), met, None, None, cite(rules::POINTS_PASS_MARK, all.on)).changeable().how(how);
    points.why = points.why.from(all.points.why.clone());
    let decision =
        Condition::new(key!("permit.condition.decision"), Tri::Unknown, None, None, second).how(key!("condition.no-objection.open"));
    vec![points, decision]
}

pub(super) fn citizen_family(answer: Option<CitizenRelative>, on: Date) -> Condition {
    let met = match answer {
        None | Some(CitizenRelative::Sibling) => Tri::Unknown,
        Some(CitizenRelative::None) => Tri::No,
        Some(_) => Tri::Yes,
    };
    let rule = cite(rules::GROUND_CITIZEN_FAMILY, on);
    let answer_text = answer.map(|answer| answer.label().into());
    let mut condition = Condition::new(key!("permit.condition.citizen-relative"), met, Some(Permits::CITIZEN_RELATIVE), answer_text, rule);
    if answer == Some(CitizenRelative::Sibling) {
        condition.open = None;
        condition = condition.how(key!("permit.condition.sibling"));
    }
    condition
}

/// Everything that was put into the economy; an amount that was not said could still be any.
pub(super) fn total(all: &Assessment) -> Option<Money> {
    let permits = &all.profile.permits;
    let parts = [permits.property, permits.deposit, permits.securities, permits.invested];
    let sum = parts.into_iter().flatten().fold(Money::ZERO, |sum, part| sum + part.0);
    let enough = rules::GROUND_INVESTMENT.on_or_latest(all.on).is_some_and(|found| sum >= found.value);
    (enough || parts.iter().all(Option::is_some)).then_some(sum)
}

fn invested(all: &Assessment) -> Condition {
    let permits = &all.profile.permits;
    let mut condition = amount(Permits::INVESTED, total(all), rules::GROUND_INVESTMENT, all.on);
    condition.name = with_least(key!("permit.condition.investment"), all.on);
    condition.why.name = condition.name.clone();
    condition.why.inputs.clear();
    let parts = [
        (Permits::PROPERTY, permits.property),
        (Permits::DEPOSIT, permits.deposit),
        (Permits::SECURITIES, permits.securities),
        (Permits::INVESTED, permits.invested),
    ];
    for (slot, part) in parts {
        condition.why = condition
            .why
            .from(part.map_or_else(|| crate::explain::Step::unknown(slot.label()), |part| crate::explain::Step::new(slot.label(), part.0)));
        if condition.met == Tri::Unknown && part.is_none() && (condition.open == Some(Permits::INVESTED) || condition.open.is_none()) {
            condition.open = Some(slot);
        }
    }
    condition
}

pub(super) fn with_least(text: Key, on: Date) -> Message {
    Message::new(text).with("least", rules::GROUND_INVESTMENT.on_or_latest(on).map_or(Money::ZERO, |found| found.value))
}

pub(super) fn invited(answer: Option<Invitation>, wanted: Invitation, rule: Option<Citation>) -> Condition {
    let name = match wanted {
        Invitation::HighLevel => key!("permit.condition.high-level"),
        _ => key!("permit.condition.invited"),
    };
    Condition::new(
        name,
        Tri::from(answer.map(|answer| answer == wanted)),
        Some(Permits::INVITED),
        answer.map(|answer| answer.label().into()),
        rule,
    )
}

fn resident_family(answer: Option<ResidentRelative>, on: Date) -> Condition {
    let met = Tri::from(answer.map(|answer| answer != ResidentRelative::None));
    let rule = cite(rules::GROUND_RESIDENT_FAMILY, on);
    let mut condition = Condition::new(
        key!("permit.condition.resident-relative"),
        met,
        Some(Permits::RESIDENT_RELATIVE),
        answer.map(|answer| answer.label().into()),
        rule,
    );
    condition.why.cites.extend(cite(rules::FAMILY_CODE, on));
    condition
}

pub(super) fn branch(answer: Option<Post>, rule: Option<Citation>) -> Condition {
    let met = Tri::from(answer.map(|answer| answer == Post::Branch));
    Condition::new(key!("permit.condition.branch"), met, Some(Permits::POST), answer.map(|answer| answer.label().into()), rule)
}

pub(super) fn company(answer: Option<Post>, rule: Option<Citation>) -> Condition {
    let met = Tri::from(answer.map(|answer| matches!(answer, Post::CompanyHead | Post::Majority)));
    Condition::new(key!("permit.condition.company"), met, Some(Permits::POST), answer.map(|answer| answer.label().into()), rule)
}

fn entrepreneur(all: &Assessment) -> Vec<Condition> {
    let (permits, on) = (&all.profile.permits, all.on);
    let mut conditions = vec![is_entrepreneur(all, cite(rules::GROUND_ENTREPRENEUR, on))];
    conditions.extend(staff(all));
    if permits.business_year == Some(true) && privilege(all).is_none() {
        conditions.push(worth(Permits::TURNOVER, permits.turnover, rules::GROUND_ENTREPRENEUR_TURNOVER, on));
    }
    conditions
}

/// Enough staff, and enough of them citizens (Note 1 to Art. 45), for whom Note 3 does not free.
pub(super) fn staff(all: &Assessment) -> Vec<Condition> {
    let (permits, on) = (&all.profile.permits, all.on);
    if let Some((_, said)) = privilege(all) {
        return vec![freed(key!("permit.condition.staff"), said, on)];
    }
    let full = number(Permits::FULL_TIME, permits.full_time, rules::GROUND_ENTREPRENEUR_FULL_TIME, on);
    let part = number(Permits::PART_TIME, permits.part_time, rules::GROUND_ENTREPRENEUR_PART_TIME, on);
    let citizens = number(Permits::CITIZENS_PERCENT, permits.citizens_percent, rules::GROUND_ENTREPRENEUR_CITIZENS, on);
    vec![either(key!("permit.condition.staff"), full, part), citizens]
}

/// What frees the company or business from thresholds, with the answer that says so.
pub(super) fn privilege(all: &Assessment) -> Option<(Privilege, (Slot, Arg))> {
    let own_privilege = all.profile.permits.privilege.filter(|own| *own != Privilege::None)?;
    Some((own_privilege, (Permits::PRIVILEGE, own_privilege.label().into())))
}

fn freed(name: Key, said: (Slot, Arg), on: Date) -> Condition {
    waived(name, Some(said), cite(rules::GROUND_WAIVED, on), key!("permit.condition.waived"))
}

pub(super) fn is_entrepreneur(all: &Assessment, rule: Option<Citation>) -> Condition {
    yes(key!("permit.condition.entrepreneur"), Permits::ENTREPRENEUR, all.profile.permits.entrepreneur, rule)
}

fn rare(all: &Assessment, wanted: OtherGround, rule: Option<Citation>) -> (Option<Citation>, Vec<Condition>) {
    let answer = all.profile.permits.other;
    let met = Tri::from(answer.map(|answer| answer == wanted));
    (rule, vec![Condition::new(wanted.label(), met, Some(Permits::OTHER), answer.map(|answer| answer.label().into()), rule)])
}
