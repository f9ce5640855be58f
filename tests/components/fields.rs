//! What was understood stands beside the field, what can be two things is asked, and each thing is said once.

use hsmp::key;
use hsmp::message::Message;
use hsmp::profile::{Answers, Conditions, Elsewhere, Job, Kind, OwnMaxima, Pay, SECTIONS, Section, Slot};
use hsmp::quantity::Date;
use hsmp_app::ui::components::QuestionField;
use hsmp_app::ui::pages::assumptions;
use hsmp_app::ui::{say, t, words};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use crate::support::{Mounted, by_id, focused, mount, next_frame};

const EMPTY: &str = r#"{"schema":2}"#;
const PASSPORT: Slot = Conditions::PASSPORT_UNTIL;
const SECOND: Slot = Conditions::SECOND_PASSPORT_UNTIL;

fn both(profile: &str) -> Mounted {
    mount(profile, |_| {
        view! {
            <QuestionField at=PASSPORT/>
            <QuestionField at=SECOND/>
        }
        .into_any()
    })
}

fn beside(slot: Slot) -> String {
    by_id(&[&slot.path(), "-understood"].concat())
}

fn plain(page: &Mounted, slot: Slot) -> String {
    page.state.peek(|document| document.plain(slot))
}

fn day(text: &str) -> String {
    words().date(Date::parse_iso(text).unwrap())
}

/// What is said now, after everything that was to be said.
async fn said(page: &Mounted) -> String {
    for _ in 0..15 {
        next_frame().await;
    }
    page.text("#announcer")
}

/// In words at once, where screen readers find it, and without a word at each key.
#[wasm_bindgen_test]
async fn a_date_stands_in_words_beside_its_field() {
    let page = both(EMPTY);
    let input = by_id(&PASSPORT.path());
    assert_eq!(page.text(&beside(PASSPORT)), "");
    for (typed, understood) in [("2031-05-31", "31 May 2031"), ("1.6.31", "1 June 2031"), ("31.2.2031", ""), ("31 mai 2031", "31 May 2031")]
    {
        page.type_into(PASSPORT, typed);
        page.until(typed, |page| page.text(&beside(PASSPORT)) == understood).await;
    }
    assert!(page.attribute(&input, "aria-describedby").unwrap().contains("conditions.passport_until-understood"));
    assert_eq!(page.count(".field [aria-live], .field [role=status]"), 0, "it speaks at each key");
    assert_eq!(said(&page).await, "");
    page.leave(PASSPORT);
    assert_eq!(said(&page).await, "31 May 2031");
    assert_eq!(page.text(&beside(PASSPORT)), "31 May 2031", "it still stands there");
}

/// Which day is meant is asked. Who has said it once is not asked again, and can still change it.
#[wasm_bindgen_test]
async fn a_date_that_can_be_two_days_is_asked_about_once() {
    let page = both(EMPTY);
    page.type_into(SECOND, "05/06/2032");
    page.leave(SECOND);
    // Half a year is no date yet.
    page.type_into(PASSPORT, "03/04/20");
    next_frame().await;
    next_frame().await;
    assert_eq!(page.count(&[&beside(PASSPORT), " .button"].concat()), 0);
    page.type_into(PASSPORT, "03/04/2031");
    page.until("both are offered", |page| page.count(&[&beside(PASSPORT), " .button"].concat()) == 2).await;
    assert_eq!(page.texts(&[&beside(PASSPORT), " .button"].concat()), [day("2031-04-03"), day("2031-03-04")]);
    assert_eq!(plain(&page, PASSPORT), "03/04/2031", "it was guessed");
    let message = by_id("conditions.passport_until-message");
    assert_eq!(page.text(&message), "");
    page.leave(PASSPORT);
    let asked =
        Message::new(key!("problem.two-dates")).with("date", Date::new(2031, 4, 3).unwrap()).with("other", Date::new(2031, 3, 4).unwrap());
    page.until("it is asked", |page| page.text(&message) == say(&asked)).await;

    page.press_named(&day("2031-03-04"));
    page.until("the focus is back", |_| focused() == PASSPORT.path()).await;
    page.until("it stands there", |page| page.text(&beside(PASSPORT)) == day("2031-03-04")).await;
    assert_eq!(plain(&page, PASSPORT), "2031-03-04");
    assert_eq!((page.text(&message), page.attribute(&by_id(&PASSPORT.path()), "aria-invalid")), (String::new(), None));
    // What stands elsewhere is not rewritten behind the person's back.
    assert_eq!(plain(&page, SECOND), "05/06/2032");
    assert_eq!(page.texts(&[&beside(SECOND), " .button"].concat()).len(), 2);

    // From now on nothing is asked; what else it could be is one press away, also after leaving.
    page.type_into(SECOND, "07/08/2033");
    assert_eq!(plain(&page, SECOND), "2033-07-08");
    page.leave(SECOND);
    let change = say(&Message::new(key!("understood.change")).with("date", Date::new(2033, 8, 7).unwrap()));
    page.until("the other day is offered", |page| page.texts(&[&beside(SECOND), " .button"].concat()) == [change.as_str()]).await;
    page.press_named(&change);
    page.until("it is changed", |page| page.text(&beside(SECOND)) == day("2033-08-07")).await;
    assert_eq!((plain(&page, SECOND), plain(&page, PASSPORT)), ("2033-08-07".to_owned(), "2031-03-04".to_owned()));
}

