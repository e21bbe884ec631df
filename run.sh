#!/usr/bin/env bash
# ./run.sh               builds, runs the main job: the same connections closed first by the server, then by the client
# ./run.sh COMMAND ...   builds when something changed, then: harness COMMAND ...   (./run.sh --help)
# ./run.sh test          installs what the tests need, where it may, and runs them
# ./run.sh release       makes into artifacts/release/ what can be installed: a .NET tool, archives, a Debian package
# Before any of these: --with-nbomber[=VERSION] builds this optional part in; docs/load.md says what it is.
set -euo pipefail

# A link to this script, from ~/bin say, leads to the checkout that it is in.
home=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
export HARNESS_HOME=$home
# Results go into the checkout, or, where that is not this user's to write to, into the folder where the command is typed.
[ -w "$home" ] || export HARNESS_RESULTS=$PWD/results
# The runtime's diagnostic pipes in /tmp would stay behind when a run is killed.
export DOTNET_EnableDiagnostics=0 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# With the optional part it is another program, in a folder of its own: one that cannot be built leaves the others as they are.
folder="$home/artifacts/harness"
properties=()

while true; do
  case "${1-}" in
    --with-nbomber)
      properties+=(-p:WithNBomber=true)
      folder+=${1#--with}
      ;;
    --with-nbomber=?*)
      properties+=(-p:WithNBomber=true "-p:NBomberVersion=${1#*=}")
      folder+=${1#--with}
      ;;
    # It was an optional part once, and scripts may still ask for it.
    --with-scottplot | --with-scottplot=?*) echo "run.sh: $1 is no longer needed: every build draws charts with ScottPlot" >&2 ;;
    --with-*)
      echo "run.sh: '$1' is no optional part; there is --with-nbomber[=VERSION]" >&2
      exit 2
      ;;
    *) break ;;
  esac
  shift
done
program="$folder/harness"

# sources ACTION...: what find(1) does with each file that the program is made of.
sources() {
  (cd "$home" && find harness servers clients Directory.*.props global.json \
    \( -name bin -o -name obj -o -name node_modules \) -prune -o -type f "$@")
}

build() {
  local made_of
  if [ -x "$program" ] && [ -z "$(sources -newer "$program" -print -quit)" ]; then
    return
  fi
  # git checkout makes files new that are as they were.
  made_of=$(sources -print0 | sort -z | (cd "$home" && xargs -0 sha256sum) | sha256sum)
  if [ -x "$program" ] && [ "$made_of" = "$(cat "$folder.sources" 2>/dev/null)" ]; then
    # For the next time; a user who may not do it compares again.
    touch "$program" 2>/dev/null || true
    return
  fi
  if ! command -v dotnet >/dev/null; then
    echo "run.sh: the .NET 10 SDK is missing (dotnet is not on the PATH): see https://dotnet.microsoft.com/download" >&2
    exit 3
  fi
  # Asked for in global.json; dotnet itself says what is missing in twelve lines.
  local sdks
  sdks=$(dotnet --list-sdks | cut -d' ' -f1 | paste -sd' ')
  if [[ " $sdks" != *" 10."* ]]; then
    echo "run.sh: the .NET 10 SDK is missing (dotnet has ${sdks:-no SDK}): see https://dotnet.microsoft.com/download" >&2
    exit 3
  fi
  echo "run.sh: building the program${properties[*]:+ with ${properties[*]}}: some 20 s, and the first time on a machine a minute or two" \
    "more, to download 260 MB of packages ..." >&2
  local log
  # Compiled ahead of time: compiling at start would cost every command. The analyzers are for those who change the code: dotnet build runs them.
  if ! log=$(dotnet publish "$home/harness/Harness.Cli" -c Release --use-current-runtime --no-self-contained \
      -p:PublishReadyToRun=true -p:RunAnalyzers=false "${properties[@]}" -o "$folder" 2>&1); then
    echo "$log" >&2
    echo "run.sh: the build failed" >&2
    if [ ${#properties[@]} -gt 0 ]; then
      cat >&2 <<'HINT'
run.sh: this is about the optional part; the program without it is as it was. In the messages above,
  NU1101, NU1102   the package cannot be restored here: leave --with-nbomber out
  NU1903           a package that it brings has a known vulnerability: a warning, not the cause; later versions may be free of it
  NU1109, NU1605   it wants another Spectre.Console: SpectreConsoleVersion=... ./run.sh --with-nbomber ... (see docs/load.md)
  CS...            the adapter does not fit this version: name another with --with-nbomber=VERSION
HINT
    fi
    exit 3
  fi
  build_agent
  touch "$program"
  echo "$made_of" >"$folder.sources"
}

# The agent as a program of its own, which starts in milliseconds and compiles nothing while it measures. Without it the program plays the agents itself.
build_agent() {
  rm -f "$folder/harness-agent"
  if ! command -v clang >/dev/null && ! command -v gcc >/dev/null; then
    echo "run.sh: no C linker (clang or gcc): this program plays the agents itself; './run.sh doctor' says what a native agent needs" >&2
    return
  fi
  echo "run.sh: compiling the native agent: some 20 s ..." >&2
  local log
  if ! log=$(dotnet publish "$home/harness/Harness.AgentProgram" -c Release --use-current-runtime -p:RunAnalyzers=false -o "$folder" 2>&1); then
    grep -m 3 error <<<"$log" >&2 || tail -3 <<<"$log" >&2
    echo "run.sh: the native agent could not be compiled: this program plays the agents itself; './run.sh doctor' says what a native agent needs" >&2
    rm -f "$folder/harness-agent"
  fi
}

case "${1-}" in
  test)
    if [ ${#properties[@]} -gt 0 ]; then
      echo "run.sh: the tests are of the program without optional parts; leave --with-nbomber out" >&2
      exit 2
    fi
    shift
    exec "$home/tests/run.sh" "$@"
    ;;
  release)
    shift
    exec "$home/packaging/release.sh" "$@"
    ;;
  "")
    build
    exec "$program" run "$home/scenarios/who-holds-time-wait.yaml"
    ;;
  *)
    build
    exec "$program" "$@"
    ;;
esac
