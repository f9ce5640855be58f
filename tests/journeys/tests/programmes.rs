//! What people come to the programmes of other countries for: what fits them, found by words, filters and
//! order, three side by side, taken along as a table, and there again after a new start. Compared with the core.

use hsmp::assess::assess;
use hsmp::assess::programmes::exchange::Rates;
use hsmp::assess::programmes::view::{FILTERS, Sort, View, properties};
use hsmp::assess::programmes::why::short;
use hsmp::assess::programmes::{Match, matches, search};
use hsmp::export;
use hsmp::key;
use hsmp::message::{Key as Text, Message};
use hsmp::profile::{Country, Currency, Document, Section};
use hsmp::quantity::{Money, sorted};
use hsmp::rulebook::programmes::PROGRAMMES;
use hsmp::text::{Catalogue, Language};
use journeys::{Key, Setting, Visit, Way, in_each_browser, plain, say, t, words};

fn named(key: Text, row: usize) -> String {
    let country = t(Country::from_code(PROGRAMMES[row].country()).unwrap().name());
    say(&Message::new(key).with("name", words().list(&[PROGRAMMES[row].name, &country])))
}

fn question(field: &str) -> String {
    t(Section::named("elsewhere").unwrap().field(field).unwrap().label)
}

fn row(id: &str) -> usize {
    PROGRAMMES.iter().position(|own| own.id() == id).unwrap()
}

/// The answers as they were saved.
async fn saved(visit: &Visit) -> Document {
    visit.profile().await.map_or_else(Document::default, |text| Document::parse(&text).unwrap())
}

/// What the core finds for a view, and the rows it shows.
fn worked_out(document: &Document, view: &View, on: hsmp::quantity::Date) -> (Vec<Match>, Vec<usize>, Vec<usize>) {
    worked_out_for("", document, view, on)
}

/// The same where words are looked for.
fn worked_out_for(typed: &str, document: &Document, view: &View, on: hsmp::quantity::Date) -> (Vec<Match>, Vec<usize>, Vec<usize>) {
    let words = words();
    let all = assess(document, on);
    let found = matches(&all);
    let place = |own: usize| words.get(Country::from_code(PROGRAMMES[own].country()).unwrap().name());
    let texts: Vec<String> = PROGRAMMES
        .iter()
        .enumerate()
        .map(|(own, it)| search::words(it, &format!("{} {}", place(own), words.get(it.kind.label()))))
        .collect();
    let named = search::found(&texts, typed);
    let marks: Vec<String> =
        all.profile.favourites.iter().filter_map(|own| own.programme.as_ref()).map(|programme| programme.0.clone()).collect();
    let has: Vec<u32> = found.iter().map(|one| properties(one, marks.contains(&one.programme.id()))).collect();
    let alphabet = sorted(0..PROGRAMMES.len(), |own| words.language().sort_key(place(*own)));
    let order = view.order(&found, &alphabet, &named, &has, &Rates::of(&all.profile, on));
    let counts = view.counts(&named, &has).to_vec();
    (found, order, counts)
}

/// The names of the programmes that are shown, from above.
async fn shown(visit: &Visit) -> Vec<String> {
    visit.texts("[...document.querySelectorAll('.programmes tbody tr:not([hidden]) .programme-name')].map((e) => e.textContent)").await
}

fn names(order: &[usize]) -> Vec<String> {
    order.iter().map(|own| PROGRAMMES[*own].name.to_owned()).collect()
}

/// Waits until the rows of a view stand there, and looks whether they are those of the core.
async fn stands(visit: &Visit, view: &View) -> Vec<Match> {
    stands_for("", visit, view).await
}

/// The same where words are looked for.
async fn stands_for(typed: &str, visit: &Visit, view: &View) -> Vec<Match> {
    let (found, order, _) = worked_out_for(typed, &saved(visit).await, view, visit.today().await);
    let count = Message::new(key!("programmes-page.shown")).with("shown", order.len() as i64).with("count", PROGRAMMES.len() as i64);
    visit.until(&format!("read(document.querySelector('#programmes-told')).startsWith({:?})", say(&count))).await;
    assert_eq!(shown(visit).await, names(&order), "{view:?}");
    found
}

/// Words that a person types into the search.
const TYPED: &str = "remote gürcis";

