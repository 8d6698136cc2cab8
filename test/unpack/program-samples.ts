/** Programs with packed parts. Marks stand in what is packed, and in the plain bytes beside it. */
import { deflateSync } from 'node:zlib';
import {
  buildElf,
  compressedSection,
  ELF_CLASSES,
  type ElfClass,
  zdebugSection,
  zlibSection,
} from '../builders/elf.ts';
import { buildMsf, namedStreams } from '../builders/msf.ts';
import type { ContainerSample } from './container-samples.ts';

const mark = (where: string): string => `<mark of ${where}>`;

export function elfSamples(): readonly ContainerSample[] {
  return ELF_CLASSES.map(elfSample);
}

function elfSample(kind: ElfClass): ContainerSample {
  const bytes = buildElf(kind, [
    { name: '.rodata', bytes: mark('plain') },
    zlibSection(kind, '.debug_str', mark('zlib')),
    zlibSection(kind, '.debug_info', `${'x'.repeat(2_000_000)}${mark('end of a large section')}`),
    compressedSection(kind, '.debug_line', { type: 2, size: 100, packed: Buffer.from(mark('Zstandard, as it lies')) }),
    zdebugSection('.zdebug_str', mark('zdebug')),
    { name: '.gnu_debugdata', bytes: mark('xz, as it lies') },
    { name: '.gnu.lto_.decls.1', bytes: deflateSync(mark('intermediate code')) },
  ]);
  const marks = ['plain', 'zlib', 'end of a large section', 'Zstandard, as it lies', 'zdebug', 'xz, as it lies'];
  const variant = `${kind.wordBytes * 8} bit, ${kind.littleEndian ? 'little' : 'big'} endian`;
  return { variant, bytes, marks: [...marks, 'intermediate code'].map(mark) };
}

export function pdbSamples(): readonly ContainerSample[] {
  return (['7.00', '2.00'] as const).map((version) => {
    // Each mark crosses the border of two blocks of 512 bytes.
    const crossing = (where: string): string => `${'x'.repeat(500)}${mark(where)}${'x'.repeat(700)}`;
    const streams = ['types', 'symbols', 'names'].map(crossing);
    const info = namedStreams([['/names', 5]]);
    const { bytes } = buildMsf([undefined, info, streams[0], streams[1], '', streams[2]], {
      version,
      free: mark('free'),
    });
    return { variant: `MSF ${version}`, bytes, marks: ['types', 'symbols', 'names', 'free'].map(mark) };
  });
}
