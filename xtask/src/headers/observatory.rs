//! The scoring table of the HTTP Observatory (Mozilla, now MDN), as far as headers and a page decide it: what a
//! stranger's test will say of a host that sends our headers.

use std::collections::BTreeMap;

/// A site as it was answered: headers by name in lower case, and the page.
pub(crate) struct Site {
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) page: String,
}

impl Site {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    fn directive(&self, name: &str) -> Option<&str> {
        let mut directives = self.header("content-security-policy").split(';').map(str::trim);
        directives.find_map(|directive| directive.strip_prefix(name)?.strip_prefix(' '))
    }

    fn policy_says(&self, word: &str) -> bool {
        self.header("content-security-policy").contains(word)
    }
}

/// The points for one thing that is looked at: of the cases, the first that holds.
type Row = (&'static str, &'static [(fn(&Site) -> bool, i32)]);

/// A site is never refused a bonus for what is 0 here. Cookies, CORS and redirects are not ours to send.
const TABLE: &[Row] = &[
    (
        "content-security-policy",
        &[
            (|site| site.header("content-security-policy").is_empty(), -25),
            (|site| site.policy_says("'unsafe-inline'") || site.policy_says("data: 'unsafe"), -20),
            (|site| site.policy_says("'unsafe-eval'"), -10),
            (|site| site.policy_says("http:"), -20),
            (|site| site.directive("default-src") == Some("'none'"), 10),
            (|_| true, 5),
        ],
    ),
    (
        "referrer-policy",
        &[
            (
                |site| {
                    ["no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"]
                        .contains(&site.header("referrer-policy"))
                },
                5,
            ),
            (|site| site.header("referrer-policy").is_empty(), 0),
            (|_| true, -5),
        ],
    ),
    // Two years are above what is asked. The list that browsers carry, worth 5 more, is not ours to fill.
    (
        "strict-transport-security",
        &[
            (|site| seconds(site.header("strict-transport-security")).is_some_and(|age| age >= 15_768_000), 0),
            (|site| seconds(site.header("strict-transport-security")).is_some(), -10),
            (|_| true, -20),
        ],
    ),
    (
        "subresource integrity",
        &[
            (|site| scripts(&site.page).all(|script| script.contains(" integrity=\"sha")) && scripts(&site.page).count() > 0, 5),
            (|_| true, 0),
        ],
    ),
    ("x-content-type-options", &[(|site| site.header("x-content-type-options") == "nosniff", 0), (|_| true, -5)]),
    (
        "x-frame-options",
        &[
            (|site| site.directive("frame-ancestors").is_some(), 5),
            (|site| ["DENY", "SAMEORIGIN"].contains(&site.header("x-frame-options")), 0),
            (|_| true, -20),
        ],
    ),
    ("cross-origin-resource-policy", &[(|site| site.header("cross-origin-resource-policy") == "same-origin", 10), (|_| true, 0)]),
    ("cross-origin-embedder-policy", &[(|site| site.header("cross-origin-embedder-policy") == "require-corp", 10), (|_| true, 0)]),
    ("cross-origin-opener-policy", &[(|site| site.header("cross-origin-opener-policy") == "same-origin", 10), (|_| true, 0)]),
];

fn seconds(header: &str) -> Option<u64> {
    header.split(';').find_map(|part| part.trim().strip_prefix("max-age=")?.parse().ok())
}

fn scripts(page: &str) -> impl Iterator<Item = &str> {
    page.split("<script").skip(1).filter_map(|rest| rest.split('>').next())
}

/// The score: a bonus counts only where a site has at least 90 points without any.
pub(crate) fn score(site: &Site) -> i32 {
    let points = |row: &Row| row.1.iter().find(|(holds, _)| holds(site)).map_or(0, |(_, points)| *points);
    let (bonus, loss): (Vec<i32>, Vec<i32>) = TABLE.iter().map(points).partition(|points| *points > 0);
    let without = 100 + loss.iter().sum::<i32>();
    let score = if without >= 90 { without + bonus.iter().sum::<i32>() } else { without };
    score.max(0)
}

mod tests {
    use super::*;
    use crate::headers::{Kind, common, own};

    fn site() -> Site {
        let headers = common(true).into_iter().chain(own(Kind::Page, true));
        let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value)).collect();
        Site { headers, page: "<script src=\"a.js\" integrity=\"sha256-x\"></script>".to_owned() }
    }

    #[test]
    fn every_row_of_the_table_counts() {
        assert_eq!(score(&site()), 155);
        for (name, without) in [
            ("content-security-policy", 55),
            ("referrer-policy", 150),
            ("strict-transport-security", 80),
            ("x-content-type-options", 150),
            ("cross-origin-resource-policy", 145),
            ("cross-origin-embedder-policy", 145),
            ("cross-origin-opener-policy", 145),
        ] {
            let mut site = site();
            site.headers.remove(name).unwrap();
            assert_eq!(score(&site), without, "without {name}");
        }
        let no_integrity = Site { page: "<script src=\"a.js\"></script>".to_owned(), ..site() };
        assert_eq!(score(&no_integrity), 150);
    }

    #[test]
    fn what_is_unsafe_costs_more_than_it_earns() {
        let with_policy = |policy: &str| {
            let mut site = site();
            site.headers.insert("content-security-policy".to_owned(), policy.to_owned());
            score(&site)
        };
        assert_eq!(with_policy("default-src 'none'; script-src 'unsafe-inline'; frame-ancestors 'none'"), 80);
        assert_eq!(with_policy("default-src 'none'; script-src 'unsafe-eval'; frame-ancestors 'none'"), 135);
        assert_eq!(with_policy("default-src 'self'; frame-ancestors 'none'"), 150);
        assert_eq!(with_policy("default-src 'none'"), 80);
    }
}
