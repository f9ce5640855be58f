//! The command line of the steps: `cargo xtask STEP`.

use std::process::ExitCode;

use xtask::server::{Options, Server};
use xtask::size::{Report, Verdict};
use xtask::{Fault, Result, audit, dist, dist_folder, root};

const USAGE: &str = "usage: cargo xtask STEP
  dist                    make the delivery out of what cargo, or Trunk, has compiled
  size                    weigh dist/ against the budget
  audit [--bless]         compare what the module imports with xtask/wasm-imports.txt, or write that list anew
  serve [PORT [PATH]]     serve dist/ on this machine, at PORT (8080) or the next free one, under PATH (/)";

/// The ports that `serve` tries after the wanted one.
const TRIES: u16 = 50;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["dist"] => dist::make().map(|line| println!("{line}")),
        ["size"] => size(),
        ["audit"] => audit::run(&root(), &dist_folder(), false).map(|line| println!("{line}")),
        ["audit", "--bless"] => audit::run(&root(), &dist_folder(), true).map(|line| println!("{line}")),
        ["serve", rest @ ..] => serve(rest),
        _ => Err(Fault::new(USAGE)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}

fn size() -> Result<()> {
    let report = Report::of(&dist_folder())?;
    print!("{}", report.table());
    match report.verdict() {
        Verdict::Fail => Err(Fault::new("size: the first load is above its limit")),
        Verdict::Fine | Verdict::Warn => Ok(()),
    }
}

fn serve(words: &[&str]) -> Result<()> {
    let (port, mount) = match words {
        [] => ("8080", "/"),
        [port] => (*port, "/"),
        [port, mount] => (*port, *mount),
        _ => return Err(Fault::new(USAGE)),
    };
    let first: u16 = port.parse().map_err(|_| Fault::new(format!("'{port}' is no port; give a number from 1 to 65535")))?;
    let mut last = Fault::new(USAGE);
    for port in first..=first.saturating_add(TRIES) {
        match Server::start(Options { port, mount: mount.to_owned(), ..Options::new(dist_folder()) }) {
            Ok(server) => {
                println!("serving dist/ at {} (Ctrl-C ends it)", server.url());
                server.wait();
                return Ok(());
            }
            Err(fault) => last = fault,
        }
    }
    Err(last)
}
