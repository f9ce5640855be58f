//! Two profiles side by side: the results that differ, then the others.

use leptos::prelude::*;

use crate::store::Known;
use crate::ui::components::profile_menu::label;
use crate::ui::components::table::{differing_first, text_row};
use crate::ui::components::text::hint;
use crate::ui::components::{conditions_line, net_text, papers_line, resident_line, unread_stays, verdict_name};
use crate::ui::pages::requirements::NAMES;
use crate::ui::view::{anew, handler, version};
use crate::ui::{State, count, figure, say, t, words};
use hsmp::assess::permits::{State as PermitState, permit_options};
use hsmp::assess::plan::{Plan, plan_of};
use hsmp::assess::{Assessment, assess};
use hsmp::key;
use hsmp::message::{Key, Message};
use hsmp::profile::Document;
use hsmp::quantity::Tri;

/// A choice of two profiles, and what each leads to.
pub fn compare(state: State) -> AnyView {
    // The open profile and the one before it, until others are chosen.
    let chosen = RwSignal::new([None, None]);
    let changed = version(move || (state.profiles.get(), state.today.get(), state.is_locked.get(), chosen.get()));
    anew(move || changed.get(), move |_| shown(state, chosen))
}

fn shown(state: State, chosen: RwSignal<[Option<usize>; 2]>) -> AnyView {
    let known = state.known_profiles();
    if known.len() < 2 {
        return hint(t(key!("profiles.compare-none")));
    }
    let open = state.open_profile().id;
    let first = known.iter().position(|one| one.id == open).unwrap_or_default();
    let second = if first == 0 { 1 } else { 0 };
    let at = |place: usize, wanted: usize| chosen.get_untracked()[place].filter(|index| *index < known.len()).unwrap_or(wanted);
    let places = [at(0, first), at(1, second)];
    let selects: Vec<AnyView> = [key!("profiles.compare-first"), key!("profiles.compare-second")]
        .into_iter()
        .enumerate()
        .map(|(place, name)| select(&known, chosen, place, name, places))
        .collect();
    let document = |index: usize| {
        let one = known.get(index)?;
        if one.id == open && !state.is_locked.get_untracked() { Some(state.saved_answers()) } else { one.document() }
    };
    let table = match places.map(document) {
        [Some(left), Some(right)] => {
            let names = places.map(|place| known.get(place).map(label).unwrap_or_default());
            table(state, [&left, &right], names)
        }
        _ => hint(t(key!("profiles.compare-unread"))),
    };
    view! {
        <div>
            <div class="compare-choice">{selects}</div>
            {table}
        </div>
    }
    .into_any()
}

fn select(known: &[Known], chosen: RwSignal<[Option<usize>; 2]>, place: usize, name: Key, places: [usize; 2]) -> AnyView {
    let id = format!("compare-{place}");
    let choose = handler(move |event: web_sys::Event| {
        let Ok(index) = event_target_value(&event).parse::<usize>() else { return };
        let mut now = places.map(Some);
        now[place] = Some(index);
        chosen.set(now);
        let id = format!("compare-{place}");
        request_animation_frame(move || crate::ui::browser::focus(&id));
    });
    let options = known.iter().enumerate().map(|(index, one)| {
        view! {
            <option value=index.to_string() selected=index == places[place]>
                {label(one)}
            </option>
        }
        .into_any()
    });
    let options: Vec<AnyView> = options.collect();
    view! {
        <div class="field">
            <label for=id.clone()>{t(name)}</label>
            <select class="input" id=id translate="no" autocomplete="off" on:change=choose>
                {options}
            </select>
        </div>
    }
    .into_any()
}

/// A line of results: its name and what each profile has.
struct Line {
    name: String,
    cells: [String; 2],
}

