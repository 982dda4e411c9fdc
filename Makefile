# `make` alone lists what there is. Where a step needs Debian packages, it installs what is missing (tools/packages).
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test faults lint format bench screenshots

# Where `make run` keeps its data, and where it listens: make run DATA=/tmp/demo PORT=9443
DATA ?= data
PORT ?= 8443

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## build for release and serve the demonstration workspace at https://localhost:8443
	@tools/packages build
	@echo "Building for release (some minutes the first time)"
	@swift build -c release --product quartet
	@echo "Serving the demonstration workspace at https://localhost:$(PORT) with its data in $(DATA)/; Ctrl-C stops it."
	@echo "The certificate is a development one, made here: the browser will ask once. Sign in with one of the buttons."
	@exec .build/release/quartet serve --demo --data "$(DATA)" --port "$(PORT)"

test: ## run every test: Swift, style, house rules, and real browsers against the real server
	@tools/packages build test
	@tools/python
	@tools/test

faults: ## try for some minutes what goes wrong: a thousand kills while 32 write, stalled clients, full disks
	@tools/packages build test
	@tools/python
	@swift build -c release --product quartet
	@FAULT_ROUNDS=10 QUARTET_BINARY="$(CURDIR)/.build/release/quartet" .venv/bin/python -m pytest Tests/Faults

lint: ## check layout, house rules and the syntax of the browser's modules
	@tools/packages test
	@tools/lint

format: ## lay out all Swift code as .swift-format says
	@swift format format --in-place --parallel --recursive Package.swift Sources Tests

bench: ## measure writes, snapshots, open streams and portfolios of the release build, beside what they can be compared with
	@tools/packages build test bench
	@echo "Building for release (some minutes the first time)"
	@swift build -c release --product quartet
	@swift build -c release --product portfolio
	@swift build -c release --product streams
	@python3 Tests/Load/bench.py --binary .build/release/quartet --portfolio .build/release/portfolio --streams .build/release/streams

screenshots: ## make the pictures in docs/ from the demonstration workspace
	@tools/packages build test
	@tools/python
	@swift build --product quartet
	@.venv/bin/python tools/screenshots.py
