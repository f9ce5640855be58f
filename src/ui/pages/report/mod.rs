//! The report: a document to print or to hand on, in a short and a full form.

mod given;
mod numbered;
mod plan;

use leptos::prelude::*;

use super::print_button;
use super::receipts::save_receipt;
use super::requirements::{NAMES, reason};
use super::sources::rulebook;
use crate::ui::components::charts::points_in_full;
use crate::ui::components::status::status;
use crate::ui::components::summary::verdict;
use crate::ui::components::table::row;
use crate::ui::components::text::{aside, notice, paragraph};
use crate::ui::components::{DataTable, conditions_line, net_text, papers_line, resident_line, unread_stays};
use crate::ui::route::Route;
use crate::ui::view::{handler, live};
use crate::ui::{State, say, t, titled, words};
use hsmp::assess::eligibility::Condition;
use hsmp::assess::tax::{business, income};
use hsmp::assess::{Assessment, with_figures};
use hsmp::explain::Step;
use hsmp::key;
use hsmp::message::{Arg, Key, Message};
use hsmp::profile::Problem;
use hsmp::quantity::Tri;
use numbered::Numbers;

/// What the document is made from.
struct Report {
    all: Assessment,
    /// With every explanation, or only its results.
    is_full: bool,
    numbers: Numbers,
}

/// Everything on paper: results, answers, documents, family, permits and plan; the full form explains each figure.
pub fn report(state: State) -> AnyView {
    // For whom it is stands beside the profile; another text for one print is not kept.
    let header = state.open_profile().header;
    let whose: Vec<&str> = [header.name(), header.reference()].into_iter().filter(|text| !text.is_empty()).collect();
    let whose = words().list(&whose);
    let (is_full, reference) = (RwSignal::new(false), RwSignal::new(whose));
    let document = move || {
        let all = state.assessment.get_untracked();
        Report { all, is_full: is_full.get(), numbers: Numbers::default() }.document(state)
    };
    let on = state.date();
    let dated = Message::new(key!("report.dated")).with("date", on).with("version", env!("CARGO_PKG_VERSION").to_owned());
    let whose = live(move || match reference.get().trim() {
        "" => String::new(),
        name => say(&Message::new(key!("report.for")).with("name", name.to_owned())),
    });
    let trial = state.trial.with_untracked(Option::is_some).then(|| notice(t(key!("what-if.not-saved"))));
    view! {
        <Controls state is_full reference/>
        <p class="report-for">{whose}</p>
        {paragraph(say(&dated))}
        {aside(t(key!("shell.no-advice")))}
        <div>{trial}</div>
        <div>{move || document()}</div>
    }
    .into_any()
}

/// Short or full, for whom, and the printer.
#[component]
fn Controls(state: State, is_full: RwSignal<bool>, reference: RwSignal<String>) -> AnyView {
    let form = |full: bool, name: Key, hint: Key| {
        let choose = handler(move |_| is_full.set(full));
        let id = if full { "report-full" } else { "report-short" };
        view! {
            <div class="choice">
                <input
                    type="radio"
                    id=id
                    name="report-form"
                    prop:checked=Signal::derive(move || is_full.get() == full)
                    on:change=choose
                />
                <label for=id>
                    <span class="choice-name">{t(name)}</span>
                    <span class="hint">{t(hint)}</span>
                </label>
            </div>
        }
        .into_any()
    };
    let write = handler(move |event: web_sys::Event| reference.set(event_target_value(&event)));
    view! {
        <div class="report-controls no-print">
            <fieldset class="choices">
                <legend>{t(key!("report.form"))}</legend>
                {form(false, key!("report.short"), key!("report.short-hint"))}
                {form(true, key!("report.full"), key!("report.full-hint"))}
            </fieldset>
            <div class="field">
                <label for="report-reference">{t(key!("report.reference"))}</label>
                <p class="hint" id="report-reference-hint">
                    {t(key!("report.reference-hint"))}
                </p>
                <input
                    class="input"
                    id="report-reference"
                    type="text"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    translate="no"
                    aria-describedby="report-reference-hint"
                    prop:value=live(move || reference.get())
                    on:input=write
                />
            </div>
            <div class="actions">
                {print_button("button primary")}
                {save_receipt(state)}
                <a href=format!("{}/check", Route::Receipts.href())>{t(key!("receipts.check-title"))}</a>
            </div>
        </div>
    }
    .into_any()
}

impl Report {
    /// Its parts in order, each with a number that the contents repeat.
    fn document(&self, state: State) -> AnyView {
        let parts = [
            (key!("report.result"), Some(self.result())),
            (key!("page.title.requirements"), Some(self.requirements())),
            (key!("page.title.points"), self.explained([&self.all.points.why])),
            (key!("report.taxes"), self.taxes()),
            (key!("page.title.documents"), self.documents()),
            (key!("page.title.family"), self.family()),
            (key!("page.permits"), Some(self.permits())),
            (key!("page.timeline"), Some(self.timeline())),
            (key!("page.title.answers"), state.peek(given::answers)),
        ];
        // The sources come last: the parts before them have numbered theirs.
        let parts: Vec<(Key, AnyView)> = parts.into_iter().filter_map(|(title, part)| Some((title, part?))).collect();
        let sources = (key!("sources-page.sources"), self.numbers.list());
        let parts: Vec<(Key, AnyView)> = parts.into_iter().chain([sources]).collect();
        let contents: Vec<AnyView> = parts.iter().map(|(title, _)| view! { <li>{t(*title)}</li> }.into_any()).collect();
        let part = |(place, (title, part)): (usize, (Key, AnyView))| {
            let heading = format!("{}. {}", place + 1, t(title));
            view! {
                <section class="report-part">
                    <h2>{heading}</h2>
                    {part}
                </section>
            }
            .into_any()
        };
        let parts: Vec<AnyView> = parts.into_iter().enumerate().map(part).collect();
        view! {
            <section class="report-contents">
                <h2>{t(key!("report.contents"))}</h2>
                <ol>{contents}</ol>
            </section>
            {parts}
            {rulebook()}
        }
        .into_any()
    }

