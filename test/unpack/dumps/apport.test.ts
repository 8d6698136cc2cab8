import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { apport } from '../../../src/unpack/dumps/apport.ts';
import { apportReport } from '../../builders/apport-report.ts';
import { elfCore } from '../../builders/elf-core.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { AMPLE, list, texts } from '../observe.ts';

const TEXT = { Architecture: 'amd64', ProcMaps: '55d0-55d1 r--p 00000000\n7f00-7f01 rw-p 00000000' };

describe('a crash report of Apport', () => {
  test.each([1, 2, 100_001, 3 << 20])('gives its binary fields, whose pieces have %i bytes', async (pieceBytes) => {
    const core = randomBytes(pieceBytes < 3 ? 3000 : 4 << 20);
    const { entries, troubles } = await list(
      apport,
      apportReport(TEXT, { CoreDump: core, 'Other.bin': core.subarray(0, 100) }, { pieceBytes }),
    );
    expect([entries.map(({ name }) => name), troubles]).toEqual([['CoreDump', 'Other.bin'], []]);
    expect(gunzipSync(entries[0]!.bytes).equals(core)).toBe(true);
    expect(gunzipSync(entries[1]!.bytes).equals(core.subarray(0, 100))).toBe(true);
  });

  test('that is cut gives what there is', async () => {
    const bytes = apportReport(TEXT, { CoreDump: randomBytes(2000) });
    const { entries } = await list(apport, bytes.subarray(0, bytes.length - 701));
    expect(entries[0]!.bytes.length).toBeGreaterThan(1400);
  });

  test('has fields of other names, and what is none, passed over', async () => {
    const text = { Title: 'no field: base64', Quoted: 'one\nTwo: base64\nthree' };
    expect(texts(await list(apport, apportReport(text, {})))).toEqual([]);
  });

  test('says where each of them is packed, so that it is not opened twice', async () => {
    const bytes = apportReport(TEXT, { CoreDump: randomBytes(10) });
    const places: unknown[] = [];
    for await (const entry of apport.entries(new MemorySource(bytes), new Budget(AMPLE)))
      places.push('taken' in entry && entry.taken?.());
    expect(places).toEqual([[{ start: bytes.indexOf(': base64\n ') + 10, end: bytes.length - 1 }]]);
  });

  test('shows a key in the memory of the process, at its address', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const memory = Buffer.alloc(1 << 20);
    privateKey.export({ type: 'pkcs1', format: 'der' }).copy(memory, 4096);
    const format = { wordBytes: 8, littleEndian: true, machine: 62 } as const;
    const core = elfCore(format, [{ address: 0x7f0000000000n, bytes: memory }], []).bytes;
    const { findings, gaps } = await scanBytes({ '_usr_bin_signer.0.crash': apportReport(TEXT, { CoreDump: core }) });
    expect(gaps).toEqual([]);
    expect(findings.map(({ places }) => places[0]!.path)).toEqual(['_usr_bin_signer.0.crash!/CoreDump!/data']);
    expect(findings[0]!.places[0]!.address).toBeDefined();
  });
});
