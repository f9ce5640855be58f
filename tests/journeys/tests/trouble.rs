//! What goes wrong: slips of the pen, damaged or forbidden storage. Nothing typed is ever
//! lost without a word, and no figure is made up.

use hsmp::assess::assess;
use hsmp::assess::tax::payroll;
use hsmp::key;
use hsmp::message::{Arg, Key as Text, Message};
use hsmp::profile::{Country, Document};
use hsmp::quantity::{Date, Money};
use hsmp::text::Catalogue;
use journeys::{Key, Setting, Visit, Way, in_each_browser, language, other_language, plain, say, t, words};
use serde_json::{Value, json};

/// Where versions before several profiles kept the only one.
const EARLIER: &str = "hsmp/v1/profile";
const DAMAGED: &str = "hsmp/v1/damaged";

/// Puts a text on the device before the application starts.
async fn put(visit: &Visit, key: &str, text: &str) {
    visit.open_plain().await;
    visit.browser.execute("localStorage.setItem(arguments[0], arguments[1])", vec![json!(key), json!(text)]).await.unwrap();
}

/// What a question's field holds, whether it is marked as wrong, and what is said about it. Where
/// several rows ask the same, the last.
async fn field(visit: &Visit, question: &str) -> (String, bool, String) {
    let state = visit
        .value(&format!(
            "(() => {{
                const input = [...document.querySelectorAll('label')].filter((label) => label.textContent === {question:?}).pop().control;
                const said = input.getAttribute('aria-describedby').split(' ').pop();
                return [input.value, input.getAttribute('aria-invalid') === 'true', document.getElementById(said).innerText];
            }})()"
        ))
        .await;
    (state[0].as_str().unwrap().to_owned(), state[1] == true, plain(state[2].as_str().unwrap()))
}

/// Types something wrong: nothing is said while the person writes, all is said when they leave.
async fn slip(visit: &Visit, question: &str, typed: &str, message: &str) {
    visit.type_into(question, typed).await;
    assert_eq!(field(visit, question).await, (typed.to_owned(), false, String::new()), "said too early");
    visit.press(char::from(Key::Tab).to_string()).await;
    visit.until_read(message).await;
    assert_eq!(field(visit, question).await, (typed.to_owned(), true, message.to_owned()));
}

/// A slip must be said where it stands, in words that help, and what was typed must stay to be mended.
#[test]
fn an_impossible_date_is_said_and_stays() {
    let message = t(key!("problem.no-such-day"));
    in_each_browser(&Setting::default(), async |visit| {
        let words = words();
        visit.open_page("#/tax-residence").await;
        visit.activate(words.get(key!("rows.add-stay")), Way::Forward).await;
        visit.until_focused(words.get(key!("profile.stays.country"))).await;
        let question = words.get(key!("profile.stays.from"));
        slip(visit, question, "31.2.2026", &message).await;
        visit.browser.refresh().await.unwrap();
        visit.until("document.documentElement.dataset.app === 'started'").await;
        assert_eq!(field(visit, question).await, ("31.2.2026".to_owned(), true, message.clone()));
        // Mended, it is a day like any other, and the mark goes.
        visit.type_into(question, "28.2.2026").await;
        visit.press(char::from(Key::Tab).to_string()).await;
        assert!(!field(visit, question).await.1);
    });
}

/// Pay below nothing or beyond all measure is a slip; no net pay may follow from it.
#[test]
fn pay_that_cannot_be_is_refused_in_words() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_page("#/pay").await;
        let question = t(key!("profile.pay.gross"));
        let too_much = Message::new(key!("problem.too-much")).with("most", Money::from_manat(10_000_000));
        for (typed, message) in [
            ("-500", t(key!("problem.negative"))),
            ("20000000", plain(&words().say(&too_much))),
            ("99999999999999999999999", plain(&words().say(&too_much))),
            ("2500.505", t(key!("problem.too-fine"))),
            ("a lot", t(key!("problem.not-an-amount"))),
        ] {
            slip(visit, &question, typed, &message).await;
            assert_eq!(visit.read(".headline-value").await, Vec::<String>::new(), "a figure follows from '{typed}'");
            visit.focus_on(&question, Way::Back).await;
        }
        visit.retype("2500").await;
        visit.until("document.querySelectorAll('.headline-value').length === 1").await;
    });
}

