//! Pay: the month, the year, the way back from net to gross, cliffs, other years and sectors.

mod compared;
mod income;
mod payslip;
mod self_employment;

pub use income::income;
pub use payslip::payslip;
pub use self_employment::self_employment;

use leptos::prelude::*;

use super::Part;
use crate::ui::components::button;
use crate::ui::components::rates::rates_chart;
use crate::ui::components::summary::headline;
use crate::ui::components::table::{Row, manat, row, text_row};
use crate::ui::components::text::{doubt, hint, lead, notice, paragraph, verdict_line};
use crate::ui::components::why::why_button;
use crate::ui::components::{DataTable, Folded, QuestionField, Rows, SectionFields, Spoken, amount, net_text};
use crate::ui::route::Route;
use crate::ui::view::{dynamic, each, handler, use_state};
use crate::ui::{State, count, figure, say, t, words};
use hsmp::assess::plan::{Kind, plan_of};
use hsmp::assess::tax::pay::{self, Abroad, Cliff};
use hsmp::assess::tax::payroll::{Employee, Line, Pay, Payslip, Schedule, Terms, assumed, not_known};
use hsmp::assess::{Assessment, with_figures};
use hsmp::explain::Step;
use hsmp::key;
use hsmp::message::{Arg, Key, Message};
use hsmp::profile::{Answers, Employer, Pay as PayAnswers, Reliefs, Slot};
use hsmp::quantity::{MANAT, Money, Tri};
use hsmp::rulebook::{NotKnown, rules};

/// From gross to net, and what else a month's pay leads to. The result and what it is worked out of stand on the
/// left, the payslip and the other sectors beside them.
pub fn pay(state: State) -> AnyView {
    let answer = dynamic(move || {
        state.assessment.with(|all| match &all.pay {
            Some(pay) => result(all, pay),
            None => lead(t(key!("pay-page.empty"))),
        })
    });
    let with = move |draw: fn(&Assessment, &Pay) -> AnyView| {
        let part = dynamic(move || state.assessment.with(|all| all.pay.as_ref().map(|pay| draw(all, pay)).into_any()));
        view! { <div>{part}</div> }.into_any()
    };
    view! {
        <div class="answer-page">
            <div>
                <div>{answer}</div>
                <Form/>
            </div>
            <div>
                {with(|_, pay| payslip_table(&pay.payslip))}
                {with(|_, pay| compared::sectors(&pay.payslip))}
                <Wanted/>
                {with(|_, pay| cliffs(&pay.payslip))}
                {with(|_, pay| others(pay))}
            </div>
            <div>
                {with(|all, _| pay::year(&all.profile, all.on).map(|year| compared::year_part(&year)).into_any())}
                {with(|_, pay| compared::years(&pay.payslip))}
            </div>
        </div>
    }
    .into_any()
}

/// Which year it is, and the way to another: that of the planned entry, or where it is chosen.
fn year_of_pay(all: &Assessment, slip: &Payslip) -> AnyView {
    let plan = &all.profile.journey;
    let is_planned = all.profile.pay.year.is_none() && (plan.start.is_some() || plan.enter_on.is_some());
    let entry = is_planned.then(|| plan_of(all)).and_then(|way| way.stage(Kind::Enter).map(|stage| stage.when.low.year()));
    if let Some(year) = entry.filter(|year| *year > slip.terms.month.year()) {
        let state = use_state();
        let look = handler(move |_| state.edit(|document| document.set(PayAnswers::YEAR, &year.to_string())));
        let text = Message::new(key!("pay-page.entry-year")).with("year", Arg::Year(year));
        return view! {
            <p class="no-print">
                {button("button", say(&text), look)}
            </p>
        }
        .into_any();
    }
    let is_open = all.profile.pay.year.is_none();
    is_open
        .then(|| {
            let href = format!("{}/{}", Route::Pay.href(), PayAnswers::YEAR.path());
            view! {
                <p class="hint no-print">
                    <a href=href>{t(key!("pay-page.other-year"))}</a>
                </p>
            }
            .into_any()
        })
        .into_any()
}

