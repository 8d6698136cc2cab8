import { type KernelMachine, rangeOf } from './machine.ts';
import type { OpenKernel } from './open-kernel.ts';

/**
 * How a number lies in memory: `little`: limbs of GMP, OpenSSL, Go; `big`: DER, byte strings; `java`: BigInteger's int array, whose
 * words are in big-endian order and each little-endian.
 */
export type NumberOrder = keyof typeof ORDERS;
const ORDERS = { little: 1, big: 2, java: 4 } as const;

export interface NumberLayout {
  readonly order: NumberOrder;
  /** Offsets tried are multiples of this, counted from `start`. */
  readonly alignBytes: 1 | 2 | 4 | 8;
}

/** A prime factor of a modulus, found in the window and proven by division. */
export interface RsaFactor {
  /** In the kernel's window. */
  readonly offset: number;
  readonly length: number;
  readonly order: NumberOrder;
  /** Index into the moduli that were given. */
  readonly modulus: number;
  /** The secret. */
  readonly factor: bigint;
}

export interface FactorSearch {
  /**
   * Moduli whose factors have half as many bytes and end with a whole 64-bit word: 1024, 2048, 3072, 4096 bits and such, up to
   * 8192. Others are passed over, see `canFactor`.
   */
  readonly moduli: readonly bigint[];
  readonly layouts: readonly NumberLayout[];
  /** The search ends early after about so many trial divisions: random data costs thousands a MiB, other data few. */
  readonly mostTests: number;
}

export interface FactorsFound {
  readonly factors: readonly RsaFactor[];
  /** `end`, or where the search ended early. */
  readonly searchedTo: number;
}

const MIN_FACTOR_BYTES = 32;
const MAX_FACTOR_BYTES = 512;
/** A modulus' record in assembly/factors.ts: 16 bytes, then its lower half. */
const HEAD_BYTES = 16;
const HIT_BYTES = 12;
const SLICE_BYTES = 1 << 18;

/** Whether `findRsaFactors` can look for the factors of this modulus. */
export function canFactor(modulus: bigint): boolean {
  const bytes = factorBytesOf(modulus);
  return bytes % 8 === 0 && bytes >= MIN_FACTOR_BYTES && bytes <= MAX_FACTOR_BYTES && (modulus & 1n) === 1n;
}

/** Bytes of each factor, when both have the same number. */
function factorBytesOf(modulus: bigint): number {
  return modulus > 0n ? Math.ceil(modulus.toString(16).length / 4) : 0;
}

/**
 * Every factor in [start, end) of the window that ends at or before `limit`. One in about 50,000 is missed, because its bytes do not
 * look random enough: the filter wants the usual number of bytes from 0x80 up and few zeros.
 */
export function findRsaFactors(
  { machine, window }: OpenKernel,
  { moduli, layouts, mostTests }: FactorSearch,
  start: number,
  end: number,
  limit: number,
): FactorsFound {
  const range = rangeOf(machine, start, end, limit);
  if (!range) return { factors: [], searchedTo: end };
  const groups = groupModuli(moduli, machine);
  const phases = phasesOf(layouts);
  const [first, stop, dataEnd, windowAt] = range;
  const factors: RsaFactor[] = [];
  let tests = 0;
  for (let from = first; from < stop; from += SLICE_BYTES) {
    if (tests > mostTests) return { factors: sorted(factors), searchedTo: from - windowAt };
    const to = Math.min(stop, from + SLICE_BYTES);
    for (const group of groups) {
      const tableEnd = writeModuli(machine, group);
      for (const [phase, orders] of phases.entries()) {
        if (orders === 0) continue;
        setFilter(machine, group.factorBytes, orders, tableEnd);
        for (const hit of scanPhase(machine, from + phase, to, dataEnd, tableEnd)) {
          const number = Math.floor((hit.modulusAt - machine.hitsAt) / (HEAD_BYTES + group.factorBytes));
          const { modulus, index } = group.moduli[number]!;
          const offset = hit.at - windowAt;
          const factor = numberAt(window.subarray(offset, offset + group.factorBytes), hit.order);
          if (modulus % factor === 0n)
            factors.push({ offset, length: group.factorBytes, order: hit.order, modulus: index, factor });
        }
      }
    }
    tests += machine.exports.takeFactorTests();
  }
  return { factors: sorted(factors), searchedTo: end };
}

