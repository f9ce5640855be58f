//! The calendar, the list of stays and the box for tables, as people use them.

use hsmp::assess::with_figures;
use hsmp::key;
use hsmp::profile::{Answers, Days, Document, Slot, Stay};
use hsmp::quantity::Date;
use hsmp_app::ui::components::{Calendar, Editor, StayList};
use hsmp_app::ui::pages::tax_residence;
use hsmp_app::ui::{State, say, t};
use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, Event, HtmlElement};

use crate::support::{Mounted, by_id, focused, mount, next_frame};

const EMPTY: &str = r#"{"schema":1}"#;
const HERE: &str = r#"{"schema":1,"stays":[{"id":1,"country":"AZ","from":"2026-05-20","to":"2026-06-10"},{"id":2,"country":"TR","from":"2026-06-10","to":"2026-06-12"}]}"#;

fn year(state: State) -> Memo<i32> {
    Memo::new(move |_| state.assessment.with(|all| all.on.year()))
}

fn shown(profile: &str) -> Mounted {
    mount(profile, |state| {
        let editor = Editor::new(state);
        let passed_on = Signal::derive(move || Date::new(2026, 6, 5).ok());
        let year = year(state);
        view! {
            <div>
                <Calendar editor year passed_on/>
                <StayList editor year/>
            </div>
        }
        .into_any()
    })
}

fn press_key(page: &Mounted, key: &str) {
    let event = Event::new("keydown").unwrap();
    Reflect::set(&event, &"key".into(), &key.into()).unwrap();
    page.one::<Element>(".calendar").dispatch_event(&event).unwrap();
}

fn stop(page: &Mounted) -> String {
    page.attribute("td[tabindex='0']", "id").unwrap()
}

fn stays(page: &Mounted) -> Vec<[String; 3]> {
    let text = |document: &Document, row: u32, slot: Slot| document.text(slot.in_row(row));
    page.state.peek(|document| {
        document.rows("stays").into_iter().map(|row| [Stay::COUNTRY, Stay::FROM, Stay::TO].map(|slot| text(document, row, slot))).collect()
    })
}

/// One stop of the Tab key, on today; each day says in words what it is.
#[wasm_bindgen_test]
fn a_month_is_a_grid_of_named_days() {
    let page = shown(HERE);
    assert_eq!((page.attribute(".calendar", "role").as_deref(), page.text(".calendar-month").as_str()), (Some("grid"), "June 2026"));
    assert_eq!(page.count("td[role=gridcell][id]"), 30);
    assert_eq!((page.count("td[tabindex='0']"), stop(&page)), (1, "day-2026-06-01".to_owned()));
    let name = |day: &str| page.text(&format!("{} .visually-hidden", by_id(day)));
    assert_eq!(name("day-2026-06-01"), "1 June 2026: in Azerbaijan, today");
    assert_eq!(name("day-2026-06-02"), "2 June 2026: in Azerbaijan, planned or ongoing");
    assert_eq!(name("day-2026-06-05"), "5 June 2026: in Azerbaijan, planned or ongoing, the limit is passed on this day");
    assert_eq!(name("day-2026-06-10"), "10 June 2026: in Azerbaijan, planned or ongoing, in Türkiye, planned or ongoing");
    assert_eq!(name("day-2026-06-13"), "13 June 2026");
    // The same in letters and by pattern for those who see it.
    assert_eq!(page.text(&format!("{} .day-code", by_id("day-2026-06-10"))), "AZ TR");
    let class = |day: &str| page.attribute(&by_id(day), "class").unwrap();
    assert_eq!((class("day-2026-06-01").as_str(), class("day-2026-06-02").as_str()), ("day here today", "day planned"));
    // 1 June 2026 was a Monday.
    assert_eq!(page.count("tbody tr:first-child td[id]"), 7);
    assert_eq!(page.texts("thead th")[..7], ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]);
}

#[wasm_bindgen_test]
async fn the_keyboard_moves_through_days_weeks_and_months() {
    let page = shown(EMPTY);
    for (key, day) in [
        ("ArrowRight", "day-2026-06-02"),
        ("ArrowDown", "day-2026-06-09"),
        ("End", "day-2026-06-14"),
        ("Home", "day-2026-06-08"),
        ("ArrowUp", "day-2026-06-01"),
        ("ArrowLeft", "day-2026-05-31"),
        ("PageDown", "day-2026-06-30"),
        ("PageUp", "day-2026-05-30"),
    ] {
        press_key(&page, key);
        page.until(key, |_| focused() == day).await;
        assert_eq!((page.count("td[tabindex='0']"), stop(&page)), (1, day.to_owned()), "{key}");
    }
    assert_eq!(page.text(".calendar-month"), "May 2026");
    page.press(".calendar-head button:last-child");
    page.until("the next month", |page| page.text(".calendar-month") == "June 2026").await;
}

