#!/usr/bin/env bash
# yaml 2.9.1 (npm) and js-yaml 4.1.0: a block text with an indentation indicator, whose first line is deeper than the indicator
# says, and whose last line is spaces alone, one more than the indicator.
# Behaviour: that last line is content (YAML 1.2, 8.1.1: deeper than the indicator), a line with one space. js-yaml, and libyaml as
# well, read it so. yaml drops the line without an error or a warning. With a first line that is as deep as the indicator, it
# keeps it. So a text that is written with an indicator because it begins with spaces can come back shorter.
# Output seen:
#   first line deeper: yaml "  a\n", js-yaml "  a\n \n", errors 0, warnings 0
#   first line as deep: yaml "a\n \n", js-yaml "a\n \n", errors 0, warnings 0
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund yaml@2.9.1 js-yaml@4.1.0

cat >show.cjs <<'SCRIPT'
const { parseDocument } = require('yaml');
const { load } = require('js-yaml');
const texts = { 'first line deeper': '- |2\n    a\n   \n', 'first line as deep': '- |2\n  a\n   \n' };
for (const [name, text] of Object.entries(texts)) {
  const document = parseDocument(text);
  const [read, other] = [document.toJS()[0], load(text)[0]].map((value) => JSON.stringify(value));
  console.log(`${name}: yaml ${read}, js-yaml ${other}, errors ${document.errors.length}, warnings ${document.warnings.length}`);
}
SCRIPT

seen=$(node show.cjs)
echo "$seen"
expected='first line deeper: yaml "  a\n", js-yaml "  a\n \n", errors 0, warnings 0
first line as deep: yaml "a\n \n", js-yaml "a\n \n", errors 0, warnings 0'
[ "$seen" = "$expected" ] || { echo 'this has changed' >&2; exit 1; }