/// A row whose days contradict each other is not counted, and that is said; one that overlaps is
/// counted once, and that is said too.
#[test]
fn days_that_contradict_each_other_are_said() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_page("#/answers").await;
        visit.activate(&t(key!("rows.add-job")), Way::Forward).await;
        visit.until_focused(&t(key!("profile.jobs.from"))).await;
        visit.press("1.9.2020").await;
        slip(visit, &t(key!("profile.jobs.to")), "1.9.2019", &t(key!("problem.end-before-start"))).await;

        visit.open_page("#/tax-residence").await;
        for (from, to) in [("1.2.2026", "28.2.2026"), ("20.2.2026", "5.3.2026")] {
            visit.activate(&t(key!("rows.add-stay")), Way::Forward).await;
            visit.until_focused(&t(key!("profile.stays.country"))).await;
            visit.choose(&t(Country::AZERBAIJAN.name())).await;
            visit.type_into(&t(key!("profile.stays.from")), from).await;
            visit.type_into(&t(key!("profile.stays.to")), to).await;
        }
        // A note, no fault: the stay is counted.
        let (_, wrong, said) = field(visit, &t(key!("profile.stays.from"))).await;
        let overlap = Message::new(key!("problem.overlap-same")).with("date", Date::new(2026, 2, 1).unwrap());
        assert_eq!((wrong, said), (false, plain(&words().say(&overlap))));
        let days = Message::new(key!("strip.description")).with("days", 28 + 5).with("year", Arg::Year(2026));
        assert!(visit.value("new Date().getFullYear()").await != 2026 || visit.drawings().await == [plain(&words().say(&days))]);
    });
}

/// For a year whose rules nobody has entered there is no figure, rather than one of another year.
#[test]
fn a_year_without_rules_gives_no_net_pay() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_page("#/pay").await;
        visit.type_into(&t(key!("profile.pay.gross")), "3200").await;
        visit.type_into(&t(key!("profile.pay.year")), "2018").await;
        let document = Document::parse(&visit.profile().await.unwrap()).unwrap();
        let missing = assess(&document, Date::new(2026, 6, 1).unwrap()).pay.unwrap().payslip.net.unwrap_err();
        let text = plain(&visit.text().await);
        let said = plain(&words().say(&payroll::not_known(missing)));
        assert!(text.contains(&said), "'{said}' is not said: {text}");
        let not_known = words().say(&Message::new(key!("summary.net.not-known")).with("year", Arg::Year(2018)));
        assert!(visit.read(".headline-value").await[0].starts_with(&not_known));
        let net = visit.table(&t(key!("pay-page.amount"))).await.into_iter().find(|row| row[0] == t(key!("pay.net"))).unwrap();
        assert_eq!(net[1], t(key!("explain.not-known")));
        visit.follow_link(&t(key!("page.summary")), Way::Back, &t(key!("page.title.summary"))).await;
        assert_eq!(visit.definition(&t(key!("page.pay"))).await, not_known);
    });
}

/// Half a profile, as a crash may leave it, must not keep anybody from starting, and not be lost.
#[test]
fn damaged_answers_are_set_aside_and_can_be_taken_along() {
    const HALF: &str = "{\"schema\":1,\"deg";
    in_each_browser(&Setting::default(), async |visit| {
        let words = words();
        put(visit, EARLIER, HALF).await;
        visit.open_started().await;
        let notice = plain(&format!("{} {}", words.get(key!("notice.damaged")), words.get(key!("notice.damaged-kept"))));
        assert!(visit.read("[role=alert]").await[0].contains(&notice));
        assert_eq!(visit.stored(DAMAGED).await.as_deref(), Some(HALF));

        // New answers beside it change nothing about it.
        visit.open_page("#/pay").await;
        visit.type_into(words.get(key!("profile.pay.gross")), "3200").await;
        visit.browser.refresh().await.unwrap();
        visit.until("document.documentElement.dataset.app === 'started'").await;
        assert!(visit.read("[role=alert]").await[0].contains(&notice), "after a reload nobody would know");
        assert_eq!(visit.stored(DAMAGED).await.as_deref(), Some(HALF));
        assert!(Document::parse(&visit.profile().await.unwrap()).is_ok());

        visit.activate(words.get(key!("notice.download-damaged")), Way::Forward).await;
        assert_eq!(visit.saved("hsmp-damaged.txt").await, HALF.as_bytes());
        visit.activate(words.get(key!("notice.delete-damaged")), Way::Forward).await;
        visit.until(&format!("localStorage.getItem({DAMAGED:?}) === null")).await;
        assert_eq!(visit.read("[role=alert] .notice").await, Vec::<String>::new());
    });
}

