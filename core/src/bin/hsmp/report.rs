//! The assessment as text, in English.

use std::fmt::Write as _;

use hsmp::assess::eligibility::papers::lists;
use hsmp::assess::guidance::goals::{Aim, goals};
use hsmp::assess::guidance::outlook::outlook;
use hsmp::assess::permits::{Permit, State, duties, permit_options};
use hsmp::assess::plan::{Plan, days, plan_of};
use hsmp::assess::points::Verdict;
use hsmp::assess::points::uncertainty::{Cause, parts_of};
use hsmp::assess::residence::clocks::clocks;
use hsmp::assess::tax::payroll::not_known;
use hsmp::assess::tax::{business, income, pay};
use hsmp::assess::{Assessment, assess, with_figures};
use hsmp::explain::Step;
use hsmp::key;
use hsmp::message::{Arg, Message};
use hsmp::profile::Document;
use hsmp::quantity::{Date, Money, Tri};
use hsmp::rulebook::{Ending, NotKnown};
use hsmp::text::{Catalogue, Language, tri};

/// Answers first, then why.
pub(crate) fn text(document: &Document, on: Date) -> String {
    let words = Catalogue::built_in(Language::English);
    let all = assess(document, on);
    let mut text = format!("{}\n", words.date(on));
    let verdict = match all.points.verdict {
        Verdict::Above => key!("verdict.above"),
        Verdict::Depends => key!("verdict.depends"),
        Verdict::Below => key!("verdict.below"),
    };
    let points = Message::new(key!("summary.points")).with("points", all.points.total).with("scale", all.points.scale);
    let _ = writeln!(text, "\n{} {}", words.get(verdict), words.say(&points.with("mark", all.points.pass_mark)));
    steps(&mut text, &words, &all.points.why, all.on, 1);
    width(&mut text, &words, &all);
    ahead(&mut text, &words, document, on);
    for condition in &all.eligibility.conditions {
        let _ = writeln!(text, "\n{}: {}. {}", words.get(condition.name), words.get(tri(condition.met)), words.say(&condition.reason));
        if let Some(remedy) = &condition.remedy {
            let _ = writeln!(text, "  {}", words.say(remedy));
        }
        // The points were explained above.
        if condition.id != "points.pass-mark" {
            steps(&mut text, &words, &condition.why, all.on, 1);
        }
    }
    let _ = writeln!(text, "\n{}: {} / {}", words.get(key!("page.title.documents")), all.documents.done, all.documents.asked);
    for item in &all.documents.items {
        let state = item.state.map_or(key!("choice.paper.open"), |state| state.label());
        let subject = item.subject.as_ref().map(|subject| format!("{}, ", words.say(subject))).unwrap_or_default();
        let _ = writeln!(text, "  {subject}{}: {}", words.get(item.paper), words.get(state));
        for advice in &item.advice {
            let _ = writeln!(text, "    {}", words.say(advice));
        }
    }
    for list in &lists(&all, &plan_of(&all)) {
        let _ = writeln!(text, "\n{}", words.say(&list.answer()));
        for line in list.lines.iter().filter(|line| line.asked != Tri::No) {
            let state = line.state.map_or(key!("choice.paper.open"), |state| state.label());
            let because = line.because.as_ref().map(|because| format!(" ({})", words.say(because))).unwrap_or_default();
            let _ = writeln!(text, "  {} {}: {}{because}", line.article, words.get(line.name), words.get(state));
        }
    }
    for member in &all.family.members {
        text.push('\n');
        steps(&mut text, &words, &member.why, all.on, 0);
    }
    if let Err(missing) = &all.residency {
        let _ = writeln!(text, "\n{}", words.say(&not_known(*missing)));
    }
    if let Ok(residency) = &all.residency {
        text.push('\n');
        for outcome in [&residency.outcome, &residency.other] {
            steps(&mut text, &words, &outcome.why, all.on, 0);
        }
    }
    for clock in clocks(&all.profile, on).iter().filter(|clock| clock.runs()) {
        text.push('\n');
        steps(&mut text, &words, &clock.why, all.on, 0);
    }
    if let Some(abroad) = pay::abroad(&all.profile, &all.residency, on) {
        let said = match abroad.exempt {
            Tri::Yes => key!("pay-page.abroad.exempt"),
            Tri::No => key!("pay-page.abroad.taxed"),
            Tri::Unknown => key!("pay-page.abroad.open"),
        };
        let _ = writeln!(text, "\n{}", words.say(&with_figures(said)));
        if let Ok(tax) = abroad.tax {
            let _ = writeln!(text, "{}", words.say(&Message::new(key!("pay-page.abroad.tax")).with("tax", income::range(tax))));
        }
        let _ = writeln!(text, "{}", words.get(key!("pay-page.abroad.slip")));
    }
    if let Some(pay) = &all.pay {
        let terms = &pay.payslip.terms;
        let title = Message::new(key!("payslip-page.head")).with("month", words.month(terms.month.month()).to_owned());
        let title = title.with("year", Arg::Year(terms.month.year())).with("sector", terms.sector.label());
        let _ = writeln!(text, "\n{}", words.say(&title));
        steps(&mut text, &words, &pay.payslip.why, all.on, 0);
        for line in &pay.payslip.employer {
            steps(&mut text, &words, &line.why, all.on, 0);
        }
        for key in &pay.assumed {
            let _ = writeln!(text, "{}", words.get(*key));
        }
    }
    money(&mut text, &words, &all);
    permits(&mut text, &words, &all);
    plan(&mut text, &words, &all);
    for problem in &all.problems {
        let _ = writeln!(text, "\n! {}: {}", problem.slot.path(), words.say(&problem.message));
    }
    text
}

