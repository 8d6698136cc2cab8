import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AnchorIndex } from '../../../src/detect/anchor-index.ts';
import { rules } from '../../../src/detect/catalog.ts';
import { textAnchor } from '../../../src/model/anchor.ts';

/**
 * An anchor that stands more often costs more than the search for it: a hit takes some 100 ns until a glance refuses it, a MiB some
 * 500 µs. `npm run bench:anchors` has the same bound for larger corpora.
 */
const MAX_HITS_PER_MIB = 20;
/**
 * What passwords in URLs and in settings stand behind is a word of every day. Their rules look at a few bytes around it before a
 * window is made; lib.dom.d.ts has a URL in every third line.
 */
const COMMON: Readonly<Record<string, number>> = {
  '"://"': 3_000,
  '{"text":"credential","ignoreCase":true}': 120,
  '{"text":"token =","ignoreCase":true}': 80,
};

/** What every checkout has: a program, declarations with prose, minified code, and a source map. */
const CORPORA = [
  'typescript/lib/typescript.js',
  'typescript/lib/lib.dom.d.ts',
  'recheck/lib/main.js',
  'assemblyscript/dist/assemblyscript.js.map',
];

const anchors = [...new Set(rules.flatMap((rule) => rule.anchors.map((anchor) => JSON.stringify(anchor))))];
const index = new AnchorIndex(anchors, (text) => {
  const anchor: string | { text: string } = JSON.parse(text);
  return [typeof anchor === 'string' ? textAnchor(anchor) : textAnchor(anchor.text, { ignoreCase: true })];
});

describe('anchors of token rules', () => {
  it.each(CORPORA)(`stand at most ${MAX_HITS_PER_MIB} times a MiB in %s`, (file) => {
    const bytes = readFileSync(new URL(`../../../node_modules/${file}`, import.meta.url));
    const hits = new Map<string, number>();
    index.search(bytes, (anchor) => hits.set(anchor, (hits.get(anchor) ?? 0) + 1));
    expect(bytes.length).toBeGreaterThan(1 << 20);
    const mebibytes = bytes.length / (1 << 20);
    const tooMany = [...hits].filter(([anchor, count]) => count / mebibytes > (COMMON[anchor] ?? MAX_HITS_PER_MIB));
    expect(tooMany).toEqual([]);
  });
});
