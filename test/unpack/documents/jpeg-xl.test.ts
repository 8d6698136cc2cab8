import { expect, test } from 'vitest';
import { jpegXl as container } from '../../../src/unpack/documents/jpeg-xl.ts';
import { list } from '../observe.ts';
import { box, jpegXl } from './jpeg-xl-samples.ts';

async function read(bytes: Uint8Array) {
  const { entries, troubles } = await list(container, bytes);
  return {
    texts: entries.map((entry) => [entry.name, entry.bytes.toString()]),
    codes: troubles.map(({ trouble }) => trouble.code),
  };
}

function longBox(type: string, content: string): Buffer {
  const long = Buffer.alloc(16);
  long.writeUInt32BE(1);
  long.write(type, 4);
  long.writeBigUInt64BE(BigInt(16 + content.length), 8);
  return Buffer.concat([long, Buffer.from(content)]);
}

test('packed boxes of either size are entries, by what they hold', async () => {
  expect(await read(jpegXl(box('jxlc', 'picture'), longBox('brob', 'xml a'), box('brob', 'Exifb')))).toEqual({
    texts: [
      ['xml.br', 'a'],
      ['Exif.br', 'b'],
    ],
    codes: [],
  });
});

test('a picture without packed boxes has none', async () => {
  expect(await read(jpegXl(box('jxlc', 'picture')))).toEqual({ texts: [], codes: [] });
});

test.each([
  ['ends beyond the end', (whole: Buffer) => whole.subarray(0, -1), [['xml.br', 'not']]],
  [
    'has no size',
    (whole: Buffer) => Buffer.concat([whole.subarray(0, 12), Buffer.from('00000004', 'hex'), whole.subarray(16)]),
    [],
  ],
])('a box that %s is a gap', async (_, change, texts) => {
  expect(await read(change(jpegXl(box('brob', 'xml note'))))).toEqual({ texts, codes: ['damaged'] });
});
