//! Makes the delivery out of the module that cargo has compiled, and puts it in the place of
//! `dist/`. In development Trunk compiles and calls this last, on its own staging folder.
//!
//! Every file but the page gets the hash of its final bytes into its name, so it may be cached
//! for ever, and the page names each with an integrity hash, so the browser runs what was built.

mod configurator;
pub mod embed;
pub mod installed;
mod links;
pub mod worker;

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest as _, Sha256};

use self::links::{Asset, Files, data_address};
use crate::headers::hosts::Delivery;
use crate::headers::{self, Kind};
use crate::links as links_page;
use crate::manifest::{self, sha256};
use crate::{
    Fault, Result, citations, clear, compress, examples, file_names, folder_names, imports, locales, minify, page, read, read_text, rules,
    sbom, split, write,
};

/// The name of the application's binary, as in `index.html` and Cargo.toml.
const APP: &str = "hsmp-app";

/// Endings of files that are worth compressing.
const COMPRESSIBLE: &[&str] = &["html", "js", "css", "wasm", "txt", "json", "svg", "webmanifest"];

/// What the step works on.
pub struct Step {
    /// The project: `locales/`, `style/`, `public/`, `rules/` are read here.
    pub project: PathBuf,
    /// The page, the module and its glue; made into the delivery in place.
    pub staging: PathBuf,
    /// The origin of the host, where it is known: the headers can then list every address.
    pub origin: Option<String>,
    /// The module as the linker left it, to make two of. A build for a person who is waiting has
    /// none: there one module holds everything, and wasm-bindgen has been called.
    pub linked: Option<PathBuf>,
    /// A build for a person who is waiting: compress quickly instead of well.
    pub quick: bool,
}

/// Makes the delivery and returns one line that says what it made.
///
/// # Errors
/// The first fault found, with the file and the remedy.
pub fn make() -> Result<String> {
    if let Some(staging) = std::env::var_os("TRUNK_STAGING_DIR") {
        return Step::of_trunk(staging.into())?.run();
    }
    let step = Step::after_cargo()?;
    let told = step.run()?;
    let dist = crate::dist_folder();
    clear(&dist)?;
    std::fs::rename(&step.staging, &dist).map_err(|error| Fault::new(format!("{}: cannot be put in place: {error}", dist.display())))?;
    Ok(told)
}

/// Where cargo put the module: beside this program, which cargo built into the same folder.
fn linked_module() -> Result<PathBuf> {
    let own = std::env::current_exe().map_err(|error| Fault::new(format!("xtask does not find itself: {error}")))?;
    let target = own.ancestors().nth(2).ok_or_else(|| Fault::new("xtask does not stand in cargo's target folder; call it with cargo"))?;
    Ok(target.join("wasm32-unknown-unknown/release").join(format!("{APP}.wasm")))
}

/// The origin of the host, where the person who builds names it.
///
/// # Errors
/// When it is not written as an origin.
pub fn origin() -> Result<Option<String>> {
    match std::env::var("HSMP_ORIGIN") {
        Err(_) => Ok(None),
        Ok(origin) if origin.is_empty() => Ok(None),
        Ok(origin) if origin.starts_with("https://") && origin.matches('/').count() == 2 => Ok(Some(origin)),
        Ok(origin) => Err(Fault::new(format!("HSMP_ORIGIN is '{origin}'; write it as https://host, without a path"))),
    }
}

