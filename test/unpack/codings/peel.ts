/** Asks the codings as the engine does, layer by layer. */
import { gunzipSync } from 'node:zlib';
import { codings } from '../../../src/unpack/codings/catalog.ts';
import { CODING_REACH_BYTES, type Coding, type Run } from '../../../src/unpack/codings/coding.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const WINDOW_BYTES = 1 << 20;
const MAX_LAYERS = 8;

/** The same in each run: one digest in four hundred decodes to what begins as a packed file does. */
const random = seededRandom(2026);

export function codingOf(id: string): Coding {
  const coding = codings.find((candidate) => candidate.id === id);
  if (coding === undefined) throw new Error(`no coding ${id}`);
  return coding;
}

/** What is found in windows of `windowBytes`; a run that reaches the end of its window is asked for again in a larger one. */
export function findAll(coding: Coding, bytes: Uint8Array, windowBytes = WINDOW_BYTES): Run[] {
  const found: Run[] = [];
  for (let at = 0; at < bytes.length; at += windowBytes) {
    const end = Math.min(bytes.length, at + windowBytes);
    const from = Math.max(0, at - CODING_REACH_BYTES);
    for (let ahead = CODING_REACH_BYTES, isDone = false; !isDone; ahead *= 4) {
      const to = Math.min(bytes.length, end + ahead);
      const runs = [...coding.find(bytes.subarray(from, to), at - from, end - from)];
      isDone = to === bytes.length || runs.every((run) => run.end < to - from);
      if (isDone) found.push(...runs.map((run) => ({ start: run.start + from, end: run.end + from })));
    }
  }
  return found;
}

export function decodeAll(coding: Coding, bytes: Uint8Array, windowBytes?: number): string[] {
  return findAll(coding, bytes, windowBytes).flatMap(({ start, end }) =>
    coding.decode(bytes.subarray(start, end)).map((decoded) => Buffer.from(decoded).toString('latin1')),
  );
}

/** Every layer that is found, by the steps that lead there. */
function* peel(bytes: Uint8Array, path: readonly string[] = []): Generator<[string, Buffer]> {
  yield [path.join('!'), Buffer.from(bytes)];
  if (path.length === MAX_LAYERS) return;
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return yield* peel(gunzipSync(bytes), [...path, 'gzip']);
  for (const coding of codings)
    for (const { start, end } of findAll(coding, bytes))
      for (const decoded of coding.decode(bytes.subarray(start, end))) yield* peel(decoded, [...path, coding.id]);
}

/** Paths of the layers in which `text` stands as it is. */
export function pathsTo(text: string, bytes: Uint8Array | string): string[] {
  return [...peel(Buffer.from(bytes))].filter(([, layer]) => layer.includes(text)).map(([path]) => path);
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Random letters and digits, all three kinds among them. */
export function word(length: number): string {
  const letters = Array.from({ length: length - 3 }, () => LETTERS[random.int(62)]);
  return `${['Q', 'f', '7'].join('')}${letters.join('')}`;
}

/** Lines as a program writes its settings, with `secret` in their middle. */
export function settings(secret: string): string {
  return `# made for a test\nhost: db.internal\nuser: reader\ntoken: ${secret}\nport: 5432\nmode: "plain"\n`;
}

export function wrapped(text: string, width: number, lineEnd = '\n'): string {
  return (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join(lineEnd);
}

export const noise = (bytes: number): Buffer => Buffer.from(random.bytes(bytes));

/** What each coding is made of: mixtures of these characters come close to it. */
export const ALPHABETS = [
  'AZaz09+/=-_\n\\ ',
  '0123456789abcdef:, \n',
  '0x1-,(byte) \n',
  '%2BQw7',
  '=3D\n\rQw7 ',
  '\\ux0{}n"\'Q7',
  '&#x;quotQ7',
  '"+ .\n\\bQw7',
  '\0A\0\0b',
];
