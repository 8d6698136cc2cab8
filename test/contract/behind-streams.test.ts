/**
 * A checksum that fits says of a packed stream that it is sound, and nothing of what stands behind it in the same section, object or
 * value. Behind every stream a packed key is found, or a gap tells of it; and the same with megabytes behind all, when the file is
 * scanned in ranges, and whatever was scanned before it.
 */
import { generateKeyPairSync } from 'node:crypto';
import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { apportReport } from '../builders/apport-report.ts';
import { buildElf, compressedSection, ELF_CLASSES, type ElfSectionSpec, zdebugSection } from '../builders/elf.ts';
import { buildMacho } from '../builders/macho.ts';
import { buildPdf } from '../builders/pdf.ts';
import { buildPe } from '../builders/pe.ts';
import { delta, fresh, window } from '../builders/svndiff.ts';
import { scanBytes } from '../support/scan-bytes.ts';
import { bitcodeOf } from '../unpack/programs/bitcode-samples.ts';

const key = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ format: 'pem', type: 'pkcs1' });
const slack = Buffer.concat([Buffer.alloc(64), gzipSync(key), Buffer.alloc(8)]);
const X64 = ELF_CLASSES[0]!;
const debug = Buffer.from('debug information '.repeat(40));
const withSlack = (section: ElfSectionSpec) => ({
  ...section,
  bytes: Buffer.concat([Buffer.from(section.bytes as string), slack]),
});
const zlib = compressedSection(X64, '.debug_info', { type: 1, size: debug.length, packed: deflateSync(debug) });
const text = 'a text of forty bytes, which packs not so well';
const behindZlib = (bytes: Buffer) => Buffer.concat([deflateSync(bytes), slack]);

const FILES: Readonly<Record<string, Buffer>> = {
  'a section of ELF': buildElf(X64, [withSlack(zlib)]),
  'an old section of ELF': buildElf(X64, [withSlack(zdebugSection('.zdebug_info', debug))]),
  'a section of PE': buildPe([withSlack(zdebugSection('.zdebug_info', debug))]),
  'a section of Mach-O': buildMacho(X64, [withSlack(zdebugSection('__zdebug_info', debug))]),
  'bitcode of LLVM': Buffer.concat([
    bitcodeOf({
      seven: 'a string of seven bits',
      six: 'a.name.of.six.bits',
      plain: 'a string without an abbreviation',
    }),
    slack,
  ]),
  'a delta of Subversion': delta(
    1,
    window(1, { made: text.length, steps: [fresh(text.length)], data: text, pack: behindZlib }),
  ),
  'a stream of PDF': buildPdf([{ data: '', packed: behindZlib(debug), entries: { Filter: '/FlateDecode' } }]),
  'a field of Apport': Buffer.concat([apportReport({ Title: 'a crash' }, { CoreDump: debug }).subarray(0, -1), slack]),
};

describe.each(Object.entries(FILES))('behind %s', (_, file) => {
  test.each([0, 2])('a packed key is found or told of, with %i threads', async (threads) => {
    const { findings, gaps } = await scanBytes({ file }, { threads });
    expect(findings.length + gaps.length).toBeGreaterThan(0);
  });
});

test.each(['a section of ELF', 'bitcode of LLVM', 'a field of Apport'])(
  'the same in a file that is scanned in ranges: behind %s',
  async (name) => {
    const one = await scanBytes({ file: FILES[name]! });
    const large = Buffer.concat([FILES[name]!, Buffer.alloc(18 << 20)]);
    const { findings, gaps, stats } = await scanBytes({ file: large }, { threads: 2 });
    expect(findings.map(({ fingerprint }) => fingerprint)).toEqual(one.findings.map(({ fingerprint }) => fingerprint));
    expect(gaps.map(({ code }) => code)).toEqual(one.gaps.map(({ code }) => code));
    expect(stats.formats).toEqual(one.stats.formats);
  },
);