fn question(slot: Slot) -> AnyView {
    view! { <QuestionField at=slot can_hide=true/> }.into_any()
}

#[component]
fn Form() -> AnyView {
    let state = use_state();
    // Citizens are in both.
    let is_citizen = move || state.assessment.with(|all| all.profile.you.azerbaijani == Some(true));
    view! {
        <Part id="pay" title=key!("section.pay") class="no-print">
            {each(&[PayAnswers::GROSS, PayAnswers::SECTOR, PayAnswers::SPECIALIST, PayAnswers::PARK_BASE], question)}
            {each(&[PayAnswers::YEAR, PayAnswers::MAIN_WORKPLACE], question)}
            <Folded title=key!("pay-page.more")>
                <div>
                    {each(&[PayAnswers::BONUS, PayAnswers::BONUS_MONTH], question)}
                    <div hidden=is_citizen>{each(&[PayAnswers::UNEMPLOYMENT, PayAnswers::MEDICAL], question)}</div>
                    {question(PayAnswers::EMPLOYER_ABROAD)}
                </div>
            </Folded>
            <Folded id="reliefs" title=key!("section.reliefs")>
                <SectionFields section=Reliefs::SECTION/>
            </Folded>
            <Folded id="employers" title=key!("section.employers")>
                <Rows section=Employer::SECTION/>
            </Folded>
            {civil()}
        </Part>
    }
    .into_any()
}

/// What holds for a civil-law contract, which the payslip does not work out.
fn civil() -> Option<AnyView> {
    let (tax, social) = (rules::INCOME_TAX_CIVIL_CONTRACT.latest()?, rules::SOCIAL_CIVIL_CONTRACT.latest()?);
    let [low, high] = tax.value else { return None };
    let text = Message::new(key!("pay-page.civil-rates")).with("low", low.rate).with("limit", high.over).with("high", high.rate);
    let text = text.with("social", social.value);
    let step = Step::unknown(key!("pay-page.civil")).how(text.clone()).cite(tax.cite).cite(social.cite);
    let view = view! {
        <Folded id="civil" title=key!("pay-page.civil")>
            <p>{say(&text)} "\u{a0}" {why_button(&step)}</p>
        </Folded>
    };
    Some(view.into_any())
}

fn result(all: &Assessment, pay: &Pay) -> AnyView {
    let slip = &pay.payslip;
    let year = pay::year(&all.profile, all.on);
    let together = year.filter(|year| year.jobs.len() > 1).map(|year| {
        let text = Message::new(key!("pay-page.together")).with("net", known(year.month)).with("count", count(year.jobs.len()));
        paragraph(say(&text))
    });
    let abroad = abroad(all);
    let name = if abroad.is_some() { key!("pay-page.net-if-here") } else { key!("pay-page.net") };
    let year_of_slip = slip.terms.month.year();
    let name = Message::new(name).with("year", Arg::Year(year_of_slip)).with("sector", slip.terms.sector.label());
    let missing = slip.net.err().or(slip.cost.err());
    let missing = missing.map(|missing| notice(say(&not_known(missing))));
    view! {
        {abroad}
        <div class="card pay-answer">
            {headline(say(&name), net_text(slip, year_of_slip), &slip.why)}
            {together}
            {missing}
            {year_of_pay(all, slip)}
        </div>
        {doubts(&pay.assumed)}
    }
    .into_any()
}

fn doubts(keys: &[Key]) -> Vec<AnyView> {
    keys.iter().map(|key| doubt(t(*key))).collect()
}

