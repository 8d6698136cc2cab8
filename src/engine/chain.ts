import { detectors, namedFiles, searches, witnesses } from '../detect/catalog.ts';
import type { Detector } from '../detect/detector.ts';
import type { NamedFile } from '../detect/files/named-file.ts';
import type { MemorySearch } from '../detect/memory/memory-search.ts';
import type { Witness } from '../detect/witness.ts';
import type { Fours } from '../kernel/fours.ts';
import { type KernelPlan, openPrepared, planKernel, preparePlan } from '../kernel/plan.ts';
import type { Anchor } from '../model/anchor.ts';
import type { Shape } from '../model/shape.ts';
import { containers } from '../unpack/catalog.ts';
import { codings } from '../unpack/codings/catalog.ts';
import { CODING_REACH_BYTES, type Coding } from '../unpack/codings/coding.ts';
import type { Container } from '../unpack/container/container.ts';
import { embeddedOpeners } from '../unpack/walk/openers.ts';
import { type Askers, type Route, readRoutes, routeAnchors, writeRoutes } from './anchor-routes.ts';
import type { PlugInWatch } from './plug-in-watch.ts';

/**
 * The detectors and witnesses, made ready to run: all their anchors in one list, each with its routes. Built once a thread; the
 * detectors are code and are loaded by every thread, everything else is plain data.
 */
export interface Chain extends Askers {
  /** Of memory images as a whole. */
  readonly searches: readonly MemorySearch[];
  /** Of files that are a secret as a whole; they have no anchors and are asked by the path. */
  readonly namedFiles: readonly NamedFile[];
  /** Texts that stand for other bytes; they have no anchors, and look for themselves. */
  readonly codings: readonly Coding[];
  /** Containers that look for themselves in the middle of everything. */
  readonly seekers: readonly Container[];
  /** Routes of each anchor, by the number that the kernel gives. */
  readonly routes: readonly (readonly Route[])[];
  /** Absent: they are those of the catalogs, which were planned when dist was built, and then `moreAnchors`. */
  readonly anchors?: readonly Anchor[];
  readonly moreAnchors?: readonly Anchor[];
  /** Routes of each shape that a detector asks for. */
  readonly shapes: ReadonlyMap<Shape, readonly Route[]>;
  /** Bytes before an anchor that some detector may want to see. */
  readonly bytesBefore: number;
  /** Bytes from an anchor on that some detector may want to see. */
  readonly bytesAfter: number;
  /** Over detectors of others, where there are some. */
  readonly watch?: PlugInWatch;
}

type Unanchored = Pick<Chain, 'searches' | 'namedFiles' | 'openers' | 'codings' | 'seekers'>;

/** Put in its place when dist is built: routes, a colon, a plan. The sources, run as they are, plan anew. */
declare const PREPARED_CHAIN: string | undefined;

const SEPARATOR = ':';
const [preparedRoutes = '', preparedPlan = ''] = (typeof PREPARED_CHAIN === 'string' ? PREPARED_CHAIN : '').split(
  SEPARATOR,
);

/** Of this thread. Neither a chain nor a plan is ever changed, and what was not prepared takes 0.3 s for each engine. */
let catalogChain: Chain | undefined;
const plans = new WeakMap<readonly Anchor[], KernelPlan>();

/** The chain of all that the catalogs have. @param own detectors of the user's */
export function wholeChain(own: readonly Detector[] = []): Chain {
  if (own.length > 0) return makeChain(own);
  catalogChain ??= makeChain([]);
  return catalogChain;
}

function makeChain(own: readonly Detector[]): Chain {
  const unanchored = unanchoredOfCatalogs();
  const routes = readRoutes(preparedRoutes, { detectors, witnesses, ...unanchored });
  if (routes === undefined) return buildChain(detectors, witnesses, unanchored, own);
  const more = routeAnchors(NOBODY, own);
  return {
    ...triggered([...detectors, ...own], witnesses, unanchored),
    ...{ routes: [...routes, ...more.routes], moreAnchors: more.anchors },
  };
}

function unanchoredOfCatalogs(): Unanchored {
  return {
    searches,
    namedFiles,
    openers: embeddedOpeners(containers),
    codings,
    seekers: containers.filter(({ findEmbedded }) => findEmbedded !== undefined),
  };
}

const NOBODY: Askers = { detectors: [], witnesses: [], openers: [] };

/** @param own more detectors, behind the others: see `routeAnchors` */
export function buildChain(
  catalog: readonly Detector[],
  witnesses: readonly Witness[] = [],
  unanchored: Unanchored = { searches: [], namedFiles: [], openers: [], codings: [], seekers: [] },
  own: readonly Detector[] = [],
): Chain {
  const anchors = routeAnchors({ detectors: catalog, witnesses, openers: unanchored.openers }, own);
  return { ...triggered([...catalog, ...own], witnesses, unanchored), ...anchors };
}

/** All but its anchors. */
function triggered(
  detectors: readonly Detector[],
  witnesses: readonly Witness[],
  { searches, namedFiles, openers, codings, seekers }: Unanchored,
): Omit<Chain, 'anchors' | 'routes'> {
  const shapes = new Map<Shape, Route[]>();
  let bytesBefore = Math.max(0, ...openers.map(({ anchorOffset }) => anchorOffset));
  let bytesAfter = 0;
  for (const { trigger, maxMatchBytes } of [...detectors, ...witnesses]) {
    const unit = trigger.reads === 'text' ? 2 : 1;
    // One more: whether a NUL stands before the first character tells the byte order of UTF-16.
    bytesBefore = Math.max(bytesBefore, trigger.bytesBefore * unit + 1);
    bytesAfter = Math.max(bytesAfter, maxMatchBytes * unit);
  }
  for (const asked of detectors)
    for (const shape of asked.trigger.shapes ?? [])
      shapes.set(shape, [...(shapes.get(shape) ?? []), { kind: 'detector', asked, encoding: 'plain' }]);
  const reach = codings.length > 0 ? CODING_REACH_BYTES : 0;
  return {
    ...{ detectors, witnesses, searches, namedFiles, openers, codings, seekers, shapes },
    bytesBefore: Math.max(bytesBefore, reach),
    bytesAfter: Math.max(bytesAfter, reach),
  };
}

/** The same chain, that looks for no container; its anchors stay, so that the plan for them stays valid. */
export function withoutContainers(chain: Chain): Chain {
  const routes = chain.routes.map((all) => all.filter(({ kind }) => kind !== 'opener'));
  return { ...chain, routes, openers: [], seekers: [] };
}

/** The plan for the chain's anchors. */
export function planChain({ anchors, moreAnchors }: Pick<Chain, 'anchors' | 'moreAnchors'>): KernelPlan {
  if (anchors === undefined) return openPrepared(preparedPlan, moreAnchors);
  const plan = plans.get(anchors) ?? planKernel(anchors);
  plans.set(anchors, plan);
  return plan;
}

/** What the build puts in the place of PREPARED_CHAIN. */
export function prepareChain(fours?: Fours): string {
  const unanchored = unanchoredOfCatalogs();
  const { anchors } = routeAnchors({ detectors, witnesses, ...unanchored });
  return writeRoutes({ detectors, witnesses, ...unanchored }) + SEPARATOR + preparePlan(anchors, fours);
}
