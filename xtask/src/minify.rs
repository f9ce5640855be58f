//! Takes out of scripts and style what only people read.

use std::collections::BTreeMap;
use std::path::Path;

use lightningcss::error::{Error, ParserError};
use lightningcss::rules::CssRuleList;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};

use crate::{Fault, Result, file_names, read_text};

/// A script without the comments that fill a line, without indentation and empty lines.
///
/// wasm-bindgen's output and boot.js hold no text over several lines. Should that change, a line
/// with an odd number of backticks shows it, and the script stays as it is.
pub(crate) fn script(source: &str) -> String {
    if source.lines().any(|line| line.matches('`').count() % 2 == 1) {
        return source.to_owned();
    }
    let mut out = String::with_capacity(source.len());
    let mut in_comment = false;
    for line in source.lines().map(str::trim) {
        let opens = line.starts_with("/*") && (line.ends_with("*/") || !line.contains("*/"));
        if in_comment || opens {
            in_comment = !line.contains("*/");
            // Something stands behind the comment: this is not the script this was written for.
            if !in_comment && !line.ends_with("*/") {
                return source.to_owned();
            }
        } else if !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            // The end of the line stays: it may end a statement.
            out.push('\n');
        }
    }
    out
}

/// The style sheets by name. Layers decide which rule wins; this order only puts the file that
/// declares them first, and print last. Names not listed stand before `boot.css`, by name.
pub(crate) fn sheets(folder: &Path) -> Result<Vec<(String, String)>> {
    const ORDER: &[(&str, u8)] =
        &[("tokens.css", 0), ("base.css", 1), ("components.css", 2), ("frame.css", 3), ("pages.css", 3), ("boot.css", 5), ("print.css", 6)];
    let rank = |name: &str| ORDER.iter().find(|(known, _)| *known == name).map_or(4, |(_, rank)| *rank);
    let mut sheets = BTreeMap::new();
    for name in file_names(folder)?.into_iter().filter(|name| name.ends_with(".css")) {
        let text = read_text(&folder.join(&name))?;
        // The policy allows no style from elsewhere.
        if text.contains("@import") || text.contains("url(") {
            return Err(Fault::new(format!(
                "style/{name}: '@import' and 'url(' point to other files; put the rules here, and images into the page as SVG"
            )));
        }
        sheets.insert((rank(&name), name), text);
    }
    Ok(sheets.into_iter().map(|((_, name), text)| (name, text)).collect())
}

/// One style sheet out of several, each with the name of its file, as small as lightningcss makes it.
///
/// No browsers are named as its targets, so it neither adds prefixes nor turns new syntax into old:
/// what is written is what is delivered.
///
/// # Errors
/// What is no CSS, with file, line and column.
pub(crate) fn style(sheets: &[(String, String)]) -> Result<String> {
    let mut rules = CssRuleList(Vec::new());
    for (name, text) in sheets {
        let fault = |error: Error<ParserError<'_>>| {
            let place = error.loc.map_or_else(String::new, |loc| format!(":{}:{}", loc.line + 1, loc.column));
            Fault::new(format!("style/{name}{place}: {}", error.kind))
        };
        rules.0.extend(StyleSheet::parse(text, ParserOptions::default()).map_err(fault)?.rules.0);
    }
    let mut whole = StyleSheet::new(Vec::new(), rules, ParserOptions::default());
    whole.minify(MinifyOptions::default()).map_err(|error| Fault::new(format!("style/: {error}")))?;
    let printed = whole.to_css(PrinterOptions { minify: true, ..PrinterOptions::default() });
    Ok(printed.map_err(|error| Fault::new(format!("style/: {error}")))?.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn script_keeps_what_runs() {
        let source = "/** doc\n * more */\nconst a = 1; // why\n\n  // line\n  const b = \"// no comment\";\n/* one */\nconst c = `x${a}`\n/* x */ f()\n";
        assert_eq!(script(source), "const a = 1; // why\nconst b = \"// no comment\";\nconst c = `x${a}`\n/* x */ f()\n");
    }

    #[test]
    fn script_with_a_text_over_lines_stays() {
        let source = "const a = `x\n  // part of the text\n`;\n";
        assert_eq!(script(source), source);
    }

    fn minified(sheets: &[&str]) -> Result<String> {
        let named: Vec<_> = sheets.iter().zip('a'..).map(|(text, name)| (format!("{name}.css"), (*text).to_owned())).collect();
        style(&named)
    }

    #[test]
    fn style_keeps_layers_conditions_and_properties_of_our_own() {
        let sheets = [
            "/* a */\n@layer x, y;\n@layer y { a :hover > b ,\n c { --e: 1px; margin : 0 auto ; content: \" ; /* \\\" \" } }\n",
            "@media print { @layer x { a { &:has(> b) { width: calc(var(--e) + 2px) } } } }",
        ];
        assert_eq!(
            minified(&sheets).as_deref(),
            Ok(
                "@layer x;@layer y{a :hover>b,c{--e:1px;content:\" ; /* \\\" \";margin:0 auto}}@media print{@layer x{a{&:has(>b){width:calc(var(--e) + 2px)}}}}"
            )
        );
    }

    #[test]
    fn what_is_no_style_names_its_file() {
        assert!(minified(&["a{}", "a { width: 1px"]).is_ok(), "the end of the file closes what is open");
        let fault = minified(&["a{}", "a {\n  width 1px;\n}"]).unwrap_err().to_string();
        assert!(fault.contains("style/b.css:2"), "{fault}");
    }
}
