import * as nodeCrypto from 'node:crypto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { derPrivateKey } from '../../../src/detect/binary/der-private-key.ts';
import { opensshPrivateKey } from '../../../src/detect/binary/openssh-private-key.ts';
import type { Detector } from '../../../src/detect/detector.ts';
import * as bigInteger from '../../../src/detect/proof/big-integer.ts';
import * as modularPower from '../../../src/detect/proof/modular-power.ts';
import { jwkPrivateKey } from '../../../src/detect/text/keys/jwk-private-key.ts';
import { pemPrivateKey } from '../../../src/detect/text/keys/pem-private-key.ts';
import * as derFile from '../../samples/private-key-der.ts';
import * as jwkFile from '../../samples/private-key-jwk.ts';
import * as opensshFile from '../../samples/private-key-openssh.ts';
import * as pemFile from '../../samples/private-key-pem.ts';
import type { SampleFile } from '../../samples/sample.ts';
import { anchorPositions, inspectAll, inspectAt } from '../../support/inspect-all.ts';
import { seededRandom } from '../../support/seeded-random.ts';

// What costs more than some microseconds: each is counted, so that the bound does not hang on a clock.
vi.mock('node:crypto', async (original) => {
  const real = await original<typeof nodeCrypto>();
  return { ...real, createECDH: vi.fn(real.createECDH), createPrivateKey: vi.fn(real.createPrivateKey) };
});
vi.mock('../../../src/detect/proof/big-integer.ts', async (original) => {
  const real = await original<typeof bigInteger>();
  return { ...real, squareRoot: vi.fn(real.squareRoot) };
});
vi.mock('../../../src/detect/proof/modular-power.ts', async (original) => {
  const real = await original<typeof modularPower>();
  return { ...real, modPow: vi.fn(real.modPow), passesMillerRabin: vi.fn(real.passesMillerRabin) };
});
/** Milliseconds of one call at its largest, measured on two busy cores: P-521, Ed448, 4,096 bits, 2,048 bits, 16,384 bits. */
const COSTS = [
  [nodeCrypto.createECDH, 2],
  [nodeCrypto.createPrivateKey, 0.5],
  [modularPower.modPow, 10],
  [modularPower.passesMillerRabin, 2],
  [bigInteger.squareRoot, 2],
] as const;
const costMs = () => COSTS.reduce((sum, [call, ms]) => sum + vi.mocked(call).mock.calls.length * ms, 0);
beforeEach(() => vi.clearAllMocks());

const FORMS: readonly (readonly [Detector, SampleFile])[] = [
  [derPrivateKey, derFile],
  [opensshPrivateKey, opensshFile],
  [pemPrivateKey, pemFile],
  [jwkPrivateKey, jwkFile],
];
const FLIPS = 500;

/** Over all detectors, since what one has asked for is remembered when the next asks about the same key. */
let totalMs = 0;

describe.each(FORMS.map(([detector, file]) => ({ id: detector.id, detector, file })))('$id', ({ detector, file }) => {
  const proved = file.samples().filter(({ confidence }) => confidence === 'proven');

  test(`${FLIPS} keys with one bit flipped: none is proven as a key that it is not, none throws, none is dear`, () => {
    const random = seededRandom(detector.maxMatchBytes);
    let unlike = 0;
    for (let flip = 0; flip < FLIPS; flip++) {
      const sample = random.pick(proved);
      const bytes = Buffer.from(sample.bytes);
      const at = sample.offset + random.int(sample.length);
      bytes[at]! ^= 1 << random.int(8);
      for (const position of anchorPositions(detector, bytes)) {
        vi.clearAllMocks();
        const match = inspectAt(detector, bytes, position);
        expect(costMs()).toBeLessThan(50);
        if (match?.confidence !== 'proven') {
          unlike++;
        } else {
          const [whole] = inspectAll(detector, sample.bytes);
          expect(match.facts.spkiSha256).toBe(whole?.facts.spkiSha256);
        }
      }
    }
    expect(unlike).toBeGreaterThan(FLIPS / 4);
  });

  test('every byte of a key changed in turn: nothing throws', () => {
    for (const sample of [proved[0]!, proved.at(-1)!]) {
      for (let at = 0; at < sample.length; at++) {
        const bytes = Buffer.from(sample.bytes);
        bytes[sample.offset + at]! ^= 0xff;
        for (const position of anchorPositions(detector, bytes)) inspectAt(detector, bytes, position);
      }
    }
  });

  test('a file that ends anywhere inside: nothing throws, and no whole key is found', () => {
    const shortest = [...proved].sort((a, b) => a.length - b.length)[0]!;
    for (let end = shortest.offset; end < shortest.offset + shortest.length; end++) {
      const bytes = shortest.bytes.slice(0, end);
      for (const position of anchorPositions(detector, bytes)) {
        expect(inspectAt(detector, bytes, position)).toBeUndefined();
      }
    }
  });

  test('asked anywhere, in anything, it does not throw', () => {
    const random = seededRandom(17);
    const nothing = new Uint8Array();
    for (const at of [0, 1]) expect(inspectAt(detector, nothing, at)).toBeUndefined();
    for (const fill of [0x00, 0x30, 0x5c, 0x7b, 0x2d, 0xff]) {
      const bytes = new Uint8Array(500).fill(fill);
      for (const anchor of detector.trigger.anchors) {
        bytes.set(anchor.bytes, 100);
        expect(inspectAt(detector, bytes, 100)).toBeUndefined();
      }
    }
    for (let round = 0; round < 200; round++) inspectAt(detector, random.bytes(300), random.int(300));
  });

  test('true keys cost less than 50 ms each', () => {
    for (const { bytes } of proved) {
      for (const position of anchorPositions(detector, bytes)) {
        vi.clearAllMocks();
        inspectAt(detector, bytes, position);
        expect(costMs()).toBeLessThan(50);
        totalMs += costMs();
      }
    }
  });
});

test('the costs were counted', () => {
  expect(totalMs).toBeGreaterThan(0);
});