/// Enter on a first and a last day, in either order, makes a stay; what happened is said.
#[wasm_bindgen_test]
async fn two_days_chosen_by_keyboard_make_a_stay() {
    let page = shown(EMPTY);
    press_key(&page, "ArrowRight");
    page.until("the next day", |_| focused() == "day-2026-06-02").await;
    press_key(&page, "Enter");
    page.until("it is said", |page| page.text(".calendar-told") == "First day: 2 June 2026. Now choose the last day.").await;
    assert_eq!(page.attribute(&by_id("day-2026-06-02"), "aria-selected").as_deref(), Some("true"));
    press_key(&page, "ArrowDown");
    page.until("a week later", |_| focused() == "day-2026-06-09").await;
    press_key(&page, " ");
    page.until("it is said", |page| page.text(".calendar-told") == "Added: Azerbaijan, 2 June 2026 to 9 June 2026").await;
    assert_eq!(stays(&page), [["AZ".to_owned(), "2.6.2026".to_owned(), "9.6.2026".to_owned()]]);
    // Escape gives a beginning up.
    press_key(&page, "PageDown");
    page.until("a month later", |_| focused() == "day-2026-07-09").await;
    press_key(&page, "Enter");
    press_key(&page, "Escape");
    page.until("it is said", |page| page.text(".calendar-told") == t(key!("calendar.again"))).await;
    assert_eq!((page.count("[aria-selected=true]"), stays(&page).len()), (0, 1));
}

/// A tap on a day of a stay picks it, to be changed or taken away, and taking away can be undone.
#[wasm_bindgen_test]
async fn a_tap_picks_a_stay_and_two_taps_make_one() {
    let page = shown(HERE);
    page.press(&by_id("day-2026-06-03"));
    page.until("it is said", |page| page.text(".calendar-told") == "Azerbaijan, 20 May 2026 to 10 June 2026").await;
    assert_eq!(page.count("[aria-selected=true]"), 10, "the days of the stay in this month");
    page.press(".calendar-place .actions .button:first-child");
    page.until("its form is open", |_| focused() == "stays.1.country").await;
    // Done and taking away lead back to the day, and what was taken away is brought back there.
    page.press(".row .actions .button:first-child");
    page.until("the form is closed", |page| page.count(".row-fields") == 0 && focused() == "day-2026-06-03").await;
    page.press(".calendar-place .actions .button:last-child");
    page.until("it is gone", |page| page.count(".calendar-place .undo") == 1 && stays(page).len() == 1).await;
    page.until("the day has the focus", |_| focused() == "day-2026-06-03").await;
    assert_eq!((page.count(".undo"), page.count(".calendar-place .actions")), (1, 0));
    page.press(".undo .button");
    page.until("it is back", |page| stays(page).len() == 2 && focused() == "day-2026-06-03" && page.count(".undo") == 0).await;
    assert_eq!(page.text(&format!("{} .day-code", by_id("day-2026-06-03"))), "AZ");
    // From the list, the list is where it goes on.
    page.press("tbody .pick");
    page.until("its form is open", |_| focused().ends_with(".country")).await;
    page.press(".row .actions .button:last-child");
    page.until("it is gone", |page| page.count(".stay-rows .undo") == 1 && focused() == "stays-add").await;
    page.press(".undo .button");
    page.until("it is back", |page| stays(page).len() == 2).await;
    // The same day twice is a stay of one day.
    page.press(&by_id("day-2026-06-20"));
    page.press(&by_id("day-2026-06-20"));
    page.until("it is there", |page| stays(page).len() == 3).await;
    assert_eq!(stays(&page)[2], ["AZ", "20.6.2026", "20.6.2026"].map(str::to_owned));
    page.until("the day shows it", |page| page.text(&format!("{} .day-code", by_id("day-2026-06-20"))) == "AZ").await;
}

