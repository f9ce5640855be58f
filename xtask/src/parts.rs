//! Writes the two modules of a split: everything keeps its place in memory and in the table, only
//! functions get new numbers.

use std::collections::BTreeSet;
use std::ops::Range;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, DataSection, ElementSection, Elements, ExportSection, FunctionSection, GlobalSection,
    ImportSection, Instruction, MemorySection, NameMap, NameSection, StartSection, TableSection, TypeSection,
};
use wasmparser::{ExternalKind, FunctionBody, Operator};

use crate::module::Segment;
use crate::split::{FIRST, Plan};
use crate::{Fault, Result};

type Encoded<T> = std::result::Result<T, Error<Fault>>;

/// The first module: the whole without what is late, with exports for the second.
///
/// # Errors
/// A part that cannot be written.
pub(crate) fn first(plan: &Plan<'_>) -> Result<Vec<u8>> {
    let module = plan.module;
    let functions: Vec<u32> = plan.first.iter().copied().collect();
    let mut writer = Writer::new(plan, &functions);
    let mut out = wasm_encoder::Module::new();
    writer.types(&mut out)?;

    let mut imports = ImportSection::new();
    for import in &module.imports {
        writer.parse_import(&mut imports, *import).map_err(fault)?;
    }
    out.section(&imports);
    writer.functions(&mut out, &functions);

    let mut tables = TableSection::new();
    for (index, table) in module.tables.iter().enumerate() {
        writer.parse_table(&mut tables, wasmparser::Table { ty: table_type(plan, index), init: table.init.clone() }).map_err(fault)?;
    }
    out.section(&tables);
    let mut memories = MemorySection::new();
    for memory in &module.memories {
        memories.memory(writer.memory_type(*memory).map_err(fault)?);
    }
    out.section(&memories);
    if let Some(section) = module.globals.clone() {
        let mut globals = GlobalSection::new();
        writer.parse_global_section(&mut globals, section).map_err(fault)?;
        out.section(&globals);
    }

    let mut exports = ExportSection::new();
    for export in &module.exports {
        writer.parse_export(&mut exports, *export).map_err(fault)?;
    }
    for link in links(plan) {
        let index = if link.kind == ExternalKind::Func { writer.function_index(link.index).map_err(fault)? } else { link.index };
        exports.export(&link.name, link.kind.into(), index);
    }
    out.section(&exports);
    if let Some(start) = module.start {
        out.section(&StartSection { function_index: writer.function_index(start).map_err(fault)? });
    }
    let slots = module.slots.iter().filter(|(slot, _)| !plan.late.slots.contains(slot));
    writer.elements(&mut out, slots.map(|(slot, function)| (*slot, *function)))?;
    writer.code(&mut out, &functions)?;
    writer.data(&mut out, |range| without(range, &plan.late.data))?;
    writer.customs(&mut out, &functions);
    Ok(out.finish())
}

/// The second module: what is late. It imports from the first and from nowhere else.
///
/// # Errors
/// A part that cannot be written.
pub(crate) fn second(plan: &Plan<'_>) -> Result<Vec<u8>> {
    let module = plan.module;
    let functions: Vec<u32> = plan.shared.iter().chain(&plan.second).copied().collect();
    let own: Vec<u32> = plan.second.iter().copied().collect();
    let mut writer = Writer::new(plan, &functions);
    let mut out = wasm_encoder::Module::new();
    writer.types(&mut out)?;

    let mut imports = ImportSection::new();
    for link in links(plan) {
        let index = link.index as usize;
        let ty = match link.kind {
            ExternalKind::Func => wasm_encoder::EntityType::Function(module.function_types[index]),
            ExternalKind::Table => writer.table_type(table_type(plan, index)).map_err(fault)?.into(),
            ExternalKind::Memory => writer.memory_type(module.memories[index]).map_err(fault)?.into(),
            _ => writer.global_type(module.global_types[index]).map_err(fault)?.into(),
        };
        imports.import(FIRST, &link.name, ty);
    }
    out.section(&imports);
    writer.functions(&mut out, &own);
    let late = plan.late.slots.iter().filter_map(|slot| module.slots.get(slot).map(|function| (*slot, *function)));
    let bridges: BTreeSet<(u32, u32)> = plan.bridges.iter().map(|(function, slot)| (*slot, *function)).collect();
    // Slots made for the first stand behind all others.
    writer.elements(&mut out, late.chain(bridges))?;
    writer.code(&mut out, &own)?;
    writer.data(&mut out, |range| within(range, &plan.late.data))?;
    writer.customs(&mut out, &functions);
    Ok(out.finish())
}

