//! Answers of two windows brought together: each edit counts, and a row stays whole.

use hsmp::profile::{Answers, Days, Document, Later, Slot, Stay, You};
use proptest::prelude::*;
use serde_json::json;

use super::document;

/// What a person can do in a window.
#[derive(Clone, Debug)]
enum Edit {
    Answer(Slot, &'static str),
    Remove(u32),
    Add(&'static str),
}

fn apply(document: &mut Document, edit: &Edit) {
    match edit {
        Edit::Answer(slot, _) if slot.row.is_some_and(|row| !document.rows(slot.section).contains(&row)) => {}
        Edit::Answer(slot, text) => document.set(*slot, text),
        Edit::Remove(row) => document.remove_row(Stay::SECTION, *row),
        Edit::Add(country) => {
            let row = document.add_row(Stay::SECTION);
            document.set(Stay::COUNTRY.in_row(row), country);
        }
    }
}

fn after(base: &Document, edits: &[Edit]) -> Document {
    let mut document = base.clone();
    edits.iter().for_each(|edit| apply(&mut document, edit));
    document
}

fn base() -> Document {
    document(json!({
        "later": { "kept": [1, null] },
        "you": { "speciality": "it" },
        "stays": [{ "id": 1, "country": "AZ", "from": "2026-01-02" }, { "id": 2, "country": "GE", "later": 1.50 }, { "id": 3, "country": "TR" }],
    }))
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let slots = prop::sample::select(vec![
        You::AZERBAIJANI,
        Days::YEAR,
        You::SPECIALITY,
        Stay::COUNTRY.in_row(1),
        Stay::FROM.in_row(1),
        Stay::FROM.in_row(2),
        Stay::TO.in_row(3),
    ]);
    prop_oneof![
        6 => (slots, prop::sample::select(vec!["", "yes", "no", "2026", "2026-02-03", "AZ"])).prop_map(|(slot, text)| Edit::Answer(slot, text)),
        1 => (1u32..=3).prop_map(Edit::Remove),
        1 => prop::sample::select(vec!["DE", "FR"]).prop_map(Edit::Add),
    ]
}

fn any_edits() -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec(any_edit(), 0..6)
}

/// Every answer of a document, whatever the order of its rows and of its sections.
fn answers(document: &Document) -> Vec<String> {
    let empty = Document::default();
    let mut all: Vec<String> = document
        .differences(&empty)
        .into_iter()
        .map(|slot| format!("{}={}", slot.path(), document.text(slot)))
        .chain(document.rows(Stay::SECTION).into_iter().map(|row| format!("row {row}")))
        .collect();
    all.sort();
    all
}

/// How many rows were added to the first three.
fn added(document: &Document) -> usize {
    document.rows(Stay::SECTION).into_iter().filter(|row| *row > 3).count()
}

#[test]
fn edits_of_both_windows_count() {
    let base = base();
    let own = after(&base, &[Edit::Answer(You::AZERBAIJANI, "no"), Edit::Answer(Stay::FROM.in_row(2), "2026-05-01"), Edit::Add("DE")]);
    let other = after(&base, &[Edit::Answer(Stay::TO.in_row(1), "2026-03-04"), Edit::Remove(3), Edit::Answer(You::SPECIALITY, "")]);
    let expected = document(json!({
        "later": { "kept": [1, null] },
        "you": { "azerbaijani": false },
        "stays": [
            { "id": 1, "country": "AZ", "from": "2026-01-02", "to": "2026-03-04" },
            { "id": 2, "country": "GE", "later": 1.50, "from": "2026-05-01" },
            { "id": 4, "country": "DE" },
        ],
    }));
    assert_eq!(own.merged(&base, &other, Later::Own), expected);
}

#[test]
fn of_the_same_answer_the_later_one_stands() {
    let base = base();
    let own = after(&base, &[Edit::Answer(Stay::FROM.in_row(1), "2026-02-01")]);
    let other = after(&base, &[Edit::Answer(Stay::FROM.in_row(1), "2026-02-03"), Edit::Answer(Days::YEAR, "2027")]);
    let [kept, given_up] = [Later::Own, Later::Other].map(|later| own.merged(&base, &other, later));
    assert_eq!((kept.text(Stay::FROM.in_row(1)), given_up.text(Stay::FROM.in_row(1))), ("1.2.2026".to_owned(), "3.2.2026".to_owned()));
    assert_eq!(kept.differences(&given_up), [Stay::FROM.in_row(1)], "nothing else depends on who was later");
}

#[test]
fn a_row_that_one_window_took_away_and_the_other_changed_stays_whole() {
    let base = base();
    let own = after(&base, &[Edit::Remove(1), Edit::Remove(2)]);
    let other = after(&base, &[Edit::Answer(Stay::TO.in_row(1), "2026-03-04")]);
    for (one, two) in [(&own, &other), (&other, &own)] {
        let merged = one.merged(&base, two, Later::Own);
        assert_eq!(merged.rows(Stay::SECTION), if one == &own { [1, 3] } else { [3, 1] });
        assert_eq!(merged.text(Stay::FROM.in_row(1)), "2.1.2026");
        assert_eq!(merged.text(Stay::TO.in_row(1)), "4.3.2026");
    }
}

#[test]
fn rows_added_under_one_number_are_both_kept() {
    let base = base();
    let [own, other] = ["DE", "FR"].map(|country| after(&base, &[Edit::Add(country)]));
    let merged = own.merged(&base, &other, Later::Other);
    assert_eq!(merged.rows(Stay::SECTION), [1, 2, 3, 5, 4]);
    assert_eq!((merged.text(Stay::COUNTRY.in_row(4)), merged.text(Stay::COUNTRY.in_row(5))), ("DE".to_owned(), "FR".to_owned()));
    // The same row was added once: a window that hears of its own edit again adds nothing.
    assert_eq!(own.merged(&base, &own, Later::Own), own);
}

/// Everything was deleted in the other window while an answer was given here: that answer is all there is.
#[test]
fn what_was_deleted_elsewhere_does_not_come_back() {
    let base = base();
    let own = after(&base, &[Edit::Answer(You::AZERBAIJANI, "no")]);
    let merged = own.merged(&base, &Document::default(), Later::Own);
    assert_eq!(merged, document(json!({ "you": { "azerbaijani": false } })));
    assert_eq!(base.merged(&base, &Document::default(), Later::Own), Document::default());
}

/// An amount and its currency are one answer.
#[test]
fn an_answer_with_parts_stays_whole() {
    let pay = |amount: &str| document(json!({ "pay": { "year": 2026, "gross": { "amount": amount, "currency": "AZN" } } }));
    let without = document(json!({ "pay": { "year": 2026 } }));
    let (base, own) = (pay("3200.00"), pay("1234.00"));
    assert_eq!(own.merged(&base, &without, Later::Own), own);
    assert_eq!(own.merged(&base, &without, Later::Other), without);
    assert_eq!(own.merged(&without, &base, Later::Other), base);
}

#[test]
fn sections_of_a_later_version_are_merged_too() {
    let base = document(json!({ "moods": [{ "id": 1, "mood": "good" }], "notes": { "a": 1, "b": 2 } }));
    let own = document(json!({ "moods": [{ "id": 1, "mood": "good" }, { "id": 2 }], "notes": { "a": 5, "b": 2 } }));
    let other = document(json!({ "moods": [{ "id": 1, "mood": "bad" }], "notes": { "a": 1, "c": 3 } }));
    let expected = document(json!({ "moods": [{ "id": 1, "mood": "bad" }, { "id": 2 }], "notes": { "a": 5, "c": 3 } }));
    assert_eq!(own.merged(&base, &other, Later::Own), expected);
    // What has neither members nor numbered rows is one answer.
    for (was, here, there) in
        [(json!("a"), json!("b"), json!("c")), (json!([1]), json!([1, 2]), json!([3])), (json!({}), json!([]), json!(null))]
    {
        let [base, own, other] = [was, here, there].map(|value| document(json!({ "mood": value })));
        assert_eq!(own.merged(&base, &other, Later::Own), own);
        assert_eq!(own.merged(&base, &other, Later::Other), other);
    }
}

/// Where one window emptied a section and the other took it away, nothing of it is left.
#[test]
fn a_section_that_both_emptied_is_gone() {
    let base = base();
    let emptied = document(json!({ "you": {}, "stays": [] }));
    for (own, other) in [(&emptied, &Document::default()), (&Document::default(), &emptied)] {
        assert_eq!(own.merged(&base, other, Later::Own), Document::default());
    }
}

/// What was deleted stays deleted, also the untouched half of an answer's row; what is new since stays.
#[test]
fn what_was_answered_since_everything_was_deleted_is_all_there_is() {
    let base = base();
    let own = after(&base, &[Edit::Answer(You::AZERBAIJANI, "no"), Edit::Answer(Stay::TO.in_row(1), "2026-03-04"), Edit::Add("DE")]);
    let expected = document(json!({ "you": { "azerbaijani": false }, "stays": [{ "id": 4, "country": "DE" }] }));
    assert_eq!(own.since_deleted(&base), expected);
    assert_eq!(base.since_deleted(&base), Document::default());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    /// Where one window did nothing, the other's answers are the result.
    #[test]
    fn one_window_alone_changes_nothing(edits in any_edits()) {
        let base = base();
        let edited = after(&base, &edits);
        for later in [Later::Own, Later::Other] {
            prop_assert_eq!(answers(&edited.merged(&base, &base, later)), answers(&edited));
            prop_assert_eq!(answers(&base.merged(&base, &edited, later)), answers(&edited));
            prop_assert_eq!(edited.merged(&base, &edited, later), edited.clone());
        }
    }

    /// Each answer is what it was, what one of the windows made of it, or gone with its row; and one that a single
    /// window changed is what that window made of it.
    #[test]
    fn nothing_is_lost_or_invented(own in any_edits(), other in any_edits()) {
        let base = base();
        let (own, other) = (after(&base, &own), after(&base, &other));
        let merged = own.merged(&base, &other, Later::Own);
        for row in base.rows(Stay::SECTION) {
            let [is_own, is_other, is_merged] = [&own, &other, &merged].map(|document| document.rows(Stay::SECTION).contains(&row));
            prop_assert!(is_merged || !is_own || !is_other, "row {row} is gone");
        }
        let single = [You::AZERBAIJANI, Days::YEAR, You::SPECIALITY];
        let rows = base.rows(Stay::SECTION).into_iter().flat_map(|row| [Stay::COUNTRY, Stay::FROM, Stay::TO].map(|slot| slot.in_row(row)));
        let is_row = |document: &Document, slot: Slot| slot.row.is_none_or(|row| document.rows(Stay::SECTION).contains(&row));
        for slot in rows.chain(single) {
            if !is_row(&own, slot) || !is_row(&other, slot) {
                continue;
            }
            let [was, here, there, now] = [&base, &own, &other, &merged].map(|document| document.text(slot));
            let expected = if here == was { there } else { here };
            prop_assert_eq!(now, expected, "{}", slot.path());
        }
        prop_assert!(added(&merged) >= added(&own).max(added(&other)) && added(&merged) <= added(&own) + added(&other));
    }

    /// Two windows that bring the same together come to the same answers, so they do not write back and forth.
    #[test]
    fn both_windows_agree(own in any_edits(), other in any_edits()) {
        let base = base();
        let (own, other) = (after(&base, &own), after(&base, &other));
        let first = own.merged(&base, &other, Later::Own);
        // The other window has its answers stored, and sees what the first one made of both.
        prop_assert_eq!(other.merged(&other, &first, Later::Other), first.clone());
        // So it does where its own write went unseen, and the first window mended that. (Rows that both added under
        // one number are then there twice rather than lost.)
        if added(&own) * added(&other) == 0 {
            prop_assert_eq!(answers(&other.merged(&base, &first, Later::Other)), answers(&first));
        }
        prop_assert_eq!(first.merged(&base, &first, Later::Own), first);
    }
}
