//! The assessment in one short text: every figure, state and date, without the explanations. For a reviewer's
//! eye and for comparing lives with what was worked out by hand, so names are those of the receipt, a line says
//! one thing, and nothing in it depends on a language.

use std::fmt::{Display, Write as _};

use crate::assess::eligibility::Open;
use crate::assess::eligibility::papers::lists;
use crate::assess::guidance::goals::{Aim, goals};
use crate::assess::guidance::guide::{Goal, guide, stop_proof};
use crate::assess::guidance::outlook::outlook;
use crate::assess::permits::{Condition, Due, Fee, Missing, Permit, PermitOption, State, duties, permit_options};
use crate::assess::plan::{Plan, Progress, Stage, Track, plan_of};
use crate::assess::points::uncertainty::{Cause, parts_of};
use crate::assess::residence::clocks::clocks;
use crate::assess::residence::planning::{Leaving, planning};
use crate::assess::tax::business;
use crate::assess::tax::income;
use crate::assess::tax::pay;
use crate::assess::tax::payroll::{Line, Payslip};
use crate::assess::{Assessment, assess};
use crate::message::{Arg, Message};
use crate::profile::{Document, Paper, Relation, Severity};
use crate::quantity::{Date, Interval, Money, Tri};
use crate::rulebook::NotKnown;

/// The short text of a profile's assessment on a date.
pub fn brief(document: &Document, on: Date) -> String {
    let all = assess(document, on);
    let plan = plan_of(&all);
    let mut text = Brief { text: format!("on {on}\n") };
    text.points(document, &all);
    text.conditions(&all);
    text.papers(&all);
    text.listed(&all, &plan);
    text.family(&all);
    text.residence(&all);
    text.pay(&all);
    text.income(&all);
    text.permits(&all);
    text.plan(&plan);
    text.duties(&all, &plan);
    text.problems(&all);
    text.text
}

struct Brief {
    text: String,
}

impl Brief {
    fn title(&mut self, title: impl Display) {
        let _ = writeln!(self.text, "\n# {title}");
    }

    fn line(&mut self, line: impl Display) {
        let _ = writeln!(self.text, "{line}");
    }

    fn points(&mut self, document: &Document, all: &Assessment) {
        let points = &all.points;
        self.title(format_args!(
            "points {}: {} (mark {} of {})",
            range(points.total),
            points.verdict.name(),
            points.pass_mark,
            points.scale
        ));
        for share in &points.shares {
            let own = if share.own { ", own figure" } else { "" };
            self.line(format_args!("{}: {} of {}{own}", share.criterion.id(), range(share.points), range(share.maximum)));
        }
        if let Some(other) = points.other_reading {
            self.line(format_args!("other reading: {}", range(other)));
        }
        let parts = parts_of(all).into_iter().map(|part| {
            let cause = match part.cause {
                Cause::Answer(slot) => slot.path(),
                Cause::Bands(criterion) => format!("bands of {}", criterion.id()),
                Cause::Maxima => "maxima".to_owned(),
            };
            format!("{cause} {}", part.points)
        });
        self.line(format_args!("width: {}", list(parts)));
        let asked = guide(document, all, Goal::Qualify, &[]).next();
        self.line(format_args!("next: {}", asked.map_or_else(|| "none".to_owned(), |question| question.slot.path())));
        self.line(format_args!("settled: {}", stop_proof(document, all, &[]).name()));
        let years = outlook(document, all.on).into_iter().map(|year| format!("{} {}", year.on, range(year.points.total)));
        self.line(format_args!("outlook: {}", list(years)));
        for aim in Aim::ALL {
            let goals = goals(document, all.on, aim);
            self.line(format_args!(
                "goal {}: {}",
                aim.name(),
                if goals.reached { "reached".to_owned() } else { format!("{} ways", goals.found) }
            ));
            for way in &goals.sets {
                self.line(format_args!(
                    "  {} {}: {}",
                    way.on,
                    range(way.total),
                    list(way.changes.iter().map(|change| said(&change.text())))
                ));
            }
        }
    }

