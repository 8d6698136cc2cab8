import { readLeaves } from '../engine/read-leaves.ts';
import { type EngineOptions, startEngine } from '../engine/scan.ts';
import type { LocalFile, TracingPorts } from './tracing-ports.ts';
import { checkoutAround } from './tracked-files.ts';

export interface TracingOptions {
  /** Folder in the checkout. */
  readonly base: string;
  readonly artifacts: readonly LocalFile[];
  /** As the artifacts were scanned: another chain would have other fingerprints. */
  readonly engine: EngineOptions;
  readonly stepOf: TracingPorts['stepOf'] | undefined;
}

/** Of each source and of each artifact that is opened anew, so that nobody's file makes tracing long. */
const MAX_SECONDS = 10;
/** Text in text in text. */
const MAX_DEPTH = 4;
/** Of a generated file, of its map, and of a program with its debug information. */
const MAX_LEAF_BYTES = 64 << 20;

/** Ports to the engine. Looks for a checkout; starts nothing before there is something to scan. */
export function tracingWith({ base, artifacts, engine, stepOf }: TracingOptions): TracingPorts {
  const limits = { ...engine.limits, maxSeconds: Math.min(MAX_SECONDS, engine.limits.maxSeconds) };
  return {
    checkout: checkoutAround(base),
    artifacts,
    async scan(files) {
      const second = await startEngine({
        ...engine,
        limits: { ...limits, maxDepth: Math.min(MAX_DEPTH, limits.maxDepth) },
        digests: false,
        // A glob that keeps files out of the report keeps no source from being one.
        exclude: [],
        explain: undefined,
        expects: 'little',
      });
      const { findings } = await second.scan(files, { gaps: [], leftOut: {} }).finally(() => second.close());
      return findings;
    },
    read: (artifact, paths) => readLeaves(artifact, paths, { limits, maxBytes: MAX_LEAF_BYTES }),
    stepOf: stepOf ?? (() => undefined),
  };
}
