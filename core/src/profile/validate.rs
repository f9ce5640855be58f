use super::{
    Achievements, Application, Certificate, Country, Days, Degree, Done, Elsewhere, ForeignIncome, Ground, Job, Journey, Pay, Permits,
    Profile, Relative, Slot, Speciality, Stay, Worth, You,
};
use crate::key;
use crate::message::{Key, Message};
use crate::quantity::{Date, EndOfMonth, Money, sorted};

/// Something about an answer that the person should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which answer.
    pub slot: Slot,
    /// Whether the answer is used.
    pub severity: Severity,
    /// What is wrong and what to do.
    pub message: Message,
}

/// What became of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// It is kept, but not used.
    Refused,
    /// It is used; something about it is worth saying.
    Note,
}

/// Reconciles answers that were put into a profile one by one, as reading a document does.
pub fn settle(profile: &mut Profile, on: Date) {
    across_fields(profile, on, &mut Vec::new());
}

/// Checks answers against each other. A row whose answers contradict each other, or of something
/// still to come, is left out: taken as unanswered it would count for as much as it could be.
pub(super) fn across_fields(profile: &mut Profile, on: Date, problems: &mut Vec<Problem>) {
    // No last day means that something lasts; an unreadable one does not.
    let refused = || problems.iter().filter(|problem| problem.severity == Severity::Refused);
    let unread = |question: Slot| rows_with(refused(), question);
    let [jobs, stays, certificates] = [Job::TO, Stay::TO, Certificate::UNTIL].map(unread);
    profile.jobs.retain(|job| jobs.binary_search(&job.id).is_err());
    profile.stays.retain(|stay| stays.binary_search(&stay.id).is_err());
    profile.certificates.retain(|certificate| certificates.binary_search(&certificate.id).is_err());
    // An unreadable year is not the present one either.
    if refused().any(|problem| problem.slot == Pay::YEAR) {
        profile.pay.gross = None;
        profile.pay.wanted = None;
        profile.business = Default::default();
        profile.income = Default::default();
        profile.foreign.clear();
    }
    let mut say = |severity, slot, key: Key| problems.push(Problem { slot, severity, message: key.into() });
    let reversed = |from: Option<Date>, to: Option<Date>| from.zip(to).is_some_and(|(from, to)| to < from);
    profile.jobs.retain(|job| {
        let reversed = reversed(job.from, job.to);
        // What is planned counts from the day it begins: the outlook shows it.
        let planned = job.from.is_some_and(|from| from > on);
        if reversed {
            say(Severity::Refused, Job::TO.in_row(job.id), key!("problem.end-before-start"));
        } else if planned {
            say(Severity::Note, Job::FROM.in_row(job.id), key!("problem.planned-job"));
        }
        !reversed && !planned
    });
    profile.stays.retain(|stay| {
        let fault = reversed(stay.from, stay.to);
        if fault {
            say(Severity::Refused, Stay::TO.in_row(stay.id), key!("problem.end-before-start"));
        }
        !fault
    });
    profile.degrees.retain(|degree| {
        let planned = degree.year.is_some_and(|year| year.0 > on.year());
        if planned {
            say(Severity::Note, Degree::YEAR.in_row(degree.id), key!("problem.planned-degree"));
        }
        !planned
    });
    // A degree in the very field a person applies with is in the speciality, unless they say otherwise.
    let own = profile.you.speciality.filter(|own| *own != Speciality::Other);
    for degree in profile.degrees.iter_mut().filter(|degree| degree.related.is_none() && degree.field.is_some() && degree.field == own) {
        degree.related = Some(true);
        say(Severity::Note, Degree::RELATED.in_row(degree.id), key!("problem.same-field"));
    }
    for certificate in profile.certificates.iter().filter(|certificate| certificate.until.is_some_and(|until| until < on)) {
        say(Severity::Note, Certificate::UNTIL.in_row(certificate.id), key!("problem.expired"));
    }
    profile.foreign.retain(|income| {
        let local = income.country == Some(Country::AZERBAIJAN);
        if local {
            say(Severity::Refused, ForeignIncome::COUNTRY.in_row(income.id), key!("problem.income-from-here"));
        }
        !local
    });
    profile.family.retain(|relative| {
        let fault = relative.born.is_some_and(|born| born > on);
        if fault {
            say(Severity::Refused, Relative::BORN.in_row(relative.id), key!("problem.not-born"));
        }
        !fault
    });
    citizenship(profile, problems);
    assets(&mut profile.permits, problems);
    contradictions(profile, on, problems);
    permits_held(profile, on, problems);
    steps_done(profile, on, problems);
    incomplete_stays(profile, problems);
    notes_on_stays(profile, on, problems);
}

