# `make demo` and `make test` do all their own set-up, with nothing but Python, make and PyPI.

MINIMUM := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	"$$p" -c '$(MINIMUM)' 2>/dev/null && { echo "$$p"; break; }; done)

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip --disable-pip-version-check install --quiet
# A lock is whole, so pip need not resolve anew; the resolver of older pips trips over extras.
LOCKED := $(INSTALL) --require-hashes --no-deps -r
# The package is linked in place: no network, and the build backend comes from the lock.
LINK := $(INSTALL) --no-index --no-deps --no-build-isolation --editable .
UV := uv==0.13.9
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate pyproject.toml --group build

SHARED ?= ../shared
DEMO := build/demo.db
EXAMPLES := examples/pages examples/captures examples/wire.jsonl

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test check unit docs reference pictures benchmark size lock clean distclean

help: ## list what make can do
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

demo: $(VENV)/.run ## set up, read examples/ into build/demo.db, show the brief
	@mkdir -p build && rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	$(BIN)/detente add --db $(DEMO) --dossier ukraine-2025 --jobs 0 $(EXAMPLES)
	$(BIN)/detente brief --db $(DEMO) --as-of 2025-08-18 --since 2025-08-09 --each 2
	@echo
	@echo "That was the record of examples/, kept in $(DEMO). To go on:"
	@echo "  $(BIN)/detente gap --db $(DEMO) --as-of 2025-08-18   issue by issue, with the reasons"
	@echo "  $(BIN)/detente who --db $(DEMO) Putin            one actor: roles, positions, statements"
	@echo "  $(BIN)/detente search --db $(DEMO) ceasefire     find articles and statements"
	@echo "  $(BIN)/detente read FILE_OR_URL                    one page, sources and contents coloured"
	@echo "  $(BIN)/detente --help                              everything else; docs/tour.md shows more"

test: check unit ## set up, check style, types and imports, run every test

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict
	$(BIN)/lint-imports --no-cache

unit: $(VENV)/.dev
	$(BIN)/pytest

docs: $(VENV)/.dev ## build the documentation into site/
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

reference: $(VENV)/.run ## write docs/cli.md again from the commands themselves
	$(BIN)/python docs/make_cli_reference.py

pictures: demo ## draw docs/images again from what the demo kept
	$(BIN)/python docs/make_pictures.py $(DEMO)

benchmark: $(VENV)/.bench ## measure against peers (needs the data in ../shared)
	@test -d $(SHARED)/data || { \
		echo "make benchmark: no folder $(SHARED)/data; the corpora are not part of this" \
		"repository; put them there or say where: make benchmark SHARED=/path"; exit 1; }
	OMP_NUM_THREADS=1 $(BIN)/python benchmarks/run.py --shared $(SHARED) --write

size: $(VENV)/.run ## measure a fresh run-time install, in megabytes
	$(BIN)/python benchmarks/run.py --only install

lock: $(BIN)/pip ## resolve the dependencies of pyproject.toml anew
	$(INSTALL) $(UV)
	$(COMPILE) --upgrade -o requirements.lock
	$(COMPILE) --upgrade -c requirements.lock --group dev -o requirements-dev.lock
	$(COMPILE) --upgrade -c requirements-dev.lock --group bench -o requirements-bench.lock

clean: ## remove what was built, keep the environment
	rm -rf build site .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

distclean: clean ## remove the environment too
	rm -rf $(VENV)

# pip is the last thing that venv puts in place, so its presence means a whole environment.
$(BIN)/pip:
	@test -n "$(PYTHON)" || { \
		echo "Détente needs Python 3.11 or later and found none on the PATH;" \
		"say where it is: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)"; exit 1; }
	@"$(PYTHON)" -c '$(MINIMUM)' || { \
		echo "Détente needs Python 3.11 or later; $(PYTHON) is older or does not run;" \
		"say where another is: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)"; exit 1; }
	"$(PYTHON)" -m venv $(VENV)

$(VENV)/.run: $(BIN)/pip requirements.lock pyproject.toml
	$(LOCKED) requirements.lock
	$(LINK)
	@touch $@

$(VENV)/.dev: $(BIN)/pip requirements-dev.lock pyproject.toml
	$(LOCKED) requirements-dev.lock
	$(LINK)
	@touch $@

$(VENV)/.bench: $(BIN)/pip requirements-bench.lock pyproject.toml
	$(LOCKED) requirements-bench.lock
	$(LINK)
	@touch $@
