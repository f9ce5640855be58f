//! The build refuses rules and texts that are not whole. Each refusal is proved here, because a
//! refusal that never fires lets a wrong figure or an empty sentence reach every reader.

#[path = "../../core/build/citations.rs"]
mod citations;
#[path = "../../core/build/countries.rs"]
mod countries;
#[path = "../../core/build/locales.rs"]
mod locales;
#[path = "../../core/build/programmes.rs"]
mod programmes;
#[path = "../../core/build/rules/mod.rs"]
pub(crate) mod rules;
#[path = "../../core/build/stay_words.rs"]
mod stay_words;
#[path = "../../core/build/terms.rs"]
mod terms;

mod country_tables;
mod points_tables;
mod programme_tables;
mod rule_files;
mod stay_word_tables;
mod term_tables;
mod text_files;
