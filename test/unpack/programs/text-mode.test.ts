import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { textMode } from '../../../src/unpack/programs/text-mode.ts';
import { asWindowsText } from '../../builders/windows-text.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { AMPLE, list, noise } from '../observe.ts';

const LF = 0x0a;
/** A key in which a line feed stands: half of those of EC have none. */
function keyWithLineFeed(make: () => { readonly privateKey: KeyObject; readonly publicKey: KeyObject }) {
  for (;;) {
    const { privateKey, publicKey } = make();
    const der = privateKey.export({ type: 'pkcs8', format: 'der' });
    const spki = publicKey.export({ type: 'spki', format: 'der' });
    if (der.includes(LF)) return { der, spkiSha256: createHash('sha256').update(spki).digest('hex') };
  }
}

describe('a file that was written in text mode', () => {
  test.each([
    ['RSA', () => generateKeyPairSync('rsa', { modulusLength: 2048 })],
    ['EC', () => generateKeyPairSync('ec', { namedCurve: 'P-256' })],
  ])('shows the key of %s in it', async (_, make) => {
    const { der, spkiSha256 } = keyWithLineFeed(make);
    const { findings, gaps } = await scanBytes({ 'key.der': asWindowsText(der) });
    expect(findings.filter(({ confidence }) => confidence === 'proven')).toMatchObject([{ facts: { spkiSha256 } }]);
    expect(gaps).toEqual([]);
  });

  test('is none if it is longer than its frame, whose bytes may have been a carriage return and a line feed', () => {
    const { der } = keyWithLineFeed(() => generateKeyPairSync('ec', { namedCurve: 'P-256' }));
    const written = asWindowsText(der);
    expect(textMode.sniff(written)).toBe(true);
    for (const changed of [written.subarray(0, -1), Buffer.concat([written, Buffer.of(7)])])
      expect(textMode.sniff(changed)).toBe(false);
  });

  test('is whole again, whatever the chunks, with the carriage returns of its own', async () => {
    const bytes = Buffer.concat([Buffer.from('1f8b0800', 'hex'), noise(9000), Buffer.from('\r\n\r\r\n\n\r')]);
    for (const chunkBytes of [1, 2, 777, 65_536]) {
      const { entries } = await list(textMode, asWindowsText(bytes), chunkBytes);
      expect(entries.map((entry) => entry.bytes.equals(bytes))).toEqual([true]);
    }
  });

  test('is whole again where a chunk is empty behind a carriage return', async () => {
    const bytes = Buffer.concat([Buffer.from('1f8b0800', 'hex'), Buffer.from('\n'.repeat(9))]);
    const written = asWindowsText(bytes);
    const cut = written.indexOf('\r') + 1;
    const chunks = async function* () {
      yield* [written.subarray(0, cut), Buffer.alloc(0), written.subarray(cut)];
    };
    for await (const entry of textMode.entries(chunks(), new Budget(AMPLE))) {
      if (!('open' in entry)) throw new Error(entry.trouble.message);
      const whole: Uint8Array[] = [];
      for await (const chunk of entry.open()) whole.push(chunk);
      expect(Buffer.concat(whole)).toEqual(bytes);
    }
  });

  test('is told by all of its line feeds, of which a packed file must have some', () => {
    const packed = gzipSync(noise(3000));
    const written = asWindowsText(packed);
    expect(textMode.sniff(written)).toBe(true);
    expect(textMode.sniff(packed)).toBe(false);
    expect(textMode.sniff(Buffer.concat([written.subarray(0, 2000), Buffer.of(LF)]))).toBe(false);
    const few = Buffer.from('1f8b0800 0d0a 0d0a 0d0a'.replaceAll(' ', ''), 'hex');
    expect(textMode.sniff(few)).toBe(false);
    expect(textMode.sniff(Buffer.concat([few, Buffer.from('\r\n')]))).toBe(true);
    expect(textMode.sniff(Buffer.from('0 lines\r\nof text\r\n'))).toBe(false);
  });
});
