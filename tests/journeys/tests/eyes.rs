//! For people who see otherwise: enlarged four times, with more room between letters and lines, in colours of the
//! device's own, without motion, on paper, and in a language with longer words or from right to left.

use std::path::PathBuf;

use hsmp::text::{Catalogue, Language};
use journeys::{Engine, Setting, Visit, damaged_delivery, in_browser, in_each_browser, language};
use serde_json::{Value, json};

use super::pages::{PAGES, SAMPLE, go, start, too_wide};

/// A page of 1280 by 1024 pixels enlarged four times.
const ENLARGED: (u32, u32) = (320, 256);

/// What A4 with its margins leaves, in CSS pixels.
const PAPER: (u32, u32) = (673, 986);

/// Texts that are cut, that stick out of their box, or that lie over others. What scrolls is not cut, and what is made
/// for ears alone has no room.
const CUT: &str = "window.drawn ??= (() => { const sheet = new CSSStyleSheet(); sheet.replaceSync('* { content-visibility: visible !important }'); return sheet; })();
    // Rows that are far off are not laid out otherwise.
    if (!document.adoptedStyleSheets.includes(window.drawn)) document.adoptedStyleSheets = [...document.adoptedStyleSheets, window.drawn];
    const isClipped = (e) => { for (let up = e; up; up = up.parentElement) if (/inset|rect/.test(getComputedStyle(up).clipPath)) return true; return false; };
    const isForEars = (e) => e.closest('.visually-hidden, svg, .skip') || isClipped(e);
    const name = (e) => `${e.tagName}.${e.getAttribute('class') ?? ''}#${e.id} “${e.textContent.trim().replace(/\\s+/g, ' ').slice(0, 40)}”`;
    const told = new Set(), lines = [];
    for (const e of document.querySelectorAll('body *')) {
      if (!e.textContent.trim() || !e.checkVisibility({ checkVisibilityCSS: true }) || isForEars(e) || e.matches('select, option, details')) continue;
      const style = getComputedStyle(e);
      if (style.display === 'inline') continue;
      if (/hidden|clip/.test(style.overflowX) && e.scrollWidth > e.clientWidth + 1) told.add('cut at the side: ' + name(e));
      if (/hidden|clip/.test(style.overflowY) && e.scrollHeight > e.clientHeight + 1) told.add('cut below: ' + name(e));
    }
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let number = 0;
    while (walk.nextNode()) {
      const text = walk.currentNode, e = text.parentElement;
      if (!text.data.trim() || !e.checkVisibility({ checkVisibilityCSS: true }) || isForEars(e) || e.closest('select, script, style, title')) continue;
      number += 1;
      range.selectNodeContents(text);
      let box = e;
      while (getComputedStyle(box).display === 'inline' || getComputedStyle(box).display === 'contents') box = box.parentElement;
      const edge = box.getBoundingClientRect();
      let layer = null;
      for (let up = e; up && up !== document.body; up = up.parentElement) if (/fixed|sticky/.test(getComputedStyle(up).position)) layer = up;
      for (const rect of range.getClientRects()) {
        if (rect.width < 2) continue;
        if (!e.closest('[aria-hidden=true]') && (rect.right > edge.right + 2 || rect.left < edge.left - 2)) told.add('sticks out: ' + name(e) + ` of ${box.tagName}.${box.className}`);
        lines.push({ e, layer, top: rect.top + rect.height * 0.25, bottom: rect.bottom - rect.height * 0.25, left: rect.left + 1, right: rect.right - 1 });
      }
    }
    lines.sort((one, other) => one.top - other.top);
    lines.forEach((one, place) => {
      for (const other of lines.slice(place + 1)) {
        if (other.top >= one.bottom) break;
        if (one.e !== other.e && one.layer === other.layer && other.left < one.right && one.left < other.right) told.add(`lies over another: ${name(one.e)} and ${name(other.e)}`);
      }
    });
    return [number, [...told].slice(0, 6)];";

/// How many texts are seen, and what is wrong with them.
async fn texts(visit: &Visit) -> (u64, Vec<String>) {
    let found = visit.browser.execute(CUT, Vec::new()).await.unwrap_or_else(|error| panic!("{error}"));
    let found = found.json();
    let mut faults: Vec<String> = serde_json::from_value(found[1].clone()).unwrap();
    faults.extend(too_wide(visit).await);
    (found[0].as_u64().unwrap(), faults)
}

