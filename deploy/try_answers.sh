#!/bin/sh
# Asks a fresh installation, within the root that try_installation.sh made, what a visitor and a monitor would ask.
set -eu
name=$TRICITY_TRY_NAME
start=https://$name:$TRICITY_TRY_PORT
jar=$(mktemp)
password=$(openssl rand -base64 18)

die() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
ask() { curl --silent --show-error --noproxy '*' --cacert /etc/ssl/tricity/certificate.pem --resolve "$name:$TRICITY_TRY_PORT:127.0.0.1" \
    --cookie "$jar" --cookie-jar "$jar" "$@"; }
status() { ask --output /dev/null --write-out '%{http_code}' "$@"; }
token() { ask "$1" | sed -n 's/.*name="csrfmiddlewaretoken" value="\([^"]*\)".*/\1/p' | head -n 1; }
expect() { # $1 what, $2 wanted, $3 found
    [ "$2" = "$3" ] || die "$1: $3 instead of $2"
    printf '%-58s %s\n' "$1" "$3"
}

tries=0
until [ "$(status "$start/healthz")" = 200 ]; do
    tries=$((tries + 1))
    [ $tries -lt 90 ] || die "the site is not well after three minutes"
    sleep 2
done
expect "health, over https" 200 "$(status "$start/healthz")"
plain=$(curl --silent --noproxy '*' --output /dev/null --write-out '%{http_code}' -H "Host: $name" "http://127.0.0.1:$TRICITY_TRY_HTTP_PORT/")
expect "plain http leads to https" 301 "$plain"
ask --head "$start/en/setup/" | grep -i '^strict-transport-security:' > /dev/null || die "no HSTS"
expect "an empty site leads to the first page" "$start/en/setup/" "$(ask --output /dev/null --write-out '%{redirect_url}' "$start/en/needs/")"
for language in en ja ko zh-hans; do
    expect "first page, $language" 200 "$(status "$start/$language/setup/")"
done
mode=$(stat -c %a /var/lib/tricity/setup-code)
expect "the code is readable by the service alone" 600 "$mode"
code=$(cat /var/lib/tricity/setup-code)
grep -q "$code" /var/log/tricity.log || die "the code was not printed"

form() { # $1 code
    status --referer "$start/ko/setup/" --data-urlencode "csrfmiddlewaretoken=$(token "$start/ko/setup/")" \
        --data-urlencode "code=$1" --data-urlencode "site_name=시험" --data languages=ko --data languages=en --data languages=ja \
        --data languages=zh-hans --data default_language=ko --data country=KR --data-urlencode "name=관리자" --data name_language=ko \
        --data username=admin --data-urlencode "password=$password" --data-urlencode "password_again=$password" --data start=empty \
        "$start/ko/setup/"
}
expect "a wrong code is refused" 422 "$(form AAAA-AAAA-AAAA)"
expect "the right code sets the site up" 302 "$(form "$code")"
expect "its operator is signed in and reads the health page" 200 "$(status "$start/ko/health/")"
expect "the first page is gone" 404 "$(status "$start/ko/setup/")"
[ ! -e /var/lib/tricity/setup-code ] || die "the code is still there"
ask "$start/ko/" | grep '시험' > /dev/null || die "the name of the site is not shown"

: > "$jar"
sign_in() { # $1 password
    status --referer "$start/ko/sign-in/" --data-urlencode "csrfmiddlewaretoken=$(token "$start/ko/sign-in/")" \
        --data username=admin --data-urlencode "password=$1" "$start/ko/sign-in/"
}
expect "a wrong password is refused" 422 "$(sign_in wrong)"
expect "signing in" 302 "$(sign_in "$password")"
expect "health page" 200 "$(status "$start/ko/health/")"
sheet=$(ask "$start/ko/" | sed -n 's/.*href="\(\/static\/[^"]*\.css\)".*/\1/p' | head -n 1)
expect "a file of the page, from the proxy" 200 "$(status "$start$sheet")"
rm -f "$jar"
tricity-admin user list
tricity-admin doctor || printf 'tricity doctor has something to say (see above); a backup is made five minutes after the start\n'
