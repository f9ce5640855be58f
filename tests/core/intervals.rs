//! Ranges and three-valued answers: if a range lost a value or "open" became "no", a person
//! would be told a certainty that is none.

use hsmp::quantity::{Interval, Tri};
use proptest::prelude::*;

fn interval() -> impl Strategy<Value = Interval<i32>> {
    (-50..50i32, -50..50i32).prop_map(|(a, b)| Interval::between(a, b))
}

proptest! {
    #[test]
    fn the_hull_holds_both_and_is_the_least_that_does(a in interval(), b in interval(), value in -60..60i32) {
        let hull = a.hull(b);
        if a.contains(value) || b.contains(value) {
            prop_assert!(hull.contains(value));
        }
        prop_assert!([a, b].iter().any(|one| one.low == hull.low) && [a, b].iter().any(|one| one.high == hull.high));
        prop_assert_eq!(hull, b.hull(a));
        prop_assert_eq!(a.hull(a), a);
        prop_assert_eq!(hull.hull(a), hull);
    }

    #[test]
    fn sums_are_exactly_the_sums_of_the_values(a in interval(), b in interval()) {
        let (mut least, mut most) = (i32::MAX, i32::MIN);
        for x in a.low..=a.high {
            for y in b.low..=b.high {
                (least, most) = (least.min(x + y), most.max(x + y));
            }
        }
        prop_assert_eq!(a + b, Interval { low: least, high: most });
    }

    #[test]
    fn ends_in_either_order_are_the_same_range(a in -50..50i32, b in -50..50i32) {
        prop_assert_eq!(Interval::between(a, b), Interval::between(b, a));
        prop_assert_eq!(Interval::between(a, b).is_exact(), a == b);
        prop_assert_eq!(Interval::exactly(a), Interval::between(a, a));
        prop_assert!(Interval::between(a, b).contains(a) && Interval::between(a, b).contains(b));
        for value in -60..60 {
            prop_assert_eq!(Interval::between(a, b).contains(value), (a.min(b)..=a.max(b)).contains(&value));
        }
        prop_assert!(Interval::exactly(a).is_exact());
    }
}

const ALL: [Tri; 3] = [Tri::No, Tri::Unknown, Tri::Yes];

/// The answers that an answer may turn out to be.
fn worlds(tri: Tri) -> &'static [bool] {
    match tri {
        Tri::No => &[false],
        Tri::Unknown => &[false, true],
        Tri::Yes => &[true],
    }
}

/// The answer that holds in all of some worlds.
fn of_worlds(worlds: impl IntoIterator<Item = bool>) -> Tri {
    let worlds: Vec<bool> = worlds.into_iter().collect();
    match (worlds.contains(&true), worlds.contains(&false)) {
        (true, false) => Tri::Yes,
        (false, true) => Tri::No,
        _ => Tri::Unknown,
    }
}

#[test]
fn and_or_and_not_are_what_holds_in_every_world() {
    for a in ALL {
        assert_eq!(!a, of_worlds(worlds(a).iter().map(|x| !x)));
        for b in ALL {
            let pairs = || worlds(a).iter().flat_map(|x| worlds(b).iter().map(move |y| (*x, *y)));
            assert_eq!(a.and(b), of_worlds(pairs().map(|(x, y)| x && y)), "{a:?} and {b:?}");
            assert_eq!(a.or(b), of_worlds(pairs().map(|(x, y)| x || y)), "{a:?} or {b:?}");
            assert_eq!(!(a.and(b)), (!a).or(!b));
        }
    }
}

#[test]
fn an_answer_not_given_is_open_not_no() {
    assert_eq!(Tri::from(None), Tri::Unknown);
    assert_eq!((Tri::from(Some(true)), Tri::from(Some(false))), (Tri::Yes, Tri::No));
    assert_eq!((Tri::from(true), Tri::from(false)), (Tri::Yes, Tri::No));
    assert_eq!(ALL.map(Tri::name), ["no", "open", "yes"]);
}
