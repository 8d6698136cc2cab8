import { expect, it } from 'vitest';
import { azureKeyRules } from '../../../../src/detect/text/providers/azure-keys.ts';
import { ruleDetector } from '../../../../src/detect/text/rule-detector.ts';
import { anchorPositions } from '../../../support/inspect-all.ts';

it.each(azureKeyRules.filter(({ id }) => id === 'azure-identifiable-key'))(
  '$id: a glance refuses a flood of each of its anchors',
  (rule) => {
    for (const anchor of rule.anchors) {
      for (const between of ['', '-', '_', '=', ' ']) {
        const bytes = new Uint8Array(Buffer.from(`${anchor}${between}`.repeat(40)));
        const passed = anchorPositions(ruleDetector(rule), bytes).filter((at) => rule.glance?.(bytes, at) !== false);
        // At the end of the data the flood is over, and a key could end there.
        expect(passed.length, `${anchor}${between}`).toBeLessThan(3);
      }
    }
  },
);
