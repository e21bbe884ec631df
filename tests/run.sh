#!/usr/bin/env bash
# Installs what the tests need (tests/install.sh), then builds everything and runs the three rings of tests.
#   ./run.sh test --yes ...  installs without asking; without a terminal, or where CI is set, nothing is asked either
#   ./run.sh test            all rings; the kernel ring also runs the jobs of docs/ci.md, the suite against its baselines
#   ./run.sh test kernel     one ring: pure, loopback or kernel
#   ./run.sh test release    makes what can be installed twice, compares, installs each and runs the main job from it: some fifteen minutes
#   ./run.sh test hosts      what becomes of agents when hosts, cables and the controller fail: some four minutes
#   ./run.sh test minutes    the scenarios that wait for the kernel's clocks or make 100 000 connections, left out above: some four minutes
# With HARNESS_NO_SKIPS=1 (CI) a skipped test is a failure.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# Servers live in sbin, which an ordinary user's PATH may lack.
export PATH="$PATH:/usr/sbin:/sbin"
# No package but those of the lock files; 'dotnet restore' renews these after a change of Directory.Packages.props.
export RestoreLockedMode=true
export DOTNET_EnableDiagnostics=0 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

rings=() yes=()
for word in "$@"; do
  if [ "$word" = --yes ]; then yes=(--yes); else rings+=("$word"); fi
done
[ ${#rings[@]} -gt 0 ] || rings=(pure loopback kernel)
tests/install.sh "${yes[@]}"

if [ "${rings[0]}" = release ]; then
  ./run.sh release --twice
  exec tests/release.sh
fi
dotnet build Harness.sln -c Release --nologo -v quiet
# The tests of the kernel ring start this program hundreds of times: the one that is compiled ahead of time does it in half the time.
# The pure ring needs neither it nor a quiet machine; alone it leaves no build behind that the next command would meet.
building=
[ "${rings[*]}" = pure ] || { ./run.sh list >/dev/null & building=$!; }
export HARNESS_TEST_PROGRAM="$PWD/artifacts/harness/harness"

passed=0 failed=0 skipped=0
for ring in "${rings[@]}"; do
  [ "$ring" = pure ] || wait "$building"
  if [ "$ring" = minutes ]; then
    echo "== minutes =="
    runs=$(mktemp -d)
    if ./run.sh run scenarios/kernel/minutes/ scenarios/kernel/{hundred-thousand,an-old-duplicate,a-bulk-transfer,who-closes-first}-*.yaml --quiet --out "$runs"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
    rm -rf "$runs"
    continue
  fi
  # Some tests of the kernel ring wait long for what fails: they are a ring of their own.
  part=()
  project="tests/Harness.Tests.${ring^}"
  case "$ring" in
    kernel) part=(--filter "Ring!=hosts") ;;
    hosts) part=(--filter "Ring=hosts") project=tests/Harness.Tests.Kernel ;;
  esac
  if [ ! -d "$project" ]; then
    echo "tests: there is no ring '$ring'; the rings are pure, loopback, kernel, hosts, minutes and release" >&2
    exit 2
  fi
  echo "== $ring =="
  log=$(mktemp)
  # Skipped tests are named with their reason; a count alone would hide them.
  dotnet test "$project" "${part[@]}" -c Release --no-build --nologo --logger "console;verbosity=normal" >"$log" 2>&1 || true
  grep -vE '^ *Passed |^\[xUnit|^Starting test|^A total of|^Test run for|^VSTest|^Results File|^$' "$log" || true
  # The runner's own lines: "Passed: N", "Failed: N", "Skipped: N"; without them nothing ran.
  counts=$(awk '/^ *(Passed|Failed|Skipped): +[0-9]+$/ { gsub(/[: ]+/, " "); print $1, $2 }' "$log")
  ran=$(awk '/^Total tests: [0-9]+/ { print $3 }' "$log")
  rm -f "$log"
  if [ -z "$ran" ] || [ "$ran" = 0 ]; then
    echo "tests: the ring '$ring' ran no test" >&2
    failed=$((failed + 1))
    continue
  fi
  while read -r what count; do
    case "$what" in
      Passed) passed=$((passed + count)) ;;
      Failed) failed=$((failed + count)) ;;
      Skipped) skipped=$((skipped + count)) ;;
    esac
  done <<<"$counts"
done

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] || exit 1
if [ "${HARNESS_NO_SKIPS:-0}" = 1 ] && [ "$skipped" -gt 0 ]; then
  echo "tests: $skipped tests were skipped, which CI does not accept" >&2
  exit 1
fi
