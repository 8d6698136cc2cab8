/**
 * A key that is bytes and no text, proven by its checksum. Acme's devices keep theirs in a record of 44 bytes:
 *
 *    0   8  magic: ACMEKEY and a version, 1
 *    8  32  the key
 *   40   4  CRC-32 of what is before it, little-endian
 *
 * Try it:  node dist/cli.js test-detector examples/detectors/acme-device-key.ts
 * Use it:  node dist/cli.js scan firmware.bin --detectors examples/detectors/acme-device-key.ts
 *
 * Node 22.18 and later run TypeScript as it is; for Node 20, compile it to JavaScript first.
 */
import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { byteAnchor, type Detector, type Sample, type SampleFile, tokenFingerprint } from 'keysieve/detector';

const MAGIC = '41 43 4d 45 4b 45 59 01';
const KEY = { start: 8, end: 40 };
const RECORD_BYTES = 44;

const acmeDeviceKey: Detector = {
  id: 'acme-device-key',
  title: 'Key of an Acme device',
  severity: 'critical',
  confidence: 'proven',
  advice: 'Enrol the device anew: whoever has the key can speak for it.',
  // `bytes`: the bytes as they are. `text` would also be looked for in UTF-16, and be given narrowed to a byte a character.
  trigger: { anchors: [byteAnchor(MAGIC)], bytesBefore: 0, reads: 'bytes' },
  maxMatchBytes: RECORD_BYTES,
  inspect(window, at) {
    const record = window.subarray(at, at + RECORD_BYTES);
    // The data may end here.
    if (record.length < RECORD_BYTES) return undefined;
    const key = record.subarray(KEY.start, KEY.end);
    // Flash that was erased has a valid checksum of nothing, where somebody wrote one.
    if (new Set(key).size < 8) return undefined;
    const stored = new DataView(record.buffer, record.byteOffset).getUint32(KEY.end, true);
    // The magic only nominates; the checksum decides.
    if (crc32(record.subarray(0, KEY.end)) !== stored) return undefined;
    return {
      offset: at,
      length: RECORD_BYTES,
      // 256 random bits cannot be guessed, so a plain digest of them tells nobody anything.
      fingerprint: tokenFingerprint(key),
      preview: '',
      facts: { kind: 'acme-device', bits: 256 },
    };
  },
};

function recordOf(key: Uint8Array): Buffer {
  const head = Buffer.concat([Buffer.from(MAGIC.replaceAll(' ', ''), 'hex'), key]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(head));
  return Buffer.concat([head, sum]);
}

function sampleIn(variant: string, before: string): Sample {
  const key = randomBytes(32);
  const bytes = Buffer.concat([Buffer.from(before), recordOf(key), Buffer.alloc(20)]);
  return {
    ...{ variant, bytes, offset: before.length, length: RECORD_BYTES, secrets: [key] },
    ...{ severity: 'critical', confidence: 'proven', facts: { kind: 'acme-device', bits: 256 } },
  };
}

const deviceKeySamples: SampleFile = {
  samples: () => [sampleIn('at the start', ''), sampleIn('in firmware', 'firmware 7 of 9\n')],
  lookAlikes: () => [
    {
      variant: 'a checksum that does not fit',
      bytes: Buffer.concat([recordOf(randomBytes(32)).subarray(0, 40), Buffer.alloc(4)]),
    },
    { variant: 'erased flash', bytes: recordOf(Buffer.alloc(32, 0xff)) },
  ],
};

export const detectors = [acmeDeviceKey];
export const samples = { [acmeDeviceKey.id]: deviceKeySamples };
