use leptos::prelude::*;

use super::{Part, print_button};
use crate::ui::components::status::{standing, status};
use crate::ui::components::text::{hint, lead, verdict_line};
use crate::ui::components::why::why_button;
use crate::ui::components::{Folded, Pager, QuestionField, papers_line, question};
use crate::ui::route::Route;
use crate::ui::view::{anew, each, live, version};
use crate::ui::{State, count, say, t};
use hsmp::assess::Assessment;
use hsmp::assess::eligibility::documents::Item;
use hsmp::assess::eligibility::papers::{Line, List, Purpose, lists, questions};
use hsmp::assess::plan::plan_of;
use hsmp::explain::Step;
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::profile::{Application, Conditions, Paper, Papers, Slot};
use hsmp::quantity::{Tri, sorted};
use hsmp::rulebook::Citation;

/// How many papers of a list are shown at once.
const MOST_DRAWN: usize = 100;

/// The papers that are needed, how far each is, and what to look out for.
pub fn documents(state: State) -> AnyView {
    // Rows of other pages decide which lines there are. Here only their contents change, so a field that is being
    // used stays, and so does its place in the list.
    let lines = version(move || {
        state.assessment.with(|all| all.documents.items.iter().map(|item| (item.group as u8, item.paper, item.slot)).collect::<Vec<_>>())
    });
    let list = move |_| checklist(state);
    view! {
        {lead(t(key!("documents-page.lead")))}
        <div class="progress">{move || state.assessment.with(progress)}</div>
        <div>{anew(move || lines.get(), list)}</div>
        <p class="hint no-print">
            <a href=Route::Answers.href()>{t(key!("documents-page.add"))}</a>
        </p>
        <QuestionField at=Application::APPLY_ON/>
        {print_button("button no-print")}
        {listed(state)}
    }
    .into_any()
}

/// What the law asks for, permit by permit, after the questions that decide it.
fn listed(state: State) -> AnyView {
    // Every edit makes new ones: comparing them would cost more than it could save.
    let found = Memo::new_with_compare(move |_| state.assessment.with(|all| lists(all, &plan_of(all))), |_, _| true);
    // Only the ground decides which questions there are, so one that is being used stays.
    let asked = version(move || found.with(questions));
    let fields = move |_| {
        let slots = found.with_untracked(questions);
        slots.into_iter().map(|slot| view! { <QuestionField at=slot/> }.into_any()).collect::<Vec<_>>().into_any()
    };
    let ground =
        live(move || found.with(|lists| say(&Message::new(key!("documents-page.ground")).with("ground", lists[0].ground.label()))));
    view! {
        <Part id="deciding" title=key!("documents-page.questions")>
            <p class="hint">{ground}</p>
            <p class="hint no-print">
                <a href=Route::Timeline.href()>{t(key!("page.timeline"))}</a>
            </p>
            <p class="hint no-print">
                <a href=Route::Family.href()>{t(key!("documents-page.rows"))}</a>
            </p>
            <div>{anew(move || asked.get(), fields)}</div>
        </Part>
        {Purpose::ALL.into_iter().map(|purpose| one_list(state, found, purpose)).collect::<Vec<_>>()}
    }
    .into_any()
}

/// The list that is meant, of those of the law.
fn of(lists: &[List; 3], purpose: Purpose) -> &List {
    lists.iter().find(|list| list.purpose == purpose).unwrap_or(&lists[0])
}

/// A list of the law: how far it is, its papers, those that are not asked of this person, and what holds for all.
fn one_list(state: State, found: Memo<[List; 3]>, purpose: Purpose) -> AnyView {
    let head = move || {
        found.with(|lists| {
            let list = of(lists, purpose);
            let [done, asked, _] = list.counts();
            let is_here = purpose == Purpose::Visa && state.assessment.with(|all| all.profile.journey.here == Some(true));
            let here = is_here.then(|| hint(t(key!("documents-page.here"))));
            view! {
                {meter(done, asked, say(&list.answer()))}
                {here}
            }
            .into_any()
        })
    };
    // Other answers decide which lines there are; their own contents do not make them anew.
    let places = move |lists: &[List; 3]| {
        let lines = of(lists, purpose).lines.iter().enumerate().filter(|(_, line)| line.asked != Tri::No);
        lines.map(|(place, line)| (place, line.slot)).collect::<Vec<_>>()
    };
    let changed = version(move || found.with(places));
    let papers = move |_| {
        let shown = found.with_untracked(places).into_iter();
        shown.map(|(place, slot)| listed_line(state, found, purpose, place, slot)).collect::<Vec<_>>().into_any()
    };
    let left = move || found.with(|lists| of(lists, purpose).asked(Tri::No).count());
    let not_asked = move || found.with(|lists| of(lists, purpose).asked(Tri::No).map(not_asked).collect::<Vec<_>>().into_any());
    let notes = move || {
        let note = |(text, cite): &(Message, Citation)| {
            view! {
                <li>
                    {say(text)}
                    " "
                    <span class="hint">{cite.rule().article.map(t)}</span>
                    " "
                    {standing(cite.standing())}
                </li>
            }
            .into_any()
        };
        found.with(|lists| of(lists, purpose).notes.iter().map(note).collect::<Vec<_>>().into_any())
    };
    let not_asked_count = live(move || say(&Message::new(key!("documents-page.not-asked")).with("count", count(left()))));
    view! {
        <Part id=purpose.section() title=purpose.title()>
            <div class="progress">{move || head()}</div>
            <Folded title=key!("documents-page.one-by-one") class="on-paper">
                <ul class="plain papers">{anew(move || changed.get(), papers)}</ul>
                <details class="folded on-paper" hidden=move || left() == 0>
                    <summary>{not_asked_count}</summary>
                    <ul>{move || not_asked()}</ul>
                </details>
                <ul>{move || notes()}</ul>
            </Folded>
        </Part>
    }
    .into_any()
}

