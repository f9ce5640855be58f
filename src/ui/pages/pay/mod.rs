//! Pay: the month, the year, the way back from net to gross, cliffs, other years and sectors.

mod business;
mod income;
mod payslip;

pub use business::business;
pub use income::income;
pub use payslip::payslip;

use crate::ui::reactive::*;

use super::{columns, part};
use crate::assess::pay::{self, Abroad, Cliff, Compared, JobYear, Totals, YearOfPay};
use crate::assess::payroll::{Employee, Line, Pay, Payslip, Schedule, Terms, assumed, in_a_park, not_known};
use crate::assess::{Assessment, with_figures};
use crate::explain::Step;
use crate::key;
use crate::message::{Arg, Key, Message};
use crate::profile::Slot;
use crate::quantity::{Money, Tri};
use crate::rulebook::{NotKnown, rules};
use crate::ui::components::{Table, amount, field, headline, net_text, rates_chart, rows, section_fields, status, why_button};
use crate::ui::dom::{El, Parts, el, link, p};
use crate::ui::route::Route;
use crate::ui::{State, count, figure, say, t, words};

/// From gross to net, and what else a month's pay leads to.
#[inline(never)]
pub fn tax(state: State) -> Vec<El> {
    let result = el("div").dynamic(move || {
        state.assessment.with(|all| all.pay.as_ref().map_or_else(|| vec![p("lead", key!("tax-page.empty"))], |pay| result(state, pay)))
    });
    let with = move |draw: fn(State, &Pay) -> Vec<El>| {
        el("div").dynamic(move || state.assessment.with(|all| all.pay.as_ref().map_or_else(Vec::new, |pay| draw(state, pay))))
    };
    let more = columns([wanted(state), with(compared)], [with(|_, pay| cliffs(&pay.payslip)), with(others)]);
    vec![nav(Route::Tax), columns([result], [form(state)]), more]
}

/// The whole year, other years, other sectors.
fn compared(state: State, pay: &Pay) -> Vec<El> {
    let slip = &pay.payslip;
    let year = state.assessment.with_untracked(|all| pay::year(&all.profile, all.on)).map(|year| year_part(state, &year));
    Parts::default().maybe(year).one(years(state, slip)).one(sectors(state, slip)).done()
}

/// The pages about money, at the head of each.
fn nav(here: Route) -> El {
    let one = |route: Route| {
        let name = link(&route.href(), t(route.name()));
        el("li").child(if route == here { name.attr("aria-current", "page") } else { name })
    };
    let pages = [Route::Tax, Route::Payslip, Route::Business, Route::Income];
    el("nav.sub-nav no-print").attr("aria-label", t(key!("tax-page.pages"))).child(el("ul").children(pages.map(one)))
}

fn question(state: State, name: &'static str) -> Option<El> {
    field(state, Slot { section: "pay", row: None, field: name })
}