/// The citizenship also answers the questions about Azerbaijan's and Kazakhstan's. Their own answers count more: some
/// people hold two citizenships.
fn citizenship(profile: &mut Profile, problems: &mut Vec<Problem>) {
    let own = profile.elsewhere.nationality;
    if own == Some(Country::AZERBAIJAN) && profile.you.azerbaijani == Some(false) {
        let slot = Elsewhere::NATIONALITY;
        problems.push(Problem { slot, severity: Severity::Note, message: key!("problem.other-citizenship").into() });
    }
    profile.you.azerbaijani = profile.you.azerbaijani.or(own.map(|own| own == Country::AZERBAIJAN));
    profile.days.kazakhstan = profile.days.kazakhstan.or(own.map(|own| own == Country::KAZAKHSTAN));
}

/// Who owns nothing in Azerbaijan has nothing of each kind, unless an amount says otherwise.
fn assets(permits: &mut Permits, problems: &mut Vec<Problem>) {
    if permits.assets != Some(false) {
        return;
    }
    let parts = [&mut permits.property, &mut permits.deposit, &mut permits.securities, &mut permits.invested];
    if parts.iter().any(|part| part.is_some_and(|part| part.0 > Money::ZERO)) {
        let slot = Permits::ASSETS;
        problems.push(Problem { slot, severity: Severity::Note, message: key!("problem.rows-say-yes").into() });
    }
    for part in parts {
        *part = part.or(Some(Worth(Money::ZERO)));
    }
}

/// Answers that contradict each other: the later question's is not used.
fn contradictions(profile: &mut Profile, on: Date, problems: &mut Vec<Problem>) {
    let mut permit = None;
    let mut say = |slot, severity, message: Key| problems.push(Problem { slot, severity, message: message.into() });
    let you = &profile.you;
    for (denied, slot, rows) in [
        (you.has_degree, You::HAS_DEGREE, profile.degrees.len()),
        (you.has_certificates, You::HAS_CERTIFICATES, profile.certificates.len()),
        (you.has_worked, You::HAS_WORKED, profile.jobs.len()),
    ] {
        if denied == Some(false) && rows > 0 {
            say(slot, Severity::Note, key!("problem.rows-say-yes"));
        }
    }
    if profile.you.azerbaijani == Some(true) && profile.you.stateless == Some(true) {
        profile.you.stateless = None;
        say(You::STATELESS, Severity::Refused, key!("problem.citizen-and-stateless"));
    }
    let achievements = &mut profile.achievements;
    if achievements.indexed.zip(achievements.publications).is_some_and(|(indexed, all)| indexed > all) {
        achievements.indexed = None;
        say(Achievements::INDEXED, Severity::Refused, key!("problem.more-indexed"));
    }
    // A permit that has begun and a stay without one: the clocks would run on both.
    if profile.days.visa_free == Some(true)
        && let Some(since) = profile.days.trp_from.or(profile.days.prp_from).filter(|since| *since <= on)
    {
        let slot = Days::VISA_FREE;
        let message = Message::new(key!("problem.visa-free-and-permit")).with("date", since);
        permit = Some(Problem { slot, severity: Severity::Note, message });
    }
    if profile.plan.apply_on.is_some_and(|apply| apply < on) {
        say(Application::APPLY_ON, Severity::Note, key!("problem.past-plan"));
    }
    // Ten years ahead a typing slip is likelier than a plan, and the rules will have changed.
    if profile.journey.start.is_some_and(|start| on.plus_months(120, EndOfMonth::Down).is_ok_and(|far| start > far)) {
        say(Journey::START, Severity::Note, key!("problem.far-start"));
    }
    problems.extend(permit);
}

/// The permits that are held: none is granted in the future, and one that has ended is no longer held.
fn permits_held(profile: &mut Profile, on: Date, problems: &mut Vec<Problem>) {
    let mut refuse = |slot, message: Message| problems.push(Problem { slot, severity: Severity::Refused, message });
    let (permits, days) = (&mut profile.permits, &mut profile.days);
    if permits.born.is_some_and(|born| born > on) {
        permits.born = None;
        refuse(Permits::BORN, key!("problem.not-born").into());
    }
    let to_come = days.prp_from.is_some_and(|granted| granted > on);
    if permits.held.is_some() && permits.permit_until.is_some_and(|until| until < on) {
        permits.permit_until = None;
        refuse(Permits::PERMIT_UNTIL, key!("problem.permit-ended").into());
    } else if let Some((_, from)) = permits.permit_until.zip(days.trp_from).filter(|(until, from)| until <= from) {
        permits.permit_until = None;
        refuse(
            Permits::PERMIT_UNTIL,
            Message::new(key!("problem.ends-before")).with("step", key!("profile.days.trp_from")).with("date", from),
        );
    }
    if to_come {
        let slot = Days::PRP_FROM;
        problems.push(Problem { slot, severity: Severity::Note, message: key!("problem.permanent-to-come").into() });
    }
}

