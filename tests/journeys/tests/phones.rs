//! On a phone, by finger: the persons of [`super::personas`], and what a small screen, its keyboard, its edges and its
//! turning do to every page.

use hsmp::profile::{Achievements, Kind, Slot};
use journeys::{Engine, Setting, Visit, in_browser, in_each_browser, language, words};
use serde_json::{Value, json};

use super::pages::{PAGES, SAMPLE, go, start, too_wide};
use super::personas::{self, Device};

/// The phone of all journeys here.
const WIDTH: u32 = 360;
const HEIGHT: u32 = 740;

/// What a keyboard leaves of its screen.
const ABOVE_KEYBOARD: u32 = 440;

const PHONE: Device = Device::Phone(WIDTH, HEIGHT);

const FIELD: Slot = Achievements::PATENTS;

#[test]
fn an_engineer_comes_through_by_tap() {
    in_each_browser(&Setting::default(), async |visit| personas::engineer(visit, PHONE).await);
}

#[test]
fn a_designer_comes_through_by_tap() {
    in_each_browser(&Setting::default(), async |visit| personas::designer(visit, PHONE).await);
}

#[test]
fn a_lawyer_comes_through_by_tap() {
    in_each_browser(&Setting::default(), async |visit| personas::lawyer(visit, PHONE).await);
}

#[test]
fn a_researcher_comes_through_by_tap() {
    in_each_browser(&Setting::default(), async |visit| personas::researcher(visit, PHONE).await);
}

/// Looks at every page with all answers given, everything opened, on a phone.
async fn on_every_page(visit: &Visit, look: impl AsyncFn(&Visit) -> Vec<String>) {
    let words = words();
    let mut faults = Vec::new();
    for page in PAGES.into_iter().skip(1).chain(PAGES.into_iter().take(1)) {
        go(visit, &words, page).await;
        visit.browser.execute("for (const e of document.querySelectorAll('main details')) e.open = true;", Vec::new()).await.unwrap();
        faults.extend(look(visit).await.into_iter().map(|fault| format!("#/{}: {fault}", page.0)));
    }
    assert_eq!(faults, Vec::<String>::new(), "in {:?}", visit.engine);
}

/// Opens the application on a phone, with all answers given.
async fn with_all_answers(visit: &Visit) {
    visit.hold_phone(WIDTH, HEIGHT).await;
    start(visit, language(), "light", SAMPLE).await;
    assert_eq!(visit.value("visualViewport.scale").await, 1);
}

async fn lines(visit: &Visit, script: &str) -> Vec<String> {
    let found = visit.browser.execute(script, Vec::new()).await.unwrap_or_else(|error| panic!("{script}: {error}"));
    serde_json::from_value(found.json().clone()).unwrap_or_else(|error| panic!("no lines: {error}"))
}

/// The keyboard for numbers comes up where numbers go, and no field opens a picker: a date is quicker typed.
#[test]
fn every_field_brings_up_its_keyboard() {
    in_browser(Engine::Chromium, &Setting::default(), async |visit| {
        with_all_answers(visit).await;
        on_every_page(visit, async |visit| {
            let mut faults = lines(
                visit,
                "return [...document.querySelectorAll('input')].filter((e) => !/^(text|search|password|checkbox|radio|file)$/.test(e.type))
                   .map((e) => `${e.id} is of the type ${e.type}`);",
            )
            .await;
            let fields = visit
                .value("[...document.querySelectorAll('input[type=text]')].map((e) => [e.id, e.getAttribute('inputmode') ?? 'text', /\\b(number|amount)\\b/.test(e.className)])")
                .await;
            for field in fields.as_array().unwrap() {
                let (id, mode) = (field[0].as_str().unwrap(), field[1].as_str().unwrap());
                let kind = Slot::parse(id).and_then(|slot| slot.question()).map(|question| question.kind);
                let modes: &[&str] = match kind {
                    Some(Kind::Money | Kind::Amount | Kind::ExchangeRate) => &["decimal"],
                    Some(Kind::Year | Kind::Count { .. }) => &["numeric"],
                    Some(_) => &["text"],
                    None if field[2] == true => &["decimal", "numeric"],
                    None => continue,
                };
                if !modes.contains(&mode) {
                    faults.push(format!("{id} brings up the keyboard '{mode}', not one of {modes:?}"));
                }
            }
            faults
        })
        .await;
    });
}

