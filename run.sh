#!/usr/bin/env bash
# ./run.sh               builds, runs the main job: a server that closes first against a client that closes first
# ./run.sh COMMAND ...   builds when something changed, then: harness COMMAND ...   (./run.sh --help)
# ./run.sh test          installs what the tests need, where it may, and runs them
set -euo pipefail

HARNESS_HOME=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export HARNESS_HOME
# The runtime's diagnostic pipes in /tmp would stay behind when a run is killed.
export DOTNET_EnableDiagnostics=0 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
program="$HARNESS_HOME/artifacts/harness/harness"

build() {
  if [ -x "$program" ] && [ -z "$(find "$HARNESS_HOME"/harness "$HARNESS_HOME"/servers "$HARNESS_HOME"/clients \
      "$HARNESS_HOME"/Directory.*.props "$HARNESS_HOME"/global.json \
      \( -name bin -o -name obj -o -name node_modules \) -prune -o -type f -newer "$program" -print -quit)" ]; then
    return
  fi
  if ! command -v dotnet >/dev/null; then
    echo "run.sh: the .NET 10 SDK is missing (dotnet is not on the PATH): see https://dotnet.microsoft.com/download" >&2
    exit 3
  fi
  echo "run.sh: building ..." >&2
  local log
  # Compiled ahead of time: a run starts three processes of this program, and compiling at start would cost each of them.
  if ! log=$(dotnet publish "$HARNESS_HOME/harness/Harness.Cli" -c Release --use-current-runtime --no-self-contained \
      -p:PublishReadyToRun=true -o "$HARNESS_HOME/artifacts/harness" 2>&1); then
    echo "$log" >&2
    echo "run.sh: the build failed" >&2
    exit 3
  fi
  touch "$program"
}

case "${1-}" in
  test)
    shift
    exec "$HARNESS_HOME/tests/run.sh" "$@"
    ;;
  "")
    build
    exec "$program" run "$HARNESS_HOME/scenarios/server-closes-first.yaml" "$HARNESS_HOME/scenarios/client-closes-first.yaml"
    ;;
  *)
    build
    exec "$program" "$@"
    ;;
esac
