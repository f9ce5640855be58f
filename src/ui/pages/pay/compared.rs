//! The same pay beside others: over the year, in other years, in other sectors.

use leptos::prelude::*;

use super::known;
use crate::ui::components::DataTable;
use crate::ui::components::status::fact;
use crate::ui::components::table::{Row, manat, row, text_row};
use crate::ui::components::text::{doubt, hint};
use crate::ui::components::why::{why_button, why_of};
use crate::ui::pages::Part;
use crate::ui::{count, say, t, words};
use hsmp::assess::tax::pay::{self, Compared, JobYear, Totals, YearOfPay};
use hsmp::assess::tax::payroll::Payslip;
use hsmp::key;
use hsmp::message::{Arg, Key, Message};
use hsmp::quantity::{MANAT, Money, Tri};
use hsmp::rulebook::{NotKnown, rules};

/// The whole year, each employer by itself.
pub(super) fn year_part(year: &YearOfPay) -> AnyView {
    let title = Message::new(key!("pay-page.year.title")).with("year", Arg::Year(year.year));
    let several = year.jobs.len() > 1;
    let names = if several { year.jobs.iter().enumerate().map(|(place, job)| job_name(place, job)).collect() } else { Vec::new() };
    let rows = lines(|line| {
        let cell = |totals: &Totals| manat(line(*totals));
        let mut cells = Vec::new();
        if several {
            cells.extend(year.jobs.iter().map(|job| cell(&job.totals)));
        }
        cells.push(cell(&year.totals));
        cells
    });
    let bonus = year.jobs.first().and_then(|job| job.bonus.as_ref()).map(|slip| {
        let text = match year.bonus_month {
            Some(month) => Message::new(key!("pay-page.year.bonus-in")).with("month", words().month(month).to_owned()),
            None => Message::new(key!("pay-page.year.bonus")),
        };
        let text = text.with("gross", slip.terms.gross).with("net", known(slip.net));
        view! { <p>{say(&text)} "\u{a0}" {why_button(&slip.why)}</p> }.into_any()
    });
    let lost = year.exemption_lost.then(|| {
        let figures = (rules::INCOME_TAX_EXEMPTION_YEAR.latest(), rules::INCOME_TAX_EXEMPTION_YEAR_LIMIT.latest());
        let mut text = Message::new(key!("pay-page.year.exemption"));
        if let (Some(exempt), Some(limit)) = figures {
            text = text.with("exempt", exempt.value).with("limit", limit.value);
        }
        doubt(say(&text))
    });
    let apart = several.then(|| hint(t(key!("pay-page.year.several"))));
    let heading = "year-title";
    let head = vec![key!("pay-page.line"), key!("pay-page.year.all")];
    view! {
        <section id="year" tabindex="-1" aria-labelledby=heading>
            <h2 id=heading>{say(&title)}</h2>
            <DataTable class="numbers" name=table_of(title.clone()) unit=MANAT head own=names rows/>
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
        None if place == 0 => t(key!("pay-page.year.main")).to_owned(),
        None => say(&Message::new(key!("rows.employer")).with("number", count(place))),
    }
}

/// A part of a year's totals.
type Total = fn(Totals) -> Result<Money, NotKnown>;

/// A line for each part of a year's totals.
fn lines(cells: impl Fn(Total) -> Vec<String>) -> Vec<Row> {
    let all: [(Key, Total); 7] = [
        (key!("pay-page.gross"), |totals| Ok(totals.gross)),
        (key!("pay.income-tax"), |totals| totals.taken[0]),
        (key!("pay.social"), |totals| totals.taken[1]),
        (key!("pay.unemployment"), |totals| totals.taken[2]),
        (key!("pay.medical"), |totals| totals.taken[3]),
        (key!("pay.net"), |totals| totals.net),
        (key!("pay-page.cost"), |totals| totals.cost),
    ];
    let class = |name: Key| if name == key!("pay.net") { "sum" } else { "" };
    all.map(|(name, line)| text_row(class(name), t(name).to_owned(), cells(line))).into()
}

/// The same pay in other years.
pub(super) fn years(slip: &Payslip) -> AnyView {
    let table = side_by_side(key!("pay-page.years"), key!("pay-page.year-column"), &pay::in_years(slip.terms), |slip| {
        slip.terms.month.year().to_string()
    });
    view! {
        <Part id="years" title=key!("pay-page.years")>
            {table}
            {hint(t(key!("pay-page.years-hint")))}
        </Part>
    }
    .into_any()
}

/// The same pay in every sector.
pub(super) fn sectors(slip: &Payslip) -> AnyView {
    let table = side_by_side(key!("pay-page.sectors"), key!("pay-page.sector-column"), &pay::in_sectors(slip.terms), |slip| {
        t(slip.terms.sector.label()).to_owned()
    });
    let hint = slip.terms.specialist.then(|| hint(t(key!("pay-page.sectors-hint"))));
    view! {
        <Part id="sectors" title=key!("pay-page.sectors")>
            {table}
            {hint}
        </Part>
    }
    .into_any()
}

fn side_by_side(title: Key, column: Key, all: &[Compared], name: fn(&Payslip) -> String) -> AnyView {
    let head = vec![column, key!("pay.net"), key!("pay-page.difference"), key!("pay.income-tax"), key!("pay-page.cost")];
    let one = |Compared { slip, own, more }: &Compared| {
        let mark = own.then(|| view! { " " {fact(Tri::Yes, [key!("pay-page.yours"); 3])} }.into_any());
        let label = view! { <span>{name(slip)} {mark}</span> };
        let more = more.map_or_else(|_| t(key!("explain.not-known")).to_owned(), signed);
        // How long its rates hold is said with the payslip.
        let why = slip.why.clone();
        let why = why_of(slip.why.name.clone(), move || Some(why.clone()));
        let net = view! { <span>{manat(slip.net)} "\u{a0}" {why}</span> }.into_any();
        let cells = vec![net, more.into_any(), manat(slip.employee[0].amount).into_any(), manat(slip.cost).into_any()];
        row(if *own { "own" } else { "" }, label.into_any(), cells)
    };
    let rows = all.iter().map(one).collect();
    view! { <DataTable class="numbers" name=table_of(title.into()) unit=MANAT head rows/> }.into_any()
}

/// The name of a table that stands under a heading of the same name.
fn table_of(title: Message) -> String {
    say(&Message::new(key!("pay-page.table-of")).with("title", title))
}

/// A difference with its sign.
fn signed(amount: Money) -> String {
    format!("{}{}", if amount > Money::ZERO { "+" } else { "" }, words().decimal(amount))
}
