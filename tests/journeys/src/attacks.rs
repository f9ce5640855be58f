//! The table of ways out of the page: what is expected of each in each engine.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Mutex;

use super::Engine;

/// What becomes of a channel in an engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The page without policy leaks, ours does not.
    Closed,
    /// Both leak.
    Open,
    /// The engine has no such thing: not even the page without policy leaks.
    None,
}

/// One way out.
#[derive(Clone, Debug)]
pub struct Channel {
    /// The name of its function in `channels.js`.
    pub name: String,
    /// What it is, for people.
    pub what: String,
    /// Whether it leaves the page alone, so that others can be tried on the same load.
    pub together: bool,
    /// Whether a connection without a word is a leak already.
    pub silent: bool,
    outcomes: [Outcome; 3],
}

impl Channel {
    /// What the table says of it in an engine.
    pub fn expected(&self, engine: Engine) -> Outcome {
        self.outcomes[column(engine)]
    }
}

fn column(engine: Engine) -> usize {
    ENGINES.iter().position(|(other, _)| *other == engine).expect("a known engine")
}

/// All ways out, in the order of `channels.csv`.
pub struct Table {
    /// The rows.
    pub channels: Vec<Channel>,
}

const ENGINES: [(Engine, &str); 3] = [(Engine::Chromium, "Chromium"), (Engine::Firefox, "Firefox"), (Engine::WebKit, "WebKitGTK")];

const HEAD: &str = "name,how,what,chromium,firefox,webkit";

/// Engines are tried side by side, and each may write.
static WRITING: Mutex<()> = Mutex::new(());

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("attacks/channels.csv")
}

fn document() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/THREAT-MODEL.md")
}

/// Whether what was found is to be written down. Never by itself.
fn blesses() -> bool {
    std::env::var_os("HSMP_BLESS").is_some()
}

impl Outcome {
    fn word(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Open => "open",
            Self::None => "none",
        }
    }

    fn read(word: &str) -> Self {
        let all = [Self::Closed, Self::Open, Self::None];
        all.into_iter().find(|outcome| outcome.word() == word).unwrap_or_else(|| panic!("'{word}' is not closed, open or none"))
    }
}

impl Table {
    /// Reads the checked-in table.
    pub fn read() -> Self {
        let _writing = WRITING.lock();
        Self::load()
    }

    fn load() -> Self {
        let text = std::fs::read_to_string(file()).expect("no table of channels");
        let mut lines = text.lines();
        assert_eq!(lines.next(), Some(HEAD), "the head of the table");
        let channel = |line: &str| {
            let cells: Vec<&str> = line.split(',').collect();
            let [name, how, what, chromium, firefox, webkit] = cells[..] else { panic!("six cells: {line}") };
            assert!(["together", "silent", "alone"].contains(&how), "{line}");
            Channel {
                name: name.to_owned(),
                what: what.to_owned(),
                together: how != "alone",
                silent: how == "silent",
                outcomes: [chromium, firefox, webkit].map(Outcome::read),
            }
        };
        Self { channels: lines.map(channel).collect() }
    }

    /// Compares what was found in an engine with the table, or writes it down where that is asked for.
    pub fn settle(&self, engine: Engine, found: &BTreeMap<String, Outcome>) {
        let column = column(engine);
        let differs = |channel: &&Channel| found.get(&channel.name) != Some(&channel.outcomes[column]);
        let differences: Vec<String> = self
            .channels
            .iter()
            .filter(differs)
            .map(|channel| format!("{}: expected {}, found {:?}", channel.name, channel.outcomes[column].word(), found.get(&channel.name)))
            .collect();
        let count = |outcome| found.values().filter(|own| **own == outcome).count();
        println!("  {engine:?}: {} closed, {} open, {} not there", count(Outcome::Closed), count(Outcome::Open), count(Outcome::None));
        if blesses() {
            let _writing = WRITING.lock();
            // Another engine may have written since.
            let mut table = Self::load();
            for channel in &mut table.channels {
                channel.outcomes[column] = found[&channel.name];
            }
            table.write();
        } else {
            assert_eq!(differences, Vec::<String>::new(), "in {engine:?}; read what changed, then write it down with HSMP_BLESS=1");
        }
    }

    fn write(&self) {
        let mut text = format!("{HEAD}\n");
        for channel in &self.channels {
            let how = if channel.silent {
                "silent"
            } else if channel.together {
                "together"
            } else {
                "alone"
            };
            let [chromium, firefox, webkit] = channel.outcomes.map(Outcome::word);
            let _ = writeln!(text, "{},{how},{},{chromium},{firefox},{webkit}", channel.name, channel.what);
        }
        std::fs::write(file(), text).expect("the table cannot be written");
        let (before, _, after) = parts();
        std::fs::write(document(), format!("{before}{}{after}", self.markdown())).expect("the document cannot be written");
    }

    /// Fails where the document shows another table.
    pub fn check_document(&self) {
        let _writing = WRITING.lock();
        if blesses() {
            return;
        }
        assert_eq!(parts().1, self.markdown(), "docs/THREAT-MODEL.md shows another table; HSMP_BLESS=1 writes it");
    }

    /// The table as the document shows it.
    fn markdown(&self) -> String {
        let mut text = "\n".to_owned();
        for (column, (_, name)) in ENGINES.iter().enumerate() {
            let count = |outcome| self.channels.iter().filter(|channel| channel.outcomes[column] == outcome).count();
            let (closed, open) = (count(Outcome::Closed), count(Outcome::Open));
            let _ = writeln!(text, "- {name}: {closed} of the {} ways that it has are closed, {open} are open.", closed + open);
        }
        text.push_str("\n| Way out | Chromium | Firefox | WebKitGTK |\n|---|---|---|---|\n");
        for channel in &self.channels {
            let cells = channel.outcomes.map(|outcome| match outcome {
                Outcome::Closed => "closed",
                Outcome::Open => "**open**",
                Outcome::None => "–",
            });
            let _ = writeln!(text, "| {} | {} |", channel.what, cells.join(" | "));
        }
        text.push('\n');
        text
    }
}

/// The document before the table, the table, and what follows.
fn parts() -> (String, String, String) {
    const BEGIN: &str = "<!-- table of ways out: begin -->\n";
    const END: &str = "<!-- table of ways out: end -->";
    let text = std::fs::read_to_string(document()).expect("no docs/THREAT-MODEL.md");
    let begin = text.find(BEGIN).expect("the mark where the table begins") + BEGIN.len();
    let end = text.find(END).expect("the mark where the table ends");
    (text[..begin].to_owned(), text[begin..end].to_owned(), text[end..].to_owned())
}
