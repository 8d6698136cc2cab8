import { type Engine, type EngineOptions, readLeaves } from '../engine/scan.ts';
import type { LocalFile, TracingPorts } from './tracing-ports.ts';
import { checkoutAround, checkoutsAt } from './tracked-files.ts';
import { MAX_FILE_BYTES } from './trail.ts';

export interface TracingOptions {
  /** A folder in the checkout, or one that contains checkouts. */
  readonly base: string;
  /** Whether `base` may contain checkouts when it lies in none. */
  readonly holdsCheckouts: boolean;
  readonly artifacts: readonly LocalFile[];
  /** The engine that scanned the artifacts: another chain would give other fingerprints. */
  readonly engine: Pick<Engine, 'scanSources'>;
  readonly limits: EngineOptions['limits'];
  readonly stepOf: TracingPorts['stepOf'] | undefined;
}

/** Limit for each source, and for each artifact that is opened again, so that no single file makes tracing long. */
const MAX_SECONDS = 10;
/** Encoded text within encoded text. */
const MAX_DEPTH = 4;

/** Connects tracing to the engine. Looks for a checkout; starts nothing until something is to be scanned. */
export function tracingWith({
  base,
  holdsCheckouts,
  artifacts,
  engine,
  limits: given,
  stepOf,
}: TracingOptions): TracingPorts {
  const limits = {
    ...given,
    maxSeconds: Math.min(MAX_SECONDS, given.maxSeconds),
    maxDepth: Math.min(MAX_DEPTH, given.maxDepth),
  };
  return {
    checkout: holdsCheckouts ? checkoutsAt(base) : checkoutAround(base),
    artifacts,
    scan: (files) => engine.scanSources(files, limits),
    read: (artifact, paths, onFile) =>
      readLeaves(
        artifact,
        { wanted: paths, maxBytes: MAX_FILE_BYTES, onFile },
        { ...limits, maxDepth: given.maxDepth },
      ),
    stepOf: stepOf ?? (() => undefined),
  };
}
