#!/usr/bin/env bash
# Makes docs/report.png: the top of the page that ./run.sh alone leads to. Needs chromium.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
./run.sh run who-holds-time-wait --quiet --out "$work" >&2
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/profile" --virtual-time-budget=5000 \
  --window-size=1280,1240 --screenshot="$PWD/docs/report.png" "file://$(echo "$work"/*/report.html)#light" 2>/dev/null
