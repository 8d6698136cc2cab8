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
import { type AnchorOwners, type Route, readRoutes, routeAnchors, writeRoutes } from './anchor-routes.ts';
import type { PlugInWatch } from './plug-in-watch.ts';

/**
 * The detectors and witnesses, ready to run: all their anchors in one list, each with its routes. Built once per
 * thread: detectors are code, which every thread loads for itself; everything else is plain data.
 */
export interface Chain extends AnchorOwners {
  /** Searches of memory images as a whole. */
  readonly searches: readonly MemorySearch[];
  /** Files that are a secret as a whole; they have no anchors and are recognised by path. */
  readonly namedFiles: readonly NamedFile[];
  /** Encodings of bytes as text; they have no anchors, and search for themselves. */
  readonly codings: readonly Coding[];
  /** Containers that search for themselves in the middle of any bytes. */
  readonly seekers: readonly Container[];
  /** Routes of each anchor, by the index that the kernel reports. */
  readonly routes: readonly (readonly Route[])[];
  /** Absent when the anchors are those of the catalogs, planned when dist was built, followed by `moreAnchors`. */
  readonly anchors?: readonly Anchor[];
  readonly moreAnchors?: readonly Anchor[];
  /** Routes of each shape that a detector asks for. */
  readonly shapes: ReadonlyMap<Shape, readonly Route[]>;
  /** Bytes before an anchor that some detector may want to see. */
  readonly bytesBefore: number;
  /** Bytes from an anchor on that some detector may want to see. */
  readonly bytesAfter: number;
  /** Watches over plug-ins' detectors, if there are any. */
  readonly watch?: PlugInWatch;
}

type Unanchored = Pick<Chain, 'searches' | 'namedFiles' | 'openers' | 'codings' | 'seekers'>;

/**
 * Replaced when dist is built, by routes, a colon and a plan. When the sources run as they are, it is not defined and
 * both are computed.
 */
declare const PREPARED_CHAIN: string | undefined;

const SEPARATOR = ':';
const [preparedRoutes = '', preparedPlan = ''] = (typeof PREPARED_CHAIN === 'string' ? PREPARED_CHAIN : '').split(
  SEPARATOR,
);

/** Kept for this thread: neither a chain nor a plan ever changes, and they cost each engine 20 ms, or 0.3 s if not prepared. */
let catalogChain: Chain | undefined;
let catalogPlan: KernelPlan | undefined;
const plans = new WeakMap<readonly Anchor[], KernelPlan>();

/** The chain of everything in the catalogs. @param own further detectors, which come from outside */
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

const NOBODY: AnchorOwners = { detectors: [], witnesses: [], openers: [] };

/** @param own further detectors, placed after the others: see `routeAnchors` */
export function buildChain(
  catalog: readonly Detector[],
  witnesses: readonly Witness[] = [],
  unanchored: Unanchored = { searches: [], namedFiles: [], openers: [], codings: [], seekers: [] },
  own: readonly Detector[] = [],
): Chain {
  const anchors = routeAnchors({ detectors: catalog, witnesses, openers: unanchored.openers }, own);
  return { ...triggered([...catalog, ...own], witnesses, unanchored), ...anchors };
}

/** Everything of a chain except its anchors and routes. */
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
    // One more: a NUL before the first character tells the byte order of UTF-16.
    bytesBefore = Math.max(bytesBefore, trigger.bytesBefore * unit + 1);
    bytesAfter = Math.max(bytesAfter, maxMatchBytes * unit);
  }
  for (const owner of detectors)
    for (const shape of owner.trigger.shapes ?? [])
      shapes.set(shape, [...(shapes.get(shape) ?? []), { kind: 'detector', owner, encoding: 'plain' }]);
  const reach = codings.length > 0 ? CODING_REACH_BYTES : 0;
  return {
    ...{ detectors, witnesses, searches, namedFiles, openers, codings, seekers, shapes },
    bytesBefore: Math.max(bytesBefore, reach),
    bytesAfter: Math.max(bytesAfter, reach),
  };
}

/** The same chain without searching for containers. Their anchors stay, so that the plan stays valid. */
export function withoutContainers(chain: Chain): Chain {
  const routes = chain.routes.map((all) => all.filter(({ kind }) => kind !== 'opener'));
  return { ...chain, routes, openers: [], seekers: [] };
}

/** The kernel's plan for the chain's anchors. */
export function planChain({ anchors, moreAnchors }: Pick<Chain, 'anchors' | 'moreAnchors'>): KernelPlan {
  if (anchors === undefined) {
    if (moreAnchors !== undefined && moreAnchors.length > 0) return openPrepared(preparedPlan, moreAnchors);
    catalogPlan ??= openPrepared(preparedPlan);
    return catalogPlan;
  }
  const plan = plans.get(anchors) ?? planKernel(anchors);
  plans.set(anchors, plan);
  return plan;
}

/** The text that the build puts in place of PREPARED_CHAIN. */
export function prepareChain(fours?: Fours): string {
  const unanchored = unanchoredOfCatalogs();
  const { anchors } = routeAnchors({ detectors, witnesses, ...unanchored });
  return writeRoutes({ detectors, witnesses, ...unanchored }) + SEPARATOR + preparePlan(anchors, fours);
}
