//! The guided questions: from nothing to "done" without another page, and nothing broken passes.

use hsmp::assess::assess;
use hsmp::assess::guidance::guide::{Goal, guide};
use hsmp::key;
use hsmp::message::{Arg, Message};
use hsmp::profile::{Document, Kind, Slot, WrittenDate};
use journeys::{By, Setting, Visit, Way, in_each_browser, say, slot_of, t, words};
use serde_json::json;

/// A software engineer from India who knows some answers and has no idea of others.
const DEVELOPER: &str = r#"{
    "schema": 2,
    "elsewhere": { "nationality": "IN" },
    "you": { "speciality": "it", "has_degree": true, "has_certificates": false, "has_worked": true },
    "degrees": [{ "id": 1, "name": "BTech", "level": "bachelor", "field": "it", "related": true, "year": 2016, "country": "IN" }],
    "jobs": [
        { "id": 1, "role": "Programmer", "from": "2017-07-01", "to": "2021-01-31", "related": true, "position": "ordinary", "hours": "full" },
        { "id": 2, "role": "Lead developer", "from": "2021-02-01", "related": true, "position": "senior", "hours": "full" }
    ],
    "achievements": { "patents": 0, "patents_filed": 0, "publications": 0, "leadership": true, "awards": false, "technical": true },
    "conditions": { "in_field": true, "passport_until": "2032-05-31", "medical": false }
}"#;

async fn open_with(visit: &Visit, profile: &serde_json::Value) {
    visit.open_plain().await;
    visit.put_profile(&profile.to_string()).await;
    visit.open("#/guide").await;
    visit.until("document.documentElement.dataset.app === 'started' && document.getElementById('guide-card')").await;
}

async fn stored(visit: &Visit) -> Document {
    Document::parse(&visit.profile().await.expect("nothing was saved")).unwrap()
}

/// What stands in the card, which is another for each stop.
const CARD: &str = "document.getElementById('guide-card').innerText";

async fn tap(visit: &Visit, selector: &str) {
    let found = visit.browser.find(By::Css(selector)).await.unwrap_or_else(|error| panic!("no {selector}: {error}"));
    // A choice has no place of its own but its list's.
    visit.to_middle(&format!("(e => e.closest('select') ?? e)(document.querySelector({selector:?}))")).await;
    found.click().await.unwrap_or_else(|error| panic!("{selector} cannot be tapped: {error}"));
}

/// Taps a button of the card, counted from the first, and waits for the next stop.
async fn go_on(visit: &Visit, button: usize) {
    let before = visit.value(CARD).await;
    tap(visit, &format!("#guide-card .actions button:nth-child({})", button + 1)).await;
    visit.until(&format!("{CARD} !== {before}")).await;
    visit.until("document.getElementById('guide-card').contains(document.activeElement)").await;
}

/// The questions in the card.
async fn asked(visit: &Visit) -> Vec<Slot> {
    let names = "[...document.querySelectorAll('#guide-card input, #guide-card select')].map((e) => e.name)";
    let mut names = visit.texts(names).await;
    // The choices of a group share one.
    names.dedup();
    names.iter().map(|name| slot_of(name)).collect()
}

/// Answers a question as a finger does.
async fn answer(visit: &Visit, life: &Document, slot: Slot) {
    if !life.has(slot) {
        return;
    }
    let (path, text) = (slot.path(), life.text(slot));
    match slot.question().unwrap().kind {
        Kind::YesNo => tap(visit, &format!("[id='{path}.{text}']")).await,
        Kind::Choice(_) | Kind::Country => tap(visit, &format!("[id='{path}'] option[value='{text}']")).await,
        kind => {
            let text = match (kind, WrittenDate::read(&text).map(WrittenDate::date)) {
                (Kind::Date, Ok(date)) => format!("{}.{}.{}", date.day(), date.month(), date.year()),
                _ => text,
            };
            let field = visit.browser.find(By::Css(format!("[id='{path}']"))).await.unwrap();
            field.send_keys(text).await.unwrap();
        }
    }
}

