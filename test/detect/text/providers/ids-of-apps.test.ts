import { expect, it } from 'vitest';
import { salesServiceRules } from '../../../../src/detect/text/providers/sales-services.ts';
import { HEX, uuidOf } from '../../../../src/detect/text/random-text.ts';
import { ruleDetector } from '../../../../src/detect/text/rule-detector.ts';
import { inspectAll } from '../../../support/inspect-all.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

const detectors = salesServiceRules.filter(({ provider }) => /DocuSign|NetSuite/.test(provider)).map(ruleDetector);
const found = (text: string): number =>
  detectors.flatMap((detector) => inspectAll(detector, new Uint8Array(Buffer.from(text)))).length;
const random = seededRandom(7);
const [DRAWN, ID] = [random.text(64, HEX), uuidOf(random)];

it.each([
  `DOCUSIGN_INTEGRATION_KEY=${ID}`,
  `DOCUSIGN_INTEGRATOR_KEY="${ID}"`,
  `docusign: { integrationKey: '${ID}' }`,
  `NETSUITE_CONSUMER_KEY=${DRAWN}`,
  `"netsuiteConsumerKey": "${DRAWN}"`,
])('the id of an app is no secret of it: %j', (text) => expect(found(text)).toBe(0));

it.each([
  `DOCUSIGN_SECRET_KEY=${ID}`,
  `docusign: { clientSecret: '${ID}' }`,
  `NETSUITE_CONSUMER_SECRET=${DRAWN}`,
  `NETSUITE_TOKEN_SECRET=${DRAWN}`,
])('its secret is: %j', (text) => expect(found(text)).toBe(1));
