#!/bin/bash
# Cases of eight durable steps: gendan, its floor, and other durable engines, in one run.
# Gendan runs before and after each peer, and is compared by the mean of the two: the disk and the neighbours change from minute to minute.
# Usage: Benchmarks/peers/flow/run.sh [CASES]     env: PEERS (folder of the peers' scripts), WHO="dbos spiff temporal absurd", LIMIT (seconds for each)
set -uo pipefail
cd "$(dirname "$0")/../../.."
cases=${1:-20000}
peers=${PEERS:-../shared/peers}
limit=${LIMIT:-300}
make -s release || exit 1
own=.build/bench-flow.jsonl
: > "$own"
gendan() { .build/release/gendan bench flow --cases "$cases" --runs 1 --format json | tr -d '\n' >> "$own" && echo >> "$own"; }
rates=""
peer() { # NAME COMMAND...: its line, and how many flows a second
  local name=$1 line rate; shift
  line=$(timeout "$limit" "$@" 2>/dev/null | grep '^peer=' | tail -1)
  rate=$(printf '%s\n' "$line" | grep -o 'wf_s=[0-9.]*' | cut -d= -f2)
  printf '%s\n' "${line:-peer=$name error=did_not_run}"
  rates="$rates $name:${rate:-0}"
}
gendan || exit 1
if [ -d "$peers" ]; then
  SECS=2 RUNS=1 timeout "$limit" "$peers/floor-sqlite/run.sh" w1
  for who in ${WHO:-dbos spiff temporal absurd}; do
    case $who in
      dbos) peer dbos env N=400 RUNS=1 ALONE=10 "$peers/dbos/run.sh" sqlite w1 ;;
      spiff) peer spiff env N=300 RUNS=1 "$peers/spiff/run.sh" lean ;;
      temporal) peer temporal env N=100 RUNS=1 ALONE=5 "$peers/temporal/run.sh" file w1 ;;
      absurd) peer absurd env N=300 RUNS=1 "$peers/absurd/run.sh" w1 ;;
    esac
    gendan || exit 1
  done
else
  echo "no peers at $peers: gendan and its floor only" >&2
fi
python3 - "$own" "$rates" <<'PY'
import json, statistics, sys
own = [json.loads(line) for line in open(sys.argv[1])]
rates = [run['casesPerSecond'][0] for run in own]
def median(key): return statistics.median(run[key] for run in own)
alone = statistics.median(run['aloneMedian'] / run['eightCommits'] for run in own)
print(f"gendan runs={len(own)} cases_s={statistics.median(rates):.0f} [{min(rates):.0f}-{max(rates):.0f}] of_floor={median('ratio'):.2f} "
      f"cpu_us={median('processorTime') * 1e6:.0f} alone_ms={median('aloneMedian') * 1e3:.2f} of_eight_commits={alone:.2f}")
for place, pair in enumerate(sys.argv[2].split()):
    name, peer = pair.split(':')
    near = (rates[place] + rates[place + 1]) / 2
    print(f"gendan/{name} = {near / float(peer):.0f}  ({near:.0f} / {float(peer):.1f})" if float(peer) else f"gendan/{name} = ?")
PY
