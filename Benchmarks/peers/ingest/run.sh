#!/bin/sh
# Compares taking order events: gendan, a plain C loop over SQLite with two bare tables, and Redis with its log synced at every write, in one run.
# Usage: Benchmarks/peers/ingest/run.sh [EVENTS]   (default 500000; needs cc, libsqlite3-dev, python3; Redis is left out where redis-server isn't installed)
# Everything durable here waits for the disk, and a disk's fsync drifts: only figures of one run may be compared.
set -eu
cd "$(dirname "$0")/../../.."
events=${1:-500000}
gendan=${GENDAN:-.build/release/gendan}
[ -x "$gendan" ] || make -s release
scratch=$(mktemp -d)
server=
trap 'if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; fi; rm -rf "$scratch"' EXIT
cc -O2 -o "$scratch/floor" Benchmarks/peers/ingest/floor.c -lsqlite3
for group in 100 1000 5000; do
  timeout 300 "$scratch/floor" "$scratch/floor.db" "$events" "$group"
done
"$gendan" bench ingest --locale en --events "$events" --folder "$scratch" --overdue 0
for group in 100 1000 5000; do
  timeout 300 "$scratch/floor" "$scratch/floor.db" "$events" "$group"
done
if command -v redis-server >/dev/null; then
  redis-server --bind 127.0.0.1 --port 16389 --dir "$scratch" --appendonly yes --appendfsync always --save "" --loglevel warning >"$scratch/redis.log" 2>&1 &
  server=$!
  timeout 300 python3 Benchmarks/peers/ingest/redis_stream.py 16389 "$events"
else
  echo "redis: redis-server isn't installed, left out"
fi
