import { describe, expect, test } from 'vitest';
import { MemorySource } from '../../src/bytes/memory-source.ts';
import { locate } from '../../src/views/locate.ts';
import { nodeReport as reader } from '../../src/views/node-report.ts';

/** What this very Node.js says of itself; `process.report` needs no file. */
const report = process.report.getReport();

describe.each<[string, number]>([
  ['as Node.js writes it', 2],
  ['compact', 0],
])('a diagnostic report, %s', (_, indent) => {
  const bytes = Buffer.from(JSON.stringify(report, null, indent));
  const view = reader.open(new MemorySource(bytes));

  test('has a region for each section', () => {
    expect(reader.sniff(bytes.subarray(0, reader.headBytes))).toBe(true);
    expect(view.regions.map(({ name }) => name)).toEqual(Object.keys(report).map((key) => `report ${key}`));
    expect(view.troubles).toEqual([]);
  });

  test('says where a variable of the environment was', () => {
    const at = bytes.indexOf(JSON.stringify('PATH'));
    expect(locate(view, at)).toEqual({ region: 'report environmentVariables' });
  });

  test('that is cut off is told', () => {
    const cut = reader.open(new MemorySource(bytes.subarray(0, -3)));
    expect(cut.troubles).toMatchObject([{ code: 'damaged' }]);
    expect(cut.regions).toHaveLength(view.regions.length);
  });
});

test('other JSON is none', () => {
  const other = Buffer.from('{"header": {"version": 3}}');
  expect(reader.sniff(other)).toBe(false);
  expect(() => reader.open(new MemorySource(other))).toThrow(/^diagnostic report: expected /);
});