/// A day that is begun can be given up without a keyboard, and on a day of travel a stay begins in another.
#[wasm_bindgen_test]
async fn a_begun_day_is_given_up_and_a_stay_begins_where_another_ends() {
    let page = shown(HERE);
    page.press(&by_id("day-2026-06-20"));
    page.until("it is begun", |page| page.texts(".calendar-place .actions .button") == [t(key!("calendar.cancel"))]).await;
    page.press(".calendar-place .actions .button");
    page.until("it is given up", |page| page.text(".calendar-told") == t(key!("calendar.again"))).await;
    page.until("the day has the focus", |_| focused() == "day-2026-06-20").await;
    assert_eq!((page.count("[aria-selected=true]"), page.count(".calendar-place .actions"), stays(&page).len()), (0, 0, 2));
    page.press(&by_id("day-2026-06-12"));
    page.until("it is picked", |page| page.text(".calendar-told") == "Türkiye, 10 June 2026 to 12 June 2026").await;
    page.press_named(t(key!("calendar.begin-here")));
    page.until("it is begun", |page| page.text(".calendar-told") == "First day: 12 June 2026. Now choose the last day.").await;
    page.press(&by_id("day-2026-06-14"));
    page.until("it is there", |page| stays(page).len() == 3).await;
    assert_eq!(stays(&page)[2], ["AZ", "12.6.2026", "14.6.2026"].map(str::to_owned));
}

/// A day begun in one year is not the first day of a stay that ends in another year looked at later.
#[wasm_bindgen_test]
async fn a_begun_day_is_forgotten_with_the_year_that_is_shown() {
    let page = mount(HERE, |state| {
        let year = Memo::new(move |_| state.assessment.with(|all| all.profile.days.year.map_or(2026, |year| year.0)));
        let (editor, passed_on) = (Editor::new(state), Signal::derive(|| None));
        view! { <div><Calendar editor year passed_on/></div> }.into_any()
    });
    page.press(&by_id("day-2026-06-20"));
    page.until("it is begun", |page| page.count(".calendar-place .actions") == 1).await;
    page.state.edit(|document| document.set(Days::YEAR, "2025"));
    page.until("the other year", |page| page.text(".calendar-month") == "January 2025").await;
    page.until("nothing is begun", |page| page.count(".calendar-place .actions") == 0 && page.text(".calendar-told").is_empty()).await;
    page.press(&by_id("day-2025-01-08"));
    page.until("it is begun", |page| page.text(".calendar-told") == "First day: 8 January 2025. Now choose the last day.").await;
    assert_eq!(stays(&page).len(), 2);
}

/// The list holds the year's stays in order of time, what is to be said of each, and the other years.
#[wasm_bindgen_test]
async fn the_list_shows_a_year_and_leads_to_the_others() {
    let profile = r#"{"schema":1,"stays":[{"id":1,"country":"AZ","from":"2026-08-01"},{"id":2,"country":"TR","from":"2026-01-05","to":"2026-01-09","purpose":"work"},{"id":3,"country":"AZ","from":"2025-01-01","to":"2025-02-01"},{"id":4,"country":"AZ","from":"soon"}]}"#;
    let page = mount(profile, |state| {
        let year = Memo::new(move |_| state.assessment.with(|all| all.profile.days.year.map_or(2026, |year| year.0)));
        view! { <StayList editor=Editor::new(state) year/> }.into_any()
    });
    let rows = |page: &Mounted| page.texts("tbody th");
    assert_eq!(page.count(&by_id("stays.4.from")), 1, "what needs mending is open");
    assert_eq!(rows(&page), ["Azerbaijan", "Türkiye Work", "Azerbaijan"]);
    assert_eq!(page.texts("tbody tr:first-child td")[0], "soon", "what cannot be read stands first, as it was typed");
    assert_eq!(page.count(".stay-note:not([hidden])"), 2, "the slip, and the stay that is planned and open");
    assert_eq!(page.texts(".other-years button"), ["2025: 1"]);
    page.press(".other-years button");
    page.until("the other year", |page| rows(page).len() == 2 && page.text("caption") == "Stays in 2025").await;
    page.press("tbody tr:nth-last-child(2) .pick");
    page.until("the form", |_| focused() == "stays.3.country").await;
    assert_eq!(page.count(".row-fields"), 1, "one form, however many stays");
}