fn listed_line(state: State, found: Memo<[List; 3]>, purpose: Purpose, place: usize, slot: Option<Slot>) -> AnyView {
    let told = move || found.with(|lists| of(lists, purpose).lines.get(place).map(|line| told_of(state, line)).into_any());
    let control = match slot {
        Some(slot) => view! { <QuestionField at=slot/> }.into_any(),
        None => view! {
            <p class="hint no-print">
                <a href=format!("{}/papers", Route::Documents.href())>{t(key!("documents-page.above"))}</a>
            </p>
        }
        .into_any(),
    };
    let class = live(move || {
        found.with(|lists| {
            let line = of(lists, purpose).lines.get(place);
            format!("paper {}", line.map_or("", |line| paper_status(line.is_done(), line.state, line.valid)))
        })
    });
    view! {
        <li class=class>
            <div class="paper-told">{move || told()}</div>
            <div class="paper-state">{control}</div>
        </li>
    }
    .into_any()
}

/// What is said about a line of the law.
fn told_of(state: State, line: &Line) -> AnyView {
    let article = Message::new(key!("paper.article")).with("article", line.article.to_owned());
    let open = (line.asked == Tri::Unknown).then(|| {
        let asked = line.open.map(question);
        let text = asked.map(|asked| say(&Message::new(key!("documents-page.open")).with("question", asked)));
        view! { <p class="hint">{status(Tri::Unknown, [key!("paper.asked.open"); 3])} " " {text.unwrap_or_default()}</p> }.into_any()
    });
    let said = line.whom.iter().chain(&line.advice);
    let said: Vec<AnyView> = said.map(|text| hint(say(text))).collect();
    view! {
        {name_line(line.name, line.is_done(), line.state, line.valid, &line.why, is_said(state, line.slot, line.state, line.valid))}
        {hint(say(&article))}
        {open}
        {said}
    }
    .into_any()
}

fn not_asked(line: &Line) -> AnyView {
    let because = line.because.as_ref().map(say).unwrap_or_default();
    let article = Message::new(key!("paper.article")).with("article", line.article.to_owned());
    view! {
        <li>
            <strong>{t(line.name)}</strong>
            " "
            <span class="hint">{say(&article)}</span>
            " "
            {because}
            "\u{a0}"
            {why_button(&line.why)}
        </li>
    }
    .into_any()
}

fn progress(all: &Assessment) -> AnyView {
    meter(all.documents.done, all.documents.asked, papers_line(all))
}

/// How far a list is, in words and as a bar.
fn meter(done: usize, asked: usize, label: String) -> AnyView {
    view! {
        {verdict_line(label.clone())}
        <progress value=done.to_string() max=asked.max(1).to_string() aria-label=label.clone()></progress>
    }
    .into_any()
}

/// The papers that are still to be had, the missing ones first, and those that are there, folded away.
fn checklist(state: State) -> AnyView {
    let items: Vec<(usize, &'static str, Option<Slot>, Option<String>)> = state.assessment.with_untracked(|all| {
        let items = all.documents.items.iter().enumerate();
        sorted(items, |(_, item)| urgency(item))
            .into_iter()
            .map(|(place, item)| (place, paper_status(item.is_done(), item.state, item.valid), item.slot, item.subject.as_ref().map(say)))
            .collect()
    });
    let (done, to_do): (Vec<_>, Vec<_>) = items.into_iter().partition(|(_, status, ..)| *status == "yes");
    let number = done.len();
    let list = move |items: Vec<(usize, &'static str, Option<Slot>, Option<String>)>| {
        let length = items.len();
        let pager = Pager::new(Memo::new(move |_| length), MOST_DRAWN);
        let lines = anew(
            move || pager.range().start,
            move |_| {
                let drawn = items.get(pager.range()).unwrap_or_default();
                let lines = drawn.iter().map(|(place, _, slot, subject)| line(state, *place, *slot, subject.clone()));
                lines.collect::<Vec<_>>().into_any()
            },
        );
        view! {
            <ul class="plain papers">{lines}</ul>
            {pager.view()}
        }
        .into_any()
    };
    let done = (number > 0).then(|| {
        let title = say(&Message::new(key!("documents-page.done")).with("count", count(number)));
        view! {
            <details class="folded on-paper">
                <summary>{title}</summary>
                {list(done)}
            </details>
        }
        .into_any()
    });
    view! {
        <Part id="papers" title=key!("documents-page.to-do")>
            {list(to_do)}
            {done}
        </Part>
    }
    .into_any()
}

