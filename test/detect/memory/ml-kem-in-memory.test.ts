import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ML_KEM_ALGORITHMS } from '../../../src/detect/proof/post-quantum-algorithms.ts';
import { HEAP_BASE, ProcessHeap } from '../../builders/process-heap.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { coreOf, noise } from './memory-images.ts';

describe.each(ML_KEM_ALGORITHMS)('$name', ({ name, expandedBytes, publicBytes }) => {
  const pair = generateKeyPairSync(name.toLowerCase() as 'ml-kem-512');
  const spki = pair.publicKey.export({ format: 'der', type: 'spki' });
  // SEQUENCE { OCTET STRING seed, OCTET STRING expanded key } at the end (RFC 9935).
  const der = pair.privateKey.export({ format: 'der', type: 'pkcs8' });
  const expanded = der.subarray(-expandedBytes);
  const [seed, publicKey] = [der.subarray(0, -expandedBytes - 4).subarray(-64), spki.subarray(-publicBytes)];
  const [d, z] = [seed.subarray(0, 32), seed.subarray(32)];
  const spkiSha256 = createHash('sha256').update(spki).digest('hex');
  const polynomials = words(noise('coefficients', 4096));
  const found = (form: string, length: number) => ({
    ...{ rule: 'ml-kem-in-memory', severity: 'medium', confidence: 'proven', length },
    facts: { kind: 'ml-kem', parameterSet: name, spkiSha256, form },
  });

  test('is found in a chunk of glibc, as FIPS 203 encodes it', async () => {
    const heap = new ProcessHeap();
    const { offset } = heap.chunk(expanded);
    const { findings, gaps } = await scanBytes({ core: coreOf(heap).bytes });
    expect(gaps).toEqual([]);
    expect(findings).toMatchObject([
      { ...found('ml-kem-expanded', expandedBytes), address: HEAP_BASE + BigInt(offset) },
    ]);
  });

  test('is found behind other random bytes', async () => {
    const heap = new ProcessHeap();
    heap.raw(Buffer.concat([noise('before', 640), expanded]));
    expect(await scanBytes({ core: coreOf(heap).bytes })).toMatchObject({
      findings: [found('ml-kem-expanded', expandedBytes)],
    });
  });

  test.each([
    ['d and z', seed],
    ['z and d', Buffer.concat([z, d])],
  ])('is found as a seed, %s, beside the public key', async (_, halves) => {
    const heap = new ProcessHeap();
    heap.chunk(publicKey);
    heap.raw(halves);
    expect(await scanBytes({ core: coreOf(heap).bytes })).toMatchObject({ findings: [found('ml-kem-seed', 64)] });
  });

  test('is found in front of polynomials, as Go has it', async () => {
    const heap = new ProcessHeap();
    const digest = createHash('sha3-256').update(publicKey).digest();
    heap.raw(Buffer.concat([noise('other', 136), seed, publicKey.subarray(-32), digest, polynomials]));
    expect(await scanBytes({ core: coreOf(heap).bytes })).toMatchObject({ findings: [found('ml-kem-seed', 64)] });
  });

  test('is found behind polynomials, as libcrypto has it', async () => {
    const heap = new ProcessHeap();
    heap.raw(Buffer.concat([publicKey.subarray(-32), createHash('sha3-256').update(publicKey).digest()]));
    heap.chunk(Buffer.concat([polynomials, z, d]));
    expect(await scanBytes({ core: coreOf(heap).bytes })).toMatchObject({ findings: [found('ml-kem-seed', 64)] });
  });

  test.each([
    ['the public key and its digest', Buffer.concat([publicKey, createHash('sha3-256').update(publicKey).digest()])],
    ['a coefficient of ŝ changed', changedAt(expanded, 100)],
    ['another public key', changedAt(expanded, expandedBytes - 100)],
    ['a seed without its public key', seed],
  ])('with %s is nothing', async (_, bytes) => {
    const heap = new ProcessHeap();
    heap.chunk(bytes);
    expect(await scanBytes({ core: coreOf(heap).bytes })).toMatchObject({ findings: [], gaps: [] });
  });
});

/** Coefficients below 3329, each in 16 bits. */
function words(bytes: Buffer): Buffer {
  const coefficients = Buffer.from(bytes);
  for (let at = 0; at < bytes.length; at += 2) coefficients.writeUInt16LE(bytes.readUInt16LE(at) % 3329, at);
  return coefficients;
}

function changedAt(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at]! ^= 1;
  return changed;
}
