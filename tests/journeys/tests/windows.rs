//! Time passes and pages come back: several windows with the same answers, the way back through the history,
//! midnight. Nothing that was saved is lost, and nothing that was deleted returns.

use hsmp::key;
use hsmp::profile::{Achievements, Job, Pay, Slot};
use hsmp::text::{Catalogue, Language};
use journeys::{Key, Setting, Visit, Way, WindowHandle, in_each_browser, t, words};
use serde_json::{Value, json};

/// How long before a moment both windows are told of it, in milliseconds. A busy machine needs more than two seconds.
const LEAD: i64 = 5_000;

/// A field of the page, as an expression in it.
fn field(slot: Slot) -> String {
    format!("document.getElementById({:?})", slot.path())
}

/// Changes an answer in the page, as typing it would.
fn edit(slot: Slot, text: &str) -> String {
    format!("{{ const field = {}; field.value = {text:?}; field.dispatchEvent(new Event('input', {{ bubbles: true }})); }}", field(slot))
}

async fn change(visit: &Visit, slot: Slot, text: &str) {
    visit.browser.execute(edit(slot, text), Vec::new()).await.unwrap();
}

async fn until_shown(visit: &Visit, slot: Slot, text: &str) {
    visit.until(&format!("{}.value === {text:?}", field(slot))).await;
}

async fn stored(visit: &Visit) -> Value {
    serde_json::from_str(&visit.profile().await.expect("nothing is stored")).unwrap()
}

/// The first profile's text as it is stored.
async fn stored_text(visit: &Visit) -> String {
    visit.stored("hsmp/v1/profile/1").await.expect("nothing is stored")
}

/// A second window with the same page; both stay in sight of the browser.
async fn second_window(visit: &Visit, address: &str) -> [WindowHandle; 2] {
    let first = visit.browser.window().await.unwrap();
    let second = visit.browser.new_window().await.unwrap();
    visit.browser.switch_to_window(second.clone()).await.unwrap();
    visit.open_page(address).await;
    [first, second]
}

/// Two tabs must not undo each other's answers: what one saves, the other shows.
#[test]
fn an_edit_in_one_tab_appears_in_the_other() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_page("#/pay").await;
        let question = t(key!("profile.pay.gross"));
        let first = visit.browser.window().await.unwrap();
        let second = visit.browser.new_tab().await.unwrap();
        visit.browser.switch_to_window(second.clone()).await.unwrap();
        visit.open_page("#/pay").await;
        visit.type_into(&question, "3200").await;
        visit.browser.switch_to_window(first).await.unwrap();
        until_shown(visit, Pay::GROSS, "3200.00").await;
        // The other question, here: both answers are kept.
        visit.type_into(&t(key!("profile.pay.year")), "2025").await;
        let stored = stored(visit).await;
        assert_eq!((&stored["pay"]["gross"]["amount"], &stored["pay"]["year"]), (&json!("3200.00"), &json!(2025)));
        visit.browser.switch_to_window(second).await.unwrap();
        until_shown(visit, Pay::YEAR, "2025").await;
    });
}

/// Edits at the very same moment, which browsers tell other windows of too late: both are saved, each time.
#[test]
fn edits_in_two_windows_at_the_same_moment_are_both_saved() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_page("#/answers").await;
        let windows = second_window(visit, "#/answers").await;
        for round in 1..=8 {
            let number = round.to_string();
            let at = visit.value("Date.now()").await.as_i64().unwrap() + LEAD;
            for (window, slot) in windows.iter().zip([Achievements::PATENTS, Achievements::PUBLICATIONS]) {
                visit.browser.switch_to_window(window.clone()).await.unwrap();
                // A window in the background has slow timers, so it waits for the moment by itself.
                let script = format!("setTimeout(() => {{ while (Date.now() < {at}); {} }}, 200);", edit(slot, &number));
                visit.browser.execute(script, Vec::new()).await.unwrap();
            }
            for window in &windows {
                visit.browser.switch_to_window(window.clone()).await.unwrap();
                until_shown(visit, Achievements::PATENTS, &number).await;
                until_shown(visit, Achievements::PUBLICATIONS, &number).await;
            }
            let stored = stored(visit).await;
            let both = (&stored["achievements"]["patents"], &stored["achievements"]["publications"]);
            assert_eq!(both, (&json!(round), &json!(round)), "in {:?}", visit.engine);
            assert_eq!(visit.watched().await, Vec::<String>::new());
        }
    });
}