/// Good lines are taken over when asked; bad ones stay in the box, each with its number and what is wrong.
#[wasm_bindgen_test]
async fn lines_of_a_table_are_looked_at_before_they_are_taken() {
    let page = mount(EMPTY, tax_residence);
    let area: Element = page.one(&by_id("stays-text"));
    let text = "country,from,to\nAZ,2026-01-01,2026-02-01\nAZ,31.2.2026,\nfrance,1.3.2026,5.3.2026";
    Reflect::set(&area, &"value".into(), &text.into()).unwrap();
    area.dispatch_event(&Event::new("input").unwrap()).unwrap();
    page.until("what was found", |page| page.text("#stays-found").contains("2 stays are ready to import.")).await;
    assert!(page.text(".bad-lines").contains(&format!("Line 3: {}", t(key!("problem.no-such-day")))));
    assert_eq!(page.text(".bad-lines code"), "AZ,31.2.2026,");
    let first = ["Azerbaijan, 1 January 2026 to 1 February 2026", "France, 1 March 2026 to 5 March 2026"];
    assert_eq!(page.texts("#stays-found ul:not(.bad-lines) li"), first);
    assert!(stays(&page).is_empty(), "nothing is taken before it is asked for");
    page.press_named(t(key!("import.take")));
    page.until("they are there", |page| stays(page).len() == 2).await;
    assert_eq!(stays(&page)[1], ["FR", "1.3.2026", "5.3.2026"].map(str::to_owned));
    page.until("the box holds the rest", |page| {
        let value = Reflect::get(&page.one::<HtmlElement>(&by_id("stays-text")), &"value".into()).unwrap();
        value.as_string().unwrap() == "country,from,to\nAZ,31.2.2026,\n"
    })
    .await;
}

/// What a table does not say is asked, and nothing is offered before; the answer holds for what is left.
#[wasm_bindgen_test]
async fn the_order_of_dates_is_asked_and_kept() {
    let page = boxed(EMPTY);
    write_table(&page, "AZ,1/2/2026,3/4/2026\nXX,5/6/2026,7/8/2026");
    page.until("it is asked", |page| page.count("[name=stays-order]") == 2).await;
    assert_eq!(page.texts(".choice-name"), ["1 February 2026", "2 January 2026"]);
    assert!(page.attribute(".exchange .button.primary", "hidden").is_some());
    page.press("#stays-month-first");
    page.until("it is offered", |page| page.attribute(".exchange .button.primary", "hidden").is_none()).await;
    page.press_named(t(key!("import.take")));
    page.until("it is there", |page| stays(page).len() == 1).await;
    assert_eq!(stays(&page)[0], ["AZ", "2.1.2026", "4.3.2026"].map(str::to_owned));
    page.until("it is read in the same order", |page| {
        page.one::<web_sys::HtmlInputElement>("#stays-month-first").checked() && page.count(".bad-lines li") == 1
    })
    .await;
}

