//! What is shown and in which order, against plain sorting and counting; and addresses, which people send to
//! each other: the same rows must come back, and nothing of the sender may be in them.

use std::cmp::Ordering;

use hsmp::assess::programmes::exchange::Rates;
use hsmp::assess::programmes::view::{FILTERS, MOST_COMPARED, Sort, View, decoded, properties};
use hsmp::assess::programmes::{Match, Verdict, matches};
use hsmp::quantity::Money;
use hsmp::rulebook::programmes::{Citizenship, Length, PROGRAMMES, Per, ProgrammeKind};
use hsmp::text::Language;
use proptest::prelude::*;
use serde_json::json;

use super::{alphabet, answered, life, row};

fn sort() -> impl Strategy<Value = Sort> {
    prop::sample::select(Sort::ALL.map(|(sort, ..)| sort).to_vec())
}

/// None, few or many.
fn filters() -> impl Strategy<Value = u32> {
    let bits = |least: usize, most: usize| {
        prop::collection::vec(0..FILTERS.len(), least..=most).prop_map(|bits| bits.into_iter().fold(0, |set, bit| set | 1 << bit))
    };
    prop_oneof![Just(0), bits(1, 2), bits(2, 6), 0..1u32 << FILTERS.len()]
}

/// Views as the page has them: each programme beside the others once.
fn view() -> impl Strategy<Value = View> {
    let rows = prop::sample::subsequence((0..PROGRAMMES.len()).collect::<Vec<_>>(), 0..=MOST_COMPARED).prop_shuffle();
    (filters(), sort(), any::<bool>(), rows).prop_map(|(filters, sort, reverse, compare)| View { filters, sort, reverse, compare })
}

// --- Addresses ---

/// Mails and chats encode addresses; cut off or wrong percents lose a letter and no more.
#[test]
fn what_was_encoded_is_text_again() {
    let known = [
        ("a%", "a?"),
        ("a%4", "a?"),
        ("%zzb", "?b"),
        ("a%ffb", "ab"),
        ("a=b", "a=b"),
        ("%41%2B+", "A+ "),
        ("%C5%9E", "Ş"),
        ("%c5%9e", "Ş"),
    ];
    for (encoded, text) in known {
        assert_eq!(decoded(encoded), text, "{encoded}");
    }
}

#[test]
fn an_address_reads_as_it_is_told() {
    let bit = |name: &str| 1 << FILTERS.iter().position(|(known, _)| *known == name).unwrap();
    let view = View {
        filters: bit("nomad") | bit("with-family") | bit("meets"),
        sort: Sort::Sum,
        reverse: true,
        compare: vec![row("ge-3"), row("az-1")],
    };
    assert_eq!(view.address(), "with-family&meets&nomad&sort=sum&reverse&compare=ge-3,az-1");
    assert_eq!(View::parse(&view.address()), view);
    assert_eq!((View::default().address().as_str(), View::parse("")), ("", View::default()), "the whole table has no address");
}

/// Addresses of other days and other hands: what is known is taken, and the page comes all the same.
#[test]
fn what_an_address_has_too_much_is_passed_over() {
    let parse = View::parse;
    assert_eq!(parse("colour=red&meets&&=&%&sort=price&compare=xx-9,ge-3,,ge-99,GE-1,ge-03").address(), "meets&compare=ge-3");
    for nonsense in ["?", "Q=a", "meet", "MEETS", "compare=", "compare", "sort", "q=georgia", "%%%", "\u{0}", "filters=255"] {
        assert_eq!(parse(nonsense).address(), "", "{nonsense}");
    }
    assert_eq!(parse("compare=ge-1,ge-2,ge-3,ge-4,az-1,az-2,bh-1").compare.len(), MOST_COMPARED);
}

#[test]
fn no_more_than_five_stand_side_by_side() {
    let mut view = View::default();
    for row in 0..9 {
        view.put_beside(row);
    }
    assert_eq!((MOST_COMPARED, view.compare.as_slice()), (5, &[0, 1, 2, 3, 4][..]), "the first stay");
    view.put_beside(1);
    assert_eq!(view.compare, [0, 2, 3, 4], "a second time takes it away");
    view.put_beside(8);
    assert_eq!(view.compare, [0, 2, 3, 4, 8]);
}

