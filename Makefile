# Everything that a developer runs. "make" alone lists the targets.

GO          ?= go
FUZZTIME    ?= 3s
PREFIX      ?= /usr/local
STATICCHECK ?= honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOVULNCHECK ?= golang.org/x/vuln/cmd/govulncheck@v1.9.0

.DEFAULT_GOAL := help
.PHONY: help build run docs test test-browser test-spark check format vet staticcheck vuln race fuzz eval eval-fields bench cover man install release

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## build bin/factwire
	@$(GO) build -o bin/factwire ./cmd/factwire

run: build ## read the bundled articles into a fresh store, show the facts, write facts.csv
	@rm -f bin/example.factwire
	@bin/factwire ingest --config configs/factwire.yaml
	@bin/factwire facts --config configs/factwire.yaml --no-pager
	@bin/factwire export --config configs/factwire.yaml --format csv -o facts.csv

docs: ## write the parts of the documents that are made from the code: outputs, keys, lists, imports
	$(GO) test . ./cmd/factwire -count=1 -run 'ImportTable|Documents|ConfigurationPage' -update

test: ## run all tests
	$(GO) test ./...

test-browser: ## draw the report and the server's pages in headless Chromium (CHROMIUM names it; FACTWIRE_PAYLOADS: a JSON list of texts to show in it)
	$(GO) test -tags browser -count=1 -v -timeout 5m ./pipeline/report ./pipeline/serve

test-spark: ## run the Spark job on a cluster of processes (needs Java 17 and PyPI, else it is skipped), and compare with one store
	@sh pipeline/spark/test.sh

check: format vet staticcheck vuln test race fuzz eval eval-fields ## everything that must pass before a change lands

format: ## fail if a file is not formatted
	@files=$$(gofmt -l $$(git ls-files '*.go')); if [ -n "$$files" ]; then echo "not formatted:"; echo "$$files"; exit 1; fi

vet: ## run go vet, for each system of a release
	@for os in linux darwin windows; do echo "go vet for $$os"; GOOS=$$os $(GO) vet ./... || exit 1; done

staticcheck: ## run staticcheck
	$(GO) run $(STATICCHECK) ./...

vuln: ## run govulncheck, where its database can be reached
	@out=$$($(GO) run $(GOVULNCHECK) ./... 2>&1); code=$$?; \
	if [ $$code -eq 0 ]; then echo "govulncheck: no known vulnerability"; \
	elif echo "$$out" | grep -qE 'vuln\.go\.dev|fetching vulnerabilities|dial tcp|no such host'; then echo "govulncheck: skipped, its database cannot be reached"; \
	else echo "$$out"; exit $$code; fi

race: ## run all tests with the race detector, in random order
	$(GO) test -race -short -shuffle=on ./...

fuzz: ## run each fuzz target for FUZZTIME
	@targets=$$(grep -rHoE '^func Fuzz[A-Za-z0-9_]+' --include='*_test.go' . | sed 's/:func /:/'); \
	if [ -z "$$targets" ]; then echo "no fuzz target found"; exit 1; fi; \
	for t in $$targets; do \
		dir=$$(dirname "$${t%%:*}"); name=$${t##*:}; \
		echo "fuzz $$dir $$name"; \
		out=$$($(GO) test -run '^$$' -fuzz "^$$name$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x "$$dir" 2>&1); code=$$?; echo "$$out"; \
		if [ $$code -ne 0 ]; then case "$$out" in \
			*"Failing input"*) exit 1 ;; \
			*"context deadline exceeded"*) echo "its time ended amid an input: go test calls that a failure, and it is none" ;; \
			*) exit 1 ;; esac; fi; \
	done

eval: build ## measure extraction on the bundled gold set; fail below its floors
	bin/factwire eval --floors testdata/gold/floors.yaml --articles testdata/articles testdata/gold

eval-fields: build ## measure each bundled policy field with its lexicon; fail below its floors
	@for field in testdata/fields/*/; do name=$$(basename $$field); words=configs/fields/$$name/lexicon.yaml; \
		echo "$$name: the articles that its lexicon was written with"; \
		bin/factwire eval --lexicon $$words --floors $$field/floors.yaml --articles $$field/articles $$field/tuned || exit 1; \
		echo "$$name: articles held out"; \
		bin/factwire eval --lexicon $$words --floors $$field/heldout-floors.yaml --articles $$field/articles $$field/heldout || exit 1; \
		echo "the bundled gold set, with the words of $$name"; \
		bin/factwire eval --lexicon $$words --floors testdata/gold/floors.yaml --articles testdata/articles testdata/gold || exit 1; \
	done

bench: ## measure speed and memory (FACTWIRE_TEXTS names JSON lines with "text" to read instead of the bundled articles)
	$(GO) test -run '^$$' -bench . -benchmem ./...

cover: ## show test coverage by package
	$(GO) test -cover ./...

man: build ## write the manual page, bin/factwire.1
	bin/factwire man > bin/factwire.1

install: ## install program, manual page and completions below DESTDIR and PREFIX (/usr/local)
	@if command -v $(GO) >/dev/null; then $(MAKE) man; \
	elif [ ! -f bin/factwire.1 ]; then echo "there is no Go here: run 'make man' first, as a user who has it"; exit 1; fi
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/man/man1" "$(DESTDIR)$(PREFIX)/share/bash-completion/completions" \
		"$(DESTDIR)$(PREFIX)/share/zsh/site-functions" "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d"
	install -m 755 bin/factwire "$(DESTDIR)$(PREFIX)/bin/factwire"
	install -m 644 bin/factwire.1 "$(DESTDIR)$(PREFIX)/share/man/man1/factwire.1"
	bin/factwire completion bash > "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/factwire"
	bin/factwire completion zsh > "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_factwire"
	bin/factwire completion fish > "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/factwire.fish"

release: ## build the archives for Linux, macOS and Windows with their checksums into dist
	$(GO) run ./cmd/release
