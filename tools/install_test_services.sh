#!/bin/sh
# Installs what tests start beside Python, where it is missing: Chromium, Postgres, and a font with Arabic letters.
# On Debian and its kin as root. Elsewhere it says what to install, and fails, rather than let tests be left out.
# Firefox and WebKit come along on Debian (130 MB); elsewhere their tests are skipped, and say so.
set -eu

wanted=""
command -v chromium >/dev/null || wanted="$wanted chromium"
command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || wanted="$wanted postgresql"
[ -z "$(fc-list ':lang=ar' 2>/dev/null)" ] && wanted="$wanted fontconfig fonts-dejavu-core"

also=""
command -v firefox-esr >/dev/null || also="$also firefox-esr"
command -v WebKitWebDriver >/dev/null || also="$also webkit2gtk-driver"
command -v Xvfb >/dev/null || also="$also xvfb"
[ -n "$wanted$also" ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    [ -n "$wanted" ] || exit 0
    echo "The tests need programs that are not installed:$wanted. As root on Debian: apt-get install$wanted" >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
export RUNLEVEL=1 # Debian starts a server of its own otherwise; tests start theirs
apt-get update -qq
# shellcheck disable=SC2086 - several words are meant
apt-get install -qq -y --no-install-recommends $wanted
# shellcheck disable=SC2086 - several words are meant
[ -z "$also" ] || apt-get install -qq -y --no-install-recommends $also || echo "Left out:$also" >&2