#[test]
fn the_same_column_again_turns_the_order_about() {
    let mut view = View::default();
    let mut press = |sort| {
        view.sort_by(sort);
        (view.sort, view.reverse)
    };
    assert_eq!([press(Sort::Sum), press(Sort::Sum), press(Sort::Sum)], [(Sort::Sum, false), (Sort::Sum, true), (Sort::Sum, false)]);
    press(Sort::Sum);
    assert_eq!(press(Sort::Term), (Sort::Term, false), "another column begins forwards");
}

// --- Rows ---

/// What a filter asks, said again by its name.
fn passes(filter: &str, one: &Match, favourite: bool) -> bool {
    let kind = |kind: ProgrammeKind| one.programme.kind == kind;
    match filter {
        "with-family" => one.programme.dependants,
        "to-citizenship" => !matches!(one.programme.citizenship, Citizenship::No | Citizenship::NotStated),
        "permanent" => one.programme.longest == Length::Permanent,
        "favourite" => favourite,
        "meets" => one.verdict == Verdict::Meets,
        "open" => one.verdict == Verdict::Open,
        "does-not" => one.verdict == Verdict::DoesNot,
        "talent" => kind(ProgrammeKind::Talent),
        "investor" => kind(ProgrammeKind::Investor),
        "property" => kind(ProgrammeKind::Property),
        "deposit" => kind(ProgrammeKind::Deposit),
        "citizenship" => kind(ProgrammeKind::Citizenship),
        "entrepreneur" => kind(ProgrammeKind::Entrepreneur),
        "nomad" => kind(ProgrammeKind::Nomad),
        "retiree" => kind(ProgrammeKind::Retiree),
        "job-seeker" => kind(ProgrammeKind::JobSeeker),
        "stay" => kind(ProgrammeKind::Stay),
        "other" => kind(ProgrammeKind::Other),
        name => panic!("the filter {name} is not checked here"),
    }
}

/// Filters that widen each other.
const GROUPS: [std::ops::Range<usize>; 6] = [0..1, 1..2, 2..3, 3..4, 4..7, 7..18];

fn shown(filters: u32, one: &Match, favourite: bool) -> bool {
    GROUPS.into_iter().all(|group| {
        let chosen: Vec<usize> = group.filter(|bit| filters >> bit & 1 == 1).collect();
        chosen.is_empty() || chosen.into_iter().any(|bit| passes(FILTERS[bit].0, one, favourite))
    })
}

/// What a row is put in order by, the parts one after the other; none where it is not known.
fn reference_key(sort: Sort, one: &Match, place: usize, rates: &Rates<'_>) -> Option<(i64, i64)> {
    let programme = one.programme;
    let long = |length: Length| match length {
        Length::Days(days) => i64::from(days),
        Length::Months(months) => i64::from(months) * 365 / 12,
        Length::Years(years) => i64::from(years) * 365,
        Length::Permanent => i64::from(i32::MAX),
    };
    Some(match sort {
        Sort::Country => (place as i64, 0),
        Sort::Match => {
            let verdict = Verdict::ALL.iter().position(|known| *known == one.verdict).unwrap();
            // Who is short of money is nearer than who lacks what no money gives.
            let off = one.short().map_or(1 << 32, |(short, _)| {
                let asked = programme.sum().unwrap().amount.qepik();
                i64::try_from((i128::from(short.amount.qepik()) * 1000 + i128::from(asked - 1)) / i128::from(asked)).unwrap()
            });
            let open = one.conditions.iter().filter(|condition| condition.open.is_some()).count();
            (verdict as i64, if one.verdict == Verdict::DoesNot { off } else { open as i64 })
        }
        Sort::Sum => {
            let sum = programme.sum()?;
            let worth = rates.worth(sum.currency)?;
            match sum.per {
                Per::Month => (0, worth.in_order(Money::from_qepik(sum.amount.qepik() * 12))),
                Per::Year => (0, worth.in_order(sum.amount)),
                Per::Once | Per::Funds => (1, worth.in_order(sum.amount)),
            }
        }
        Sort::Term => (long(programme.longest), long(programme.shortest)),
        Sort::Family => (if programme.dependants { 0 } else { 1 }, 0),
        Sort::Citizenship => match programme.citizenship {
            Citizenship::After(years) => (0, i64::from(years)),
            Citizenship::Yes => (1, 0),
            Citizenship::No => (2, 0),
            Citizenship::NotStated => return None,
        },
    })
}

