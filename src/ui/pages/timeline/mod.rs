//! The dated plan: what comes next, when the card is there, every step, and what could go wrong.

mod family;
mod steps;

use leptos::prelude::*;

use super::sources::rulebook;
use super::{Part, introduction, print_button};
use crate::ui::components::button;
use crate::ui::components::status::{standing, status};
use crate::ui::components::text::{aside, doubt, hint, paragraph};
use crate::ui::components::why::why_button;
use crate::ui::components::{Announcer, Folded, QuestionField, Tick, Timeline};
use crate::ui::route::Route;
use crate::ui::view::{each, handler, live, version};
use crate::ui::{State, browser, figure, say, t, words};
use hsmp::assess::plan::{self, Kind, Plan, Progress, Stage, Warning};
use hsmp::explain::Step;
use hsmp::export::calendar;
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::profile::{Application, Conditions, Days, Journey, Papers, Slot};
use hsmp::quantity::Tri;
use hsmp::rulebook::{Citation, rules};

/// Every step with its days.
pub fn timeline(state: State) -> AnyView {
    // Every edit makes a new one: comparing them would cost more than it could save.
    let way = Memo::new_with_compare(move |_| state.assessment.with(plan::plan_of), |_, _| true);
    let next = live(move || {
        way.with(|way| way.next_text().map_or_else(String::new, |text| format!("{}. {}", t(key!("timeline-page.next-name")), say(&text))))
    });
    // Only the person knows what stands in their calendar.
    let follows_another = RwSignal::new(false);
    let save = handler(move |_| save(state, way, follows_another.get_untracked()));
    let tick = handler(move |event| follows_another.set(event_target_checked(&event)));
    let in_calendar = Signal::derive(move || follows_another.get());
    let is_estimate = move || way.with(|way| way.stages.iter().any(|stage| stage.estimate));
    let is_late = move || way.with(|way| way.stages.iter().any(|stage| stage.late));
    view! {
        {introduction(t(key!("timeline-page.lead")))}
        <div class="plan">
            <div>
                <p class="plan-who">{live(move || way.with(|way| who(state, way)))}</p>
                <div>{move || way.with(answer)}</div>
                <div>{move || way.with(warnings)}</div>
                <Announcer summary=next/>
            </div>
            {questions()}
            <div class="plan-take no-print">
                <QuestionField at=Journey::NAME/>
                <div>
                    <Tick id="plan-again".to_owned() checked=in_calendar change=tick>
                        {t(key!("timeline-page.save-again"))}
                    </Tick>
                    <div class="actions">
                        {button("button primary", t(key!("timeline-page.save")), save)}
                        {print_button("button")}
                    </div>
                    {hint(t(key!("timeline-page.save-hint")))}
                </div>
            </div>
        </div>
        <Part id="timeline" title=key!("timeline.title")>
            <Timeline way/>
        </Part>
        <steps::Steps way/>
        <p class="hint" hidden=move || !is_estimate()>
            {t(key!("timeline-page.estimate"))}
        </p>
        <p class="hint" hidden=move || !is_late()>
            {t(key!("timeline-page.late"))}
        </p>
        <family::Family way/>
        {absence()}
        <Sources way/>
    }
    .into_any()
}

/// Whose plan it is, from when, and by which rules: for whoever it is handed to.
fn who(state: State, way: &Plan) -> String {
    let name = state.assessment.with(|all| all.profile.journey.name.as_ref().map(|name| name.0.clone()));
    let text = if name.is_some() { key!("timeline-page.who-name") } else { key!("timeline-page.who") };
    let message = Message::new(text).with("date", way.on).with("ground", way.ground.label());
    say(&message.with("name", name.unwrap_or_default()))
}

/// What comes next, and when the three permits are there.
fn answer(way: &Plan) -> AnyView {
    let line = |stage: &Stage, name: Key| {
        let value = match stage.progress {
            Progress::Passed => t(key!("timeline-page.done")).to_owned(),
            Progress::Done(date) => words().date(date),
            Progress::Ahead => figure(steps::said(stage)),
        };
        view! {
            <div class="answer">
                <dt>{t(name)}</dt>
                <dd>{value} "\u{a0}" {why_button(&stage.why)}</dd>
            </div>
        }
        .into_any()
    };
    let next = way.next_text().map(|text| {
        view! {
            <div class="headline">
                <p class="headline-name">{t(key!("timeline-page.next-name"))}</p>
                <p class="next-step">{say(&text)}</p>
            </div>
        }
        .into_any()
    });
    let ends = [
        (Kind::Card, key!("timeline-page.card")),
        (Kind::PrpDecision, key!("timeline-page.permanent")),
        (Kind::Citizenship, key!("timeline-page.citizenship")),
    ];
    let list: Vec<AnyView> = ends.into_iter().filter_map(|(kind, name)| way.stage(kind).map(|stage| line(stage, name))).collect();
    let text = match way.counts {
        Tri::Yes => None,
        Tri::Unknown => Some(key!("timeline-page.counts-unknown")),
        Tri::No => Some(key!("timeline-page.counts-not")),
    };
    let doubtful = text.map(|text| doubt(t(text)));
    view! {
        {next}
        <dl class="answers">{list}</dl>
        {doubtful}
    }
    .into_any()
}

