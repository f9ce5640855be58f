//! A person's whole way through: the answers of a life by keyboard, what follows from them on every
//! page, another language, paper. What is read is compared with what the core works out natively.

use hsmp::assess::points::Verdict;
use hsmp::assess::residence::residency::{Reason, Residency};
use hsmp::assess::{Assessment, assess};
use hsmp::explain::Step;
use hsmp::key;
use hsmp::message::{Arg, Key as Text, Message};
use hsmp::profile::Document;
use hsmp::quantity::{Money, Tri};
use hsmp::rulebook::{NotKnown, Source};
use hsmp::text::Catalogue;
use journeys::{Key, Setting, Visit, Way, in_each_browser, other_language, plain, words};
use serde_json::Value;

const ENGINEER: &str = include_str!("../../../examples/profiles/engineer.json");

/// A profile with its rows numbered as they stand: the page leaves gaps between numbers.
fn numbered(profile: &str) -> Value {
    let mut profile: Value = serde_json::from_str(profile).unwrap();
    for rows in profile.as_object_mut().unwrap().values_mut().filter_map(Value::as_array_mut) {
        for (place, row) in rows.iter_mut().enumerate() {
            row["id"] = (place + 1).into();
        }
    }
    profile
}

/// Who cannot use a mouse can do everything; and everybody reads the figures the core works out,
/// in their language, on screen and on paper, also after the browser was closed.
#[test]
fn a_life_is_entered_by_keyboard_and_read_everywhere() {
    in_each_browser(&Setting::default(), async |visit| {
        let words = words();
        let life = Document::parse(ENGINEER).unwrap();
        visit.open_started().await;

        enter(visit, &words, &life).await;

        let stored = visit.profile().await.expect("nothing was saved");
        assert_eq!(numbered(&stored), numbered(ENGINEER), "what is kept is not what was typed");
        let expected = Expected { words, all: assess(&Document::parse(&stored).unwrap(), visit.today().await) };
        assert!(
            expected.all.problems.iter().all(|problem| problem.severity == hsmp::profile::Severity::Note),
            "{:?}",
            expected.all.problems
        );
        read_all_pages(visit, &expected).await;

        // The browser was closed and is opened again.
        visit.browser.refresh().await.unwrap();
        visit.until("document.documentElement.dataset.app === 'started'").await;
        assert_eq!(visit.profile().await.as_deref(), Some(stored.as_str()));
        overview(visit, &expected).await;

        // Another language, by keyboard. The page loads again.
        visit.change_language(Way::Forward).await;
        let expected = Expected { words: Catalogue::built_in(other_language()), all: expected.all };
        overview(visit, &expected).await;
        // Spaces made plain would hide it: French parts thousands by a narrow space that does not break.
        let net = expected.words.money(expected.all.pay.as_ref().unwrap().payslip.net.unwrap());
        assert!(visit.text().await.contains(&net), "{net} is not on the page as the other language writes it");

        paper(visit, &expected, &net).await;
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// Across the pages on which the questions stand, as their links lead.
async fn enter(visit: &Visit, words: &Catalogue, life: &Document) {
    let t = |key: Text| words.get(key).to_owned();
    visit.follow_link(&t(key!("page.answers")), Way::Forward, &t(key!("page.title.answers"))).await;
    visit.answer_section(words, life, "you", "").await;
    visit.answer_section(words, life, "degrees", &t(key!("rows.add-degree"))).await;
    visit.answer_section(words, life, "jobs", &t(key!("rows.add-job"))).await;
    visit.answer_section(words, life, "certificates", &t(key!("rows.add-certificate"))).await;
    visit.answer_section(words, life, "achievements", "").await;
    visit.answer_section(words, life, "languages", &t(key!("rows.add-language"))).await;
    visit.answer_section(words, life, "conditions", "").await;
    visit.activate(&t(key!("answers-page.stays")), Way::Forward).await;
    visit.until("document.activeElement.id === 'stays'").await;
    visit.answer_section(words, life, "stays", &t(key!("rows.add-stay"))).await;
    visit.activate(&t(key!("section.ties")), Way::Forward).await;
    visit.answer_section(words, life, "ties", "").await;
    visit.follow_link(&t(key!("page.pay")), Way::Back, &t(key!("page.title.pay"))).await;
    visit.answer_section(words, life, "pay", "").await;
}

/// Today where the browser is.
/// What the core works out, in a language.
struct Expected {
    words: Catalogue,
    all: Assessment,
}

impl Expected {
    fn t(&self, key: Text) -> String {
        plain(self.words.get(key))
    }

    fn say(&self, message: &Message) -> String {
        plain(&self.words.say(message))
    }

    fn figure(&self, arg: impl Into<Arg>) -> String {
        plain(&self.words.arg(&arg.into()))
    }

    fn verdict(&self) -> String {
        let points = &self.all.points;
        let key = match points.verdict {
            Verdict::Above => key!("summary.verdict.above"),
            Verdict::Depends => key!("summary.verdict.depends"),
            Verdict::Below => key!("summary.verdict.below"),
        };
        self.say(&Message::new(key).with("points", points.total).with("scale", points.scale).with("mark", points.pass_mark))
    }

    /// The verdict as a page's first line: marked as resting on our assumptions.
    fn headline(&self) -> String {
        format!("{} {}", self.verdict(), self.t(key!("standing.assumption")))
    }

    fn conditions(&self, key: Text) -> String {
        let [met, not, open] = self.all.eligibility.counts().map(|count| i64::try_from(count).unwrap());
        self.say(&Message::new(key).with("met", met).with("not", not).with("open", open))
    }

    fn residency(&self) -> &Residency {
        self.all.residency.as_ref().expect("the rules of this year are known")
    }

    fn resident_name(&self) -> String {
        self.say(&Message::new(key!("summary.resident.name")).with("year", Arg::Year(self.residency().year)))
    }

    fn resident(&self) -> String {
        let Residency { outcome, becomes_on, .. } = self.residency();
        let message = match (outcome.resident, outcome.because, *becomes_on) {
            (Tri::Yes, Reason::Days, Some(date)) => Message::new(key!("summary.resident.from")).with("date", date),
            (Tri::Yes, _, _) => key!("summary.resident.yes").into(),
            (Tri::No, _, _) => key!("summary.resident.no").into(),
            (Tri::Unknown, Reason::OpenStay, Some(date)) => Message::new(key!("summary.resident.if-you-stay")).with("date", date),
            (Tri::Unknown, _, _) => key!("summary.resident.open").into(),
        };
        self.say(&message)
    }

    fn net(&self) -> String {
        let net = self.all.pay.as_ref().unwrap().payslip.net.unwrap();
        self.say(&Message::new(key!("summary.net.month")).with("net", net))
    }

    fn amount(&self, amount: Result<Money, NotKnown>) -> String {
        self.figure(amount.unwrap())
    }
}

async fn read_all_pages(visit: &Visit, expected: &Expected) {
    tax(visit, expected).await;
    residency(visit, expected).await;
    points(visit, expected).await;
    conditions(visit, expected).await;
    visit.follow_link(&expected.t(key!("page.summary")), Way::Back, &expected.t(key!("page.title.summary"))).await;
    overview(visit, expected).await;
}

async fn overview(visit: &Visit, expected: &Expected) {
    assert_eq!(visit.read(".verdict-line").await, [expected.headline()]);
    assert_eq!(visit.definition(&expected.t(key!("page.requirements"))).await, expected.conditions(key!("summary.conditions")));
    assert_eq!(visit.definition(&expected.resident_name()).await, expected.resident());
    assert_eq!(visit.definition(&expected.t(key!("page.pay"))).await, expected.net());
    assert_eq!(visit.drawings().await, [bar(expected)]);
}

fn bar(expected: &Expected) -> String {
    let points = &expected.all.points;
    let text =
        Message::new(key!("bar.description")).with("points", points.total).with("scale", points.scale).with("mark", points.pass_mark);
    expected.say(&text)
}

async fn tax(visit: &Visit, expected: &Expected) {
    let slip = &expected.all.pay.as_ref().unwrap().payslip;
    assert!(visit.read(".headline-value").await[0].starts_with(&expected.net()));
    // A line that rests on a figure that ends soon says until when.
    let until =
        |ending: hsmp::rulebook::Ending| format!(" {}", expected.say(&Message::new(key!("freshness.until")).with("date", ending.last)));
    let name = |line: &hsmp::assess::tax::payroll::Line| {
        format!("{}{}", expected.t(line.name), line.why.ending(expected.all.on).map(until).unwrap_or_default())
    };
    // That all is in manat stands above the table.
    let manat = |amount: Money| plain(&expected.words.decimal(amount));
    let line = |line: &hsmp::assess::tax::payroll::Line| [name(line), manat(line.amount.unwrap())];
    let mut lines = vec![[expected.t(key!("profile.pay.gross")), manat(slip.terms.gross)]];
    lines.extend(slip.employee.iter().map(line));
    lines.push([expected.t(key!("pay.net")), manat(slip.net.unwrap())]);
    lines.extend(slip.employer.iter().map(line));
    lines.push([expected.t(key!("pay-page.cost")), manat(slip.cost.unwrap())]);
    let rows = visit.table(&expected.t(key!("pay-page.amount"))).await;
    let read: Vec<[String; 2]> = rows.iter().filter(|row| row.len() > 1).map(|row| [row[0].clone(), row[1].clone()]).collect();
    assert_eq!(read, lines, "the payslip");
}

async fn residency(visit: &Visit, expected: &Expected) {
    let page = expected.t(key!("page.tax-residence"));
    visit.follow_link(&page, Way::Back, &expected.t(key!("page.title.tax-residence"))).await;
    let residency = expected.residency();
    // A day that is still to come stands by itself; the sentence below says what it is.
    let day = residency.becomes_on.filter(|day| *day > residency.on).map(|day| plain(&expected.words.date(day)));
    assert!(visit.read(".headline-value").await[0].starts_with(&day.unwrap_or_else(|| expected.resident())));
    let days = Message::new(key!("tax-residence-page.days")).with("days", residency.outcome.days).with("limit", residency.limit);
    let text = plain(&visit.text().await);
    assert!(text.contains(&expected.say(&days)), "{days:?} is not on the page: {text}");
    let strip = Message::new(key!("strip.description")).with("days", residency.outcome.days).with("year", Arg::Year(residency.year));
    assert_eq!(visit.drawings().await, [expected.say(&strip)]);

    let state = |state: Tri| match state {
        Tri::Yes => expected.t(key!("status.resident")),
        Tri::No => expected.t(key!("status.non-resident")),
        Tri::Unknown => expected.t(key!("status.open")),
    };
    let reading = |name: Text, outcome: &hsmp::assess::residence::residency::Outcome| {
        vec![expected.t(name), expected.figure(outcome.days), state(outcome.resident)]
    };
    let readings = [
        reading(key!("tax-residence-page.calendar-year"), &residency.outcome),
        reading(key!("tax-residence-page.twelve-months"), &residency.other),
    ];
    visit.activate(&expected.t(key!("tax-residence-page.readings")), Way::Forward).await;
    assert_eq!(visit.table(&expected.t(key!("tax-residence-page.reading"))).await, readings);

    // The drawing's table, opened by keyboard.
    visit.activate(&expected.t(key!("bar.table")), Way::Back).await;
    let months = residency
        .months
        .iter()
        .map(|month| vec![plain(expected.words.month(month.month)), expected.figure(month.past), expected.figure(month.planned)]);
    let read = visit.table(&expected.t(key!("strip.month"))).await;
    assert_eq!(read[..12], months.collect::<Vec<_>>());
}

async fn points(visit: &Visit, expected: &Expected) {
    visit.follow_link(&expected.t(key!("page.points")), Way::Forward, &expected.t(key!("page.title.points"))).await;
    let points = &expected.all.points;
    assert_eq!(visit.read(".verdict-line").await, [expected.headline()]);
    assert_eq!(visit.drawings().await, [bar(expected)]);
    visit.activate(&expected.t(key!("bar.table")), Way::Forward).await;
    let row = |share: &hsmp::assess::points::Share| {
        vec![
            expected.t(share.criterion.name()),
            expected.figure(share.points.low),
            expected.figure(share.points.high),
            expected.figure(share.maximum),
        ]
    };
    let mut rows: Vec<Vec<String>> = points.shares.iter().map(row).collect();
    rows.push(vec![
        expected.t(key!("points.total")),
        expected.figure(points.total.low),
        expected.figure(points.total.high),
        expected.figure(points.scale),
    ]);
    assert_eq!(visit.table(&expected.t(key!("bar.caption"))).await, rows);
}

async fn conditions(visit: &Visit, expected: &Expected) {
    visit.follow_link(&expected.t(key!("page.requirements")), Way::Forward, &expected.t(key!("page.title.requirements"))).await;
    assert_eq!(visit.read(".verdict-line").await, [expected.conditions(key!("requirements-page.summary"))]);
    let state = |state: Tri| match state {
        Tri::Yes => expected.t(key!("status.met")),
        Tri::No => expected.t(key!("status.not-met")),
        Tri::Unknown => expected.t(key!("status.open")),
    };
    // What nobody demands is said apart, and is neither met nor not met.
    for (place, demanded) in [("#main > .conditions > .condition", true), ("#also .condition", false)] {
        let rows = visit.read(place).await;
        let known: Vec<_> = expected.all.eligibility.conditions.iter().filter(|condition| condition.demanded == demanded).collect();
        assert_eq!(rows.len(), known.len());
        for (row, condition) in rows.iter().zip(known) {
            let name = expected.t(condition.name);
            let start = if demanded { format!("{name} {} ", state(condition.met)) } else { format!("{name} ") };
            // Between the two may stand how far the condition can be relied on.
            let reason = row.strip_prefix(&start).unwrap_or_else(|| panic!("'{row}' does not begin '{start}'"));
            assert!(reason.contains(&expected.say(&condition.reason)), "'{row}' does not give its reason");
        }
    }
}

/// The report on paper says the same, with its sources.
async fn paper(visit: &Visit, expected: &Expected, net: &str) {
    visit.follow_link(&expected.t(key!("page.report")), Way::Forward, &expected.t(key!("page.title.report"))).await;
    // The full form explains every figure.
    visit.browser.execute("document.getElementById('report-full').click();", Vec::new()).await.unwrap();
    visit.until("document.querySelector('.report-rule')").await;
    let source = first_source(&expected.all.points.why).unwrap();
    // The sources stand in two columns, which a reader of the file takes line by line; so their list is read on screen.
    let sources = visit.read(".report-part .sources li").await;
    assert!(sources.iter().any(|text| text.contains(&plain(source.title))), "'{}' is not among {sources:?}", source.title);
    // Lines break elsewhere on paper, so all spaces are taken out on both sides.
    let solid = |text: &str| text.split_whitespace().collect::<String>();
    let Some(printed) = visit.printed().await else { return };
    let printed = solid(&printed);
    let mut wanted = vec![expected.verdict(), net.to_owned(), expected.resident(), hsmp::rulebook::HASH.to_owned()];
    wanted.extend(expected.all.pay.as_ref().unwrap().payslip.employee.iter().map(|line| expected.amount(line.amount)));
    for text in &wanted {
        assert!(printed.contains(&solid(text)), "in {:?} '{text}' is not on paper: {printed}", visit.engine);
    }
    let button = expected.t(key!("report.print"));
    assert!(!printed.contains(&solid(&button)), "the button '{button}' is on paper");
}

/// The first document of others that an explanation leans on.
fn first_source(step: &Step) -> Option<&'static Source> {
    let own = step.cites.iter().find_map(|cite| cite.sources().find(|source| !source.url.is_empty()));
    own.or_else(|| step.inputs.iter().find_map(first_source))
}

/// Who presses the button by mistake reads the same page again, and nothing typed is lost.
#[test]
fn a_removed_row_comes_back_by_keyboard() {
    in_each_browser(&Setting::default(), async |visit| {
        let words = words();
        let life = Document::parse(ENGINEER).unwrap();
        let t = |key: Text| words.get(key).to_owned();
        visit.open_started().await;
        visit.follow_link(&t(key!("page.answers")), Way::Forward, &t(key!("page.title.answers"))).await;
        visit.answer_section(&words, &life, "degrees", &t(key!("rows.add-degree"))).await;
        let before = visit.profile().await;
        let degree = words.say(&Message::new(key!("rows.degree")).with("number", 1));
        visit.activate(&words.say(&Message::new(key!("rows.remove-one")).with("row", degree)), Way::Back).await;
        // The focus is where it can be undone, not at the page's beginning.
        visit.until_focused(&t(key!("rows.undo"))).await;
        assert_eq!(visit.read("section.row").await, Vec::<String>::new());
        visit.press(char::from(Key::Space).to_string()).await;
        visit.until("document.querySelectorAll('section.row').length === 1").await;
        assert_eq!(visit.profile().await, before);
    });
}

/// Who cannot see the figures change hears the new ones: once they have stopped typing, in one
/// sentence each, and not at every letter.
#[test]
fn a_change_is_announced_once() {
    in_each_browser(&Setting::default(), async |visit| {
        let words = words();
        visit.open("#/pay").await;
        visit.until("document.documentElement.dataset.app === 'started'").await;
        let watch = "window.said = [];
            const place = document.getElementById('announcer');
            new MutationObserver(() => window.said.push(place.textContent)).observe(place, { subtree: true, childList: true, characterData: true });";
        visit.browser.execute(watch, Vec::new()).await.unwrap();
        assert_eq!(visit.value("document.getElementById('announcer').getAttribute('aria-live')").await, "polite");
        visit.type_into(words.get(key!("profile.pay.gross")), "3200").await;
        visit.until("window.said.length > 0").await;
        let document = Document::parse(&visit.profile().await.unwrap()).unwrap();
        let expected = Expected { words, all: assess(&document, visit.today().await) };
        let said = visit.texts("window.said").await;
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].starts_with(&expected.verdict()) && said[0].ends_with(&expected.net()), "{said:?}");
    });
}
