#!/bin/sh
# Installs what tests start beside Python, where it is missing: Chromium, Postgres, and a font with Arabic letters.
# On Debian and its kin as root. Elsewhere it says what to install, and fails, rather than let tests be left out.
set -eu

wanted=""
command -v chromium >/dev/null || wanted="$wanted chromium"
command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || wanted="$wanted postgresql"
[ -z "$(fc-list ':lang=ar' 2>/dev/null)" ] && wanted="$wanted fontconfig fonts-dejavu-core"
[ -n "$wanted" ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "The tests need programs that are not installed:$wanted. As root on Debian: apt-get install$wanted" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
export RUNLEVEL=1 # Debian starts a server of its own otherwise; tests start theirs
apt-get update -qq
# shellcheck disable=SC2086 - several words are meant
apt-get install -qq -y --no-install-recommends $wanted
