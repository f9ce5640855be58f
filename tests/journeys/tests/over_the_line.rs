//! What people come for: from nothing to the proof that no answer is left, then what would get them over
//! the line, tried out and kept. What stands on the page is compared with what the core works out natively.

use hsmp::assess::eligibility::papers::lists;
use hsmp::assess::guidance::answers::StopProof;
use hsmp::assess::guidance::goals::{Aim, apply, goals};
use hsmp::assess::guidance::guide::stop_proof;
use hsmp::assess::plan::plan_of;
use hsmp::assess::points::{Points, Verdict};
use hsmp::assess::{Assessment, assess};
use hsmp::key;
use hsmp::message::Message;
use hsmp::profile::{Achievements, Answers, Document, OwnMaxima, SECTIONS};
use hsmp::quantity::Tri;
use journeys::{Key, Setting, Visit, Way, in_each_browser, plain, say, t, words};
use serde_json::json;

const ENGINEER: &str = include_str!("../../../examples/profiles/engineer.json");

async fn stored(visit: &Visit) -> Document {
    Document::parse(&visit.profile().await.expect("nothing was saved")).unwrap()
}

async fn open_with(visit: &Visit, profile: &str, page: &str) {
    visit.open_plain().await;
    visit.put_profile(profile).await;
    visit.open(&format!("#/{page}")).await;
    visit.until("document.documentElement.dataset.app === 'started' && document.querySelector('h1')").await;
}

fn verdict(points: &Points) -> String {
    let key = match points.verdict {
        Verdict::Above => key!("summary.verdict.above"),
        Verdict::Depends => key!("summary.verdict.depends"),
        Verdict::Below => key!("summary.verdict.below"),
    };
    say(&Message::new(key).with("points", points.total).with("scale", points.scale).with("mark", points.pass_mark))
}

