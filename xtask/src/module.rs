//! A WebAssembly module, read into the parts that splitting it needs.

use std::collections::BTreeMap;
use std::ops::Range;

use wasmparser::{
    Data, DataKind, Element, ElementItems, ElementKind, Export, FunctionBody, GlobalSectionReader, GlobalType, Import, Imports,
    KnownCustom, Linking, MemoryType, Name, Operator, Parser, Payload, RelocationEntry, SymbolInfo, Table, TypeRef, TypeSectionReader,
};

use crate::{Fault, Result};

/// A run of bytes that the module writes into memory when it is made.
pub(crate) struct Segment<'a> {
    /// Where in memory.
    pub(crate) address: u32,
    pub(crate) bytes: &'a [u8],
    /// Where the bytes stand in the file.
    pub(crate) position: usize,
}

/// The parts of a module. Functions are counted with the imported ones first, as everywhere in
/// WebAssembly.
#[derive(Default)]
pub(crate) struct Module<'a> {
    pub(crate) types: Option<TypeSectionReader<'a>>,
    /// Functions only: the linker and wasm-bindgen import nothing else.
    pub(crate) imports: Vec<Import<'a>>,
    /// The type of each function.
    pub(crate) function_types: Vec<u32>,
    pub(crate) tables: Vec<Table<'a>>,
    pub(crate) memories: Vec<MemoryType>,
    pub(crate) globals: Option<GlobalSectionReader<'a>>,
    pub(crate) global_types: Vec<GlobalType>,
    pub(crate) exports: Vec<Export<'a>>,
    pub(crate) start: Option<u32>,
    /// Which function stands in which slot of the first table.
    pub(crate) slots: BTreeMap<u32, u32>,
    pub(crate) bodies: Vec<FunctionBody<'a>>,
    pub(crate) data: Vec<Segment<'a>>,
    /// Names as a programmer writes them, where the module tells them.
    pub(crate) names: BTreeMap<u32, String>,
    /// The section that says which additions to WebAssembly the module uses.
    pub(crate) features: Option<&'a [u8]>,
    /// What the linker filled in, by position in the file. Only there with `--emit-relocs`.
    pub(crate) relocations: Vec<(usize, RelocationEntry)>,
    pub(crate) symbols: Vec<SymbolInfo<'a>>,
}

/// A fault of reading.
pub(crate) fn unreadable(error: &wasmparser::Error) -> Fault {
    Fault::new(format!("the module cannot be read: {error}; build it again with 'make build'"))
}

fn unknown(what: &str) -> Fault {
    Fault::new(format!("the module holds {what}, which the split does not know; adapt xtask/src/module.rs"))
}

fn all<'a, T: wasmparser::FromReader<'a>>(section: wasmparser::SectionLimited<'a, T>) -> Result<Vec<T>> {
    section.into_iter().collect::<wasmparser::Result<_>>().map_err(|error| unreadable(&error))
}

fn position(place: u64) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

/// The name of a function as a programmer writes it: wasm-bindgen passes names on demangled, but
/// with the hash that an older way of mangling puts at their end, and the newer one after crates.
fn plain(name: &str) -> String {
    let name = without_crate_hashes(&format!("{:#}", rustc_demangle::demangle(name)));
    let hash = |hash: &str| hash.len() == 17 && hash.starts_with('h') && hash[1..].bytes().all(|byte| byte.is_ascii_hexdigit());
    match name.rsplit_once("::") {
        Some((path, end)) if hash(end) => path.to_owned(),
        _ => name,
    }
}

/// `core[c5930c85a12de822]::fmt` as `core::fmt`.
fn without_crate_hashes(name: &str) -> String {
    let is_hash = |text: &str| text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let mut plain = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        plain.push_str(before);
        match after.split_once(']') {
            Some((hash, end)) if is_hash(hash) => rest = end,
            _ => {
                plain.push('[');
                rest = after;
            }
        }
    }
    plain + rest
}

/// The number that a constant expression stands for.
fn constant(expression: &wasmparser::ConstExpr<'_>) -> Result<u32> {
    match expression.get_operators_reader().read().map_err(|error| unreadable(&error))? {
        Operator::I32Const { value } => Ok(value.cast_unsigned()),
        _ => Err(unknown("an address that is not a plain number")),
    }
}

