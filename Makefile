# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0

.PHONY: run build test bench screenshots format clean

run: build
	.build/release/visavis serve

build:
	@scripts/install run
	swift build --configuration release --product visavis

test:
	@scripts/install run test
	scripts/check

bench:
	@scripts/install run test
	scripts/bench

screenshots:
	@scripts/install run test
	scripts/check build
	.venv/bin/python -m pytest -q Tests/Browser/screenshots.py

format:
	swift format format --in-place --recursive --parallel Package.swift Sources Tests

clean:
	rm -rf .build .venv
