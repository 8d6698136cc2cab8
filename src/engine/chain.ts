import { detectors, searches, witnesses } from '../detect/catalog.ts';
import type { Detector } from '../detect/detector.ts';
import type { MemorySearch } from '../detect/memory/memory-search.ts';
import type { Witness } from '../detect/witness.ts';
import type { Fours } from '../kernel/fours.ts';
import { planKernel, preparePlan } from '../kernel/plan.ts';
import type { Anchor } from '../model/anchor.ts';
import type { Shape } from '../model/shape.ts';
import { containers } from '../unpack/catalog.ts';
import { CODING_REACH_BYTES, type Coding } from '../unpack/coding.ts';
import { codings } from '../unpack/codings/catalog.ts';
import type { Container } from '../unpack/container.ts';
import { type EmbeddedOpener, embeddedOpeners } from '../unpack/openers.ts';
import type { PlugInWatch } from './plug-in-watch.ts';

/** Who wants to be asked when an anchor stands somewhere, and how the text there is stored. */
export type Route =
  | { readonly kind: 'detector'; readonly asked: Detector; readonly encoding: Encoding }
  | { readonly kind: 'witness'; readonly asked: Witness; readonly encoding: Encoding }
  | { readonly kind: 'opener'; readonly asked: EmbeddedOpener };

type Encoding = 'plain' | 'utf16';

/**
 * The detectors and witnesses, made ready to run: all their anchors in one list, each with its routes. Built once; the detectors are
 * code and are loaded by every thread, everything else is plain data.
 */
export interface Chain {
  readonly detectors: readonly Detector[];
  readonly witnesses: readonly Witness[];
  /** Of memory images as a whole. */
  readonly searches: readonly MemorySearch[];
  /** Containers that are looked for in the middle of everything. */
  readonly openers: readonly EmbeddedOpener[];
  /** Texts that stand for other bytes; they have no anchors, and look for themselves. */
  readonly codings: readonly Coding[];
  /** Containers that look for themselves in the middle of everything. */
  readonly seekers: readonly Container[];
  /** Routes of each anchor, by the number that the kernel gives. */
  readonly routes: readonly (readonly Route[])[];
  readonly anchors: readonly Anchor[];
  /** Routes of each shape that a detector asks for. */
  readonly shapes: ReadonlyMap<Shape, readonly Route[]>;
  /** Bytes before an anchor that some detector may want to see. */
  readonly bytesBefore: number;
  /** Bytes from an anchor on that some detector may want to see. */
  readonly bytesAfter: number;
  /** Over detectors of others, where there are some. */
  readonly watch?: PlugInWatch;
}

/** The chain of all that the catalogs have. @param own detectors of the user's */
export function wholeChain(own: readonly Detector[] = []): Chain {
  return buildChain(
    detectors,
    witnesses,
    {
      searches,
      openers: embeddedOpeners(containers),
      codings,
      seekers: containers.filter(({ findEmbedded }) => findEmbedded !== undefined),
    },
    own,
  );
}

/** @param own more detectors. Their anchors come last: what was planned for the others when dist was built stays good. */
export function buildChain(
  catalog: readonly Detector[],
  witnesses: readonly Witness[] = [],
  { searches, openers, codings, seekers }: Pick<Chain, 'searches' | 'openers' | 'codings' | 'seekers'> = {
    searches: [],
    openers: [],
    codings: [],
    seekers: [],
  },
  own: readonly Detector[] = [],
): Chain {
  const detectors = [...catalog, ...own];
  const anchors: Anchor[] = [];
  const routes: Route[][] = [];
  const [known, knownInAnyCase] = [new Map<string, Route[]>(), new Map<string, Route[]>()];
  const add = (anchor: Anchor, route: Route): void => {
    const same = anchor.ignoreCase ? knownInAnyCase : known;
    // Of 20,000 anchors at each start; by way of a Buffer it takes twice as long.
    const key = String.fromCharCode(...anchor.bytes);
    let list = same.get(key);
    if (list === undefined) {
      list = [];
      same.set(key, list);
      anchors.push(anchor);
      routes.push(list);
    }
    list.push(route);
  };
  const shapes = new Map<Shape, Route[]>();
  let bytesBefore = 0;
  let bytesAfter = 0;
  const addTrigger = ({ trigger, maxMatchBytes }: Detector | Witness, routeIn: (encoding: Encoding) => Route): void => {
    const [plain, wide] = [routeIn('plain'), routeIn('utf16')];
    for (const anchor of trigger.anchors) {
      add(anchor, plain);
      if (trigger.reads === 'text') add(utf16Twin(anchor), wide);
    }
    for (const shape of trigger.shapes ?? []) shapes.set(shape, [...(shapes.get(shape) ?? []), plain]);
    const unit = trigger.reads === 'text' ? 2 : 1;
    // One more: whether a NUL stands before the first character tells the byte order of UTF-16.
    bytesBefore = Math.max(bytesBefore, trigger.bytesBefore * unit + 1);
    bytesAfter = Math.max(bytesAfter, maxMatchBytes * unit);
  };
  const addDetector = (asked: Detector): void =>
    addTrigger(asked, (encoding) => ({ kind: 'detector', asked, encoding }));
  catalog.forEach(addDetector);
  for (const asked of witnesses) addTrigger(asked, (encoding) => ({ kind: 'witness', asked, encoding }));
  if (codings.length > 0) {
    bytesBefore = Math.max(bytesBefore, CODING_REACH_BYTES);
    bytesAfter = Math.max(bytesAfter, CODING_REACH_BYTES);
  }
  for (const asked of openers) {
    add(asked.anchor, { kind: 'opener', asked });
    bytesBefore = Math.max(bytesBefore, asked.anchorOffset);
  }
  own.forEach(addDetector);
  const asked = { detectors, witnesses, searches, openers, codings, seekers };
  return { ...asked, routes, anchors, shapes, bytesBefore, bytesAfter };
}

/** The same chain, that looks for no container; its anchors stay, so that the plan for them stays valid. */
export function withoutContainers(chain: Chain): Chain {
  const routes = chain.routes.map((all) => all.filter(({ kind }) => kind !== 'opener'));
  return { ...chain, routes, openers: [], seekers: [] };
}

/** Put in its place when dist is built; the sources, run as they are, plan anew. */
declare const PREPARED_PLAN: string | undefined;

/** The plan for the chain's anchors. */
export function planChain(chain: Chain): ReturnType<typeof planKernel> {
  return planKernel(chain.anchors, typeof PREPARED_PLAN === 'string' ? PREPARED_PLAN : undefined);
}

/** What the build puts in the place of PREPARED_PLAN. */
export function prepareChain(chain: Chain, fours: Fours): string {
  return preparePlan(chain.anchors, fours);
}

/**
 * `abc` as `a 0 b 0 c`: the part that UTF-16LE and BE have in common, so that one anchor serves both; which of them it
 * is shows at the ends of the run (see `narrow.ts`). The kernel takes 32 bytes at most; a prefix is enough to be asked.
 */
function utf16Twin(anchor: Anchor): Anchor {
  const characters = Math.min(anchor.bytes.length, 16);
  const bytes = new Uint8Array(2 * characters - 1);
  for (let i = 0; i < characters; i++) bytes[2 * i] = anchor.bytes[i]!;
  return { bytes, ignoreCase: anchor.ignoreCase };
}