/// What is missing comes before what nobody said anything of, what only helps after both.
fn urgency(item: &Item) -> (bool, bool) {
    (!item.asked, paper_status(item.is_done(), item.state, item.valid) != "no")
}

fn line(state: State, place: usize, slot: Option<Slot>, subject: Option<String>) -> AnyView {
    let told = move || state.assessment.with(|all| all.documents.items.get(place).map(|item| told(state, item)).into_any());
    let class = live(move || {
        state.assessment.with(|all| {
            let item = all.documents.items.get(place);
            format!("paper {}", item.map_or("", |item| paper_status(item.is_done(), item.state, item.valid)))
        })
    });
    let field = |slot: Slot| view! { <QuestionField at=slot/> }.into_any();
    // A date of its own decides whether the medical certificate is still valid.
    let until = slot.filter(|slot| *slot == Papers::MEDICAL).map(|_| field(Papers::MEDICAL_UNTIL));
    let passport = slot.is_none().then(|| {
        let fields = [Conditions::PASSPORT_UNTIL, Conditions::SECOND_PASSPORT_UNTIL];
        let fields = each(&fields, |slot| view! { <QuestionField at=slot can_hide=true/> }.into_any());
        view! { <div class="row-fields">{fields}</div> }.into_any()
    });
    let control = slot.map(|slot| match subject.clone() {
        Some(about) => view! { <QuestionField at=slot about/> }.into_any(),
        None => field(slot),
    });
    view! {
        <li class=class>
            <div class="paper-told">
                {subject.map(|subject| view! { <p class="paper-whose">{subject}</p> }.into_any())}
                {move || told()}
            </div>
            <div class="paper-state">
                {control}
                {until}
                {passport}
            </div>
        </li>
    }
    .into_any()
}

/// What is said about a line: whether it is done, what to do, and why.
fn told(state: State, item: &Item) -> AnyView {
    let optional = (!item.asked).then(|| hint(t(key!("documents-page.helps"))));
    let advice: Vec<AnyView> = item.advice.iter().map(|text| hint(say(text))).collect();
    view! {
        {name_line(item.paper, item.is_done(), item.state, item.valid, &item.why, is_said(state, item.slot, item.state, item.valid))}
        {optional}
        {advice}
    }
    .into_any()
}

/// Whether the control itself says how far a paper is: not where that follows from another answer or a date.
fn is_said(state: State, slot: Option<Slot>, answer: Option<Paper>, valid: Option<Tri>) -> bool {
    let is_answered = slot.is_some_and(|slot| state.peek(|document| !document.text(slot).is_empty()));
    valid != Some(Tri::No) && is_answered == answer.is_some()
}

/// How far a paper is, as a class.
fn paper_status(is_done: bool, answer: Option<Paper>, valid: Option<Tri>) -> &'static str {
    match (is_done, answer) {
        (true, _) => "yes",
        (false, Some(Paper::Missing)) => "no",
        (false, _) if valid == Some(Tri::No) => "no",
        (false, _) => "open",
    }
}

/// A paper's name, how far it is, and why it is there.
///
/// On the screen the control says how far it is, and this only on paper; where the control does not, both do.
fn name_line(name: Key, is_done: bool, answer: Option<Paper>, valid: Option<Tri>, why: &Step, is_said: bool) -> AnyView {
    let done = match paper_status(is_done, answer, valid) {
        "yes" => Tri::Yes,
        "no" => Tri::No,
        _ => Tri::Unknown,
    };
    // In the words of the answer; a paper in hand that is no longer valid is missing.
    let word = match (done, answer) {
        (Tri::No, Some(Paper::Ready | Paper::NotNeeded) | None) => key!("status.missing"),
        (_, Some(answer)) => answer.label(),
        (_, None) => key!("status.open"),
    };
    let class = if is_said { "print-only" } else { "" };
    view! {
        <p>
            <strong>{t(name)}</strong>
            " "
            <span class=class>{status(done, [word; 3])}</span>
            "\u{a0}"
            {why_button(why)}
        </p>
    }
    .into_any()
}
