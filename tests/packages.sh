#!/bin/sh
# Installs the Debian packages that the tests need (or those named as arguments), and leaves no daemon running behind.
set -eu

wanted=${*:-"chromium dovecot-imapd dovecot-lmtpd fonts-dejavu-core fonts-liberation fonts-wqy-microhei libatomic1 postgresql"}

if ! command -v dpkg-query >/dev/null; then
  echo "This is no Debian: please see to it yourself that these Debian packages' equivalents are here: $wanted" >&2
  exit 0
fi

missing=
for package in $wanted; do
  case $(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true) in
    installed) ;;
    *) missing="$missing $package" ;;
  esac
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
  as_root=
elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
  as_root=sudo
else
  echo "Missing Debian packages, and this user may not install them. Please run as root:" >&2
  echo "    apt-get install --no-install-recommends$missing" >&2
  exit 1
fi

echo "Installing Debian packages:$missing"
# The tests start their own servers; Debian's must not start now, nor at the next boot where it was not wanted before.
if [ ! -e /usr/sbin/policy-rc.d ]; then
  printf '#!/bin/sh\nexit 101\n' | $as_root tee /usr/sbin/policy-rc.d >/dev/null
  $as_root chmod 755 /usr/sbin/policy-rc.d
  trap '$as_root rm -f /usr/sbin/policy-rc.d' EXIT
  trap 'exit 1' HUP INT TERM
fi
# PostgreSQL's package would make a cluster of its own for whoever installs it.
clusters=/etc/postgresql-common/createcluster.d
case $missing in
  *postgresql*)
    $as_root mkdir -p "$clusters"
    echo 'create_main_cluster = false' | $as_root tee "$clusters/tieout-tests.conf" >/dev/null
    ;;
esac
install() {
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet=2 --no-install-recommends $missing >/dev/null
}
# Lists of packages age: they are fetched when the first try fails.
if ! install 2>/dev/null; then
  $as_root apt-get update --quiet=2
  install
fi
$as_root rm -f "$clusters/tieout-tests.conf"
case $missing in
  *dovecot*)
    if command -v systemctl >/dev/null && [ -d /run/systemd/system ]; then
      $as_root systemctl --quiet disable --now dovecot.service dovecot.socket 2>/dev/null || true
    fi
    ;;
esac