/// Who opens an old page after a new one must not lose what the new one saved.
#[test]
fn answers_of_a_later_version_are_never_overwritten() {
    const LATER: &str = r#"{"schema":99,"you":{"mood":"good"}}"#;
    in_each_browser(&Setting::default(), async |visit| {
        put(visit, EARLIER, LATER).await;
        visit.open_page("#/pay").await;
        let notice = format!("{} {}", t(key!("notice.not-saved")), t(key!("notice.newer")));
        assert!(visit.read("[role=alert]").await[0].contains(&notice));
        visit.type_into(&t(key!("profile.pay.gross")), "3200").await;
        assert_eq!(visit.stored(EARLIER).await.as_deref(), Some(LATER));
        assert!(visit.read("[role=alert]").await[0].contains(&notice));
        // What is on the page can be taken along nevertheless.
        visit.activate(&t(key!("notice.download")), Way::Back).await;
        let copy: Value = serde_json::from_slice(&visit.saved(".json").await).unwrap();
        assert_eq!(copy["pay"]["gross"]["amount"], "3200.00");
    });
}

/// Where the browser stores nothing, or nothing more, a person is told before they rely on it, and
/// changing the language does not cost them their answers.
#[test]
fn what_cannot_be_stored_is_said_and_survives_a_change_of_language() {
    let denied = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });";
    let full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };";
    for (before, notice, at_once) in [(denied, key!("notice.denied"), true), (full, key!("notice.refused"), false)] {
        in_each_browser(&Setting { before: before.to_owned(), ..Setting::default() }, async |visit| {
            visit.open_page("#/pay").await;
            let said = format!("{} {}", t(key!("notice.not-saved")), t(notice));
            assert_eq!(visit.read("[role=alert]").await[0].contains(&said), at_once);
            visit.type_into(&t(key!("profile.pay.gross")), "3200").await;
            visit.until("document.querySelector('[role=alert] .notice')").await;
            assert!(visit.read("[role=alert]").await[0].contains(&said));

            visit.change_language(Way::Back).await;
            let other = Catalogue::built_in(other_language());
            let (typed, _, _) = field(visit, other.get(key!("profile.pay.gross"))).await;
            assert_eq!(typed, "3200.00", "{:?}: the answer did not survive", visit.engine);
            let said = plain(&format!("{} {}", other.get(key!("notice.not-saved")), other.get(notice)));
            let shown = visit.read("[role=alert]").await;
            assert!(shown[0].contains(&said), "{:?}: after the change nobody would know: {shown:?}", visit.engine);
            assert_eq!(visit.value("typeof history.state").await, "number", "the answers stay in the history");

            visit.activate(other.get(key!("notice.download")), Way::Forward).await;
            let copy: Value = serde_json::from_slice(&visit.saved(".json").await).unwrap();
            assert_eq!(copy["pay"]["gross"]["amount"], "3200.00");
        });
    }
}