/// The type of a table. The first has room for the slots through which the first module calls the
/// second.
fn table_type(plan: &Plan<'_>, index: usize) -> wasmparser::TableType {
    let mut ty = plan.module.tables[index].ty;
    if index == 0 {
        let more = plan.bridges.len() as u64;
        ty.initial += more;
        ty.maximum = ty.maximum.map(|most| most + more);
    }
    ty
}

/// What the second module imports from the first.
struct Link {
    name: String,
    kind: ExternalKind,
    index: u32,
}

/// Everything shared, under short names that the first does not use already.
fn links(plan: &Plan<'_>) -> Vec<Link> {
    let module = plan.module;
    let number = |length: usize| 0..u32::try_from(length).unwrap_or(u32::MAX);
    let whole = number(module.tables.len()).map(|index| (ExternalKind::Table, index));
    let whole = whole.chain(number(module.memories.len()).map(|index| (ExternalKind::Memory, index)));
    let whole = whole.chain(number(module.global_types.len()).map(|index| (ExternalKind::Global, index)));
    let all = whole.chain(plan.shared.iter().map(|function| (ExternalKind::Func, *function)));
    let taken: BTreeSet<&str> = module.exports.iter().map(|export| export.name).collect();
    let names = (0..).map(short).filter(|name| !taken.contains(name.as_str()));
    names.zip(all).map(|(name, (kind, index))| Link { name, kind, index }).collect()
}

/// `a` to `z`, then `aa`, `ba` and so on.
fn short(mut number: usize) -> String {
    let mut name = String::new();
    loop {
        name.push(char::from(b'a' + (number % 26) as u8));
        match (number / 26).checked_sub(1) {
            Some(rest) => number = rest,
            None => return name,
        }
    }
}

/// The parts of a range that lie outside some ranges, which are in order.
fn without(range: Range<u32>, others: &[Range<u32>]) -> Vec<Range<u32>> {
    let mut parts = Vec::new();
    let mut start = range.start;
    for other in within(range.clone(), others) {
        if start < other.start {
            parts.push(start..other.start);
        }
        start = other.end;
    }
    if start < range.end {
        parts.push(start..range.end);
    }
    parts
}

/// The parts of a range that lie within some ranges, which are in order.
fn within(range: Range<u32>, others: &[Range<u32>]) -> Vec<Range<u32>> {
    let cut = others.iter().map(|other| other.start.max(range.start)..other.end.min(range.end));
    cut.filter(|part| part.start < part.end).collect()
}

fn fault(error: Error<Fault>) -> Fault {
    match error {
        Error::UserError(fault) => fault,
        Error::ParseError(error) => crate::module::unreadable(&error),
        other => Fault::new(format!("a part of the module cannot be written: {other}; adapt xtask/src/parts.rs")),
    }
}

/// Writes parts of a module with new numbers for its functions.
struct Writer<'a> {
    plan: &'a Plan<'a>,
    /// The new number of each function, where it has one in this module.
    numbers: Vec<Option<u32>>,
}

impl Reencode for Writer<'_> {
    type Error = Fault;

    fn function_index(&mut self, function: u32) -> Encoded<u32> {
        let number = self.numbers.get(function as usize).copied().flatten();
        number.ok_or_else(|| {
            let name = self.plan.module.name_of(function);
            Error::UserError(Fault::new(format!("the split lost the function '{name}'; adapt xtask/src/split.rs")))
        })
    }

    fn parse_function_body(&mut self, code: &mut CodeSection, body: FunctionBody<'_>) -> Encoded<()> {
        let mut function = self.new_function_with_parsed_locals(&body)?;
        for operator in body.get_operators_reader()? {
            let operator = operator?;
            if let Operator::Call { function_index } = operator
                && self.numbers[function_index as usize].is_none()
                && let Some(slot) = self.plan.bridges.get(&function_index)
            {
                let type_index = self.plan.module.function_types[function_index as usize];
                function.instruction(&Instruction::I32Const(slot.cast_signed()));
                function.instruction(&Instruction::CallIndirect { type_index, table_index: 0 });
            } else {
                function.instruction(&self.instruction(operator)?);
            }
        }
        code.function(&function);
        Ok(())
    }
}

