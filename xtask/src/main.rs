//! The command line of the steps: `cargo xtask STEP`.

use std::path::PathBuf;
use std::process::ExitCode;

use lexopt::prelude::*;
use xtask::headers::hosts::Delivery;
use xtask::server::{Options, Server};
use xtask::size::{Report, Verdict};
use xtask::{Fault, Result, audit, dist, dist_folder, manifest, root};

const USAGE: &str = "usage: cargo xtask STEP
  dist                    make the delivery out of what cargo, or Trunk, has compiled
  size                    weigh dist/ against the budget
  audit [--bless]         compare what the module imports with xtask/wasm-imports.txt, or write that list anew
  verify [FOLDER]         compare the files of a folder (dist/) with its manifest.json
  hosting nginx|caddy     write a configuration that serves dist/ with its headers (with HSMP_ORIGIN=https://HOST for that host)
  serve [PORT [PATH]]     serve dist/ on this machine, at PORT (8080) or the next free one, under PATH (/)";

/// The ports that `serve` tries after the wanted one.
const TRIES: u16 = 50;

/// What the command line asks for.
enum Step {
    Dist,
    Size,
    Audit { bless: bool },
    Verify { folder: PathBuf },
    Hosting { server: String },
    Serve { port: u16, mount: String },
    Help,
}

fn main() -> ExitCode {
    let outcome = asked(lexopt::Parser::from_env()).map_err(|error| Fault::new(format!("{error}\n{USAGE}"))).and_then(|step| match step {
        Step::Dist => dist::make().map(|line| println!("{line}")),
        Step::Size => size(),
        Step::Audit { bless } => audit::run(&root(), &dist_folder(), bless).map(|line| println!("{line}")),
        Step::Verify { folder } => manifest::verify(&folder).map(|line| println!("{line}")),
        Step::Hosting { server } => hosting(&server),
        Step::Serve { port, mount } => serve(port, &mount),
        Step::Help => {
            println!("{USAGE}");
            Ok(())
        }
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}

fn asked(mut arguments: lexopt::Parser) -> std::result::Result<Step, lexopt::Error> {
    let mut step = None;
    // What has been given of a step that takes two values.
    let mut values = 0;
    while let Some(argument) = arguments.next()? {
        match (argument, &mut step) {
            (Long("help") | Short('h'), _) => return Ok(Step::Help),
            (Value(name), None) => {
                step = Some(match name.string()?.as_str() {
                    "dist" => Step::Dist,
                    "size" => Step::Size,
                    "audit" => Step::Audit { bless: false },
                    "verify" => Step::Verify { folder: dist_folder() },
                    "hosting" => Step::Hosting { server: String::new() },
                    "serve" => Step::Serve { port: 8080, mount: "/".to_owned() },
                    other => return Err(format!("there is no step '{other}'").into()),
                });
            }
            (Long("bless"), Some(Step::Audit { bless })) => *bless = true,
            (Value(value), Some(Step::Verify { folder })) if values == 0 => {
                *folder = value.into();
                values += 1;
            }
            (Value(name), Some(Step::Hosting { server })) if server.is_empty() => *server = name.string()?,
            (Value(value), Some(Step::Serve { port, mount })) if values < 2 => {
                if values == 0 {
                    *port = value.parse()?;
                } else {
                    *mount = value.string()?;
                }
                values += 1;
            }
            (argument, _) => return Err(argument.unexpected()),
        }
    }
    step.ok_or_else(|| "no step is named".into())
}

fn size() -> Result<()> {
    let report = Report::of(&dist_folder())?;
    print!("{}", report.table());
    match report.verdict() {
        Verdict::Fail => Err(Fault::new("size: the first load is above its limit")),
        Verdict::Fine | Verdict::Warn => Ok(()),
    }
}

fn hosting(server: &str) -> Result<()> {
    let (files, origin) = (dist::delivered(&dist_folder())?, dist::origin()?);
    let delivery = Delivery { files: &files, origin: origin.as_deref() };
    let text = match server {
        "nginx" => delivery.nginx()?,
        "caddy" => delivery.caddy()?,
        _ => return Err(Fault::new(format!("hosting: write for which server: nginx or caddy?\n{USAGE}"))),
    };
    print!("{text}");
    Ok(())
}

fn serve(first: u16, mount: &str) -> Result<()> {
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
