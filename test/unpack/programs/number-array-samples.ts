/** Samples of keys whose bytes are the numbers of an array. */
import { javaArrayOf, WIDE, wideNumbersOf } from '../../builders/number-arrays.ts';
import type { ContainerSample } from '../container-samples.ts';

const marks = ['mark-first', 'mark-second', 'mark-third'];
const note = Buffer.from(`-----BEGIN NOTE-----\n${marks.join(`\n${'some text '.repeat(300)}\n`)}\n`);
const behind = Buffer.from('  ~~~');

export function javaArraySamples(): readonly ContainerSample[] {
  return (['byte', 'char', 'int'] as const).map((type) => ({
    ...{ variant: type, marks },
    // From the instruction that makes the array, by which it is found.
    bytes: Buffer.concat([javaArrayOf(note, type).subarray(3), behind]),
  }));
}

export function wideNumberSamples(): readonly ContainerSample[] {
  return ['int64, little-endian', 'float32'].map((variant) => ({
    ...{ variant, marks },
    bytes: Buffer.concat([wideNumbersOf(note, WIDE[variant]!), behind]),
  }));
}
