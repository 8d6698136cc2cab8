import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildChain, planChain } from '../engine/chain.ts';
import type { PlugIn } from '../engine/plug-ins.ts';
import { type EngineOptions, NO_CHANGES, NO_WATCH_LIST, startEngine } from '../engine/scan.ts';
import { Scanner } from '../engine/scanner.ts';
import type { ScanResult } from '../model/result.ts';
import { hostileInputs } from './hostile-inputs.ts';
import { tarGzOf, zipOf } from './pack.ts';
import { sightingsIn } from './placements.ts';
import type { TrialSubject } from './trial.ts';

/** How a file is packed, and the path at which its content is then found. */
const WRAPS: Readonly<Record<string, { wrap(bytes: Uint8Array): Uint8Array; inner: string }>> = {
  'a plain file': { wrap: (bytes) => bytes, inner: '' },
  'a zip': { wrap: (bytes) => zipOf([{ name: 'a', bytes }]), inner: '!/a' },
  'a zip in a tar.gz': {
    wrap: (bytes) => tarGzOf([{ name: 'b', bytes: zipOf([{ name: 'a', bytes }]) }]),
    inner: '!/data!/b!/a',
  },
};

/**
 * Trials with whole scans, with the plug-in and all our own detectors: whether examples are found in files, and whether
 * hostile files are survived.
 */
export class FileTrials {
  readonly #plugIn: PlugIn;
  readonly #limits: EngineOptions['limits'];

  constructor(plugIn: PlugIn, limits: EngineOptions['limits']) {
    this.#plugIn = plugIn;
    this.#limits = limits;
  }

  async findsEachInFiles({ detector, samples }: TrialSubject): Promise<string[]> {
    const cases = samples.flatMap((sample) =>
      Object.entries(WRAPS).map(([where, { wrap, inner }]) => ({ sample, where, wrap, inner })),
    );
    const { findings, gaps } = await this.#scan(cases.map(({ sample, wrap }) => wrap(sample.bytes)));
    const complaints = cases.flatMap(({ sample, where, inner }, index) => {
      const own = findings.filter(({ artifact }) => artifact === `${index}`);
      const [first] = own;
      if (own.length === 1 && first!.rule === detector.id && first!.count === 1 && first!.path === `${index}${inner}`)
        return [];
      const found = own.map(({ rule, count }) => `${count} of ${rule}`).join(', ') || 'nothing';
      return [`${sample.variant} in ${where}: expected one finding, found ${found}`];
    });
    return [...complaints, ...gaps.map(({ message }) => message)];
  }

  async bearsHostileFiles(subject: TrialSubject): Promise<string[]> {
    const [first, ...others] = Object.entries(hostileInputs(subject));
    // A detector that hangs on one input will hang on the others, and each time costs ten seconds.
    const complaints = await this.#complaintsAbout([first!]);
    return complaints.length > 0 ? complaints : this.#complaintsAbout(others);
  }

  async #complaintsAbout(inputs: readonly (readonly [name: string, bytes: Uint8Array])[]): Promise<string[]> {
    const { gaps } = await this.#scan(inputs.map(([, bytes]) => bytes));
    return gaps.map(({ path, message }) => `a MiB of ${inputs[Number(path)]![0]}: ${message}`);
  }

  async #scan(files: readonly Uint8Array[]): Promise<ScanResult> {
    const folder = mkdtempSync(join(tmpdir(), 'keysieve-trial-'));
    try {
      const artifacts = files.map((bytes, index) => {
        const file = join(folder, `${index}`);
        writeFileSync(file, bytes);
        return { path: `${index}`, file };
      });
      const engine = await startEngine({
        ...{
          limits: this.#limits,
          threads: 1,
          digests: false,
          watchList: NO_WATCH_LIST,
          exclude: [],
          explain: undefined,
          expects: 'little',
        },
        changes: { ...NO_CHANGES, plugIns: [this.#plugIn] },
      });
      return await engine.scan(artifacts, { gaps: [], leftOut: {} }).finally(() => engine.close());
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/** Milliseconds of processor time that each hostile input of 1 MiB takes with this detector alone. */
export function timesOf(subject: TrialSubject): Readonly<Record<string, number>> {
  const chain = buildChain([subject.detector]);
  const scanner = new Scanner(chain, planChain(chain));
  return Object.fromEntries(
    Object.entries(hostileInputs(subject)).map(([name, bytes]) => {
      sightingsIn(scanner, bytes.subarray(0, bytes.length >> 3)); // warm-up, so that it is compiled
      const start = process.cpuUsage();
      sightingsIn(scanner, bytes);
      const { user, system } = process.cpuUsage(start);
      return [name, (user + system) / 1000];
    }),
  );
}
