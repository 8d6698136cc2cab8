import { BitWriter } from '../../builders/bitstream.ts';
import { llvmLiteralOf } from '../../builders/llvm.ts';
import type { ContainerSample } from '../container-samples.ts';

const MAGIC = Buffer.from('4243c0de', 'hex');
const [IDENTIFICATION, CONSTANTS, BLOCKINFO, MODULE] = [13, 11, 0, 8];
const CHAR6 = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._';

/** An array of 7-bit characters by the fourth abbreviation, one of char6 by the fifth. */
function define(into: BitWriter): void {
  for (const encoding of [
    [1, 7],
    [4, -1],
  ] as const) {
    into.fixed(2, 3).vbr(3, 5).fixed(1, 1).vbr(9, 8).fixed(0, 1).fixed(3, 3).fixed(0, 1).fixed(encoding[0], 3);
    if (encoding[0] === 1) into.vbr(encoding[1], 5);
  }
}

/** Strings in a block of constants: of 7 bits, of 6 bits, and as numbers without an abbreviation; then words of 4 and 8 bytes. */
export function bitcodeOf({
  seven,
  six,
  plain,
}: {
  readonly seven: string;
  readonly six: string;
  readonly plain: string;
}): Buffer {
  const stream = new BitWriter()
    .block(IDENTIFICATION, 2, (block) => block.fixed(3, 3).vbr(1, 6).vbr(1, 6).vbr(76, 6))
    .block(MODULE, 2, (module) =>
      module
        .block(BLOCKINFO, 3, (info) => {
          info.fixed(3, 3).vbr(1, 6).vbr(1, 6).vbr(CONSTANTS, 6);
          define(info);
        })
        .block(CONSTANTS, 3, (block) => {
          block.fixed(4, 3).vbr(seven.length, 6);
          for (const byte of Buffer.from(seven)) block.fixed(byte, 7);
          block.fixed(5, 3).vbr(six.length, 6);
          for (const character of six) block.fixed(CHAR6.indexOf(character), 6);
          block.fixed(3, 3).vbr(8, 6).vbr(plain.length, 6);
          for (const byte of Buffer.from(plain)) block.vbr(byte, 6);
          const words = Array.from({ length: 8 }, (_, index) => Buffer.from(`word${index}...`));
          block.fixed(3, 3).vbr(22, 6).vbr(words.length, 6);
          for (const word of words) block.vbr(word.readUInt32LE(0), 6);
          block.fixed(3, 3).vbr(22, 6).vbr(words.length, 6);
          for (const word of words) block.vbr(Number(word.readBigUInt64LE(0) & (2n ** 53n - 1n)), 6);
        }),
    );
  return Buffer.concat([MAGIC, stream.bytes()]);
}

const TEXTS = { seven: 'mark-seven-bits', six: 'mark.six.bits', plain: 'mark-without-an-abbreviation' };
const MARKS = [...Object.values(TEXTS), 'word'.repeat(8)];

export const bitcodeSamples = (): readonly ContainerSample[] => [
  { variant: 'an object', bytes: bitcodeOf(TEXTS), marks: MARKS },
  { variant: 'in the wrapper of Darwin', bytes: wrapped(bitcodeOf(TEXTS)), marks: [...MARKS, 'mark-behind'] },
];

function wrapped(bitcode: Buffer): Buffer {
  const wrapper = Buffer.alloc(20);
  for (const [index, value] of [0x0b17c0de, 0, 20, bitcode.length, 7].entries())
    wrapper.writeUInt32LE(value, 4 * index);
  return Buffer.concat([wrapper, bitcode, Buffer.from('mark-behind')]);
}

export function llvmLiteralSamples(): readonly ContainerSample[] {
  // A sequence of a sequence, as keys begin.
  const marks = ['start', 'middle', 'behind'].map((where) => `<mark of ${where}>`);
  const bytes = Buffer.from(`0\x82\x04\x000\x0d\n${marks[0]}\0"\t\\${'x\n'.repeat(3000)}${marks[1]}`, 'latin1');
  const behind = Buffer.from(`, align 16 ; ${marks[2]}\n`);
  return [{ variant: 'a constant', bytes: Buffer.concat([llvmLiteralOf(bytes), behind]), marks }];
}