fn table(state: State, documents: [&Document; 2], names: [String; 2]) -> AnyView {
    let on = state.today.get_untracked();
    let all = documents.map(|document| assess(document, on));
    let all = [&all[0], &all[1]];
    let plans = all.map(plan_of);
    let mut lines = results(all, on.year());
    lines.extend(permits(all));
    lines.extend(stages([&plans[0], &plans[1]]));
    let (same, differing): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(|line| line.cells[0] == line.cells[1]);
    let said = match differing.len() {
        0 => t(key!("profiles.compare-same")).to_owned(),
        many => say(&Message::new(key!("profiles.compare-differ")).with("count", count(many))),
    };
    let same_title = say(&Message::new(key!("profiles.compare-rest")).with("count", count(same.len())));
    let rows = [differing, same].map(|lines| lines.into_iter().map(|line| text_row("", line.name, line.cells.into())).collect());
    view! {
        <div>
            <p class="verdict-line">{said}</p>
            {differing_first("profiles-compared", key!("what-if.what"), &names, rows, same_title)}
        </div>
    }
    .into_any()
}

fn results(all: [&Assessment; 2], year: i32) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line = |name: String, cells: [String; 2]| {
        if cells.iter().any(|cell| !cell.is_empty()) {
            lines.push(Line { name, cells });
        }
    };
    line(
        t(key!("page.points")).to_owned(),
        all.map(|all| format!("{} – {}", figure(all.points.total), t(verdict_name(all.points.verdict)))),
    );
    for (place, share) in all[0].points.shares.iter().enumerate() {
        let points = |all: &Assessment| all.points.shares.get(place).map(|share| figure(share.points)).unwrap_or_default();
        line(t(share.criterion.name()).to_owned(), all.map(points));
    }
    line(t(key!("page.requirements")).to_owned(), all.map(|all| conditions_line(all, key!("summary.conditions"))));
    for (place, condition) in all[0].eligibility.conditions.iter().enumerate().filter(|(_, condition)| condition.demanded) {
        let met = |all: &Assessment| {
            let condition = all.eligibility.conditions.get(place);
            condition
                .map(|condition| {
                    t(NAMES[match condition.met {
                        Tri::Yes => 0,
                        Tri::No => 1,
                        Tri::Unknown => 2,
                    }])
                    .to_owned()
                })
                .unwrap_or_default()
        };
        line(t(condition.name).to_owned(), all.map(met));
    }
    line(t(key!("page.documents")).to_owned(), all.map(papers_line));
    let resident = |all: &Assessment| all.residency.as_ref().map(|one| resident_line(one, unread_stays(all))).unwrap_or_default();
    line(t(key!("page.tax-residence")).to_owned(), all.map(resident));
    let net = |all: &Assessment| all.pay.as_ref().map(|pay| net_text(&pay.payslip, year)).unwrap_or_default();
    line(t(key!("pay.net")).to_owned(), all.map(net));
    lines
}

/// The state of each permit that is open to one of them.
fn permits(all: [&Assessment; 2]) -> Vec<Line> {
    let options = all.map(permit_options);
    let states = |place: usize| {
        [0, 1].map(|side: usize| options[side].get(place).map(|option| t(option.state.label()).to_owned()).unwrap_or_default())
    };
    let shown = options[0].iter().enumerate().filter(|(place, option)| {
        let other = options[1].get(*place).map(|option| option.state);
        [Some(option.state), other].into_iter().flatten().any(|state| state != PermitState::NotForMe)
    });
    shown.map(|(place, option)| Line { name: say(&option.name()), cells: states(place) }).collect()
}

/// The days of each step that both plans have, or one of them.
fn stages(plans: [&Plan; 2]) -> Vec<Line> {
    let names: Vec<String> = plans.iter().flat_map(|plan| plan.stages.iter().map(|stage| say(&stage.name()))).collect();
    let when = |plan: &Plan, name: &str| {
        let stage = plan.stages.iter().find(|stage| say(&stage.name()) == name);
        stage.map(|stage| words().days(stage.when)).unwrap_or_default()
    };
    let mut lines: Vec<Line> = Vec::new();
    for name in names {
        if lines.iter().all(|line| line.name != name) {
            let cells = plans.map(|plan| when(plan, &name));
            lines.push(Line { name, cells });
        }
    }
    lines
}