impl Step {
    /// The step as Trunk's hook calls it, on what Trunk has put into its staging folder.
    fn of_trunk(staging: PathBuf) -> Result<Self> {
        let quick = std::env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "debug");
        let linked = if quick { None } else { Some(linked_module()?) };
        let step = Self { project: crate::root(), staging, origin: origin()?, linked, quick };
        if step.linked.is_some() {
            // The module has to be split before wasm-bindgen sees it, so its work for Trunk is done again.
            step.take(&format!("{APP}_bg.wasm"))?;
            step.take(&format!("{APP}.js"))?;
        }
        Ok(step)
    }

    /// The step after cargo, in a new folder.
    fn after_cargo() -> Result<Self> {
        let (project, linked) = (crate::root(), linked_module()?);
        let staging = project.join("dist.new");
        clear(&staging)?;
        write(&staging.join("index.html"), &read(&project.join("index.html"))?)?;
        Ok(Self { project, staging, origin: origin()?, linked: Some(linked), quick: false })
    }

    /// Makes the delivery and returns one line that says what it made.
    ///
    /// # Errors
    /// The first fault found, with the file and the remedy.
    pub fn run(&self) -> Result<String> {
        let (module, glue, pages) = match &self.linked {
            Some(linked) => split::run(linked, &self.staging.join("split"))?,
            None => (self.take(&format!("{APP}_bg.wasm"))?, self.take_text(&format!("{APP}.js"))?, None),
        };
        let (module, glue) = imports::without_hashes(&module, &glue)?;
        let pages = pages.map(|pages| self.place("pages", "wasm", &pages)).transpose()?;
        let wasm = self.place(&format!("{APP}_bg"), "wasm", &module)?;
        let glue = self.glue(&wasm, &glue)?;
        let frame = self.place("frame", "js", minify::script(&self.project_text("public/frame.js")?).as_bytes())?;
        let boot = self.place("boot", "js", minify::script(&self.project_text("public/boot.js")?).as_bytes())?;
        let style = self.style("app", "style")?;
        let later = self.style("pages", "style/late")?;
        let spoken = |faults: Vec<String>| Fault::new(faults.join("\n"));
        let mut texts = locales::load(&self.project.join("locales")).map_err(spoken)?;
        citations::add(&mut texts, &self.project.join("rules")).map_err(spoken)?;
        let catalogues = self.catalogues(&texts)?;
        let examples = examples::pack(&self.project.join("examples")).map_err(|faults| Fault::new(faults.join("\n")))?;
        let examples = self.place("examples", "txt", examples.as_bytes())?;
        let details = self.details(&texts)?;
        let loaders = embed::loaders(&self.project)?;
        self.page(&texts, &Files { wasm, pages, glue, frame, boot, style, later, catalogues, details, examples }, &loaders)?;
        self.copy_public()?;
        for (name, bytes) in &loaders {
            write_within(&self.staging, name, bytes)?;
        }
        self.worker()?;
        self.write_headers()?;
        // Not for a person who is waiting.
        if let Some(linked) = &self.linked {
            write(&self.staging.join(sbom::NAME), sbom::bill(&self.project, linked)?.as_bytes())?;
        }
        manifest::stamp(&self.staging)?;
        let told = self.compress()?;
        manifest::record(&self.staging)?;
        Ok(told)
    }

    /// One sheet out of those in a folder.
    fn style(&self, stem: &str, folder: &str) -> Result<Asset> {
        self.place(stem, "css", minify::style(&minify::sheets(&self.project.join(folder))?)?.as_bytes())
    }

    /// Removes one of Trunk's files and returns its bytes: it comes back under its final name.
    fn take(&self, name: &str) -> Result<Vec<u8>> {
        let path = self.staging.join(name);
        let bytes = read(&path).map_err(|fault| Fault::new(format!("{fault}; index.html must name the binary {APP}")))?;
        std::fs::remove_file(&path).map_err(|error| Fault::new(format!("{}: cannot be removed: {error}", path.display())))?;
        Ok(bytes)
    }

    fn place(&self, stem: &str, ending: &str, bytes: &[u8]) -> Result<Asset> {
        let name = format!("{stem}-{}.{ending}", &sha256(bytes)[..16]);
        write_within(&self.staging, &name, bytes)?;
        Ok(Asset { name, integrity: integrity(bytes) })
    }

    fn project_text(&self, name: &str) -> Result<String> {
        read_text(&self.project.join(name))
    }

    fn take_text(&self, name: &str) -> Result<String> {
        String::from_utf8(self.take(name)?).map_err(|_| Fault::new(format!("{name}: is not UTF-8")))
    }

    fn glue(&self, wasm: &Asset, source: &str) -> Result<Asset> {
        if self.staging.join("snippets").exists() {
            return Err(split::snippets());
        }
        let name = format!("{APP}.js");
        // The module's name changed, and the glue names it as what to load when not told otherwise.
        let old = format!("{APP}_bg.wasm");
        if !source.contains(&old) {
            return Err(Fault::new(format!("{name}: does not name {old}; wasm-bindgen has changed, adapt xtask/src/dist/mod.rs")));
        }
        self.place(APP, "js", minify::script(&source.replace(&old, &wasm.name)).as_bytes())
    }

    fn catalogues(&self, texts: &locales::Catalogues) -> Result<Vec<Asset>> {
        let file = |(index, language): (usize, &locales::Language)| {
            self.place(&format!("locale-{}", language.code), "txt", texts.file(index).as_bytes())
        };
        texts.languages.iter().enumerate().map(file).collect()
    }

    /// What follows the first load: the texts no answer needs, then the sources.
    fn details(&self, texts: &locales::Catalogues) -> Result<Vec<Asset>> {
        let sources = rules::source_lines(&self.project.join("rules")).map_err(|faults| Fault::new(faults.join("\n")))?;
        let file = |(index, language): (usize, &locales::Language)| {
            self.place(&format!("details-{}", language.code), "txt", (texts.details(index) + &sources).as_bytes())
        };
        texts.languages.iter().enumerate().map(file).collect()
    }

    fn page(&self, texts: &locales::Catalogues, files: &Files, loaders: &[(String, Vec<u8>)]) -> Result<()> {
        let line = |key: &str| texts.keys.binary_search_by(|known| known.as_str().cmp(key)).ok();
        let lookups: Vec<_> = (0..texts.languages.len()).map(|index| move |key: &str| texts.text(index, key)).collect();
        let languages: Vec<page::Speech<'_>> = texts
            .languages
            .iter()
            .zip(files.catalogues.iter().zip(&files.details))
            .zip(&lookups)
            .map(|((language, (catalogue, details)), text)| page::Speech {
                code: &language.code,
                name: &language.name,
                direction: &language.direction,
                catalogue: &catalogue.name,
                integrity: &catalogue.integrity,
                details: &details.name,
                details_integrity: &details.integrity,
                text,
                line: &line,
            })
            .collect();
        let policy = headers::meta(Kind::Page);
        let icon = data_address(&self.project_text("public/icon.svg")?);
        let assets = files.links(&icon);
        // Read from the staging folder, where Trunk has left its own marks out.
        let index = self.staging.join("index.html");
        let template = read_text(&index)?;
        let slots = [("policy", policy.as_str()), ("assets", &assets), ("installed", installed::LINK)];
        let filled = page::fill(&template, &languages, &slots)?;
        write(&index, filled.as_bytes())?;
        self.installed(&languages)?;
        let (policy, assets) = (headers::meta(Kind::Frame), files.frame_links(&icon));
        let slots = [("policy", policy.as_str()), ("assets", &assets), ("installed", "")];
        let framed = page::fill(&embed::template(&template), &languages, &slots)?;
        write(&self.staging.join(embed::PAGE), framed.as_bytes())?;
        let sources = rules::source_lines(&self.project.join("rules")).map_err(|faults| Fault::new(faults.join("\n")))?;
        let list = links_page::fill_in(&self.project_text(links_page::PAGE)?, &languages, &headers::meta(Kind::Links), &sources)?;
        write(&self.staging.join(links_page::PAGE), list.as_bytes())?;
        let newest = loaders.last().ok_or_else(|| Fault::new("packages/embed/releases.json: lists no version"))?;
        configurator::make(self, &languages, &icon, newest)
    }

    /// What browsers want to know of the page when they install it.
    fn installed(&self, languages: &[page::Speech<'_>]) -> Result<()> {
        let manifest = installed::manifest(languages, |file| read(&self.project.join(installed::FOLDER).join(file)))?;
        write(&self.staging.join(installed::NAME), manifest.as_bytes())
    }

    /// The service worker, with everything that the application loads or leads to.
    fn worker(&self) -> Result<()> {
        let names = headers::allowed(Kind::Page, &delivered(&self.staging)?);
        // The page holds the build's id, which the worker looks for in it.
        let names = names.into_iter().filter(|name| *name != headers::PAGE);
        let files = names.map(|name| read(&self.staging.join(&name)).map(|bytes| (name, bytes))).collect::<Result<Vec<_>>>()?;
        let source = worker::fill_in(&self.project_text(&format!("public/{}", worker::NAME))?, &files)?;
        write(&self.staging.join(worker::NAME), minify::script(&source).as_bytes())
    }

    /// Everything in `public/` that is not already in the delivery under another name.
    fn copy_public(&self) -> Result<()> {
        let public = self.project.join("public");
        for name in file_names(&public)?.iter().filter(|name| !["boot.js", "frame.js", worker::NAME].contains(&name.as_str())) {
            write(&self.staging.join(name), &read(&public.join(name))?)?;
        }
        // The schemas too, for whoever reads or writes profiles. They keep their names.
        let schemas = public.join("schema");
        for name in file_names(&schemas)? {
            write(&self.staging.join(&name), &read(&schemas.join(&name))?)?;
        }
        Ok(())
    }

    fn write_headers(&self) -> Result<()> {
        let files = delivered(&self.staging)?;
        let delivery = Delivery { files: &files, origin: self.origin.as_deref() };
        write(&self.staging.join("_headers"), delivery.headers_file()?.as_bytes())
    }

    fn compress(&self) -> Result<String> {
        let mut count = 0;
        for name in files(&self.staging)? {
            if !COMPRESSIBLE.iter().any(|ending| name.ends_with(&format!(".{ending}"))) {
                continue;
            }
            let bytes = read(&self.staging.join(&name))?;
            write(&self.staging.join(format!("{name}.br")), &compress::brotli(&bytes, self.quick)?)?;
            write(&self.staging.join(format!("{name}.gz")), &compress::gzip(&bytes)?)?;
            count += 1;
        }
        Ok(format!("dist: {count} files, each with its compressed copies"))
    }
}

