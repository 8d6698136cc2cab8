import { describe, expect, test } from 'vitest';
import { detectors, witnesses } from '../../src/detect/catalog.ts';
import { type Askers, type Route, readRoutes, routeAnchors, writeRoutes } from '../../src/engine/anchor-routes.ts';
import { containers } from '../../src/unpack/catalog.ts';
import { embeddedOpeners } from '../../src/unpack/walk/openers.ts';

const askers: Askers = { detectors, witnesses, openers: embeddedOpeners(containers) };
const { anchors, routes } = routeAnchors(askers);

const toldOf = (all: readonly (readonly Route[])[] = []) =>
  all.map((list) => list.map((route) => ({ asked: route.asked, encoding: 'encoding' in route ? route.encoding : '' })));

describe('routes', () => {
  test('each anchor is there once, with everybody who asks for it', () => {
    const texts = anchors.map(({ bytes, ignoreCase }) => `${ignoreCase} ${Buffer.from(bytes).toString('latin1')}`);
    expect(new Set(texts).size).toBe(anchors.length);
    expect(routes.length).toBe(anchors.length);
    // Both generic passwords and those of connection strings ask for "password".
    expect(routes.some((list) => list.length > 1)).toBe(true);
    const asked = new Set(routes.flat().map((route) => route.asked));
    const anchored = detectors.filter(({ trigger }) => trigger.anchors.length > 0);
    for (const one of [...anchored, ...witnesses, ...askers.openers]) expect(asked.has(one)).toBe(true);
  });

  test('that were written when dist was built are the same', () => {
    expect(toldOf(readRoutes(writeRoutes(askers), askers))).toEqual(toldOf(routes));
  });

  test('of others are not taken', () => {
    const others = { ...askers, detectors: detectors.slice(1) };
    expect(readRoutes(writeRoutes(others), askers)).toBe(undefined);
    expect(readRoutes('', askers)).toBe(undefined);
  });
});