async fn words_are_kept(visit: &Visit) {
    visit.until(&format!("JSON.stringify(sessionStorage).includes({TYPED:?})")).await;
    assert_eq!(visit.value(&format!("String(history.state).includes({TYPED:?})")).await, false, "nobody could delete it there");
}

/// What was typed is there again after a reload, and after leaving the page and coming back; but it stands in no
/// address, and whoever gets the address sees the whole table.
async fn words_stay_in_the_tab(visit: &Visit, view: &View) {
    words_are_kept(visit).await;
    assert_eq!(visit.value("location.hash").await, "#/programmes");
    visit.browser.refresh().await.unwrap();
    visit.until("document.getElementById('programmes-search')?.value === 'remote gürcis'").await;
    stands_for(TYPED, visit, view).await;
    // A key that does nothing: WebKit's Back passes over what a page did while nobody touched it.
    visit.press(char::from(Key::Shift).to_string()).await;
    visit.browser.execute("location.hash = '#/about';", Vec::new()).await.unwrap();
    visit.until("document.getElementById('privacy')").await;
    assert_eq!(visit.value("typeof history.state").await, "number");
    visit.browser.back().await.unwrap();
    visit.until("document.getElementById('programmes-search')?.value === 'remote gürcis'").await;
    stands_for(TYPED, visit, view).await;
}

async fn enter(visit: &Visit) {
    visit.press(char::from(Key::Enter).to_string()).await;
}

async fn tick(visit: &Visit, name: &str, way: Way) {
    visit.focus_on(name, way).await;
    visit.press(" ").await;
}

/// Somebody who earns 1,590 dollars a month from afar looks for a country, compares three, takes the table along
/// and comes back later. By keyboard, on a wide screen.
#[test]
fn programmes_are_found_compared_taken_along_and_there_again() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.resize(1280, 900).await;
        visit.open_started().await;
        visit.follow_link(&t(key!("page.programmes")), Way::Forward, &t(key!("page.title.programmes"))).await;
        // What is asked first is what settles most, and the button leads to it.
        visit.activate(&t(key!("programmes-page.answer-it")), Way::Forward).await;
        visit.until("document.activeElement.id.startsWith('elsewhere.')").await;
        visit.focus_on(&question("currency"), Way::Back).await;
        visit.choose(&t(Currency::Usd.label())).await;
        visit.type_into(&question("income"), "1590").await;
        visit.focus_on(&question("remote"), Way::Forward).await;
        visit.choose_radio(&t(key!("tri.yes"))).await;

        let mut view = View::default();
        let found = stands(visit, &view).await;
        let georgia = &found[row("ge-3")];
        let (sum, compared) = georgia.short().unwrap();
        let missing = say(&short(sum, compared));
        let english = Catalogue::built_in(Language::English);
        assert_eq!(plain(&english.say(&short(sum, compared))), "410 USD a month short");

        // Words, forgiving ones: two in the wrong order, one begun only, one with a Turkish letter.
        visit.type_into(&t(key!("programmes-page.search")), TYPED).await;
        stands_for(TYPED, visit, &view).await;
        assert_eq!(shown(visit).await, ["Remotely from Georgia"]);
        assert!(plain(&visit.text().await).contains(&missing));
        words_stay_in_the_tab(visit, &view).await;
        visit.focus_on(&t(key!("programmes-page.search")), Way::Forward).await;
        visit.retype("").await;
        stands(visit, &view).await;

        // A filter, with the number it promises.
        let nomads = FILTERS.iter().position(|(name, _)| *name == "nomad").unwrap();
        let (_, _, counts) = worked_out(&saved(visit).await, &view, visit.today().await);
        visit.activate(&t(key!("programmes-page.filters")), Way::Forward).await;
        tick(visit, &format!("{} {}", t(FILTERS[nomads].1), counts[nomads]), Way::Forward).await;
        view.filters = 1 << nomads;
        stands(visit, &view).await;
        assert_eq!(shown(visit).await.len(), counts[nomads]);

        // Sorted by the head of a column, then the other way round.
        visit.activate(&t(key!("programmes-page.column.sum")), Way::Forward).await;
        view.sort_by(Sort::Sum);
        stands(visit, &view).await;
        enter(visit).await;
        view.sort_by(Sort::Sum);
        stands(visit, &view).await;
        assert_eq!(visit.value("document.querySelectorAll('[aria-sort]').length").await, 1);
        assert_eq!(visit.value("document.querySelector('[aria-sort]').getAttribute('aria-sort')").await, "descending");

        // Three side by side, in the order they were chosen; names that stand in several countries are told apart
        // by their place in the table.
        for id in ["ge-3", "my-1", "jp-3"] {
            let name = named(key!("programmes-page.beside"), row(id));
            let script = "document.querySelector(`.programmes input[value='b${arguments[0]}']`).focus();";
            visit.browser.execute(script, vec![row(id).into()]).await.unwrap();
            assert_eq!(visit.focused().await, name);
            visit.press(" ").await;
            view.put_beside(row(id));
        }
        let heads = visit.read("#compare .programme-name").await;
        assert_eq!(heads, names(&view.compare));
        assert!(!visit.read("#compare .differing").await.is_empty());
        visit.until("document.activeElement.checked").await;

        // The address says it; after a new start the same stands there, and nothing of the person is in it.
        let address = format!("#/programmes?{}", view.address());
        visit.until(&format!("location.hash === {address:?}")).await;
        assert!(!address.contains("1590") && !address.contains("USD"));
        visit.browser.refresh().await.unwrap();
        visit.until("document.querySelector('#compare .programme-name')").await;
        stands(visit, &view).await;
        assert_eq!(visit.read("#compare .programme-name").await, heads);
        // Nothing scrolled half under the line that stays above the table.
        visit.browser.execute("scrollTo(0, 0);", Vec::new()).await.unwrap();
        assert_eq!(visit.accessibility_faults().await, Vec::<String>::new());

        // The table, as the core writes it.
        let on = visit.today().await;
        let document = saved(visit).await;
        let (found, order, _) = worked_out(&document, &view, on);
        let all = assess(&document, on);
        let rows: Vec<&Match> = order.iter().map(|own| &found[*own]).collect();
        visit.browser.execute("document.getElementById('programmes-search').focus();", Vec::new()).await.unwrap();
        visit.activate(&t(key!("programmes-page.export")), Way::Forward).await;
        let file = String::from_utf8(visit.saved(".csv").await).unwrap();
        assert_eq!(file, export::programmes::csv(&rows, &Rates::of(&all.profile, on), &words()));

        assert_eq!(visit.watched().await, Vec::<String>::new());

        // On paper: what is shown, and side by side.
        let Some(paper) = visit.printed().await else { return };
        let paper = plain(&paper);
        for own in &order {
            // Long names take several lines, with other columns between.
            let missing: Vec<&str> = PROGRAMMES[*own].name.split([' ', '-']).filter(|word| !paper.contains(word)).collect();
            assert!(missing.is_empty(), "of {} paper lacks {missing:?}", PROGRAMMES[*own].name);
        }
    });
}