/// What holds where the employer is abroad; none where it is here.
fn abroad(all: &Assessment) -> Option<AnyView> {
    let Abroad { exempt, tax, cites } = pay::abroad(&all.profile, &all.residency, all.on)?;
    let text = with_figures(match exempt {
        Tri::Yes => key!("pay-page.abroad.exempt"),
        Tri::No => key!("pay-page.abroad.taxed"),
        Tri::Unknown => key!("pay-page.abroad.open"),
    });
    let value = tax.map_or_else(|_| Arg::from(key!("explain.not-known")), hsmp::assess::tax::income::range);
    let mut step = Step::new(key!("pay-page.abroad.name"), value.clone()).how(text.clone());
    step.cites = cites;
    let range = Message::new(key!("pay-page.abroad.tax")).with("tax", value);
    let range = (exempt != Tri::Yes).then(|| paragraph(say(&range)));
    let view = view! {
        <div class="notice-text">
            <p>{say(&text)} "\u{a0}" {why_button(&step)}</p>
            {range}
            {paragraph(t(key!("pay-page.abroad.slip")))}
        </div>
    };
    Some(view.into_any())
}

/// An amount for a gap in a text, or that it is not known.
fn known(amount: Result<Money, NotKnown>) -> Arg {
    amount.map_or_else(|_| key!("explain.not-known").into(), Arg::from)
}

/// A text with its "Why?", for a cell.
fn with_why(text: String, why: &Step) -> AnyView {
    view! { <span>{text} "\u{a0}" {why_button(why)}</span> }.into_any()
}

fn payslip_table(slip: &Payslip) -> AnyView {
    let line = |line: &Line| row("", with_why(t(line.name).to_owned(), &line.why), vec![manat(line.amount).into_any()]);
    let sum = |name: Key, value: String| text_row("sum", t(name).to_owned(), vec![value]);
    let mut rows = vec![sum(key!("profile.pay.gross"), words().decimal(slip.terms.gross))];
    rows.extend(slip.employee.iter().map(line));
    rows.push(sum(key!("pay.net"), manat(slip.net)));
    rows.push(Row::Group(t(key!("pay-page.employer"))));
    rows.extend(slip.employer.iter().map(line));
    rows.push(sum(key!("pay-page.cost"), manat(slip.cost)));
    let name = say(&Message::new(key!("pay-page.payslip")).with("year", Arg::Year(slip.terms.month.year())));
    let head = vec![key!("pay-page.line"), key!("pay-page.amount")];
    view! { <DataTable class="numbers payslip" name=name is_captioned=true unit=MANAT head rows/> }.into_any()
}

/// From net to gross: what a person wants, and what pay leaves it, also as others read the rules.
#[component]
fn Wanted() -> AnyView {
    let state = use_state();
    let answer = dynamic(move || state.assessment.with(|all| wanted(all).into_any()));
    view! {
        <Part id="wanted" title=key!("pay-page.wanted.title") class="no-print">
            {question(PayAnswers::WANTED)}
            <div id="wanted-found">{answer}</div>
            <Spoken of="wanted-found"/>
            {hint(t(key!("pay-page.wanted.why")))}
        </Part>
    }
    .into_any()
}

fn wanted(all: &Assessment) -> Option<AnyView> {
    let wanted = all.profile.pay.wanted?;
    let terms = Terms::asked(&all.profile, all.on);
    let found = match pay::gross_for(&Schedule::of(terms), wanted) {
        Ok(found) => found,
        Err(missing) => return Some(paragraph(say(&not_known(missing)))),
    };
    let text = match found.as_slice() {
        [] => key!("pay-page.wanted.none"),
        [_] => key!("pay-page.wanted.one"),
        _ => key!("pay-page.wanted.several"),
    };
    let text = Message::new(text).with("net", wanted);
    let citizen = all.profile.you.azerbaijani.is_none().then_some((key!("reading.citizen"), Employee::Citizen));
    let others = citizen.into_iter().chain(terms.employee.otherwise()).filter_map(|(reading, employee)| {
        let other = pay::gross_for(&Schedule::of(Terms { employee, ..terms }), wanted).ok()?;
        let text = Message::new(key!("pay-page.wanted.other")).with("reading", reading);
        let view = || {
            view! {
                <div>
                    {hint(say(&text))}
                    {amounts(&other)}
                </div>
            }
            .into_any()
        };
        (other != found).then(view)
    });
    let others: Vec<AnyView> = others.collect();
    let view = view! {
        {verdict_line(say(&text))}
        {amounts(&found)}
        {others}
        {doubts(&assumed(&all.profile))}
    };
    Some(view.into_any())
}

