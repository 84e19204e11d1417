#!/bin/sh
# Compares the decision tables of gendan, a plain C scan and the ZEN engine, in one run.
# Usage: Benchmarks/peers/decision/run.sh [SECONDS]   (builds gendan for release; ZEN is installed into .build/peers)
set -eu
cd "$(dirname "$0")/../../.."
make -s release
[ -d .build/peers/zen ] || python3 -m venv .build/peers/zen
.build/peers/zen/bin/python -m pip install --quiet zen-engine
exec .build/peers/zen/bin/python Benchmarks/peers/decision/compare.py .build/release/gendan "${1:-2}"
