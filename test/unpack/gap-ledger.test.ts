import { expect, test } from 'vitest';
import { GapLedger } from '../../src/unpack/gap-ledger.ts';
import { buildZip } from '../builders/zip.ts';
import { observe } from './observe.ts';

const damaged = (path: string, message = 'wrong') => ({ path, code: 'damaged', message }) as const;

test('of each code a thousand gaps are told one by one, and the others as one of the artifact', () => {
  const told: string[] = [];
  const ledger = new GapLedger(({ path, message }) => told.push(`${path}: ${message}`));
  for (let index = 0; index < 1500; index++) ledger.tell(damaged(`a.tar!/${index}`));
  for (let index = 0; index < 1500; index++) ledger.tell({ ...damaged(`a.tar!/${index}`), code: 'encrypted' });
  ledger.tellUntold('a.tar');
  expect(told.length).toBe(2002);
  const rest =
    'a.tar: 500 more gaps of this kind lie in this artifact; 1000 are listed, of which the first says: wrong';
  expect(told.slice(-2)).toEqual([rest, rest]);
});

test('the gaps of a container are told behind those of a thousand of its entries, at every depth', () => {
  const told: string[] = [];
  const ledger = new GapLedger(({ path, message }) => told.push(`${path}: ${message}`));
  for (let index = 0; index < 1500; index++) ledger.tell(damaged(`a.tar!/b.zip!/${index}`));
  ledger.tell(damaged('a.tar!/b.zip', 'overlap'));
  ledger.tell(damaged('a.tar!/c.zip', 'of another one'));
  ledger.tell(damaged('a.tar', 'cut off'));
  for (let index = 0; index < 1500; index++) ledger.tell(damaged('a.tar', 'without an end'));
  ledger.tellUntold('a.tar');
  expect(told.slice(1000)).toEqual([
    'a.tar!/b.zip: overlap',
    'a.tar: cut off',
    ...Array(3).fill('a.tar: without an end'),
    expect.stringMatching(/^a.tar: 1998 more gaps of this kind lie in this artifact; 1005 are listed/),
  ]);
});

test('an archive of which a thousand files are damaged, and records lie over one another, says both', async () => {
  const files = Array.from({ length: 1100 }, (_, index) => ({
    ...{ name: `${index}`, data: 'some text', method: 0 },
    ...(index > 0 && { central: { crc32: index }, local: { crc32: index } }),
  }));
  const central = { crc32: 0, size: 9, compressedSize: 9, offset: 0 };
  const copy = { packed: Buffer.alloc(0), method: 0, leaveOut: 'local header', central } as const;
  const { gaps } = await observe(buildZip([...files, ...['copy', 'copy'].map((name) => ({ ...copy, name }))]));
  const own = gaps.filter(({ path }) => path === 'artifact').map(({ message }) => message);
  expect(own).toEqual([expect.stringMatching(/repeat|overlap/), expect.stringMatching(/^\d+ more gaps of this kind/)]);
});
