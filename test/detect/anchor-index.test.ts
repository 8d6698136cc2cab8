import { expect, test } from 'vitest';
import { AnchorIndex } from '../../src/detect/anchor-index.ts';
import { textAnchor } from '../../src/model/anchor.ts';
import { seededRandom } from '../support/seeded-random.ts';

test('every anchor is found where it stands, as a plain search finds it', () => {
  const random = seededRandom(3);
  const alphabet = 'aAbB0\n';
  for (let round = 0; round < 20; round++) {
    const anchors = Array.from({ length: 30 }, (_, index) => {
      const ignoreCase = index % 2 === 0;
      const text = random.text(3 + random.int(6), alphabet);
      return textAnchor(ignoreCase ? text.toLowerCase() : text, { ignoreCase });
    });
    const text = random.text(2000, alphabet);
    const found: string[] = [];
    const index = new AnchorIndex(anchors, (anchor) => [anchor]);
    index.search(Buffer.from(text, 'latin1'), (anchor, at) => found.push(`${anchors.indexOf(anchor)} ${at}`));
    const expected = anchors.flatMap(({ bytes, ignoreCase }, number) => {
      const wanted = Buffer.from(bytes).toString('latin1');
      const searched = ignoreCase ? text.toLowerCase() : text;
      const places: string[] = [];
      for (let at = searched.indexOf(wanted); at >= 0; at = searched.indexOf(wanted, at + 1))
        places.push(`${number} ${at}`);
      return places;
    });
    expect(found.toSorted()).toEqual(expected.toSorted());
  }
});