/// The files of a delivery that a host serves: without the compressed copies and `_headers`.
///
/// # Errors
/// When the folder cannot be listed.
pub fn delivered(folder: &Path) -> Result<Vec<String>> {
    let names = files(folder)?;
    Ok(names.into_iter().filter(|name| !name.ends_with(".br") && !name.ends_with(".gz") && name != "_headers").collect())
}

/// All files of a delivery, those for other sites with their folders: `embed/v1/…`. Packages that lie beside them
/// (`make packages`) are none of it.
pub(crate) fn files(folder: &Path) -> Result<Vec<String>> {
    let mut names = file_names(folder)?;
    let mut folders = vec![embed::FOLDER.to_owned()];
    while let Some(inner) = folders.pop() {
        let path = folder.join(&inner);
        if path.is_dir() {
            names.extend(file_names(&path)?.iter().map(|name| format!("{inner}/{name}")));
            folders.extend(folder_names(&path)?.iter().map(|name| format!("{inner}/{name}")));
        }
    }
    names.sort();
    Ok(names)
}

/// Writes a file that may stand in folders.
fn write_within(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let path = folder.join(name);
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(|error| Fault::new(format!("{}: cannot be made: {error}", parent.display())))?;
    }
    write(&path, bytes)
}

/// The hash by which a browser takes these bytes and no others, as the page and its start script name it.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64.encode(Sha256::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::headers::observatory::{Site, score};

    const LANGUAGES: [&str; 2] = ["en", "fr"];

    /// A project and Trunk's output, small and complete.
    fn step(name: &str) -> Step {
        let folder = std::env::temp_dir().join(format!("hsmp-dist-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let (project, staging) = (folder.join("project"), folder.join("staging"));
        let parts = ["locales", "style", "style/late", "public/schema", "public/configurator", "rules", "examples", "packages/embed"];
        for part in parts.into_iter().chain([installed::FOLDER]) {
            std::fs::create_dir_all(project.join(part)).unwrap();
        }
        std::fs::create_dir_all(&staging).unwrap();
        let root = crate::root();
        for file in [
            "public/boot.js",
            "public/frame.js",
            "public/sw.js",
            "public/icon.svg",
            "public/configurator/index.html",
            "public/configurator/configurator.js",
            "public/configurator/configurator.css",
            "style/tokens.css",
            "style/base.css",
            "style/boot.css",
            "style/components.css",
            "style/late/questions.css",
            "packages/embed/hsmp-calculator.js",
            "packages/embed/releases.json",
        ] {
            std::fs::copy(root.join(file), project.join(file)).unwrap();
        }
        for file in file_names(&root.join(installed::FOLDER)).unwrap() {
            let file = Path::new(installed::FOLDER).join(file);
            std::fs::copy(root.join(&file), project.join(&file)).unwrap();
        }
        for language in LANGUAGES {
            std::fs::create_dir_all(project.join("locales").join(language)).unwrap();
            for name in file_names(&root.join("locales").join(language)).unwrap() {
                let file = Path::new("locales").join(language).join(name);
                std::fs::copy(root.join(&file), project.join(&file)).unwrap();
            }
        }
        let source = "[[source]]\ntitle = \"An act\"\nurl = \"https://law.example/a?b=1\"\n";
        std::fs::write(project.join("rules/sources.toml"), source).unwrap();
        std::fs::copy(root.join(links_page::PAGE), project.join(links_page::PAGE)).unwrap();
        std::fs::copy(root.join("index.html"), staging.join("index.html")).unwrap();
        std::fs::write(staging.join("hsmp-app.js"), "// why\nconst u = 'hsmp-app_bg.wasm';\n").unwrap();
        std::fs::write(staging.join("hsmp-app_bg.wasm"), b"\0asm\x01\0\0\0").unwrap();
        Step { project, staging, origin: Some("https://a.example".to_owned()), linked: None, quick: true }
    }

    fn text(step: &Step, start: &str, end: &str) -> String {
        let name = file_names(&step.staging).unwrap().into_iter().find(|name| name.starts_with(start) && name.ends_with(end)).unwrap();
        std::fs::read_to_string(step.staging.join(name)).unwrap()
    }

    #[test]
    fn every_named_file_exists_with_the_hash_of_its_bytes() {
        let step = step("names");
        step.run().unwrap();
        let files = delivered(&step.staging).unwrap();
        let (page, framed) = (text(&step, "index", ".html"), text(&step, "embed", ".html"));
        let configurator = std::fs::read_to_string(step.staging.join(embed::CONFIGURATOR)).unwrap();
        for file in files.iter().filter(|file| headers::is_hashed(file)) {
            let bytes = std::fs::read(step.staging.join(file)).unwrap();
            assert!(file.contains(&sha256(&bytes)[..16]), "{file}");
            let (name, pages) = match file.strip_prefix("embed/") {
                Some(beside) => (beside, vec![&configurator]),
                None if embed::is_script(file) => (file.as_str(), vec![&framed]),
                None => (file.as_str(), vec![&page, &framed]),
            };
            for page in pages {
                assert!(page.contains(name), "the page does not name {file}");
                assert!(page.contains(&BASE64.encode(Sha256::digest(&bytes))), "no integrity for {file}");
            }
        }
        assert_eq!(files.iter().filter(|file| headers::is_hashed(file)).count(), 9 + 2 * LANGUAGES.len());
        assert!(text(&step, "hsmp-app-", ".js").contains("hsmp-app_bg-"), "the glue names the module by its new name");
    }

    #[test]
    fn the_policy_comes_first_and_the_character_set_early() {
        let step = step("policy");
        step.run().unwrap();
        let page = text(&step, "index", ".html");
        assert!(page.contains("<head>\n<meta http-equiv=\"Content-Security-Policy\""));
        // Browsers look for it in the first 1024 bytes only.
        assert!(page.find("<meta charset").is_some_and(|at| at < 1000));
        assert!(!page.contains("{{") && !page.contains("<!--"));
    }

    /// The page for frames differs in what it must, so whatever holds for the other holds for it.
    #[test]
    fn the_frame_is_the_page_with_one_script_before() {
        let step = step("frame");
        step.run().unwrap();
        let (page, framed) = (text(&step, "index", ".html"), text(&step, "embed", ".html"));
        let added: Vec<&str> = framed.lines().filter(|line| !page.contains(*line)).collect();
        let [html, robots, script] = added[..] else { panic!("{added:?}") };
        assert!(html.contains("data-build=\"") && html.contains("data-embed=\"\""), "{html}");
        assert!(script.contains("src=\"./frame-") && framed.find(script) < framed.find("src=\"./boot-"), "{script}");
        assert!(robots == "<meta name=\"robots\" content=\"noindex\">" && !page.contains("data-embed"));
        let files = delivered(&step.staging).unwrap();
        let copies = ["", ".br", ".gz"].map(|ending| step.staging.join(format!("{}{ending}", embed::LOADER)).is_file());
        assert!(files.contains(&"embed/v1.0.0/hsmp-calculator.js".to_owned()) && copies == [true; 3], "{files:?}");
        let worker = text(&step, "sw", ".js");
        assert!(!worker.contains("embed.html") && !worker.contains("frame-"), "{worker}");
    }

    #[test]
    fn outside_addresses_stand_in_the_list_of_sources_and_in_no_header() {
        let step = step("sources");
        step.run().unwrap();
        let (headers, list) = (text(&step, "_headers", ""), text(&step, "links", ".html"));
        assert!(list.contains("id=\"s1\"") && list.contains("href=\"https://law.example/a?b=1\""), "{list}");
        assert!(!headers.contains("law.example"), "{headers}");
        let allowlist = headers.lines().find_map(|line| line.strip_prefix("  Connection-Allowlist: ")).unwrap();
        let addresses: Vec<&str> = allowlist.trim_matches(['(', ')']).split(' ').collect();
        assert!(addresses.iter().all(|address| address.starts_with("\"https://a.example/")), "{allowlist}");
        assert!(addresses.contains(&r#""https://a.example/links.html\\?""#) && allowlist.len() <= headers::LIMIT, "{allowlist}");
    }

    #[test]
    fn the_list_of_sources_has_a_policy_and_nothing_that_runs() {
        let step = step("list");
        step.run().unwrap();
        let list = text(&step, "links", ".html");
        assert!(list.contains("<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-"));
        assert!(!list.contains("<script") && !list.contains("<!--") && !list.contains("{{"), "{list}");
    }

    #[test]
    fn the_configurator_names_the_newest_release_and_its_hash() {
        let step = step("configurator");
        step.run().unwrap();
        let page = std::fs::read_to_string(step.staging.join(embed::CONFIGURATOR)).unwrap();
        let version = page.split("data-version=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let loader = std::fs::read(step.staging.join(format!("embed/v{version}/hsmp-calculator.js"))).unwrap();
        assert!(page.contains(&format!("data-release=\"{}\"", embed::integrity_of(&loader))), "{page}");
        assert!(page.contains("<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'"));
        assert!(page.find("<meta charset").is_some_and(|at| at < 1000) && !page.contains("<!--") && !page.contains("{{"), "{page}");
        for language in LANGUAGES {
            assert!(page.contains(&format!("<section class=\"speech\" lang=\"{language}\"")), "{page}");
        }
    }

    /// What the HTTP Observatory would say of a host that serves this delivery with its headers.
    #[test]
    fn the_delivery_scores_150_points() {
        let step = step("score");
        step.run().unwrap();
        let file = text(&step, "_headers", "");
        // All rules that fit the address of the page.
        let rules = file.split("\n/").filter(|rule| rule.starts_with("/*\n") || rule.starts_with('\n'));
        let lines = rules.flat_map(str::lines).filter_map(|line| line.trim().split_once(": "));
        let headers = lines.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
        let site = Site { headers, page: text(&step, "index", ".html") };
        assert_eq!(score(&site), 155);
    }

    #[test]
    fn the_same_input_gives_the_same_bytes() {
        let (first, second) = (step("same-a"), step("same-b"));
        first.run().unwrap();
        second.run().unwrap();
        let all = |step: &Step| -> Vec<(String, Vec<u8>)> {
            super::files(&step.staging)
                .unwrap()
                .into_iter()
                .map(|name| (name.clone(), std::fs::read(step.staging.join(name)).unwrap()))
                .collect()
        };
        assert_eq!(all(&first), all(&second));
    }

    #[test]
    fn the_delivery_is_what_its_record_says() {
        let step = step("record");
        step.run().unwrap();
        let told = manifest::verify(&step.staging).unwrap();
        // Page, headers, copies and all, but not the record itself.
        assert!(told.contains(&format!("{} files", super::files(&step.staging).unwrap().len() - 1)), "{told}");
    }

    #[test]
    fn style_that_points_elsewhere_is_refused() {
        let step = step("style");
        std::fs::write(step.project.join("style/a.css"), "a { background: url(x.png) }").unwrap();
        assert!(step.run().unwrap_err().to_string().contains("style/a.css"));
    }
}
