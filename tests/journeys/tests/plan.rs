//! What people come to the plan and the permits for: the next step and its day, the day of the card, a file for
//! their calendar, a plan on paper, and which permit is open. By keyboard, compared with the core.

use hsmp::assess::permits::{Permit, State, permit_options};
use hsmp::assess::plan::{Kind, Plan, plan_of};
use hsmp::assess::{Assessment, assess};
use hsmp::export::calendar;
use hsmp::key;
use hsmp::message::Message;
use hsmp::profile::{Document, Section};
use journeys::parsers::{imported, written};
use journeys::{Key, Setting, Visit, Way, in_each_browser, plain, say, t, words};

fn question(section: &'static str, field: &str) -> String {
    t(Section::named(section).unwrap().field(field).unwrap().label)
}

/// What the core works out of the answers as they were saved.
async fn worked_out(visit: &Visit) -> Assessment {
    let document = Document::parse(&visit.profile().await.expect("nothing was saved")).unwrap();
    assess(&document, visit.today().await)
}

fn when(plan: &Plan, kind: Kind) -> String {
    plain(&words().days(plan.stage(kind).unwrap().when))
}

/// Somebody plans, enters the day of a step, takes the dates into a calendar and prints the plan for a lawyer.
#[test]
fn a_plan_is_made_moved_saved_and_printed() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_started().await;
        visit.follow_link(&t(key!("page.timeline")), Way::Forward, &t(key!("page.title.timeline"))).await;
        let today = visit.today().await;
        visit.type_into(&question("journey", "start"), &today.plus_days(20).typed()).await;
        // The page names the answer that is missing, and leads to where it is given.
        visit.activate(&question("journey", "visa_stay"), Way::Back).await;
        visit.until("document.activeElement.id === 'journey.visa_stay'").await;
        visit.retype("90").await;
        visit.until("document.activeElement.value === '90'").await;
        visit.type_into(&question("journey", "name"), "Ana").await;
        let first = plan_of(&worked_out(visit).await);
        assert!(plain(&visit.text().await).contains(&when(&first, Kind::Card)), "the day of the card");
        // Done today: the rest moves.
        let about = format!("{} {}", t(key!("timeline-page.enter-day")), t(Kind::Apply.label()));
        visit.activate(&about, Way::Forward).await;
        visit.type_into(&question("done", "applied"), &today.typed()).await;
        let second = plan_of(&worked_out(visit).await);
        assert_ne!(when(&first, Kind::Card), when(&second, Kind::Card));
        let page = plain(&visit.text().await);
        assert!(page.contains(&when(&second, Kind::Card)) && page.contains(&when(&second, Kind::Citizenship)));

        // The calendar file is the core's own, and two programs of others read it alike.
        visit.focus_on(&t(key!("timeline-page.save")), Way::Back).await;
        visit.press(char::from(Key::Enter).to_string()).await;
        let file = String::from_utf8(visit.saved(".ics").await).unwrap();
        assert_eq!(file, calendar::file(&second, Some("Ana"), &words(), false));
        let folder = std::env::temp_dir().join(format!("hsmp-plan-{}-{:?}", std::process::id(), visit.engine));
        std::fs::create_dir_all(&folder).unwrap();
        let file = written(&folder, "plan.ics", &file);
        assert!(imported(&[&file]).len() > 10);
        std::fs::remove_dir_all(folder).unwrap();

        // Who, what, when, sources, and the date of the rules.
        let Some(paper) = visit.printed().await else { return };
        for needed in [
            "Ana".to_owned(),
            t(Kind::TrpApply.label()),
            t(key!("timeline-page.sources-hint")),
            "State Migration Service".to_owned(),
            hsmp::rulebook::HASH[..16].to_owned(),
        ] {
            assert!(plain(&paper).contains(&needed), "{needed} is not on paper");
        }
    });
}

/// Somebody with savings looks for another way than the programme.
#[test]
fn the_permit_that_is_open_and_what_is_missing_for_the_others() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_started().await;
        visit.follow_link(&t(key!("page.permits")), Way::Forward, &t(key!("page.title.permits"))).await;
        visit.type_into(&question("permits", "property"), "70000").await;
        visit.type_into(&question("permits", "deposit"), "100000").await;
        let found = permit_options(&worked_out(visit).await);
        let open: Vec<_> = found.iter().filter(|way| way.permit == Permit::Temporary && way.state == State::Available).collect();
        assert_eq!(open.iter().map(|way| way.id()).collect::<Vec<_>>(), ["trp.deposit"]);
        let answer = Message::new(key!("permits-page.open")).with("count", 1).with("ways", words().say(&open[0].name()));
        let page = plain(&visit.text().await);
        assert!(page.contains(&say(&answer)), "{page}");
        let short = Message::new(key!("permits-page.short-amount"))
            .with("amount", hsmp::quantity::Money::from_manat(30_000))
            .with("what", Section::named("permits").unwrap().field("property").unwrap().label);
        assert!(page.contains(&say(&short)), "{page}");
    });
}
