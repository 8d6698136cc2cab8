import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Detector } from '../../src/detect/detector.ts';
import { newSamplesOfAllDetectors } from '../contract/samples.ts';
import { inspectAll } from '../support/inspect-all.ts';
import { shortfallOf } from '../support/shortfall.ts';

/*
 * `npm run test:fresh [ROUNDS]`: samples and look-alikes of all detectors, with keys that are made anew in each round. Tests have one
 * key each, and what is odd of one key in a thousand (base64 that ends in a plus, a number in which the name of its neighbour is
 * spelled) they meet once in a while, on somebody else's machine. Fails when any round does, and keeps the bytes.
 */

const ROUNDS = 100;
const ONE_ROUND = '--one-round';

async function round(): Promise<void> {
  const wrong: { what: string; bytes: Uint8Array }[] = [];
  for (const { detector, samples, lookAlikes } of await newSamplesOfAllDetectors()) {
    if (!isAskedByAnchor(detector)) continue;
    for (const sample of samples) {
      const shortfall = shortfallOf(detector, sample);
      if (shortfall !== undefined)
        wrong.push({ what: `${detector.id}, ${sample.variant}: ${shortfall}`, bytes: sample.bytes });
    }
    for (const { variant, bytes } of lookAlikes)
      if (inspectAll(detector, bytes).length > 0) wrong.push({ what: `${detector.id}, look-alike ${variant}`, bytes });
  }
  if (wrong.length === 0) return;
  const folder = mkdtempSync(join(tmpdir(), 'keysieve-fresh-'));
  for (const [index, { what, bytes }] of wrong.entries()) {
    writeFileSync(join(folder, `${index}`), bytes);
    console.error(`${join(folder, `${index}`)}: ${what}`);
  }
  process.exitCode = 1;
}

/** What the kernel finds by its shape is tried with the engine alone. */
function isAskedByAnchor({ trigger }: Detector): boolean {
  return trigger.anchors.length > 0;
}

function rounds(count: number): void {
  let failed = 0;
  for (let done = 0; done < count; done++) {
    // Keys are made once a process.
    const { status } = spawnSync(process.execPath, [import.meta.filename, ONE_ROUND], { stdio: 'inherit' });
    if (status !== 0) failed++;
  }
  console.log(`${count} rounds, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

if (process.argv[2] === ONE_ROUND) await round();
else rounds(Number(process.argv[2] ?? ROUNDS));
