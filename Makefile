# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0

.PHONY: run build test test-nat soak bench bench-turn bench-bookings screenshots format clean

run: build
	.build/release/visavis serve

build:
	@scripts/install run
	@scripts/blur
	swift build --configuration release --product visavis

test:
	@scripts/install run test
	scripts/check

# Two hosts and their NATs in network namespaces: needs the right to make them.
test-nat:
	@scripts/install run test nat
	scripts/test-nat

# Long fuzz runs and the sanitizers' builds: what is too slow for the gate.
soak:
	@scripts/install run test
	scripts/soak

bench:
	@scripts/install run test
	scripts/bench
	scripts/bench blur

bench-turn:
	@scripts/install run test
	scripts/bench turn

bench-bookings:
	@scripts/install run test bench
	scripts/bench bookings

screenshots:
	@scripts/install run test
	scripts/check blur build
	.venv/bin/python -m pytest -q Tests/Browser/screenshots.py

format:
	swift format format --in-place --recursive --parallel Package.swift Sources Tests

clean:
	rm -rf .build .venv Public/blur
