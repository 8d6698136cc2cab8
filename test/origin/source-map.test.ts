import { buildSync } from 'esbuild';
import { describe, expect, it, test } from 'vitest';
import { originalPositions, readSourceMap, type SourceMap, trackedFileOf } from '../../src/origin/source-map.ts';
import { SourceMaps } from '../../src/origin/source-maps.ts';

const originalPosition = (map: SourceMap, line: number, column: number) =>
  originalPositions(map, [{ line, column }])[0];

describe('source maps', () => {
  test.each([
    ['as it is', false],
    ['minified into one line', true],
  ])('of esbuild, %s, lead to the line that a text was made of', (_, minify) => {
    const lines = Array.from({ length: 50 }, (_, index) => `export const value${index} = process.env.NAME + ${index};`);
    lines[36] = 'export const place = [process.env.SECRET, "ü", process.env.NAME];';
    const { outputFiles } = buildSync({
      stdin: { contents: `// a comment\n${lines.join('\n')}\n`, sourcefile: 'src/config.ts', loader: 'ts' },
      define: { 'process.env.SECRET': '"the place"', 'process.env.NAME': '"a name"' },
      ...{ minify, sourcemap: 'external', outfile: 'out.js', write: false, charset: 'utf8', format: 'esm' },
    });
    const [map, code] = ['.map', '.js'].map((end) => outputFiles.find(({ path }) => path.endsWith(end))!);
    const before = code!.text.slice(0, code!.text.indexOf('the place'));
    const column = before.length - (before.lastIndexOf('\n') + 1);
    const position = originalPosition(readSourceMap(map!.contents)!, before.split('\n').length - 1, column);
    expect(position).toEqual({ source: 'src/config.ts', line: 37 });
  });

  test.each([
    ['no JSON', 'export {}'],
    ['another version', '{"version":2,"sources":[],"mappings":""}'],
    ['no mappings', '{"version":3,"sources":[]}'],
    ['nothing', ''],
    ['null', 'null'],
  ])('%s is no source map', (_, text) => {
    expect(readSourceMap(Buffer.from(text))).toBeUndefined();
  });

  it('whose mappings are anything end without a place', () => {
    for (const mappings of ['', ';;;;', '####', 'AAAA,####', 'gggggggggggggggggggg', 'A,A,A', ';'.repeat(100_000)]) {
      const map = readSourceMap(Buffer.from(JSON.stringify({ version: 3, sources: ['a'], mappings })))!;
      expect(originalPosition(map, 50_000, 7)).toBeUndefined();
    }
  });
});

describe('the tracked file that a source is', () => {
  const tracked = ['src/config.ts', 'packages/a/src/index.ts', 'packages/b/src/index.ts', 'lib/only.ts', 'index.js'];
  test.each([
    ['src/config.ts', 'src/config.ts'],
    ['../src/config.ts', 'src/config.ts'],
    ['webpack://name/./src/config.ts', 'src/config.ts'],
    ['webpack:///src/config.ts', 'src/config.ts'],
    ['file:///home/runner/work/x/x/src/config.ts', 'src/config.ts'],
    ['../packages/a/src/index.ts', 'packages/a/src/index.ts'],
    ['src/index.ts', undefined],
    ['only.ts', 'lib/only.ts'],
    ['../node_modules/left-pad/index.js', undefined],
    ['nothing.ts', undefined],
    ['', undefined],
    ['../..', undefined],
  ])('%s', (source, file) => {
    expect(trackedFileOf(source, tracked)).toBe(file);
  });
});

test('many places of one file are looked up in one pass, each as it would be alone', () => {
  // Two lines of segments, 10 columns apart, each a line further in the source.
  const line = `AAAA,${Array.from({ length: 2000 }, () => 'UACA').join(',')}`;
  const map: SourceMap = { sources: ['src/a.ts'], mappings: `;${line};;${line}` };
  const places = [4, 1, 3, 1, 0, 2].flatMap((at) => [7, 0, 15_000, 10, 9].map((column) => ({ line: at, column })));
  const together = originalPositions(map, places);
  expect(together).toEqual(places.map((place) => originalPositions(map, [place])[0]));
  expect(together.slice(5, 10).map((found) => found?.line)).toEqual([0, 0, 1500, 1, 0]);
  expect(together.slice(20, 25)).toEqual(new Array(5).fill(undefined));
});

test('a map of millions of segments and a line of megabytes cost no more for many secrets in them', () => {
  const places = Array.from({ length: 2000 }, (_, index) => ({
    path: 'dist/b.js',
    offset: 8_000_000 + index,
    length: 1,
  }));
  const findings = places.map((place) => ({ places: [place] }));
  const maps = new SourceMaps(findings, ['src/a.ts'], 2000);
  maps.take('dist/b.js', Buffer.alloc(9_000_000, 'x'));
  const mappings = `AAAA${',EAAA'.repeat(2_000_000)}`;
  maps.take('dist/b.js.map', Buffer.from(JSON.stringify({ version: 3, sources: ['src/a.ts'], mappings })));
  for (const finding of findings)
    expect(maps.originOf(finding)).toEqual({ file: 'src/a.ts', line: 1, by: 'source-map' });
});
