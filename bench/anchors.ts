import { FileSource } from '../src/bytes/file-source.ts';
import { detectors } from '../src/detect/catalog.ts';
import type { Detector } from '../src/detect/detector.ts';
import { buildChain, planChain, wholeChain } from '../src/engine/chain.ts';
import { Scanner } from '../src/engine/scanner.ts';
import { openKernel } from '../src/kernel/open-kernel.ts';
import { NO_MEMORY } from '../src/model/memory.ts';
import { core, foreignText256, minified256, random256, text256 } from './corpora.ts';

/*
 * `npm run bench:anchors`: which anchors are too common, and what asking their detectors costs. An anchor that stands more
 * often than MAX_HITS_PER_MIB in one of the corpora is listed; so is every detector that costs more than MAX_COST of the
 * scan. Measures; never passes or fails.
 */

const MAX_HITS_PER_MIB = 20;
const SAMPLE_BYTES = 128 << 20;
const CHUNK_BYTES = 1 << 20;
/** Milliseconds of asking, for each MiB; the kernel itself takes some 0.5. */
const MAX_COST = 0.02;

const chain = wholeChain();
const anchors = chain.anchors ?? [];

function namesOf(anchor: number): string {
  return chain.routes[anchor]!.map((route) =>
    route.kind === 'detector' ? `${route.owner.id} (${route.encoding})` : route.kind,
  ).join(', ');
}

function hitsPerMib(source: FileSource, mib: number): { anchor: number; hits: number }[] {
  const kernel = openKernel(planChain(chain), CHUNK_BYTES);
  const counts = new Float64Array(anchors.length);
  for (let at = 0; at < mib * CHUNK_BYTES; at += CHUNK_BYTES) {
    source.readInto(kernel.window, at);
    const { count, anchors: numbers } = kernel.scan(0, CHUNK_BYTES, CHUNK_BYTES);
    for (let hit = 0; hit < count; hit++) counts[numbers[hit]!]!++;
  }
  return [...counts].map((hits, anchor) => ({ anchor, hits: hits / mib }));
}

/** Milliseconds a MiB that each detector takes, asked wherever its anchors stand. */
function costs(source: FileSource, mib: number): { id: string; cost: number }[] {
  const spent = new Map<string, number>();
  const timed = detectors.map((detector): Detector => {
    const inspect: Detector['inspect'] = (window, at, memory) => {
      const start = process.hrtime.bigint();
      const match = detector.inspect(window, at, memory);
      spent.set(detector.id, (spent.get(detector.id) ?? 0) + Number(process.hrtime.bigint() - start) / 1e6);
      return match;
    };
    return { ...detector, inspect };
  });
  const timedChain = buildChain(timed);
  new Scanner(timedChain, planChain(timedChain)).scanSource(source, 0, mib * CHUNK_BYTES, {
    memory: NO_MEMORY,
    onSighting: () => {},
    checkTime: () => {},
  });
  return [...spent].map(([id, ms]) => ({ id, cost: ms / mib }));
}

console.log(`${anchors.length} anchors of ${detectors.length} detectors`);
for (const [name, corpus] of Object.entries({
  text: text256,
  foreign: foreignText256,
  minified: minified256,
  core,
  random: random256,
})) {
  const source = FileSource.open((await corpus()).path);
  const mib = Math.min(SAMPLE_BYTES, source.size) / CHUNK_BYTES;
  const hits = hitsPerMib(source, mib).toSorted((a, b) => b.hits - a.hits);
  const total = hits.reduce((sum, each) => sum + each.hits, 0);
  console.log(`\n${name}: ${total.toFixed(1)} hits/MiB; anchors over ${MAX_HITS_PER_MIB}/MiB:`);
  for (const { anchor, hits: count } of hits.filter((each) => each.hits > MAX_HITS_PER_MIB)) {
    const text = JSON.stringify(Buffer.from(anchors[anchor]!.bytes).toString('latin1'));
    console.log(`  ${count.toFixed(1).padStart(8)}  ${text}  ${namesOf(anchor)}`);
  }
  const dear = costs(source, mib).toSorted((a, b) => b.cost - a.cost);
  console.log(`  asking: ${dear.reduce((sum, { cost }) => sum + cost, 0).toFixed(3)} ms/MiB; over ${MAX_COST}:`);
  for (const { id, cost } of dear.filter((each) => each.cost > MAX_COST))
    console.log(`  ${cost.toFixed(3).padStart(8)}  ${id}`);
  source.close();
}
