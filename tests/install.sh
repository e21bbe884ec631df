#!/usr/bin/env bash
# Installs what the tests need and is missing. As root with apt-get only; what is then still missing is said, and so are the tests without it.
#   tests/install.sh          on a terminal: lists the packages and asks first; else (no terminal, or CI is set) installs them
#   tests/install.sh --yes    asks nothing
# No service of these packages is started: while they are installed a policy-rc.d forbids it (invoke-rc.d(8)).
set -euo pipefail
# Servers live in sbin, which an ordinary user's PATH may lack.
export PATH="$PATH:${DPKG_ROOT-}/usr/sbin:${DPKG_ROOT-}/sbin"

# program:package of Debian and Ubuntu
needs=(ip:iproute2 ss:iproute2 unshare:util-linux setpriv:util-linux prlimit:util-linux script:bsdutils gcc:gcc strace:strace tcpdump:tcpdump tshark:tshark chromium:chromium
  zsh:zsh fish:fish groff:groff-base curl:curl siege:siege ab:apache2-utils wrk:wrk hey:hey nginx:nginx-light lighttpd:lighttpd
  ssh:openssh-client sshd:openssh-server srun:slurm-client slurmd:slurmd slurmctld:slurmctld munged:munge)
missing=()
for need in "${needs[@]}"; do
  command -v "${need%%:*}" >/dev/null || [[ " ${missing[*]-} " = *" ${need##*:} "* ]] || missing+=("${need##*:}")
done
[ -e /usr/include/linux/inet_diag.h ] || missing+=(linux-libc-dev libc6-dev)
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "tests: missing packages: ${missing[*]}; tests that need them are skipped and say so" >&2
  exit 0
fi
if [ "${1-}" != --yes ] && [ -z "${CI-}" ] && [ "${HARNESS_NO_SKIPS-}" != 1 ] && [ -t 0 ] && [ -t 2 ]; then
  echo "tests: these packages are missing, and would be installed with apt-get (their services are not started):" >&2
  printf '  %s\n' "${missing[@]}" >&2
  read -r -p "Install them? [Y/n] " answer || answer=n
  if [[ ! "$answer" =~ ^([yY].*)?$ ]]; then
    echo "tests: nothing is installed; tests that need these packages are skipped and say so" >&2
    exit 0
  fi
fi

servers="nginx-light lighttpd openssh-server slurmd slurmctld munge"
policy="${DPKG_ROOT-}/usr/sbin/policy-rc.d"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# One of an earlier run that was killed is this script's too.
if [ ! -e "$policy" ] || grep -qs "Of tests/install.sh" "$policy"; then
  trap 'rm -f "$log" "$policy"' EXIT
  printf '#!/bin/sh\n# Of tests/install.sh, while it runs: starts no service.\nexit 101\n' >"$policy"
  chmod +x "$policy"
elif said=0; "$policy" nginx start >/dev/null 2>&1 || said=$?; [ "$said" != 101 ]; then
  echo "tests: $policy of this machine lets services start: $servers are not installed" >&2
  kept=()
  for package in "${missing[@]}"; do
    [[ " $servers " = *" $package "* ]] || kept+=("$package")
  done
  missing=("${kept[@]}")
  [ ${#missing[@]} -gt 0 ] || exit 0
fi
echo "tests: installing ${missing[*]} ..." >&2
if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  tail -5 "$log" >&2
  echo "tests: not everything could be installed; tests that need it are skipped and say so" >&2
fi
