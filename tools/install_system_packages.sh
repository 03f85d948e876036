#!/bin/sh
# What the tests need beyond Python: Chromium, ffmpeg and a voice for replays, fonts of the four scripts, PostgreSQL, gettext.
# On Debian as root it is installed; elsewhere this says what is missing, and the tests that need it say that they were left out.
set -u
packages="chromium espeak-ng ffmpeg fonts-noto-cjk fonts-noto-core gettext iproute2 postgresql"
missing=""
for package in $packages; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing$missing …"
  export DEBIAN_FRONTEND=noninteractive
  # A cluster of the system's own is not wanted: the tests make a temporary one.
  mkdir -p /etc/postgresql-common && [ -f /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf
  apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing >/dev/null && exit 0
  echo "Could not install$missing: see the message above." >&2
  exit 1
fi
echo "Not installed:$missing. Install them for the whole suite (Debian: apt-get install$missing); the tests that need them are left out."
