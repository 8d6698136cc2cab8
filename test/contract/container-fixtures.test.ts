/**
 * Every file of test/fixtures/containers, made by programs that are not ours, is opened as its row of manifest.json says: the
 * marker at each listed path, and nowhere else but on the way there (an image that stores its files plainly shows them as it
 * lies, too); the gaps that are listed, and no other.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { containers } from '../../src/unpack/catalog.ts';
import { codings } from '../../src/unpack/codings/catalog.ts';
import { REMAINDER } from '../../src/unpack/container/remainder.ts';
import { encrypted } from '../../src/unpack/unread/encrypted.ts';
import { unsupported } from '../../src/unpack/unread/unsupported.ts';
import { MARKER } from '../recipes/recipe.ts';
import { type FixtureRow, fixtureRows, matchesPath, readFixture } from '../support/container-fixtures.ts';
import { MarkerScanner } from '../support/marker-scan.ts';

/** Containers that no program writes which Debian has, and why. */
const WITHOUT: Readonly<Record<string, string>> = {
  apfs: 'macOS alone',
  apport: 'Apport is in Ubuntu and not in Debian',
  chm: 'the compiler of HTML help is for Windows alone',
  'container-log': 'only a daemon writes it that has started a container, for which recipes have no rights',
  'dotnet-bundle': 'the SDK of .NET is not in Debian',
  hfs: 'its programs left Debian with version 13; iso-hfs-hybrid.iso holds one, but begins as an ISO 9660',
  'md-raid': 'mdadm writes a superblock only where Linux has made the array: see test/foreign/md-raid.foreign.ts',
  'portable-pdb': 'the compiler that embeds sources is part of the SDK of .NET, which is not in Debian',
  'turbopack-table': 'Next.js is not in Debian, and its tables have a megabyte',
};
/** What does not end as its row says, and why. A row that has come right must leave this table. */
const NOT_YET: Readonly<Record<string, string>> = {};
const ids = [...containers, ...codings].map(({ id }) => id);
const folder = mkdtempSync(join(tmpdir(), 'keysieve-test-'));
const scanner = new MarkerScanner([...new Set(fixtureRows.map(({ marker }) => marker))], join(folder, 'file'));
afterAll(() => {
  scanner.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each(fixtureRows)('$file', async (row) => {
  const { name, bytes } = readFixture(row);
  const { places, gaps } = await scanner.scan(name, bytes, row.marker);
  const result = { missing: missing(row, places), wrong: wrong(row, places), gaps: wrongGaps(row, gaps) };
  const right = { missing: [], wrong: [], gaps: [] };
  if (row.file in NOT_YET) expect(result, 'leaves NOT_YET').not.toEqual(right);
  else expect(result).toEqual(right);
});

const missing = ({ marks }: FixtureRow, places: readonly string[]): string[] =>
  marks.filter((mark) => !places.some((place) => matchesPath(mark, place)));

function wrong({ marks, also }: FixtureRow, places: readonly string[]): string[] {
  const isOnTheWay = (place: string, mark: string): boolean => waysTo(mark).some((way) => matchesPath(way, place));
  // What could not be read to its end is looked through as is.
  const scannedRaw = `!/${REMAINDER.all}`;
  return places.filter(
    (place) => !place.endsWith(scannedRaw) && ![...marks, ...also].some((mark) => isOnTheWay(place, mark)),
  );
}

/** `!/a!/b` itself, `!/a`, and the file. */
function waysTo(mark: string): string[] {
  const steps = mark.split('!/');
  return steps.map((_, index) => steps.slice(0, steps.length - index).join('!/'));
}

function wrongGaps(
  { gaps: listed }: FixtureRow,
  gaps: readonly { path: string; code: string; message: string }[],
): string[] {
  const matches = (gap: { path: string; code: string }, rule: { path: string; code: string }): boolean =>
    matchesPath(rule.path, gap.path) && matchesPath(rule.code, gap.code);
  return [
    ...gaps
      .filter((gap) => !listed.some((rule) => matches(gap, rule)))
      .map(({ path, code, message }) => `${path}: ${code}: ${message}`),
    ...listed
      .filter((rule) => !gaps.some((gap) => matches(gap, rule)))
      .map(({ path, code }) => `no gap ${code} at "${path}"`),
  ];
}

describe('the catalogs', () => {
  test.each(ids)('%s has a fixture by a program that is not ours, or a reason', (id) =>
    expect(fixtureRows.some(({ opens }) => opens.includes(id))).toBe(!(id in WITHOUT)),
  );

  test('have every id that a fixture or a reason names', () => {
    const named = [...fixtureRows.flatMap(({ opens }) => opens), ...Object.keys(WITHOUT)];
    expect([...new Set(named)].filter((id) => !ids.includes(id)).toSorted()).toEqual([]);
    const files = fixtureRows.map(({ file }) => file);
    expect(Object.keys(NOT_YET).filter((file) => !files.includes(file))).toEqual([]);
  });
});

describe('the fixtures', () => {
  test('are those of the manifest', () => {
    const files = readdirSync(join(import.meta.dirname, '..', 'fixtures', 'containers'));
    expect(files.filter((file) => !['manifest.json', 'PROVENANCE.md', 'NOTICE'].includes(file)).toSorted()).toEqual(
      fixtureRows.map(({ file }) => file).toSorted(),
    );
  });

  /**
   * Each format with each byte, of which a fixture gets one in four, in turns: who claims with a byte that it does not name does so
   * with more than one, and of more than one fixture.
   */
  const isTried = (byte: number, index: number): boolean => byte % 4 === index % 4;

  test('are claimed with the first bytes that the formats name, and with no others', () => {
    const named = [...containers, ...unsupported, ...encrypted].filter(({ firstBytes }) => firstBytes !== undefined);
    expect(named.length).toBeGreaterThan(60);
    const wrong = fixtureRows.flatMap((row, index) => {
      const head = Buffer.from(readFixture(row).bytes.subarray(0, 64 << 10));
      return Array.from({ length: 256 }, (_, byte) => {
        if (!isTried(byte, index)) return [];
        head[0] = byte;
        const unnamed = named.filter(({ firstBytes, sniff }) => !firstBytes!.includes(byte) && sniff(head));
        return unnamed.map(({ id }) => `${id} claims ${row.file}, first byte ${byte}`);
      }).flat();
    });
    expect(wrong).toEqual([]);
  });

  test('are claimed with the marks that the formats name, and with no others', () => {
    const marked = [...containers, ...unsupported, ...encrypted].filter(({ mark }) => mark !== undefined);
    expect(marked.length).toBeGreaterThan(20);
    const wrong = fixtureRows.flatMap((row, index) => {
      const head = Buffer.from(readFixture(row).bytes.subarray(0, 80 << 10));
      return marked.flatMap(({ id, mark, sniff }) => {
        const { at, bytes } = mark!;
        if (at >= head.length) return sniff(head) ? [`${id} claims ${row.file}, which ends before its mark`] : [];
        const own = head[at]!;
        const others = Array.from({ length: 256 }, (_, byte) => byte).filter(
          (byte) => isTried(byte, index) && !bytes.includes(byte),
        );
        const unnamed = others.filter((byte) => {
          head[at] = byte;
          return sniff(head);
        });
        head[at] = own;
        return unnamed.map((byte) => `${id} claims ${row.file}, byte ${byte} at ${at}`);
      });
    });
    expect(wrong).toEqual([]);
  });

  test('do not show the marker where their row says so', () => {
    for (const row of fixtureRows) expect(readFixture(row).bytes.includes(row.marker), row.file).toBe(row.isVisible);
    expect(fixtureRows.filter(({ marker }) => marker === MARKER).length).toBeGreaterThan(200);
  });
});
