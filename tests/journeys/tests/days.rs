//! Days as people enter them: in the calendar by keyboard and by finger, from a table with bad lines; and on
//! paper. What is kept is looked at, and what is read is compared with what the core works out natively.

use hsmp::assess::assess;
use hsmp::key;
use hsmp::message::{Arg, Message};
use hsmp::profile::{CodePage, Document, Stay, utf_text};
use hsmp::quantity::{Date, EndOfMonth};
use journeys::{By, Key, Setting, Visit, Way, in_each_browser, plain, t, words};
use serde_json::{Value, json};

async fn open_page(visit: &Visit, profile: &str) {
    visit.open_plain().await;
    let script = "localStorage.clear(); if (arguments[0]) localStorage.setItem('hsmp/v1/profile', arguments[0]);";
    visit.browser.execute(script, vec![json!(profile)]).await.unwrap();
    visit.open("#/tax-residence").await;
    visit.until("document.documentElement.dataset.app === 'started' && document.querySelector('.calendar .day')").await;
}

/// The stays that are kept: country, first and last day.
async fn stays(visit: &Visit) -> Vec<[String; 3]> {
    let stored = visit.profile().await.unwrap_or_else(|| "{}".to_owned());
    let kept: Value = serde_json::from_str(&stored).unwrap();
    let text = |row: &Value, field: &str| row[field].as_str().unwrap_or_default().to_owned();
    kept["stays"].as_array().into_iter().flatten().map(|row| ["country", "from", "to"].map(|field| text(row, field))).collect()
}

fn kept(from: Date, to: Date) -> Vec<[String; 3]> {
    vec![["AZ".to_owned(), from.to_string(), to.to_string()]]
}

async fn until_said(visit: &Visit, text: &str) {
    visit.until(&format!("document.querySelector('.calendar-told').textContent.replace(/\\s+/g, ' ') === {text:?}")).await;
}

/// The id of what has the focus.
async fn until_on(visit: &Visit, day: Date) {
    visit.until(&format!("document.activeElement.id === 'day-{day}'")).await;
}

/// The Tab key reaches the calendar once; arrows, pages and Enter do the rest.
#[test]
fn a_stay_is_entered_in_the_calendar_by_keyboard() {
    in_each_browser(&Setting::default(), async |visit| {
        open_page(visit, "").await;
        let today = visit.today().await;
        let free = Message::new(key!("calendar.day")).with("date", today).with("what", t(key!("calendar.today")));
        // Before the sentence stands the number that others see.
        visit.focus_on(&format!("{}{}", today.day(), plain(&words().say(&free))), Way::Forward).await;
        // The next stop of the Tab key is outside the grid.
        visit.press(char::from(Key::Tab).to_string()).await;
        assert_eq!(visit.value("!!document.activeElement.closest('.calendar')").await, false);
        visit.press_with(Key::Shift, Key::Tab).await;
        until_on(visit, today).await;

        visit.press(char::from(Key::PageDown).to_string()).await;
        let month = today.plus_months(1, EndOfMonth::Down).unwrap();
        until_on(visit, month).await;
        visit.press(char::from(Key::Enter).to_string()).await;
        until_said(visit, &plain(&words().say(&Message::new(key!("calendar.begin")).with("date", month)))).await;
        until_on(visit, month).await;
        let mut last = month;
        let onwards = if words().language().is_right_to_left() { Key::Left } else { Key::Right };
        for (pressed, days) in [(Key::Down, 7), (Key::Down, 7), (onwards, 1)] {
            last = last.plus_days(days);
            visit.press(char::from(pressed).to_string()).await;
            until_on(visit, last).await;
        }
        visit.press(char::from(Key::Space).to_string()).await;
        visit.until("document.querySelectorAll('.calendar-place .actions button').length === 3").await;
        assert_eq!(stays(visit).await, kept(month, last));
        until_on(visit, last).await;
        let name = visit.focused().await;
        assert!(name.contains(&t(key!("calendar.planned"))), "{name}");

        // The stay of a day can be changed from there.
        visit.activate(&t(key!("calendar.change")), Way::Forward).await;
        visit.until_focused(&t(key!("profile.stays.country"))).await;
        assert_eq!(visit.accessibility_faults().await, Vec::<String>::new());
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// A finger on a phone: every day is large enough, two taps make a stay, a third picks it.
#[test]
fn a_stay_is_entered_in_the_calendar_by_finger() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_popup().await;
        visit.resize(360, 740).await;
        open_page(visit, "").await;
        let today = visit.today().await;
        let first = today.plus_days(1 - i32::from(today.day()));
        let (from, to) = (first.plus_days(7), first.plus_days(16));
        let small = "[...document.querySelectorAll('.calendar .day')].filter((e) => {
            const box = e.getBoundingClientRect();
            return box.width < 44 || box.height < 44;
        }).length";
        assert_eq!(visit.value(small).await, 0, "days too small for a finger");
        assert_eq!(visit.value("document.documentElement.scrollWidth <= innerWidth").await, true, "wider than the phone");

        tap(visit, from).await;
        until_said(visit, &plain(&words().say(&Message::new(key!("calendar.begin")).with("date", from)))).await;
        tap(visit, to).await;
        visit.until("document.querySelectorAll('.calendar-place .actions button').length === 3").await;
        assert_eq!(stays(visit).await, kept(from, to));
        // Past and planned days look different and are named differently.
        let name = |day: Date| format!("document.getElementById('day-{day}').textContent");
        let expected = if from > today { key!("calendar.planned") } else { key!("calendar.here") };
        assert!(visit.value(&name(from)).await.as_str().unwrap().contains(&t(expected)));

        tap(visit, from.plus_days(3)).await;
        let stay = Message::new(key!("calendar.stay")).with("country", key!("country.AZ")).with("from", from).with("to", to);
        until_said(visit, &plain(&words().say(&stay))).await;
        assert_eq!(stays(visit).await, kept(from, to), "a tap within a stay changes nothing by itself");
    });
}

