#!/bin/sh
# Install Tricity in an empty Debian, as docs/how-to/install-on-a-server.md says, and look whether it answers.
#
#   sudo deploy/try_installation.sh            (needs debootstrap, some minutes, 4 GB in the temporary folder)
#
# The Debian mirror is the one apt uses on this machine. Settings, all optional:
#   TRICITY_TRY_ROOT   a folder to work in; one that holds a Debian already is used as it is, and kept
#   TRICITY_TRY_BIND   files and folders of this machine to be seen in there at the same place (wheels, certificates)
#   PIP_*, npm_config_*, http_proxy, https_proxy, no_proxy are handed on as they are
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
name=tricity.example.org
https_port=${TRICITY_TRY_PORT:-18443}
http_port=$((https_port + 1))
kept=${TRICITY_TRY_ROOT:-}
root=${kept:-$(mktemp -d /var/tmp/tricity-try.XXXXXX)}
server=
mounted=

say() { printf '\n== %s\n' "$*"; }
die() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
inside() { env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
    "$@" ; }
in_root() { # the command sees this machine's settings of pip, npm and the proxy, nothing else of it
    set -- chroot "$root" "$@"
    for variable in $(env | sed -n 's/^\(PIP_[A-Za-z_]*\|npm_config_[A-Za-z_]*\|https\{0,1\}_proxy\|no_proxy\)=.*/\1/p'); do
        eval "value=\$$variable"
        set -- "$variable=$value" "$@"
    done
    inside "$@"
}
bind() { # $1 here, $2 options
    [ -d "$1" ] && mkdir -p "$root$1"
    [ -d "$1" ] || { mkdir -p "$root$(dirname "$1")"; [ -e "$root$1" ] || : > "$root$1"; }
    mount --bind "$1" "$root$1"
    mounted="$root$1 $mounted"
    [ "${2:-}" != ro ] || mount -o remount,bind,ro "$root$1"
}
clean_up() {
    set +e
    [ ! -s "$root/run/tricity-nginx.pid" ] || kill "$(cat "$root/run/tricity-nginx.pid")"
    if [ -n "$server" ]; then kill "$(cat "$root/run/tricity.pid")"; wait "$server"; fi
    for place in $mounted; do umount "$place"; done
    # Never delete through a mount that did not go away.
    if [ -z "$kept" ] && ! grep -q " $root/" /proc/mounts; then rm -rf "$root"; fi
}

[ "$(id -u)" = 0 ] || die "only root can make a Debian root and enter it"
command -v debootstrap > /dev/null || die "debootstrap is missing (apt-get install debootstrap)"
trap clean_up EXIT
trap 'exit 1' INT TERM

say "An empty Debian"
if [ ! -x "$root/usr/bin/apt-get" ]; then
    target=$(apt-get indextargets --format '$(SITE) $(RELEASE)' 'Created-By: Packages' | grep -v -e security -e updates -e backports | head -n 1)
    suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
    mirror=${target% *}
    [ -n "$mirror" ] || die "apt has no mirror"
    debootstrap --variant=minbase "$suite" "$root" "$mirror" > "$root.log" 2>&1 || die "debootstrap, see $root.log"
    rm -f "$root.log"
fi
for file in /etc/resolv.conf /etc/hosts; do cp "$file" "$root$file"; done
cp -r /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/"
for place in /proc /dev /dev/pts; do bind "$place"; done
for place in ${TRICITY_TRY_BIND:-}; do bind "$place" ro; done

say "Packages of Debian (step 1)"
packages=$(sed -n 's/^ *apt-get install --no-install-recommends //p' "$here/docs/how-to/install-on-a-server.md" | head -n 1)
[ -n "$packages" ] || die "the page names no packages"
in_root apt-get update -qq
# The page's packages, and what this trial itself needs.
in_root apt-get install -qq --yes --no-install-recommends $packages systemd curl openssl > /dev/null

say "The program (step 2)"
mkdir -p "$root/opt/tricity"
git -c safe.directory='*' -C "$here" archive HEAD | tar -x -C "$root/opt/tricity"
in_root sh -c 'cd /opt/tricity && make .make/run'

say "Account, settings, unit (steps 3 and 4)"
in_root sh -c '
set -eu
cd /opt/tricity
id tricity > /dev/null 2>&1 || adduser --system --group --home /var/lib/tricity --no-create-home --quiet tricity
install -m 0640 -g tricity deploy/tricity.env.example /etc/tricity.env
install -m 0644 deploy/tricity.service /etc/systemd/system/
install -m 0755 deploy/tricity-admin /usr/local/sbin/
install -d -o tricity -g tricity -m 0750 /var/lib/tricity
systemd-analyze verify /etc/systemd/system/tricity.service'
start=$(sed -n 's/^ExecStart=//p' "$root/etc/systemd/system/tricity.service")

say "The service, started by hand as the unit would"
rm -f "$root/var/log/tricity.log"
# shellcheck disable=SC2016 # the variables are those of the shell in there
in_root sh -c 'echo $$ > /run/tricity.pid; umask 0027; set -a; . /etc/tricity.env; set +a; cd "$TRICITY_DATA"
    HOME=$TRICITY_DATA PYTHONUTF8=1 exec setpriv --reuid=tricity --regid=tricity --init-groups '"$start" \
    > "$root/var/log/tricity.log" 2>&1 &
server=$!

say "The proxy (step 5), with a certificate made here"
in_root sh -c "
set -eu
install -d -m 0700 /etc/ssl/tricity
install -d -o www-data /var/cache/nginx-tricity
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=$name -addext subjectAltName=DNS:$name \
    -keyout /etc/ssl/tricity/key.pem -out /etc/ssl/tricity/certificate.pem 2> /dev/null
chmod 0644 /etc/ssl/tricity/certificate.pem; chmod 0755 /etc/ssl/tricity
install -m 0644 /opt/tricity/deploy/tricity-nginx.conf /etc/nginx/sites-available/tricity
sed -i -e 's/listen 80;/listen 127.0.0.1:$http_port;/' -e 's/listen 443 ssl/listen 127.0.0.1:$https_port ssl/' -e '/listen \\[::\\]/d' \
    -e 's/Host \$host;/Host \$host:$https_port;/' \
    /etc/nginx/sites-available/tricity
ln -sf ../sites-available/tricity /etc/nginx/sites-enabled/tricity
rm -f /etc/nginx/sites-enabled/default
sed -i 's#^pid .*#pid /run/tricity-nginx.pid;#' /etc/nginx/nginx.conf
nginx -t
nginx"

say "Does it answer?"
in_root env TRICITY_TRY_PORT="$https_port" TRICITY_TRY_HTTP_PORT="$http_port" TRICITY_TRY_NAME="$name" \
    sh /opt/tricity/deploy/try_answers.sh || { tail -n 30 "$root/var/log/tricity.log" >&2; die "the site does not answer as it should"; }

say "The installation works."
