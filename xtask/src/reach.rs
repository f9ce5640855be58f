//! What the first module needs: everything that can be reached from where the host may begin,
//! without going through an entry that is called late.
//!
//! The linker leaves a record of what refers to what (`--emit-relocs`): which function calls which,
//! takes the address of which, reads which data. So nothing is guessed here. In the finished module
//! an address is a number like any other.

use std::collections::BTreeSet;
use std::ops::Range;

use wasmparser::{ExternalKind, RelocationType, SymbolInfo};

use crate::module::Module;
use crate::{Fault, Result};

/// A run of late data shorter than this stays in the first module: a gap costs about as much.
const SHORTEST: usize = 16;

/// How wasm-bindgen's library names the functions that make values of JavaScript.
const CAST: &str = "wasm_bindgen::__rt::wbg_cast::breaks_if_inlined";

/// What only late code refers to.
pub(crate) struct Late {
    /// Slots of the table.
    pub(crate) slots: BTreeSet<u32>,
    /// Runs of memory, in order.
    pub(crate) data: Vec<Range<u32>>,
}

/// Walks the module as the linker left it.
///
/// # Errors
/// An entry that is not there, a module without the linker's record, or one that is not understood.
pub(crate) fn late(linked: &Module<'_>, entries: &BTreeSet<String>) -> Result<Late> {
    if linked.relocations.is_empty() || linked.symbols.is_empty() {
        return Err(Fault::new("the linked module has no relocations; build.rs must hand '--emit-relocs' to the linker"));
    }
    let mut walk = Walk::new(linked, entries)?;
    for export in linked.exports.iter().filter(|export| export.kind == ExternalKind::Func) {
        walk.function(export.index);
    }
    if let Some(start) = linked.start {
        walk.function(start);
    }
    // In the place of these wasm-bindgen puts imports, which the first module has, whoever calls them.
    for function in (0..linked.bodies.len()).map(|body| linked.function(body)).filter(|function| linked.name_of(*function) == CAST) {
        walk.function(function);
    }
    walk.loose()?;
    walk.all()?;
    Ok(Late { slots: linked.slots.keys().copied().filter(|slot| !walk.slots.contains(slot)).collect(), data: walk.late_data() })
}

struct Walk<'a> {
    module: &'a Module<'a>,
    entries: BTreeSet<u32>,
    functions: BTreeSet<u32>,
    symbols: BTreeSet<usize>,
    slots: BTreeSet<u32>,
    /// Places in the file whose relocations are still to be followed.
    open: Vec<Range<usize>>,
}

impl<'a> Walk<'a> {
    fn new(module: &'a Module<'a>, names: &BTreeSet<String>) -> Result<Self> {
        let entries = entries(module, names)?;
        Ok(Self { module, entries, functions: BTreeSet::new(), symbols: BTreeSet::new(), slots: BTreeSet::new(), open: Vec::new() })
    }

    fn function(&mut self, function: u32) {
        if !self.entries.contains(&function)
            && self.functions.insert(function)
            && let Some(body) = self.module.body_range(function)
        {
            self.open.push(body);
        }
    }

    fn symbol(&mut self, index: usize) {
        if self.symbols.insert(index)
            && let Some((segment, range)) = place(self.module, index)
        {
            let start = self.module.data[segment].position;
            self.open.push(start + range.start..start + range.end);
        }
    }

    /// References that stand in no function and in no symbol belong to nobody, so to the first.
    fn loose(&mut self) -> Result<()> {
        let module = self.module;
        let mut owned: Vec<Range<usize>> = (0..module.bodies.len()).filter_map(|body| module.body_range(module.function(body))).collect();
        for (segment, range) in (0..module.symbols.len()).filter_map(|index| place(module, index)) {
            let start = module.data[segment].position;
            owned.push(start + range.start..start + range.end);
        }
        owned.sort_by_key(|range| range.start);
        let mut end = 0;
        let mut next = 0;
        for (position, entry) in &module.relocations {
            while owned.get(next).is_some_and(|range| range.start <= *position) {
                end = end.max(owned[next].end);
                next += 1;
            }
            if *position >= end {
                self.follow(entry)?;
            }
        }
        Ok(())
    }

    fn all(&mut self) -> Result<()> {
        while let Some(range) = self.open.pop() {
            let all = &self.module.relocations;
            let first = all.partition_point(|(position, _)| *position < range.start);
            for (_, entry) in all[first..].iter().take_while(|(position, _)| *position < range.end) {
                self.follow(entry)?;
            }
        }
        Ok(())
    }

