# Short names for the scripts; each installs what it needs. `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := build
.PHONY: help build release run dev test check fmt openapi permissions phones communes schema bench bench-big bench-import bench-pressure crash-test crash-test-postgres ha-test asan tsan fuzz clean

# The portal's Node.js, when tools/setup put one into .tools/.
export PATH := $(CURDIR)/.tools/bin:$(PATH)

FUZZ_SECONDS ?= 60
KILLS ?= 500
ROUNDS ?= primary,server,etcd,primary
measured = entrepot $(patsubst bench/%.cpp,entrepot_%,$(wildcard bench/*.cpp))
cpp_files = git ls-files -co --exclude-standard -- 'src/*.[ch]pp' 'src/*.h' 'tests/*.[ch]pp' 'tests/*.h' 'bench/*.[ch]pp' 'fuzz/*.[ch]pp'

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' Makefile

build: ## portal and server into build/ (the default)
	@tools/build dev

release: ## the same as shipped, into build-release/
	@tools/build release entrepot

run: ## the demo, as ./run
	@./run

dev: ## server and Vite, both reload as sources change
	@tools/dev

test: ## every test, as ./test
	@./test

check: ## all that CI does, and format, scripts and clang-tidy
	@tools/setup test check
	@./test
	@tools/lint

fmt: ## formats the C++ sources
	@tools/setup check
	@$(cpp_files) | xargs -r clang-format -i

openapi: ## docs/openapi.json and the portal's types from the server's routes
	@tools/build dev entrepot
	@mkdir -p docs
	@build/entrepot openapi >docs/openapi.json.new
	@mv docs/openapi.json.new docs/openapi.json
	@if [[ -f web/package.json ]]; then npm --prefix web run --if-present schema; fi

permissions: ## docs/permissions.md from data/permissions.json and the routes
	@tools/build dev entrepot
	@build/entrepot permissions >docs/permissions.md.new
	@mv docs/permissions.md.new docs/permissions.md

schema: ## migrations/schema.sql from the migrations
	@tools/build dev entrepot_tests
	@ENTREPOT_WRITE_SCHEMA=1 build/entrepot_tests -tc='documents: migrations*' >/dev/null || true
	@git --no-pager diff --stat -- migrations/schema.sql

phones: ## data/phones.json from libphonenumber's metadata
	@tools/setup
	@npm --prefix tools/phones ci --no-fund --no-audit
	@node tools/phones/generate.mjs

communes: ## data/communes_fr.json from open data of INSEE and La Poste
	@tools/setup
	@npm --prefix tools/communes ci --no-fund --no-audit
	@node tools/communes/generate.mjs

bench: ## measures a release build beside bare peers (bench/README.md)
	@tools/setup bench
	@tools/build release $(measured)
	@bench/run

bench-big: ## the same on worlds of a thousand and of millions of customers
	@tools/setup bench
	@tools/build release $(measured)
	@bench/run big

bench-import: ## a file of 50,000 customers looked at and made
bench-pressure: ## what clients that are a burden cost the others
bench-import bench-pressure:
	@tools/setup bench
	@tools/build release $(measured)
	@bench/$(@:bench-%=%)

crash-test: ## kills the server KILLS=500 times and checks what it kept; goes on where it was left
	@tools/build dev
	@build/entrepot_crash_test --kills $(KILLS) --resume build/crash-test

crash-test-postgres: ## the same on a PostgreSQL of its own, which keeps what it is told to; always from the beginning
	@tools/build dev
	@tools/with-postgres --durable bash -c 'build/entrepot_crash_test --kills $(KILLS) --database "$$ENTREPOT_TEST_DATABASE"'

ha-test: ## two servers and two PostgreSQL nodes under Patroni lose machines under load; ROUNDS=…
	@tools/setup ha
	@tools/build dev entrepot
	@/usr/bin/python3 -B packaging/ha/ha_test.py build/entrepot --rounds $(ROUNDS)

asan: ## the C++ tests under address and undefined-behaviour sanitizers
	@tools/build asan
	@tools/with-postgres build-asan/entrepot_tests

tsan: ## the C++ tests under the thread sanitizer
	@tools/build tsan
	@tools/with-postgres build-tsan/entrepot_tests

fuzz: ## each fuzzer for FUZZ_SECONDS=60
	@tools/build fuzz
	@for fuzzer in $$(find build-fuzz -maxdepth 2 -type f -executable -name '*fuzz*'); do \
	    name=$$(basename $$fuzzer); corpus=build-fuzz/corpus/$$name; mkdir -p $$corpus; echo "== $$fuzzer"; \
	    $$fuzzer -max_total_time=$(FUZZ_SECONDS) $$corpus $$(find tests/fuzz/seeds -maxdepth 1 -name $$name); done

clean: ## removes what was built; keeps .tools/, node_modules/ and the demo's data
	rm -rf build build-* web/dist .tools/stamp .tools/log
