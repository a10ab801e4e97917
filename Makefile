# The two commands people need are `make demo` and `make test`; `make help` lists the rest.
# POSIX sh and make 3.81 are enough, so that macOS as it comes will do.

VENV = .venv
PY = $(VENV)/bin/python
CODE = bot conversations locales storage tests
PORT =
PROJECT =
BROWSER = 1
RESET =
# To use one interpreter in particular: make demo PYTHON=/opt/python3.12/bin/python3.12
PYTHON =
PYTEST_ARGS =

off = 0 no false
demo_options = $(if $(PORT),--port $(PORT)) \
	$(if $(PROJECT),--project '$(PROJECT)') \
	$(if $(filter $(off),$(BROWSER)),--no-browser) \
	$(if $(filter-out $(off),$(RESET)),--reset)

# Isolated from this folder, Python finds the project only if it was installed here: this notices
# a folder that was moved and an interpreter that was upgraded away.
here := $(shell $(PY) -Ic 'import bot; print(*bot.__path__)' 2>/dev/null)
ifneq ($(here),$(CURDIR)/bot)
anew = FORCE
endif

.PHONY: help demo test lint mutants prompts year fmt words lock clean FORCE

help:
	@echo "make demo      run Tellback on this machine, with three phones in the browser"
	@echo "                 PORT=8123   on that port"
	@echo "                 PROJECT=my-project/   with a project of yours, as you work on it"
	@echo "                 BROWSER=0   without opening the browser"
	@echo "                 RESET=1     from the beginning, forgetting what was said in it"
	@echo "make test      lint, types, import rules, catalogues and every test"
	@echo "                 PYTEST_ARGS='-k words'   passed on to pytest"
	@echo "make lint      lint, types and import rules only"
	@echo "make mutants   change conversations/ in thousands of small ways: do the tests notice? (an hour)"
	@echo "make prompts   send a prompt to 10,000 people, killing the bot on the way (six minutes)"
	@echo "make year      play a year with 300 residents: is what was planted found? (six minutes)"
	@echo "make fmt       lay the code out and mend what a machine can mend"
	@echo "make words     gather the bot's sentences for translators (locales/messages.pot)"
	@echo "make lock      choose the versions of libraries anew (needs uv)"
	@echo "make clean     remove the virtual environment and what tests left behind"

# The trap outlives Ctrl-C, so that the demo has the last word and make adds no error to it.
demo: $(VENV)/run.stamp
	@trap : INT TERM; $(VENV)/bin/tellback demo $(demo_options); \
	status=$$?; case $$status in 130|143) status=0;; esac; exit $$status

# Two at a time on two cores; coverage is of conversations/ alone, in the same run.
test: lint
	@$(PY) -m pytest -n 2 --cov --cov-report=term-missing:skip-covered $(PYTEST_ARGS)

# Scripts in the environment carry its path, which may have moved since; modules do not.
pybabel = $(PY) -m babel.messages.frontend -q
lint_imports = 'from importlinter.cli import lint_imports_command as main; main()'

# All four speak before any of them fails the rest.
lint: $(VENV)/test.stamp
	@status=0; \
	$(PY) -m ruff check $(CODE) || status=1; \
	$(PY) -m ruff format --check $(CODE) || status=1; \
	$(PY) -m mypy || status=1; \
	$(PY) -c $(lint_imports) --no-logo || status=1; \
	exit $$status

# What survives: python -m mutmut results, and python -m mutmut show NAME.
mutants: $(VENV)/test.stamp
	@$(PY) -m mutmut run --max-children 2

prompts: $(VENV)/test.stamp
	@$(PY) -m tests.bench.prompts

year: $(VENV)/test.stamp
	@$(PY) -m tests.year

fmt: $(VENV)/test.stamp
	@$(PY) -m ruff format $(CODE)
	@$(PY) -m ruff check --fix $(CODE)
	@$(PY) -m ruff format $(CODE)

# Without the hour at which it was gathered, the same sentences make the same file. Babel does not
# know Easy Read (en-x-easyread): to it, that is English.
words: $(VENV)/test.stamp
	@$(pybabel) extract -F pyproject.toml -o $(VENV)/messages.pot --project=Tellback \
		--header-comment='# The sentences Tellback says. Written by: make words' \
		--add-location=file --sort-by-file bot conversations
	@sed '/^"POT-Creation-Date:/d' $(VENV)/messages.pot > locales/messages.pot
	@for po in locales/*/LC_MESSAGES/messages.po; do \
		tag=$${po#locales/}; tag=$${tag%%/*}; \
		$(pybabel) update -i locales/messages.pot -o $$po -l $${tag%%-x-*} \
			--no-fuzzy-matching --ignore-pot-creation-date || exit 1; \
	done

# In both locks: the build backend, so that installing the project itself fetches nothing more; and
# the extras, or pip takes the newest of a library that another asks for with an extra, and finds
# that it has no hash.
COMPILE = uv pip compile pyproject.toml --group build --universal --python-version 3.11 \
	--generate-hashes --no-strip-extras --no-emit-index-url --no-annotate --no-header --quiet
lock:
	@command -v uv >/dev/null || { echo "make lock needs uv (https://docs.astral.sh/uv)."; exit 1; }
	@$(COMPILE) --upgrade -o requirements.lock >/dev/null
	@$(COMPILE) --upgrade --group dev -c requirements.lock -o requirements-dev.lock >/dev/null

clean:
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage
	@find $(CODE) -name __pycache__ -prune -exec rm -rf {} +

$(VENV)/run.stamp: requirements.lock $(anew)
	@$(call install,requirements.lock)

$(VENV)/test.stamp: requirements-dev.lock $(anew)
	@$(call install,requirements-dev.lock)

# An environment that still runs is kept; otherwise the first Python found that is new enough makes
# one. Only ready-built packages are taken: compiling would need tools that few machines have.
define install
set -e; \
if ! $(PY) -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	found=; bare=; \
	for python in $(PYTHON) python3 python3.13 python3.12 python3.11 python3.14; do \
		$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		if $$python -c 'import ensurepip, venv' 2>/dev/null; then found=$$python; break; fi; \
		bare=$${bare:-$$($$python -c 'import sys; print("python%d.%d" % sys.version_info[:2])')}; \
	done; \
	if [ -n "$$found" ]; then :; \
	elif [ -n "$$bare" ]; then \
		echo "$$bare is here but cannot make virtual environments; on Debian or Ubuntu:" \
			"sudo apt install $$bare-venv" >&2; exit 1; \
	else \
		echo "Tellback needs Python 3.11 or newer, and none was found; if you have one, say" \
			"where: make PYTHON=/path/to/python3.12 $(firstword $(MAKECMDGOALS))" >&2; exit 1; \
	fi; \
	echo "Making $(VENV) with $$found; this happens once."; \
	$$found -m venv --clear $(VENV); \
fi; \
echo "Installing the libraries in $(1) …"; \
$(PY) -m pip install --quiet --disable-pip-version-check --no-input \
	--require-hashes --only-binary :all: -r $(1) || { \
	echo "The libraries could not be installed. Without a network, try again with one; else this" \
		"machine may be one that they are not built for (see README.md)." >&2; exit 1; }; \
$(PY) -m pip install --quiet --disable-pip-version-check --no-input \
	--no-index --no-deps --no-build-isolation --editable .; \
touch $@
endef
