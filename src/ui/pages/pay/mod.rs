//! Pay: the month, the year, the way back from net to gross, cliffs, other years and sectors.

mod business;
mod income;
mod payslip;

pub use business::business;
pub use income::income;
pub use payslip::payslip;

use leptos::prelude::*;

use super::{Columns, Part};
use crate::assess::pay::{self, Abroad, Cliff, Compared, JobYear, Totals, YearOfPay};
use crate::assess::payroll::{Employee, Line, Pay, Payslip, Schedule, Terms, assumed, in_a_park, not_known};
use crate::assess::{Assessment, with_figures};
use crate::explain::Step;
use crate::key;
use crate::message::{Arg, Key, Message};
use crate::profile::Slot;
use crate::quantity::{Money, Tri};
use crate::rulebook::{NotKnown, rules};
use crate::ui::components::rates::rates_chart;
use crate::ui::components::status::status;
use crate::ui::components::summary::headline;
use crate::ui::components::table::{row, text_row};
use crate::ui::components::why::why_button;
use crate::ui::components::{DataTable, QuestionField, Rows, SectionFields, amount, net_text};
use crate::ui::route::Route;
use crate::ui::view::{dynamic, use_state};
use crate::ui::{State, count, figure, say, t, words};

/// From gross to net, and what else a month's pay leads to.
pub fn tax(state: State) -> AnyView {
    let answer = dynamic(move || {
        state.assessment.with(|all| match &all.pay {
            Some(pay) => result(all, pay),
            None => view! { <p class="lead">{t(key!("tax-page.empty"))}</p> }.into_any(),
        })
    });
    let with = move |draw: fn(&Assessment, &Pay) -> AnyView| {
        let part = dynamic(move || state.assessment.with(|all| all.pay.as_ref().map(|pay| draw(all, pay)).into_any()));
        view! { <div>{part}</div> }.into_any()
    };
    let left = view! {
        <Wanted/>
        {with(compared)}
    };
    let right = view! {
        {with(|_, pay| cliffs(&pay.payslip))}
        {with(|_, pay| others(pay))}
    };
    view! {
        {nav(Route::Tax)}
        <Columns first=view! { <div>{answer}</div> }.into_any() second=view! { <Form/> }.into_any()/>
        <Columns first=left.into_any() second=right.into_any()/>
    }
    .into_any()
}

/// The whole year, other years, other sectors.
fn compared(all: &Assessment, pay: &Pay) -> AnyView {
    let slip = &pay.payslip;
    view! {
        {pay::year(&all.profile, all.on).map(|year| year_part(&year))}
        {years(slip)}
        {sectors(slip)}
    }
    .into_any()
}

/// The pages about money, at the head of each.
fn nav(here: Route) -> AnyView {
    let pages = [Route::Tax, Route::Payslip, Route::Business, Route::Income].map(|route| {
        view! {
            <li>
                <a href=route.href() aria-current=(route == here).then_some("page")>
                    {t(route.name())}
                </a>
            </li>
        }
        .into_any()
    });
    view! {
        <nav class="sub-nav no-print" aria-label=t(key!("tax-page.pages"))>
            <ul>{pages}</ul>
        </nav>
    }
    .into_any()
}

fn question(name: &'static str) -> AnyView {
    view! { <QuestionField at=Slot { section: "pay", row: None, field: name }/> }.into_any()
}

#[component]
fn Form() -> AnyView {
    let state = use_state();
    // Only in a technology park; kept in place for whoever is about to answer.
    let no_park = move || state.assessment.with(|all| !in_a_park(&all.profile));
    // Citizens are in both.
    let is_citizen = move || state.assessment.with(|all| all.profile.you.azerbaijani == Some(true));
    let more = view! {
        <div>
            {["bonus", "bonus_month"].map(question)}
            <div hidden=is_citizen>{["unemployment", "medical"].map(question)}</div>
            {question("employer_abroad")}
        </div>
    };
    let reliefs = view! { <SectionFields section="reliefs"/> }.into_any();
    let employers = view! { <Rows section="employers"/> }.into_any();
    view! {
        <Part id="pay" title=key!("section.pay")>
            {["gross", "sector"].map(question)}
            <div hidden=no_park>{["specialist", "park_base"].map(question)}</div>
            {["year", "main_workplace"].map(question)}
            {folded(None, key!("tax-page.more"), more.into_any())}
            {folded(Some("reliefs"), key!("section.reliefs"), reliefs)}
            {folded(Some("employers"), key!("section.employers"), employers)}
            {civil().map(|text| folded(Some("civil"), key!("tax-page.civil"), text))}
        </Part>
    }
    .into_any()
}

