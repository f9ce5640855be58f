//! Makes two modules out of one: the first holds what answers need, the second what only later
//! pages need. They are one program, with one memory and one table of functions. The second
//! imports from the first, and fills its own slots of the table and its own data when it is made.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Stdio};

use wasmparser::{ExternalKind, FunctionBody, Operator};

use crate::module::{Module, unreadable};
use crate::{Fault, Result, parts, reach, read, read_text, write};

/// The list of functions that are called only when the second module is there. In the project.
pub(crate) const LIST: &str = "xtask/late-functions.txt";

/// The name under which the second module knows the first.
pub const FIRST: &str = "first";

/// How wasm-opt makes both small. Never `--all-features`: browsers refuse what it then writes.
const SMALL: &[&str] = &["-Oz", "--reorder-functions-by-name", "--strip-producers", "--strip-target-features"];

/// Both modules.
pub(crate) struct Split {
    pub(crate) first: Vec<u8>,
    pub(crate) second: Vec<u8>,
}

/// Splits the module that wasm-bindgen made of the linked one, and makes both parts small.
///
/// # Errors
/// A list that does not fit the module, a module that is not understood, a split that leaves one
/// side empty, or wasm-opt's complaint.
pub(crate) fn run(project: &Path, linked: &Path, module: &[u8], scratch: &Path) -> Result<Split> {
    let entries = listed(&read_text(&project.join(LIST))?);
    let linked = read(linked)?;
    let split = split(&linked, module, &entries)?;
    // Each takes seconds, so they run side by side.
    let (first, second) = std::thread::scope(|scope| {
        let first = scope.spawn(|| small(&split.first, &scratch.join("first.wasm")));
        let second = small(&split.second, &scratch.join("second.wasm"));
        (first.join(), second)
    });
    Ok(Split { first: first.map_err(|_| Fault::new("wasm-opt could not be called"))??, second: second? })
}

/// The lines of the list without comments.
fn listed(list: &str) -> BTreeSet<String> {
    list.lines().map(|line| line.split('#').next().unwrap_or_default().trim()).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn small(module: &[u8], scratch: &Path) -> Result<Vec<u8>> {
    write(scratch, module)?;
    let outcome = Command::new("wasm-opt").args(SMALL).arg(scratch).arg("-o").arg(scratch).stdin(Stdio::null()).output();
    let outcome = outcome.map_err(|error| Fault::new(format!("wasm-opt does not start: {error}; build with 'make build'")))?;
    if !outcome.status.success() {
        return Err(Fault::new(format!("wasm-opt failed: {}", String::from_utf8_lossy(&outcome.stderr).trim())));
    }
    let bytes = read(scratch)?;
    std::fs::remove_file(scratch).map_err(|error| Fault::new(format!("{}: cannot be removed: {error}", scratch.display())))?;
    Ok(bytes)
}

fn split(linked: &[u8], bound: &[u8], entries: &BTreeSet<String>) -> Result<Split> {
    let linked = Module::read(linked)?;
    let bound = Module::read(bound)?;
    let late = reach::late(&linked, entries)?;
    same(&linked, &bound, &late)?;
    let plan = Plan::new(&bound, late, entries)?;
    Ok(Split { first: parts::first(&plan)?, second: parts::second(&plan)? })
}

/// Slots and data are known from the linked module. They must mean the same in the other.
fn same(linked: &Module<'_>, bound: &Module<'_>, late: &reach::Late) -> Result<()> {
    let name = |module: &Module<'_>, slot: u32| module.slots.get(&slot).map(|function| module.name_of(*function).to_owned());
    let is_other = late.slots.iter().any(|slot| name(linked, *slot) != name(bound, *slot));
    let bytes = |module: &Module<'_>| module.data.iter().map(|segment| (segment.address, segment.bytes.to_vec())).collect::<Vec<_>>();
    if is_other || bytes(linked) != bytes(bound) {
        return Err(Fault::new(
            "the linked module and that of wasm-bindgen do not fit; if 'make clean build' does not help, wasm-bindgen has changed: adapt xtask/src/split.rs",
        ));
    }
    Ok(())
}

/// What goes where.
pub(crate) struct Plan<'a> {
    pub(crate) module: &'a Module<'a>,
    pub(crate) late: reach::Late,
    /// The functions of the first module, and all that the host gives.
    pub(crate) first: BTreeSet<u32>,
    /// The functions of the second module. What neither needs is left out.
    pub(crate) second: BTreeSet<u32>,
    /// Late functions that the first calls by name, with the slot made for each.
    pub(crate) bridges: BTreeMap<u32, u32>,
    /// Functions of the first that the second calls.
    pub(crate) shared: BTreeSet<u32>,
}

