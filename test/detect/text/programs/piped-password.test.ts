import { expect, it } from 'vitest';
import { drawnPassword } from '../../../../src/detect/text/password.ts';
import { pipedPasswordRules } from '../../../../src/detect/text/programs/piped-password.ts';
import { ruleDetector } from '../../../../src/detect/text/rule-detector.ts';
import { inspectAll } from '../../../support/inspect-all.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

const detectors = pipedPasswordRules.map(ruleDetector);
const found = (text: string) =>
  detectors.flatMap((detector) => inspectAll(detector, new Uint8Array(Buffer.from(text, 'latin1'))));
const secret = drawnPassword(seededRandom(3));

// No examples of the rule: these hold their secret once.
it.each([
  `echo -e "${secret}\\n${secret}" | passwd root`,
  `printf '${secret}\\n${secret}\\n' | sudo passwd app`,
  `(echo ${secret}; echo ${secret}) | smbpasswd -s -a app`,
  `{ echo '${secret}'; echo '${secret}'; } | passwd app`,
])('is found where it is asked for twice: %j', (text) => {
  expect(found(text)).toMatchObject([{ offset: text.indexOf(secret), length: secret.length }]);
});

it('is none where the second line is another', () => {
  expect(found(`echo -e "${secret}\\nother1line" | passwd root`)).toEqual([]);
});