impl<'a> Writer<'a> {
    /// For a module with these functions, in this order.
    fn new(plan: &'a Plan<'a>, functions: &[u32]) -> Self {
        let mut numbers = vec![None; plan.count() as usize];
        for (number, function) in (0..).zip(functions) {
            numbers[*function as usize] = Some(number);
        }
        Self { plan, numbers }
    }

    fn types(&mut self, out: &mut wasm_encoder::Module) -> Result<()> {
        if let Some(section) = self.plan.module.types.clone() {
            let mut types = TypeSection::new();
            self.parse_type_section(&mut types, section).map_err(fault)?;
            out.section(&types);
        }
        Ok(())
    }

    /// The types of those functions that have a body.
    fn functions(&self, out: &mut wasm_encoder::Module, functions: &[u32]) {
        let mut section = FunctionSection::new();
        for function in functions.iter().filter(|function| self.plan.module.body(**function).is_some()) {
            section.function(self.plan.module.function_types[*function as usize]);
        }
        out.section(&section);
    }

    fn elements(&mut self, out: &mut wasm_encoder::Module, slots: impl Iterator<Item = (u32, u32)>) -> Result<()> {
        let mut section = ElementSection::new();
        let slots: Vec<(u32, u32)> = slots.collect();
        for run in slots.chunk_by(|(slot, _), (next, _)| slot + 1 == *next) {
            let functions: Vec<u32> =
                run.iter().map(|(_, function)| self.function_index(*function)).collect::<Encoded<_>>().map_err(fault)?;
            let start = ConstExpr::i32_const(run[0].0.cast_signed());
            section.active(None, &start, Elements::Functions(functions.into()));
        }
        out.section(&section);
        Ok(())
    }

    fn code(&mut self, out: &mut wasm_encoder::Module, functions: &[u32]) -> Result<()> {
        let mut section = CodeSection::new();
        let module = self.plan.module;
        for body in functions.iter().filter_map(|function| module.body(*function)) {
            self.parse_function_body(&mut section, body.clone()).map_err(fault)?;
        }
        out.section(&section);
        Ok(())
    }

    /// Those parts of the data that `keep` names.
    fn data(&self, out: &mut wasm_encoder::Module, keep: impl Fn(Range<u32>) -> Vec<Range<u32>>) -> Result<()> {
        let mut section = DataSection::new();
        for Segment { address, bytes, .. } in &self.plan.module.data {
            let end = u32::try_from(bytes.len()).map_or(u32::MAX, |length| address.saturating_add(length));
            for part in keep(*address..end) {
                let bytes = bytes.get((part.start - address) as usize..(part.end - address) as usize).unwrap_or_default();
                section.active(0, &ConstExpr::i32_const(part.start.cast_signed()), bytes.iter().copied());
            }
        }
        out.section(&section);
        Ok(())
    }

    /// Names, by which wasm-opt orders functions before it drops them, and the additions in use.
    fn customs(&self, out: &mut wasm_encoder::Module, functions: &[u32]) {
        let mut map = NameMap::new();
        for (number, function) in (0..).zip(functions) {
            map.append(number, self.plan.module.name_of(*function));
        }
        let mut names = NameSection::new();
        names.functions(&map);
        out.section(&names);
        if let Some(features) = self.plan.module.features {
            out.section(&CustomSection { name: "target_features".into(), data: features.into() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_cut_at_others() {
        let others = [2..4, 6..8, 9..20];
        assert_eq!(within(3..10, &others), [3..4, 6..8, 9..10]);
        assert_eq!(without(3..10, &others), [4..6, 8..9]);
        assert_eq!((within(4..6, &others).len(), without(4..6, &others).first()), (0, Some(&(4..6))));
        assert_eq!(without(6..8, &others), []);
    }

    #[test]
    fn short_names_stay_apart() {
        assert_eq!([0, 25, 26, 27, 52, 701, 702].map(short), ["a", "z", "aa", "ba", "ab", "zz", "aaa"]);
        assert_eq!((0..2000).map(short).collect::<BTreeSet<_>>().len(), 2000);
    }
}