/// Answers one question in both windows, the second 400 ms later. Returns whether the second heard of the first answer
/// before its own, as happens on a busy machine.
async fn answer_in_both(visit: &Visit, windows: &[WindowHandle; 2], slot: Slot, numbers: [&str; 2]) -> bool {
    let at = visit.value("Date.now()").await.as_i64().unwrap() + LEAD;
    for (window, (number, after)) in windows.iter().zip(numbers.into_iter().zip([0, 400])) {
        visit.browser.switch_to_window(window.clone()).await.unwrap();
        // Kept busy until its moment, the later window hears nothing of the earlier edit.
        let [at, field, edit] = [(at + after).to_string(), field(slot), edit(slot, number)];
        let script = format!("setTimeout(() => {{ while (Date.now() < {at}); window.before = {field}.value; {edit} }}, 200);");
        visit.browser.execute(script, Vec::new()).await.unwrap();
    }
    for window in windows {
        visit.browser.switch_to_window(window.clone()).await.unwrap();
        until_shown(visit, slot, numbers[1]).await;
    }
    visit.value("window.before").await == numbers[0]
}

/// The same question in both: the later answer stands, and the earlier one is a press away.
#[test]
fn of_two_answers_to_one_question_the_earlier_can_be_brought_back() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_page("#/answers").await;
        let windows = second_window(visit, "#/answers").await;
        let mut pairs = [["3", "7"], ["4", "8"], ["5", "9"]].into_iter();
        let [earlier, later] = loop {
            let Some(pair) = pairs.next() else { panic!("in {:?} the later window always heard of the earlier answer", visit.engine) };
            if !answer_in_both(visit, &windows, Achievements::PATENTS, pair).await {
                break pair;
            }
        };
        let offer = format!("read(document.querySelector('#app [role=alert]')).includes({:?})", t(key!("windows.title")));
        // The later window offers it; the earlier may hear of it too.
        visit.until(&offer).await;
        let said = visit.read("#app [role=alert] .changes li").await;
        assert!(said[0].contains(earlier) && said[0].contains(later), "{said:?}");
        assert_eq!(visit.accessibility_faults().await, Vec::<String>::new());
        visit.activate(&t(key!("windows.bring-back")), Way::Back).await;
        for window in &windows {
            visit.browser.switch_to_window(window.clone()).await.unwrap();
            until_shown(visit, Achievements::PATENTS, earlier).await;
            visit.until(&format!("!{offer}")).await;
        }
    });
}

/// Leaves the page for another document, which is the application under its file's name. WebKitGTK never finishes the
/// way back from a page without the application's `Cross-Origin-Opener-Policy`, and its driver waits for that.
async fn leave(visit: &Visit, address: &str) {
    visit.open_page(&format!("index.html{address}")).await;
}

/// Goes back to the page. Where memory lasts, it is there as it was left.
async fn come_back(visit: &Visit) {
    visit.browser.back().await.unwrap();
    visit.until("!location.pathname.endsWith('index.html') && document.documentElement.dataset.app === 'started'").await;
}

/// A page that comes back from the history knows what was saved since.
#[test]
fn a_page_from_the_history_reads_before_it_writes() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_page("#/answers").await;
        change(visit, Achievements::PATENTS, "1").await;
        leave(visit, "#/answers").await;
        until_shown(visit, Achievements::PATENTS, "1").await;
        change(visit, Achievements::PUBLICATIONS, "12").await;
        come_back(visit).await;
        until_shown(visit, Achievements::PUBLICATIONS, "12").await;
        change(visit, Achievements::INDEXED, "0").await;
        let stored = stored(visit).await;
        assert_eq!(stored["achievements"], json!({ "patents": 1, "publications": 12, "indexed": 0 }), "in {:?}", visit.engine);
    });
}

/// What was deleted in another tab does not come back with a page from the history.
#[test]
fn deleted_answers_do_not_come_back_through_the_history() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_page("#/answers").await;
        change(visit, Achievements::PATENTS, "1").await;
        assert!(visit.profile().await.is_some());
        leave(visit, "#/about").await;
        let first = visit.browser.window().await.unwrap();
        let second = visit.browser.new_tab().await.unwrap();
        visit.browser.switch_to_window(second).await.unwrap();
        visit.open_page("#/about").await;
        visit.activate(&t(key!("about.delete.title")), Way::Forward).await;
        visit.until_focused(&t(key!("about.delete.keep"))).await;
        visit.press(char::from(Key::Tab).to_string()).await;
        visit.press(char::from(Key::Enter).to_string()).await;
        visit.until("localStorage.length === 0").await;
        visit.browser.switch_to_window(first).await.unwrap();
        come_back(visit).await;
        until_shown(visit, Achievements::PATENTS, "").await;
        assert_eq!(visit.profile().await, None, "in {:?}", visit.engine);
        change(visit, Achievements::PUBLICATIONS, "2").await;
        assert_eq!(stored(visit).await["achievements"], json!({ "publications": 2 }));
    });
}

