//! The page where owners of other sites choose how the frame looks, and copy the code for it. It stands beside the
//! loaders, with a script and a style of its own.

use super::embed::{CONFIGURATOR, FOLDER, integrity_of};
use super::links::Asset;
use super::{Step, write_within};
use crate::headers::{self, Kind};
use crate::page::{self, Speech};
use crate::{Fault, Result, minify};

/// Where its template, script and style lie.
const SOURCE: &str = "public/configurator";

/// The sheets it shares with the application, so that it looks like it, and its own.
const SHEETS: [&str; 5] =
    ["style/tokens.css", "style/base.css", "style/components.css", "style/late/questions.css", "public/configurator/configurator.css"];

/// Writes the page with its script and style. `release` is the newest loader, whose bytes never change: the code that
/// people copy names its hash.
///
/// # Errors
/// When a source is not whole.
pub(super) fn make(step: &Step, languages: &[Speech<'_>], icon: &str, release: &(String, Vec<u8>)) -> Result<()> {
    let (name, bytes) = release;
    let fault = || Fault::new(format!("{name}: is no address of a release, such as embed/v1.0.0/hsmp-calculator.js"));
    let version = name.strip_prefix("embed/v").and_then(|rest| rest.split('/').next()).ok_or_else(fault)?;
    let sheets = SHEETS.map(|sheet| step.project_text(sheet).map(|text| (sheet.to_owned(), text)));
    let sheets = sheets.into_iter().collect::<Result<Vec<_>>>()?;
    let style = step.place("embed/configurator", "css", minify::style(&sheets)?.as_bytes())?;
    let script = minify::script(&step.project_text(&format!("{SOURCE}/configurator.js"))?);
    let script = step.place("embed/configurator", "js", script.as_bytes())?;
    let assets = links(&script, &style, icon, version, &integrity_of(bytes));
    let slots = [("policy", headers::meta(Kind::Configurator)), ("assets", assets)];
    let slots = slots.each_ref().map(|(name, text)| (*name, text.as_str()));
    let filled = page::fill(&step.project_text(&format!("{SOURCE}/index.html"))?, languages, &slots)?;
    write_within(&step.staging, CONFIGURATOR, filled.as_bytes())
}

/// How the page names its files, which stand beside it.
fn links(script: &Asset, style: &Asset, icon: &str, version: &str, integrity: &str) -> String {
    let beside = |asset: &Asset| asset.name.trim_start_matches(FOLDER).trim_start_matches('/').to_owned();
    [
        format!("<link rel=\"stylesheet\" href=\"./{}\" integrity=\"{}\">", beside(style), style.integrity),
        format!(
            "<script type=\"module\" src=\"./{}\" integrity=\"{}\" data-version=\"{version}\" data-release=\"{integrity}\"></script>",
            beside(script),
            script.integrity
        ),
        format!("<link rel=\"icon\" type=\"image/svg+xml\" href=\"{icon}\">"),
    ]
    .join("\n")
}