/// A date that shows the order is as good as a press.
#[wasm_bindgen_test]
fn a_date_that_shows_the_order_settles_the_others() {
    for (shows, first) in [("25/12/2030", "2032-04-03"), ("12/25/2030", "2032-03-04")] {
        let page = both(EMPTY);
        page.type_into(PASSPORT, shows);
        page.leave(PASSPORT);
        page.type_into(SECOND, "03/04/2032");
        assert_eq!(plain(&page, SECOND), first, "after {shows}");
    }
    let page = both(EMPTY);
    page.type_into(PASSPORT, "25.12.2030");
    page.leave(PASSPORT);
    page.type_into(SECOND, "03/04/2032");
    assert_eq!(plain(&page, SECOND), "03/04/2032", "the page's own form tells nothing of the person");
}

/// A date from a file that can be two days is asked about in its field.
#[wasm_bindgen_test]
async fn a_date_of_a_file_that_can_be_two_days_is_asked_about() {
    let page = both(r#"{"schema":2,"conditions":{"passport_until":"03/04/2031"}}"#);
    next_frame().await;
    assert_eq!(page.one::<HtmlInputElement>(&by_id(&PASSPORT.path())).value(), "03/04/2031");
    page.press_named(&day("2031-04-03"));
    assert_eq!(plain(&page, PASSPORT), "2031-04-03");
}

/// An amount is shown as it is kept, until it stands so in the field.
#[wasm_bindgen_test]
async fn an_amount_is_shown_as_it_was_understood() {
    let page = mount(EMPTY, |_| {
        view! {
            <QuestionField at=Pay::GROSS/>
            <QuestionField at=Elsewhere::INCOME/>
        }
        .into_any()
    });
    page.type_into(Pay::GROSS, "3,200");
    page.until("manat", |page| page.text(&beside(Pay::GROSS)) == "3,200.00\u{a0}AZN").await;
    page.type_into(Pay::GROSS, "3,20,0");
    page.until("nothing", |page| page.text(&beside(Pay::GROSS)).is_empty()).await;
    page.type_into(Pay::GROSS, "3,200");
    page.leave(Pay::GROSS);
    page.until("it stands in the field", |page| page.text(&beside(Pay::GROSS)).is_empty()).await;
    page.type_into(Elsewhere::INCOME, "1.234.567");
    page.until("no currency yet", |page| page.text(&beside(Elsewhere::INCOME)) == "1,234,567.00").await;
    page.state.edit(|document| document.set(Elsewhere::CURRENCY, "USD"));
    page.until("dollars", |page| page.text(&beside(Elsewhere::INCOME)) == "1,234,567.00\u{a0}USD").await;
}

#[wasm_bindgen_test]
fn every_date_field_names_its_form() {
    let mut dates = 0;
    for known in SECTIONS.iter().flat_map(|section| section.fields).filter(|field| field.kind == Kind::Date) {
        let slot = known.slot.in_row(Section::named(known.slot.section).filter(|section| section.list).map(|_| 1));
        let page = mount(EMPTY, move |_| view! { <QuestionField at=slot/> }.into_any());
        let hint = [&slot.path(), "-hint"].concat();
        assert!(page.text(&by_id(&hint)).ends_with(t(key!("understood.date-form"))), "{hint}");
        assert!(page.attribute("input", "aria-describedby").unwrap().contains(&hint), "{hint}");
        dates += 1;
    }
    assert!(dates > 20, "{dates}");
}

/// What is wrong is said once, when the field is left, and so is what became wrong elsewhere on the page.
#[wasm_bindgen_test]
async fn a_slip_is_said_once() {
    let page = both(EMPTY);
    for typed in ["3", "31.", "31.2.", "31.2.2031"] {
        page.type_into(PASSPORT, typed);
        assert_eq!(said(&page).await, "", "{typed}");
    }
    page.leave(PASSPORT);
    assert_eq!(said(&page).await, t(key!("problem.no-such-day")));
    let before = page.text("#announcer");
    page.leave(PASSPORT);
    assert_eq!(said(&page).await, before);

    let page = mount(r#"{"schema":2,"jobs":[{"id":1,"from":"2020-01-01","to":"2021-01-01"}]}"#, |_| {
        let [from, to] = [Job::FROM, Job::TO].map(|slot| slot.in_row(1));
        view! {
            <QuestionField at=from/>
            <QuestionField at=to/>
        }
        .into_any()
    });
    page.type_into(Job::FROM.in_row(1), "1 May 2022");
    page.leave(Job::FROM.in_row(1));
    assert_eq!(said(&page).await, [&day("2022-05-01"), " ", t(key!("problem.end-before-start"))].concat());
}

/// On the page of assumptions, too.
#[wasm_bindgen_test]
async fn an_assumption_speaks_when_it_is_left() {
    let page = mount(EMPTY, assumptions);
    let slot = OwnMaxima::EDUCATION_MOST;
    // Nobody types before the page was drawn.
    next_frame().await;
    next_frame().await;
    page.type_into(slot, "500");
    let wrong = || page.text(&by_id(&[&slot.path(), "-message"].concat()));
    page.until("it is marked", |_| !wrong().is_empty()).await;
    // What the page says of itself once it has come to rest.
    page.until("the change is said", |page| page.text("#announcer") == t(key!("assumptions-page.changed"))).await;
    page.leave(slot);
    page.until("the slip is said", |page| page.text("#announcer") == wrong()).await;
    assert_eq!(page.count("main [aria-live], aside [role=status], .band [aria-live]"), 0);
    assert!(page.attribute(&by_id(&slot.path()), "aria-describedby").is_some_and(|id| page.count(&by_id(&id)) == 1));
}