async fn tap(visit: &Visit, day: Date) {
    let id = format!("day-{day}");
    let element = visit.browser.find(By::Id(&id)).await.unwrap();
    visit.tap(&element).await;
}

/// Good lines are taken, bad ones named and kept, whatever program wrote the file; and all go out again.
#[test]
fn a_table_with_bad_lines_is_taken_in_as_far_as_it_goes() {
    in_each_browser(&Setting::default(), async |visit| {
        open_page(visit, r#"{"schema":1,"stays":[{"id":1,"country":"TR","from":"2026-01-01","to":"2026-01-05"}]}"#).await;
        let file = visit.downloads.join("table.csv");
        std::fs::write(
            &file,
            "from;to;country\r\n1.2.2026;28.2.2026;Azerbaijan\r\n31.2.2026;;AZ\r\n2026-01-01;2026-01-05;TR\r\n5.3.2026;;Atlantis\r\n",
        )
        .unwrap();
        visit.activate(&t(key!("import.title")), Way::Forward).await;
        visit.browser.find(By::Id("stays-file")).await.unwrap().send_keys(file.to_string_lossy()).await.unwrap();
        visit.until("document.querySelectorAll('.bad-lines li').length === 2").await;
        let found = visit.read("#stays-found").await.join(" ");
        for (text, count) in [(key!("import.found"), 1), (key!("import.doubles"), 1)] {
            assert!(found.contains(&plain(&words().say(&Message::new(text).with("count", count)))), "{found}");
        }
        let bad =
            |number: i64, why: Message| plain(&words().say(&Message::new(key!("import.bad")).with("number", number).with("why", why)));
        assert!(found.contains(&bad(3, key!("problem.no-such-day").into())), "{found}");
        assert!(found.contains(&bad(5, Message::new(key!("import.not-a-country")).with("text", "Atlantis".to_owned()))), "{found}");
        assert_eq!(stays(visit).await.len(), 1, "taken before it was asked for");

        visit.activate(&t(key!("import.take")), Way::Forward).await;
        visit.until("document.getElementById('stays-text').value.includes('Atlantis') && !document.getElementById('stays-text').value.includes('28.2.2026')").await;
        let expected = [["TR", "2026-01-01", "2026-01-05"], ["AZ", "2026-02-01", "2026-02-28"]].map(|row| row.map(str::to_owned));
        assert_eq!(stays(visit).await, expected);

        // The slip is mended in the box, and the rest is taken too.
        visit.until("document.activeElement.id === 'stays-text'").await;
        visit.retype("from;to;country").await;
        visit.press(char::from(Key::Enter).to_string()).await;
        visit.press("3.2.2027;4.2.2027;AZ").await;
        visit.until("document.querySelectorAll('.bad-lines li').length === 0").await;
        visit.activate(&t(key!("import.take")), Way::Forward).await;
        // The box takes the focus again after it is drawn; only then the keyboard goes on from there.
        visit.until("document.getElementById('stays-text').value === '' && document.activeElement.id === 'stays-text'").await;
        visit.activate(&t(key!("import.save")), Way::Forward).await;
        let saved = utf_text(&visit.saved(&format!("{}.csv", visit.today().await)).await).unwrap();
        let rows = ["country,from,to,purpose", "TR,2026-01-01,2026-01-05,", "AZ,2026-02-01,2026-02-28,", "AZ,2027-02-03,2027-02-04,"];
        assert_eq!(saved, rows.map(|row| row.replace(',', "\t") + "\r\n").concat());
        assert_eq!(visit.accessibility_faults().await, Vec::<String>::new());
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// Opens the box for tables and puts a file into it.
async fn open_table(visit: &Visit, name: &str, bytes: &[u8]) {
    if visit.value("document.querySelector('.exchange').open").await == false {
        visit.activate(&t(key!("import.title")), Way::Forward).await;
    }
    let file = visit.downloads.join(name);
    std::fs::write(&file, bytes).unwrap();
    visit.browser.find(By::Id("stays-file")).await.unwrap().send_keys(file.to_string_lossy()).await.unwrap();
}

fn rows(rows: &[[&str; 3]]) -> Vec<[String; 3]> {
    rows.iter().map(|row| row.map(str::to_owned)).collect()
}

async fn until_ready(visit: &Visit, count: i64) {
    let found = plain(&words().say(&Message::new(key!("import.found")).with("count", count)));
    visit.until(&format!("document.getElementById('stays-found').textContent.replace(/\\s+/g, ' ').includes({found:?})")).await;
}

/// The stay one entered on arrival is closed by the table, not counted beside it; one step brings it back.
#[test]
fn a_table_closes_the_open_stay_and_the_import_is_undone() {
    in_each_browser(&Setting::default(), async |visit| {
        open_page(visit, r#"{"schema":1,"stays":[{"id":1,"country":"AZ","from":"2026-05-01"}]}"#).await;
        let table = b"country,from,to\nAZ,2026-05-01,2026-08-20\n";
        open_table(visit, "close.csv", table).await;
        visit.until("document.querySelectorAll('.replaced input:checked').length === 1").await;
        assert_eq!(visit.accessibility_faults().await, Vec::<String>::new());
        // Who keeps what was entered takes nothing.
        visit.browser.execute("document.querySelector('.replaced input').click()", vec![]).await.unwrap();
        visit.until("[...document.querySelectorAll('.exchange .button.primary')].every((e) => e.hidden)").await;
        visit.browser.execute("document.querySelector('.replaced input').click()", vec![]).await.unwrap();
        visit.until("[...document.querySelectorAll('.exchange .button.primary')].every((e) => !e.hidden)").await;
        visit.activate(&t(key!("import.take")), Way::Forward).await;
        visit.until("document.getElementById('stays-text').value === '' && document.activeElement.id === 'stays-text'").await;
        assert_eq!(stays(visit).await, rows(&[["AZ", "2026-05-01", "2026-08-20"]]));
        visit.activate(&t(key!("import.undo")), Way::Forward).await;
        visit.until("JSON.parse(localStorage.getItem('hsmp/v1/profile/1').split('\\n}\\n')[1]).stays[0].to === undefined").await;
        assert_eq!(stays(visit).await, rows(&[["AZ", "2026-05-01", ""]]));
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// Dates in numbers that may mean two days are asked about, with both days in words.
#[test]
fn a_table_that_does_not_say_its_order_is_asked_about() {
    in_each_browser(&Setting::default(), async |visit| {
        open_page(visit, "").await;
        open_table(visit, "us.csv", b"country,from,to\nAZ,1/2/2026,3/4/2026\nGE,5/6/2026,7/8/2026\n").await;
        visit.until("document.querySelectorAll('[name=stays-order]').length === 2").await;
        assert_eq!(visit.value("document.querySelectorAll('[name=stays-order]:checked').length").await, 0);
        assert_eq!(visit.value("[...document.querySelectorAll('.exchange .button.primary')].every((e) => e.hidden)").await, true);
        let asked = visit.read(".exchange .choices").await.join(" ");
        for day in [Date::new(2026, 2, 1), Date::new(2026, 1, 2)] {
            assert!(asked.contains(&plain(&words().date(day.unwrap()))), "{asked}");
        }
        assert_eq!(visit.accessibility_faults().await, Vec::<String>::new());
        visit.browser.execute("document.getElementById('stays-month-first').click()", vec![]).await.unwrap();
        until_ready(visit, 2).await;
        visit.activate(&t(key!("import.take")), Way::Forward).await;
        visit.until("document.getElementById('stays-text').value === '' && document.activeElement.id === 'stays-text'").await;
        assert_eq!(stays(visit).await, rows(&[["AZ", "2026-01-02", "2026-03-04"], ["GE", "2026-05-06", "2026-07-08"]]));
        // One line that has no other reading decides for all.
        open_table(visit, "mixed.csv", b"country,from,to\nTR,1/2/2025,3/4/2025\nGE,3/4/2025,3/25/2025\n").await;
        until_ready(visit, 2).await;
        assert_eq!(visit.value("document.querySelectorAll('[name=stays-order]').length").await, 0);
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// Unicode is read whatever its form; what is not Unicode is read in the likely code page, and can be read in another.
#[test]
fn a_table_is_read_in_the_encoding_that_it_has() {
    in_each_browser(&Setting::default(), async |visit| {
        open_page(visit, "").await;
        let utf16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
        let table = "\u{feff}country\tfrom\tto\r\nAZ\t10.01.2026\t20.03.2026\r\nGE\t20.03.2026\t02.04.2026\r\n";
        open_table(visit, "utf16.txt", &utf16(table)).await;
        until_ready(visit, 2).await;
        assert_eq!(visit.value("document.getElementById('stays-code-page').closest('.field').hidden").await, true);
        // Страна;Въезд;Выезд / Грузия, as Windows in Russian writes it.
        let cyrillic =
            b"\xd1\xf2\xf0\xe0\xed\xe0;\xc2\xfa\xe5\xe7\xe4;\xc2\xfb\xe5\xe7\xe4\r\n\xc3\xf0\xf3\xe7\xe8\xff;10.01.2026;20.03.2026\r\n";
        open_table(visit, "ansi.csv", cyrillic).await;
        until_ready(visit, 1).await;
        assert_eq!(visit.value("document.getElementById('stays-code-page').value").await, CodePage::Cyrillic.name());
        assert!(visit.value("document.getElementById('stays-text').value").await.as_str().unwrap().contains("Грузия"));
        assert_eq!(visit.accessibility_faults().await, Vec::<String>::new());
        let choose = "const e = document.getElementById('stays-code-page'); e.value = 'windows-1252'; e.dispatchEvent(new Event('change', { bubbles: true }));";
        visit.browser.execute(choose, vec![]).await.unwrap();
        visit.until("document.getElementById('stays-text').value.includes('Ãðóçèÿ')").await;
        open_table(visit, "book.xlsx", b"PK\x03\x04 [Content_Types].xml xl/workbook.xml").await;
        let said = plain(&t(key!("import.other-file.excel")));
        visit
            .until(&format!(
                "[...document.querySelectorAll('.exchange [role=status]')].some((e) => e.textContent.replace(/\\s+/g, ' ') === {said:?})"
            ))
            .await;
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// Columns are found by their names in any language and in any order; else the person says which is which.
#[test]
fn the_columns_of_a_table_are_found_or_asked_about() {
    in_each_browser(&Setting::default(), async |visit| {
        open_page(visit, "").await;
        let french = "Pays;Du;Au;Motif\nAzerbaïdjan;10/01/2026;20/03/2026;Travail\n";
        for (name, text) in [("french.csv", french), ("other.csv", "Arrival,Departure,Country\n2026-01-10,2026-03-20,AZ\n")] {
            open_table(visit, name, text.as_bytes()).await;
            let value = text.replace('\n', "\\n");
            visit.until(&format!("document.getElementById('stays-text').value === '{value}'")).await;
            until_ready(visit, 1).await;
        }
        open_table(visit, "asked.csv", b"AZ;01.01.2026;10.01.2026;20.03.2026\n").await;
        visit.until("document.querySelectorAll('.columns-asked select').length === 4").await;
        assert_eq!(visit.accessibility_faults().await, Vec::<String>::new());
        assert_eq!(visit.value("[...document.querySelectorAll('.exchange .button.primary')].every((e) => e.hidden)").await, true);
        for (place, column) in [(0, 0), (2, 1), (3, 2)] {
            let choose = format!(
                "const e = document.getElementById('stays-column-{place}'); e.value = '{column}'; e.dispatchEvent(new Event('change', {{ bubbles: true }}));"
            );
            visit.browser.execute(&choose, vec![]).await.unwrap();
        }
        until_ready(visit, 1).await;
        assert_eq!(
            visit.value("document.getElementById('stays-column-1').selectedOptions[0].textContent").await,
            t(key!("import.columns.unused"))
        );
        let label = t(Stay::TO.label());
        assert_eq!(visit.value("document.getElementById('stays-column-3').selectedOptions[0].textContent").await, label);
        visit.activate(&t(key!("import.take")), Way::Forward).await;
        visit.until("document.getElementById('stays-text').value === '' && document.activeElement.id === 'stays-text'").await;
        assert_eq!(stays(visit).await, rows(&[["AZ", "2026-01-10", "2026-03-20"]]));
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// On paper there are the twelve months, the stays and what follows, and nothing to press.
#[test]
fn a_year_is_printed_with_its_twelve_months() {
    in_each_browser(&Setting::default(), async |visit| {
        let profile = r#"{"schema":1,"stays":[{"id":1,"country":"AZ","from":"2026-01-12","to":"2026-04-30"},{"id":2,"country":"TR","from":"2026-05-01","to":"2026-05-20"}],"days":{"year":2026}}"#;
        open_page(visit, profile).await;
        let all = assess(&Document::parse(profile).unwrap(), visit.today().await);
        let words = words();
        let solid = |text: &str| text.split_whitespace().collect::<String>();
        let Some(printed) = visit.printed().await else { return };
        let printed = solid(&printed);
        let mut wanted: Vec<String> = (1..=12).map(|month| words.month(month).to_owned()).collect();
        wanted.push(words.say(&Message::new(key!("summary.resident.name")).with("year", Arg::Year(2026))));
        wanted.push(words.say(&Message::new(key!("calendar.list")).with("year", Arg::Year(2026))));
        wanted.extend(["12.1.2026", "30.4.2026", "20.5.2026"].map(str::to_owned));
        if let Some(residency) = all.residency.ok().filter(|residency| residency.year == 2026) {
            wanted.push(
                words.say(
                    &Message::new(key!("tax-residence-page.days")).with("days", residency.outcome.days).with("limit", residency.limit),
                ),
            );
        }
        for text in &wanted {
            assert!(printed.contains(&solid(text)), "in {:?} '{text}' is not on paper: {printed}", visit.engine);
        }
        for text in [key!("calendar.hint"), key!("rows.add-stay"), key!("import.title"), key!("profile.ties.permanent_home")] {
            assert!(!printed.contains(&solid(words.get(text))), "'{}' is on paper", words.get(text));
        }
    });
}
