import { describe, expect, test } from 'vitest';
import { detectors, witnesses } from '../../src/detect/catalog.ts';
import {
  type AnchorOwners,
  type Route,
  readRoutes,
  routeAnchors,
  writeRoutes,
} from '../../src/engine/anchor-routes.ts';
import { containers } from '../../src/unpack/catalog.ts';
import { embeddedOpeners } from '../../src/unpack/walk/openers.ts';

const owners: AnchorOwners = { detectors, witnesses, openers: embeddedOpeners(containers) };
const { anchors, routes } = routeAnchors(owners);

const toldOf = (all: readonly (readonly Route[])[] = []) =>
  all.map((list) => list.map((route) => ({ owner: route.owner, encoding: 'encoding' in route ? route.encoding : '' })));

describe('routes', () => {
  test('each anchor is there once, with everybody who asks for it', () => {
    const texts = anchors.map(({ bytes, ignoreCase }) => `${ignoreCase} ${Buffer.from(bytes).toString('latin1')}`);
    expect(new Set(texts).size).toBe(anchors.length);
    expect(routes.length).toBe(anchors.length);
    // Both generic passwords and those of connection strings ask for "password".
    expect(routes.some((list) => list.length > 1)).toBe(true);
    const owned = new Set(routes.flat().map((route) => route.owner));
    const anchored = detectors.filter(({ trigger }) => trigger.anchors.length > 0);
    for (const one of [...anchored, ...witnesses, ...owners.openers]) expect(owned.has(one)).toBe(true);
  });

  test('that were written when dist was built are the same', () => {
    expect(toldOf(readRoutes(writeRoutes(owners), owners))).toEqual(toldOf(routes));
  });

  test('of others are not taken', () => {
    const others = { ...owners, detectors: detectors.slice(1) };
    expect(readRoutes(writeRoutes(others), owners)).toBe(undefined);
    expect(readRoutes('', owners)).toBe(undefined);
  });
});