fn reference_order(view: &View, found: &[Match], alphabet: &[usize], named: &[bool], marked: &[bool], rates: &Rates<'_>) -> Vec<usize> {
    let mut rows: Vec<(Option<(i64, i64)>, usize)> = Vec::new();
    for (place, row) in alphabet.iter().copied().enumerate() {
        if named[row] && shown(view.filters, &found[row], marked[row]) {
            rows.push((reference_key(view.sort, &found[row], place, rates), row));
        }
    }
    rows.sort_by(|(a, _), (b, _)| match (a, b) {
        (None, None) => Ordering::Equal,
        (None, _) => Ordering::Greater,
        (_, None) => Ordering::Less,
        (Some(a), Some(b)) if view.reverse => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
    });
    rows.into_iter().map(|(_, row)| row).collect()
}

fn flags() -> impl Strategy<Value = Vec<bool>> {
    prop_oneof![Just(vec![true; PROGRAMMES.len()]), prop::collection::vec(any::<bool>(), PROGRAMMES.len())]
}

/// By hand: the cheapest income first, what has no amount last, both ways.
#[test]
fn what_is_not_known_comes_last_both_ways() {
    let all = answered(json!({}));
    let (found, rates) = (matches(&all), Rates::of(&all.profile, all.on));
    let has: Vec<u32> = found.iter().map(|one| properties(one, false)).collect();
    let ids = |sort, reverse| -> Vec<String> {
        let view = View { sort, reverse, ..View::default() };
        let order = view.order(&found, &alphabet(Language::English), &[true; 129], &has, &rates);
        order.into_iter().map(|row| PROGRAMMES[row].id()).collect()
    };
    let (up, down) = (ids(Sort::Sum, false), ids(Sort::Sum, true));
    // 800 dollars a month; the 15 million Bhutanese at par with the rupee are no longer cheap.
    assert_eq!((up[0].as_str(), down[0].as_str()), ("ph-3", "sg-2"));
    let without = |list: &[String]| list.iter().map(|id| PROGRAMMES[row(id)].sum().is_none()).collect::<Vec<_>>();
    let count = PROGRAMMES.iter().filter(|own| own.sum().is_none()).count();
    for list in [&up, &down] {
        assert_eq!(without(list), [vec![false; 129 - count], vec![true; count]].concat());
    }
    assert_eq!(up[129 - count..], down[129 - count..], "those without stand by country both ways");
    let last = ids(Sort::Citizenship, true).pop().unwrap();
    assert_eq!(PROGRAMMES[row(&last)].citizenship, Citizenship::NotStated);
    assert_eq!(ids(Sort::Citizenship, false)[0], "sg-2", "two years, the soonest");
    assert_eq!(ids(Sort::Country, false)[0], "az-1");
    assert!(ids(Sort::Country, true)[0].starts_with("vn-"));
}

#[test]
fn filters_are_asked_by_their_names() {
    let names: Vec<&str> = FILTERS.iter().map(|(name, _)| *name).collect();
    assert_eq!(names.len(), 18);
    for one in matches(&answered(json!({ "elsewhere": { "remote": true, "income": "9000.00", "invest": "1.00" } }))) {
        for favourite in [false, true] {
            let has = properties(&one, favourite);
            assert_eq!(has >> 18, 0);
            for (bit, name) in names.iter().enumerate() {
                assert_eq!(has >> bit & 1 == 1, passes(name, &one, favourite), "{name}: {}", one.programme.id());
            }
        }
    }
}

