# Thin on purpose: each target is a verb of packaging/bootstrap.py, which also works where there is no make.
PYTHON ?= python3
BOOTSTRAP = $(PYTHON) packaging/bootstrap.py

.DEFAULT_GOAL := help
.PHONY: help install run test bench bench-full lint lock screenshots package
# A verb prepares .venv; two at once would do it twice over each other.
.NOTPARALLEL:

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: ## prepare .venv, with .venv/bin/desktop-desk in it
	@$(BOOTSTRAP) install

run: ## open the desk (ARGS="intake", ARGS="demo"...)
	@$(BOOTSTRAP) run $(ARGS)

test: ## run every test (ARGS="-k sla" for some)
	@$(BOOTSTRAP) test $(ARGS)

bench: ## measure speed and memory against their limits
	@$(BOOTSTRAP) bench $(ARGS)

bench-full: ## measure at the large sizes too
	@$(BOOTSTRAP) bench --full $(ARGS)

lint: ## check style, types, layers and translations
	@$(BOOTSTRAP) lint

lock: ## resolve the wheels anew into packaging/locks
	@$(BOOTSTRAP) lock

screenshots: ## make the pictures of the README anew
	@$(BOOTSTRAP) screenshots $(ARGS)

package: ## freeze the program into dist/desktop-desk
	@$(BOOTSTRAP) package
