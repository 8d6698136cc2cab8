import { type Engine, type EngineOptions, readLeaves } from '../engine/scan.ts';
import type { LocalFile, TracingPorts } from './tracing-ports.ts';
import { checkoutAround, checkoutsAt } from './tracked-files.ts';
import { MAX_FILE_BYTES } from './trail.ts';

export interface TracingOptions {
  /** Folder in the checkout. */
  readonly base: string;
  /** That checkouts may lie in, if it lies in none. */
  readonly holdsCheckouts: boolean;
  readonly artifacts: readonly LocalFile[];
  /** That the artifacts were scanned with: another chain would have other fingerprints. */
  readonly engine: Pick<Engine, 'scanSources'>;
  readonly limits: EngineOptions['limits'];
  readonly stepOf: TracingPorts['stepOf'] | undefined;
}

/** Of each source and of each artifact that is opened anew, so that nobody's file makes tracing long. */
const MAX_SECONDS = 10;
/** Text in text in text. */
const MAX_DEPTH = 4;

/** Ports to the engine. Looks for a checkout; starts nothing before there is something to scan. */
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
