# Gendan. `make` lists what can be made.

LEDGER ?= .gendan/ledger.sqlite
GENDAN := .build/debug/gendan
TEST_BUILD := .build/tests
SWIFT_FILES := Sources Tests Package.swift
# A module that imports what Package.swift doesn't let it import is an error, told by the exit status.
BUILD_FLAGS := --explicit-target-dependency-import-check error

.DEFAULT_GOAL := help
.PHONY: help deps build release run watch forget test bench fuzz soak ci fmt lint check-playbooks fmt-playbooks pages screenshots clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-16s %s\n", $$1, $$2 }'

deps: ## install the system libraries that are missing (apt), and fetch the two libraries that pages use (pip)
	@scripts/install-missing
	@scripts/fetch-console-files

# Most here uses the debug build: tests need it anyway, so a fresh machine builds once.
build: deps ## build the command line
	swift build --product gendan $(BUILD_FLAGS)

# With Swift's library in it the program is an eighth faster than with the shared one (every count of a reference goes through it), and it runs where no Swift is
# installed.
release: deps ## build .build/release/gendan, optimised, with Swift's library in it
	swift build -c release --static-swift-stdlib --product gendan $(BUILD_FLAGS)

run: build ## the desk behind HTTP, with a simulated platform, on a SQLite ledger; ARGS="--port 9000" passes flags
	@mkdir -p $(dir $(LEDGER))
	$(GENDAN) serve --sandbox --ledger sqlite:$(LEDGER) --set log.level=warning --set log.format=text $(ARGS)

watch: build ## the same for the terminal: everything is played, a line for each thing that happens; ARGS="--minutes 5"
	@mkdir -p $(dir $(LEDGER))
	$(GENDAN) run --ledger sqlite:$(LEDGER) $(ARGS)

forget: ## delete the ledger of `make run` and `make watch`
	rm -f $(LEDGER) $(LEDGER)-wal $(LEDGER)-shm $(basename $(LEDGER)).sandbox.jsonl

# The tests count the lines they run, so they have a build of their own: with one for both, every `make run` would build everything anew.
test: deps ## build and run all tests; tells how much of the language and the engine they run
	swift build --build-tests --enable-code-coverage --scratch-path $(TEST_BUILD) $(BUILD_FLAGS)
	$(if $(ARGS),swift test --skip-build --disable-xctest --enable-code-coverage --scratch-path $(TEST_BUILD) $(ARGS),scripts/test $(TEST_BUILD) && scripts/coverage $(TEST_BUILD))
	$(if $(ARGS),,GENDAN=$(TEST_BUILD)/debug/gendan LLVM_PROFILE_FILE=/dev/null scripts/test-language-server)
	$(if $(ARGS),,GENDAN=$(CURDIR)/$(TEST_BUILD)/debug/gendan LLVM_PROFILE_FILE=/dev/null scripts/test-http-api)
	$(if $(ARGS),,GENDAN=$(CURDIR)/$(TEST_BUILD)/debug/gendan LLVM_PROFILE_FILE=/dev/null scripts/test-console)

# Hundreds of kills, thousands of torn logs, hundreds of simulated days. Every part ends with an error when something was lost.
KILLS ?= 500
CUTS ?= 2000
RUNS ?= 100
soak: release ## kill, tear and simulate for half an hour; KILLS=500 CUTS=2000 RUNS=100 SEED=1
	.build/release/gendan soak --seed $(or $(SEED),1) --runs $(RUNS)
	swift build --build-tests $(BUILD_FLAGS)
	SEED=$(or $(SEED),1) GENDAN_CUTS=$(CUTS) swift test --skip-build --disable-xctest --filter "DeskTests\.TornLogTests"
	SEED=$(or $(SEED),1) GENDAN_KILLS=$(KILLS) GENDAN=.build/release/gendan swift test --skip-build --disable-xctest --filter "CrashTests\.CrashTests"
	GENDAN_FULL_WALK=1 swift test --skip-build --disable-xctest --filter "CaseworkTests\.LivingProduct"
	GENDAN_MOVE_PAIRS=60 swift test --skip-build --disable-xctest --filter "CaseworkTests\.MoveWalkTests"
	SEED=$(or $(SEED),1) GENDAN_KILLS=1 GENDAN=.build/release/gendan swift test --skip-build --disable-xctest --filter "CrashTests\.FullDiskTests"

# An input that fails, and the last one before a crash, stay in .gendan/fuzz. SEED=7 makes the documents of another run.
fuzz: release ## throw made-up documents at the compiler and the importers; SECONDS=60 SEED=1
	.build/release/gendan fuzz --seconds $(or $(SECONDS),60) --seed $(or $(SEED),1)

ci: lint ## everything a change must pass
	.ci/run
	$(MAKE) check-playbooks

fmt: ## format the Swift files
	swift format -i -r $(SWIFT_FILES)

lint: ## check the format of the Swift files
	swift format lint --strict -r $(SWIFT_FILES)

fmt-playbooks: build ## format the shipped playbooks
	find Playbooks -name '*.md' ! -name README.md -exec $(GENDAN) fmt {} +

check-playbooks: build ## check the shipped playbooks and run their stories
	find Playbooks -name '*.md' ! -name README.md -exec $(GENDAN) fmt --check {} +
	find Playbooks -name '*.md' ! -name '*vocabulary.md' ! -name README.md -exec $(GENDAN) check --strict {} +
	find Playbooks -name '*.md' ! -name '*vocabulary.md' ! -name follow-ups.md ! -name README.md -exec $(GENDAN) story {} +

pages: ## write the pages that are made from the source (docs/checks.md)
	swift build --build-tests $(BUILD_FLAGS)
	GENDAN_WRITE_PAGES=1 swift test --skip-build --disable-xctest --filter ChecksPage

screenshots: build ## make the pictures of the console's pages anew (docs/screenshots)
	scripts/test-console --collect-only -q >/dev/null
	GENDAN=$(CURDIR)/$(GENDAN) PYTHONPATH=Tests/Console .build/console-tests/bin/python Tests/Console/screenshots.py

bench: release ## measure speed with a release build (docs/performance.md)
	.build/release/gendan bench check
	.build/release/gendan bench decide
	.build/release/gendan bench decide Playbooks/food-delivery/merchant-cannot-reach-customer.md
	.build/release/gendan bench simulate
	.build/release/gendan bench simulate Playbooks/food-delivery/merchant-cannot-reach-customer.md
	.build/release/gendan bench table
	.build/release/gendan bench flow
	.build/release/gendan bench timers
	.build/release/gendan bench http
	.build/release/gendan bench ingest
	.build/release/gendan bench ready
	.build/release/gendan bench preview
	.build/release/gendan bench watch
	.build/release/gendan bench pages --consoles 1000

clean: ## delete what was built; the ledger stays
	swift package clean
