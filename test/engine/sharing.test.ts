import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { beforeAll, describe, expect, test } from 'vitest';
import { wholeChain } from '../../src/engine/chain.ts';
import { NO_CHANGES } from '../../src/engine/chain-changes.ts';
import { Examiner } from '../../src/engine/examiner.ts';
import type { ExaminerOptions } from '../../src/engine/examiner-options.ts';
import { Ledger } from '../../src/engine/ledger.ts';
import { knownKeysOf } from '../../src/engine/note-book.ts';
import { takes } from '../../src/engine/piece-lock.ts';
import { noPiecesOut, PIECE_BYTES, type Piece, Sharing } from '../../src/engine/sharing.ts';
import type { HandedOn, SharedTask, SharedWork } from '../../src/engine/task.ts';
import type { Verdict } from '../../src/model/result.ts';
import { limitsOf, parseSettings } from '../../src/settings/settings.ts';
import { buildZip } from '../builders/zip.ts';
import { fixtureRows, matchesPath, readFixture } from '../support/container-fixtures.ts';
import { isSlowRun } from '../support/is-slow-run.ts';
import { scanBytes } from '../support/scan-bytes.ts';
import { noise } from '../unpack/observe.ts';

const newKey = (): Buffer =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'der' });
const toPem = (der: Buffer): string =>
  `-----BEGIN PRIVATE KEY-----\n${der.toString('base64').replaceAll(/(.{64})/g, '$1\n')}\n-----END PRIVATE KEY-----\n`;

async function tarOf(files: Readonly<Record<string, Uint8Array>>): Promise<Buffer> {
  const tar = pack();
  for (const [name, bytes] of Object.entries(files)) tar.entry({ name, mtime: new Date(0) }, Buffer.from(bytes));
  tar.finalize();
  return buffer(tar);
}

/** Where one slab ends and the next begins: before the first of them nothing is kept. */
const edge = (number: number): number => wholeChain().bytesBefore + number * PIECE_BYTES;

/** Too large to be kept, with something at the edges of its slabs, and something that needs what comes behind. */
function stream(keys: readonly Buffer[]): Buffer {
  const bytes = Buffer.alloc(8 * PIECE_BYTES + 12_345, 'words and lines\n');
  const [a, b, c, d, e] = keys as [Buffer, Buffer, Buffer, Buffer, Buffer];
  a.copy(bytes, edge(1) - 20);
  b.copy(bytes, bytes.length - b.length);
  gzipSync(c).copy(bytes, edge(3) + 100);
  // Runs of text: one that is in two slabs, and one that is in three.
  const packed = gzipSync(`${randomBytes(20_000).toString('hex')} ${d.toString('hex')}`);
  Buffer.from(`"${packed.toString('base64')}"`).copy(bytes, edge(4) - 10_000);
  const text = Buffer.from('long lines\n'.repeat((1.2 * PIECE_BYTES) / 11));
  Buffer.from(`"${Buffer.concat([text, Buffer.from(toPem(e))]).toString('hex')}"`).copy(bytes, edge(5) - 1000);
  return bytes;
}

const untimed = ({ stats, artifacts, ...rest }: Verdict) => ({ ...rest, stats: { ...stats, elapsedMs: 0 }, artifacts });

