#!/usr/bin/env node
// In the words of any Node.js (ES5), so that an old one can say that it is too old.
if (parseInt(process.versions.node, 10) >= 20) {
  require('../dist/start.js').start();
} else {
  console.error('flb-convert needs Node.js 20 or later: this is %s', process.versions.node);
  process.exitCode = 2;
}
