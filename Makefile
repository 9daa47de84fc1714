# Every target sets up what it needs; the first one that needs it makes .venv. `make help` lists them.
# Another Python: make test PYTHON=python3.12 (that makes .venv anew).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

# Stamps say what is done: .venv made by this Python, the package installed, the tools of development installed.
MADE := $(VENV)/made-by-$(subst /,-,$(PYTHON))
PACKAGE := $(VENV)/package-installed
TOOLS := $(VENV)/tools-installed
# What the benchmarks compare with, in environments of their own.
PEER := $(VENV)/peer/bin/check-jsonschema
SECRETS_PEER := $(VENV)/secrets-peer/bin/detect-secrets

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test lint tools node fmt generate docs catalogue bench clean

help: ## say what the targets do
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

demo: $(PACKAGE) ## lint the examples, to see what findings look like
	@echo '$$ picoclaw-lint check examples --now 2026-11-23 --fail-on never'
	@$(BIN)/picoclaw-lint check examples --now 2026-11-23 --fail-on never

test: lint node ## all checks: lint, then the tests with their coverage
	$(BIN)/pytest -n 2 --cov

lint: $(TOOLS) ## the checks that run nothing: style, types, imports, generated files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy tools tests/rules/rule_examples.py action
	$(BIN)/zizmor --pedantic --offline --quiet action.yml .github
	$(BIN)/lint-imports --no-logo
	$(BIN)/python tools/generate.py --check

tools: $(TOOLS) ## set up .venv with the package and the tools of development

# The packages that some tests run under Node.
node:
	@for lock in package-lock.json tests/*/package-lock.json; do \
		if [ -e "$$lock" ] && ! [ "$${lock%package-lock.json}node_modules/.package-lock.json" -nt "$$lock" ]; then \
			echo "Installing what $$lock names ..." && npm ci --silent --prefix "./$${lock%package-lock.json}" || exit; \
		fi; \
	done

fmt: $(TOOLS) ## mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

generate: $(TOOLS) ## write all generated files
	$(BIN)/python tools/generate.py

docs: generate ## the same: the generated pages under docs/ are among them

catalogue: $(TOOLS) ## build the catalogue of models from the newest packages (ACCEPT=--accept: suspicious changes too)
	$(BIN)/python tools/refresh_catalogue.py --bump $(ACCEPT)
	$(BIN)/python tools/generate.py

bench: $(PACKAGE) $(PEER) $(SECRETS_PEER) node ## measure: against other tools, and in VS Code's service
	$(BIN)/python benchmarks/check_speed.py --peer $(PEER)
	$(BIN)/python benchmarks/secrets_recall.py --peer $(SECRETS_PEER)
	$(BIN)/python benchmarks/editor_speed.py
	$(BIN)/python benchmarks/killed_writes.py

clean: ## remove .venv, caches and what was built
	rm -rf $(VENV) build dist .coverage* .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	rm -rf node_modules tests/*/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(MADE):
	@echo 'Setting up $(VENV) with $(PYTHON) (once) ...'
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(PACKAGE): $(MADE) pyproject.toml
	@$(PIP) install --editable .
	@touch $@

# The pip of an older Python does not know --group.
$(TOOLS): $(PACKAGE)
	@echo 'Installing the tools of development (once) ...'
	@$(PIP) install --upgrade 'pip>=25.1'
	@$(PIP) install --group dev
	@touch $@

$(PEER): $(MADE)
	@$(BIN)/python -m venv --clear $(VENV)/peer
	@$(VENV)/peer/bin/python -m pip --disable-pip-version-check -qq install check-jsonschema
	@touch $@

$(SECRETS_PEER): $(MADE)
	@$(BIN)/python -m venv --clear $(VENV)/secrets-peer
	@$(VENV)/secrets-peer/bin/python -m pip --disable-pip-version-check -qq install detect-secrets==1.5.0
	@touch $@
