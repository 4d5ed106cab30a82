# The two commands: `make serve` and `make test`. Everything else serves them.

PYTHON ?= python3
PORT ?= 8000
SITE ?= site
REAL_DATA ?= ../shared

BIN := .venv/bin
READY := .venv/.ready
WORKERS ?= $(shell nproc 2>/dev/null || echo 2)
PYTEST := $(BIN)/python -m pytest -q --dist loadgroup

.PHONY: help setup serve test browser processes check check-real check-long lint types shots bench lock wheel clean

help: ## this list
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(READY) ## the environment alone
	@$(BIN)/python scripts/compile_messages.py
	@$(BIN)/python -m compileall -q src/octavo
	@$(BIN)/python -m octavo.site.prepared

$(READY): pyproject.toml requirements.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "Octavo needs Python 3.11+ with venv: apt install python3-venv"; exit 1; }
	@test -x $(BIN)/uv || $(BIN)/python -m pip install -q --disable-pip-version-check uv
	$(BIN)/uv pip install -q --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install -q --compile-bytecode --python $(BIN)/python --no-deps -e .
	@touch $@

serve: setup ## the demo magazine on http://127.0.0.1:8000 (PORT= to change)
	@mkdir -p $(SITE) && cd $(SITE) && OCTAVO_PORT=$(PORT) ../$(BIN)/octavo serve --demo

test: setup ## the tests, on SQLite and on PostgreSQL
	$(PYTEST) -n $(WORKERS) -m "not real and not long and not browser and not process"
	OCTAVO_TEST_DATABASE=postgres $(PYTEST) -n $(WORKERS) -m "not real and not long and not browser and not process and not migrates"

browser: setup ## the tests in a real Chromium, with axe
	@command -v chromium >/dev/null || { echo "No Chromium on this machine: the browser tests are skipped (apt install chromium)."; test -z "$$CI"; }
	@! command -v chromium >/dev/null || $(PYTEST) -n $(WORKERS) -m "browser and not long"

processes: setup ## the tests that start, kill and restart a real site
	$(PYTEST) -n $(WORKERS) -m "process and not real and not long and not browser"
	OCTAVO_TEST_DATABASE=postgres $(PYTEST) -n $(WORKERS) -m "migrates and not long"

lint: setup ## format, lint, layers, dependencies, migrations, templates
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/deptry src
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'src/**/templates/**/*.html')
	$(BIN)/python scripts/check_names.py

types: setup
	$(BIN)/python scripts/with_scratch_site.py $(BIN)/mypy

check: lint types test processes browser check-real wheel ## what must hold before a change lands

check-real: setup ## tests on real files, from REAL_DATA
	@test -d "$(REAL_DATA)/data" || { echo "No real files at $(REAL_DATA)/data: set REAL_DATA."; exit 1; }
	REAL_DATA=$(abspath $(REAL_DATA)) $(PYTEST) -n $(WORKERS) -m "real and not long"

check-long: setup ## what takes longer
	REAL_DATA=$(abspath $(REAL_DATA)) $(PYTEST) -n $(WORKERS) -m long

wheel: setup ## build the wheel and try it in an empty environment
	$(BIN)/python scripts/try_wheel.py

shots: setup ## screenshots of every page type into shots/
	$(BIN)/python scripts/shots.py

bench: setup ## figures, as tables
	$(BIN)/python -m benchmarks

lock: ## write requirements.lock anew
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --group dev --extra postgres pyproject.toml -o requirements.lock

clean:
	rm -rf .venv src/octavo/site/prepared-*.gz shots dist build site
