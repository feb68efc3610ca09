import { commandPath, cpuTime } from './command.mjs';
import { makeConfigMaps, makeManifests, makeRelease } from './fleet.mjs';
import { median } from './measure.mjs';
import { atMost, told } from './table.mjs';

/** What lies in manifests, against the same texts as files; and manifests of other programs, which hold none. */
export async function* kubernetesRows({ all }) {
  const [small, large] = [makeConfigMaps(1000), makeConfigMaps(5000)];
  const pairs = Array.from({ length: all ? 5 : 3 }, () => planTime(small.manifests) / planTime(small.files));
  yield atMost('1,000 configurations in ConfigMaps, to the same as files', median(pairs), 1.5, { unit: ' ×' });
  const growth = Math.log(planTime(large.manifests) / planTime(small.manifests)) / Math.log(5);
  yield atMost('5,000 ConfigMaps planned, growth', growth, 1.1, { gate: true });
  const release = makeRelease(500);
  const ratios = Array.from({ length: all ? 5 : 3 }, () => planTime(release.values) / planTime(release.files));
  yield atMost('a release of three values files, to the same as files', median(ratios), 1.5, { unit: ' ×' });
  for (const place of [release.files, release.values, small.files, small.manifests, large.files, large.manifests]) place.remove();
  if (!all) return;
  const others = makeManifests(3500);
  yield told('40 MB of manifests of other programs', planTime(others), { unit: ' ms', digits: 0 });
  others.remove();
}

function planTime({ source }) {
  return cpuTime(commandPath, 'migrate', source);
}
