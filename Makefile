# summitcal: one Makefile for every chore. `make` lists them.
# Needs Python 3.11 or newer with venv and pip. All else is installed into .venv, as requirements.txt locks it.

PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin

.PHONY: help serve test check bench weights format reference lock browser readers clean

help: ## list the chores
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

serve: .venv/ready ## serve the page at http://localhost:8501 and the feed at /calendar.ics
	@$(BIN)/summitcal serve --port $(PORT)

test: .venv/ready browser readers ## run every test
	@$(BIN)/pytest -q

check: .venv/ready ## lint, format, types and import contracts
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

bench: .venv/ready ## measure the speeds and the quality that docs and issues promise, as ratios in one run
	@$(BIN)/python -m benchmarks

weights: .venv/ready ## fit what each sign weighs in the extractor anew, from tests/extract/cases
	@$(BIN)/python -m tools.weights

format: .venv/ready ## format the code and mend what lint can mend
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

reference: .venv/ready ## renew the schema and the tables of docs/events.md from model.py
	@$(BIN)/summitcal schema > .venv/schema && cp .venv/schema data/events.schema.json
	@$(BIN)/python -c 'from pathlib import Path; from summitcal.schema import with_reference; \
		page = Path("docs/events.md"); page.write_text(with_reference(page.read_text("utf-8")), "utf-8")'

lock: .venv/ready ## renew requirements.txt from pyproject.toml (needs uv)
	@command -v uv >/dev/null || { echo "uv makes the lock, and is missing. Get it with: pip install uv"; exit 1; }
	@uv pip compile pyproject.toml --extra page --extra dev --universal --generate-hashes \
		--no-header --no-annotate --python-version 3.11 --output-file requirements.txt

browser: .venv/ready .venv/browser

readers: .venv/ready .venv/readers

clean: ## delete what was installed and built
	@rm -rf .venv tests/readers/node_modules .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

.venv/ready: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "summitcal needs Python 3.11 or newer, and '$(PYTHON)' is not. Install it, or name it: make PYTHON=python3.12 …"; exit 1; }
	@echo "Setting up .venv from requirements.txt (once, about a minute) …"
	@$(PYTHON) -m venv --clear .venv || { echo "Python's venv is missing. On Debian: apt install python3-venv"; exit 1; }
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# A browser that is on the machine is used; else Debian's is installed where we may, else Playwright's own.
.venv/browser: .venv/ready
	@command -v chromium chromium-browser google-chrome >/dev/null || { \
		echo "Getting Chromium for the browser tests (once) …"; \
		{ [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get -qq update && \
			DEBIAN_FRONTEND=noninteractive apt-get -qq install -y chromium >/dev/null; } || \
		$(BIN)/playwright install chromium || \
		echo "No Chromium could be had; the browser tests will be skipped. On Debian: apt install chromium"; }
	@touch $@

# Parsers by other hands read our feed in the tests: libical under Debian's own Python, ical.js under Node.js.
# As long as one is missing it is looked for again each time.
LIBICAL := /usr/bin/python3 -I -c 'import gi; gi.require_version("ICalGLib", "3.0")' 2>/dev/null
.venv/readers: .venv/ready tests/readers/package-lock.json
	@need=""; command -v npm >/dev/null || need="nodejs npm"; $(LIBICAL) || need="$$need gir1.2-ical-3.0 python3-gi"; \
	if [ "$$need" ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Getting the parsers that read our feed in the tests (once) …"; \
		apt-get -qq update && \
			DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $$need >/dev/null; \
	fi; \
	npm ci --prefix tests/readers --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null && $(LIBICAL) && \
		touch $@ || echo "A parser that reads our feed could not be had; its tests will be skipped." \
		"On Debian: apt install nodejs npm gir1.2-ical-3.0 python3-gi"
