import { FileSource } from './src/bytes/file-source.ts';
import { Budget } from './src/bytes/budget.ts';
import { containers } from './src/unpack/catalog.ts';
import { walk } from './src/unpack/walk.ts';
const [, , path, show] = process.argv;
const source = FileSource.open(path!);
const budget = new Budget({ maxDepth: 16, maxEntries: 5e6, maxEntryBytes: 2 ** 36, maxTotalBytes: 2 ** 38, maxSeconds: 1800 });
let n = 0, bytes = 0; const formats: Record<string, number> = {};
const t = performance.now();
await walk({ path: 'a', source }, { containers, budget, needsSource: () => false,
  visit(leaf) { n++; if (show && n <= Number(show)) console.log(leaf.path, 'source' in leaf ? leaf.source.size : 'stream');
    if ('source' in leaf) { bytes += leaf.source.size; return undefined; }
    return (async () => { for await (const c of leaf.stream) bytes += c.length; })(); },
  onGap(g) { console.log('GAP', g); }, onFormat(id) { formats[id] = (formats[id] ?? 0) + 1; } });
const s = (performance.now() - t) / 1000;
console.log({ n, MB: bytes / 1e6, s, MBps: bytes / 1e6 / s, formats, rss: process.memoryUsage().rss / 1e6 });