async fn unfold(visit: &Visit) {
    visit.browser.execute("for (const e of document.querySelectorAll('main details')) e.open = true;", Vec::new()).await.unwrap();
}

/// Looks at every page with all answers given and everything unfolded.
async fn on_every_page(visit: &Visit, language: Language, look: impl AsyncFn(&Visit) -> Vec<String>) {
    let words = Catalogue::built_in(language);
    let mut faults = Vec::new();
    for page in PAGES.into_iter().skip(1).chain(PAGES.into_iter().take(1)) {
        go(visit, &words, page).await;
        unfold(visit).await;
        faults.extend(look(visit).await.into_iter().map(|fault| format!("{} #/{}: {fault}", language.code(), page.0)));
    }
    assert!(faults.is_empty(), "in {:?}, {} faults:\n{}", visit.engine, faults.len(), faults.join("\n"));
}

/// The room of the standard (WCAG 1.4.12) that people may give to text, on top of our style.
const SPACED: &str = "window.spaced = new CSSStyleSheet();
    window.spaced.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }');";
const SPACE: &str = "document.adoptedStyleSheets = [window.spaced];";
const NO_SPACE: &str = "document.adoptedStyleSheets = [];";

/// Enlarged four times, nothing is cut, and nothing lies over anything else.
#[test]
fn nothing_is_cut_when_enlarged_four_times() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.as_on_a_phone().await;
        visit.resize(ENLARGED.0, ENLARGED.1).await;
        start(visit, language(), "light", SAMPLE).await;
        on_every_page(visit, language(), async |visit| texts(visit).await.1).await;
    });
}

/// With more room between lines, paragraphs, letters and words everything is still there, on a phone and on a wide screen.
#[test]
fn text_may_be_given_more_room() {
    in_browser(Engine::Chromium, &Setting::default(), async |visit| {
        start(visit, language(), "light", SAMPLE).await;
        visit.browser.execute(SPACED, Vec::new()).await.unwrap();
        on_every_page(visit, language(), async |visit| {
            let mut faults = Vec::new();
            for (width, height) in [(1280, 900), (320, 740)] {
                visit.resize(width, height).await;
                let (before, _) = texts(visit).await;
                visit.browser.execute(SPACE, Vec::new()).await.unwrap();
                let (after, found) = texts(visit).await;
                visit.browser.execute(NO_SPACE, Vec::new()).await.unwrap();
                faults.extend(found.into_iter().map(|fault| format!("{width} pixels: {fault}")));
                if before != after {
                    faults.push(format!("{width} pixels: of {before} texts {after} are left"));
                }
            }
            faults
        })
        .await;
    });
}

/// Has Chromium take itself for a device with such settings, or for paper.
async fn emulate(visit: &Visit, media: &str, features: &[(&str, &str)]) {
    let features: Vec<Value> = features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
    visit.command("Emulation.setEmulatedMedia", json!({ "media": media, "features": features })).await;
}