    fn conditions(&mut self, all: &Assessment) {
        self.title("conditions");
        for condition in &all.eligibility.conditions {
            let open = condition.open.map_or_else(String::new, |open| match open {
                Open::Unanswered(slot) => format!(" (unanswered {})", slot.path()),
                Open::Points => " (points)".to_owned(),
                Open::Authorities => " (authorities)".to_owned(),
            });
            self.line(format_args!("{}: {}{open}", condition.id, condition.met.name()));
        }
    }

    fn papers(&mut self, all: &Assessment) {
        let documents = &all.documents;
        self.title(format_args!("papers {} of {}, for {}", documents.done, documents.asked, documents.apply));
        for item in &documents.items {
            let of = item.subject.as_ref().map(|subject| format!(" of {}", subject_of(subject))).unwrap_or_default();
            let asked = if item.asked { "" } else { ", not asked for" };
            let valid = item.valid.map(|valid| format!(", valid {}", valid.name())).unwrap_or_default();
            let state = item.state.map_or("open", Paper::name);
            let advice: Vec<&str> = item.advice.iter().map(|advice| advice.key.name()).collect();
            let advice = if advice.is_empty() { String::new() } else { format!("; {}", list(advice)) };
            let paper = item.paper.name();
            self.line(format_args!("{}{of}: {state}{asked}{valid}{advice}", paper.strip_prefix("paper.").unwrap_or(paper)));
        }
    }

    /// The lists of the law in a line each, by article: what is done or on its way, what hangs on an answer, and what
    /// is not asked. The rest is asked, and nothing was said of it.
    fn listed(&mut self, all: &Assessment, plan: &Plan) {
        for found in lists(all, plan) {
            let [done, asked, _] = found.counts();
            let said = found.asked(Tri::Yes).chain(found.asked(Tri::Unknown)).filter_map(|line| {
                let valid = line.valid.filter(|_| line.state.is_some()).map(|valid| format!(" (valid {})", valid.name()));
                Some(format!("{} {}{}", line.article, line.state?.name(), valid.unwrap_or_default()))
            });
            let parts = [
                ("", list(said)),
                ("open ", list(found.asked(Tri::Unknown).map(|line| line.article))),
                ("not asked ", list(found.asked(Tri::No).map(|line| line.article))),
            ];
            let parts = parts.iter().filter(|(_, text)| text != "none").map(|(name, text)| format!("{name}{text}"));
            let parts: Vec<String> = parts.collect();
            let parts = if parts.is_empty() { String::new() } else { format!("; {}", parts.join("; ")) };
            self.line(format_args!("law, {}: {done} of {asked}{parts}", found.purpose.name()));
        }
    }

    fn family(&mut self, all: &Assessment) {
        if all.family.members.is_empty() {
            return;
        }
        let decision = all.family.decision.map_or_else(|| "not known".to_owned(), range);
        self.title(format_args!("family, applied {}, decided {decision}", all.family.apply));
        for member in &all.family.members {
            let limits = member.limits.iter().flatten().map(|limit| format!(", {} on {}", limit.age, limit.on)).collect::<String>();
            self.line(format_args!(
                "{} {}: programme {}, code {}{limits}",
                member.id,
                member.relation.map_or("open", Relation::name),
                member.programme.name(),
                member.code.name(),
            ));
        }
    }

    fn residence(&mut self, all: &Assessment) {
        let residency = match &all.residency {
            Ok(residency) => residency,
            Err(missing) => {
                self.title("residence");
                return self.line(not_known(*missing));
            }
        };
        self.title(format_args!("residence {}", residency.year));
        for outcome in [&residency.outcome, &residency.other] {
            self.line(format_args!("{}: {} days, resident {}", outcome.period.name(), range(outcome.days), outcome.resident.name()));
        }
        if let Some(on) = residency.becomes_on {
            self.line(format_args!("becomes resident on {on}"));
        }
        self.line(format_args!("days left: {}", residency.days_left));
        let planned = planning(&all.profile, all.on, residency);
        let mut days = format!("planning: {} days", range(planned.days));
        let dates = [("latest exit", planned.latest_exit), ("passed on", planned.passed_on)];
        dates.iter().filter_map(|(name, date)| Some((name, (*date)?))).for_each(|(name, date)| {
            let _ = write!(days, ", {name} {date}");
        });
        match planned.leaving {
            Leaving::Nothing => {}
            Leaving::NonResident { from, .. } => days.push_str(&format!(", non-resident from {from}")),
            Leaving::Resident => days.push_str(", resident after leaving"),
            Leaving::Open { from, .. } => days.push_str(&format!(", open from {from}")),
        }
        self.line(days);
        let countings =
            planned.countings.iter().map(|(counting, outcome)| format!("{} {} {}", counting.name(), outcome.days, outcome.resident.name()));
        self.line(format_args!("countings: {}", list(countings)));
        for clock in clocks(&all.profile, all.on) {
            let mut line = format!("clock {}: {}", clock.kind.name(), clock.state.name());
            if clock.runs() {
                let _ = write!(line, ", used {} of {}", range(clock.used), clock.allowed);
            }
            let dates = [("latest", clock.latest), ("passed on", clock.passed_on)];
            dates.iter().filter_map(|(name, date)| Some((name, (*date)?))).for_each(|(name, date)| {
                let _ = write!(line, ", {name} {date}");
            });
            self.line(line);
        }
    }