fn form(state: State) -> El {
    let all = |names: &[&'static str]| el("div").children(names.iter().filter_map(|name| question(state, name)));
    // Only in a technology park; kept in place for whoever is about to answer.
    let park = all(&["specialist", "park_base"])
        .attr_live("hidden", move || state.assessment.with(|all| (!in_a_park(&all.profile)).then(String::new)));
    // Citizens are in both.
    let foreigners = all(&["unemployment", "medical"])
        .attr_live("hidden", move || state.assessment.with(|all| (all.profile.you.azerbaijani == Some(true)).then(String::new)));
    let more = all(&["bonus", "bonus_month"]).child(foreigners).children(question(state, "employer_abroad"));
    part("pay", key!("section.pay"))
        .children(["gross", "sector"].into_iter().filter_map(|name| question(state, name)))
        .child(park)
        .children(["year", "main_workplace"].into_iter().filter_map(|name| question(state, name)))
        .child(folded(key!("tax-page.more"), more))
        .child(folded(key!("section.reliefs"), section_fields(state, "reliefs")).id("reliefs"))
        .child(folded(key!("section.employers"), rows(state, "employers", "")).id("employers"))
        .maybe(civil(state).map(|text| folded(key!("tax-page.civil"), text).id("civil")))
}

/// What holds for a civil-law contract, which the payslip does not work out.
fn civil(state: State) -> Option<El> {
    let (tax, social) = (rules::INCOME_TAX_CIVIL_CONTRACT.latest()?, rules::SOCIAL_CIVIL_CONTRACT.latest()?);
    let [low, high] = tax.value else { return None };
    let text = Message::new(key!("tax-page.civil-rates")).with("low", low.rate).with("limit", high.over).with("high", high.rate);
    let text = text.with("social", social.value);
    let step = Step::unknown(key!("tax-page.civil")).how(text.clone()).cite(tax.cite).cite(social.cite);
    Some(el("p").say(&text).text(" ").child(why_button(state, &step)))
}

/// Questions that only some people have to answer.
fn folded(name: Key, contents: El) -> El {
    el("details.folded").child(el("summary").t(name)).child(contents)
}

fn result(state: State, pay: &Pay) -> Vec<El> {
    let slip = &pay.payslip;
    let all = state.assessment.get_untracked();
    let year = pay::year(&all.profile, all.on);
    let together = year.filter(|year| year.jobs.len() > 1).map(|year| {
        let text = Message::new(key!("tax-page.together")).with("net", known(year.month)).with("count", count(year.jobs.len()));
        el("p.notice-text").say(&text)
    });
    let abroad = abroad(state, &all);
    let name = if abroad.is_some() { key!("tax-page.net-if-here") } else { key!("tax-page.net") };
    let name = Message::new(name).with("year", Arg::Year(slip.terms.month.year())).with("sector", slip.terms.sector.label());
    let missing = slip.net.err().or(slip.cost.err()).map(|missing| el("p.notice-text").say(&not_known(missing)));
    let assumed = pay.assumed.iter().map(|key| p("doubt", *key));
    Parts::default()
        .maybe(abroad)
        .one(headline(state, &say(&name), &net_text(slip.net), &slip.why))
        .maybe(together)
        .maybe(missing)
        .all(assumed.collect())
        .one(payslip_table(state, slip))
        .done()
}

/// What holds where the employer is abroad; none where it is here.
fn abroad(state: State, all: &Assessment) -> Option<El> {
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
    let range = (exempt != Tri::Yes).then(|| el("p").say(&range));
    let slip = p("", key!("tax-page.abroad.slip"));
    Some(el("div.notice-text").child(el("p").say(&text).text(" ").child(why_button(state, &step))).maybe(range).child(slip))
}

/// An amount for a gap in a text, or that it is not known.
fn known(amount: Result<Money, NotKnown>) -> Arg {
    amount.map_or_else(|_| key!("explain.not-known").into(), Arg::from)
}

fn payslip_table(state: State, slip: &Payslip) -> El {
    let line = |table: Table, line: &Line| {
        let name = el("span").t(line.name).text(" ").child(why_button(state, &line.why));
        table.row("", name, [el("span").text(&amount(line.amount))])
    };
    let sum = |table: Table, name: Key, value: String| table.texts("sum", t(name), &[value]);
    let group = el("tr.group").child(el("th").attr("scope", "colgroup").attr("colspan", "2").t(key!("tax-page.employer")));
    let table = Table::new().caption(t(key!("tax-page.payslip"))).head(&[t(key!("tax-page.line")), t(key!("tax-page.amount"))]);
    let table = sum(table, key!("profile.pay.gross"), figure(slip.terms.gross));
    let table = slip.employee.iter().fold(table, line);
    let table = sum(table, key!("pay.net"), amount(slip.net)).any_row(group);
    let table = slip.employer.iter().fold(table, line);
    sum(table, key!("tax-page.cost"), amount(slip.cost)).done("numbers payslip", t(key!("tax-page.payslip")))
}

/// From net to gross: what a person wants, and what pay leaves it, also as others read the rules.
fn wanted(state: State) -> El {
    let answer = el("div").attr("aria-live", "polite").dynamic(move || {
        state.assessment.with(|all| {
            let Some(wanted) = all.profile.pay.wanted else { return Vec::new() };
            let terms = Terms::asked(&all.profile, all.on);
            let found = match pay::gross_for(&Schedule::of(terms), wanted) {
                Ok(found) => found,
                Err(missing) => return vec![el("p").say(&not_known(missing))],
            };
            let text = match found.as_slice() {
                [] => key!("tax-page.wanted.none"),
                [_] => key!("tax-page.wanted.one"),
                _ => key!("tax-page.wanted.several"),
            };
            let said = el("p.verdict-line").say(&Message::new(text).with("net", wanted));
            let citizen = all.profile.you.azerbaijani.is_none().then_some((key!("reading.citizen"), Employee::Citizen));
            let others = citizen.into_iter().chain(terms.employee.otherwise()).filter_map(|(reading, employee)| {
                let other = pay::gross_for(&Schedule::of(Terms { employee, ..terms }), wanted).ok()?;
                let text = Message::new(key!("tax-page.wanted.other")).with("reading", reading);
                (other != found).then(|| el("div").child(el("p.hint").say(&text)).child(amounts(&other)))
            });
            let taken = assumed(&all.profile).into_iter().map(|key| p("doubt", key));
            Parts::of(said).one(amounts(&found)).all(others.collect()).all(taken.collect()).done()
        })
    });
    part("wanted", key!("tax-page.wanted.title"))
        .maybe(question(state, "wanted"))
        .child(answer)
        .child(p("hint", key!("tax-page.wanted.why")))
}

fn amounts(all: &[Money]) -> El {
    el("ul.amounts").children(all.iter().map(|gross| el("li").text(&figure(*gross))))
}

/// Every pay above which a little more leaves less, and how much is taken over a range of pay.
fn cliffs(slip: &Payslip) -> Vec<El> {
    let schedule = Schedule::of(slip.terms);
    let (Ok(found), Ok(curve)) = (pay::cliffs(&schedule), pay::curve(&schedule, slip.terms.gross)) else { return Vec::new() };
    let one = |cliff: &Cliff| {
        let text =
            Message::new(key!("tax-page.cliffs.one")).with("at", cliff.at).with("loss", cliff.loss).with("recovered", cliff.recovered);
        el("li").say(&text)
    };
    let list = (!found.is_empty()).then(|| el("ul").children(found.iter().map(one)));
    let own = found.iter().find_map(|cliff| {
        let less = cliff.missing(&schedule, slip.terms.gross).ok()??;
        Some(el("p.notice-text").say(&Message::new(key!("tax-page.cliffs.own")).with("at", cliff.at).with("less", less)))
    });
    let lead = if found.is_empty() { key!("tax-page.cliffs.none") } else { key!("tax-page.cliffs.lead") };
    let cliffs = part("cliffs", key!("tax-page.cliffs.title")).child(p("", lead)).maybe(list).maybe(own);
    vec![cliffs, part("rates", key!("rates.title")).child(rates_chart(&curve, slip.terms.gross))]
}

fn year_part(state: State, year: &YearOfPay) -> El {
    let title = Message::new(key!("tax-page.year.title")).with("year", Arg::Year(year.year));
    let several = year.jobs.len() > 1;
    let mut head = vec![t(key!("tax-page.line")).to_owned()];
    if several {
        head.extend(year.jobs.iter().enumerate().map(|(place, job)| job_name(place, job)));
    }
    head.push(t(key!("tax-page.year.all")).to_owned());
    let names: Vec<&str> = head.iter().map(String::as_str).collect();
    let table = lines(Table::new().head(&names), |line| {
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
        el("p").say(&text).text(" ").child(why_button(state, &slip.why))
    });
    let lost = year.exemption_lost.then(|| {
        let figures = (rules::INCOME_TAX_EXEMPTION_YEAR.latest(), rules::INCOME_TAX_EXEMPTION_YEAR_LIMIT.latest());
        let mut text = Message::new(key!("tax-page.year.exemption"));
        if let (Some(exempt), Some(limit)) = figures {
            text = text.with("exempt", exempt.value).with("limit", limit.value);
        }
        el("p.doubt").say(&text)
    });
    let apart = several.then(|| p("hint", key!("tax-page.year.several")));
    let heading = "year-title";
    el("section")
        .id("year")
        .attr("tabindex", "-1")
        .attr("aria-labelledby", heading)
        .child(el("h2").id(heading).say(&title))
        .child(table.done("numbers", &table_of(title.clone())))
        .maybe(bonus)
        .maybe(lost)
        .maybe(apart)
}

fn job_name(place: usize, job: &JobYear) -> String {
    match &job.name {
        Some(name) => name.clone(),
        None if place == 0 => t(key!("tax-page.year.main")).to_owned(),
        None => say(&Message::new(key!("rows.employer")).with("number", count(place))),
    }
}

/// A part of a year's totals.
type Part = fn(Totals) -> Result<Money, NotKnown>;

/// A line for each part of a year's totals.
fn lines(table: Table, cells: impl Fn(Part) -> Vec<String>) -> Table {
    let all: [(Key, Part); 7] = [
        (key!("tax-page.gross"), |totals| Ok(totals.gross)),
        (key!("pay.income-tax"), |totals| totals.taken[0]),
        (key!("pay.social"), |totals| totals.taken[1]),
        (key!("pay.unemployment"), |totals| totals.taken[2]),
        (key!("pay.medical"), |totals| totals.taken[3]),
        (key!("pay.net"), |totals| totals.net),
        (key!("tax-page.cost"), |totals| totals.cost),
    ];
    let class = |name: Key| if name == key!("pay.net") { "sum" } else { "" };
    all.into_iter().fold(table, |table, (name, line)| table.texts(class(name), t(name), &cells(line)))
}

/// The same pay in other years.
fn years(state: State, slip: &Payslip) -> El {
    let name = |slip: &Payslip| slip.terms.month.year().to_string();
    let titles = [key!("tax-page.years"), key!("tax-page.year-column")];
    side_by_side(state, "years", titles, &pay::in_years(slip.terms), &name).child(p("hint", key!("tax-page.years-hint")))
}

/// The same pay in every sector.
fn sectors(state: State, slip: &Payslip) -> El {
    let name = |slip: &Payslip| t(slip.terms.sector.label()).to_owned();
    let titles = [key!("tax-page.sectors"), key!("tax-page.sector-column")];
    let hint = slip.terms.specialist.then(|| p("hint", key!("tax-page.sectors-hint")));
    side_by_side(state, "sectors", titles, &pay::in_sectors(slip.terms), &name).maybe(hint)
}

fn side_by_side(state: State, id: &str, [title, column]: [Key; 2], all: &[Compared], name: &dyn Fn(&Payslip) -> String) -> El {
    let head = [column, key!("pay.net"), key!("tax-page.difference"), key!("pay.income-tax"), key!("tax-page.cost")].map(t);
    let mut table = Table::new().head(&head);
    for Compared { slip, own, more } in all {
        let label = el("span").text(&name(slip));
        let label = if *own { label.text(" ").child(status(Tri::Yes, [key!("tax-page.yours"); 3])) } else { label };
        let more = more.map_or_else(|_| t(key!("explain.not-known")).to_owned(), signed);
        let net = el("span").text(&amount(slip.net)).text(" ").child(why_button(state, &slip.why));
        let texts = [more, amount(slip.employee[0].amount), amount(slip.cost)].map(|text| el("span").text(&text));
        table = table.row(if *own { "own" } else { "" }, label, Parts::of(net).all(texts.into()).done());
    }
    part(id, title).child(table.done("numbers", &table_of(title.into())))
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
fn others(state: State, pay: &Pay) -> Vec<El> {
    if pay.others.is_empty() {
        return Vec::new();
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
        let line = el("p").child(el("strong").t(*name)).text(" ").text(&amount(slip.net)).text(" ").child(why_button(state, &slip.why));
        el("li").child(line).maybe(conflict(*name).map(|text| p("hint", text)))
    };
    let list = el("ul.plain").children(pay.others.iter().map(one));
    vec![part("others", key!("tax-page.others")).child(list)]
}