/// What would be lost where the device chooses all colours: the edges of controls, what is chosen, what drawings show.
const LOST: &str = "const told = [];
    // Colours may still be on their way.
    document.getAnimations().forEach((animation) => animation.finish());
    const seen = [...document.querySelectorAll('main button, main input, main select, main textarea, main .button')].filter((e) => e.checkVisibility({ checkVisibilityCSS: true }));
    const name = (e) => `${e.tagName}.${e.className}#${e.id}`;
    const paint = document.createElement('canvas').getContext('2d');
    const light = (color) => {
      paint.fillStyle = '#000'; paint.fillStyle = color; paint.fillRect(0, 0, 1, 1);
      const [r, g, b] = [...paint.getImageData(0, 0, 1, 1).data].map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (one, other) => { const [a, b] = [light(one), light(other)].sort((x, y) => y - x); return (a + 0.05) / (b + 0.05); };
    const sample = document.body.appendChild(document.createElement('p')); sample.style.backgroundColor = 'Canvas';
    const ground = getComputedStyle(sample).backgroundColor;
    sample.remove();
    const behind = (e) => { for (let up = e; up; up = up.parentElement) { const color = getComputedStyle(up).backgroundColor; if (!/^rgba.*, 0\\)$/.test(color)) return color; } return ground; };
    for (const e of seen) {
      const style = getComputedStyle(e);
      const isText = style.display === 'inline' || style.textDecorationLine.includes('underline') || e.matches('.why, .pick, .day, .quiet, .star, .sort, [type=checkbox], [type=radio], [type=file]');
      if (!isText && (parseFloat(style.borderTopWidth) === 0 || style.borderTopStyle === 'none')) told.push('no edge: ' + name(e));
      if (contrast(style.color, behind(e)) < 3 && !e.disabled && !e.matches('[type=checkbox], [type=radio]')) told.push('not to be read: ' + name(e) + ' ' + style.color + ' on ' + behind(e));
    }
    for (const e of document.querySelectorAll('main svg[role=img] .bar-low')) {
      if (e.checkVisibility() && contrast(getComputedStyle(e).fill, ground) < 3) told.push('not seen in a drawing: ' + e.getAttribute('class') + ' ' + getComputedStyle(e).fill + ' on ' + ground);
    }
    for (const e of document.querySelectorAll('main svg[role=img] .bar-mark')) {
      if (e.checkVisibility() && contrast(getComputedStyle(e).stroke, ground) < 3) told.push('not seen in a drawing: ' + e.getAttribute('class') + ' ' + getComputedStyle(e).stroke + ' on ' + ground);
    }
    for (const label of document.querySelectorAll('.segment input:checked + label')) {
      const other = label.closest('.segments')?.querySelector('.segment input:not(:checked) + label');
      if (other && getComputedStyle(label).backgroundColor === getComputedStyle(other).backgroundColor) told.push('what is chosen is not seen: ' + label.htmlFor);
    }
    return [...new Set(told)].slice(0, 8);";

/// In colours that the device chooses, light and dark, controls have edges, what is chosen is seen, and drawings are.
#[test]
fn nothing_is_lost_in_colours_of_the_device() {
    in_browser(Engine::Chromium, &Setting::default(), async |visit| {
        visit.resize(1280, 900).await;
        start(visit, language(), "light", SAMPLE).await;
        for scheme in ["light", "dark"] {
            let forced = [("forced-colors", "active"), ("prefers-color-scheme", scheme)];
            on_every_page(visit, language(), async |visit| {
                emulate(visit, "", &[]).await;
                let (before, _) = texts(visit).await;
                emulate(visit, "", &forced).await;
                let (after, mut faults) = texts(visit).await;
                let found = visit.browser.execute(LOST, Vec::new()).await.unwrap().json().clone();
                faults.extend(found.as_array().unwrap().iter().map(Value::to_string));
                if before != after {
                    faults.push(format!("of {before} texts {after} are left"));
                }
                faults.into_iter().map(|fault| format!("{scheme}: {fault}")).collect()
            })
            .await;
        }
        emulate(visit, "", &[]).await;
    });
}

/// Who has asked their device for less motion sees none.
#[test]
fn nothing_moves_for_who_asked_for_less_motion() {
    in_browser(Engine::Chromium, &Setting::default(), async |visit| {
        start(visit, language(), "light", SAMPLE).await;
        emulate(visit, "", &[("prefers-reduced-motion", "reduce")]).await;
        let moves = "[...document.querySelectorAll('*')].filter((e) => ['', '::before', '::after'].some((part) => {
            const style = getComputedStyle(e, part);
            const lasts = (text) => text.split(',').some((time) => parseFloat(time) * (/ms/.test(time) ? 1 : 1000) > 10);
            return (style.animationName !== 'none' && lasts(style.animationDuration)) || lasts(style.transitionDuration) || style.scrollBehavior === 'smooth';
          })).map((e) => `${e.tagName}.${e.getAttribute('class')}#${e.id} moves`).slice(0, 5)";
        on_every_page(visit, language(), async |visit| visit.texts(moves).await).await;
    });
}

/// On paper everything fits between the margins, in each direction of reading.
#[test]
fn paper_holds_every_page_in_each_direction() {
    in_browser(Engine::Chromium, &Setting::default(), async |visit| {
        for language in [Language::English, Language::Arabic] {
            emulate(visit, "", &[]).await;
            visit.resize(PAPER.0, PAPER.1).await;
            start(visit, language, "dark", SAMPLE).await;
            emulate(visit, "print", &[]).await;
            on_every_page(visit, language, async |visit| {
                let (number, mut faults) = texts(visit).await;
                if number < 3 {
                    faults.push(format!("only {number} texts"));
                }
                let dark = visit.value("getComputedStyle(document.querySelector('h1')).color").await;
                if dark != "rgb(0, 0, 0)" {
                    faults.push(format!("the heading is {dark}"));
                }
                // Nothing that is only for the screen.
                let left = "[...document.querySelectorAll('.main-nav, .foot, .tools, .no-print, .recalculate')].filter((e) => e.checkVisibility()).map((e) => e.className + ' is on paper')";
                faults.extend(visit.texts(left).await);
                faults
            })
            .await;
        }
    });
}