impl<'a> Module<'a> {
    /// Reads a module.
    ///
    /// # Errors
    /// What is no module, or uses what the split does not know.
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self> {
        let mut module = Self::default();
        // Where the contents of each section begin: relocations name a section by its number.
        let mut sections: Vec<usize> = Vec::new();
        let mut relocations = Vec::new();
        for payload in Parser::new(0).parse_all(bytes) {
            let payload = payload.map_err(|error| unreadable(&error))?;
            if let Some((_, range)) = payload.as_section() {
                sections.push(position(range.start));
            }
            match payload {
                Payload::TypeSection(section) => module.types = Some(section),
                Payload::ImportSection(section) => {
                    for group in all(section)? {
                        module.import(group)?;
                    }
                }
                Payload::FunctionSection(section) => module.function_types.extend(all(section)?),
                Payload::TableSection(section) => module.tables = all(section)?,
                Payload::MemorySection(section) => module.memories = all(section)?,
                Payload::GlobalSection(section) => {
                    module.global_types = all(section.clone())?.into_iter().map(|global| global.ty).collect();
                    module.globals = Some(section);
                }
                Payload::ExportSection(section) => module.exports = all(section)?,
                Payload::StartSection { func, .. } => module.start = Some(func),
                Payload::ElementSection(section) => {
                    for element in all(section)? {
                        module.element(element)?;
                    }
                }
                Payload::CodeSectionEntry(body) => module.bodies.push(body),
                Payload::DataSection(section) => {
                    for data in all(section)? {
                        module.segment(data)?;
                    }
                }
                Payload::TagSection(_) => return Err(unknown("exceptions")),
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Name(names) => module.name(names)?,
                    KnownCustom::Linking(linking) => {
                        for part in linking.subsections() {
                            if let Linking::SymbolTable(symbols) = part.map_err(|error| unreadable(&error))? {
                                module.symbols = all(symbols)?;
                            }
                        }
                    }
                    // Those of debugging information say nothing about what runs.
                    KnownCustom::Reloc(reader) if matches!(section.name(), "reloc.CODE" | "reloc.DATA") => relocations.push(reader),
                    _ if section.name() == "target_features" => module.features = Some(section.data()),
                    _ => {}
                },
                _ => {}
            }
        }
        for reader in relocations {
            let start = sections.get(reader.section_index() as usize).copied().ok_or_else(|| unknown("relocations of no section"))?;
            module.relocations.extend(all(reader.entries())?.into_iter().map(|entry| (start + entry.offset as usize, entry)));
        }
        module.relocations.sort_by_key(|(position, _)| *position);
        Ok(module)
    }

    fn import(&mut self, group: Imports<'a>) -> Result<()> {
        let Imports::Single(_, import) = group else { return Err(unknown("compact imports")) };
        let TypeRef::Func(type_index) = import.ty else { return Err(unknown("an import that is no function")) };
        self.imports.push(import);
        self.function_types.push(type_index);
        Ok(())
    }

    fn element(&mut self, element: Element<'a>) -> Result<()> {
        let ElementKind::Active { table_index: None | Some(0), offset_expr } = element.kind else {
            return Err(unknown("functions for a table that is not filled at the start"));
        };
        let ElementItems::Functions(functions) = element.items else { return Err(unknown("a table filled by expressions")) };
        let start = constant(&offset_expr)?;
        self.slots.extend((start..).zip(all(functions)?));
        Ok(())
    }

    fn segment(&mut self, data: Data<'a>) -> Result<()> {
        let DataKind::Active { memory_index: 0, offset_expr } = data.kind else {
            return Err(unknown("data that is not written at the start"));
        };
        let position = position(data.range.end) - data.data.len();
        self.data.push(Segment { address: constant(&offset_expr)?, bytes: data.data, position });
        Ok(())
    }

    fn name(&mut self, names: wasmparser::NameSectionReader<'a>) -> Result<()> {
        for part in names {
            if let Name::Function(functions) = part.map_err(|error| unreadable(&error))? {
                let name = |naming: wasmparser::Naming<'_>| (naming.index, plain(naming.name));
                let functions: Vec<_> = functions.into_iter().collect::<wasmparser::Result<_>>().map_err(|error| unreadable(&error))?;
                self.names.extend(functions.into_iter().map(name));
            }
        }
        Ok(())
    }

    /// The number of a function by its place among those with a body.
    pub(crate) fn function(&self, body: usize) -> u32 {
        u32::try_from(self.imports.len() + body).unwrap_or(u32::MAX)
    }

    /// The body of a function; an imported one has none.
    pub(crate) fn body(&self, function: u32) -> Option<&FunctionBody<'a>> {
        self.bodies.get((function as usize).checked_sub(self.imports.len())?)
    }

    /// Where the body of a function stands in the file.
    pub(crate) fn body_range(&self, function: u32) -> Option<Range<usize>> {
        self.body(function).map(|body| position(body.range().start)..position(body.range().end))
    }

    /// The name of a function for people, and for lists of them.
    pub(crate) fn name_of(&self, function: u32) -> &str {
        self.names.get(&function).map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_however_they_came() {
        for name in
            ["_ZN4hsmp2ui5pages3tax3tax17h0123456789abcdefE", "hsmp::ui::pages::tax::tax::h0123456789abcdef", "hsmp::ui::pages::tax::tax"]
        {
            assert_eq!(plain(name), "hsmp::ui::pages::tax::tax");
        }
        assert_eq!(plain("_RNvNtC4hsmp2ui3tax"), "hsmp::ui::tax");
        assert_eq!(plain("<i64 as core[c5930c85a12de822]::fmt::Display>::fmt"), "<i64 as core::fmt::Display>::fmt");
        assert_eq!(plain("app::fill::<[u8; 4]>"), "app::fill::<[u8; 4]>");
        assert_eq!(plain("hsmp::have"), "hsmp::have");
    }
}
