import type { Rule } from '../detect/text/rule.ts';
import type { Sample, SampleFile } from './sample.ts';
import { seededRandom } from './seeded-random.ts';

/** The examples and look-alikes of a rule, each in a text file. */
export function samplesOfRule(rule: Rule): SampleFile {
  return {
    samples: () =>
      rule.examples(seededRandom(7)).map((example, index): Sample => {
        const bytes = fileWith(example.text);
        return {
          variant: `example ${index + 1}`,
          ...{ bytes, offset: bytes.indexOf(Buffer.from(example.secret, 'latin1')), length: example.secret.length },
          secrets: example.hidden.map((text) => Buffer.from(text, 'latin1')),
          severity: example.severity ?? rule.severity,
          confidence: example.confidence ?? rule.confidence,
          facts: (example.facts ?? {}) as Sample['facts'],
        };
      }),
    lookAlikes: () => {
      const random = seededRandom(7);
      // Advances the generator, so that no look-alike equals an example.
      rule.examples(random);
      return rule
        .lookAlikes(random)
        .map((text, index) => ({ variant: `look-alike ${index + 1}`, bytes: fileWith(text) }));
    },
  };
}

function fileWith(text: string): Buffer {
  return Buffer.from(`first line\n  value = "${text}"\n`, 'latin1');
}
