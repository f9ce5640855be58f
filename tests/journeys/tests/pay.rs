//! What people come to the pay pages for: what is left, what pay to ask for, where more pay leaves less,
//! a page to lay beside the real payslip, and what residence costs. All by keyboard, compared with the core.

use hsmp::assess::tax::payroll::Schedule;
use hsmp::assess::tax::{business, income, pay};
use hsmp::assess::{Assessment, assess};
use hsmp::key;
use hsmp::message::{Key as Text, Message};
use hsmp::profile::{Document, Section};
use hsmp::quantity::{Money, Tri};
use journeys::{Key, Setting, Visit, Way, in_each_browser, plain, say, t, words};
use serde_json::json;

fn money(amount: Money) -> String {
    plain(&words().money(amount))
}

/// What the core works out of the answers as they were saved.
async fn worked_out(visit: &Visit) -> Assessment {
    let document = Document::parse(&visit.profile().await.expect("nothing was saved")).unwrap();
    assess(&document, visit.today().await)
}

fn question(section: &'static str, field: &str) -> String {
    let section = Section::named(section).unwrap();
    plain(words().get(section.field(field).unwrap().label))
}

async fn open(visit: &Visit, page: Text, title: Text) {
    visit.follow_link(&t(page), Way::Forward, &t(title)).await;
}

/// Somebody with a pay just above the cliff and a second job.
#[test]
fn net_pay_the_way_back_and_the_cliff() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_started().await;
        open(visit, key!("page.pay"), key!("page.title.pay")).await;
        visit.type_into(&question("pay", "gross"), "2505").await;
        visit.focus_on(&question("pay", "sector"), Way::Forward).await;
        visit.choose(&t(key!("choice.sector.private"))).await;
        // A second employer, within what only some people have to answer.
        visit.activate(&t(key!("section.employers")), Way::Forward).await;
        visit.activate(&t(key!("rows.add-employer")), Way::Forward).await;
        visit.until_focused(&question("employers", "name")).await;
        visit.press("Night school").await;
        visit.type_into(&question("employers", "gross"), "600").await;
        visit.focus_on(&question("employers", "sector"), Way::Forward).await;
        visit.choose(&t(key!("choice.sector.oil-gas-state"))).await;
        visit.type_into(&question("pay", "wanted"), "2180.44").await;

        let all = worked_out(visit).await;
        let slip = &all.pay.as_ref().unwrap().payslip;
        let schedule = Schedule::of(slip.terms);
        // Two pays leave what is wanted: one on either side of the cliff.
        let found = pay::gross_for(&schedule, all.profile.pay.wanted.unwrap()).unwrap();
        assert!(found.len() > 1 && found[0] < slip.terms.gross, "{found:?}");
        assert_eq!(visit.read("#wanted .verdict-line + .amounts li").await, found.iter().map(|gross| money(*gross)).collect::<Vec<_>>());

        let cliff = pay::cliffs(&schedule).unwrap()[0];
        let text = Message::new(key!("pay-page.cliffs.one")).with("at", cliff.at).with("loss", cliff.loss);
        assert_eq!(visit.read("#cliffs li").await, [say(&text.with("recovered", cliff.recovered))]);
        let less = schedule.net(cliff.at).unwrap() - slip.net.unwrap();
        let own = Message::new(key!("pay-page.cliffs.own")).with("at", cliff.at).with("less", less);
        assert_eq!(visit.read("#cliffs .notice-text").await, [say(&own)]);

        // The year, each employer by itself.
        let year = pay::year(&all.profile, all.on).unwrap();
        let rows = visit.table(&t(key!("pay-page.year.all"))).await;
        let net = rows.iter().find(|row| row[0] == t(key!("pay.net"))).unwrap();
        let nets: Vec<String> = year
            .jobs
            .iter()
            .map(|job| job.totals)
            .chain([year.totals])
            .map(|totals| plain(&words().decimal(totals.net.unwrap())))
            .collect();
        assert_eq!(net[1..], nets[..]);
        // Other years and sectors.
        for (about, slips) in [("years", pay::in_years(slip.terms)), ("sectors", pay::in_sectors(slip.terms))] {
            let shown = visit.read(&format!("#{about} tbody td:nth-child(2)")).await;
            for (text, compared) in shown.iter().zip(&slips) {
                assert!(text.starts_with(&plain(&words().decimal(compared.slip.net.unwrap()))), "{about}: {text}");
            }
            assert_eq!(shown.len(), slips.len());
        }
        assert_eq!(visit.accessibility_faults().await, Vec::<String>::new());
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// The page a person lays beside the real payslip, on screen and on paper.
#[test]
fn every_line_of_the_payslip_opens_its_reason_and_prints() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_started().await;
        open(visit, key!("page.pay"), key!("page.title.pay")).await;
        visit.type_into(&question("pay", "gross"), "3000").await;
        visit.activate(&t(key!("page.payslip")), Way::Back).await;
        visit.until_focused(&t(key!("page.title.payslip"))).await;
        let all = worked_out(visit).await;
        let slip = &all.pay.as_ref().unwrap().payslip;
        let lines: Vec<_> = slip.employee.iter().chain(&slip.employer).collect();
        let shown = visit.read(".slip-row > summary").await;
        assert_eq!(shown.len(), lines.len());
        for (text, line) in shown.iter().zip(&lines) {
            assert!(text.starts_with(&t(line.name)) && text.ends_with(&money(line.amount.unwrap())), "{text}");
        }
        // The first line, opened by keyboard, shows the rule and how far it can be relied on.
        assert!(visit.read(".slip-row .rule").await.is_empty());
        let first = plain(&visit.read(".slip-row > summary").await[0].replace('\n', " "));
        visit.browser.execute("document.querySelector('.slip-row > summary').focus()", Vec::new()).await.unwrap();
        visit.press(char::from(Key::Enter).to_string()).await;
        visit.until("document.querySelector('.slip-row').open").await;
        assert!(!visit.read(".slip-row .rule").await.is_empty(), "{first} opens nothing");

        let solid = |text: &str| text.split_whitespace().collect::<String>();
        let Some(printed) = visit.printed().await else { return };
        let printed = solid(&printed);
        for line in lines {
            assert!(printed.contains(&solid(&money(line.amount.unwrap()))), "{} is not on paper: {printed}", t(line.name));
        }
        assert!(printed.contains(&solid(&money(slip.net.unwrap()))));
        assert!(!printed.contains(&solid(&t(key!("report.print")))), "the button is on paper");
    });
}