    fn payslip(&mut self, name: &str, payslip: &Payslip) {
        let terms = &payslip.terms;
        self.line(format_args!("{name}: {:04}-{:02}, {}, {}", terms.month.year(), terms.month.month(), terms.sector.name(), terms.gross));
        let lines = |lines: &[Line]| list(lines.iter().map(|line| format!("{} {}", line.id, known(line.amount))));
        self.line(format_args!("  employee: {}", lines(&payslip.employee)));
        self.line(format_args!("  employer: {}", lines(&payslip.employer)));
        self.line(format_args!("  net {}, cost {}", known(payslip.net), known(payslip.cost)));
    }

    fn pay(&mut self, all: &Assessment) {
        let year = pay::year(&all.profile, all.on);
        if all.pay.is_none() && year.is_none() {
            return;
        }
        self.title("pay");
        if let Some(abroad) = pay::abroad(&all.profile, &all.residency, all.on) {
            // No payslip holds: nobody here keeps anything back.
            let tax = abroad.tax.map_or_else(not_known, range);
            self.line(format_args!("employer abroad: exempt {}, income tax of a resident {tax} a month", abroad.exempt.name()));
            return;
        }
        if let Some(pay) = &all.pay {
            self.payslip("month", &pay.payslip);
            for (reading, other) in &pay.others {
                self.line(format_args!("  reading {}: net {}", reading.name(), known(other.net)));
            }
            if !pay.assumed.is_empty() {
                self.line(format_args!("  assumed: {}", list(pay.assumed.iter().map(|key| key.name()))));
            }
        }
        let Some(year) = year else { return };
        for job in year.jobs.iter().skip(1) {
            self.payslip(job.name.as_deref().unwrap_or("another employer"), &job.month);
        }
        self.line(format_args!(
            "year {}: gross {}, net {}, cost {}",
            year.year,
            year.totals.gross,
            known(year.totals.net),
            known(year.totals.cost)
        ));
    }

    fn income(&mut self, all: &Assessment) {
        if let Some(year) = business::assess(&all.profile, all.on) {
            self.title(format_args!("business {}: profit {}", year.year, year.profit));
            self.line(format_args!("insurance: social {}, medical {}", known(year.social.0), known(year.medical.0)));
            for taken in &year.regimes {
                self.line(format_args!(
                    "{}: {}, tax {}, left {}",
                    taken.regime.name(),
                    taken.open.name(),
                    known(taken.tax),
                    known(taken.left)
                ));
            }
        }
        let year = income::assess(&all.profile, &all.residency, all.on);
        if year.local.is_empty() && year.foreign.is_empty() {
            return;
        }
        self.title(format_args!("income {}", year.year));
        let tax = |tax: &income::Tax| tax.as_ref().map_or_else(|missing| not_known(*missing), |tax| range(*tax));
        let line = |line: &income::Line| {
            format!("{} {}: resident {}, non-resident {}", said(&line.name), line.amount, tax(&line.resident), tax(&line.non_resident))
        };
        for own in &year.local {
            self.line(line(own));
        }
        for row in &year.foreign {
            let own = row.line.as_ref().map_or_else(|missing| missing.text().name().to_owned(), line);
            self.line(format_args!("{}, treaty {}: {own}", row.id, row.treaty.name()));
        }
        self.line(format_args!(
            "in all: resident {}, non-resident {}, more {}",
            tax(&year.resident),
            tax(&year.non_resident),
            tax(&year.more)
        ));
    }

