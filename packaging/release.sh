#!/usr/bin/env bash
# Makes into artifacts/release/ what can be installed: a .NET tool, an archive for each processor, a Debian package, and their checksums.
#   ./run.sh release           all of it; the same commit gives the same bytes
#   ./run.sh release --twice   makes it twice and compares
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
umask 022
export LC_ALL=C TZ=UTC DOTNET_EnableDiagnostics=0 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# All that carries a time carries that of the commit: https://reproducible-builds.org/specs/source-date-epoch/
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
# As many threads as there are processors would give other bytes on another machine.
export SOURCE_DATE_EPOCH DPKG_DEB_THREADS_MAX=1

version=$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' Directory.Build.props)
host=$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')
out=$PWD/artifacts/release
work=$PWD/artifacts/packing

say() { echo "release: $*"; }

# publish PROJECT FOLDER OPTION...: quietly, unless it fails.
publish() {
  local project=$1 folder=$2 log
  shift 2
  if ! log=$(dotnet publish "harness/$project" -c Release --artifacts-path "$work/build" -p:ContinuousIntegrationBuild=true \
      -p:RunAnalyzers=false "$@" -o "$folder" 2>&1); then
    grep error <<<"$log" | sort -u >&2 || tail -5 <<<"$log" >&2
    return 1
  fi
  rm -f "$folder"/*.xml
}

# agent PROCESSOR: the native agent for it, as $work/agent-PROCESSOR/harness-agent, where a linker for it is installed.
agent() {
  local options=()
  if [ "$1" != "$host" ]; then
    local gcc
    gcc=$(sed 's/x64/x86_64/; s/arm64/aarch64/' <<<"$1")-linux-gnu
    command -v "$gcc-gcc" >/dev/null || return 1
    # The build passes a --target, which only clang knows.
    cat >"$work/cross-gcc" <<SCRIPT
#!/usr/bin/env bash
for word; do shift; [[ \$word == --target=* ]] || set -- "\$@" "\$word"; done
exec $gcc-gcc "\$@"
SCRIPT
    chmod +x "$work/cross-gcc"
    options=("-p:CppCompilerAndLinker=$work/cross-gcc" "-p:ObjCopyName=$gcc-objcopy")
  fi
  publish Harness.AgentProgram "$work/agent-$1" -r "linux-$1" "${options[@]}"
}

# documents FOLDER: what is to be read, with the licence of everything.
documents() {
  mkdir -p "$1/licences"
  cp --parents LICENSE NOTICES README.md CHANGELOG.md {scenarios,results}/README.md docs/*.md docs/*.png docs/claims/*.svg docs/schema/*.json "$1"
  local vendored name number packages file
  for vendored in harness/Harness.Reporting/vendor/*/; do
    name=$1/licences/$(basename "$vendored")
    mkdir "$name"
    find "$vendored" -maxdepth 1 -name 'LICENSE*' -o -name NOTICE | xargs cp -t "$name"
  done
  packages=$(dotnet nuget locals global-packages --list | sed 's/^global-packages: //')
  while read -r name number; do
    for file in "$packages/${name,,}/$number"/{LICENSE*,THIRD-PARTY-NOTICES*,Notices/*}; do
      [ -f "$file" ] || continue
      mkdir -p "$1/licences/$name"
      cp "$file" "$1/licences/$name"
    done
  done < <(
    awk '/^---- packages/ { on = 1; next } /^---- end of packages/ { on = 0 } on && /^[^ ]/' NOTICES
    sed -n "s/.*\"runtimepack.\(Microsoft.NETCore.App.Runtime.linux-$host\)\/\(.*\)\": {/\1 \2/p" "$work/program-$host/harness.deps.json" | head -1)
}

# shipped FOLDER: the scenarios, and where they say that it is the schema by which editors complete them.
shipped() {
  mkdir -p "$1/docs/schema"
  cp -r scenarios "$1/scenarios"
  cp docs/schema/scenario.schema.json "$1/docs/schema"
}

# tree PROCESSOR FOLDER: an installed program below FOLDER, as it would be below /usr.
tree() {
  local lib=$2/lib/harness share=$2/share
  mkdir -p "$2/bin" "$share/man/man1" "$share/bash-completion/completions" "$share/zsh/site-functions" "$share/fish/vendor_completions.d" \
    "$share/harness" "$share/doc"
  mkdir "$2/lib"
  cp -r "$work/program-$1" "$lib"
  cat >"$2/bin/harness" <<'SCRIPT'
#!/bin/sh
# The runtime's diagnostic pipes in /tmp would stay behind when a run is killed.
export DOTNET_EnableDiagnostics="${DOTNET_EnableDiagnostics:-0}"
exec "$(dirname "$(readlink -f "$0")")/../lib/harness/harness" "$@"
SCRIPT
  chmod +x "$2/bin/harness"
  shipped "$share/harness"
  dotnet "$work/portable/harness.dll" manual "$share/man/man1"
  gzip -9n "$share"/man/man1/*.1
  dotnet "$work/portable/harness.dll" completion bash >"$share/bash-completion/completions/harness"
  dotnet "$work/portable/harness.dll" completion zsh >"$share/zsh/site-functions/_harness"
  dotnet "$work/portable/harness.dll" completion fish >"$share/fish/vendor_completions.d/harness.fish"
  documents "$share/doc/harness"
  if [ -f "$work/agent-$1/harness-agent" ]; then
    cp "$work/agent-$1/harness-agent" "$lib"
  else
    echo "This program has no native agent: no linker for $1 was installed where it was packed. It plays the agents itself." \
      >"$share/doc/harness/AGENT"
  fi
}

# dated FOLDER: everything in it is of the commit's time.
dated() { find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +; }

archive() {
  local name=harness-$version-linux-$1
  tree "$1" "$work/$name"
  tar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --format=gnu -C "$work" -c "$name" | gzip -9n >"$out/$name.tar.gz"
}

debian() {
  local root=$work/debian
  mkdir -p "$root/DEBIAN" "$root/usr/share/zsh"
  cp -r "$work/harness-$version-linux-x64/." "$root/usr"
  mv "$root/usr/share/zsh/site-functions" "$root/usr/share/zsh/vendor-completions"
  local documents=$root/usr/share/doc/harness glibc
  cp packaging/copyright "$documents/copyright"
  cat LICENSE >>"$documents/copyright"
  glibc=$(cat "$root"/usr/lib/harness/*.so "$root"/usr/lib/harness/harness* | grep -ao 'GLIBC_2\.[0-9]*' | sort -Vu | tail -1)
  sed -e "s/@VERSION@/$version/; s/@GLIBC@/${glibc#GLIBC_}/; s/@SIZE@/$(du -sk --apparent-size "$root/usr" | cut -f1)/" packaging/control >"$root/DEBIAN/control"
  (cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
  dated "$root"
  dpkg-deb --root-owner-group -Zxz -z3 --build "$root" "$out/harness_${version}_amd64.deb" >/dev/null
}

# One package for every processor: the runtime is the machine's, and what is native is in runtimes/.
tool() {
  local root=$work/tool any=$work/tool/tools/net10.0/any processor
  mkdir -p "$any"
  cp -r "$work/portable/." "$any"
  find "$any/runtimes" -mindepth 1 -maxdepth 1 ! -name linux-x64 ! -name linux-arm64 -exec rm -r {} +
  rm "$any/harness"
  shipped "$any"
  for processor in x64 arm64; do
    [ ! -f "$work/agent-$processor/harness-agent" ] || cp "$work/agent-$processor/harness-agent" "$any/runtimes/linux-$processor/native/"
  done
  cp packaging/DotnetToolSettings.xml "$any"
  documents "$root"
  sed "s/@VERSION@/$version/" packaging/harness.nuspec >"$work/harness.nuspec"
  dated "$root"
  dotnet pack harness/Harness.Cli -c Release --no-build --artifacts-path "$work/build" -v quiet \
    "-p:NuspecFile=$work/harness.nuspec" "-p:NuspecBasePath=$root" -o "$out" >&2
}

make_all() {
  local processor
  rm -rf "$out" "$work"
  mkdir -p "$out" "$work"
  say "building the program for this machine's .NET, linux-x64 and linux-arm64, and the native agents ..."
  publish Harness.Cli "$work/portable"
  for processor in x64 arm64; do
    publish Harness.Cli "$work/program-$processor" -r "linux-$processor" --self-contained -p:PublishReadyToRun=true
    agent "$processor" || say "no native agent for linux-$processor: a linker for it is missing (gcc, or gcc-$processor-linux-gnu); that program plays the agents itself"
  done
  say "packing ..."
  archive x64
  archive arm64
  debian
  tool
  (cd "$out" && sha256sum -- * >SHA256SUMS)
}

if [ $# -gt 1 ] || [[ "${1---twice}" != --twice ]]; then
  echo "release: '$*' is none of its options; there is --twice" >&2
  exit 2
fi
missing=()
for program in git dotnet dpkg-deb tar gzip; do command -v "$program" >/dev/null || missing+=("$program"); done
if [ ${#missing[@]} -gt 0 ]; then
  echo "release: ${missing[*]} is missing" >&2
  exit 3
fi
[ -z "$(git status --porcelain --untracked-files=no)" ] || say "the checkout has changes that are in no commit: this is not what the commit gives"
say "harness $version, some five minutes${1:+ twice over}"
make_all
if [ "${1-}" = --twice ]; then
  mv "$out" "$out.first"
  make_all
  for file in "$out.first"/*; do
    cmp "$file" "$out/${file##*/}" || { say "$(basename "$file") is not the same the second time"; exit 4; }
  done
  rm -rf "$out.first"
  say "twice the same bytes"
fi
say "linux-arm64 was built here, not run"
(cd "$out" && du -h --apparent-size -- *)
