/** Programs with packed parts. Marks stand in what is packed, and in the plain bytes beside it. */

import { deflateRawSync, deflateSync } from 'node:zlib';
import { assemblyOf } from '../../builders/dotnet-assembly.ts';
import { buildBundle } from '../../builders/dotnet-bundle.ts';
import {
  buildElf,
  compressedSection,
  ELF_CLASSES,
  type ElfClass,
  zdebugSection,
  zlibSection,
} from '../../builders/elf.ts';
import { buildFat, buildMacho } from '../../builders/macho.ts';
import { buildMsf, namedStreams } from '../../builders/msf.ts';
import { buildPe } from '../../builders/pe.ts';
import { buildPortablePdb, embeddedSource } from '../../builders/portable-pdb.ts';
import { elfProgram, packElf } from '../../builders/upx.ts';
import type { ContainerSample } from '../container-samples.ts';

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

export function machoSamples(): readonly ContainerSample[] {
  const slice = (name: string, wordBytes: 4 | 8, littleEndian: boolean): Buffer =>
    buildMacho({ wordBytes, littleEndian }, [
      { name: '__text', bytes: mark(`plain in ${name}`) },
      zdebugSection('__zdebug_info', mark(`packed in ${name}`)),
    ]);
  const marksOf = (...names: string[]): string[] =>
    names.flatMap((name) => [mark(`plain in ${name}`), mark(`packed in ${name}`)]);
  const fat = [slice('x', 8, true), slice('y', 4, true), slice('z', 4, false)].map((bytes) => ({ cpu: 7, bytes }));
  const sections = ['a', 'b', 'c'].map((name) => zdebugSection(`__zdebug_${name}`, mark(`section ${name}`)));
  const alone = ['a', 'b', 'c'].map((name) => mark(`section ${name}`));
  return [
    { variant: '64 bit', bytes: buildMacho({ wordBytes: 8, littleEndian: true }, sections), marks: alone },
    { variant: '32 bit, big endian', bytes: buildMacho({ wordBytes: 4, littleEndian: false }, sections), marks: alone },
    { variant: 'universal', bytes: buildFat(fat, { wide: false }), marks: marksOf('x', 'y', 'z') },
    { variant: 'universal, 64 bit', bytes: buildFat(fat, { wide: true }), marks: marksOf('x', 'y', 'z') },
  ];
}

export function bundleSamples(): readonly ContainerSample[] {
  const hosts = {
    ELF: buildElf(ELF_CLASSES[0]!, [{ name: '.data', bytes: mark('host') }]),
    PE: buildPe([{ name: '.data', bytes: mark('host') }]),
    'Mach-O': buildMacho({ wordBytes: 8, littleEndian: true }, [{ name: '__data', bytes: mark('host') }]),
  };
  return Object.entries(hosts).map(([variant, host]) => {
    const files = [
      { name: 'app.dll', data: mark('packed'), type: 1, packed: true },
      { name: 'large.dll', data: `${'x'.repeat(2_000_000)}${mark('end of a large file')}`, type: 1, packed: true },
      { name: 'stored.dll', data: mark('stored assembly'), type: 1 },
      { name: 'data.bin', data: mark('stored file'), type: 0 },
    ];
    const marks = ['host', 'packed', 'end of a large file', 'stored assembly', 'stored file'].map(mark);
    return { variant, bytes: buildBundle(host, files), marks };
  });
}

export function upxSamples(): readonly ContainerSample[] {
  const marks = ['code', 'constants', 'symbols'].map(mark);
  const segments = [0, 8192, 60_000].map((start, index) => ({
    start,
    content: Buffer.concat([Buffer.from(index === 0 ? '' : marks[index - 1]!), Buffer.alloc(4000, index)]),
  }));
  return ([64, 32] as const).map((bits) => ({
    variant: `ELF of ${bits} bits`,
    bytes: packElf(elfProgram(segments, bits, marks[2]!), segments),
    marks,
  }));
}

export function peSamples(): readonly ContainerSample[] {
  const marks = ['plain', 'zdebug', 'symbols'].map(mark);
  const sections = [{ name: '.text', bytes: marks[0]! }, zdebugSection('.zdebug_str', marks[1]!)];
  const symbols = Buffer.concat([Buffer.from('MPDB'), Buffer.alloc(4), deflateRawSync(marks[2]!)]);
  symbols.writeUInt32LE(marks[2]!.length, 4);
  const debug = [{ type: 17, bytes: symbols }];
  const settings = ['constant', 'field', 'argument'].map(mark);
  const code = [`ldstr ${settings[1]!}`, 'stsfld password', `ldstr ${settings[2]!}`, 'callvirt SetToken/1'];
  return [
    ...([32, 64] as const).map((bits) => ({
      variant: `${bits} bit`,
      bytes: buildPe(sections, { bits, debug }),
      marks,
    })),
    {
      variant: '.NET',
      bytes: assemblyOf({ methods: [{ name: 'main', code }], constants: { ApiKey: settings[0]! }, head: 'fat' }),
      marks: settings,
    },
  ];
}

export function portablePdbSamples(): readonly ContainerSample[] {
  const marks = ['plain', 'source', 'end of a large source'].map(mark);
  const sources = [marks[1]!, `${'x'.repeat(2_000_000)}${marks[2]!}`].map((text) => embeddedSource(text));
  return [{ variant: 'with sources', bytes: buildPortablePdb([marks[0]!, ...sources]), marks }];
}