describe('what is found does not depend on who scans it', () => {
  const keys = Array.from({ length: 12 }, newKey);
  let archive: Buffer;
  let streams: Buffer;
  beforeAll(async () => {
    const files: Record<string, Uint8Array> = { 'large.log': stream(keys) };
    for (let index = 0; index < 2000; index++)
      files[`small/${index}`] = Buffer.from(
        index % 400 === 7 ? toPem(keys[5 + (index % 7)]!) : `text ${index}\n`.repeat(30),
      );
    // A twentieth of them, of all kinds: each is unpacked nine times here.
    for (const row of fixtureRows.filter((_, index) => index % 20 === 0)) {
      const { name, bytes } = readFixture(row);
      if (bytes.length < 64 << 10) files[`fixtures/${name}`] = bytes;
    }
    archive = gzipSync(await tarOf(files), { level: 1 });
    streams = gzipSync(await tarOf({ one: stream(keys), two: stream(keys.slice(2)) }), { level: 1 });
  });

  test('an archive of small files, of archives and of a stream: 0, 1 and 3 threads agree', async () => {
    const inline = await scanBytes({ 'all.tar.gz': archive }, { threads: 0 });
    const paths = inline.findings.flatMap(({ places }) => places.map(({ path }) => path.slice('all.tar.gz!/'.length)));
    for (const expected of [...['', '!/gzip@*', '!/hex@*'].map((step) => `*large.log${step}`), '*small/7'])
      expect(paths.filter((path) => matchesPath(expected, path))).not.toEqual([]);
    for (const threads of isSlowRun ? [1, 3] : [3])
      expect(untimed(await scanBytes({ 'all.tar.gz': archive }, { threads }))).toEqual(untimed(inline));
  });

  test('archives side by side, each with a stream: nobody waits for ever', async () => {
    const files = Object.fromEntries(['a', 'b', 'c'].map((name) => [`${name}.tar.gz`, streams]));
    const inline = await scanBytes(files, { threads: 0 });
    expect(inline.findings.length).toBeGreaterThan(10);
    for (const threads of isSlowRun ? [2, 3] : [3])
      expect(untimed(await scanBytes(files, { threads }))).toEqual(untimed(inline));
  });

  test('gaps by the thousand, of files that others scan and of those that who unpacks opens', async () => {
    const files: Record<string, Uint8Array> = {};
    for (let index = 0; index < 1300; index++) {
      const encrypted = buildZip([{ name: 'x', packed: noise(200, index + 1), flags: 1 }]);
      // Not in the order of their names.
      const name = `${(index * 1409) % 1300}`.padStart(4, '0');
      files[name] = index % 3 === 0 ? encrypted : Buffer.from(`"${encrypted.toString('base64')}"`);
    }
    const gaps = gzipSync(await tarOf(files), { level: 1 });
    const inline = untimed(await scanBytes({ 'gaps.tar.gz': gaps }, { threads: 0 }));
    expect(inline.gaps.length).toBe(1001);
    expect(inline.gaps[0]!.message).toMatch(/^300 more/);
    expect(inline.gaps.at(-1)!.path).toMatch(/^gaps.tar.gz!.*!\/0999/);
    for (const threads of isSlowRun ? [1, 3] : [3])
      expect(untimed(await scanBytes({ 'gaps.tar.gz': gaps }, { threads }))).toEqual(inline);
  });

  test('7-Zip runs in vain a thousand times for an archive, however many threads share it', async () => {
    const text = Buffer.from(' goes before no block of xz, in a file that is long enough to be handed on'.repeat(4));
    const head = Buffer.from('fd377a585a0000016922de36', 'hex');
    const names = Array.from({ length: 1400 }, (_, index) => `${index}`);
    const files = names.map((name) => [name, Buffer.concat([Buffer.from(name), head, text])] as const);
    const archive = await tarOf(Object.fromEntries(files));
    for (const threads of [0, 2]) {
      const { gaps } = await scanBytes({ 'heads.tar': archive }, { threads });
      const untried = gaps.filter(({ message }) => message.includes('1 more were not tried'));
      // A thread may be in a run when another ends the thousandth.
      expect(untried.length).toBeGreaterThanOrEqual(400 - threads);
      expect(untried.length).toBeLessThanOrEqual(400);
    }
  });

  test('files go in batches and a stream in slabs, and what is found there comes back', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keysieve-sharing-'));
    const file = join(folder, 'all');
    writeFileSync(file, archive);
    const artifact = { path: 'all.tar.gz', file };
    const chain = wholeChain();
    const options: ExaminerOptions = {
      ...{ changes: NO_CHANGES, limits: limitsOf(parseSettings('cli', () => undefined)) },
      ...{ exclude: [], watchedKeys: [], digests: false, explain: undefined },
    };
    const [alone, shared] = [new Ledger(), new Ledger()];
    const other = new Examiner(chain, options);
    const handedOn: SharedTask[] = [];
    let through = 0;
    const out = noPiecesOut();
    const sharing = new Sharing({
      ...{ out, threads: 2, poll: () => {}, onWait: () => {} },
      post({ task, ticket }) {
        handedOn.push(task);
        void other
          .run(task, () => {})
          .then(({ parts, rest }) => {
            through++;
            for (const part of parts) shared.add(part);
            Atomics.sub(out, 0, 1);
            sharing.take({ ticket, keys: parts.flatMap(({ notes }) => knownKeysOf(notes)), ...(rest && { rest }) });
          });
      },
    });
    try {
      for (const [ledger, examiner] of [
        [alone, new Examiner(chain, options)],
        [shared, new Examiner(chain, options, sharing)],
      ] as const)
        for (const part of (await examiner.run({ kind: 'files', artifacts: [artifact] }, () => {})).parts)
          ledger.add(part);
      await sharing.until(() => handedOn.length === through, owner);
    } finally {
      rmSync(folder, { recursive: true });
    }
    const count = (wanted: string): number => handedOn.filter(({ kind }) => kind === wanted).length;
    expect([count('leaves') > 3, count('slab') > 3]).toEqual([true, true]);
    expect(shared.result({}, 0)).toEqual(alone.result({}, 0));
  });
});