/// Every way to a permit with what it asks; those that are not for the person by name only.
fn permits(text: &mut String, words: &Catalogue, all: &Assessment) {
    let found = permit_options(all);
    let titles = [
        (Permit::Temporary, key!("permits-page.temporary")),
        (Permit::Permanent, key!("permits-page.permanent")),
        (Permit::Citizenship, key!("permits-page.citizenship")),
    ];
    for (permit, title) in titles {
        let _ = writeln!(text, "\n{}", words.get(title));
        let own = || found.iter().filter(|way| way.permit == permit);
        for way in own().filter(|way| way.state != State::NotForMe) {
            let _ = writeln!(text, "  {}: {}", words.say(&way.name()), words.get(way.state.label()));
            for condition in &way.conditions {
                let _ = writeln!(text, "    {}: {}", words.say(&condition.name), words.get(tri(condition.met)));
                if let Some(short) = condition.short() {
                    let _ = writeln!(text, "      {}", words.say(&short));
                }
                if let Some(how) = &condition.why.how {
                    let _ = writeln!(text, "      {}", words.say(how));
                }
            }
            for cite in &way.why.cites {
                let sources: Vec<&str> = cite.sources().map(|source| source.title).collect();
                let _ = writeln!(text, "    [{}] {} ({})", cite.standing().name(), words.get(cite.name()), sources.join("; "));
            }
        }
        let rest: Vec<String> = own().filter(|way| way.state == State::NotForMe).map(|way| words.say(&way.name())).collect();
        if !rest.is_empty() {
            let _ = writeln!(text, "  {}: {}", words.get(State::NotForMe.label()), rest.join("; "));
        }
    }
}

/// What the plan's permits cost.
fn costs(text: &mut String, words: &Catalogue, all: &Assessment, plan: &Plan) {
    let _ = writeln!(text, "\n{}", words.get(key!("permits-page.costs")));
    let duties = duties(all, plan);
    for (due, fee) in duties.first.iter().flat_map(|bill| &bill.lines) {
        let _ = writeln!(text, "  {}", words.get(due.name()));
        steps(text, words, &fee.why, all.on, 2);
    }
    if let Some(extension) = &duties.extension {
        let _ = writeln!(text, "  {}", words.get(key!("journey.step.trp-extend")));
        steps(text, words, &extension.why, all.on, 2);
    }
    if let Some(permanent) = &duties.permanent {
        steps(text, words, &permanent.why, all.on, 1);
    }
}

/// The plan with every date, what could go wrong, and the family's ways.
fn plan(text: &mut String, words: &Catalogue, all: &Assessment) {
    let plan = plan_of(all);
    let _ = writeln!(text, "\n{}", words.get(key!("page.title.timeline")));
    for stage in &plan.stages {
        let by = stage.by.map(|by| Message::new(key!("timeline-page.by")).with("date", days(by)));
        let by = by.map(|by| format!(". {}", words.say(&by))).unwrap_or_default();
        let _ = writeln!(text, "  {}: {}{by}", words.say(&stage.name()), words.arg(&stage.said()));
        steps(text, words, &stage.why, all.on, 2);
    }
    for warning in &plan.warnings {
        let mark = if warning.certain { key!("timeline-page.problem") } else { key!("timeline-page.care") };
        let _ = writeln!(text, "  {}: {}", words.get(mark), words.say(&warning.says));
    }
    for track in &plan.family {
        let _ = writeln!(text, "  {}", words.get(track.relation.map_or(key!("section.family"), |relation| relation.label())));
        for step in &track.steps {
            let _ = writeln!(text, "    {}: {}", words.get(step.kind.label()), words.arg(&days(step.when)));
        }
        steps(text, words, &track.why, all.on, 2);
    }
    costs(text, words, all, &plan);
}