/// Income from abroad counts once it can be reckoned in manat, by the person's own rate.
#[test]
fn what_residence_costs_on_income_from_abroad() {
    in_each_browser(&Setting::default(), async |visit| {
        let life = Document::parse(
            &json!({ "schema": 1, "foreign": [{ "id": 1, "country": "DE", "kind": "dividends", "amount": "20000.00", "tax": "300.00", "currency": "EUR" }] })
                .to_string(),
        )
        .unwrap();
        visit.open_started().await;
        open(visit, key!("page.pay"), key!("page.title.pay")).await;
        visit.type_into(&question("pay", "gross"), "3000").await;
        visit.activate(&t(key!("page.income")), Way::Back).await;
        visit.until_focused(&t(key!("page.title.income"))).await;
        visit.answer_section(&words(), &life, "foreign", &t(key!("rows.add-foreign"))).await;
        let missing =
            Message::new(key!("income-page.missing")).with("country", key!("country.DE")).with("what", key!("income.missing.rate"));
        assert_eq!(visit.read(".notice-text").await, [say(&missing)]);

        visit.type_into(&question("foreign", "rate"), "1.95").await;
        let all = worked_out(visit).await;
        let year = income::assess(&all.profile, &all.residency, all.on);
        let more = year.more.unwrap();
        assert!(more.low < more.high, "two rates may apply");
        let text = income::cost_of_residence(year.year, more);
        visit.until("!document.querySelector('main .notice-text')").await;
        assert_eq!(visit.read(".verdict-line").await, [say(&text)]);
        let found = year.break_even.unwrap();
        assert_eq!(found.within, Tri::Yes);
        let even = Message::new(key!("income-page.break-even")).with("days", found.days).with("day", found.day);
        let even = even.with("limit", year.limit.unwrap());
        assert!(plain(&visit.text().await).contains(&say(&even)), "{}", say(&even));
        let treaty = Message::new(key!("income-page.treaty")).with("country", key!("country.DE"));
        assert_eq!(visit.read("#treaties li").await, [say(&treaty)]);
        assert_eq!(visit.accessibility_faults().await, Vec::<String>::new());
    });
}

/// Each way of taxing a business, open or not, with what it leaves.
#[test]
fn ways_of_taxing_one_s_own_business() {
    in_each_browser(&Setting::default(), async |visit| {
        let life = Document::parse(
            &json!({ "schema": 1, "business": {
                "turnover": { "amount": "45000.01", "currency": "AZN" }, "expenses": { "amount": "5000.00", "currency": "AZN" },
                "staff": 3, "insurance_debt": false, "listed": 100, "former_employer": false, "vat": false, "trade": false,
                "registered": 30, "park": false,
            } })
            .to_string(),
        )
        .unwrap();
        visit.open_started().await;
        open(visit, key!("page.self-employment"), key!("page.title.self-employment")).await;
        for field in Section::named("business").unwrap().fields {
            visit.answer(&words(), &life, field.slot).await;
        }
        let all = worked_out(visit).await;
        let year = business::assess(&all.profile, all.on).unwrap();
        let open: Vec<Tri> = year.regimes.iter().map(|taken| taken.open).collect();
        assert_eq!(open, [Tri::Yes, Tri::Yes, Tri::No, Tri::Yes, Tri::No], "a qəpik over the cap of listed income");
        let shown = visit.read(".regime").await;
        for (text, taken) in shown.iter().zip(&year.regimes) {
            assert!(text.contains(&t(taken.regime.label())) && text.contains(&money(taken.left.unwrap())), "{text}");
        }
        let (best, left) = year.best().unwrap();
        let text = Message::new(key!("self-employment-page.best")).with("regime", best.regime.label()).with("left", left);
        assert_eq!(visit.read(".verdict-line").await, [say(&text)]);
        assert_eq!(visit.accessibility_faults().await, Vec::<String>::new());
    });
}