/// Who deletes everything leaves nothing behind for the next person at this device.
#[test]
fn deleting_leaves_nothing_on_the_device() {
    in_each_browser(&Setting::default(), async |visit| {
        put(visit, DAMAGED, "old").await;
        put(visit, "hsmp/v1/theme", "dark").await;
        put(visit, "hsmp/v1/language", language().code()).await;
        visit.open_page("#/pay").await;
        visit.type_into(&t(key!("profile.pay.gross")), "3200").await;
        visit.follow_link(&t(key!("page.about")), Way::Forward, &t(key!("page.title.about"))).await;
        visit.activate(&t(key!("about.delete.title")), Way::Forward).await;
        visit.until("document.querySelector('dialog[open]')").await;
        // The harmless choice has the focus first, and takes nothing away.
        visit.until_focused(&t(key!("about.delete.keep"))).await;
        visit.press(char::from(Key::Enter).to_string()).await;
        visit.until("!document.querySelector('dialog[open]')").await;
        assert!(visit.profile().await.is_some());

        visit.until_focused(&t(key!("about.delete.title"))).await;
        visit.press(char::from(Key::Enter).to_string()).await;
        visit.until_focused(&t(key!("about.delete.keep"))).await;
        visit.press(char::from(Key::Tab).to_string()).await;
        visit.until_focused(&t(key!("about.delete.yes"))).await;
        visit.press(char::from(Key::Enter).to_string()).await;
        visit.until_read(&t(key!("about.delete.done"))).await;
        assert_eq!(visit.value("Object.keys(localStorage).filter((key) => key.startsWith('hsmp'))").await, json!([]));
        assert_eq!(visit.value("sessionStorage.length").await, 0);
        visit.open_started().await;
        assert_eq!(visit.value("document.getElementById('page-title').textContent").await, t(key!("page.title.start")));
    });
}

/// A file of something else must not cost anybody their answers; a copy brings them back.
#[test]
fn only_a_copy_of_answers_replaces_the_answers() {
    in_each_browser(&Setting::default(), async |visit| {
        let examples = std::fs::canonicalize(concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples")).unwrap();
        put(visit, EARLIER, r#"{"schema":1,"pay":{"year":2025}}"#).await;
        visit.open_page("#/about").await;
        let open = async |file: &str, said: Text| {
            visit.hand("open-profile", &examples.join(file)).await;
            // The line of a text that cannot be read is another for each file.
            let said = t(said);
            let said = said.split('{').next().unwrap();
            visit.until_read(said).await;
            serde_json::from_str::<Value>(&visit.profile().await.unwrap()).unwrap()
        };
        let kept = open("pay/payroll-private.csv", key!("about.open.not-json")).await;
        assert_eq!(kept, json!({ "schema": 2, "pay": { "year": 2025 } }));
        // What would change is shown, and asked; whoever says no keeps theirs.
        let asked = open("profiles/engineer.json", key!("about.open.asked")).await;
        assert_eq!(asked, kept);
        let changes = visit.read(".changes li").await;
        let year = say(&Message::new(key!("what-if.changed"))
            .with("name", t(key!("profile.pay.year")))
            .with("before", "2025".to_owned())
            .with("now", t(key!("field.not-answered"))));
        assert!(changes.contains(&year), "{changes:?}");
        assert_eq!(visit.accessibility_faults().await, Vec::<String>::new());
        visit.activate(&t(key!("about.open.keep")), Way::Forward).await;
        visit.until_read(&t(key!("about.open.kept"))).await;
        open("profiles/engineer.json", key!("about.open.asked")).await;
        visit.activate(&t(key!("about.open.replace")), Way::Forward).await;
        visit.until_read(&t(key!("about.open.done"))).await;
        let opened: Value = serde_json::from_str(&visit.profile().await.unwrap()).unwrap();
        let meant: Value = serde_json::from_str(include_str!("../../../examples/profiles/engineer.json")).unwrap();
        assert_eq!(opened, meant);
        // Whoever opened the wrong one has theirs back, also after a look at another page and another answer.
        visit.follow_link(&t(key!("page.pay")), Way::Back, &t(key!("page.title.pay"))).await;
        visit.type_into(&t(key!("profile.pay.gross")), "1234").await;
        visit.open("#/about").await;
        visit.activate(&t(key!("about.open.undo")), Way::Forward).await;
        visit.until_read(&t(key!("about.open.undone"))).await;
        let back: Value = serde_json::from_str(&visit.profile().await.unwrap()).unwrap();
        assert_eq!(back, json!({ "schema": 2, "pay": { "year": 2025, "gross": { "amount": "1234.00", "currency": "AZN" } } }));
    });
}
