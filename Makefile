# Thin on purpose: each target sets up what it needs, and nothing is done twice.

PYTHON ?= python3
BIN := .venv/bin
# The extras that the demo and the service need; the tests need the others too.
RUN_EXTRAS := bank documents mail oidc sheets sql web
DEV_EXTRAS := $(RUN_EXTRAS) calendar postgres testing
# What the browser showed in the tests, kept to be looked at.
SCREENSHOTS ?= build/screenshots
# Pinned, and configured as pip is on this machine.
UV := $(BIN)/python tools/uv.py
LOCK := UV_CUSTOM_COMPILE_COMMAND="make lock" $(UV) pip compile \
	--quiet --universal --python-version 3.11 --generate-hashes

# A worker keeps tests that stand together, and so what they share, until another has nothing to do.
# The many processes that tests start read what one of them has compiled, in containers too.
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/pytest --cov --numprocesses auto --dist worksteal

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo serve reset test check unit soak gates bench docs setup setup-dev lock

help: ## these lines
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | awk -F'|' '{printf "make %-10s %s\n", $$1, $$2}'

demo: setup ## the main job, end to end, in seconds
	@$(BIN)/python -m demo

serve: demo-output/service/partial-activity.toml ## the pages and the API on http://localhost:8000, with the demo's data and links that sign in
	@$(BIN)/python -m demo.serve $< $(PORT)

reset: | setup ## the data of make serve as it was at first; says what it deletes, and deletes nothing but a sandbox
	@$(BIN)/python -m demo.reset demo-output/service

demo-output/service/partial-activity.toml: | setup
	@$(MAKE) --no-print-directory demo

test: gates ## everything CI runs: style, types, imports, docs, then the whole suite
	@tests/browser/ensure.sh
	@mkdir -p $(SCREENSHOTS)
	PARTIAL_ACTIVITY_SCREENSHOTS=$(SCREENSHOTS) $(PYTEST) --durations=50

check: gates ## the same, without PostgreSQL and browser
	$(PYTEST) -m "not postgres and not browser"

unit: setup-dev ## the unit tests alone, and the coverage of the domain, which is theirs
	$(PYTEST) tests/unit

soak: setup-dev ## kill -9 two thousand times, at other places each time
	PARTIAL_ACTIVITY_DEATHS=2000 PARTIAL_ACTIVITY_SEED=$${PARTIAL_ACTIVITY_SEED:-$$(date +%s)} \
		$(BIN)/pytest tests/integration/test_kill.py

# What fails fast, fastest first.
gates: setup-dev
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(if $(wildcard docs/build.py),$(BIN)/python docs/build.py --check)

bench: setup-dev ## speed, with the machine it was measured on
	$(BIN)/python -m benchmarks.run

docs: setup-dev ## write the generated pages and pictures again
	$(BIN)/python docs/build.py

# What was set up for developing stays so.
setup: $(or $(wildcard .venv/.dev),.venv/.run) ## .venv with what running needs

setup-dev: .venv/.dev ## .venv with what developing needs

lock: setup-dev ## requirements-*.txt again, from pyproject.toml (UPGRADE=--upgrade for newer versions)
	$(LOCK) pyproject.toml --group build --group dev $(DEV_EXTRAS:%=--extra %) $(UPGRADE) -o requirements-dev.txt
	$(LOCK) pyproject.toml --group build $(RUN_EXTRAS:%=--extra %) --constraint requirements-dev.txt $(UPGRADE) -o requirements-run.txt
	$(LOCK) --group installer --constraint requirements-dev.txt $(UPGRADE) -o requirements-uv.txt

# Stamps, touched last: an interrupted set-up starts again.
.venv/.made:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed (make PYTHON=python3.12 ...); this one is " + sys.version)'
	@echo "Setting up .venv ..." >&2
	@$(PYTHON) -m venv --clear .venv
	@touch $@

.venv/.run: requirements-run.txt requirements-uv.txt pyproject.toml | .venv/.made
	$(call install,requirements-run.txt)
	@touch $@

# Locked together with the above, so it holds all of it.
.venv/.dev: requirements-dev.txt requirements-uv.txt pyproject.toml | .venv/.made
	$(call install,requirements-dev.txt)
	@touch .venv/.run $@

# Afterwards .venv holds what the lock names, and nothing else. No build isolation: the build backend
# is locked by hash like everything else.
define install
@echo "Installing $(1) ..." >&2
@$(UV) pip sync --quiet --require-hashes $(1)
@$(UV) pip install --quiet --no-deps --no-build-isolation --editable .
@$(BIN)/python -m compileall -q src # the first answer need not wait for it
endef