    fn permits(&mut self, all: &Assessment) {
        let ways = permit_options(all);
        for (permit, title) in
            [(Permit::Temporary, "temporary permit"), (Permit::Permanent, "permanent permit"), (Permit::Citizenship, "citizenship")]
        {
            let own: Vec<&PermitOption> = ways.iter().filter(|way| way.permit == permit).collect();
            self.title(title);
            for way in own.iter().filter(|way| way.state != State::NotForMe) {
                let terms = way.terms.map(|[first, extension]| format!(", {first} and {extension} months")).unwrap_or_default();
                let left = |met: Tri| way.conditions.iter().filter(move |condition| condition.met == met);
                let not: Vec<String> = left(Tri::No).map(asked).collect();
                let open: Vec<String> = left(Tri::Unknown).map(asked).collect();
                let not = if not.is_empty() { String::new() } else { format!("; not met: {}", list(not)) };
                let open = if open.is_empty() { String::new() } else { format!("; open: {}", list(open)) };
                self.line(format_args!("{}: {}{terms}{not}{open}", way.id(), way.state.name()));
            }
            let rest: Vec<String> = own.iter().filter(|way| way.state == State::NotForMe).map(|way| way.id()).collect();
            if !rest.is_empty() {
                self.line(format_args!("{}: {}", State::NotForMe.name(), list(rest)));
            }
        }
    }

    fn plan(&mut self, plan: &Plan) {
        self.title(format_args!(
            "plan: {}, {} months, counts for the permanent permit: {}",
            plan.ground.name(),
            plan.term,
            plan.counts.name()
        ));
        for stage in &plan.stages {
            self.line(stage_line(stage));
        }
        for warning in &plan.warnings {
            let certain = if warning.certain { "certain" } else { "possible" };
            self.line(format_args!("! {} {certain} {} {}: {}", warning.risk.name(), warning.on, warning.stage.name(), said(&warning.says)));
        }
        if !plan.unchecked.is_empty() {
            self.line(format_args!("unchecked: {}", list(plan.unchecked.iter().map(|slot| slot.path()))));
        }
        for track in &plan.family {
            self.line(track_line(track));
        }
    }

    fn duties(&mut self, all: &Assessment, plan: &Plan) {
        let duties = duties(all, plan);
        self.title("duties");
        if let Some(bill) = &duties.first {
            for (due, fee) in &bill.lines {
                let of = match due {
                    Due::Own => "own".to_owned(),
                    Due::Relative(row, relation) => format!("{row} {}", relation.map_or("open", Relation::name)),
                };
                self.line(format_args!("{of}, first permit: {}", amount(fee)));
            }
            let whole = if bill.whole { "" } else { " of what is known" };
            self.line(format_args!("together{whole}: {}", range(bill.sum)));
        }
        if let Some(fee) = &duties.extension {
            self.line(format_args!("own, extension: {}", amount(fee)));
        }
        if let Some(fee) = &duties.permanent {
            self.line(format_args!("own, permanent permit: {}", amount(fee)));
        }
    }

    fn problems(&mut self, all: &Assessment) {
        if all.problems.is_empty() {
            return;
        }
        self.title("problems");
        for problem in &all.problems {
            let used = if problem.severity == Severity::Note { "" } else { ", not used" };
            self.line(format_args!("{}: {}{used}", problem.slot.path(), said(&problem.message)));
        }
    }
}

/// `trp-apply 2027-02-20..2027-04-16 ~ by 2027-03-21..2027-05-15, slack 1, critical`
fn stage_line(stage: &Stage) -> String {
    let mut line = format!("{} ", stage.id());
    match stage.progress {
        Progress::Done(on) => {
            let _ = write!(line, "{on} done");
        }
        Progress::Passed => line.push_str("done, day not entered"),
        Progress::Ahead => line.push_str(&range(stage.when)),
    }
    if stage.is_estimate() {
        line.push_str(" ~");
    }
    if let Some(by) = stage.by {
        let _ = write!(line, " by {}", range(by));
    }
    match stage.slack.zip(stage.slack_slow) {
        Some((fast, slow)) if fast == slow => {
            let _ = write!(line, ", slack {fast}");
        }
        Some((fast, slow)) => {
            let _ = write!(line, ", slack {fast}, slow {slow}");
        }
        None => {}
    }
    match (stage.critical, stage.critical_slow) {
        (true, true) => line.push_str(", critical"),
        (true, false) => line.push_str(", critical if fast"),
        (false, true) => line.push_str(", critical if slow"),
        (false, false) => {}
    }
    if let Some(overdue) = stage.overdue {
        let _ = write!(line, ", overdue since {overdue}");
    }
    line
}

