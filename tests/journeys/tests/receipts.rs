//! Receipts: the page saves what the command line prints, to the byte, and checks what somebody was handed.

#![allow(clippy::panic, clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on says so by stopping")]

use std::path::PathBuf;

use hsmp::key;
use hsmp::message::Message;
use hsmp::profile::Document;
use hsmp::quantity::{Date, Money};
use hsmp::receipt::{receipt, receipt_file};
use hsmp::text::{Catalogue, Language};
use journeys::{Setting, Visit, Way, amount, in_each_browser, plain, say, t};
use serde_json::{Value, json};

const ENGINEER: &str = include_str!("../../../examples/profiles/engineer.json");
const SAMPLE: &str = include_str!("../../../examples/profiles/sample.json");
/// Almost nothing is answered.
const BARE: &str = r#"{"schema":2,"degrees":[{"id":1,"level":"master"}],"later":{"kept":[1.50,null]}}"#;

/// Opens a page with a person's answers.
async fn open(visit: &Visit, address: &str, life: &str) {
    visit.open_plain().await;
    let script = "localStorage.clear(); sessionStorage.clear(); localStorage.setItem('hsmp/v1/profile', arguments[0]);";
    visit.browser.execute(script, vec![json!(life)]).await.unwrap();
    visit.open(address).await;
    visit.until("document.documentElement.dataset.app === 'started' && document.querySelector('main h2')").await;
}

/// Hands the page a file and waits for its answer.
async fn check(visit: &Visit, text: &str, answer: &str) {
    let file: PathBuf = visit.downloads.join("handed-on.json");
    std::fs::write(&file, text).unwrap();
    visit.hand("open-receipt", &file).await;
    visit.until(&format!("read(document.getElementById('receipt-result')).includes({answer:?})")).await;
}

/// Three lives: the same bytes here and in every engine.
#[test]
fn the_page_saves_what_the_command_line_prints() {
    in_each_browser(&Setting::default(), async |visit| {
        for life in [ENGINEER, SAMPLE, BARE] {
            open(visit, "#/report", life).await;
            visit.activate(&t(key!("receipts.save")), Way::Forward).await;
            let saved = String::from_utf8(visit.saved(".json").await).unwrap();
            let today = visit.today().await;
            let own = receipt_file(&Document::parse(life).unwrap(), today);
            let line = saved.lines().zip(own.lines()).find(|(saved, own)| saved != own);
            assert_eq!(line, None, "in {:?}", visit.engine);
            assert_eq!(saved.len(), own.len(), "in {:?}", visit.engine);
            let file = std::fs::read_dir(&visit.downloads).unwrap().flatten().next().unwrap();
            assert_eq!(file.file_name().to_string_lossy(), format!("hsmp-receipt-{today}.json"));
            std::fs::remove_file(file.path()).unwrap();
        }
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// Somebody is handed receipts of another person: a right one, a wrong one, one made under other rules, and what is
/// none. Their own answers stay as they are.
#[test]
fn anybody_can_check_a_receipt() {
    in_each_browser(&Setting::default(), async |visit| {
        open(visit, "#/receipts", SAMPLE).await;
        let before = visit.profile().await;
        let right = receipt(&Document::parse(ENGINEER).unwrap(), Date::parse_iso("2026-03-15").unwrap());
        check(visit, &right.to_string(), &t(key!("receipts.right"))).await;
        assert_eq!(visit.value("document.querySelectorAll('#receipt-result table').length").await, 0);

        let mut wrong = right.clone();
        wrong["assessment"]["pay"]["payslip"]["net"] = json!("9999.99");
        check(visit, &wrong.to_string(), &say(&Message::new(key!("receipts.wrong")).with("count", 1))).await;
        let cells = visit.read("#receipt-result td").await;
        assert_eq!(cells.len(), 2);
        let net = |receipt: &Value| receipt["assessment"]["pay"]["payslip"]["net"].as_str().unwrap().replace('.', "").parse().unwrap();
        let shown = |receipt| amount(Money::from_qepik(net(receipt)));
        assert!(cells[0].contains(&shown(&wrong)) && cells[1].contains(&shown(&right)), "{cells:?}");
        assert_eq!(visit.accessibility_faults().await, Vec::<String>::new());

        let mut old = wrong.clone();
        old["rulebook"] = json!("0".repeat(64));
        let rules = old["rules"].as_array_mut().unwrap();
        rules.iter_mut().find(|rule: &&mut Value| rule["rule"] == "points.pass-mark").unwrap()["value"] = json!("65");
        check(visit, &old.to_string(), &t(key!("receipts.other-rules"))).await;
        let tables = visit.read("#receipt-result tbody tr").await;
        assert_eq!(tables.len(), 2, "{tables:?}");
        assert!(tables[1].contains("65") && tables[1].contains("70"), "{tables:?}");

        check(visit, "{\n\n\"receipt\": 1,,", &say(&Message::new(key!("receipts.fault.not-json")).with("line", 3))).await;
        check(visit, "{}", &t(key!("receipts.fault.not-a-receipt"))).await;
        assert_eq!(visit.profile().await, before, "somebody else's receipt changed the own answers");

        visit.activate(&t(key!("receipts.years-show")), Way::Forward).await;
        visit.until("document.querySelectorAll('#years thead th').length >= 4").await;
        assert!(visit.text().await.contains("2028"));
        assert_eq!(visit.accessibility_faults().await, Vec::<String>::new());
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// What rules will be is said in the language of the page: 5% of what lies over nothing, and so on.
#[test]
fn the_coming_years_are_in_the_language_of_the_page() {
    in_each_browser(&Setting { language: "fr".to_owned(), ..Setting::default() }, async |visit| {
        open(visit, "#/receipts", ENGINEER).await;
        let french = Catalogue::built_in(Language::French);
        visit.activate(&plain(french.get(key!("receipts.years-show"))), Way::Forward).await;
        visit.until("document.querySelectorAll('#years li').length > 0").await;
        let rules = visit.read("#years li").await.join("\n");
        assert!(rules.contains("2027") && !rules.contains("over ") && !rules.contains(" AZN + "), "{rules}");
        assert!(rules.contains("5 %"), "{rules}");
    });
}
