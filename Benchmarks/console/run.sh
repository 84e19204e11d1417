#!/usr/bin/env bash
# What a person waits for at the console, in headless Chromium, with a release build. Needs what scripts/test-console has installed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

environment=.build/console-tests
[ -x "$environment/bin/python" ] || { printf 'run scripts/test-console first: it installs Playwright\n' >&2; exit 1; }
[ -x .build/release/gendan ] || make release
GENDAN=$PWD/.build/release/gendan PYTHONDONTWRITEBYTECODE=1 "$environment/bin/python" Benchmarks/console/measure.py
