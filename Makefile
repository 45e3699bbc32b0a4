# trichdan: who is quoted as saying what in Vietnamese news articles.
#
#   make demo      builds, reads Corpus/ into a database and lists its quotes by speaker
#   make test      runs the tests
#   make install   installs the program with its patterns, completions and man pages (PREFIX=/usr/local)
#   make bench     measures speed and memory (BENCH=FILE of JSON lines)
#   make torture   kills the program, cuts its power and has its calls fail (KILLS=1000 FAULTS=500)
#   make fuzz      random articles, exports and files for FUZZ_SECONDS=600 each; make sanitize runs the tests with sanitizers
#   make measure   measures quality on the development articles, where they are
#   make learn     learns the weights anew from all annotated articles, where their texts are
#   make library   builds libtrichdan.so for C; make try-library tries it (CALLS=1000000)
#   make wheel     builds the Python package; make python tests it in a fresh environment (SPARK=--spark)
#   make example   builds and runs Examples/FindQuotes; make docs builds the library's documentation
#   make datasette opens a database in PyPI's Datasette
#   make release   builds all packages (RELEASE=.build/release-files); make try-release tries them in a fresh Debian
#   make format    formats the sources; make lint checks them

SHELL := /bin/bash
PREFIX ?= /usr/local
COMMIT ?= $(shell git rev-parse --short=12 HEAD 2>/dev/null || echo unknown)
CALLS ?= 1000000
RELEASE ?= .build/release-files
GOLD ?= ../shared/gold
PROGRAM := .build/release/trichdan
KILLS ?= 1000
FAULTS ?= 500
FUZZ_SECONDS ?= 600
FUZZ_SEED ?= 1
DEMO := .build/demo.sqlite

.PHONY: all build demo test install install-files pages library try-library wheel python example docs datasette release try-release bench torture fuzz sanitize measure learn format lint libraries clean

all: build

# The system libraries that the package links against.
libraries:
	@.ci/libraries

# The engine's values are used by one thread at a time, which its types make sure of; the checks of that at run time
# cost speed. Package.swift cannot say so: a package with unsafe flags is nobody's dependency.
FAST := -Xswiftc -enforce-exclusivity=unchecked

build: libraries
	swift build -c release --product trichdan $(FAST)

demo: build
	@rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	$(PROGRAM) ingest --db $(DEMO) Corpus
	@echo
	@$(PROGRAM) speakers --db $(DEMO) --format table --limit 20
	@echo
	@$(PROGRAM) quotes --db $(DEMO) --format table --limit 40

test: libraries
	@.ci/browser
	swift test

install: build
	@$(MAKE) --no-print-directory install-files

# What `install` installs, of a program that is built.
install-files:
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/trichdan/Patterns"
	install -m 755 $(PROGRAM) "$(DESTDIR)$(PREFIX)/bin/trichdan"
	rm -rf "$(DESTDIR)$(PREFIX)/share/trichdan/Patterns"
	install -d "$(DESTDIR)$(PREFIX)/share/trichdan"
	rm -rf "$(DESTDIR)$(PREFIX)/share/trichdan/Site"
	cp -R Patterns "$(DESTDIR)$(PREFIX)/share/trichdan/Patterns"
	cp -R Site "$(DESTDIR)$(PREFIX)/share/trichdan/Site"
	rm -rf "$(DESTDIR)$(PREFIX)/share/trichdan/Corpus"
	cp -R Corpus "$(DESTDIR)$(PREFIX)/share/trichdan/Corpus"
	rm -rf "$(DESTDIR)$(PREFIX)/share/trichdan/python"
	install -d "$(DESTDIR)$(PREFIX)/share/trichdan/python"
	install -m 644 python/docbin.py "$(DESTDIR)$(PREFIX)/share/trichdan/python/docbin.py"
	@echo "$(COMMIT)" > "$(DESTDIR)$(PREFIX)/share/trichdan/commit"
	chmod -R u=rwX,go=rX "$(DESTDIR)$(PREFIX)/share/trichdan"
	install -d "$(DESTDIR)$(PREFIX)/share/bash-completion/completions"
	$(PROGRAM) --generate-completion-script bash > "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/trichdan"
	install -d "$(DESTDIR)$(PREFIX)/share/zsh/site-functions"
	$(PROGRAM) --generate-completion-script zsh > "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_trichdan"
	install -d "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d"
	$(PROGRAM) --generate-completion-script fish > "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/trichdan.fish"
	$(PROGRAM) manual --lang en "$(DESTDIR)$(PREFIX)/share/man/man1"
	$(PROGRAM) manual --lang vi "$(DESTDIR)$(PREFIX)/share/man/vi/man1"

# Writes what the commands of the READMEs print now into them; look at the difference before you keep it.
pages: libraries
	TRICHDAN_RENEW_PAGES=1 swift test --filter ReadmeTests

bench: build
	@.ci/bench $(BENCH)

torture: build
	@.ci/torture --kills $(KILLS) --faults $(FAULTS)

fuzz: libraries
	FUZZ_SECONDS=$(FUZZ_SECONDS) FUZZ_SEED=$(FUZZ_SEED) swift test --filter "FuzzTests|InvariantTests"

# Each sanitizer has a build of its own.
sanitize: libraries
	swift test --sanitize=address --scratch-path .build/address
	swift test --sanitize=thread --scratch-path .build/thread

learn: build
	@.ci/learn $(PROGRAM)

# The C interface: one library with everything in it, and its header.
library: libraries
	@.ci/library .build/library

try-library: library
	@.ci/c-interface .build/library/libtrichdan.so $(CALLS)

wheel: libraries
	@.ci/wheel .build/dist

# The wheel in a fresh environment; SPARK=--spark for Spark too, which takes some minutes.
python: build wheel
	@.ci/python .build/dist/*.whl $(SPARK)

example: libraries
	swift run --package-path Examples/FindQuotes

docs: libraries
	@.ci/docs

datasette: build
	@.ci/datasette $(PROGRAM)

release: libraries
	@.ci/release $(RELEASE)

try-release: release
	@.ci/try-release $(RELEASE)

measure: build
	@if [ -f "$(GOLD)/dev.jsonl" ]; then \
	  set -e; \
	  $(PROGRAM) evaluate "$(GOLD)/dev.jsonl"; \
	  $(PROGRAM) extract "$(GOLD)/dev-articles.jsonl" > .build/measured.jsonl; \
	  python3 "$(GOLD)/score.py" "$(GOLD)/dev.jsonl" .build/measured.jsonl; \
	else \
	  echo "measure: skipped, $(GOLD)/dev.jsonl is not here"; \
	fi

format:
	swift format -i -r Package.swift Sources Tests Examples

lint:
	swift format lint --strict -r Package.swift Sources Tests Examples

clean:
	rm -rf .build
