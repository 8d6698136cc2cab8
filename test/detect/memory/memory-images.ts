/** Memory images around a heap, and keys as the parts that programs keep. */
import { createHash, createPublicKey } from 'node:crypto';
import type { MemoryImage } from '../../../src/detect/memory/memory-search.ts';
import { type ElfNote, elfCore, threadNote } from '../../builders/elf-core.ts';
import { minidump } from '../../builders/minidump.ts';
import { HEAP_BASE, type ProcessHeap } from '../../builders/process-heap.ts';
import type { TestKey } from '../../samples/keys.ts';

const X86_64 = { wordBytes: 8, littleEndian: true, machine: 62 } as const;

/** @returns the core, and where the heap and the notes begin in it */
export function coreOf(heap: ProcessHeap, notes: readonly ElfNote[] = []) {
  const core = elfCore(
    X86_64,
    [{ address: HEAP_BASE, bytes: heap.finish() }],
    [threadNote(X86_64, 7, HEAP_BASE - 0x1000n), ...notes],
  );
  return { bytes: core.bytes, heapAt: core.segmentOffsets[0]!, notesAt: core.noteOffsets.slice(1) };
}

export function minidumpOf(heap: ProcessHeap): Buffer {
  return minidump({ memory64: [{ address: HEAP_BASE, bytes: heap.finish() }] });
}

/** NT_X86_XSTATE with AVX-512, as Linux writes it. */
export function xstateNote(fill: (state: Buffer) => void): ElfNote {
  const content = Buffer.alloc(2696);
  content.writeUInt16LE(0x37f, 0); // control word of the x87
  content.writeBigUInt64LE(0xe7n, 512); // XSTATE_BV
  fill(content);
  return { owner: 'LINUX', type: 0x202, content };
}

/** Numbers big-endian, as wide as the curve. */
export function ecParts(key: TestKey): { d: Buffer; x: Buffer; y: Buffer; point: Buffer } {
  // ECPrivateKey (RFC 5915): SEQUENCE, INTEGER 1, OCTET STRING with d.
  const sec1 = key.privateKey.export({ format: 'der', type: 'sec1' });
  const octets = (sec1[1]! < 0x80 ? 2 : 3) + 3;
  const bytes = sec1[octets + 1]!;
  const d = sec1.subarray(octets + 2, octets + 2 + bytes);
  const point = spkiOf(key).subarray(-1 - 2 * bytes);
  return { d, point, x: point.subarray(1, 1 + bytes), y: point.subarray(1 + bytes) };
}

/** Seed and public half. */
export function edwardsParts({ privateKey }: TestKey): { seed: Buffer; publicHalf: Buffer } {
  const jwk = privateKey.export({ format: 'jwk' });
  return { seed: Buffer.from(jwk.d!, 'base64url'), publicHalf: Buffer.from(jwk.x!, 'base64url') };
}

export function spkiOf({ privateKey }: TestKey): Buffer {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
}

export function spkiSha256({ facts }: TestKey): string {
  return `${facts.spkiSha256}`;
}

/** Bytes that look random and are the same in each run. */
export function noise(name: string, length: number): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < length; at += 32) parts.push(createHash('sha256').update(`${name} ${at}`).digest());
  return Buffer.concat(parts).subarray(0, length);
}

/** Bytes of which 32 values come again and again, as in machine code: the survey takes them for random. The same in each run. */
export function codeLike(name: string, length: number): Buffer {
  return Buffer.from(noise(name, length).map((value) => (53 * (value % 32) + 7) & 0xff));
}

/**
 * Bytes amid others, `shift` behind where words begin: a number of 32 bytes between zeros is not always seen there (docs/memory.md), and keys of
 * tests are new in each run.
 */
export function putAmid(heap: ProcessHeap, bytes: Uint8Array, shift: number): { readonly offset: number } {
  const { offset } = heap.raw(Buffer.concat([noise('left', 16), bytes, noise('right', 16)]), shift);
  return { offset: offset + 16 };
}

/** In which nothing was surveyed, for what only reads it. */
export function plainImageOf(bytes: Buffer): MemoryImage {
  const none = new Float64Array();
  const image: Pick<MemoryImage, 'survey' | 'read' | 'checkTime'> = {
    survey: {
      ...{ runs: Float64Array.of(0, bytes.length), bignums: none },
      ...{ edwardsKeys: none, slices: none, smallIntegers: none, phpArrays: none, scheduleWords: none },
    },
    read: (offset, length) => bytes.subarray(Math.max(0, offset), offset + length),
    checkTime: () => {},
  };
  return image as MemoryImage;
}