/// A step that is done has a day, not in the future and not before the step it follows. If two days cannot both be,
/// the later step's is not used.
fn steps_done(profile: &mut Profile, on: Date, problems: &mut Vec<Problem>) {
    // The day on the card of another permit says nothing of these steps.
    let ground = profile.journey.ground.or(profile.done.applied.or(profile.done.decided).map(|_| Ground::Programme));
    let is_other = profile.permits.held.zip(ground).is_some_and(|(held, ground)| held != ground);
    let begins = profile.days.trp_from.filter(|from| !is_other && *from <= on);
    let done = &mut profile.done;
    let mut latest: Option<(Key, Date)> = None;
    // The medical certificate can be had at any time, and nothing follows from the registration.
    for (slot, day, follows, leads) in [
        (Done::MEDICAL, &mut done.medical, false, false),
        (Done::LEGALISED, &mut done.legalised, true, true),
        (Done::TRANSLATED, &mut done.translated, true, true),
        (Done::APPLIED, &mut done.applied, true, true),
        (Done::DECIDED, &mut done.decided, true, true),
        (Done::VISA, &mut done.visa, true, true),
        (Done::ENTERED, &mut done.entered, true, true),
        (Done::REGISTERED, &mut done.registered, true, false),
        (Done::TRP_APPLIED, &mut done.trp_applied, true, true),
        (Done::CARD, &mut done.card, true, true),
        (Done::PRP_APPLIED, &mut done.prp_applied, true, true),
    ] {
        let Some(own) = *day else { continue };
        let begun = begins.map(|begins| (key!("profile.days.trp_from"), begins));
        let both = |text, (step, date): (Key, Date)| Message::new(text).with("own", slot.label()).with("step", step).with("date", date);
        let message = match latest.filter(|(_, before)| follows && own < *before) {
            _ if own > on => key!("problem.done-ahead").into(),
            Some(before) => both(key!("problem.done-too-early"), before),
            // The permit's own day stands between the application and the card.
            None if let Some(begun) = begun.filter(|(_, begins)| matches!(slot, Done::CARD | Done::PRP_APPLIED) && own < *begins) => {
                both(key!("problem.done-too-early"), begun)
            }
            None if let Some(begun) =
                begun.filter(|(_, begins)| matches!(slot, Done::APPLIED | Done::DECIDED | Done::TRP_APPLIED) && own > *begins) =>
            {
                both(key!("problem.done-too-late"), begun)
            }
            None => {
                latest = if leads { Some((slot.label(), own)) } else { latest };
                continue;
            }
        };
        *day = None;
        problems.push(Problem { slot, severity: Severity::Refused, message });
    }
}

/// The numbers of the rows in which a question has a problem, in order.
fn rows_with<'a>(problems: impl Iterator<Item = &'a Problem>, question: Slot) -> Vec<u32> {
    sorted(problems.filter(|problem| problem.slot.in_no_row() == question).filter_map(|problem| problem.slot.row), |row| *row)
}

/// A stay counts once its country and first day are known; a row still empty needs no word.
fn incomplete_stays(profile: &Profile, problems: &mut Vec<Problem>) {
    let [countries, days] = [Stay::COUNTRY, Stay::FROM].map(|question| rows_with(problems.iter(), question));
    for stay in &profile.stays {
        let slot = match (stay.country, stay.from, stay.to) {
            (None, None, None) | (Some(_), Some(_), _) => continue,
            (None, ..) => Stay::COUNTRY,
            (Some(_), None, _) => Stay::FROM,
        };
        let known = if slot == Stay::COUNTRY { &countries } else { &days };
        let slot = slot.in_row(stay.id);
        if known.binary_search(&stay.id).is_err() {
            problems.push(Problem { slot, severity: Severity::Refused, message: Message::new(key!("problem.stay-incomplete")) });
        }
    }
}

/// Overlaps count once, planned days are told from past ones, an open end makes a range.
fn notes_on_stays(profile: &Profile, on: Date, problems: &mut Vec<Problem>) {
    let mut note = |slot: Slot, stay: &Stay, message: Message| {
        problems.push(Problem { slot: slot.in_row(stay.id), severity: Severity::Note, message });
    };
    // In order of time one pass finds every overlap: for each country the stay that has lasted longest.
    let mut longest: Vec<(Country, Date, Date)> = Vec::new();
    for stay in sorted(profile.stays.iter().filter(|stay| stay.from.is_some()), |stay| stay.from) {
        let Some(from) = stay.from else { continue };
        if from > on {
            note(Stay::FROM, stay, key!("problem.planned-stay").into());
        }
        if stay.to.is_none() {
            note(Stay::TO, stay, key!("problem.open-stay").into());
        }
        let Some(country) = stay.country else { continue };
        let end = stay.to.unwrap_or(Date::last_of(9999));
        // The day of travel counts in both countries; in one country no day counts twice.
        let same = longest.iter().find(|(known, _, last)| *known == country && *last >= from);
        let other = longest.iter().find(|(known, _, last)| *known != country && *last > from && end > from);
        if let Some((_, start, _)) = same {
            note(Stay::FROM, stay, Message::new(key!("problem.overlap-same")).with("date", *start));
        } else if let Some((_, start, _)) = other {
            note(Stay::FROM, stay, Message::new(key!("problem.overlap-other")).with("date", *start));
        }
        match longest.iter_mut().find(|(known, ..)| *known == country) {
            Some(known) if known.2 < end => *known = (country, from, end),
            Some(_) => {}
            None => longest.push((country, from, end)),
        }
    }
}
