use leptos::prelude::*;

use super::{Columns, Part, way_on};
use crate::ui::components::charts::{points_bar, points_behind, share_line};
use crate::ui::components::status::{assumed, standing};
use crate::ui::components::summary::{decides, objection, verdict};
use crate::ui::components::table::{row, text_row};
use crate::ui::components::text::{hint, paragraph};
use crate::ui::components::why::why_button;
use crate::ui::components::{DataTable, QuestionField, Rows, SectionFields, Strip, is_assumed, question, row_name};
use crate::ui::route::Route;
use crate::ui::view::{dynamic, each, live, use_state};
use crate::ui::{State, figure, say, t};
use hsmp::assess::points::assumptions::Basis;
use hsmp::assess::points::uncertainty::{self, Cause, parts_of};
use hsmp::assess::{Assessment, with_figures};
use hsmp::key;
use hsmp::message::Message;
use hsmp::profile::{Achievements, Certificate, Degree, Job, LanguageSkill, OwnPoints, Section, Slot, You};
use hsmp::rulebook::{Reads, Standing};

/// Where the points lie, how sure that is, and what it hangs on.
pub fn points(state: State) -> AnyView {
    let bar = dynamic(move || {
        state.assessment.with(|all| {
            view! {
                {verdict(&all.points)}
                {points_bar(&all.points)}
                {decides(all)}
                {objection()}
            }
            .into_any()
        })
    });
    let behind = dynamic(move || state.assessment.with(|all| points_behind(&all.points)));
    let published = live(move || {
        state.assessment.with(|all| {
            say(&with_figures(key!("points-page.published")).with("mark", all.points.pass_mark).with("scale", all.points.scale))
        })
    });
    let all = state.assessment.with_untracked(|all| all.assumed.criteria.clone());
    let mut shown = Vec::new();
    let criteria: Vec<AnyView> = all.iter().map(|basis| criterion_part(state, basis, &mut shown)).collect();
    // One mark for all lines: it stands before them.
    let heading = dynamic(move || {
        let is_marked = state.assessment.with(|all| is_assumed(&all.points));
        view! {
            <p class="hint" data-assumed=is_marked>
                {t(key!("points-page.parts-hint"))}
                {assumed(is_marked)}
            </p>
        }
        .into_any()
    });
    let given = state.peek(|document| !document.is_untouched(OwnPoints::SECTION));
    let further = [
        (Route::Guide, key!("summary.continue")),
        (Route::Goals, key!("points-page.goals")),
        (Route::Assumptions, key!("points-page.assumptions")),
    ];
    let further = each(&further, way_on);
    let result = view! {
        <div class="verdict">{bar}</div>
        <Part id="known" title=key!("points-page.known") class="card">
            <p>{published}</p>
            {paragraph(t(key!("points-page.unpublished")))}
        </Part>
    };
    let parts = view! {
        <Part id="parts" title=key!("points-page.parts") is_assumed=true>
            <div>{heading}</div>
            {criteria}
            <div>{behind}</div>
        </Part>
        <Part id="own_points" title=key!("section.own_points")>
            <details open=given>
                <summary>{t(key!("points-page.own"))}</summary>
                <SectionFields section=OwnPoints::SECTION/>
            </details>
        </Part>
    };
    let doubts = view! {
        <Width/>
        <OtherReading/>
    };
    view! {
        <Columns first=result.into_any() second=further.into_any()/>
        <Columns first=parts.into_any() second=doubts.into_any()/>
        <Strip/>
    }
    .into_any()
}

/// A criterion with its figure, which opens the answers behind it. Those that another criterion has shown already
/// stand there.
fn criterion_part(state: State, basis: &Basis, shown: &mut Vec<&'static str>) -> AnyView {
    let criterion = basis.criterion;
    let share = move |all: &Assessment| all.points.shares.iter().position(|share| share.criterion == criterion);
    let line = dynamic(move || state.assessment.with(|all| share(all).map(|place| share_line(&all.points.shares[place])).into_any()));
    let (number, evaluator) = (basis.number, basis.evaluator);
    let why = dynamic(move || {
        state.assessment.with(|all| {
            let step = share(all).and_then(|place| all.points.why.inputs.get(place));
            let how = step.and_then(|step| step.how.as_ref().map(|how| (step, how)));
            let how = how.map(|(step, how)| view! { <p class="hint">{say(how)} "\u{a0}" {why_button(step)}</p> }.into_any());
            let number = number.map(|number| Message::new(key!("points-page.number")).with("number", i32::from(number)));
            let number = number.map(|number| hint(say(&number)));
            let by = evaluator.map(|cite| view! { <p class="hint">{t(cite.name())} " " {standing(cite.standing())}</p> }.into_any());
            view! {
                {how}
                {number}
                {by}
            }
            .into_any()
        })
    });
    let field = |slot: Slot| view! { <QuestionField at=slot/> }.into_any();
    let mut answers: Vec<AnyView> = Vec::new();
    for (section, asked) in basis.measures.iter().map(|measure| answers_read(measure.reads)) {
        if shown.contains(&section) {
            continue;
        }
        shown.push(section);
        answers.extend(asked.map(field));
        match Section::named(section).filter(|section| !section.list) {
            None => answers.push(view! { <Rows section/> }.into_any()),
            Some(once) => answers.extend(once.slots(None).map(field)),
        }
    }
    // A criterion that is none under the present reading has no part.
    view! {
        <details class="criterion" hidden=move || state.assessment.with(|all| share(all).is_none())>
            <summary>
                <span class="criterion-line">{line}</span>
            </summary>
            <div class="criterion-why">{why}</div>
            <div class="form">{answers}</div>
        </details>
    }
    .into_any()
}