fn track_line(track: &Track) -> String {
    let mut line = format!("{} {}:", track.id, track.relation.map_or("open", Relation::name));
    for step in &track.steps {
        let when = if step.done { "done".to_owned() } else { range(step.when) };
        let mark = if step.estimate && !step.done { " ~" } else { "" };
        let by = step.by.map(|by| format!(" by {}", range(by))).unwrap_or_default();
        let _ = write!(line, " {} {when}{mark}{by},", step.kind.name());
    }
    for age in &track.ages {
        let _ = write!(line, " {} on {} (younger: {}),", age.age, age.on, age.younger.name());
    }
    let _ = write!(line, " outside the quota: {}", track.outside_quota.name());
    line
}

/// What a condition asks, and what is short.
fn asked(condition: &Condition) -> String {
    let short: Vec<String> = condition
        .missing
        .iter()
        .map(|(slot, missing)| {
            let much = match missing {
                Missing::Amount(amount) => amount.to_string(),
                Missing::Number(number) => number.to_string(),
                Missing::Until(date) => date.to_string(),
            };
            format!("{} {much}", slot.field)
        })
        .collect();
    let short = if short.is_empty() { String::new() } else { format!(" [{}]", list(short)) };
    let open = condition.open.map(|slot| format!(" ({})", slot.path())).unwrap_or_default();
    let name = condition.name.key.name();
    format!("{}{short}{open}", name.strip_prefix("permit.condition.").unwrap_or(name))
}

fn amount(fee: &Fee) -> String {
    let term = fee.term.map(|months| format!("{months} months, ")).unwrap_or_default();
    format!("{term}{}", fee.amount.map_or_else(|| "not known".to_owned(), range))
}

fn known(amount: Result<Money, NotKnown>) -> String {
    amount.map_or_else(not_known, |amount| amount.to_string())
}

fn not_known(missing: NotKnown) -> String {
    format!("not known ({})", missing.rule().id)
}

fn range<T: Display + PartialEq + Copy>(range: Interval<T>) -> String {
    if range.low == range.high { range.low.to_string() } else { format!("{}..{}", range.low, range.high) }
}

fn list<T: Display>(parts: impl IntoIterator<Item = T>) -> String {
    let parts: Vec<String> = parts.into_iter().map(|part| part.to_string()).collect();
    if parts.is_empty() { "none".to_owned() } else { parts.join(", ") }
}

/// `degree 1`: the row that a paper belongs to.
fn subject_of(subject: &Message) -> String {
    let row = match subject.args.first() {
        Some((_, Arg::Text(row))) => row,
        _ => subject,
    };
    let name = row.key.name();
    let number = row.args.first().map(|(_, number)| format!(" {}", arg(number))).unwrap_or_default();
    format!("{}{number}", name.strip_prefix("rows.").unwrap_or(name))
}

/// A text by its name, with what goes into it.
fn said(message: &Message) -> String {
    if message.args.is_empty() {
        return message.key.name().to_owned();
    }
    let gaps = message.args.iter().map(|(name, value)| format!("{name} {}", arg(value)));
    format!("{} ({})", message.key.name(), list(gaps))
}

fn arg(value: &Arg) -> String {
    match value {
        Arg::Money(money) => money.to_string(),
        Arg::Rate(rate) => rate.to_string(),
        Arg::Count(count) => count.to_string(),
        Arg::Points(points) => range(*points),
        Arg::Date(date) => date.to_string(),
        Arg::DayOfYear(month, day) => format!("{month:02}-{day:02}"),
        Arg::Tri(answer) => answer.name().to_owned(),
        Arg::Year(year) => year.to_string(),
        Arg::Text(inner) => said(inner),
        Arg::Sum(amount, currency) => format!("{amount} {currency}"),
        Arg::Typed(text) => format!("{text:?}"),
    }
}
