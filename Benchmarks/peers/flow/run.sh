#!/bin/bash
# Cases of eight durable steps: gendan, its floor, and other durable engines, in one run.
# Usage: Benchmarks/peers/flow/run.sh [CASES]     env: PEERS (folder of the peers' scripts), WHO="dbos spiff temporal absurd", LIMIT (seconds for each)
set -u
cd "$(dirname "$0")/../../.."
cases=${1:-20000}
peers=${PEERS:-../shared/peers}
limit=${LIMIT:-300}
make -s release || exit 1
peer() { # NAME COMMAND...: its line, and how many flows a second
  local name=$1 line rate; shift
  line=$(timeout "$limit" "$@" 2>/dev/null | grep '^peer=' | tail -1)
  rate=$(printf '%s\n' "$line" | grep -o 'wf_s=[0-9.]*' | cut -d= -f2)
  printf '%s\n' "${line:-peer=$name error=did_not_run}"
  [ -n "$rate" ] && rates="$rates $name:$rate"
}
rates=""
.build/release/gendan bench flow --cases "$cases" --format json > .build/bench-flow.json || exit 1
if [ -d "$peers" ]; then
  SECS=2 RUNS=1 timeout "$limit" "$peers/floor-sqlite/run.sh" w1
  for who in ${WHO:-dbos spiff temporal absurd}; do
    case $who in
      dbos) peer dbos env N=400 RUNS=1 ALONE=10 "$peers/dbos/run.sh" sqlite w1 ;;
      spiff) peer spiff env N=300 RUNS=1 "$peers/spiff/run.sh" lean ;;
      temporal) peer temporal env N=100 RUNS=1 ALONE=5 "$peers/temporal/run.sh" file w1 ;;
      absurd) peer absurd env N=300 RUNS=1 "$peers/absurd/run.sh" w1 ;;
    esac
  done
else
  echo "no peers at $peers: gendan and its floor only" >&2
fi
python3 - "$rates" <<'PY'
import json, sys
own = json.load(open('.build/bench-flow.json'))
rate = sorted(own['casesPerSecond'])[len(own['casesPerSecond']) // 2]
print(f"gendan cases_s={rate:.0f} of_floor={own['ratio']:.2f} alone_ms={own['aloneMedian'] * 1e3:.2f} eight_commits_ms={own['eightCommits'] * 1e3:.2f}")
for pair in sys.argv[1].split():
    name, peer = pair.split(':')
    print(f"gendan/{name} = {rate / float(peer):.0f}")
PY