/// What holds for a civil-law contract, which the payslip does not work out.
fn civil() -> Option<AnyView> {
    let (tax, social) = (rules::INCOME_TAX_CIVIL_CONTRACT.latest()?, rules::SOCIAL_CIVIL_CONTRACT.latest()?);
    let [low, high] = tax.value else { return None };
    let text = Message::new(key!("tax-page.civil-rates")).with("low", low.rate).with("limit", high.over).with("high", high.rate);
    let text = text.with("social", social.value);
    let step = Step::unknown(key!("tax-page.civil")).how(text.clone()).cite(tax.cite).cite(social.cite);
    Some(view! { <p>{say(&text)} " " {why_button(&step)}</p> }.into_any())
}

/// Questions that only some people have to answer.
fn folded(id: Option<&'static str>, name: Key, contents: AnyView) -> AnyView {
    view! {
        <details class="folded" id=id>
            <summary>{t(name)}</summary>
            {contents}
        </details>
    }
    .into_any()
}

fn result(all: &Assessment, pay: &Pay) -> AnyView {
    let slip = &pay.payslip;
    let year = pay::year(&all.profile, all.on);
    let together = year.filter(|year| year.jobs.len() > 1).map(|year| {
        let text = Message::new(key!("tax-page.together")).with("net", known(year.month)).with("count", count(year.jobs.len()));
        view! { <p class="notice-text">{say(&text)}</p> }
    });
    let abroad = abroad(all);
    let name = if abroad.is_some() { key!("tax-page.net-if-here") } else { key!("tax-page.net") };
    let name = Message::new(name).with("year", Arg::Year(slip.terms.month.year())).with("sector", slip.terms.sector.label());
    let missing = slip.net.err().or(slip.cost.err());
    let missing = missing.map(|missing| view! { <p class="notice-text">{say(&not_known(missing))}</p> });
    view! {
        {abroad}
        {headline(say(&name), net_text(slip.net), &slip.why)}
        {together}
        {missing}
        {doubts(&pay.assumed)}
        {payslip_table(slip)}
    }
    .into_any()
}

fn doubts(keys: &[Key]) -> Vec<AnyView> {
    keys.iter().map(|key| view! { <p class="doubt">{t(*key)}</p> }.into_any()).collect()
}

