/** What chance makes of one secret in some hundreds, made on purpose: test/detect/text/rules.test.ts draws too few to meet it. */
import { expect, test } from 'vitest';
import { detectors } from '../../../src/detect/catalog.ts';
import { ALPHANUMERIC, BASE64, BASE64URL, LOWER, UPPER } from '../../../src/detect/text/random-text.ts';
import { cheapScrypt } from '../../support/cheap-scrypt.ts';
import { inspectAll } from '../../support/inspect-all.ts';
import { type SeededRandom, seededRandom } from '../../support/seeded-random.ts';

cheapScrypt();

const CONSONANTS = 'BCDFGHJKLMNPQRSTVWXZbcdfghjkmnpqrstvwxz';
/** Two capitals beside each other, as random letters have and names do not. */
const letters = (random: SeededRandom, length: number) => `QZ${random.text(length - 2, CONSONANTS)}`;

const RARE: readonly (readonly [string, string, (random: SeededRandom) => string])[] = [
  ['sqlcipher-key', 'has no digit', (random) => `PRAGMA key = '${letters(random, 20)}';`],
  ['irc-nickserv-password', 'has no digit', (random) => `/msg NickServ IDENTIFY ops ${letters(random, 20)}\n`],
  ['network-device-password', 'has no digit', (random) => `!\nenable secret ${letters(random, 20)}\n!\n`],
  ['sql-password', 'has no digit', (random) => `ALTER USER app IDENTIFIED BY ${letters(random, 20)};\n`],
  ['generic-password', 'has no digit', (random) => `app --db-pass ${letters(random, 20)} --host db1`],
  [
    'apollo-graph-key',
    'has pairs of letters as words have',
    (random) => `service:acme:oPEr7aTIo4liS${random.text(2, LOWER)}teN2eRo`,
  ],
  ['samsara-api-token', 'has no digit', (random) => `samsara_api_${letters(random, 26)}`],
  ['ntfy-access-token', 'has no digit', (random) => ` tk_${letters(random, 29)}`],
  ['nightfall-api-key', 'has no digit', (random) => `NF-${letters(random, 32)}`],
  ['pangea-service-token', 'has no digit', (random) => `pts_${random.text(32, CONSONANTS.toLowerCase())}`],
  ['pinterest-access-token', 'has one digit', (random) => `pina_7${random.text(39, LOWER + UPPER)}`],
  [
    'creem-api-key',
    'has a word',
    (random) => `creem_Q7${random.text(4, ALPHANUMERIC)}7station7${random.text(5, CONSONANTS)}9x`,
  ],
  [
    'persona-api-key',
    'has a part without a digit',
    (random) => `persona_production_1b7h93na-${random.text(16, CONSONANTS.toLowerCase())}`,
  ],
  ['persona-api-key', 'has one digit', (random) => `persona_production_p2${random.text(24, CONSONANTS.toLowerCase())}`],
  ['gocardless-live-token', 'begins like a number', (random) => `live_1_${random.text(38, BASE64URL)}`],
  [
    'microsoft-account-refresh-token',
    'has three asterisks in a row',
    (random) => `M.C550_BAY.0.U.-C${random.text(300, ALPHANUMERIC)}***${random.text(300, ALPHANUMERIC)}$$`,
  ],
  [
    'url-password',
    'has four x in a row',
    (random) =>
      `https://aws:${random.text(500, ALPHANUMERIC)}xXxX${random.text(500, ALPHANUMERIC)}@acme-1.d.codeartifact.eu-central-1.amazonaws.com/pypi/a/simple/\n`,
  ],
  ['generic-secret', 'begins like a path', (random) => `"accessToken": "/${random.text(251, BASE64)}/a7Q=",`],
];

test.each(RARE)('%s: a value that %s is found', (id, _, make) => {
  const detector = detectors.find((one) => one.id === id)!;
  for (const seed of [1, 2, 3, 4]) {
    const bytes = new Uint8Array(Buffer.from(make(seededRandom(seed)), 'latin1'));
    expect(inspectAll(detector, bytes)).toHaveLength(1);
  }
});

test.each([
  ['sqlcipher-key', "PRAGMA key = 'MyLongPassphraseOfTheTest';"],
  ['irc-nickserv-password', '/msg NickServ IDENTIFY YourOwnPasswordOfTheNetwork\n'],
  ['network-device-password', '!\nenable secret TheSecretOfYourOwnDevice\n!\n'],
  ['samsara-api-token', 'samsara_api_getFleetVehiclesLocation'],
  ['creem-api-key', 'creem_verifyLicensePermission'],
  ['persona-api-key', 'persona_production_inquiry-template-identifier'],
  ['gocardless-live-token', 'live_symbols_and_ignored_derived_traitsFailed'],
])('%s: a name of words is not: %s', (id, text) => {
  const detector = detectors.find((one) => one.id === id)!;
  expect(inspectAll(detector, new Uint8Array(Buffer.from(text, 'latin1')))).toEqual([]);
});
