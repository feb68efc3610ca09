import { describe, expect, it } from 'vitest';
import { hostNames } from '../../src/fleet/host-names.js';

describe('the hosts of reports', () => {
  it.each([
    ['files of one directory', ['reports/web-01.json', 'reports/web-02.json'], ['web-01', 'web-02']],
    ['a directory each', ['web-01/plan.json', 'web-02/plan.json'], ['web-01', 'web-02']],
    ["Ansible's fetch", ['f/web-01/tmp/plan.json', 'f/web-02/tmp/plan.json'], ['web-01', 'web-02']],
    ['names of their own in directories', ['eu/web-01.json', 'us/web-01.json', 'us/web-02.json'], ['eu/web-01', 'us/web-01', 'us/web-02']],
    ['other depths', ['all/a.json', 'all/deep/a.json'], ['a', 'deep/a']],
    ['a suffix in capitals, no suffix', ['x/a.JSON', 'x/b'], ['a', 'b']],
    ['one', ['/srv/reports/web-01.json'], ['web-01']],
    ['none', [], []],
  ])('%s', (_, paths, names) => {
    expect(hostNames(paths)).toEqual(names);
  });
});
