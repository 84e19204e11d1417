#!/bin/bash
# Timers: gendan, a bare polling loop over SQLite, and other engines, in one run.
# Usage: Benchmarks/peers/timers/run.sh [PENDING]     env: PEERS (folder of the peers' scripts), WHO="apscheduler dbos", LIMIT (seconds for each)
set -u
cd "$(dirname "$0")/../../.."
peers=${PEERS:-../shared/peers}
limit=${LIMIT:-300}
make -s release || exit 1
.build/release/gendan bench timers --pending "${1:-1000000}" || exit 1
if [ -d "$peers" ]; then
  timeout "$limit" "$peers/floor-sqlite/run.sh" w4
  for who in ${WHO:-apscheduler dbos}; do
    case $who in
      apscheduler) timeout "$limit" "$peers/apscheduler/run.sh" 2>/dev/null | grep '^peer=' || echo "peer=apscheduler error=did_not_run" ;;
      dbos) DUE=1000 FAR=1000 timeout "$limit" "$peers/dbos/run.sh" sqlite w4 2>/dev/null | grep '^peer=' || echo "peer=dbos error=did_not_run" ;;
    esac
  done
else
  echo "no peers at $peers: gendan only" >&2
fi