/// The section whose answers a reading reads, and the question whether there is any row in it.
const fn answers_read(reads: Reads) -> (&'static str, Option<Slot>) {
    match reads {
        Reads::Work | Reads::Position => (Job::SECTION, Some(You::HAS_WORKED)),
        Reads::Degree => (Degree::SECTION, Some(You::HAS_DEGREE)),
        Reads::Certificates => (Certificate::SECTION, Some(You::HAS_CERTIFICATES)),
        Reads::Kinds => (Achievements::SECTION, None),
        Reads::Language => (LanguageSkill::SECTION, None),
    }
}

/// Where the width of the range comes from, the widest part first.
#[component]
fn Width() -> AnyView {
    let state = use_state();
    let table = dynamic(move || {
        state.assessment.with(|all| {
            let found = parts_of(all);
            let total: i32 = found.iter().map(|part| part.points).sum();
            let head = vec![key!("points-page.comes-from"), key!("points-page.narrower")];
            let name = t(key!("points-page.width")).to_owned();
            let sum = text_row("sum", name.clone(), vec![figure(total)]);
            let part = |part: &uncertainty::Part| row("", cause(state, part), vec![figure(part.points).into_any()]);
            let rows = found.iter().map(part).chain([sum]).collect();
            view! { <DataTable class="numbers" name head rows/> }.into_any()
        })
    });
    let exact = Signal::derive(move || state.assessment.with(|all| all.points.total.is_exact()));
    view! {
        <Part id="width" title=key!("points-page.width-title") hidden=exact>
            {hint(t(key!("points-page.width-hint")))}
            <div>{table}</div>
        </Part>
    }
    .into_any()
}

fn cause(state: State, part: &uncertainty::Part) -> AnyView {
    let assumption = |text: String| view! { <span>{text} " " {standing(Standing::Assumption)}</span> }.into_any();
    match part.cause {
        Cause::Answer(slot) => {
            let row = slot.row.and_then(|row| state.peek(|document| document.rows(slot.section).iter().position(|known| *known == row)));
            let question = say(&question(slot));
            let name = match row {
                Some(row) => format!("{}, {question}", row_name(slot.section, row)),
                None => question,
            };
            let text = say(&Message::new(key!("points-page.cause.answer")).with("question", name));
            view! { <a href=format!("{}/{}", Route::of_section(slot.section).href(), slot.section)>{text}</a> }.into_any()
        }
        Cause::Bands(criterion) => assumption(say(&Message::new(key!("points-page.cause.bands")).with("criterion", criterion.name()))),
        Cause::Maxima => assumption(t(key!("points-page.cause.maxima")).to_owned()),
    }
}

/// What follows if languages are, or are not, a criterion of their own, as long as that is open.
#[component]
fn OtherReading() -> AnyView {
    let state = use_state();
    let Some(question) = state.assessment.with_untracked(|all| all.assumed.question()) else { return ().into_any() };
    let line = dynamic(move || {
        state.assessment.with(|all| {
            let scored = all.assumed.criteria.iter().any(|basis| basis.only_if.is_some() && basis.counts);
            let text = if scored { key!("points-page.reading.without") } else { key!("points-page.reading.with") };
            let (text, is_marked) = match all.points.other_reading {
                Some(range) => (Message::new(text).with("points", range), is_assumed(&all.points)),
                None => (key!("points-page.reading.no-room").into(), false),
            };
            view! { <p data-assumed=is_marked>{say(&text)} {assumed(is_marked)}</p> }.into_any()
        })
    });
    view! {
        <Part id="reading" title=key!("points-page.reading.title")>
            <div>{line}</div>
            <QuestionField at=question/>
        </Part>
    }
    .into_any()
}