/// A finger finds what it looks for, the page does not grow when a field is touched, and nothing sticks out.
#[test]
fn every_page_fits_a_finger() {
    in_each_browser(&Setting::default(), async |visit| {
        with_all_answers(visit).await;
        let viewport = visit.value("document.querySelector('meta[name=viewport]').content").await;
        // Whoever sees badly must be able to make the page larger.
        assert!(!["user-scalable", "maximum-scale"].iter().any(|word| viewport.as_str().unwrap().contains(word)), "{viewport}");
        on_every_page(visit, async |visit| {
            let mut faults = lines(visit, SMALL).await;
            for width in [WIDTH, 320] {
                visit.turn_phone(width, HEIGHT).await;
                faults.extend(too_wide(visit).await.map(|fault| format!("{width} pixels: {fault}")));
            }
            visit.turn_phone(WIDTH, HEIGHT).await;
            faults
        })
        .await;
    });
}

/// Letters in fields too small for phones, which then zoom in; and places too small for fingers. A link in a line of
/// text is as high as the line, and a sign for explanations has a ring of 36 pixels that takes the finger. Engines that
/// do not take themselves for a phone have some places that are smaller, for the mouse.
const SMALL: &str = "const least = matchMedia('(pointer: coarse)').matches ? 43.5 : 23.5;
    const all = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility());
    const name = (e) => `${e.tagName} ${e.id || e.className} '${e.textContent.trim().slice(0, 30)}'`;
    const letters = all('input:not([type=checkbox], [type=radio], [type=file]), select, textarea')
      .filter((e) => parseFloat(getComputedStyle(e).fontSize) < 16).map((e) => `letters under 16 px: ${name(e)}`);
    const boxes = all('button:not(.why, .past), select, summary, input:not([type=checkbox], [type=radio]), textarea, .main-nav a, .sub-nav a, .strip a, .button')
      .filter((e) => !(e.matches('button') && getComputedStyle(e).display === 'inline'))
      .map((e) => [e, e.getBoundingClientRect()]).filter(([e, box]) => box.height > 1 && box.height < least)
      .map(([e, box]) => `only ${Math.round(box.height)} px high: ${name(e)}`);
    const ticks = all('input[type=checkbox], input[type=radio]').filter((e) => {
      const label = e.labels[0]?.getBoundingClientRect();
      return !(label && Math.max(label.height, e.getBoundingClientRect().height) >= least);
    }).map((e) => `a small tick: ${name(e)}`);
    return [...letters, ...boxes, ...ticks];";

/// Gives the focus to everything that can have it, down the page and up again, and names what then lies outside the
/// screen or under what stands at its foot. Firefox and WebKit leave a control where it is as
/// long as a good part of it is seen: at least a line of 24 pixels.
const HIDDEN: &str = "const feet = [...document.querySelectorAll('.main-nav, .strip')].filter((e) => e.checkVisibility() && getComputedStyle(e).position === 'fixed');
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
      .filter((e) => e.checkVisibility({ checkVisibilityCSS: true }) && !e.disabled && !feet.some((foot) => foot.contains(e)));
    const faults = [];
    for (const e of [...all, ...all.toReversed()]) {
      e.focus();
      if (document.activeElement !== e) continue;
      // Without a notch nothing lies over the page's own edge.
      const edge = parseFloat(getComputedStyle(document.querySelector('.top')).paddingTop);
      const roof = edge > 8 ? edge : 0;
      const floor = Math.min(innerHeight, ...feet.map((foot) => foot.getBoundingClientRect().top));
      const box = e.getBoundingClientRect();
      const slack = SLACK;
      if (box.height < floor - roof && (box.top < roof - slack || box.bottom > floor + slack)) {
        faults.push(`${e.tagName} ${e.id || e.className} '${e.textContent.trim().slice(0, 30)}' from ${box.top} to ${box.bottom}, seen ${roof} to ${floor}`);
      }
    }
    document.activeElement.blur();
    return [...new Set(faults)].slice(0, 5);";

/// The script for an engine.
fn hidden(engine: Engine) -> String {
    HIDDEN.replace("SLACK", if engine == Engine::Chromium { "1" } else { "box.height - 24" })
}

/// What has the focus is seen: above the bar, above the result at the foot, and above a keyboard that takes 300 pixels.
#[test]
fn nothing_that_has_the_focus_is_hidden() {
    in_each_browser(&Setting::default(), async |visit| {
        if visit.engine == Engine::WebKit {
            println!("  WebKitGTK does not scroll to what a script gives the focus");
            return;
        }
        with_all_answers(visit).await;
        // The page gets what the keyboard leaves, in browsers that do so when asked.
        assert!(visit.value("document.querySelector('meta[name=viewport]').content").await.as_str().unwrap().contains("resizes-content"));
        on_every_page(visit, async |visit| {
            let mut faults = lines(visit, &hidden(visit.engine)).await;
            visit.turn_phone(WIDTH, ABOVE_KEYBOARD).await;
            faults.extend(lines(visit, &hidden(visit.engine)).await.into_iter().map(|fault| format!("above the keyboard: {fault}")));
            visit.turn_phone(WIDTH, HEIGHT).await;
            faults
        })
        .await;
    });
}

