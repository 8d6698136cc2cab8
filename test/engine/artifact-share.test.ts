import { expect, test } from 'vitest';
import { Budget } from '../../src/bytes/budget.ts';
import { MemorySource } from '../../src/bytes/memory-source.ts';
import { ArtifactShare } from '../../src/engine/artifact-share.ts';
import { noPiecesOut, Sharing } from '../../src/engine/sharing.ts';
import { SlabBuffers } from '../../src/engine/slab-buffers.ts';
import type { HandedOn, LeafBatch } from '../../src/engine/task.ts';
import { limitsOf, parseSettings } from '../../src/settings/settings.ts';
import { TOP } from '../../src/unpack/walk/position.ts';

const LEAF = new MemorySource(new Uint8Array(1000));

/** With other threads, which are busy all the time. */
function shareOf(scanLeaves: (leaves: LeafBatch, share: ArtifactShare) => Promise<void>) {
  const posted: HandedOn[] = [];
  const sharing = new Sharing({
    ...{ out: noPiecesOut(), threads: 2 },
    post: (handOn) => posted.push(handOn),
    poll: () => {},
    onWait: () => {},
  });
  const share: ArtifactShare = new ArtifactShare({
    ...{ artifact: { path: 'a.tar', file: 'a.tar' }, begunAtMs: 0 },
    budget: new Budget(limitsOf(parseSettings('cli', () => undefined))),
    buffers: new SlabBuffers({ bytesBefore: 0, bytesAfter: 0 }),
    ...{ sharing, scanLeaves: (leaves) => scanLeaves(leaves, share) },
  });
  return { share, posted };
}

// zlib in pictures of a jar of Scilab held what looks like memory, and two threads were busy with others: the scan never ended.
test('an image that is found in a piece which is done here does not wait for that piece', async () => {
  const scanned: string[] = [];
  const { share, posted } = shareOf(async ({ spans }, own) => {
    scanned.push(...spans.map(({ place }) => place.path));
    await own.keysSeen();
    scanned.push('its image');
  });
  expect(share.offerLeaf({ ...TOP, path: 'a.tar!/picture.png' }, LEAF)).toBe(true);
  expect(await share.keysSeen()).toEqual([]);
  expect(scanned).toEqual(['a.tar!/picture.png', 'its image']);
  expect(posted).toHaveLength(1);
});

test('what is done here is not offered once more', async () => {
  const offers: boolean[] = [];
  const place = { ...TOP, path: 'a.tar!/text' };
  const { share, posted } = shareOf(async (_leaves, own) => {
    offers.push(own.offerLeaf(place, LEAF));
  });
  share.offerLeaf(place, LEAF);
  await share.keysSeen();
  expect(offers).toEqual([false]);
  expect(posted).toHaveLength(1);
  expect(share.offerLeaf(place, LEAF)).toBe(true);
});
