//! Many profiles in one run: a profile a line in, a receipt or an error a line out.

use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind, Read as _, Write, stdin, stdout};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{available_parallelism, scope};

use hsmp::profile::{Document, DocumentFault, MOST_BYTES, OpenFault};
use hsmp::quantity::Date;
use hsmp::receipt::receipt;
use serde_json::json;

const BOM: &[u8] = "\u{feff}".as_bytes();

/// Lines that are read ahead of the one being written, for each worker. Enough that a line which takes long does not
/// leave the others without work, and all that is ever held in memory.
const AHEAD: usize = 8;

/// A line of the file, and where its answer goes.
struct Job {
    number: usize,
    line: Vec<u8>,
    answer: SyncSender<Answer>,
}

struct Answer {
    /// With its line end.
    text: String,
    is_error: bool,
}

/// Answers every line of a file, or of standard input for `-`, in order.
pub(crate) fn batch(file: &str, on: Date) -> Result<ExitCode, Box<dyn Error>> {
    if file == "-" {
        return answer_all(file, stdin().lock(), on);
    }
    answer_all(file, BufReader::new(File::open(file).map_err(|error| format!("{file}: {error}"))?), on)
}

/// One thread reads, this one writes, and the others work. An answer has a channel of its own, and these stand in a
/// bounded queue in the order of the lines: so the output is in order, and nobody runs ahead.
fn answer_all(file: &str, mut source: impl BufRead, on: Date) -> Result<ExitCode, Box<dyn Error>> {
    let workers = available_parallelism().map_or(1, usize::from);
    let (give, take) = sync_channel::<Job>(workers);
    let (promise, answers) = sync_channel(workers * AHEAD);
    let jobs = Mutex::new(take);
    scope(|threads| {
        for _ in 0..workers {
            threads.spawn(|| work(&jobs, on));
        }
        let writer = threads.spawn(|| write_all(answers));
        let read = read_all(&mut source, &give, &promise);
        drop((give, promise));
        let written = writer.join().map_err(|_| "the output cannot be written")?;
        read.map_err(|error| format!("{file}: {error}"))?;
        let has_errors = written.map_err(|error| format!("cannot write: {error}"))?;
        Ok(if has_errors { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    })
}

/// Hands out line after line, until there is no more or nobody listens.
fn read_all(source: &mut impl BufRead, give: &SyncSender<Job>, promise: &SyncSender<Receiver<Answer>>) -> std::io::Result<()> {
    for number in 1.. {
        let Some(line) = next_line(source)? else { break };
        let (answer, answered) = sync_channel(1);
        if promise.send(answered).is_err() || give.send(Job { number, line, answer }).is_err() {
            break;
        }
    }
    Ok(())
}

/// The next line without its end, of which no more is kept than shows that it is too long.
fn next_line(source: &mut impl BufRead) -> std::io::Result<Option<Vec<u8>>> {
    let most = MOST_BYTES + BOM.len() + "\r\n".len();
    let mut line = Vec::new();
    if source.by_ref().take(most as u64 + 1).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.pop_if(|last| *last == b'\n').is_none() {
        source.skip_until(b'\n')?;
    }
    line.pop_if(|last| *last == b'\r');
    Ok(Some(line))
}

fn work(jobs: &Mutex<Receiver<Job>>, on: Date) {
    loop {
        // The lock lasts until a line is there, and not while it is worked on.
        let next = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Job { number, line, answer }) = next else { return };
        let answered = match open(&line) {
            // As `--format json` has it, without the white space between its parts.
            Ok(document) => Answer { text: format!("{}\n", receipt(&document, on)), is_error: false },
            Err((code, why)) => {
                let error = json!({ "error": { "line": number, "code": code, "message": why } });
                Answer { text: format!("{error}\n"), is_error: true }
            }
        };
        // Nobody waits for it any more where the output was closed.
        let _ = answer.send(answered);
    }
}

/// The profile in a line, or the code of the fault and its text.
fn open(line: &[u8]) -> Result<Document, (&'static str, String)> {
    let line = line.strip_prefix(BOM).unwrap_or(line);
    let fault = |fault: OpenFault| (fault.code(), fault.to_string());
    if line.len() > MOST_BYTES {
        return Err(fault(OpenFault::TooLong));
    }
    let text = std::str::from_utf8(line).map_err(|_| ("not-utf-8", "not text in UTF-8".to_owned()))?;
    if text.trim().is_empty() {
        return Err(("empty", "no profile in this line".to_owned()));
    }
    Document::open(text).map_err(|why| match why {
        // The number that it names would be of a line within this one.
        OpenFault::Unread(DocumentFault::NotJson { .. }) => (why.code(), "not JSON, cut off, or with a name twice".to_owned()),
        other => fault(other),
    })
}

/// Writes the answers in the order in which they were promised; whether one was an error.
fn write_all(answers: Receiver<Receiver<Answer>>) -> std::io::Result<bool> {
    let mut out = stdout().lock();
    let mut has_errors = false;
    for answer in answers.iter().filter_map(|promised| promised.recv().ok()) {
        has_errors |= answer.is_error;
        match out.write_all(answer.text.as_bytes()).and_then(|()| out.flush()) {
            // A reader such as `head` may close the pipe early; that is no fault.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => break,
            written => written?,
        }
    }
    Ok(has_errors)
}