impl<'a> Plan<'a> {
    fn new(module: &'a Module<'a>, late: reach::Late, names: &BTreeSet<String>) -> Result<Self> {
        let entries = reach::entries(module, names)?;
        if entries.is_empty() {
            return Err(Fault::new(format!("{LIST}: names no function, so there is no second module; name the pages")));
        }
        let (late_slots, slots): (Vec<_>, Vec<_>) = module.slots.iter().partition(|(slot, _)| late.slots.contains(slot));
        let (late_slots, slots) = (late_slots.into_iter().map(|(_, f)| *f), slots.into_iter().map(|(_, f)| *f));
        let exported = module.exports.iter().filter(|export| export.kind == ExternalKind::Func).map(|export| export.index);
        let (mut first, called) = needed(module, exported.chain(module.start).chain(slots), &entries)?;
        // Only the first knows the host.
        first.extend((0..).take(module.imports.len()));
        if let Some(function) = entries.difference(&called).next() {
            return Err(Fault::new(format!("{LIST}: the first module never calls '{}'; take it off the list", module.name_of(*function))));
        }
        // A slot that only late code knows may hold a function that both need.
        let (second, shared) = needed(module, called.iter().copied().chain(late_slots), &first)?;
        let end = module.slots.last_key_value().map_or(1, |(slot, _)| slot + 1);
        Ok(Self { module, late, first, second, bridges: called.into_iter().zip(end..).collect(), shared })
    }

    /// How many functions there were.
    pub(crate) fn count(&self) -> u32 {
        self.module.function(self.module.bodies.len())
    }
}

/// The functions that some functions need, themselves among them, up to a border; and those of the
/// border that they call.
fn needed(module: &Module<'_>, from: impl Iterator<Item = u32>, border: &BTreeSet<u32>) -> Result<(BTreeSet<u32>, BTreeSet<u32>)> {
    let mut open: Vec<u32> = from.collect();
    let (mut inside, mut touched) = (BTreeSet::new(), BTreeSet::new());
    while let Some(function) = open.pop() {
        if border.contains(&function) {
            touched.insert(function);
        } else if inside.insert(function)
            && let Some(body) = module.body(function)
        {
            open.extend(callees(body)?);
        }
    }
    Ok((inside, touched))
}

