# Everything is set up by itself: the first target that needs Python makes .venv from requirements.lock.
# Stamps inside .venv say what is done; nothing that is up to date runs again.

INPUT = data/samples
OUTPUT = data/tables
JOBS =
CONFIG =
PIN =
SHOW =
CORRECTIONS =

PYTHON = $(shell for python in python3.11 python3 python; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$python"; break; }; \
	done)
UV = $(or $(wildcard .venv/bin/uv),uv)
VENV_PYTHON = .venv/bin/python
READY = .venv/.project-installed
PIP_INSTALL = $(VENV_PYTHON) -m pip --disable-pip-version-check install --quiet

export INPUT OUTPUT JOBS CONFIG CORRECTIONS
.DEFAULT_GOAL = help
.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: help setup extract nightly test faults lint format evaluate bench notebooks docs pictures report export system lock ray clean

help: ## Explain the targets (what make alone does)
	@echo 'make TARGET [NAME=VALUE ...]'
	@echo
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo 'extract takes INPUT (a file or folder, now $(INPUT)), OUTPUT (a folder, now $(OUTPUT)) and JOBS'
	@echo '(processes; all processors where it is not given). Every target sets up .venv first where it has to.'

setup: $(READY) ## Make .venv with exactly the versions of requirements.lock

extract: $(READY) .make/system-tried ## Read the plans in INPUT that are new and write all tables to OUTPUT
	$(VENV_PYTHON) -m pipeline.cli extract "$$INPUT" --out "$$OUTPUT" $${JOBS:+--jobs "$$JOBS"}

nightly: $(READY) ## Keep the tables in OUTPUT up with INPUT, or do what the file CONFIG says (docs/operating.md)
	@if [ -n "$$CONFIG" ]; then set -- --config "$$CONFIG"; else set -- "$$INPUT" --out "$$OUTPUT"; fi; \
	$(VENV_PYTHON) -m pipeline.cli sync "$$@" $${JOBS:+--jobs "$$JOBS"}

test: $(READY) ## Run the tests
	$(VENV_PYTHON) -m pytest

faults: $(READY) ## Kill, fill and spoil nightly runs hundreds of times, and compare what comes out (minutes)
	$(VENV_PYTHON) -m pytest -m faults

lint: $(READY) ## Check style and types
	$(VENV_PYTHON) -m ruff format --check .
	$(VENV_PYTHON) -m ruff check .
	$(VENV_PYTHON) -m mypy

format: $(READY) ## Put the code into the project's style
	$(VENV_PYTHON) -m ruff format .
	$(VENV_PYTHON) -m ruff check --fix .

evaluate: $(READY) ## Score the annotated plans against the pinned floors (PIN=1 pins, SHOW=1 lists misses, CORRECTIONS=DIR scores by those)
	$(VENV_PYTHON) -m benchmarks.evaluate $(if $(PIN),--pin) $(if $(SHOW),--show) $(if $(CORRECTIONS),--corrections "$$CORRECTIONS")

bench: $(READY) ## Measure speed and memory
	$(VENV_PYTHON) -m benchmarks.bench

notebooks: $(READY) ## Run the notebooks on the tables in OUTPUT and write them as pages to OUTPUT/notebooks
	PYTHONPATH=. $(VENV_PYTHON) notebooks/run.py "$$OUTPUT"

docs: $(READY) ## Write docs/tables.md and docs/accuracy.md anew from schema and pinned figures
	PYTHONPATH=. $(VENV_PYTHON) docs/make_tables.py
	PYTHONPATH=. $(VENV_PYTHON) docs/make_accuracy.py

pictures: $(READY) ## Make the README's pictures anew from the samples (needs Chromium)
	PYTHONPATH=. $(VENV_PYTHON) docs/make_images.py

report: $(READY) ## Write pages to check the tables in OUTPUT by, to OUTPUT/report
	$(VENV_PYTHON) -m pipeline.cli report --out "$$OUTPUT"

export: $(READY) ## Write the tables in OUTPUT as workbook and calendar to OUTPUT/exports
	$(VENV_PYTHON) -m pipeline.cli export --xlsx --ics --tables "$$OUTPUT"

system: ## Install the system packages of system-packages.txt (as root or with sudo)
	@packages=$$(sed 's/#.*//' system-packages.txt); missing=; \
	for package in $$packages; do \
	   dpkg-query -W -f='$${db:Status-Status}' "$$package" 2>/dev/null | grep -qx installed || missing="$$missing $$package"; \
	done; \
	if [ -z "$$missing" ]; then echo 'No system package is missing.'; exit 0; fi; \
	command -v apt-get >/dev/null || { echo "Install these by your system's own means:$$missing" >&2; exit 1; }; \
	if [ "$$(id -u)" = 0 ]; then as_root=; else as_root=sudo; fi; \
	$$as_root apt-get update && DEBIAN_FRONTEND=noninteractive $$as_root apt-get install -y --no-install-recommends $$missing

# What OCR and old Word files need is installed before the first extraction, where that takes no password.
# Without it the rest is read.
.make/system-tried: system-packages.txt | $(READY)
	@mkdir -p .make; touch $@; \
	if $(VENV_PYTHON) -m pipeline.cli doctor > /dev/null; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] || sudo -n true 2> /dev/null; then \
	   $(MAKE) --no-print-directory system || true; \
	fi; \
	$(VENV_PYTHON) -m pipeline.cli doctor || true

lock: ## Renew requirements.lock from pyproject.toml (needs uv and a network)
	$(UV) pip compile pyproject.toml --group dev --python-version 3.11 --generate-hashes --no-emit-index-url \
	   --no-header --upgrade --quiet --output-file requirements.lock
	$(VENV_PYTHON) -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["ray"])' \
	   | $(UV) pip compile - --constraints requirements.lock --python-version 3.11 --generate-hashes --no-emit-index-url \
	   --no-header --no-annotate --upgrade --quiet --output-file requirements-ray.lock

ray: .venv/.ray-installed ## Install Ray, for the engine that runs on a cluster

.venv/.ray-installed: requirements-ray.lock | $(READY)
	$(PIP_INSTALL) --require-hashes --requirement requirements-ray.lock
	@touch $@

clean: ## Remove .venv, caches and the tables made by extract
	rm -rf .venv .make .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist data/tables kehoach.egg-info
	find pipeline extractors tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV_PYTHON):
	@[ -n "$(PYTHON)" ] || { echo 'No Python 3.11 or later was found. Install it, or run make PYTHON=/path/to/python3.11' >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv

.venv/.requirements-installed: requirements.lock | $(VENV_PYTHON)
	$(PIP_INSTALL) --require-hashes --requirement requirements.lock
	@touch $@

# Modules and patterns are compiled here, as who runs the program later may not write beside them.
$(READY): pyproject.toml .venv/.requirements-installed
	$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@env -u PYTHONDONTWRITEBYTECODE $(VENV_PYTHON) -m compileall -q pipeline extractors
	@env -u PYTHONDONTWRITEBYTECODE $(VENV_PYTHON) -c 'import pipeline.preload'
	@touch $@