    /// The answers to the three questions people come with.
    fn result(&self) -> AnyView {
        let all = &self.all;
        let year = say(&Message::new(key!("summary.resident.name")).with("year", Arg::Year(all.on.year())));
        let net = if all.profile.pay.employer_abroad == Some(true) { key!("summary.net.abroad") } else { key!("pay.net") };
        let lines = [
            Some((titled(t(key!("page.requirements")), &conditions_line(all, key!("summary.conditions"))), None)),
            Some((titled(t(key!("page.documents")), &papers_line(all)), None)),
            all.residency
                .as_ref()
                .ok()
                .map(|residency| (titled(&year, &resident_line(residency, unread_stays(all))), Some(&residency.outcome.why))),
            all.pay.as_ref().map(|pay| (titled(t(net), &net_text(&pay.payslip, all.on.year())), Some(&pay.payslip.why))),
        ];
        let line = |(text, why): (String, Option<&Step>)| {
            view! { <p class="report-line">{text} {why.map(|why| self.numbers.of_tree(why))}</p> }.into_any()
        };
        let lines: Vec<AnyView> = lines.into_iter().flatten().map(line).collect();
        view! {
            <div>
                {verdict(&all.points)}
                {points_in_full(&all.points)}
                {lines}
                {problems(all)}
            </div>
        }
        .into_any()
    }

    fn requirements(&self) -> AnyView {
        if !self.is_full {
            return self.requirements_in_short();
        }
        let one = |condition: &Condition| {
            // The points have a part of their own.
            let is_points = condition.id == "points.pass-mark";
            let tree = (!is_points).then(|| self.numbers.tree(&condition.why, self.all.on));
            view! {
                <section class="condition">
                    <div class="condition-head">
                        <h3>{t(condition.name)}</h3>
                        {condition.demanded.then(|| status(condition.met, NAMES))}
                    </div>
                    <p>{reason(&self.all, condition)}</p>
                    {tree}
                </section>
            }
            .into_any()
        };
        let list: Vec<AnyView> = self.all.eligibility.conditions.iter().map(one).collect();
        view! { <div>{list}</div> }.into_any()
    }

    /// A line for each requirement.
    fn requirements_in_short(&self) -> AnyView {
        let line = |condition: &Condition| {
            let met = condition.demanded.then(|| status(condition.met, NAMES));
            let reason = view! { <span>{reason(&self.all, condition)} {self.numbers.of_tree(&condition.why)}</span> };
            row("", t(condition.name).into_any(), vec![met.into_any(), reason.into_any()])
        };
        let rows = self.all.eligibility.conditions.iter().map(line).collect();
        let head = vec![key!("report.requirement"), key!("report.state"), key!("report.why")];
        view! { <DataTable class="report-table" name=t(key!("page.title.requirements")).to_owned() head rows/> }.into_any()
    }

    /// Explanations, in the full form only.
    fn explained<'a>(&self, steps: impl IntoIterator<Item = &'a Step>) -> Option<AnyView> {
        let trees: Vec<AnyView> = steps.into_iter().map(|why| self.numbers.tree(why, self.all.on)).collect();
        (self.is_full && !trees.is_empty()).then(|| view! { <div>{trees}</div> }.into_any())
    }

    /// Tax residence, pay, the person's own business under each regime that may be open, and other income.
    fn taxes(&self) -> Option<AnyView> {
        let all = &self.all;
        let year = business::assess(&all.profile, all.on);
        let income = income::assess(&all.profile, &all.residency, all.on);
        let mut steps: Vec<&Step> = Vec::new();
        steps.extend(all.residency.as_ref().ok().map(|residency| &residency.outcome.why));
        steps.extend(all.pay.as_ref().map(|pay| &pay.payslip.why));
        if let Some(year) = &year {
            steps.extend(year.regimes.iter().filter(|taken| taken.open != Tri::No).map(|taken| &taken.why));
            steps.extend([&year.social.1, &year.medical.1]);
        }
        // Pay was explained before.
        let foreign = income.foreign.iter().filter_map(|row| row.line.as_ref().ok());
        steps.extend(income.local.iter().filter(|line| line.name.key != key!("income.pay")).chain(foreign).map(|line| &line.why));
        self.explained(steps)
    }
}

/// The answers that cannot be used.
fn problems(all: &Assessment) -> Option<AnyView> {
    if all.problems.is_empty() {
        return None;
    }
    let one = |problem: &Problem| {
        let name = problem.slot.question().map_or_else(String::new, |question| say(&with_figures(question.label)));
        view! { <li>{titled(&name, &say(&problem.message))}</li> }.into_any()
    };
    let list: Vec<AnyView> = all.problems.iter().map(one).collect();
    let view = view! {
        <section>
            <h3>{t(key!("report.problems"))}</h3>
            <ul>{list}</ul>
        </section>
    };
    Some(view.into_any())
}