/// A notch, round corners and the bar for gestures: the page goes under them, and nothing that is read or tapped does.
#[test]
fn nothing_lies_under_the_edges_of_the_screen() {
    in_browser(Engine::Chromium, &Setting::default(), async |visit| {
        with_all_answers(visit).await;
        assert!(
            visit.value("document.querySelector('meta[name=viewport]').content").await.as_str().unwrap().contains("viewport-fit=cover")
        );
        let edges = |top: u32, side: u32, bottom: u32| json!({ "insets": { "top": top, "left": side, "right": side, "bottom": bottom } });
        visit.command("Emulation.setSafeAreaInsetsOverride", edges(47, 0, 34)).await;
        visit.until("parseFloat(getComputedStyle(document.querySelector('.main-nav')).paddingBottom) === 34").await;
        on_every_page(visit, async |visit| {
            let mut faults = lines(visit, &hidden(visit.engine)).await;
            faults.extend(lines(visit, &under_edges(47, 0, 34)).await);
            faults
        })
        .await;
        visit.turn_phone(HEIGHT, WIDTH).await;
        visit.command("Emulation.setSafeAreaInsetsOverride", edges(0, 47, 21)).await;
        visit.until("parseFloat(getComputedStyle(document.querySelector('.top')).paddingLeft) === 47").await;
        on_every_page(visit, async |visit| lines(visit, &under_edges(0, 47, 21)).await).await;
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// A script that names what lies under an edge, at the beginning of the page and at its end.
fn under_edges(top: u32, side: u32, bottom: u32) -> String {
    format!(
        "const told = [];
        const texts = [...document.querySelectorAll('h1, h2, h3, p, a:not(.skip), button, input, select, textarea, summary, dt, dd, th, td')].filter((e) => e.checkVisibility() && !e.closest('.visually-hidden'));
        for (const end of [0, document.documentElement.scrollHeight]) {{
          scrollTo(0, end);
          for (const e of texts) {{
            const box = e.getBoundingClientRect();
            if (box.width < 2) continue;
            // What can be scrolled away from an edge does not lie under it.
            const fixed = e.closest('.main-nav') && getComputedStyle(e.closest('.main-nav')).position === 'fixed';
            const above = end === 0 && box.top < {top} && box.bottom > 0;
            const below = (fixed || end > 0) && box.bottom > innerHeight - {bottom} && box.top < innerHeight;
            const beside = box.left < {side} || box.right > innerWidth - {side};
            const scrolls = e.closest('.scroll, [tabindex=\"0\"]');
            if (above || below || (beside && !scrolls)) told.push(`under an edge: ${{e.tagName}} ${{e.id || e.className}} '${{e.textContent.trim().slice(0, 30)}}' ${{JSON.stringify(box)}}`);
          }}
        }}
        scrollTo(0, 0);
        return told.slice(0, 5);"
    )
}

/// Letters twice as large: everything is still there, one below the other.
#[test]
fn letters_can_be_twice_as_large() {
    in_each_browser(&Setting::default(), async |visit| {
        with_all_answers(visit).await;
        visit.browser.execute("document.documentElement.style.fontSize = '200%';", Vec::new()).await.unwrap();
        on_every_page(visit, async |visit| too_wide(visit).await.into_iter().collect()).await;
    });
}

/// Turning the phone leaves the person where they are: in the same field, with what they typed, and the field in sight.
#[test]
fn turning_the_phone_keeps_the_place() {
    in_each_browser(&Setting::default(), async |visit| {
        if visit.engine == Engine::Firefox {
            // A popup of the width of a phone is no wide one, and the other way round.
            visit.open_popup().await;
        }
        with_all_answers(visit).await;
        go(visit, &words(), PAGES[1]).await;
        let field = format!("[id={:?}]", FIELD.path());
        visit.tap_on(&field).await;
        visit.retype("7").await;
        let top = format!("document.querySelector({field:?}).getBoundingClientRect().top");
        let seen = format!(
            "(() => {{ const e = document.activeElement; const box = e.getBoundingClientRect(); const foot = document.querySelector('.main-nav').getBoundingClientRect();
              return e.matches({field:?}) && e.value === '7' && box.top >= 0 && box.bottom <= (foot.top > box.top ? foot.top : innerHeight); }})()"
        );
        for (width, height) in [(HEIGHT, WIDTH), (WIDTH, HEIGHT), (HEIGHT, WIDTH)] {
            visit.turn_phone(width, height).await;
            let place = visit.value(&format!("[{top}, innerHeight, scrollY]")).await;
            println!("  {width} x {height}: {place}");
            visit.until(&seen).await;
        }
        let kept: Value = visit.value(&format!("document.querySelector({field:?}).value")).await;
        assert_eq!(kept, "7");
        visit.until("Object.values(localStorage).some((text) => /\"patents\":\\s*\"?7/.test(text))").await;
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}
