/** Scripts of installers that makensis made (test/recipes/packages.ts), with their files behind them. */
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { nsisScript } from '../../../src/unpack/seven-zip/nsis-script.ts';
import { fixtureRows, readFixture } from '../../support/container-fixtures.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { AMPLE } from '../observe.ts';

const rows = fixtureRows.filter(({ file }) => file.startsWith('nsis-script-'));
const HEAD_BYTES = 28;
/** Of LZMA: the last one may be made of what is cut off. */
const LONGEST_MATCH_BYTES = 273;

async function read(bytes: Uint8Array): Promise<{ script: Buffer; troubles: string[] }> {
  const chunks: Uint8Array[] = [];
  const troubles: string[] = [];
  for await (const item of nsisScript(new MemorySource(bytes), new Budget(AMPLE))) {
    if ('trouble' in item) troubles.push(item.trouble.message);
    else chunks.push(await buffer(item.open()));
  }
  return { script: Buffer.concat(chunks), troubles };
}

describe.each(rows)('$file', (row) => {
  const { bytes } = readFixture(row);
  const scriptBytes = Buffer.from(bytes).readUInt32LE(20);

  test('all of it', async () => {
    const { script, troubles } = await read(bytes);
    expect([script.length, troubles]).toEqual([scriptBytes, []]);
    expect(script.toString('latin1')).toContain(row.marker);
  });

  test('cut behind every third byte: what is there, and what is missing is told', async () => {
    const whole = (await read(bytes)).script;
    for (let length = HEAD_BYTES + 4; length < bytes.length; length += 3) {
      const { script, troubles } = await read(bytes.subarray(0, length));
      const sound = script.subarray(0, Math.max(0, script.length - LONGEST_MATCH_BYTES));
      if (!whole.subarray(0, sound.length).equals(sound)) throw new Error(`another script when cut at ${length}`);
      if (troubles.length !== (script.length < scriptBytes ? 1 : 0)) throw new Error(`no gap when cut at ${length}`);
    }
  });

  test('a size that is not so is told', async () => {
    const longer = Buffer.from(bytes);
    longer.writeUInt32LE(64 << 20, 20);
    expect((await read(longer)).troubles).toEqual([
      expect.stringMatching(/^expected 67108864 bytes of a compiled script/),
    ]);
  });

  test('a size of all data that no file has is told', async () => {
    const endless = Buffer.from(bytes);
    endless.writeUInt32LE(0xffff_ffff, 24);
    const { stats, gaps } = await scanBytes({ endless });
    expect(stats.formats.nsis).toBe(1);
    expect(gaps.map(({ code }) => code)).toContain('damaged');
  });
});

test('every way to pack is there', () => {
  expect(rows).toHaveLength(7);
});
