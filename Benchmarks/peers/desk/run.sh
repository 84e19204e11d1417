#!/bin/bash
# Cases over HTTP (create, read, note, list 50 of them), 16 connections: gendan, Request Tracker 5 and django-helpdesk, in one run.
# Gendan runs before and after each peer, and is compared by the mean of the two: the disk and the neighbours change from minute to minute.
# Usage: Benchmarks/peers/desk/run.sh [CASES]     env: PEERS (folder of the peers' scripts), WHO="rt helpdesk", SECS (for each kind of request), LIMIT (seconds for each)
set -uo pipefail
cd "$(dirname "$0")/../../.."
cases=${1:-10000}
peers=${PEERS:-../shared/peers}
limit=${LIMIT:-900}
seconds=${SECS:-6}
make -s release || exit 1
command -v wrk >/dev/null || { echo "wrk is needed: apt install wrk" >&2; exit 1; }
own=.build/bench-desk.jsonl
lines=.build/bench-desk-peers.txt
: > "$own"
: > "$lines"
gendan() { .build/release/gendan bench http --listeners 1000 --cases "$cases" --seconds "$seconds" --runs 1 --format json | tr -d '\n' >> "$own" && echo >> "$own"; }
peer() { # NAME COMMAND...
  local name=$1 line; shift
  line=$(timeout "$limit" "$@" 2>/dev/null | grep '^peer=' | tail -1)
  printf '%s\n' "${line:-peer=$name error=did_not_run}" | tee -a "$lines"
}
gendan || exit 1
if [ -d "$peers" ]; then
  for who in ${WHO:-rt helpdesk}; do
    case $who in
      rt) peer rt env RUNS=1 SECS="$seconds" TICKETS="$cases" "$peers/rt/run.sh" starlet ;;
      helpdesk) peer helpdesk env RUNS=1 SECS="$seconds" TICKETS="$cases" "$peers/helpdesk/run.sh" pg ;;
    esac
    gendan || exit 1
  done
else
  echo "no peers at $peers: gendan only" >&2
fi
python3 - "$own" "$lines" <<'PY'
import json, re, sys

own = [json.loads(line) for line in open(sys.argv[1])]
peers = [dict(re.findall(r"(\w+)=([^ ]+)", line)) for line in open(sys.argv[2])]


def figures(run, name):
    return next(one for one in run["operations"] if one["name"] == name)


def number(text):
    found = re.match(r"[\d.]+", text or "")
    return float(found.group()) if found else None


print("operation  gendan/s  p99 ms  failed |  faster peer/s  times |  better peer p99 ms  part")
for name, theirs in [("create", ["create"]), ("read", ["read", "read_html"]), ("comment", ["comment"]), ("list", ["list"])]:
    runs = [figures(run, name) for run in own]
    rate, p99 = sum(one["perSecond"] for one in runs) / len(runs), sum(one["p99"] for one in runs) / len(runs)
    rates = [value for peer in peers for word in theirs if (value := number(peer.get(f"{word}_rps")))]
    lates = [value for peer in peers for word in theirs if (value := number(peer.get(f"{word}_p99_ms")))]
    best, least = max(rates, default=None), min(lates, default=None)
    print(
        f"{name:9} {rate:9.0f} {p99:7.1f} {sum(one['failed'] for one in runs):7d} |"
        + (f" {best:14.1f} {rate / best:6.1f} | {least:19.1f} {p99 / least:5.2f}" if best and least else "              ?"))
print("gendan, MiB: " + ", ".join(f"at rest {run['residentAtRest']:.0f}, under load {run['residentUnderLoad']:.0f}" for run in own))
print("gendan, 1,000 listeners: " + ", ".join(
    f"all have heard after {run['listening']['median']:.0f} ms (median), {run['listening']['longest']:.0f} ms (longest of {run['listening']['rounds']}), {run['listening']['resident']:.0f} MiB"
    for run in own if run.get("listening")))
for peer in peers:
    print(f"{peer.get('peer', '?')}, MB: at rest {peer.get('rest_mb', '?')}, under load {peer.get('load_mb', '?')}, its database {peer.get('pg_mb', '?')}")
PY
