//! The card with the next question: it can be skipped, it keeps the keyboard, and it lets no
//! broken answer pass.

#![allow(clippy::panic, clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on says so by stopping")]

use hsmp::key;
use hsmp::message::{Key as Text, Message};
use hsmp::text::{Catalogue, Language};
use journeys::{Setting, Visit, Way, in_each_browser, plain};
use serde_json::json;

const PROFILE: &str = "hsmp/v1/profile";

fn t(key: Text) -> String {
    plain(Catalogue::built_in(Language::English).get(key))
}

async fn open_with(visit: &Visit, profile: &serde_json::Value) {
    visit.open("robots.txt").await;
    let save = vec![json!(PROFILE), json!(profile.to_string())];
    visit.browser.execute("localStorage.setItem(arguments[0], arguments[1])", save).await.unwrap();
    visit.open("#/").await;
    visit.until("document.documentElement.dataset.app === 'started'").await;
}

/// The question that stands in the card.
async fn asked(visit: &Visit) -> String {
    visit.read("#next legend, #next .field > label").await.pop().unwrap_or_default()
}

/// Who does not know an answer, or does not want to give it, must come to the end all the same.
#[test]
fn every_question_can_be_skipped_by_keyboard_and_asked_again() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_started().await;
        assert_eq!(asked(visit).await, t(key!("profile.you.azerbaijani")));
        let mut seen = Vec::new();
        while !visit.read("#next").await.concat().contains(&t(key!("next.skipped"))) {
            let before = visit.read("#next").await;
            assert!(!seen.contains(&before), "asked twice: {before:?}");
            assert!(seen.len() < 40, "it never ends");
            visit.activate(&t(key!("next.skip")), Way::Forward).await;
            visit.until(&format!("document.getElementById('next').innerText !== {:?}", before.concat())).await;
            // The keyboard stays in the card; it must not fall back to the beginning of the page.
            visit.until("document.getElementById('next').contains(document.activeElement)").await;
            seen.push(before);
        }
        visit.activate(&t(key!("next.again")), Way::Forward).await;
        visit.until(&format!("document.getElementById('next').innerText.includes({:?})", t(key!("profile.you.azerbaijani")))).await;
    });
}

/// An impossible date must be said where it was typed, not swallowed by the next question.
#[test]
fn a_broken_answer_keeps_the_card() {
    in_each_browser(&Setting::default(), async |visit| {
        let life = json!({
            "schema": 1, "you": { "azerbaijani": false, "has_degree": false }, "achievements": { "patents": 0, "publications": 0, "leadership": false, "awards": false },
            "jobs": [{ "id": 1, "related": true, "position": "senior" }],
        });
        open_with(visit, &life).await;
        assert_eq!(asked(visit).await, t(key!("profile.jobs.from")));
        visit.type_into(&t(key!("profile.jobs.from")), "31.2.2020").await;
        visit.activate(&t(key!("next.next")), Way::Forward).await;
        let message = t(key!("problem.no-such-day"));
        visit.until(&format!("document.getElementById('next').innerText.includes({message:?})")).await;
        assert_eq!(asked(visit).await, t(key!("profile.jobs.from")));
        visit.until("document.activeElement.id === 'jobs.1.from'").await;
        // And the overview says that an answer is broken, with a way to it.
        let broken = Catalogue::built_in(Language::English).say(&Message::new(key!("summary.broken")).with("count", 1));
        assert!(visit.read(".notice-text").await.contains(&broken), "{:?}", visit.read(".notice-text").await);
    });
}

/// Points do not help a citizen of Azerbaijan, so that stands before the points.
#[test]
fn a_condition_not_met_stands_before_the_points() {
    in_each_browser(&Setting::default(), async |visit| {
        open_with(visit, &json!({ "schema": 1, "you": { "azerbaijani": true } })).await;
        let name = t(key!("rule.condition.foreign"));
        visit.until(&format!("document.querySelector('.verdict .notice-text')?.innerText.includes({name:?})")).await;
        visit.until("document.querySelector('.verdict').firstElementChild.classList.contains('notice-text')").await;
    });
}
