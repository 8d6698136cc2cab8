import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { scanBytes } from '../support/scan-bytes.ts';

/** What test/contract/evasions.test.ts does with codecs of ours, with the packers of Debian. */
const PACKERS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  gzip: ['gzip', '-c'],
  bzip2: ['bzip2', '-c'],
  xz: ['xz', '-c'],
  'xz in small blocks': ['xz', '-c', '--block-size=64'],
  lzma: ['xz', '-c', '--format=lzma'],
  lzip: ['lzip', '-c'],
  zstd: ['zstd', '-c', '-q'],
  lz4: ['lz4', '-c', '-q'],
};
const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const SECRET = Buffer.from(`a line before it\n${pem}a line behind it\n`);
const DECOY = Buffer.from('nothing to see here\n'.repeat(10));
const JUNK = Buffer.from('some words of junk that mean nothing at all\n');
let fingerprint: string;
beforeAll(async () => {
  fingerprint = (await scanBytes({ plain: SECRET })).findings[0]!.fingerprint;
});

async function expectFound(bytes: Uint8Array): Promise<void> {
  const verdict = await scanBytes({ 'artifact.bin': bytes });
  expect(verdict.findings.map((finding) => finding.fingerprint)).toContain(fingerprint);
  expect(verdict.gaps).toEqual([]);
}

/** What a format cannot have is no case of it. */
function when(isPossible: boolean): (name: string, run: () => Promise<unknown>) => void {
  return (name, run) => {
    if (isPossible) test(name, run);
  };
}

describe.each(Object.entries(PACKERS))('%s', (id, [program, ...args]) => {
  const pack = (input: Uint8Array): Buffer => {
    const { status, stdout } = spawnSync(program, args, { input });
    if (status !== 0) throw new Error(`${program} failed or is not there`);
    return stdout;
  };
  test('alone', () => expectFound(pack(SECRET)));
  test('with junk behind it', () => expectFound(Buffer.concat([pack(SECRET), JUNK])));
  // A file of LZMA alone is one stream, and lzma(1) refuses more.
  when(id !== 'lzma')('in the second of two streams', () => expectFound(Buffer.concat([pack(DECOY), pack(SECRET)])));
  when(id !== 'lzma')('across two streams', () =>
    expectFound(Buffer.concat([pack(SECRET.subarray(0, 80)), pack(SECRET.subarray(80))])),
  );
  when(id !== 'lzma')('behind a stream of nothing', () =>
    expectFound(Buffer.concat([pack(Buffer.alloc(0)), pack(SECRET)])),
  );
  when(id !== 'lzma')('in the second of two streams, with junk between', () =>
    expectFound(Buffer.concat([pack(DECOY), JUNK, pack(SECRET)])),
  );
});
