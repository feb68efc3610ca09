#!/usr/bin/env bash
# ansible-core 2.14.18 (Debian 2.14.18-0+deb12u2): a host that does not answer, asked with the module fetch and with others.
# Behaviour: slurp, copy and ping call it UNREACHABLE, and the run ends with exit code 4. fetch calls the same host FAILED, with the
# same words of ssh, and the run ends with exit code 2: fetch takes whatever stops it for a failure of its own. So what a playbook
# says for hosts that are down (ignore_unreachable, the count in the recap) does not count for a task that fetches.
# Output seen:
#   ping: UNREACHABLE, exit code 4
#   copy: UNREACHABLE, exit code 4
#   slurp: UNREACHABLE, exit code 4
#   fetch: FAILED, exit code 2
set -euo pipefail

version=2.14.18-0+deb12u2
if [ "$(dpkg-query --show --showformat '${Version}' ansible-core 2>/dev/null)" != "$version" ]; then
  apt-get update -qq
  apt-get install -y -qq "ansible-core=$version" openssh-client >/dev/null
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export HOME=$folder

# Nobody listens at this port.
echo 'web ansible_connection=ssh ansible_host=127.0.0.1 ansible_port=1' >hosts

ask() {
  local said code=0
  said=$(ansible -i hosts web -m "$1" -a "$2" 2>&1) || code=$?
  echo "$1: $(grep -oE 'UNREACHABLE|FAILED' <<<"$said" | head -n 1), exit code $code"
}

seen=$(
  ask ping ''
  ask copy "content=x dest=$folder/x"
  ask slurp 'src=/etc/hostname'
  ask fetch 'src=/etc/hostname dest=fetched'
)
echo "$seen"
expected='ping: UNREACHABLE, exit code 4
copy: UNREACHABLE, exit code 4
slurp: UNREACHABLE, exit code 4
fetch: FAILED, exit code 2'
[ "$seen" = "$expected" ] || { echo 'this has changed' >&2; exit 1; }
