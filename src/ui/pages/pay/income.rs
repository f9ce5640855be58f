//! All income of a year, as a resident and as a non-resident.

use leptos::prelude::*;

use super::with_why;
use crate::ui::components::table::{Row, manat, row, text_row};
use crate::ui::components::text::{doubt, hint, lead, notice, paragraph};
use crate::ui::components::{DataTable, QuestionField, Rows, SectionFields};
use crate::ui::pages::sources::content;
use crate::ui::pages::{Columns, Part};
use crate::ui::route::Route;
use crate::ui::view::{dynamic, each};
use crate::ui::{State, say, t, words};
use hsmp::assess::tax::income::{self, BreakEven, Foreign, Line, Tax, YearOfIncome, cost_of_residence};
use hsmp::assess::tax::payroll::not_known;
use hsmp::assess::with_figures;
use hsmp::key;
use hsmp::message::{Arg, Message};
use hsmp::profile::{ForeignIncome, Income, Pay};
use hsmp::quantity::{MANAT, Tri};

/// What residence costs on the same income.
pub fn income(state: State) -> AnyView {
    let result = dynamic(move || state.assessment.with(|all| answer(&income::assess(&all.profile, &all.residency, all.on))));
    let form = view! {
        <Part id="foreign" title=key!("section.foreign") class="no-print">
            {hint(t(key!("income-page.work-here")))}
            {hint(t(key!("income-page.rates")))}
            <Rows section=ForeignIncome::SECTION/>
        </Part>
        <Part id="income" title=key!("section.income") class="no-print">
            <p>
                <a href=Route::Pay.href()>{t(key!("income-page.pay-link"))}</a>
            </p>
            <SectionFields section=Income::SECTION/>
            <QuestionField at=Pay::YEAR/>
        </Part>
    };
    view! {
        <Columns first=view! { <div>{result}</div> }.into_any() second=form.into_any()/>
    }
    .into_any()
}

fn answer(year: &YearOfIncome) -> AnyView {
    if year.local.is_empty() && year.foreign.is_empty() {
        return lead(t(key!("income-page.empty")));
    }
    let missing = year.foreign.iter().filter_map(|row| row.line.as_ref().err().map(|missing| (row, *missing))).map(|(row, missing)| {
        let name = row.country.map_or(Arg::from(key!("income-page.somewhere")), |country| country.name().into());
        let text = Message::new(key!("income-page.missing")).with("country", name).with("what", missing.text());
        notice(say(&text))
    });
    let missing: Vec<AnyView> = missing.collect();
    if year.lines().next().is_none() {
        return view! {
            {lead(t(key!("income-page.nothing-yet")))}
            {missing}
        }
        .into_any();
    }
    let partly = year.is_partial().then(|| paragraph(t(key!("income-page.partly"))));
    let (class, verdict) = match year.more {
        Ok(more) => ("verdict-line", cost_of_residence(year.year, more)),
        Err(missing) => ("notice-text", not_known(missing)),
    };
    let status = match year.is_resident {
        Tri::Yes => key!("income-page.status.yes"),
        Tri::No => key!("income-page.status.no"),
        Tri::Unknown => key!("income-page.status.open"),
    };
    let status = Message::new(status).with("year", Arg::Year(year.year));
    let doubts = each(&[key!("income-page.same"), key!("income-page.not-here"), key!("income-page.not-business")], |text| doubt(t(text)));
    view! {
        {partly}
        <p class=class>{say(&verdict)}</p>
        {break_even(year)}
        {missing}
        <p>
            <a href=Route::TaxResidence.href()>{say(&status)}</a>
        </p>
        {table(year)}
        {hint(say(&with_figures(key!("income-page.return"))))}
        {doubts}
        {treaties(year)}
    }
    .into_any()
}

/// When pay has earned back what residence costs.
fn break_even(year: &YearOfIncome) -> Option<AnyView> {
    let BreakEven { days, day, within } = year.break_even?;
    let text = match within {
        Tri::Yes => key!("income-page.break-even"),
        Tri::No => key!("income-page.never"),
        Tri::Unknown => key!("income-page.perhaps-never"),
    };
    let text = Message::new(text).with("limit", year.limit?).with("days", days).with("day", day);
    Some(paragraph(say(&text)))
}

fn tax(tax: &Tax) -> String {
    match tax {
        Ok(tax) if !tax.is_exact() => {
            let [low, high] = [tax.low, tax.high].map(|end| words().decimal(end));
            say(&Message::new(key!("format.range")).with("low", low).with("high", high))
        }
        tax => manat(tax.map(|tax| tax.low)),
    }
}

fn table(year: &YearOfIncome) -> AnyView {
    let caption = say(&Message::new(key!("income-page.table")).with("year", Arg::Year(year.year)));
    let head = vec![key!("income-page.what"), key!("pay-page.amount"), key!("income-page.resident"), key!("income-page.non-resident")];
    let one = |name: &Message, line: &Line| {
        let cells = vec![words().decimal(line.amount).into_any(), tax(&line.resident).into_any(), tax(&line.non_resident).into_any()];
        row("", with_why(say(name), &line.why), cells)
    };
    let mut rows: Vec<Row> = year.local.iter().map(|line| one(&line.name, line)).collect();
    for Foreign { country, line, .. } in &year.foreign {
        let Ok(line) = line else { continue };
        let place = country.map_or(key!("income-page.somewhere"), |country| country.name());
        let name = Message::new(key!("income-page.from")).with("kind", line.name.clone()).with("country", place);
        rows.push(one(&name, line));
    }
    let sums = vec![String::new(), tax(&year.resident), tax(&year.non_resident)];
    rows.push(text_row("sum", t(key!("income-page.sum")).to_owned(), sums));
    view! { <DataTable class="numbers" name=caption is_captioned=true unit=MANAT head rows/> }.into_any()
}

/// Whether a treaty is listed for each country, and the list.
fn treaties(year: &YearOfIncome) -> Option<AnyView> {
    let cite = year.treaties?;
    let known = say(&Message::new(key!("income-page.treaties-known")).with("date", cite.dated().from));
    let one = |row: &Foreign| {
        let text = match row.treaty {
            Tri::Yes => key!("income-page.treaty"),
            Tri::No => key!("income-page.no-treaty"),
            Tri::Unknown => return None,
        };
        let text = Message::new(text).with("country", row.country?.name());
        Some(view! { <li>{say(&text)}</li> }.into_any())
    };
    let own: Vec<AnyView> = year.foreign.iter().filter_map(one).collect();
    let doubts: Vec<AnyView> = cite.dated().doubts().map(|text| doubt(t(text))).collect();
    let view = view! {
        <Part id="treaties" title=key!("income-page.treaties")>
            {paragraph(known)}
            <ul>{own}</ul>
            <details class="behind">
                <summary>{t(cite.name())}</summary>
                <p>{content(&cite.dated().content)}</p>
                {doubts}
            </details>
        </Part>
    };
    Some(view.into_any())
}
