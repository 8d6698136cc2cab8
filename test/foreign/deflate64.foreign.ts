/** Small files that 7-Zip packed with Deflate64 are unpacked without it. */
import { expect, test } from 'vitest';
import { MemorySource } from '../../src/bytes/memory-source.ts';
import { unpackSmallDeflate64 } from '../../src/unpack/codecs/small-deflate64.ts';
import { workshop } from '../support/foreign-program.ts';
import { noise } from '../unpack/observe.ts';

const shop = workshop();
const inputs: Record<string, Buffer> = {
  'a few bytes': Buffer.from('xyxyxyxyxyxyxyxyxyxyx'),
  'one match as long as they come': Buffer.alloc(64 << 10, 'x'),
  'runs of all lengths': Buffer.concat(Array.from({ length: 300 }, (_, run) => Buffer.alloc(run, run))),
  'a match from far back': Buffer.concat([noise(500), Buffer.alloc(60_000, 'abc'), noise(500)]),
  text: Buffer.from(Array.from({ length: 5000 }, (_, line) => `line ${(line * 7919) % 10_007}\n`).join('')),
  noise: noise(60_000),
};

test.each(Object.entries(inputs))('%s', (_, bytes) => {
  for (const level of [1, 9]) {
    shop.write('file', bytes);
    shop.run('7z', ['a', '-tzip', '-mm=Deflate64', `-mx=${level}`, `${level}.zip`, 'file']);
    const archive = shop.file(`${level}.zip`);
    shop.run('rm', [`${level}.zip`]);
    // APPNOTE 4.3.7. 7-Zip stores what does not get smaller.
    const [method, start] = [archive.readUInt16LE(8), 30 + archive.readUInt16LE(26) + archive.readUInt16LE(28)];
    const packed = archive.subarray(start, start + archive.readUInt32LE(18));
    if (method === 0) expect(packed.equals(bytes)).toBe(true);
    else expect(unpackSmallDeflate64(new MemorySource(packed), bytes.length)).toEqual(new Uint8Array(bytes));
  }
});

test('what has more or fewer bytes than it should is left to 7-Zip', () => {
  shop.write('file', inputs.text!);
  shop.run('7z', ['a', '-tzip', '-mm=Deflate64', 'sized.zip', 'file']);
  const archive = shop.file('sized.zip');
  const start = 30 + archive.readUInt16LE(26) + archive.readUInt16LE(28);
  const packed = new MemorySource(archive.subarray(start, start + archive.readUInt32LE(18)));
  for (const size of [0, inputs.text!.length - 1, inputs.text!.length + 1])
    expect(unpackSmallDeflate64(packed, size)).toBeUndefined();
});