/// Letters as other languages have them, and two for every fifth: half of all words become longer by 40 %.
fn longer(text: &str) -> String {
    let (mut made, mut owed, mut is_gap) = (String::new(), 0, false);
    for letter in text.chars() {
        is_gap = (is_gap || letter == '{') && letter != '}';
        if is_gap || !letter.is_alphabetic() {
            made.push(letter);
            continue;
        }
        let other = match letter {
            'a' => 'ä',
            'e' => 'é',
            'i' => 'î',
            'o' => 'ø',
            'u' => 'ů',
            'n' => 'ñ',
            's' => 'š',
            'A' => 'Å',
            'E' => 'Ê',
            'I' => 'Ï',
            'O' => 'Ö',
            'U' => 'Û',
            same => same,
        };
        made.push(other);
        owed += 2;
        if owed >= 5 {
            owed -= 5;
            made.push(other);
        }
    }
    made
}

/// The delivery with English texts that are longer and accented, read in a direction.
fn pseudo_delivery(name: &str, direction: &str) -> PathBuf {
    let change = |file: &str, bytes: Vec<u8>| -> Option<Vec<u8>> {
        if !(file.starts_with("locale-en-") || file.starts_with("details-en-")) {
            return Some(bytes);
        }
        // Sources end in an address, which stays what it is. So does what only sets signs.
        let text = String::from_utf8(bytes).unwrap();
        let lines: Vec<String> = text.split('\n').map(|line| if line.contains("http") { line.to_owned() } else { longer(line) }).collect();
        Some(lines.join("\n").into_bytes())
    };
    let folder = damaged_delivery(name, change);
    let page = std::fs::read_to_string(folder.join("index.html")).unwrap();
    let at = page.find("<section class=\"boot-text\" lang=\"en\"").expect("no English texts in the page");
    let end = at + page[at..].find('>').unwrap();
    let mut tag = page[at..end].replace("dir=\"ltr\"", &format!("dir=\"{direction}\""));
    for (file, hash) in [("data-catalogue", "data-integrity"), ("data-details", "data-details-integrity")] {
        let value = |name: &str| tag.split(&format!(" {name}=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned();
        let bytes = std::fs::read(folder.join(value(file))).unwrap();
        tag = tag.replace(&value(hash), &xtask::dist::integrity(&bytes));
    }
    std::fs::write(folder.join("index.html"), format!("{}{tag}{}", &page[..at], &page[end..])).unwrap();
    folder
}

/// Every page at 320 pixels in a language that nobody has translated yet: no sideways scroll and no cut text.
fn in_a_pseudo_language(name: &str, direction: &str) {
    let folder = pseudo_delivery(name, direction);
    let setting = Setting { folder, language: "en".to_owned(), ..Setting::default() };
    in_browser(Engine::Chromium, &setting, async |visit| {
        visit.resize(320, 740).await;
        start(visit, Language::English, "light", SAMPLE).await;
        assert_eq!(visit.value("document.documentElement.dir").await, direction);
        let mut faults = Vec::new();
        for (address, _, title) in PAGES.into_iter().skip(1).chain(PAGES.into_iter().take(1)) {
            visit
                .browser
                .execute("document.activeElement.blur(); location.hash = arguments[0];", vec![json!(format!("#/{address}"))])
                .await
                .unwrap();
            let title = longer(Catalogue::built_in(Language::English).get(title));
            visit.until(&format!("document.activeElement.tagName === 'H1' && document.activeElement.textContent === {title:?}")).await;
            unfold(visit).await;
            faults.extend(texts(visit).await.1.into_iter().map(|fault| format!("#/{address}: {fault}")));
        }
        assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// Four letters of ten more, and marks above and below the line.
#[test]
fn longer_texts_break_no_page() {
    in_a_pseudo_language("longer", "ltr");
}

/// The same from right to left.
#[test]
fn longer_texts_from_right_to_left_break_no_page() {
    in_a_pseudo_language("longer-rtl", "rtl");
}
