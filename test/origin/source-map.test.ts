import { buildSync } from 'esbuild';
import { describe, expect, it, test } from 'vitest';
import { originalPosition, readSourceMap, trackedFileOf } from '../../src/origin/source-map.ts';

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
