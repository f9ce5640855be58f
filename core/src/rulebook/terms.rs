//! Terms of the law and of this product that are explained to people, and which page uses which (`terms/`).

use crate::message::Key;

/// A term that is explained.
#[derive(Debug)]
pub struct Term {
    /// Short name, stable.
    pub id: &'static str,
    /// What it is called.
    pub name: Key,
    /// What it means.
    pub means: Key,
    /// What the law of Azerbaijan calls it, in Azerbaijani; empty where that was not confirmed, or it is a word of ours.
    pub official: &'static str,
}

/// The terms on a page, by its address, in the order in which one meets them.
pub fn on_page(address: &str) -> impl Iterator<Item = &'static Term> {
    let list = PAGES.iter().find(|(page, _)| *page == address).map_or(&[][..], |(_, list)| list);
    list.iter().filter_map(|number| TERMS.get(usize::from(*number)))
}

include!(concat!(env!("OUT_DIR"), "/terms.rs"));