/// A stay that would count twice is shown beside the known one; the person may keep that.
#[wasm_bindgen_test]
async fn a_line_replaces_the_known_stay_unless_that_is_kept() {
    let page = boxed(r#"{"schema":1,"stays":[{"id":1,"country":"AZ","from":"2026-05-01"}]}"#);
    write_table(&page, "AZ,2026-05-01,2026-08-20");
    page.until("it is shown", |page| page.count(".replaced input") == 1).await;
    let label = page.text(".replaced label");
    assert!(label.contains("since 1 May 2026"), "{label}");
    assert!(label.contains("20 August 2026"), "{label}");
    page.press(".replaced input");
    page.until("nothing is to be taken", |page| page.attribute(".exchange .button.primary", "hidden").is_some()).await;
    page.press(".replaced input");
    page.until("it is to be taken", |page| page.attribute(".exchange .button.primary", "hidden").is_none()).await;
    page.press_named(t(key!("import.take")));
    page.until("it is replaced", |page| stays(page) == [["AZ", "1.5.2026", "20.8.2026"].map(str::to_owned)]).await;
    page.until("it can be undone", |page| page.texts("button").iter().any(|text| text == t(key!("import.undo")))).await;
    page.press_named(t(key!("import.undo")));
    page.until("it is as before", |page| stays(page) == [["AZ", "1.5.2026", ""].map(str::to_owned)]).await;
}

/// The page before anything is entered: a sentence and one thing to do; then the answers.
#[wasm_bindgen_test]
async fn an_empty_page_asks_for_the_first_stay_and_nothing_else() {
    let page = mount(EMPTY, tax_residence);
    // The rule stands there before anything is entered.
    assert_eq!(page.text(".lead"), say(&with_figures(key!("tax-residence-page.empty"))));
    assert!(page.text(".lead").contains("182 days"));
    let hidden = |page: &Mounted, id: &str| page.attribute(&by_id(id), "hidden").is_some();
    for id in ["ties", "plan"] {
        assert!(hidden(&page, id), "{id}");
    }
    page.press(".button.primary");
    page.until("the form", |_| focused() == "stays.1.country").await;
    page.until("the ties", |page| !hidden(page, "ties")).await;
    page.choose(Stay::COUNTRY.in_row(1), "AZ");
    page.type_into(Stay::FROM.in_row(1), "1.1.2026");
    // 1 June is the 152nd day: 30 days are left, and the last is 1 July.
    let says = |page: &Mounted| page.count(".headline-value") == 1 && page.text("#answer .prose").contains("Leave by 1 July 2026");
    page.until("the answer", says).await;
    let more: Element = page.one(&by_id("plan-more"));
    Reflect::set(&more, &"value".into(), &"31".into()).unwrap();
    more.dispatch_event(&Event::new("input").unwrap()).unwrap();
    page.until("what follows", |page| page.text("#plan-more-found").contains("Until 2 July 2026. Days in 2026: 183.")).await;
    next_frame().await;
    assert!(page.text("#plan-more-found").contains("Resident"));
}

/// Stays that lie in another year only: the page leads there, and says nothing of a year nobody asked about.
#[wasm_bindgen_test]
async fn stays_of_another_year_are_one_press_away() {
    let page = mount(r#"{"schema":1,"stays":[{"id":1,"country":"AZ","from":"2027-01-15"}]}"#, tax_residence);
    assert_eq!((page.count("#answer"), page.text(".other-year").as_str()), (0, "Your stays are in 2027: look at 2027"));
    page.press(".other-year");
    // 15 January is the first of the days of which the 183rd passes the limit.
    page.until("the answer", |page| page.count("#answer") == 1 && page.text(".headline-value").contains("16 July 2027")).await;
    assert_eq!(page.count(".other-year"), 0);
    assert!(page.text(".strip").contains("resident if you stay until 16 Jul"), "{}", page.text(".strip"));
}

/// The box for tables on its page, as the application shows it.
fn boxed(profile: &str) -> Mounted {
    mount(profile, tax_residence)
}

fn write_table(page: &Mounted, text: &str) {
    page.one::<Element>(".exchange").set_attribute("open", "").unwrap();
    let area: HtmlElement = page.one("#stays-text");
    Reflect::set(&area, &"value".into(), &text.into()).unwrap();
    area.dispatch_event(&Event::new("input").unwrap()).unwrap();
}

/// How often what is announced becomes another text, while somebody types a line into the box.
#[wasm_bindgen_test]
async fn what_is_typed_into_the_box_is_announced_once() {
    let page = boxed(EMPTY);
    next_frame().await;
    let live = || page.texts("[aria-live], [role=status], [role=alert]");
    let (line, mut before, mut changes) = ("AZ,1.3.2026,10.3.2026", live(), 0);
    let mut look = |now: Vec<String>| {
        changes += usize::from(now != before);
        before = now;
        changes
    };
    for end in 1..=line.len() {
        write_table(&page, &line[..end]);
        next_frame().await;
        look(live());
    }
    assert_eq!(look(live()), 0, "it is announced while it is typed");
    page.until("the stay is announced", |_| live().iter().any(|text| text.contains("1 March 2026"))).await;
    for _ in 0..60 {
        next_frame().await;
        look(live());
    }
    assert_eq!(look(live()), 1);
}

/// Who looks at another page finds what could not be read where it was.
#[wasm_bindgen_test]
async fn what_could_not_be_read_waits_in_the_box() {
    let page = boxed(EMPTY);
    write_table(&page, "AZ,1.3.2026,10.3.2026\nnowhere,sometime");
    next_frame().await;
    page.press(".exchange .button.primary");
    next_frame().await;
    assert_eq!(stays(&page).len(), 1);
    let unread = page.state.unread.get_untracked();
    drop(page);
    let page = mount(EMPTY, |state| {
        state.unread.set(unread);
        tax_residence(state)
    });
    next_frame().await;
    let text = |page: &Mounted| Reflect::get(&page.one::<Element>("#stays-text"), &"value".into()).unwrap().as_string().unwrap();
    assert_eq!(text(&page).trim_end(), "nowhere,sometime");
    assert!(page.attribute(".exchange", "open").is_some(), "it waits where nobody sees it");
    page.press_named(t(key!("import.discard")));
    next_frame().await;
    assert_eq!(text(&page), "");
}