/// What could go wrong, the certain first by date; then what could not be looked at.
fn warnings(way: &Plan) -> AnyView {
    let one = |warning: &Warning| {
        let (met, name) =
            if warning.certain { (Tri::No, key!("timeline-page.problem")) } else { (Tri::Unknown, key!("timeline-page.care")) };
        view! {
            <li class="plan-warning">
                <p>{status(met, [name; 3])} " " {say(&warning.says)} "\u{a0}" {why_button(&warning.why)}</p>
            </li>
        }
        .into_any()
    };
    let list = (!way.warnings.is_empty()).then(|| {
        let warnings: Vec<AnyView> = way.warnings.iter().map(one).collect();
        view! {
            <section>
                <h2>{t(key!("timeline-page.warnings"))}</h2>
                <ul class="plain">{warnings}</ul>
            </section>
        }
        .into_any()
    });
    let link = |slot: &Slot| {
        let href = if Route::of_section(slot.section) == Route::Family {
            Route::Family.href().to_owned()
        } else {
            format!("{}/{}", Route::Timeline.href(), slot.path())
        };
        view! {
            <li>
                <a href=href>{t(slot.label())}</a>
            </li>
        }
        .into_any()
    };
    let missing = (!way.unchecked.is_empty()).then(|| {
        let links: Vec<AnyView> = way.unchecked.iter().map(link).collect();
        view! {
            <div class="no-print">
                {hint(t(key!("timeline-page.unchecked")))}
                <ul class="plan-missing">{links}</ul>
            </div>
        }
        .into_any()
    });
    view! {
        {list}
        {missing}
    }
    .into_any()
}

/// The questions that move the plan; only those that matter for it.
fn questions() -> AnyView {
    let ask = |slot: Slot| view! { <QuestionField at=slot can_hide=true/> }.into_any();
    view! {
        <Part id="questions" title=key!("timeline-page.questions") class="no-print plan-questions">
            {each(&[Journey::START, Journey::GROUND, Journey::HERE], ask)}
            <Folded title=key!("timeline-page.stay")>
                {each(&[Application::APPLY_ON, Journey::STAY_UNTIL, Journey::ENTER_ON, Journey::VISA_STAY, Days::KAZAKHSTAN], ask)}
            </Folded>
            <Folded title=key!("timeline-page.terms")>{each(&[Journey::TERM, Journey::SPEED, Journey::PRP_DAYS], ask)}</Folded>
            <Folded title=key!("timeline-page.ends")>
                {each(&[Conditions::PASSPORT_UNTIL, Papers::MEDICAL_UNTIL, Papers::DIPLOMA_UNTIL], ask)}
            </Folded>
            <Folded title=key!("timeline-page.takes")>
                {each(&[Journey::LEGALISE_DAYS, Journey::TRANSLATE_DAYS, Journey::MEDICAL_DAYS, Journey::VISA_DAYS], ask)}
            </Folded>
        </Part>
    }
    .into_any()
}

/// What holds all along: how long one may be away.
fn absence() -> AnyView {
    let count = |rule: hsmp::rulebook::Ref<hsmp::rulebook::kind::Count>| rule.latest().map_or(0, |found| found.value);
    let text = Message::new(key!("timeline-page.absence"))
        .with("limit", count(rules::CLOCK_PRP_CONTINUITY))
        .with("window", count(rules::CLOCK_PRP_WINDOW))
        .with("loss", count(rules::CLOCK_PRP_LOSS));
    view! {
        <Part id="absence" title=key!("timeline-page.absence-title")>
            {paragraph(say(&text))}
            {doubt(t(key!("note.benefit-absence")))}
            <p class="after no-print">
                <a href=Route::TaxResidence.href()>{t(key!("timeline-page.clocks"))}</a>
            </p>
        </Part>
    }
    .into_any()
}

/// Every rule the plan rests on, with its sources.
#[component]
fn Sources(way: Memo<Plan>) -> AnyView {
    // Days move with every answer, the rules behind them hardly ever.
    let changed = version(move || way.with(cited));
    let list = move || {
        changed.track();
        way.with_untracked(cited).iter().map(source).collect::<Vec<_>>().into_any()
    };
    // On the screen every date has its "Why?"; on paper the sources stand at the end.
    view! {
        <Part id="plan-sources" title=key!("timeline-page.sources")>
            <div class="print-only">
                {hint(t(key!("timeline-page.sources-hint")))}
                <ul class="plain plan-sources">{move || list()}</ul>
            </div>
            <p class="after no-print">
                <a href=Route::Sources.href()>{t(key!("timeline-page.to-sources"))}</a>
            </p>
            {rulebook()}
            {aside(t(key!("shell.no-advice")))}
        </Part>
    }
    .into_any()
}

fn source(cite: &Citation) -> AnyView {
    view! {
        <li>
            <p>{standing(cite.standing())} " " {t(cite.name())}</p>
            <p class="hint">{cite.rule().article.map(t)} " " {say(&cite.dated().validity())}</p>
            {super::sources::source_list(cite.source_numbers())}
        </li>
    }
    .into_any()
}

/// The rules, each once.
fn cited(way: &Plan) -> Vec<Citation> {
    let mut seen = Vec::new();
    for stage in &way.stages {
        gather(&stage.why, &mut seen);
    }
    seen
}

fn gather(step: &Step, seen: &mut Vec<Citation>) {
    for cite in &step.cites {
        if !seen.contains(cite) {
            seen.push(*cite);
        }
    }
    for input in &step.inputs {
        gather(input, seen);
    }
}

/// Saves the calendar file on the device.
fn save(state: State, way: Memo<Plan>, follows_another: bool) {
    let name = state.assessment.with_untracked(|all| all.profile.journey.name.as_ref().map(|name| name.0.clone()));
    let file = way.with_untracked(|way| calendar::file(way, name.as_deref(), words(), follows_another));
    browser::download(&state.file_name("plan", "ics"), file.as_bytes());
}
