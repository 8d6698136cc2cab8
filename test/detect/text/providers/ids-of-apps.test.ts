import { expect, it } from 'vitest';
import { platformServiceRules } from '../../../../src/detect/text/providers/platform-services.ts';
import { salesServiceRules } from '../../../../src/detect/text/providers/sales-services.ts';
import { ALPHANUMERIC, HEX, uuidOf } from '../../../../src/detect/text/random-text.ts';
import { ruleDetector } from '../../../../src/detect/text/rule-detector.ts';
import { inspectAll } from '../../../support/inspect-all.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

const detectors = [...salesServiceRules, ...platformServiceRules]
  .filter(({ provider }) => /DocuSign|NetSuite|reCAPTCHA/.test(provider))
  .map(ruleDetector);
const found = (text: string): number =>
  detectors.flatMap((detector) => inspectAll(detector, new Uint8Array(Buffer.from(text)))).length;
const random = seededRandom(7);
const [DRAWN, ID, CAPTCHA] = [random.text(64, HEX), uuidOf(random), `6L${random.text(38, ALPHANUMERIC)}`];

it.each([
  `DOCUSIGN_INTEGRATION_KEY=${ID}`,
  `DOCUSIGN_INTEGRATOR_KEY="${ID}"`,
  `docusign: { integrationKey: '${ID}' }`,
  `NETSUITE_CONSUMER_KEY=${DRAWN}`,
  `"netsuiteConsumerKey": "${DRAWN}"`,
  `RECAPTCHA_SITE_KEY=${CAPTCHA}`,
  `<Recaptcha sitekey="${CAPTCHA}" />`,
  `new Recaptcha({ websiteKey: '${CAPTCHA}' })`,
])('the id of an app is no secret of it: %j', (text) => expect(found(text)).toBe(0));

it.each([
  `DOCUSIGN_SECRET_KEY=${ID}`,
  `docusign: { clientSecret: '${ID}' }`,
  `NETSUITE_CONSUMER_SECRET=${DRAWN}`,
  `NETSUITE_TOKEN_SECRET=${DRAWN}`,
  `RECAPTCHA_SECRET_KEY=${CAPTCHA}`,
])('its secret is: %j', (text) => expect(found(text)).toBe(1));