fn amounts(all: &[Money]) -> AnyView {
    let all: Vec<AnyView> = all.iter().map(|gross| view! { <li>{figure(*gross)}</li> }.into_any()).collect();
    view! { <ul class="amounts">{all}</ul> }.into_any()
}

/// Every pay above which a little more leaves less, and how much is taken over a range of pay.
fn cliffs(slip: &Payslip) -> AnyView {
    let schedule = Schedule::of(slip.terms);
    let (Ok(found), Ok(curve)) = (pay::cliffs(&schedule), pay::curve(&schedule, slip.terms.gross)) else { return ().into_any() };
    let one = |cliff: &Cliff| {
        let text =
            Message::new(key!("pay-page.cliffs.one")).with("at", cliff.at).with("loss", cliff.loss).with("recovered", cliff.recovered);
        view! { <li>{say(&text)}</li> }.into_any()
    };
    let list = (!found.is_empty()).then(|| view! { <ul>{found.iter().map(one).collect::<Vec<_>>()}</ul> }.into_any());
    let own = found.iter().find_map(|cliff| {
        let less = cliff.missing(&schedule, slip.terms.gross).ok()??;
        let text = Message::new(key!("pay-page.cliffs.own")).with("at", cliff.at).with("less", less);
        Some(notice(say(&text)))
    });
    let lead = if found.is_empty() { key!("pay-page.cliffs.none") } else { key!("pay-page.cliffs.lead") };
    let chart = rates_chart(&curve, slip.terms.gross);
    view! {
        <Part id="cliffs" title=key!("pay-page.cliffs.title")>
            {paragraph(t(lead))}
            {list}
            {own}
        </Part>
        <Part id="rates" title=key!("rates.title")>
            {chart}
        </Part>
    }
    .into_any()
}

/// Net pay as others read the rules.
fn others(pay: &Pay) -> AnyView {
    if pay.others.is_empty() {
        return ().into_any();
    }
    let conflict = |name: Key| {
        let rule = match name {
            name if name == key!("reading.flat") => rules::INCOME_TAX_NON_RESIDENT.rule(),
            name if name == key!("reading.no-unemployment") || name == key!("reading.unemployment-too") => {
                rules::UNEMPLOYMENT_FOREIGNERS.rule()
            }
            name if name == key!("reading.medical-too") || name == key!("reading.no-medical") => rules::MEDICAL_FOREIGNERS.rule(),
            name if name == key!("reading.none-private") => rules::INCOME_TAX_EXEMPTION_PRIVATE.rule(),
            name if name == key!("reading.not-combined") => rules::INCOME_TAX_EXEMPTION_TECHNOLOGY_PARK.rule(),
            // No dispute, but an answer that is missing.
            _ => return None,
        };
        rule.values.last().and_then(|value| value.doubts().next())
    };
    let one = |(name, slip): &(Key, Payslip)| {
        let conflict = conflict(*name).map(|text| hint(t(text)));
        view! {
            <li>
                <p>
                    <strong>{t(*name)}</strong>
                    " "
                    {amount(slip.net)}
                    "\u{a0}"
                    {why_button(&slip.why)}
                </p>
                {conflict}
            </li>
        }
        .into_any()
    };
    let list: Vec<AnyView> = pay.others.iter().map(one).collect();
    view! {
        <Part id="others" title=key!("pay-page.others")>
            <ul class="plain">{list}</ul>
        </Part>
    }
    .into_any()
}
