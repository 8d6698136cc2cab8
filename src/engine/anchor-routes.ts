import { createHash } from 'node:crypto';
import type { Detector } from '../detect/detector.ts';
import type { Witness } from '../detect/witness.ts';
import type { Anchor } from '../model/anchor.ts';
import type { EmbeddedOpener } from '../unpack/walk/openers.ts';

/** What is called when an anchor is found, and how the text there is stored. */
export type Route =
  | { readonly kind: 'detector'; readonly owner: Detector; readonly encoding: Encoding }
  | { readonly kind: 'witness'; readonly owner: Witness; readonly encoding: Encoding }
  | { readonly kind: 'opener'; readonly owner: EmbeddedOpener };

type Encoding = 'plain' | 'utf16';

/** Everything that has anchors. The order of these lists numbers the routes. */
export interface AnchorOwners {
  readonly detectors: readonly Detector[];
  readonly witnesses: readonly Witness[];
  /** Containers that are searched for in the middle of any bytes. */
  readonly openers: readonly EmbeddedOpener[];
}

/** Each distinct anchor, at the index that the kernel reports, with its routes. */
export interface AnchorRoutes {
  readonly anchors: readonly Anchor[];
  readonly routes: readonly (readonly Route[])[];
}

/**
 * @param own further detectors. Their anchors come last, so that the plan made for the others when dist was built stays
 * valid.
 */
export function routeAnchors(owners: AnchorOwners, own: readonly Detector[] = []): AnchorRoutes {
  return anchorsOf(routesOf(owners, own));
}

function anchorsOf(all: readonly Route[]): AnchorRoutes {
  const anchors: Anchor[] = [];
  const routes: Route[][] = [];
  const [known, knownInAnyCase] = [new Map<string, Route[]>(), new Map<string, Route[]>()];
  const add = (anchor: Anchor, route: Route): void => {
    const same = anchor.ignoreCase ? knownInAnyCase : known;
    // There are 17,000 anchors, and going through a Buffer takes twice as long.
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
  for (const route of all) {
    if (route.kind === 'opener') add(route.owner.anchor, route);
    else if (route.encoding === 'plain') for (const anchor of route.owner.trigger.anchors) add(anchor, route);
    else for (const anchor of route.owner.trigger.anchors) add(utf16Twin(anchor), route);
  }
  return { anchors, routes };
}

/** One route for each way in which an owner's text may be stored. */
function routesOf({ detectors, witnesses, openers }: AnchorOwners, own: readonly Detector[] = []): readonly Route[] {
  // Not a generator: V8 takes as long to optimize one as everything else here takes.
  const routes: Route[] = [];
  for (const owner of detectors)
    for (const encoding of encodingsOf(owner)) routes.push({ kind: 'detector', owner, encoding });
  for (const owner of witnesses)
    for (const encoding of encodingsOf(owner)) routes.push({ kind: 'witness', owner, encoding });
  for (const owner of openers) routes.push({ kind: 'opener', owner });
  for (const owner of own)
    for (const encoding of encodingsOf(owner)) routes.push({ kind: 'detector', owner, encoding });
  return routes;
}

const PLAIN: readonly Encoding[] = ['plain'];
const PLAIN_AND_WIDE: readonly Encoding[] = ['plain', 'utf16'];

function encodingsOf({ trigger }: Detector | Witness): readonly Encoding[] {
  return trigger.reads === 'text' ? PLAIN_AND_WIDE : PLAIN;
}

/**
 * `abc` as `a 0 b 0 c`: the bytes that UTF-16LE and UTF-16BE have in common, so that one anchor serves both. The ends
 * of the text tell which one it is (see `narrow.ts`). An anchor has 32 bytes at most; a longer text is found by its
 * prefix.
 */
function utf16Twin(anchor: Anchor): Anchor {
  const characters = Math.min(anchor.bytes.length, 16);
  const bytes = new Uint8Array(2 * characters - 1);
  for (let i = 0; i < characters; i++) bytes[2 * i] = anchor.bytes[i]!;
  return { bytes, ignoreCase: anchor.ignoreCase };
}

/** Bit set in the number of an anchor's last route. */
const LAST = 0x8000;
const DIGEST_BYTES = 8;

/**
 * Serializes the routes as base64 of: digest of the owners' ids; then for each anchor the numbers of its routes in
 * `routesOf`, 2 bytes each, little-endian.
 */
export function writeRoutes(owners: AnchorOwners): string {
  const all = routesOf(owners);
  const numbers = new Map(all.map((route, number) => [route, number]));
  if (numbers.size > LAST) throw new Error(`routes: at most ${LAST} expected, found ${numbers.size}`);
  const words = anchorsOf(all).routes.flatMap((routes) =>
    routes.map((route, index) => numbers.get(route)! | (index === routes.length - 1 ? LAST : 0)),
  );
  const bytes = Buffer.alloc(2 * words.length);
  for (const [index, word] of words.entries()) bytes.writeUInt16LE(word, 2 * index);
  return Buffer.concat([digestOf(owners), bytes]).toString('base64');
}

/**
 * Reads what `writeRoutes` wrote, so that a start need not build any anchors.
 * @returns undefined when it was written for other owners
 */
export function readRoutes(text: string, owners: AnchorOwners): AnchorRoutes['routes'] | undefined {
  const bytes = Buffer.from(text, 'base64');
  if (!bytes.subarray(0, DIGEST_BYTES).equals(digestOf(owners))) return undefined;
  const all = routesOf(owners);
  const alone = all.map((route) => [route]);
  const routes: (readonly Route[])[] = [];
  for (let at = DIGEST_BYTES, list: Route[] = []; at < bytes.length; at += 2) {
    const word = bytes.readUInt16LE(at);
    const number = word & ~LAST;
    if (word !== number && list.length === 0) routes.push(alone[number]!);
    else {
      list.push(all[number]!);
      if (word === number) continue;
      routes.push(list);
      list = [];
    }
  }
  return routes;
}

function digestOf({ detectors, witnesses, openers }: AnchorOwners): Buffer {
  const ids = [...detectors, ...witnesses, ...openers.map(({ container }) => container)].map(({ id }) => id);
  return createHash('sha256').update(ids.join('\n')).digest().subarray(0, DIGEST_BYTES);
}