#[test]
fn from_nothing_by_the_guide_to_the_proof_and_over_the_line() {
    in_each_browser(&Setting::default(), async |visit| {
        let life = Document::parse(ENGINEER).unwrap();
        visit.open_started().await;
        visit.follow_link(&t(key!("page.guide")), Way::Forward, &t(key!("page.title.guide"))).await;
        visit.follow_guide(&words(), &life, "#proof").await;

        // The proof on the page is the core's, and it is true.
        let on = visit.today().await;
        let own = stored(visit).await;
        let all = assess(&own, on);
        assert_eq!(stop_proof(&own, &all, &[]), StopProof::Unpublished, "{own:?}");
        let proof = say(&Message::new(key!("guide.settled.unpublished")).with("mark", all.points.pass_mark));
        assert!(visit.read("#proof").await[0].starts_with(&proof));
        assert!(visit.read(".verdict-line").await[0].starts_with(&verdict(&all.points)));
        visit.follow_link(&t(key!("page.summary")), Way::Back, &t(key!("page.title.summary"))).await;

        // What would get this life over the line.
        visit.follow_link(&t(key!("summary.goals")), Way::Forward, &t(key!("page.title.goals"))).await;
        let ways = goals(&own, on, Aim::Middle).sets;
        assert!(!ways.is_empty());
        let shown = visit.read(".way").await;
        assert_eq!(shown.len(), ways.len());
        for (way, text) in ways.iter().zip(&shown) {
            assert!(text.contains(&plain(&words().date(way.on))), "{text}");
            assert!(text.contains(&say(&Message::new(key!("goals-page.then")).with("points", way.total))), "{text}");
            for change in &way.changes {
                assert!(text.contains(&say(&change.text())), "{text} lacks {change:?}");
            }
        }
        // The other two aims, by the arrow keys.
        visit.focus_on(&t(key!("goals-page.aim.title")), Way::Forward).await;
        visit.press(char::from(Key::Up).to_string()).await;
        let least = goals(&own, on, Aim::Low);
        visit.until(&format!("document.querySelectorAll('.way').length === {}", least.sets.len())).await;
        visit.press(char::from(Key::Down).to_string()).await;
        visit.until(&format!("document.querySelectorAll('.way').length === {}", ways.len())).await;

        // The first way, tried out: both stand side by side, and nothing is saved.
        visit.activate(&t(key!("goals-page.try-this")), Way::Forward).await;
        visit.until_focused(&t(key!("what-if.title"))).await;
        let mut tried = own.clone();
        apply(&mut tried, &all.profile, &ways[0].changes, ways[0].months, on);
        let then: Assessment = assess(&tried, ways[0].on);
        let rows = visit.table(&t(key!("what-if.before"))).await;
        let points = &rows[0];
        let range = |all: &Assessment| say(&Message::new(key!("what-if.points")).with("points", all.points.total));
        // Both for the same day, so that time alone is not taken for the change.
        let saved_then = assess(&own, ways[0].on);
        assert!(points[1].starts_with(&range(&saved_then)) && points[2].starts_with(&range(&then)), "{rows:?}");
        assert_eq!(stored(visit).await, own, "a trial was saved");
        // It goes along to other pages.
        visit.follow_link(&t(key!("page.points")), Way::Back, &t(key!("page.title.points"))).await;
        assert!(visit.read(".verdict .verdict-line").await[0].starts_with(&verdict(&then.points)));

        // Discarded, all is as before.
        visit.activate(&t(key!("what-if.discard")), Way::Back).await;
        visit.until("!document.querySelector('.trial')").await;
        assert!(visit.read(".verdict .verdict-line").await[0].starts_with(&verdict(&all.points)));
        assert_eq!(stored(visit).await, own);
        // Of a day to come only plans with their dates are kept: nobody has today what they could have then.
        visit.follow_link(&t(key!("points-page.goals")), Way::Forward, &t(key!("page.title.goals"))).await;
        visit.activate(&t(key!("goals-page.try-this")), Way::Forward).await;
        visit.until_focused(&t(key!("what-if.title"))).await;
        visit.activate(&t(key!("what-if.keep-as-plans")), Way::Forward).await;
        visit.until("!document.querySelector('.trial')").await;
        assert_eq!(stored(visit).await, own.with_plans_of(&tried));

        // One of the changes, as it would stand today: tried out, kept, and then it is an answer.
        let change = Achievements::TECHNICAL;
        visit.activate(&t(key!("goals-page.try")), Way::Forward).await;
        visit.until_focused(&t(key!("what-if.title"))).await;
        visit.follow_link(&t(key!("page.answers")), Way::Back, &t(key!("page.title.answers"))).await;
        let mut now = stored(visit).await;
        let before = now.clone();
        now.set(change, "yes");
        visit.answer(&words(), &now, change).await;
        let expected = assess(&now, on);
        visit.until(&format!("read(document.querySelector('.beside .verdict-line')).startsWith({:?})", verdict(&expected.points))).await;
        assert_eq!(stored(visit).await, before, "a trial was saved");
        visit.activate(&t(key!("what-if.keep")), Way::Back).await;
        visit.until("!document.querySelector('.trial')").await;
        assert_eq!(stored(visit).await, now);
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// Nobody may take our guesses for the authorities' figures: wherever a range stands that rests on an
/// assumption, the page says so in words right there.
#[test]
fn every_assumed_figure_is_marked_in_words() {
    in_each_browser(&Setting::default(), async |visit| {
        let own = Document::parse(ENGINEER).unwrap();
        let on = visit.today().await;
        let all = assess(&own, on);
        let mut ranges = vec![all.points.total, all.points.other_reading.unwrap()];
        ranges.extend(all.points.shares.iter().map(|share| share.points));
        ranges.extend(goals(&own, on, Aim::Middle).sets.iter().map(|way| way.total));
        let figures: Vec<String> = ranges.iter().map(|range| plain(&words().range(*range))).collect();
        visit.as_on_a_phone().await;
        for page in ["", "points", "goals", "assumptions", "answers", "report", "requirements"] {
            open_with(visit, ENGINEER, page).await;
            for width in [1280, 360] {
                visit.resize(width, 800).await;
                let script = "const [figures, mark] = arguments;
                    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                    let seen = 0; const bare = [];
                    while (walk.nextNode()) {
                        const node = walk.currentNode;
                        const text = node.textContent.split(/\\s+/).join(' ');
                        if (!figures.some((figure) => text.includes(figure)) || !node.parentElement.checkVisibility()) continue;
                        if (node.parentElement.closest('#announcer, .steps')) continue;
                        seen += 1;
                        const marked = node.parentElement.closest('[data-assumed]');
                        if (!marked || !marked.innerText.includes(mark)) bare.push(text);
                    }
                    return [seen, bare];";
                let mark = t(key!("standing.assumption"));
                let result = visit.browser.execute(script, vec![json!(figures), json!(mark)]).await.unwrap();
                let (seen, bare): (u32, Vec<String>) = result.convert().unwrap();
                assert_eq!(bare, Vec::<String>::new(), "unmarked on #/{page} at {width}");
                assert!(seen > 0, "#/{page} shows no figure");
            }
        }
        // In explanations each rule carries its standing itself.
        let unmarked =
            "[...document.querySelectorAll('.steps details.rule > summary')].filter((e) => !e.querySelector('.standing')).length";
        assert_eq!(visit.value(unmarked).await, 0);
    });
}

/// Own assumptions: changed, marked, kept with the profile, and taken back.
#[test]
fn an_assumption_is_changed_and_taken_back() {
    in_each_browser(&Setting::default(), async |visit| {
        open_with(visit, ENGINEER, "assumptions").await;
        let own = Document::parse(ENGINEER).unwrap();
        let on = visit.today().await;
        assert_eq!(visit.read("#assumptions-own").await, [t(key!("assumptions-page.unchanged"))]);
        visit.type_into(&t(key!("profile.assumptions.education_most")), "30").await;
        let slot = OwnMaxima::EDUCATION_MOST;
        let mut changed = own.clone();
        changed.set(slot, "30");
        visit
            .until(&format!("read(document.querySelector('.verdict-line')).startsWith({:?})", verdict(&assess(&changed, on).points)))
            .await;
        assert_eq!(stored(visit).await, changed);
        assert!(plain(&visit.text().await).contains(&t(key!("assumptions-page.changed"))));
        // One that leaves no way to share 100 points is refused by name, and not used.
        visit.retype("3").await;
        visit.press(char::from(Key::Tab).to_string()).await;
        let refused = say(&Message::new(key!("problem.ends-reversed")).with("scale", 100));
        visit.until_read(&refused).await;
        visit.until(&format!("read(document.querySelector('.verdict-line')).startsWith({:?})", verdict(&assess(&own, on).points))).await;
        visit.activate(&t(key!("assumptions-page.reset")), Way::Forward).await;
        visit.until_read(&t(key!("assumptions-page.unchanged"))).await;
        assert_eq!(stored(visit).await.text(slot), "");
    });
}

/// Papers and family: what is said stays, and what follows from it stands there.
#[test]
fn papers_and_family_follow_from_the_answers() {
    in_each_browser(&Setting::default(), async |visit| {
        open_with(visit, ENGINEER, "documents").await;
        let on = visit.today().await;
        let before = assess(&Document::parse(ENGINEER).unwrap(), on).documents;
        let line = |done: usize, all: usize| {
            say(&Message::new(key!("summary.papers")).with("done", i64::try_from(done).unwrap()).with("all", i64::try_from(all).unwrap()))
        };
        // The programme's own papers stand first, before those of the visa and the permits.
        assert_eq!(visit.read(".progress .verdict-line").await[0], line(before.done, before.asked));
        visit.focus_on(&t(key!("profile.papers.medical")), Way::Forward).await;
        visit.choose(&t(key!("choice.paper.ready"))).await;
        visit
            .until(&format!("document.querySelector('.progress .verdict-line').innerText === {:?}", line(before.done + 1, before.asked)))
            .await;
        assert_eq!(assess(&stored(visit).await, on).documents.done, before.done + 1);

        // A child who turns 23 while the decision is awaited.
        let born = on.plus_days(10).plus_months(-12 * 23, hsmp::quantity::EndOfMonth::Down).unwrap();
        visit.open("#/family").await;
        visit.until_focused(&t(key!("page.title.family"))).await;
        visit.activate(&t(key!("rows.add-relative")), Way::Forward).await;
        visit.until_focused(&t(key!("profile.family.relation"))).await;
        visit.choose(&t(key!("choice.relation.child"))).await;
        visit.focus_on(&t(key!("profile.family.born")), Way::Forward).await;
        visit.press(format!("{}.{}.{}", born.day(), born.month(), born.year())).await;
        let reason = say(&Message::new(key!("family.reason.while-waiting")).with("programme", 23).with("code", 18));
        visit.until(&format!("read(document.getElementById('main')).includes({reason:?})")).await;
        let member = assess(&stored(visit).await, on).family.members.remove(0);
        let birthday = plain(&words().date(member.limits.unwrap()[0].on));
        assert!(visit.read(".readings").await[0].contains(&birthday), "{birthday}");
    });
}

/// The names of all controls on a page.
const CONTROLS: &str = "[...document.querySelectorAll('main input, main select')].map((e) => e.id)";

/// The stay that is open for change, by the control of its country.
const OPEN_STAY: &str = "[...document.querySelectorAll(`[id^='stays.'][id$='.country']`)].map((e) => e.id)";

/// Every question stands in exactly one place of the form or the list of papers, so that none is asked of
/// nobody.
#[test]
fn every_question_can_be_answered_somewhere() {
    in_each_browser(&Setting::default(), async |visit| {
        let sample = include_str!("../../../examples/profiles/sample.json");
        let life = Document::parse(sample).unwrap();
        let mut seen: Vec<String> = Vec::new();
        for page in [
            "answers",
            "points",
            "assumptions",
            "family",
            "documents",
            "tax-residence",
            "stay-limits",
            "pay",
            "self-employment",
            "income",
            "requirements",
            "permits",
            "timeline",
            "programmes",
        ] {
            open_with(visit, sample, page).await;
            seen.extend(visit.texts(CONTROLS).await);
            // A stay opens for change out of the table of stays.
            for place in 0..visit.texts("[...document.querySelectorAll('.stay-table .pick')].map((e) => e.textContent)").await.len() {
                let before = visit.texts(OPEN_STAY).await;
                let click = format!("document.querySelectorAll('.stay-table .pick')[{place}].click()");
                visit.browser.execute(&click, Vec::new()).await.unwrap();
                visit.until(&format!("{OPEN_STAY}.join() !== {:?}", before.join(","))).await;
                seen.extend(visit.texts(CONTROLS).await);
            }
        }
        let all = assess(&life, visit.today().await);
        let lines = lists(&all, &plan_of(&all)).into_iter().flat_map(|list| list.lines);
        let not_asked: Vec<String> =
            lines.filter(|line| line.asked == Tri::No).filter_map(|line| line.slot).map(|slot| slot.path()).collect();
        // Own bands stand in tables; favourites are marked with a star.
        for section in SECTIONS.iter().filter(|section| !["bands", "favourites"].contains(&section.name)) {
            let rows: Vec<Option<u32>> = if section.list { life.rows(section.name).into_iter().map(Some).collect() } else { vec![None] };
            for row in rows {
                for field in section.fields {
                    let path = field.slot.in_row(row).path();
                    // Papers of what this life has not are not asked for.
                    let none = section.name == "papers" && ["patents", "awards"].contains(&field.name()) || not_asked.contains(&path);
                    let there = seen.iter().any(|id| *id == path || *id == format!("{path}.yes"));
                    assert!(there || none, "{path} is asked nowhere");
                }
            }
        }
    });
}
