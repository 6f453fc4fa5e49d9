# finopt: build, run, check. `make help` lists the targets; everything is built below $(BUILD).
.SUFFIXES:
.DEFAULT_GOAL := build

BUILD   ?= build
PREFIX  ?= /usr/local
DESTDIR ?=
ifeq ($(origin CC),default)
CC := gcc
endif
CFLAGS  ?= -O2 -g
WERROR  ?=
VERSION := 0.3.0

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
            -Wvla -Wformat=2 -Wundef -Wpointer-arith -Wwrite-strings -Wcast-qual
CPPFLAGS_ALL := -std=c11 -D_POSIX_C_SOURCE=200809L -DFINOPT_VERSION='"$(VERSION)"' -Isrc $(CPPFLAGS)
CFLAGS_ALL   = $(CFLAGS) $(WARNINGS) $(WERROR)
LIBS         := -lglpk -lcjson -lm

# One line for each file that is made; V=1 shows the commands.
V ?= 0
ifeq ($(V),0)
SAY_CC   = @echo '  CC    $@';
SAY_LINK = @echo '  LINK  $@';
SAY_AR   = @echo '  AR    $@';
endif

# Everything below src/ but the command line is the library; the command line is the program.
LIBRARY_SOURCES := $(filter-out src/cli/%,$(wildcard src/*/*.c))
PROGRAM_SOURCES := $(wildcard src/cli/*.c)
UNIT_SOURCES    := $(wildcard tests/unit/*.c)
# Each of these is a program of its own, linked with the library.
SINGLE_SOURCES  := $(wildcard tests/property/*.c tests/fuzz/*.c bench/*.c)

LIBRARY := $(BUILD)/libfinopt.a
PROGRAM := $(BUILD)/finopt
UNIT    := $(BUILD)/unit_tests
SINGLES := $(SINGLE_SOURCES:%.c=$(BUILD)/%)
SOURCES := $(LIBRARY_SOURCES) $(PROGRAM_SOURCES) $(UNIT_SOURCES) $(SINGLE_SOURCES)

BUILD_PACKAGES := gcc libc6-dev libglpk-dev libcjson-dev
TEST_PACKAGES  := $(BUILD_PACKAGES) libcunit1-dev glpk-utils coinor-cbc libxml2-utils perl python3 python3-jsonschema \
                  graphviz

.PHONY: help build run check check-long check-san check-valgrind bench baseline index study bench-peers bench-joint golden formulations-table \
        install uninstall clean \
        packages test-packages tests

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | awk -F ':.*## ' '{ printf "  make %-20s %s\n", $$1, $$2 }'
	@echo "  Variables: BUILD=$(BUILD) CC=$(CC) CFLAGS='$(CFLAGS)' WERROR=-Werror V=1 PREFIX=$(PREFIX) DESTDIR="

build: packages ## the program, in $(BUILD)/finopt
	@$(MAKE) --no-print-directory $(PROGRAM)

run: build ## install what is missing, build, cross-check the bundled instances
	$(PROGRAM) check instances

check: test-packages ## install what is missing, build, run all tests (two minutes)
	@$(MAKE) --no-print-directory tests
	tests/run_all.sh $(BUILD)

check-long: test-packages ## many more random instances and fuzz inputs
	@$(MAKE) --no-print-directory tests
	FINOPT_LONG=1 tests/run_all.sh $(BUILD)

check-san: ## the tests under the address and undefined-behaviour sanitizers
	$(MAKE) check BUILD=$(BUILD)/san CFLAGS='-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all \
	  -fno-omit-frame-pointer' CPPFLAGS='$(CPPFLAGS) -DARENA_ONE_PER_OBJECT'

check-valgrind: ## the unit tests and the main job under valgrind (needs valgrind)
	$(MAKE) test-packages
	$(MAKE) tests BUILD=$(BUILD)/valgrind CPPFLAGS='$(CPPFLAGS) -DARENA_ONE_PER_OBJECT'
	tests/run_valgrind.sh $(BUILD)/valgrind

bench: build ## measure quality and speed, see bench/README.md
	@$(MAKE) --no-print-directory $(filter $(BUILD)/bench/%,$(SINGLES))
	bench/run.sh $(BUILD)

bench-joint: build ## proofs for many applications, beside ilp, cbc, HiGHS, scip (those that are here), see bench/README.md
	FAMILY=multi bench/run_joint.sh $(BUILD)
	FAMILY=multi-anti bench/run_joint.sh $(BUILD)

bench-peers: build ## the same graphs in glpsol, cbc, HiGHS, scip and Boost, what is here of them
	@$(MAKE) --no-print-directory $(BUILD)/bench/peer_graphs
	bench/run_peers.sh $(BUILD)

baseline: build index ## record what is known about the bundled instances; read the diff before you commit it
	$(PROGRAM) baseline create --output instances/known.baseline instances

index: ## rewrite instances/INDEX, the list of the bundled instances
	instances/make_index.py >instances/INDEX

study: build ## rewrite the figures and tables of instances/STUDY.md; read what the text says about them
	bench/study.py $(BUILD)

golden: ## rewrite the expected outputs below tests/; read the diff before you commit it
	@$(MAKE) --no-print-directory tests
	FINOPT_REWRITE=1 tests/run_all.sh $(BUILD)

formulations-table: test-packages ## rewrite the table of sizes and root gaps in formulations/README.md
	@$(MAKE) --no-print-directory $(PROGRAM)
	formulations/make_table.sh $(BUILD)

tests: $(PROGRAM) $(UNIT) $(SINGLES)

install: build ## to $(DESTDIR)$(PREFIX)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/finopt/schema
	install -m 644 formulations/schema/*.json $(DESTDIR)$(PREFIX)/share/finopt/schema
	install -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/finopt
	install -m 644 src/cli/finopt.1 $(DESTDIR)$(PREFIX)/share/man/man1/finopt.1

uninstall: ## what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/finopt $(DESTDIR)$(PREFIX)/share/man/man1/finopt.1
	rm -rf $(DESTDIR)$(PREFIX)/share/finopt/schema

clean: ## remove $(BUILD)
	rm -rf $(BUILD)

packages:
	@.ci/install_packages $(BUILD_PACKAGES)

test-packages:
	@.ci/install_packages $(TEST_PACKAGES)

$(PROGRAM): $(PROGRAM_SOURCES:%.c=$(BUILD)/%.o) $(LIBRARY)
	$(SAY_LINK)$(CC) $(CFLAGS_ALL) $(LDFLAGS) -o $@ $^ $(LIBS)

$(LIBRARY): $(LIBRARY_SOURCES:%.c=$(BUILD)/%.o)
	@rm -f $@
	$(SAY_AR)ar rcs $@ $^

$(UNIT): $(UNIT_SOURCES:%.c=$(BUILD)/%.o) $(LIBRARY)
	$(SAY_LINK)$(CC) $(CFLAGS_ALL) $(LDFLAGS) -o $@ $^ -lcunit $(LIBS)

$(SINGLES): %: %.o $(LIBRARY)
	$(SAY_LINK)$(CC) $(CFLAGS_ALL) $(LDFLAGS) -o $@ $^ $(LIBS)

# The kernel of FIN is written to be vectorised; at -O2 gcc leaves its block of cells in memory.
$(BUILD)/src/solve/min_plus.o $(BUILD)/bench/roofline.o: CFLAGS_ALL += -O3

# An object depends on its source, the headers it named last time, and the flags it was built with.
$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(SAY_CC)$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

$(BUILD)/flags: force
	@mkdir -p $(@D)
	@echo '$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL)' | cmp -s - $@ || echo '$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL)' > $@

force:
.PHONY: force

-include $(SOURCES:%.c=$(BUILD)/%.d)
