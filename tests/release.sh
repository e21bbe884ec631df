#!/usr/bin/env bash
# Installs each thing that ./run.sh release has made into a throw-away place, runs the main job from it as an ordinary user to whom no SDK
# is to be found, looks at what it counted, and removes it again. Run by './run.sh test release'.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
release=$PWD/artifacts/release
version=$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' Directory.Build.props)
passed=0 failed=0
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
chmod 755 "$place"
dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")

# A PATH with what the Debian package depends on, and a shell: neither dotnet nor a compiler.
mkdir "$place/bin"
for program in sh env dirname readlink cat ip nsenter prlimit setpriv setsid unshare mount umount mkdir rm id true; do
  ln -s "$(type -P "$program")" "$place/bin/$program"
done

# as_user FOLDER COMMAND...: as nobody in particular, in a folder of that user.
as_user() {
  local folder=$1 user=()
  shift
  mkdir -p "$folder"
  if [ "$(id -u)" = 0 ]; then
    chown 54321:54321 "$folder"
    user=(setpriv --reuid 54321 --regid 54321 --clear-groups --bounding-set=-all --)
  fi
  (cd "$folder" && env -i "PATH=$place/bin" "HOME=$folder" ${runtime:+"DOTNET_ROOT=$runtime"} "${user[@]}" "$@")
}

# check NAME COMMAND...: the command must succeed; what it says is shown when it does not.
check() {
  local name=$1 log
  shift
  if log=$("$@" 2>&1); then
    echo "  ok    $name"
    passed=$((passed + 1))
  else
    echo "  FAIL  $name"
    sed 's/^/        /' <<<"$log"
    failed=$((failed + 1))
  fi
}

# ran FOLDER ROOT PROGRAM: the main job counts what it must, a chart is drawn of it, and nothing is written where the program is.
ran() {
  local folder=$1 root=$2 program=$3 before summary expected
  before=$(find "$root" | sort | md5sum)
  as_user "$folder" "$program" run server-closes-first --quiet || return 1
  summary=$(tr -d ' \n' <"$folder/results/latest/summary.json") || return 1
  for expected in '"verdict":"passed"' '"closed_first":{"server":1000,"client":0,' '"time_wait":{"entered":1000,' '"time_wait":{"entered":0,'; do
    [[ $summary == *"$expected"* ]] || { echo "summary.json has no $expected"; return 1; }
  done
  as_user "$folder" "$program" report results/latest --png || return 1
  [ -s "$folder/results/latest/charts/time_wait.png" ] || { echo "no chart was drawn"; return 1; }
  [ "$before" = "$(find "$root" | sort | md5sum)" ] || { echo "it wrote into its own folders"; return 1; }
  rm -rf "$folder/results"
}

# says PATTERN COMMAND...: what the command prints is that.
says() {
  local expected=$1 said
  shift
  said=$("$@") || return 1
  [[ $said == $expected ]] || { echo "says '$said', not '$expected'"; return 1; }
}

# lists FOLDER PROGRAM: it finds some dozens of scenarios of its own.
lists() { [ "$(as_user "$1" "$2" list | wc -l)" -gt 50 ]; }

# schemas ROOT: each scenario's $schema leads to a file.
schemas() {
  local file to found=0
  while IFS= read -r -d '' file; do
    to=$(sed -n 's/^# yaml-language-server: \$schema=//p' "$file")
    [ -s "$(dirname "$file")/$to" ] || { echo "$file: there is no $to"; return 1; }
    found=$((found + 1))
  done < <(find "$1" -path '*/scenarios/*.yaml' -print0)
  [ "$found" -gt 50 ]
}

# program NAME ROOT PROGRAM: what must hold of each form; the program is below its root.
program() {
  check "$1: says its version and its agent" says "harness $version (native agent)" as_user "$place/home" "$2/$3" --version
  check "$1: finds its scenarios" lists "$place/home" "$2/$3"
  check "$1: editors find the schema of each" schemas "$2"
  check "$1: runs the main job as an ordinary user, without an SDK" ran "$place/home" "$2" "$2/$3"
}

echo "== what was made =="
[ -d "$release" ] || { echo "there is no $release: './run.sh release' makes it" >&2; exit 1; }
check "checksums" bash -c "cd '$release' && sha256sum --check --quiet SHA256SUMS"

echo "== archive =="
tar -x -C "$place" -f "$release/harness-$version-linux-x64.tar.gz"
root=$place/harness-$version-linux-x64
program "archive" "$root" bin/harness
check "archive: licences of all that is in it" test -s "$root/share/doc/harness/LICENSE" -a -s "$root/share/doc/harness/licences/echarts/LICENSE" \
  -a -s "$root/share/doc/harness/licences/SkiaSharp.NativeAssets.Linux.NoDependencies/THIRD-PARTY-NOTICES.txt" \
  -a -s "$root/share/doc/harness/licences/Microsoft.NETCore.App.Runtime.linux-x64/THIRD-PARTY-NOTICES.TXT"
check "archive: man pages" bash -c "man -l '$root/share/man/man1/harness-run.1.gz' | grep -q 'harness-run - '"
rm -rf "$root"

echo "== archive for arm64, which does not run here =="
tar -x -C "$place" -f "$release/harness-$version-linux-arm64.tar.gz"
root=$place/harness-$version-linux-arm64
for file in harness libcoreclr.so libSkiaSharp.so; do
  check "arm64: $file is for that processor" says "b7 00" bash -c "od -An -tx1 -j18 -N2 '$root/lib/harness/$file' | xargs"
done
if [ -f "$root/lib/harness/harness-agent" ]; then
  check "arm64: harness-agent is for that processor" says "b7 00" bash -c "od -An -tx1 -j18 -N2 '$root/lib/harness/harness-agent' | xargs"
else
  check "arm64: it says that there is no native agent" test -s "$root/share/doc/harness/AGENT"
fi
rm -rf "$root"

echo "== Debian package =="
root=$place/debian
mkdir -p "$root/var/lib/dpkg/"{info,updates,triggers}
touch "$root/var/lib/dpkg/status" "$root/var/lib/dpkg/available"
if [ "$(id -u)" = 0 ]; then
  # What it depends on is in the real root alone.
  check "Debian package: installs" dpkg --root="$root" --force-depends --log=/dev/null -i "$release/harness_${version}_amd64.deb"
  program "Debian package" "$root/usr" bin/harness
  check "Debian package: its files are as packed" says "" dpkg --root="$root" --verify harness
  check "Debian package: is removed" dpkg --root="$root" --log=/dev/null --purge harness
  check "Debian package: leaves nothing" says "" find "$root" -path "$root/var" -prune -o -type f -print
else
  dpkg-deb -x "$release/harness_${version}_amd64.deb" "$root"
  program "Debian package (only unpacked: not root)" "$root/usr" bin/harness
fi

echo "== .NET tool =="
# The runtime without the SDK.
runtime=$place/dotnet
mkdir "$runtime"
ln -s "$dotnet/host" "$dotnet/shared" "$runtime/"
cp "$dotnet/dotnet" "$runtime/"
tool() { NUGET_PACKAGES=$place/packages DOTNET_CLI_HOME=$place dotnet tool "$1" --tool-path "$place/tool" "${@:2}" harness; }
check "tool: installs" tool install --add-source "$release" --version "$version"
[ "$(id -u)" != 0 ] || chown -R 54321:54321 "$place/tool"
program "tool" "$place/tool" harness
check "tool: is removed" tool uninstall
check "tool: leaves nothing" test ! -e "$place/tool/harness"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