/// A window that was open before a later version saved something shows what it has, writes nothing, and asks to be loaded
/// again.
#[test]
fn an_old_window_gives_way_to_a_later_version() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_page("#/answers").await;
        change(visit, Achievements::PATENTS, "1").await;
        let later = stored_text(visit).await.replace("\"schema\": 2", "\"schema\": 99");
        let put = "localStorage.setItem('hsmp/v1/profile/1', arguments[0])";
        visit.browser.execute(put, vec![json!(later)]).await.unwrap();
        change(visit, Achievements::PATENTS, "2").await;
        let notice = t(key!("notice.newer"));
        visit.until(&format!("read(document.querySelector('#app [role=alert]')).includes({notice:?})")).await;
        let english = Catalogue::built_in(Language::English);
        assert!(english.get(key!("notice.newer")).contains("Reload the page"));
        until_shown(visit, Achievements::PATENTS, "2").await;
        visit.open_plain().await;
        assert_eq!(stored_text(visit).await, later, "in {:?}", visit.engine);
    });
}

/// A change that is made and left at once is saved all the same.
#[test]
fn a_page_that_is_left_at_once_has_saved() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_page("#/answers").await;
        let script = format!("{} location.href = 'test-plain.html';", edit(Achievements::PATENTS, "5"));
        visit.browser.execute(script, Vec::new()).await.unwrap();
        visit.until("location.pathname.endsWith('test-plain.html')").await;
        assert_eq!(stored(visit).await["achievements"]["patents"], 5, "in {:?}", visit.engine);
    });
}

/// Phones reload pages by themselves. What only the tab knew is still there: the way back, and what is tried out.
#[test]
fn a_reload_forgets_neither_an_undo_nor_a_trial() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_plain().await;
        let profile = json!({ "schema": 2, "jobs": [{ "id": 1, "role": "chemist" }], "achievements": { "patents": 1 } });
        visit.put_profile(&profile.to_string()).await;
        visit.open_page("#/answers").await;
        visit.browser.execute("document.querySelector('[aria-label] .row-head button').click();", Vec::new()).await.unwrap();
        visit.until("document.activeElement.id === 'jobs-undo'").await;
        visit.browser.refresh().await.unwrap();
        visit.until("document.getElementById('jobs-undo') !== null").await;
        visit.browser.execute("document.getElementById('jobs-undo').click();", Vec::new()).await.unwrap();
        until_shown(visit, Job::ROLE.in_row(1), "chemist").await;
        assert_eq!(stored(visit).await["jobs"][0]["role"], "chemist", "in {:?}", visit.engine);

        visit.open_page("#/goals").await;
        visit.activate(&t(key!("goals-page.try")), Way::Forward).await;
        visit.until("document.getElementById('trial-title') !== null").await;
        visit.open("#/answers").await;
        change(visit, Achievements::PATENTS, "7").await;
        visit.browser.refresh().await.unwrap();
        visit.until("document.getElementById('trial-title') !== null").await;
        until_shown(visit, Achievements::PATENTS, "7").await;
        assert_eq!(stored(visit).await["achievements"]["patents"], 1, "what is tried out is not saved");
        visit.activate(&t(key!("what-if.discard")), Way::Forward).await;
        visit.until("document.getElementById('trial-title') === null").await;
        visit.browser.refresh().await.unwrap();
        visit.until("document.documentElement.dataset.app === 'started'").await;
        until_shown(visit, Achievements::PATENTS, "1").await;
        assert_eq!(visit.value("document.getElementById('trial-title')").await, Value::Null);
    });
}

/// The day is another one after midnight, and whoever is typing at that moment goes on typing.
#[test]
fn the_day_turns_at_midnight() {
    // Ten seconds before the end of 30 November 2026, wherever the browser is.
    let before = "{
        const Real = Date;
        const ahead = new Real(2026, 10, 30, 23, 59, 50).getTime() - Real.now();
        window.Date = class extends Real {
            constructor(...parts) { if (parts.length) super(...parts); else super(Real.now() + ahead); }
            static now() { return Real.now() + ahead; }
        };
    }";
    in_each_browser(&Setting { before: before.to_owned(), ..Setting::default() }, async |visit| {
        visit.open_plain().await;
        let profile = json!({ "schema": 2, "stays": [{ "id": 1, "country": "AZ", "from": "2026-11-01" }], "days": { "year": 2026 } });
        visit.put_profile(&profile.to_string()).await;
        visit.open_page("#/tax-residence").await;
        let days = "document.querySelector('.stay-table tbody td:last-child').textContent";
        assert_eq!(visit.value(days).await, words().count(30), "it did not start before midnight");
        let more = "document.getElementById('plan-more')";
        visit.browser.execute(&format!("{more}.closest('details').open = true; {more}.focus();"), Vec::new()).await.unwrap();
        visit.press("1").await;
        visit.until(&format!("{days} === {:?}", words().count(31))).await;
        visit.press("2").await;
        assert_eq!(visit.value(&format!("[document.activeElement.id, {more}.value]")).await, json!(["plan-more", "12"]));
    });
}
