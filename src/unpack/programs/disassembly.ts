/**
 * Listings of `objdump -d`, `-D` and `-S`, GNU's and LLVM's: the bytes of each line, with the constants that lie between code (`-D`; AVR,
 * firmware). An instruction has as many bytes as it needs, so this is no dump of equal lines; and characters are not shown.
 *
 *       2020:	2d 2d 2d 2d 2d       	sub    $0x2d2d2d2d,%eax
 *    8000100:	2d2d2d2d 	.word	0x2d2d2d2d
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import type { Entry, SourceContainer } from '../container/container.ts';
import { latin1 } from '../container/text.ts';

const HEAD_BYTES = 512;
/** The name of the file is before the colon; a member of an archive follows the archive's. */
const BEGINNING =
  /^(?:In archive [^\n]{1,200}:)?(?:\r?\n){1,2}[^\n:]{1,200}(?::[^\n:]{1,20})?:\s{1,8}file format ([\w-]{2,40})\r?\n/;
/** An address, groups of hex digits with a blank between them, and the instruction behind a tab. */
const LINE = /^[ \t]*([\da-f]{1,13}):[ \t]+((?:[\da-f]{2}){1,4}(?: (?:[\da-f]{2}){1,4})*) *(?:\t|\r?$)/;
/** Processors whose words are printed as they are stored; most have the least significant byte first. */
const BIG_ENDIAN = /big|m68k|sparc|s390|powerpc(?!le)/;
/** Longer lines are of sources. */
const MAX_LINE_BYTES = 4096;
/** Bytes handed on at a time, at least. */
const PIECE_BYTES = 64 << 10;
const LINE_FEED = '\n';

export const disassembly: SourceContainer = {
  id: 'disassembly',
  title: 'bytes in listings of `objdump -d`, `-D` and `-S`',
  limits: 'listings in the middle of other text',
  reads: 'source',
  headBytes: HEAD_BYTES,
  keepsLeaf: 'searched',
  firstBytes: [...Buffer.from('\r\nI')],
  sniff: (head) => BEGINNING.test(latin1(head.subarray(0, HEAD_BYTES))),
  async *entries(source, budget): AsyncGenerator<Entry> {
    const head = latin1(source.read(0, Math.min(HEAD_BYTES, source.size)));
    const isBigEndian = BIG_ENDIAN.test(BEGINNING.exec(head)?.[1] ?? '');
    yield { name: 'bytes', open: () => bytesOf(source, isBigEndian, budget) };
  },
};

/** A line end stands where addresses do not follow one another. */
async function* bytesOf(source: ByteSource, isBigEndian: boolean, budget: Budget): AsyncGenerator<Uint8Array> {
  let [hex, expected]: [string, number | undefined] = ['', undefined];
  for await (const line of linesOf(source, budget)) {
    const [, digits, groups] = LINE.exec(line) ?? [];
    if (digits === undefined || groups === undefined) continue;
    const row = groups.split(' ').map((group) => (isBigEndian ? group : reversed(group)));
    const address = Number.parseInt(digits, 16);
    if (expected !== undefined && address !== expected) hex += '0a';
    const bytes = row.join('');
    hex += bytes;
    expected = address + bytes.length / 2;
    if (hex.length < 2 * PIECE_BYTES) continue;
    yield Buffer.from(hex, 'hex');
    hex = '';
  }
  if (hex !== '') yield Buffer.from(hex, 'hex');
}

/** The bytes of a word from the last to the first. */
function reversed(digits: string): string {
  if (digits.length === 2) return digits;
  return digits.match(/../g)!.reverse().join('');
}

async function* linesOf(source: ByteSource, budget: Budget): AsyncGenerator<string> {
  let begun = '';
  for await (const chunk of streamOf(source)) {
    budget.checkTime();
    const lines = (begun + latin1(chunk)).split(LINE_FEED);
    begun = lines.pop()!.slice(0, MAX_LINE_BYTES);
    yield* lines;
  }
  yield begun;
}