function sorted(factors: RsaFactor[]): readonly RsaFactor[] {
  return factors.sort((a, b) => a.offset - b.offset || a.modulus - b.modulus || ORDERS[a.order] - ORDERS[b.order]);
}

interface ModuliGroup {
  readonly factorBytes: number;
  readonly moduli: readonly { readonly modulus: bigint; readonly index: number }[];
}

/** Moduli of one size can share a scan; the table of a group takes at most half of the buffer for hits. */
function groupModuli(moduli: readonly bigint[], { hitsAt, hitsEnd }: KernelMachine): readonly ModuliGroup[] {
  const bySize = new Map<number, { modulus: bigint; index: number }[]>();
  for (const [index, modulus] of moduli.entries()) {
    if (!canFactor(modulus)) continue;
    const factorBytes = factorBytesOf(modulus);
    bySize.set(factorBytes, [...(bySize.get(factorBytes) ?? []), { modulus, index }]);
  }
  const groups: ModuliGroup[] = [];
  for (const [factorBytes, all] of bySize) {
    const most = Math.floor((hitsEnd - hitsAt) / 2 / (HEAD_BYTES + factorBytes));
    for (let at = 0; at < all.length; at += most) groups.push({ factorBytes, moduli: all.slice(at, at + most) });
  }
  return groups;
}

/** For each offset modulo 8 the orders that are tried there, as bits. */
function phasesOf(layouts: readonly NumberLayout[]): readonly number[] {
  return Array.from({ length: 8 }, (_, phase) =>
    layouts.reduce((bits, { order, alignBytes }) => (phase % alignBytes === 0 ? bits | ORDERS[order] : bits), 0),
  );
}

/** @returns the end of the table, behind which hits go */
function writeModuli({ buffer, hitsAt }: KernelMachine, { factorBytes, moduli }: ModuliGroup): number {
  const view = new DataView(buffer);
  let at = hitsAt;
  for (const { modulus } of moduli) {
    const leading = modulus >> BigInt(16 * factorBytes - 64);
    view.setFloat64(at, Number(leading) / 2 ** 64, true);
    view.setUint32(at + 8, Number(leading >> 32n), true);
    for (let place = 0; place < factorBytes; place += 8)
      view.setBigUint64(at + HEAD_BYTES + place, BigInt.asUintN(64, modulus >> BigInt(8 * place)), true);
    at += HEAD_BYTES + factorBytes;
  }
  return at;
}

/** Bytes from 0x80 up: the mean, give or take 4.25 standard deviations. Zeros: one in 256 is usual, 6 more are very rare. */
function setFilter({ exports, hitsAt }: KernelMachine, factorBytes: number, orders: number, tableEnd: number): void {
  const fewest = Math.ceil(factorBytes / 2 - (4.25 * Math.sqrt(factorBytes)) / 2);
  const mostZeros = 6 + Math.floor(factorBytes / 256);
  exports.setFactors(factorBytes, orders, hitsAt, tableEnd, fewest, factorBytes - fewest, mostZeros);
}

interface FactorHit {
  readonly at: number;
  readonly order: NumberOrder;
  readonly modulusAt: number;
}

function scanPhase(machine: KernelMachine, from: number, to: number, dataEnd: number, tableEnd: number): FactorHit[] {
  const { exports, buffer, hitsEnd } = machine;
  const view = new DataView(buffer);
  const hits: FactorHit[] = [];
  for (let at = from; at < to; at = exports.factorsAt()) {
    const foundEnd = exports.scanFactors(at, to, dataEnd, tableEnd, hitsEnd);
    for (let hit = tableEnd; hit < foundEnd; hit += HIT_BYTES) {
      const bits = view.getUint32(hit + 4, true);
      const order = bits === ORDERS.little ? 'little' : bits === ORDERS.big ? 'big' : 'java';
      hits.push({ at: view.getUint32(hit, true), order, modulusAt: view.getUint32(hit + 8, true) });
    }
  }
  return hits;
}

function numberAt(bytes: Uint8Array, order: NumberOrder): bigint {
  const big = Buffer.from(bytes);
  if (order === 'little') big.reverse();
  if (order === 'java') big.swap32();
  return BigInt(`0x${big.toString('hex')}`);
}