proptest! {
    #[test]
    fn an_address_brings_the_same_view_back(view in view()) {
        let address = view.address();
        prop_assert_eq!(View::parse(&address), view.clone());
        prop_assert!(address.is_ascii() && !address.contains(['#', '?', ' ', '"', '<', '>', '\'']), "{}", address);
        // After anything else, and with anything else after it.
        let among = format!("utm=1&{address}&lang=az");
        prop_assert_eq!(View::parse(&among), view.clone());
        // Each part is one of ours: nothing else can be in it.
        let ids: Vec<String> = PROGRAMMES.iter().map(|own| own.id()).collect();
        for part in address.split('&').filter(|part| !part.is_empty()) {
            let is_ours = match part.split_once('=') {
                Some(("sort", name)) => Sort::ALL.iter().any(|(_, known, _)| *known == name),
                Some(("compare", list)) => list.split(',').all(|id| ids.iter().any(|known| known == id)),
                Some(_) => false,
                None => part == "reverse" || FILTERS.iter().any(|(known, _)| *known == part),
            };
            prop_assert!(is_ours, "{}", part);
        }
    }

    #[test]
    fn any_address_is_read(address in prop_oneof!["\\PC{0,40}", "(q=|sort=|compare=|reverse|meets|[a-z0-9,%+=-]|&){0,20}"]) {
        let view = View::parse(&address);
        prop_assert!(view.compare.len() <= MOST_COMPARED && view.filters < 1 << FILTERS.len());
        // What was read once is read again.
        prop_assert_eq!(View::parse(&view.address()), view);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn the_order_agrees_with_plain_sorting(life in life(), view in view(), named in flags(), marked in prop::collection::vec(any::<bool>(), PROGRAMMES.len()), french in any::<bool>()) {
        let all = answered(life);
        let (found, rates) = (matches(&all), Rates::of(&all.profile, all.on));
        let has: Vec<u32> = found.iter().zip(&marked).map(|(one, marked)| properties(one, *marked)).collect();
        let alphabet = alphabet(if french { Language::French } else { Language::English });
        for (sort, ..) in Sort::ALL {
            for reverse in [false, true] {
                let view = View { sort, reverse, ..view.clone() };
                let expected = reference_order(&view, &found, &alphabet, &named, &marked, &rates);
                prop_assert_eq!(view.order(&found, &alphabet, &named, &has, &rates), expected, "{:?} {}", sort, reverse);
            }
        }
    }

    /// A count beside a filter is what pressing it shows.
    #[test]
    fn counts_agree_with_counting(life in life(), filters in filters(), named in flags(), marked in prop::collection::vec(any::<bool>(), PROGRAMMES.len())) {
        let found = matches(&answered(life));
        let has: Vec<u32> = found.iter().zip(&marked).map(|(one, marked)| properties(one, *marked)).collect();
        let rows = |filters: u32| -> Vec<usize> { (0..found.len()).filter(|row| named[*row] && shown(filters, &found[*row], marked[*row])).collect() };
        let view = View { filters, ..View::default() };
        let counts = view.counts(&named, &has);
        let before = rows(filters);
        for (bit, count) in counts.into_iter().enumerate() {
            let group = GROUPS.iter().find(|group| group.contains(&bit)).unwrap();
            let others = (0..FILTERS.len()).filter(|other| !group.contains(other) && filters >> other & 1 == 1);
            let alone = others.fold(1 << bit, |set, other| set | 1 << other);
            prop_assert_eq!(count, rows(alone).len(), "{}", FILTERS[bit].0);
            // One more of a group that has one widens; the first of a group narrows.
            let after = rows(filters | 1 << bit);
            let (few, many) = if group.clone().any(|other| filters >> other & 1 == 1) { (&before, &after) } else { (&after, &before) };
            prop_assert!(few.iter().all(|row| many.contains(row)), "{}", FILTERS[bit].0);
        }
    }
}