/// What holds where the employer is abroad; none where it is here.
fn abroad(all: &Assessment) -> Option<AnyView> {
    let Abroad { exempt, tax, cites } = pay::abroad(&all.profile, &all.residency, all.on)?;
    let text = with_figures(match exempt {
        Tri::Yes => key!("tax-page.abroad.exempt"),
        Tri::No => key!("tax-page.abroad.taxed"),
        Tri::Unknown => key!("tax-page.abroad.open"),
    });
    let value = tax.map_or_else(|_| Arg::from(key!("explain.not-known")), crate::assess::income::range);
    let mut step = Step::new(key!("tax-page.abroad.name"), value.clone()).how(text.clone());
    step.cites = cites;
    let range = Message::new(key!("tax-page.abroad.tax")).with("tax", value);
    let range = (exempt != Tri::Yes).then(|| view! { <p>{say(&range)}</p> });
    let view = view! {
        <div class="notice-text">
            <p>{say(&text)} " " {why_button(&step)}</p>
            {range}
            <p>{t(key!("tax-page.abroad.slip"))}</p>
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
    view! { <span>{text} " " {why_button(why)}</span> }.into_any()
}

fn payslip_table(slip: &Payslip) -> AnyView {
    let line = |line: &Line| row("", with_why(t(line.name).to_owned(), &line.why), [amount(line.amount).into_any()]);
    let sum = |name: Key, value: String| text_row("sum", t(name).to_owned(), [value]);
    let group = view! {
        <tr class="group">
            <th scope="colgroup" colspan="2">
                {t(key!("tax-page.employer"))}
            </th>
        </tr>
    };
    let mut rows = vec![sum(key!("profile.pay.gross"), figure(slip.terms.gross))];
    rows.extend(slip.employee.iter().map(line));
    rows.push(sum(key!("pay.net"), amount(slip.net)));
    rows.push(group.into_any());
    rows.extend(slip.employer.iter().map(line));
    rows.push(sum(key!("tax-page.cost"), amount(slip.cost)));
    let name = t(key!("tax-page.payslip")).to_owned();
    let head = vec![t(key!("tax-page.line")), t(key!("tax-page.amount"))];
    view! { <DataTable class="numbers payslip" name=name.clone() caption=name head rows/> }.into_any()
}

/// From net to gross: what a person wants, and what pay leaves it, also as others read the rules.
#[component]
fn Wanted() -> AnyView {
    let state = use_state();
    let answer = dynamic(move || state.assessment.with(|all| wanted(all).into_any()));
    view! {
        <Part id="wanted" title=key!("tax-page.wanted.title")>
            {question("wanted")}
            <div aria-live="polite">{answer}</div>
            <p class="hint">{t(key!("tax-page.wanted.why"))}</p>
        </Part>
    }
    .into_any()
}

fn wanted(all: &Assessment) -> Option<AnyView> {
    let wanted = all.profile.pay.wanted?;
    let terms = Terms::asked(&all.profile, all.on);
    let found = match pay::gross_for(&Schedule::of(terms), wanted) {
        Ok(found) => found,
        Err(missing) => return Some(view! { <p>{say(&not_known(missing))}</p> }.into_any()),
    };
    let text = match found.as_slice() {
        [] => key!("tax-page.wanted.none"),
        [_] => key!("tax-page.wanted.one"),
        _ => key!("tax-page.wanted.several"),
    };
    let text = Message::new(text).with("net", wanted);
    let citizen = all.profile.you.azerbaijani.is_none().then_some((key!("reading.citizen"), Employee::Citizen));
    let others = citizen.into_iter().chain(terms.employee.otherwise()).filter_map(|(reading, employee)| {
        let other = pay::gross_for(&Schedule::of(Terms { employee, ..terms }), wanted).ok()?;
        let text = Message::new(key!("tax-page.wanted.other")).with("reading", reading);
        let view = || {
            view! {
                <div>
                    <p class="hint">{say(&text)}</p>
                    {amounts(&other)}
                </div>
            }
            .into_any()
        };
        (other != found).then(view)
    });
    let others: Vec<AnyView> = others.collect();
    let view = view! {
        <p class="verdict-line">{say(&text)}</p>
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
            Message::new(key!("tax-page.cliffs.one")).with("at", cliff.at).with("loss", cliff.loss).with("recovered", cliff.recovered);
        view! { <li>{say(&text)}</li> }.into_any()
    };
    let list = (!found.is_empty()).then(|| view! { <ul>{found.iter().map(one).collect::<Vec<_>>()}</ul> });
    let own = found.iter().find_map(|cliff| {
        let less = cliff.missing(&schedule, slip.terms.gross).ok()??;
        let text = Message::new(key!("tax-page.cliffs.own")).with("at", cliff.at).with("less", less);
        Some(view! { <p class="notice-text">{say(&text)}</p> })
    });
    let lead = if found.is_empty() { key!("tax-page.cliffs.none") } else { key!("tax-page.cliffs.lead") };
    let chart = rates_chart(&curve, slip.terms.gross);
    view! {
        <Part id="cliffs" title=key!("tax-page.cliffs.title")>
            <p>{t(lead)}</p>
            {list}
            {own}
        </Part>
        <Part id="rates" title=key!("rates.title")>
            {chart}
        </Part>
    }
    .into_any()
}

fn year_part(year: &YearOfPay) -> AnyView {
    let title = Message::new(key!("tax-page.year.title")).with("year", Arg::Year(year.year));
    let several = year.jobs.len() > 1;
    let names = if several { year.jobs.iter().enumerate().map(|(place, job)| job_name(place, job)).collect() } else { Vec::new() };
    let rows = lines(|line| {
        let cell = |totals: &Totals| amount(line(*totals));
        let mut cells = Vec::new();
        if several {
            cells.extend(year.jobs.iter().map(|job| cell(&job.totals)));
        }
        cells.push(cell(&year.totals));
        cells
    });
    let bonus = year.jobs.first().and_then(|job| job.bonus.as_ref()).map(|slip| {
        let text = match year.bonus_month {
            Some(month) => Message::new(key!("tax-page.year.bonus-in")).with("month", words().month(month).to_owned()),
            None => Message::new(key!("tax-page.year.bonus")),
        };
        let text = text.with("gross", slip.terms.gross).with("net", known(slip.net));
        view! { <p>{say(&text)} " " {why_button(&slip.why)}</p> }
    });
    let lost = year.exemption_lost.then(|| {
        let figures = (rules::INCOME_TAX_EXEMPTION_YEAR.latest(), rules::INCOME_TAX_EXEMPTION_YEAR_LIMIT.latest());
        let mut text = Message::new(key!("tax-page.year.exemption"));
        if let (Some(exempt), Some(limit)) = figures {
            text = text.with("exempt", exempt.value).with("limit", limit.value);
        }
        view! { <p class="doubt">{say(&text)}</p> }
    });
    let apart = several.then(|| view! { <p class="hint">{t(key!("tax-page.year.several"))}</p> });
    let heading = "year-title";
    let head = vec![t(key!("tax-page.line")), t(key!("tax-page.year.all"))];
    view! {
        <section id="year" tabindex="-1" aria-labelledby=heading>
            <h2 id=heading>{say(&title)}</h2>
            <DataTable class="numbers" name=table_of(title.clone()) head own=names rows/>
            {bonus}
            {lost}
            {apart}
        </section>
    }
    .into_any()
}

fn job_name(place: usize, job: &JobYear) -> String {
    match &job.name {
        Some(name) => name.clone(),
        None if place == 0 => t(key!("tax-page.year.main")).to_owned(),
        None => say(&Message::new(key!("rows.employer")).with("number", count(place))),
    }
}

/// A part of a year's totals.
type Total = fn(Totals) -> Result<Money, NotKnown>;

/// A line for each part of a year's totals.
fn lines(cells: impl Fn(Total) -> Vec<String>) -> Vec<AnyView> {
    let all: [(Key, Total); 7] = [
        (key!("tax-page.gross"), |totals| Ok(totals.gross)),
        (key!("pay.income-tax"), |totals| totals.taken[0]),
        (key!("pay.social"), |totals| totals.taken[1]),
        (key!("pay.unemployment"), |totals| totals.taken[2]),
        (key!("pay.medical"), |totals| totals.taken[3]),
        (key!("pay.net"), |totals| totals.net),
        (key!("tax-page.cost"), |totals| totals.cost),
    ];
    let class = |name: Key| if name == key!("pay.net") { "sum" } else { "" };
    all.map(|(name, line)| text_row(class(name), t(name).to_owned(), cells(line))).into()
}

/// The same pay in other years.
fn years(slip: &Payslip) -> AnyView {
    let table = side_by_side(key!("tax-page.years"), key!("tax-page.year-column"), &pay::in_years(slip.terms), |slip| {
        slip.terms.month.year().to_string()
    });
    view! {
        <Part id="years" title=key!("tax-page.years")>
            {table}
            <p class="hint">{t(key!("tax-page.years-hint"))}</p>
        </Part>
    }
    .into_any()
}

/// The same pay in every sector.
fn sectors(slip: &Payslip) -> AnyView {
    let table = side_by_side(key!("tax-page.sectors"), key!("tax-page.sector-column"), &pay::in_sectors(slip.terms), |slip| {
        t(slip.terms.sector.label()).to_owned()
    });
    let hint = slip.terms.specialist.then(|| view! { <p class="hint">{t(key!("tax-page.sectors-hint"))}</p> });
    view! {
        <Part id="sectors" title=key!("tax-page.sectors")>
            {table}
            {hint}
        </Part>
    }
    .into_any()
}

fn side_by_side(title: Key, column: Key, all: &[Compared], name: fn(&Payslip) -> String) -> AnyView {
    let head = [column, key!("pay.net"), key!("tax-page.difference"), key!("pay.income-tax"), key!("tax-page.cost")].map(t).into();
    let one = |Compared { slip, own, more }: &Compared| {
        let mark = own.then(|| view! { " " {status(Tri::Yes, [key!("tax-page.yours"); 3])} });
        let label = view! { <span>{name(slip)} {mark}</span> };
        let more = more.map_or_else(|_| t(key!("explain.not-known")).to_owned(), signed);
        let net = with_why(amount(slip.net), &slip.why);
        let [more, tax, cost] = [more, amount(slip.employee[0].amount), amount(slip.cost)].map(IntoAny::into_any);
        row(if *own { "own" } else { "" }, label, [net, more, tax, cost])
    };
    let rows = all.iter().map(one).collect();
    view! { <DataTable class="numbers" name=table_of(title.into()) head rows/> }.into_any()
}

/// The name of a table that stands under a heading of the same name.
fn table_of(title: Message) -> String {
    say(&Message::new(key!("tax-page.table-of")).with("title", title))
}

/// A difference with its sign.
fn signed(amount: Money) -> String {
    if amount > Money::ZERO { format!("+{}", figure(amount)) } else { figure(amount) }
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
        let conflict = conflict(*name).map(|text| view! { <p class="hint">{t(text)}</p> });
        view! {
            <li>
                <p>
                    <strong>{t(*name)}</strong>
                    " "
                    {amount(slip.net)}
                    " "
                    {why_button(&slip.why)}
                </p>
                {conflict}
            </li>
        }
        .into_any()
    };
    let list: Vec<AnyView> = pay.others.iter().map(one).collect();
    view! {
        <Part id="others" title=key!("tax-page.others")>
            <ul class="plain">{list}</ul>
        </Part>
    }
    .into_any()
}
