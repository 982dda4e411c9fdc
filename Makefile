# `make` alone lists what there is. Where a step needs Debian packages, it installs what is missing (tools/packages).
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test faults fuzz lint format bench bench-growth screenshots

define build-bench
	@tools/packages build test bench
	@tools/python
	@echo "Building for release (some minutes the first time)"
	@for product in quartet portfolio streams commits; do swift build -c release --product $$product; done
endef

# Where `make run` keeps its data, and where it listens: make run DATA=/tmp/demo PORT=9443
DATA ?= data
PORT ?= 8443

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

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

faults: ## try for some minutes what goes wrong: two thousand kills while 32 write, stalled clients, full disks
	@tools/packages build test
	@tools/python
	@swift build -c release --product quartet
	@FAULT_ROUNDS=10 QUARTET_BINARY="$(CURDIR)/.build/release/quartet" .venv/bin/python -m pytest Tests/Faults

# Another one each time; what fails names it: make fuzz SEED=1795424400 ROUNDS=1
SEED ?= $(shell date +%s)
ROUNDS ?= 20
fuzz: SEED := $(SEED)
fuzz: ## feed every parser, and the API of a running server, twenty times the rubbish that `make test` does, from a new seed
	@tools/packages build test
	@tools/python
	@swift build --build-tests
	@echo "SEED=$(SEED) ROUNDS=$(ROUNDS)"
	@SEED=$(SEED) ROUNDS=$(ROUNDS) swift test --skip-build --filter FuzzTests
	@tools/guided 120 $(SEED)
	@SEED=$(SEED) EXAMPLES=$(ROUNDS) .venv/bin/python -m pytest Tests/Attack/test_openapi.py -n 2

lint: ## check layout, house rules and the syntax of the browser's modules
	@tools/packages test
	@tools/lint

format: ## lay out all Swift code as .swift-format says
	@swift format format --in-place --parallel --recursive Package.swift Sources Tests

bench: ## measure the release build beside what it can be compared with, in some minutes; README=README.md keeps the tables there
	$(build-bench)
	@.venv/bin/python Tests/Load/bench.py --programs .build/release $(if $(README),--readme $(README))

bench-growth: ## measure how figures grow from 100 to 100,000 accounts and over a million texts, in some twenty minutes
	$(build-bench)
	@.venv/bin/python Tests/Load/bench.py --growth --programs .build/release $(if $(README),--readme $(README))

screenshots: ## make the pictures in docs/ from the demonstration workspace
	@tools/packages build test
	@tools/python
	@swift build --product quartet
	@.venv/bin/python tools/screenshots.py
