import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cutOff,
  layOut,
  MAX_REGIONS,
  type NamedRange,
  nameByAddress,
  overlay,
  tooMany,
} from '../../src/views/region-layout.ts';
import type { Region } from '../../src/views/view.ts';

const SIZE = 60;

/** Claims of one layer; the name tells them apart, the address moves with the offset. */
const claims = fc
  .array(fc.record({ offset: fc.nat(70), length: fc.nat(20), base: fc.nat(3) }), { maxLength: 8 })
  .map((list) =>
    list.map(({ offset, length, base }, index): Region => {
      return { offset, length, name: `claim ${index}`, address: BigInt(offset + base * 1000) };
    }),
  );

/** What each byte of the file is called, with its address: a region list as something that can be compared. */
function labels(regions: readonly Region[]): (string | undefined)[] {
  const result: (string | undefined)[] = Array.from({ length: SIZE });
  for (const { offset, length, name, address } of regions) {
    for (let at = offset; at < offset + length; at++) result[at] = `${name} ${address! + BigInt(at - offset)}`;
  }
  return result;
}

function expectInOrder(regions: readonly Region[]): void {
  let end = 0;
  for (const { offset, length } of regions) {
    expect(offset).toBeGreaterThanOrEqual(end);
    expect(length).toBeGreaterThan(0);
    end = offset + length;
  }
  expect(end).toBeLessThanOrEqual(SIZE);
}

describe('layOut', () => {
  test('gives each byte to the claim that begins first', () => {
    fc.assert(
      fc.property(claims, (list) => {
        const regions = layOut(list, SIZE);
        expectInOrder(regions);
        const inOrder = list.toSorted((a, b) => a.offset - b.offset).toReversed();
        const clipped = inOrder.map((claim) => ({ ...claim, length: Math.min(claim.length, SIZE - claim.offset) }));
        expect(labels(regions)).toEqual(labels(clipped));
      }),
    );
  });
});

describe('overlay', () => {
  test('gives each byte to the top, then to the base', () => {
    fc.assert(
      fc.property(claims, claims, (below, above) => {
        const base = layOut(below, SIZE);
        const top = layOut(above, SIZE).map((region) => ({ ...region, name: `top ${region.name}` }));
        const regions = overlay(base, top);
        expectInOrder(regions);
        expect(labels(regions)).toEqual(labels([...base, ...top]));
      }),
    );
  });
});

describe('nameByAddress', () => {
  const ranges = fc.array(fc.record({ start: fc.nat(80), length: fc.nat(30) }), { maxLength: 8 }).map((list) =>
    list.map(({ start, length }, index): NamedRange => {
      const named = { start: BigInt(start), end: BigInt(start + length), name: `range ${index}` };
      return index % 2 === 0 ? named : { ...named, moduleBase: BigInt(start) };
    }),
  );

  test('names each nameless byte after the range that begins lowest, and moves no byte', () => {
    fc.assert(
      fc.property(claims, ranges, (list, names) => {
        const regions = layOut(list, SIZE).map((region, index): Region => {
          const { name, ...nameless } = region;
          return index % 3 === 0 ? { ...nameless, name: 'kept' } : nameless;
        });
        const result = nameByAddress(regions, names);
        expectInOrder(result);
        const rangeOf = (address: bigint) =>
          names
            .filter(({ start, end }) => start <= address && address < end)
            .toSorted((a, b) => Number(a.start - b.start))[0]?.name;
        const expected = regions.flatMap((region) =>
          Array.from({ length: region.length }, (_, index): Region => {
            const address = region.address! + BigInt(index);
            const name = region.name ?? rangeOf(address);
            return { offset: region.offset + index, length: 1, address, ...(name === undefined ? {} : { name }) };
          }),
        );
        expect(labels(result)).toEqual(labels(expected));
      }),
    );
  });

  test('keeps where the module begins', () => {
    const named = nameByAddress(
      [{ offset: 0, length: 16, address: 0x1008n }],
      [{ start: 0x1000n, end: 0x1010n, name: 'libx.so', moduleBase: 0x800n }],
    );
    expect(named).toEqual([
      { offset: 0, length: 8, address: 0x1008n, name: 'libx.so', moduleBase: 0x800n },
      { offset: 8, length: 8, address: 0x1010n },
    ]);
  });

  test('stops splitting at the greatest number of regions, and loses none', () => {
    const regions = Array.from({ length: 1000 }, (_, index) => ({ offset: index * 3000, length: 3000, address: 0n }));
    const names = Array.from({ length: 3000 }, (_, index) => ({
      start: BigInt(index),
      end: BigInt(index + 1),
      name: 'x',
    }));
    const result = nameByAddress(regions, names);
    expect(result.length).toBeLessThanOrEqual(MAX_REGIONS + 2);
    expect(result.reduce((sum, { length }) => sum + length, 0)).toBe(3_000_000);
  });
});

describe('what is told', () => {
  test('of claims that the file does not hold', () => {
    expect(cutOff('ELF core', [{ offset: 0, length: 10 }], 10)).toEqual([]);
    const told = cutOff(
      'ELF core',
      [
        { offset: 0, length: 10 },
        { offset: 8, length: 4 },
        { offset: 90, length: 10 },
      ],
      10,
    );
    expect(told).toEqual([
      {
        code: 'damaged',
        message:
          'ELF core: expected 100 bytes by its own tables, but the file ends at 10, so 2 of 3 parts are cut off or missing; write the dump again without a size limit',
      },
    ]);
  });

  test('of tables that are longer than we read', () => {
    expect(tooMany('LiME image', 'ranges', 5, 5)).toEqual([]);
    expect(tooMany('LiME image', 'ranges', 6, 5)[0]).toMatchObject({ code: 'unsupported' });
  });
});