/// The year of pay, one's own business, and what residence costs.
fn money(text: &mut String, words: &Catalogue, all: &Assessment) {
    let known =
        |amount: Result<Money, NotKnown>| amount.map_or_else(|missing| words.say(&not_known(missing)), |net| words.arg(&net.into()));
    if let Some(year) = pay::year(&all.profile, all.on) {
        let title = Message::new(key!("pay-page.year.title")).with("year", Arg::Year(year.year));
        let _ = writeln!(text, "\n{}, {}: {}", words.say(&title), words.get(key!("pay.net")), known(year.totals.net));
    }
    if let Some(year) = business::assess(&all.profile, all.on) {
        for taken in &year.regimes {
            let _ = writeln!(text, "\n{} ({}): {}", words.get(taken.regime.label()), words.get(tri(taken.open)), known(taken.left));
            steps(text, words, &taken.why, all.on, 1);
        }
    }
    let income = income::assess(&all.profile, &all.residency, all.on);
    for line in income.local.iter().chain(income.foreign.iter().filter_map(|row| row.line.as_ref().ok())) {
        text.push('\n');
        steps(text, words, &line.why, all.on, 0);
    }
    if let Ok(more) = income.more {
        let _ = writeln!(text, "\n{}", words.say(&income::cost_of_residence(income.year, more)));
    }
}

/// What the width of the range comes from.
fn width(text: &mut String, words: &Catalogue, all: &Assessment) {
    let _ = writeln!(text, "\n{}", words.get(key!("points-page.width-title")));
    for part in parts_of(all) {
        let cause = match part.cause {
            Cause::Answer(slot) => Message::new(key!("points-page.cause.answer")).with("question", with_figures(slot.label())),
            Cause::Bands(criterion) => Message::new(key!("points-page.cause.bands")).with("criterion", criterion.name()),
            Cause::Maxima => key!("points-page.cause.maxima").into(),
        };
        let _ = writeln!(text, "  {}: {}", words.say(&cause), part.points);
    }
}

/// What would get the person over the line, and what time does.
fn ahead(text: &mut String, words: &Catalogue, document: &Document, on: Date) {
    let found = goals(document, on, Aim::Middle);
    let _ = writeln!(text, "\n{} ({})", words.get(key!("page.title.goals")), words.get(key!("goals-page.aim.middle-hint")));
    if found.reached {
        let _ = writeln!(text, "  {}", words.get(key!("goals-page.reached")));
    } else if found.sets.is_empty() {
        let _ = writeln!(text, "  {}", words.say(&Message::new(key!("goals-page.none")).with("years", found.horizon)));
    }
    for way in &found.sets {
        let changes: Vec<String> = way.changes.iter().map(|change| words.say(&change.text())).collect();
        let then = Message::new(key!("goals-page.then")).with("points", way.total);
        let _ = writeln!(text, "  {}: {}. {}", words.date(way.on), changes.join("; "), words.say(&then));
    }
    let _ = writeln!(text, "\n{}", words.get(key!("goals-page.outlook-table")));
    for year in outlook(document, on) {
        let _ = writeln!(text, "  {}: {}", words.date(year.on), words.range(year.points.total));
    }
}

fn steps(text: &mut String, words: &Catalogue, step: &Step, on: Date, depth: usize) {
    let indent = "  ".repeat(depth);
    let value = step.value.as_ref().map_or_else(|| words.arg(&Arg::from(key!("explain.not-known"))), |value| words.arg(value));
    let _ = writeln!(text, "{indent}{}: {value}", words.say(&step.name));
    if let Some(how) = &step.how {
        let _ = writeln!(text, "{indent}  {}", words.say(how));
    }
    for cite in &step.cites {
        let sources: Vec<&str> = cite.sources().map(|source| source.title).collect();
        let _ = writeln!(text, "{indent}  [{}] {} ({})", cite.standing().name(), words.get(cite.name()), sources.join("; "));
        for doubt in cite.dated().doubts() {
            let _ = writeln!(text, "{indent}    {}", words.get(doubt));
        }
        let freshness = cite.ending(on).map(Ending::text).into_iter().chain(cite.dated().review_text(on));
        for said in freshness {
            let _ = writeln!(text, "{indent}    {}", words.say(&said));
        }
    }
    for input in &step.inputs {
        steps(text, words, input, on, depth + 1);
    }
}
