# Everything a person or continuous integration does, by one name each. See README.md.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.DEFAULT_GOAL := serve
# The parts of a target need one another in order, and cargo uses every core by itself.
.NOTPARALLEL:

PORT ?= 8080
# How long 'make fuzz' tries each target, in seconds.
FOR ?= 60
# Where 'make mutants' makes its changes.
FILES ?= core/src/quantity/*.rs
# The core and its command line, without anything of the browser.
CORE := --package hsmp
# The application, as scripts/wasm.sh compiles it.
APPLICATION := cargo build --quiet --release --locked --package hsmp-app --bin hsmp-app --features split --target wasm32-unknown-unknown
# Worked examples: ours, and those that may lie beside the clone.
EXAMPLES = $(wildcard examples/*/*.csv ../shared/vectors/*.csv)

.PHONY: serve develop test build check browser-test languages-test bench bench-page bench-peers fuzz mutants texts size setup clean deny reproducible wasm-check component-test audit trunk-check packages packages-test

serve: build ## set up what is missing, build, serve
	cargo run --quiet --locked --package xtask -- serve $(PORT)

develop: ## serve with Trunk: an unoptimised build after every change; reload the page to see it
	@scripts/setup.sh trunk
	scripts/wasm.sh trunk serve --port $(PORT)

setup: ## what building and testing need
	scripts/setup.sh test

test: setup check deny wasm-check component-test build size audit trunk-check reproducible browser-test packages-test ## all of continuous integration
	@echo "test: everything passed"

# The application and the program that makes its delivery compile side by side: the longest step of
# the first, which optimises all crates as one, leaves a core free. Both are quiet unless they fail.
build: ## the delivery in dist/
	@scripts/setup.sh build
	echo "build: compiling (two to four minutes from nothing, seconds after a change outside src/)"
	cargo build --quiet --locked --package xtask & tools=$$!
	scripts/wasm.sh $(APPLICATION)
	wait $$tools
	echo "build: making the delivery"
	scripts/with-tools.sh cargo run --quiet --locked --package xtask -- dist

check: ## fast: format, lints, native tests, worked examples
	cargo fmt --all --check
	cargo clippy --quiet --locked $(CORE) --all-targets -- -D warnings
	cargo clippy --quiet --locked --package xtask --package journeys --package peers --package hsmp-engine --all-targets -- -D warnings
	cargo test --quiet --locked $(CORE)
	cargo test --quiet --locked --package xtask
	$(if $(EXAMPLES),cargo run --quiet --locked $(CORE) --bin hsmp -- check $(EXAMPLES),echo "check: no worked examples found")

wasm-check:
	scripts/wasm.sh cargo clippy --quiet --locked --package hsmp-app --features split --target wasm32-unknown-unknown --all-targets -- -D warnings

# Each component in a headless Chromium. webdriver.json holds the browser's options. (The runner
# knows no --quiet.)
component-test:
	CHROMEDRIVER="$${CHROMEDRIVER:-$$(command -v chromedriver)}" \
	  scripts/wasm.sh cargo test --locked --package hsmp-app --target wasm32-unknown-unknown

audit:
	cargo run --quiet --locked --package xtask -- audit

deny: ## licences, versions and origins of other people's packages, by deny.toml
	@scripts/setup.sh deny
	scripts/deny.sh

reproducible: build ## whether another folder gives the same delivery, byte for byte
	@scripts/reproducible.sh

# Trunk must serve what 'make build' makes.
trunk-check: build
	@scripts/trunk-check.sh

browser-test: ## what people do, in real browsers, on dist/
	@test -f dist/index.html || { echo "browser-test: no dist/; run 'make build' first" >&2; exit 1; }
	scripts/with-tools.sh cargo test --quiet --locked --package journeys

# Those that say the same in every language, or run in all of them anyway.
SPOKEN := attack_matrix:: calendar_file:: canaries:: configurator:: embed:: every_page_is_accessible installed:: sealed::
LANGUAGES ?= ar az fr ru tr

languages-test: ## the journeys in Chromium in other languages than English; LANGUAGES='ar ru' chooses which
	@for language in $(LANGUAGES); do \
	  echo "languages-test: $$language"; \
	  HSMP_LANGUAGE=$$language HSMP_BROWSERS=chromium scripts/with-tools.sh \
	    cargo test --quiet --locked --package journeys -- $(SPOKEN:%=--skip %) || exit 1; \
	done

bench: ## measures the speed claims, natively and in a headless Chromium
	cargo bench --quiet --locked $(CORE)
	CHROMEDRIVER="$${CHROMEDRIVER:-$$(command -v chromedriver)}" \
	  scripts/wasm.sh cargo test --release --locked --package hsmp-app --target wasm32-unknown-unknown --bench browser -- --nocapture

bench-page: build ## starts and edits on dist/ with a slow line and a slow processor; BESIDE=FOLDER compares
	scripts/with-tools.sh node benches/page/run.mjs dist $(BESIDE)

# Not part of 'make test'. Chromium opens a page that works out the same payslips and the same tax schedule with our
# core, with publicodes and with json-logic; it fails where their amounts differ, and prints a table of times.
bench-peers: ## our payslip beside other rule engines, in one run in one browser
	@scripts/setup.sh peers
	scripts/wasm.sh cargo build --quiet --release --locked --package peers --target wasm32-unknown-unknown
	scripts/with-tools.sh node benches/peers/run.mjs

packages: build ## the npm packages, in dist/packages/
	@scripts/setup.sh packages
	scripts/wasm.sh node packages/engine/build.mjs
	scripts/with-tools.sh node packages/embed/build.mjs

packages-test: packages ## installs them into an empty folder and uses them there: Node.js, types, plain HTML, Vite
	cargo build --quiet --locked $(CORE) --bin hsmp
	scripts/with-tools.sh node packages/engine/test/run.mjs
	scripts/with-tools.sh node packages/embed/test/run.mjs

# Not part of 'make test': it takes five minutes more each time, and what it finds belongs into a test.
fuzz: ## random texts as tables, profiles, stored texts, links, receipts and addresses; FOR=SECONDS each
	@scripts/setup.sh fuzz
	scripts/fuzz.sh $(FOR)

# Not part of 'make test': it compiles the core anew for each change, hundreds of times. It installs nothing.
mutants: ## changes in the core that no test notices, an hour or more; FILES='core/src/quantity/*.rs' chooses where
	@scripts/mutants.sh '$(FILES)'

# Not part of 'make test': a text may be stale for a day. docs/TRANSLATING.md says how to read it.
texts: ## how easy the texts are to read, and which are missing, stale or too long
	cargo run --quiet --locked $(CORE) --bin hsmp -- texts --ease
	cargo run --quiet --locked $(CORE) --bin hsmp -- texts --check

size: ## the weight of dist/ against its budget
	@test -f dist/index.html || { echo "size: no dist/; run 'make build' first" >&2; exit 1; }
	cargo run --quiet --locked --package xtask -- size

clean: ## removes what was built, keeps the tools
	cargo clean
	rm -rf dist dist.new