/// Somebody on a phone marks a programme, finds it again tomorrow, asks why it does not fit, and puts a better
/// rate of exchange in.
#[test]
fn a_favourite_is_kept_and_an_own_rate_decides() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.as_on_a_phone().await;
        visit.resize(360, 740).await;
        visit.open_started().await;
        // 90,000 euros are more than 100,000 dollars by the reference rate, and less by the person's own.
        let profile = r#"{ "schema": 1, "elsewhere": { "currency": "EUR", "invest": "90000.00" } }"#;
        visit.put_profile(profile).await;
        visit.browser.refresh().await.unwrap();
        visit.until("document.documentElement.dataset.app === 'started'").await;
        visit.browser.execute("location.hash = '#/programmes';", Vec::new()).await.unwrap();
        visit.until_focused(&t(key!("page.title.programmes"))).await;
        let mongolia = row("mn-1");
        let card = format!("document.querySelector(`.programmes button[value='m{mongolia}']`).closest('tr')");
        visit.until(&format!("{card}.textContent.includes({:?})", t(key!("programmes.verdict.meets")))).await;
        assert!(visit.value(&format!("{card}.textContent")).await.as_str().unwrap().contains(&t(key!("programmes.by-rates"))));
        // A card: each value says what it is, before it.
        let before = visit.value(&format!("[getComputedStyle({card}.cells[3], '::before').content, {card}.cells[3].dataset.label]")).await;
        let label = key!("programmes-page.column.sum");
        // Chromium tells the text, Firefox where it is from.
        assert!(["data-label", &t(label)].iter().any(|known: &&str| before[0].as_str().unwrap().contains(known)), "{before}");
        assert_eq!(plain(before[1].as_str().unwrap()), say(&Message::new(key!("programmes-page.label")).with("name", label)));

        // A finger hits the star itself, and the box beside it.
        for part in [".star", "input"] {
            visit.to_middle(&card).await;
            let hit = format!(
                "(() => {{ const r = {card}.querySelector({part:?}).getBoundingClientRect(); return document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2).closest({part:?}) === {card}.querySelector({part:?}); }})()"
            );
            visit.until(&hit).await;
        }
        visit.browser.execute(&format!("const r = {card}.querySelector('.star').getBoundingClientRect(); document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2).dispatchEvent(new MouseEvent('click', {{ bubbles: true }}));"), Vec::new()).await.unwrap();
        visit.until(&format!("{card}.querySelector('.star').getAttribute('aria-pressed') === 'true'")).await;
        visit.browser.execute(&format!("{card}.querySelector('.star').click();"), Vec::new()).await.unwrap();
        visit.until(&format!("{card}.querySelector('.star').getAttribute('aria-pressed') === 'false'")).await;

        visit.browser.execute(&format!("{card}.querySelector('.star').focus();"), Vec::new()).await.unwrap();
        assert_eq!(visit.focused().await, named(key!("programmes-page.mark"), mongolia));
        enter(visit).await;
        visit.until("document.activeElement.getAttribute('aria-pressed') === 'true'").await;
        visit.open_plain().await;
        visit.open("#/programmes?favourite").await;
        visit.until("document.querySelectorAll('.programmes tbody tr:not([hidden])').length === 1").await;
        let view = View { filters: 1 << 3, ..View::default() };
        stands(visit, &view).await;
        assert_eq!(shown(visit).await, names(&[mongolia]));

        // A rate of one's own: 1.8 manat for a euro, so that 90,000 are too little.
        visit.browser.execute("document.getElementById('programmes-search').focus();", Vec::new()).await.unwrap();
        visit.activate(&t(key!("programmes-page.rates.title")), Way::Forward).await;
        visit.until("document.querySelector('#rates table')").await;
        visit.activate(&t(key!("rows.add-rate")), Way::Forward).await;
        visit.until("document.activeElement.id === 'exchange.1.currency'").await;
        visit.choose(&t(Currency::Eur.label())).await;
        visit.type_into(&t(Section::named("exchange").unwrap().field("rate").unwrap().label), "1.8").await;
        let (found, ..) = worked_out(&saved(visit).await, &view, visit.today().await);
        let (sum, compared) = found[mongolia].short().expect("90,000 euros at 1.8 manat are less than 100,000 dollars");
        visit.until(&format!("{card}.textContent.includes({:?})", words().say(&short(sum, compared)))).await;
        // Why, down to the rate.
        visit.browser.execute(&format!("{card}.querySelector('.why').focus();"), Vec::new()).await.unwrap();
        enter(visit).await;
        visit.until("document.querySelector('dialog[open]')").await;
        let dialog = plain(&visit.read("dialog[open]").await.join(" "));
        assert!(
            dialog.contains(&plain(&words().sum(Money::from_manat(100_000), "USD"))) && dialog.contains(PROGRAMMES[mongolia].name),
            "{dialog}"
        );
        assert_eq!(visit.accessibility_faults().await, Vec::<String>::new());
        assert_eq!(visit.watched().await, Vec::<String>::new());
    });
}

/// After everything was deleted, the way back leads to no words of a search.
#[test]
fn words_of_a_search_are_deleted_with_everything_else() {
    in_each_browser(&Setting::default(), async |visit| {
        visit.open_started().await;
        visit.follow_link(&t(key!("page.programmes")), Way::Forward, &t(key!("page.title.programmes"))).await;
        visit.type_into(&t(key!("programmes-page.search")), TYPED).await;
        words_are_kept(visit).await;
        visit.follow_link(&t(key!("page.about")), Way::Forward, &t(key!("page.title.about"))).await;
        visit.activate(&t(key!("about.delete.title")), Way::Forward).await;
        visit.until_focused(&t(key!("about.delete.keep"))).await;
        visit.press(char::from(Key::Tab).to_string()).await;
        visit.press(char::from(Key::Enter).to_string()).await;
        visit.until("sessionStorage.length === 0").await;
        visit.browser.back().await.unwrap();
        visit.until("document.getElementById('programmes-search')").await;
        assert_eq!(visit.value("document.getElementById('programmes-search').value").await, "", "in {:?}", visit.engine);
    });
}