/// The functions that a function names: it calls them, or makes references to them.
fn callees(body: &FunctionBody<'_>) -> Result<BTreeSet<u32>> {
    let mut found = BTreeSet::new();
    for operator in body.get_operators_reader().map_err(|error| unreadable(&error))? {
        if let Operator::Call { function_index } | Operator::ReturnCall { function_index } | Operator::RefFunc { function_index } =
            operator.map_err(|error| unreadable(&error))?
        {
            found.insert(function_index);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use wasm_encoder as we;
    use wasmparser::{Parser, Payload, TypeRef, Validator};

    use super::*;

    /// What the first function refers to besides what it calls.
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum Extra {
        Nothing,
        /// It takes the address of the late closure.
        Closure,
        /// It reads the late data.
        Data,
    }

    const EARLY: &[u8] = b"early data, read at the start";
    const LATE: &[u8] = b"late data, read by a page only";
    const ADDRESS: u32 = 1024;

    /// The parts of the program below that have a symbol, in the order of their symbols.
    const NAMES: [&str; 8] = [
        "",
        "app::start",
        "app::shared",
        "app::pages::late",
        "app::pages::helper",
        "app::start::{{closure}}",
        "app::pages::late::{{closure}}",
        "",
    ];

    /// A program as the linker leaves it: 0 comes from the host, 1 is exported and calls 2 and 3, 3
    /// is the page and calls 2 and 4; slots 1 and 2 hold a closure of the start and one of the page.
    fn program(extra: Extra) -> Vec<u8> {
        let mut module = we::Module::new();
        let mut types = we::TypeSection::new();
        types.ty().function([], []);
        module.section(&types);
        let mut imports = we::ImportSection::new();
        imports.import("host", "print", we::EntityType::Function(0));
        module.section(&imports);
        let mut functions = we::FunctionSection::new();
        for _ in 1..=6 {
            functions.function(0);
        }
        module.section(&functions);
        let mut tables = we::TableSection::new();
        tables.table(we::TableType { element_type: we::RefType::FUNCREF, table64: false, minimum: 3, maximum: Some(3), shared: false });
        module.section(&tables);
        let mut memories = we::MemorySection::new();
        memories.memory(we::MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
        module.section(&memories);
        let mut exports = we::ExportSection::new();
        exports.export("a", we::ExportKind::Func, 1);
        module.section(&exports);
        let mut elements = we::ElementSection::new();
        elements.active(None, &we::ConstExpr::i32_const(1), we::Elements::Functions(vec![5, 6].into()));
        module.section(&elements);

        // What each function refers to: kind of relocation and symbol.
        const CALL: u8 = 0;
        const SLOT: u8 = 1;
        const READ: u8 = 4;
        let mut start = vec![(CALL, 2), (CALL, 3), (SLOT, 5), (READ, 7)];
        start.extend(match extra {
            Extra::Nothing => None,
            Extra::Closure => Some((SLOT, 6)),
            Extra::Data => Some((READ, 8)),
        });
        let references = [start, vec![(CALL, 0)], vec![(CALL, 2), (CALL, 4), (SLOT, 6), (READ, 8)], vec![], vec![], vec![(CALL, 4)]];
        let mut code = we::CodeSection::new();
        for list in &references {
            let mut function = we::Function::new([]);
            for (kind, symbol) in list {
                match *kind {
                    CALL => function.instruction(&we::Instruction::Call(*symbol)),
                    SLOT => function.instruction(&we::Instruction::I32Const(*symbol as i32 - 4)).instruction(&we::Instruction::Drop),
                    _ => function.instruction(&we::Instruction::I32Const(1024)).instruction(&we::Instruction::Drop),
                };
            }
            function.instruction(&we::Instruction::End);
            code.function(&function);
        }
        module.section(&code);
        let mut data = we::DataSection::new();
        data.active(0, &we::ConstExpr::i32_const(ADDRESS as i32), [EARLY, LATE].concat());
        module.section(&data);

        let mut names = we::NameMap::new();
        let mut symbols = we::SymbolTable::new();
        for (index, name) in (0..7).zip(NAMES) {
            names.append(index, name);
            let flags = if index == 0 { we::SymbolTable::WASM_SYM_UNDEFINED } else { 0 };
            symbols.function(flags, index, (index > 0).then_some(name));
        }
        let place = |offset: usize, bytes: &[u8]| we::DataSymbolDefinition { index: 0, offset: offset as u32, size: bytes.len() as u32 };
        symbols.data(0, "early", Some(place(0, EARLY)));
        symbols.data(0, "late", Some(place(EARLY.len(), LATE)));
        let mut section = we::NameSection::new();
        section.functions(&names);
        module.section(&section);
        module.section(we::LinkingSection::new().symbol_table(&symbols));

        // Relocations name places in the code, which are known only now.
        let written = module.as_slice().to_vec();
        let read = Module::read(&written).unwrap();
        let (section, start) = code_section(&written);
        let mut entries = Vec::new();
        let mut count = 0;
        for (body, list) in references.iter().enumerate() {
            let place = read.body_range(read.function(body)).unwrap().start - start;
            for (kind, symbol) in list {
                entries.extend([*kind, place as u8, *symbol as u8]);
                entries.extend((*kind == READ).then_some(0));
                count += 1;
            }
        }
        let content = [vec![section, count], entries].concat();
        module.section(&we::CustomSection { name: "reloc.CODE".into(), data: content.into() });
        module.finish()
    }

    /// The number of the section with the code, and where its contents begin.
    fn code_section(module: &[u8]) -> (u8, usize) {
        let mut number = 0;
        for payload in Parser::new(0).parse_all(module) {
            let payload = payload.unwrap();
            if let Payload::CodeSectionStart { unchecked_range, .. } = payload {
                return (number, unchecked_range.start as usize);
            }
            number += u8::from(payload.as_section().is_some());
        }
        panic!("no code");
    }

    /// What a module has: names of functions with a body, imports, where its slots and its data lie.
    #[derive(Debug, Default)]
    struct Found {
        functions: Vec<String>,
        imports: Vec<(String, bool)>,
        slots: Vec<String>,
        data: Vec<(u32, Vec<u8>)>,
    }

    fn found(module: &[u8]) -> Found {
        Validator::new().validate_all(module).unwrap();
        let mut found = Found::default();
        let (mut imported, mut names) = (0, BTreeMap::new());
        let constant = |expression: &wasmparser::ConstExpr<'_>| match expression.get_operators_reader().read().unwrap() {
            Operator::I32Const { value } => value as u32,
            other => panic!("{other:?}"),
        };
        for payload in Parser::new(0).parse_all(module) {
            match payload.unwrap() {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let import = import.unwrap();
                        let is_function = matches!(import.ty, TypeRef::Func(_));
                        imported += u32::from(is_function);
                        found.imports.push((import.module.to_owned(), is_function));
                    }
                }
                Payload::ElementSection(section) => {
                    for element in section {
                        let element = element.unwrap();
                        let wasmparser::ElementKind::Active { offset_expr, .. } = &element.kind else { panic!("not active") };
                        let wasmparser::ElementItems::Functions(functions) = element.items else { panic!("expressions") };
                        for (slot, function) in (constant(offset_expr)..).zip(functions) {
                            found.slots.push(format!("{slot} {}", function.unwrap()));
                        }
                    }
                }
                Payload::DataSection(section) => {
                    for data in section {
                        let data = data.unwrap();
                        let wasmparser::DataKind::Active { offset_expr, .. } = &data.kind else { panic!("not active") };
                        found.data.push((constant(offset_expr), data.data.to_vec()));
                    }
                }
                Payload::CustomSection(section) => {
                    if let wasmparser::KnownCustom::Name(parts) = section.as_known() {
                        for part in parts {
                            if let wasmparser::Name::Function(map) = part.unwrap() {
                                names.extend(map.into_iter().map(|name| name.unwrap()).map(|name| (name.index, name.name.to_owned())));
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        for slot in &mut found.slots {
            let (number, function) = slot.split_once(' ').unwrap();
            *slot = format!("{number} {}", names[&function.parse::<u32>().unwrap()]);
        }
        found.functions = names.into_iter().filter(|(index, _)| *index >= imported).map(|(_, name)| name).collect();
        found
    }

    fn halves(extra: Extra) -> (Found, Found) {
        let program = program(extra);
        let split = split(&program, &program, &listed("app::pages::late # the page")).unwrap();
        (found(&split.first), found(&split.second))
    }

    #[test]
    fn what_only_the_page_needs_is_in_the_second_module() {
        let (first, second) = halves(Extra::Nothing);
        assert_eq!(first.functions, ["app::start", "app::shared", "app::start::{{closure}}"]);
        assert_eq!(second.functions, ["app::pages::late", "app::pages::helper", "app::pages::late::{{closure}}"]);
        assert_eq!(first.slots, ["1 app::start::{{closure}}"]);
        // The last slot is the one through which the first calls the page.
        assert_eq!(second.slots, ["2 app::pages::late::{{closure}}", "3 app::pages::late"]);
        assert_eq!(first.data, [(ADDRESS, EARLY.to_vec())]);
        assert_eq!(second.data, [(ADDRESS + EARLY.len() as u32, LATE.to_vec())]);
    }

    #[test]
    fn the_second_module_imports_from_the_first_only() {
        let (first, second) = halves(Extra::Nothing);
        assert_eq!(first.imports, [("host".to_owned(), true)]);
        // Table, memory, and the function that both need.
        assert_eq!(second.imports, [false, false, true].map(|is_function| (FIRST.to_owned(), is_function)));
    }

    #[test]
    fn an_address_the_first_takes_keeps_a_late_function_there() {
        let (first, second) = halves(Extra::Closure);
        assert_eq!(first.slots, ["1 app::start::{{closure}}", "2 app::pages::late::{{closure}}"]);
        assert!(first.functions.contains(&"app::pages::helper".to_owned()), "what it calls: {first:?}");
        assert_eq!(second.functions, ["app::pages::late"]);
    }

    #[test]
    fn data_the_first_reads_stays_there() {
        let (first, second) = halves(Extra::Data);
        assert_eq!((first.data, second.data), (vec![(ADDRESS, [EARLY, LATE].concat())], vec![]));
    }

    #[test]
    fn a_list_that_does_not_fit_is_refused() {
        let program = program(Extra::Nothing);
        let fault = |list: &str| split(&program, &program, &listed(list)).err().map(|fault| fault.to_string()).unwrap_or_default();
        assert!(fault("app::pages::nowhere").contains("no function 'app::pages::nowhere'"));
        // Only the page calls this one, so as an entry it would mean nothing.
        assert!(fault("app::pages::late\napp::pages::helper").contains("never calls 'app::pages::helper'"));
        assert!(fault("# nothing").contains("names no function"));
    }

    #[test]
    fn modules_that_do_not_fit_are_refused() {
        let program = program(Extra::Nothing);
        let list = listed("app::pages::late");
        let at = program.windows(LATE.len()).position(|bytes| bytes == LATE).unwrap();
        let mut other = program.clone();
        other[at] = b'L';
        assert!(split(&program, &other, &list).is_err_and(|fault| fault.to_string().contains("do not fit")));
        let end = program.windows(10).position(|bytes| bytes == b"reloc.CODE").unwrap() - 3;
        assert!(split(&program[..end], &program, &list).is_err_and(|fault| fault.to_string().contains("--emit-relocs")));
    }

    /// A page that is not on the list would make the first load heavier, and nobody would be told.
    #[test]
    fn every_page_but_the_overview_is_late() {
        let list = listed(&read_text(&crate::root().join(LIST)).unwrap());
        let source = read_text(&crate::root().join("src/ui/app.rs")).unwrap();
        let routes = source.lines().filter(|line| line.trim_start().starts_with("Route::"));
        let called = routes.filter_map(|line| line.split_once("), pages::")?.1.split_once('(').map(|(name, _)| name));
        let early: Vec<&str> = called.filter(|name| !list.iter().any(|path| path.ends_with(&format!("::{name}")))).collect();
        // The gallery is part of no delivery.
        assert_eq!(early, ["overview", "gallery"]);
    }
}