/// The questions were a card that sent people to a long form and left them there.
#[test]
fn a_developer_goes_from_nothing_to_done_by_taps_alone() {
    in_each_browser(&Setting::default(), async |visit| {
        let life = Document::parse(DEVELOPER).unwrap();
        visit.as_on_a_phone().await;
        visit.open_started().await;
        visit.resize(360, 740).await;
        visit.open("#/guide").await;
        visit.until("document.getElementById('guide-card')").await;
        let on = visit.today().await;
        let (mut stops, mut section, mut skipped) = (Vec::new(), "", 0);
        for number in 0..80 {
            let slots = asked(visit).await;
            if slots.is_empty() && visit.read(".guide-rows").await.is_empty() {
                break;
            }
            assert_eq!(visit.value("document.documentElement.scrollWidth <= innerWidth").await, true, "{slots:?}");
            stops.extend(slots.clone());
            for slot in &slots {
                section = slot.section;
                answer(visit, &life, *slot).await;
            }
            // The range follows each answer, and is the core's.
            if visit.profile().await.is_some()
                && let total = assess(&stored(visit).await, on).points.total
                && total.high - total.low < 100
            {
                let width =
                    Message::new(key!("guide.width")).with("points", total.high - total.low).with("range", total).with("scale", 100);
                visit.until(&format!("read(document.querySelector('.guide-range')).startsWith({:?})", say(&width))).await;
            }
            skipped += usize::from(slots.len() == 1 && !life.has(slots[0]));
            // Here and there one looks back, or the page is loaded again, and nothing is lost.
            if number == 3 {
                go_on(visit, 1).await;
                assert_ne!(asked(visit).await, slots);
                go_on(visit, 0).await;
                assert_eq!(asked(visit).await, slots);
            }
            if number == 7 {
                let before = stored(visit).await;
                visit.browser.refresh().await.unwrap();
                visit.until("document.getElementById('guide-card')").await;
                assert_eq!(stored(visit).await, before);
                continue;
            }
            let entered = visit.read(".guide-rows li").await.len();
            go_on(visit, usize::from(entered > 0 && life.rows(section).len() > entered)).await;
        }
        assert_eq!(visit.read("#guide-title").await, [t(key!("guide.done"))]);
        assert!(skipped > 0, "nothing was skipped: {stops:?}");
        // What was entered is the life, without another page.
        let own = stored(visit).await;
        assert_eq!(own.differences(&life), [], "asked were {stops:?}");
        let all = assess(&own, on);
        let left = guide(&own, &all, Goal::Qualify, &[]).questions;
        let text = visit.read("#guide-card").await.concat();
        assert!(text.contains(&say(&Message::new(key!("guide.skipped")).with("count", i64::try_from(left.len()).unwrap()))), "{text}");
        assert!(left.iter().all(|question| !life.has(question.slot)), "{left:?}");
        let verdict = Message::new(key!("summary.means-depends")).with("mark", all.points.pass_mark);
        assert!(text.contains(&say(&verdict)), "{text}");
        // The range is said in one place.
        let range = words().arg(&Arg::from(all.points.total));
        let live = "[...document.querySelectorAll('[aria-live], [role=status], [role=alert]')].map((e) => e.textContent)";
        visit.until(&format!("{live}.filter((text) => text.includes({range:?})).length === 1")).await;
        // And it leads on.
        tap(visit, "#guide-card .links a").await;
        visit.until_focused(&t(key!("page.title.goals"))).await;
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// Each thing people come for has its own questions, at an address of its own.
#[test]
fn every_goal_has_its_questions() {
    in_each_browser(&Setting::default(), async |visit| {
        open_with(visit, &json!({ "schema": 2, "you": { "azerbaijani": false } })).await;
        let own = stored(visit).await;
        let all = assess(&own, visit.today().await);
        for goal in Goal::ALL {
            visit.open(&format!("#/guide/{}", goal.name())).await;
            visit.until(&format!("document.querySelector('.guide-goals [aria-current]').hash === '#/guide/{}'", goal.name())).await;
            let expected = guide(&own, &all, goal, &[]);
            let first = expected.next().unwrap().slot;
            assert_eq!(asked(visit).await[0].section, first.section, "{goal:?}");
            let left = say(&Message::new(key!("guide.left")).with("count", i64::try_from(expected.questions.len()).unwrap()));
            assert_eq!(visit.read("#guide-left").await, [left], "{goal:?}");
            assert_eq!(visit.accessibility_faults().await, Vec::<String>::new(), "{goal:?}");
        }
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// Who does not know an answer, or does not want to give it, must come to the end all the same.
#[test]
fn every_question_can_be_skipped_by_keyboard_and_asked_again() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_started().await;
        visit.follow_link(&t(key!("page.guide")), Way::Forward, &t(key!("page.title.guide"))).await;
        visit.follow_guide(&words(), &Document::default(), "#guide-card .links").await;
        assert_eq!(visit.profile().await, None, "skipping entered something");
        visit.activate(&t(key!("guide.again")), Way::Forward).await;
        visit.until(&format!("{CARD}.includes({:?})", t(key!("profile.elsewhere.nationality")))).await;
    });
}

/// An impossible date must be said where it was typed, not swallowed by the next question.
#[test]
fn a_broken_answer_keeps_the_card() {
    in_each_browser(&Setting::default(), async |visit| {
        let life = json!({
            "schema": 2, "you": { "azerbaijani": false, "speciality": "it", "has_degree": false },
            "achievements": { "patents": 0, "publications": 0, "leadership": false, "awards": false },
            "jobs": [{ "id": 1, "related": true, "position": "senior" }],
        });
        open_with(visit, &life).await;
        assert_eq!(asked(visit).await[0].path(), "jobs.1.from");
        visit.type_into(&t(key!("profile.jobs.from")), "31.2.2020").await;
        visit.activate(&t(key!("guide.next")), Way::Forward).await;
        let message = t(key!("problem.no-such-day"));
        visit.until(&format!("{CARD}.includes({message:?})")).await;
        visit.until("document.activeElement.id === 'jobs.1.from'").await;
        // And the summary says that an answer is broken, with a way to it.
        let broken = say(&Message::new(key!("summary.broken")).with("count", 1));
        assert!(visit.read(".notice-text").await.contains(&broken), "{:?}", visit.read(".notice-text").await);
    });
}

/// Points do not help a citizen of Azerbaijan, so that stands before the points.
#[test]
fn a_condition_not_met_stands_before_the_points() {
    in_each_browser(&Setting::default(), async |visit| {
        open_with(visit, &json!({ "schema": 2, "you": { "azerbaijani": true } })).await;
        assert!(visit.read("#guide-card").await.concat().contains(&t(key!("guide.citizen"))));
        let name = t(key!("rule.condition.foreign"));
        visit.open("#/").await;
        visit.until(&format!("read(document.querySelector('.verdict .notice-text')).includes({name:?})")).await;
        visit.until("document.querySelector('.verdict').firstElementChild.classList.contains('notice-text')").await;
    });
}