const owner = {};
const piece: Piece = { owner, work: { kind: 'leaves' } as SharedWork, onBack: () => {}, here: async () => {} };

test('what nobody has begun is done by who waits for it, and only there', async () => {
  const posted: HandedOn[] = [];
  const done: string[] = [];
  const out = noPiecesOut();
  const sharing = new Sharing({
    ...{ out, threads: 2, poll: () => {}, onWait: () => {} },
    post: (work) => void posted.push(work),
  });
  const hand = (name: string): void =>
    sharing.handOn({
      ...piece,
      onBack: () => void done.push(`${name} elsewhere`),
      here: async () => void done.push(`${name} here`),
    });
  hand('first');
  hand('second');
  // Another thread begins the first, and gives it back while its owner does the second.
  expect(takes(posted[0]!.task.lock)).toBe(true);
  setTimeout(() => sharing.take({ ticket: posted[0]!.ticket, keys: [] }), 10);
  await sharing.until(() => done.length === 2, owner);
  expect(done).toEqual(['second here', 'first elsewhere']);
  expect(takes(posted[1]!.task.lock)).toBe(false);
  sharing.take({ ticket: posted[1]!.ticket, keys: [] });
  expect(done.length).toBe(2);
});

test('what is of an artifact that is through is left to others', async () => {
  const posted: HandedOn[] = [];
  const done: string[] = [];
  const sharing = new Sharing({
    ...{ out: noPiecesOut(), threads: 2, poll: () => {}, onWait: () => {} },
    post: (work) => void posted.push(work),
  });
  sharing.handOn({ ...piece, owner: {}, here: async () => void done.push('of the one before') });
  sharing.handOn({ ...piece, here: async () => void done.push('its own') });
  await sharing.until(() => done.length > 0, owner);
  expect(done).toEqual(['its own']);
  expect(takes(posted[0]!.task.lock)).toBe(true);
});

test('no more is handed on than keeps everybody at work, and nothing by a thread that is alone', () => {
  const posted: HandedOn[] = [];
  const out = noPiecesOut();
  const newSharing = (threads: number): Sharing =>
    new Sharing({ out, threads, poll: () => {}, onWait: () => {}, post: (work) => void posted.push(work) });
  expect(newSharing(1).hasRoom).toBe(false);
  const sharing = newSharing(2);
  while (sharing.hasRoom) sharing.handOn(piece);
  expect(posted.length).toBe(4);
  // Another thread's count too; and what is through makes room only when both know.
  expect(newSharing(2).hasRoom).toBe(false);
  Atomics.sub(out, 0, 1);
  expect([sharing.hasRoom, newSharing(2).hasRoom]).toEqual([false, true]);
  sharing.take({ ticket: posted[0]!.ticket, keys: [] });
  expect(sharing.hasRoom).toBe(true);
});
