# Two commands: `make demo` shows the platform, `make test` proves it. `make help` lists the rest.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUTF8 := 1

.PHONY: help demo serve test test-unit test-postgres test-browser test-quality check format lock messages system clean

help: ## List what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

demo: .make/run ## Set everything up, load the sample records and serve the site on http://127.0.0.1:8000
	@exec $(BIN)/tricity demo

serve: .make/run ## Serve the site that is in TRICITY_DATA (default: data)
	@exec $(BIN)/tricity serve

test: system .make/test ## Set up what the tests need and run all of them: SQLite, PostgreSQL, browser
	@$(BIN)/python tools/run_tests.py

test-unit: .make/test ## The fast part: no browser, SQLite
	@$(BIN)/python tools/run_tests.py unit

test-postgres: .make/test ## The unit suite on a PostgreSQL made for it
	@$(BIN)/python tools/run_tests.py postgres

test-browser: .make/test ## Journeys in a real Chromium
	@$(BIN)/python tools/run_tests.py browser

test-quality: .make/test ## Search quality against its thresholds; TRICITY_EVAL names a folder of aligned texts
	@$(BIN)/python tools/run_tests.py quality

check: .make/test ## Format, lint, types, import contracts, migrations, translations
	@$(BIN)/python tools/run_checks.py

format: .make/test ## Put the code into the format `make check` expects
	@$(BIN)/ruff format src tests benchmarks tools
	@$(BIN)/ruff check --fix src tests benchmarks tools

lock: .make/test ## Resolve the versions in pyproject.toml anew
	@$(BIN)/python tools/lock.py

messages: .make/test ## Collect the strings of the interface into the catalogues
	@$(BIN)/python tools/collect_messages.py

system: ## Install what the tests need from Debian (as root), or say what is missing
	@sh tools/install_system_packages.sh

clean: ## Remove everything that set-up made, but not the data
	rm -rf .venv .make node_modules

.make/venv: requirements/run.txt pyproject.toml
	@mkdir -p .make
	@echo "Installing Python packages …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --require-hashes -r requirements/run.txt
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.make/scripts: package-lock.json tools/fetch_scripts.py .make/venv
	@echo "Fetching map data …"
	@$(BIN)/python tools/fetch_scripts.py
	@touch $@

.make/catalogues: $(wildcard src/tricity/locale/*/LC_MESSAGES/*.po) .make/venv
	@$(BIN)/python tools/compile_catalogues.py
	@touch $@

.make/run: .make/venv .make/scripts .make/catalogues
	@touch $@

.make/test: .make/run requirements/test.txt
	@echo "Installing what the tests need …"
	@$(BIN)/pip install --quiet --require-hashes -r requirements/test.txt
	@touch $@
