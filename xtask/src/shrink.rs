//! Takes out of scripts and style what only people read. Nothing here understands the language
//! fully, so nothing here is clever: what it cannot be sure of it leaves.

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

/// A style sheet without comments and without needless space. Quoted texts stay as they are.
pub(crate) fn style(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut characters = source.chars().peekable();
    let mut quote = None;
    let mut space = false;
    while let Some(character) = characters.next() {
        if let Some(open) = quote {
            out.push(character);
            if character == '\\' {
                out.extend(characters.next());
            } else if character == open {
                quote = None;
            }
            continue;
        }
        if character == '/' && characters.peek() == Some(&'*') {
            let mut last = ' ';
            characters.next();
            for inside in characters.by_ref() {
                if last == '*' && inside == '/' {
                    break;
                }
                last = inside;
            }
            // A comment parts two words as a space does.
            space = true;
            continue;
        }
        if character.is_whitespace() {
            space = true;
            continue;
        }
        if "{};,".contains(character) {
            // The last semicolon of a block says nothing.
            if character == '}' && out.ends_with(';') {
                out.pop();
            }
        } else if space && !out.is_empty() && !out.ends_with(['{', '}', ';', ',', ':']) {
            out.push(' ');
        }
        space = false;
        if character == '"' || character == '\'' {
            quote = Some(character);
        }
        out.push(character);
    }
    out
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

    #[test]
    fn style_keeps_meaning() {
        let source = "/* a */\n@layer x, y;\na :hover > b ,\n c { margin : 0 auto ; content: \" ; /* \\\" \" ; }\n@media (min-width: 1px) and (x) { a{--e: 1px} }\n";
        assert_eq!(
            style(source),
            "@layer x,y;a :hover > b,c{margin :0 auto;content:\" ; /* \\\" \"}@media (min-width:1px) and (x){a{--e:1px}}"
        );
    }

    #[test]
    fn style_keeps_sums_apart() {
        assert_eq!(style("a{width:calc(1px + (2px - 1px))}"), "a{width:calc(1px + (2px - 1px))}");
    }
}
