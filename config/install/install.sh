#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what config/install/packages.txt lists: the groups named as arguments, or all of them. Root or sudo. Asks the
# network for nothing when nothing is missing.
set -eu
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
groups=" ${*:-build run test lint} "

missing=()
while read -r group package _; do
  case "$group" in ''|'#'*) continue ;; esac
  [[ $groups == *" $group "* ]] || continue
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [[ $state == installed ]] || missing+=("$package")
done <"$here/packages.txt"
[[ ${#missing[@]} -gt 0 ]] || exit 0

as_root=()
if [[ $(id -u) -ne 0 ]]; then
  if ! command -v sudo >/dev/null; then
    echo "install.sh: these packages are missing, and this user is neither root nor has sudo: ${missing[*]}" >&2
    echo "install.sh: run as root: apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 77
  fi
  as_root=(sudo)
fi

echo "install.sh: installing ${#missing[@]} packages: ${missing[*]}"
"${as_root[@]}" apt-get update -q >/dev/null
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends "${missing[@]}" >/dev/null