    fn follow(&mut self, entry: &wasmparser::RelocationEntry) -> Result<()> {
        use RelocationType as Kind;
        let index = entry.index as usize;
        match (entry.ty, self.module.symbols.get(index)) {
            (Kind::FunctionIndexLeb, Some(SymbolInfo::Func { index, .. })) => self.function(*index),
            (Kind::TableIndexSleb | Kind::TableIndexI32, Some(SymbolInfo::Func { index, .. })) => {
                if !self.entries.contains(index) {
                    self.slots.extend(self.module.slots.iter().filter(|(_, function)| *function == index).map(|(slot, _)| *slot));
                }
                self.function(*index);
            }
            (Kind::MemoryAddrLeb | Kind::MemoryAddrSleb | Kind::MemoryAddrI32, Some(SymbolInfo::Data { .. })) => self.symbol(index),
            // Types, globals and tables stay where they are.
            (Kind::TypeIndexLeb, _) | (Kind::GlobalIndexLeb | Kind::TableNumberLeb, Some(_)) => {}
            (kind, _) => {
                return Err(Fault::new(format!("the linked module has a relocation {kind:?} that is not known; adapt xtask/src/reach.rs")));
            }
        }
        Ok(())
    }

    fn late_data(&self) -> Vec<Range<u32>> {
        let mut runs = Vec::new();
        for (number, segment) in self.module.data.iter().enumerate() {
            // Zeros that no symbol covers only fill up: memory is zero without them.
            let mut owners: Vec<Owner> = segment.bytes.iter().map(|byte| if *byte == 0 { Owner::None } else { Owner::First }).collect();
            let mut mark = |owner: Owner, is_wanted: &dyn Fn(usize) -> bool| {
                for index in (0..self.module.symbols.len()).filter(|index| is_wanted(*index)) {
                    if let Some((_, range)) = place(self.module, index).filter(|(own, _)| *own == number) {
                        owners[range].fill(owner);
                    }
                }
            };
            mark(Owner::Late, &|_| true);
            // Symbols may lie within others: what the first module reads, it keeps.
            mark(Owner::First, &|index| self.symbols.contains(&index));
            let mut start = 0;
            for part in owners.chunk_by(|a, b| (*a == Owner::First) == (*b == Owner::First)) {
                let late = |owner: &Owner| *owner == Owner::Late;
                if let (Some(first), Some(last)) = (part.iter().position(late), part.iter().rposition(late))
                    && last + 1 - first >= SHORTEST
                {
                    let address = |offset: usize| segment.address + u32::try_from(start + offset).unwrap_or(u32::MAX);
                    runs.push(address(first)..address(last + 1));
                }
                start += part.len();
            }
        }
        runs
    }
}

/// To whom a byte belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    None,
    First,
    Late,
}

/// Where a data symbol stands: the number of its segment and its bytes there. One that begins as
/// zero has no bytes in the file.
fn place(module: &Module<'_>, symbol: usize) -> Option<(usize, Range<usize>)> {
    let SymbolInfo::Data { symbol: Some(place), .. } = module.symbols.get(symbol)? else { return None };
    let bytes = module.data.get(place.index as usize)?.bytes.len();
    let start = place.offset as usize;
    Some((place.index as usize, start.min(bytes)..(start + place.size as usize).min(bytes)))
}

/// The functions with the given names.
///
/// # Errors
/// A name that no function has, or more than one.
pub(crate) fn entries(module: &Module<'_>, names: &BTreeSet<String>) -> Result<BTreeSet<u32>> {
    let mut found = BTreeSet::new();
    for name in names {
        let mut functions = module.names.iter().filter(|(_, known)| *known == name);
        match (functions.next(), functions.next()) {
            (Some((function, _)), None) => found.insert(*function),
            (None, _) => {
                return Err(Fault::new(format!(
                    "{LIST}: there is no function '{name}' in the module; correct the name, or mark the function #[inline(never)]",
                    LIST = crate::split::LIST
                )));
            }
            (Some(_), Some(_)) => {
                return Err(Fault::new(format!(
                    "{LIST}: the module has several functions '{name}'; name one that is not generic",
                    LIST = crate::split::LIST
                )));
            }
        };
    }
    Ok(found)
}
