/**
 * Passwords that a test of a page typed. Playwright writes each action with its arguments into traces (trace.zip) and reports, also of
 * fields that show dots, and the values of all fields into its snapshots of the page. Seen in those of Playwright 1.65; older
 * versions write `strict` behind the value, and the locator into the title.
 */
import { drawnPassword } from '../password.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';
import { assessTyped, NAMES_PASSWORD_FIELD } from './password-fields.ts';

/** A string of JSON, which may have quotes in it: a selector or a locator. */
const QUOTING = String.raw`(?:[^"\\\n]|\\.){1,300}`;
const VALUE = String.raw`[^"\\\n]{4,200}`;
const ACTION = String.raw`"method":"(?:fill|type)","params":\{"selector":"(?<selector>${QUOTING})",(?:"strict":(?:true|false),)?"(?:value|text)":"(?<typed>${VALUE})"`;
const STEP = String.raw`(?:Fill|Type) \\"(?<shown>${VALUE})\\"(?: |","subtitle":")(?<locator>${QUOTING})"`;
const SNAPSHOT = String.raw`"__playwright_value_":"(?<held>${VALUE})"(?<attributes>(?:,"[\w:.-]{1,60}":"(?:[^"\\\n]|\\.){0,200}"){1,12})`;

/** Of an element of HTML: any other field may be called after a password, as its description. */
const IS_PASSWORD = /,"type":"password"/;

export const playwrightRules: readonly Rule[] = [
  {
    id: 'playwright-typed-password',
    title: 'Password that a Playwright test typed',
    provider: 'Playwright',
    severity: 'medium',
    confidence: 'medium',
    advice:
      'Change the password if it opens more than the test, and keep its traces and reports where only those may read them who may know it.',
    anchors: [
      '"method":"fill","params":{',
      '"method":"type","params":{',
      'Fill \\"',
      'Type \\"',
      '"__playwright_value_":"',
    ],
    pattern: new RegExp(`${ACTION}|${STEP}|${SNAPSHOT}`),
    maxMatchBytes: 4000,
    edges: {},
    judgesPlaceholders: true,
    check: assess,
    examples: (random) => {
      const secret = drawnPassword(random);
      return [
        `"method":"fill","params":{"selector":"internal:label=\\"Password\\"i","strict":true,"value":"${secret}"}`,
        `"method":"fill","params":{"selector":"#password","value":"${secret}","strict":true}`,
        `"method":"type","params":{"selector":"input[name=\\"password\\"]","strict":true,"text":"${secret}"}`,
        `"title":"Fill \\"${secret}\\"","subtitle":"getByLabel('Password')"`,
        `"title":"Type \\"${secret}\\" locator('input[name=\\"password\\"]')"`,
        `["INPUT",{"__playwright_value_":"${secret}","id":"login","type":"password"}]`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: (random) => {
      const value = drawnPassword(random);
      return [
        `"method":"fill","params":{"selector":"#email","strict":true,"value":"${value}"}`,
        `"method":"fill","params":{"selector":"#password","strict":true,"value":""}`,
        `"method":"fill","params":{"selector":"#password","strict":true},"value":"${value}"`,
        `"title":"Fill \\"${value}\\"","subtitle":"getByLabel('Email')"`,
        `["INPUT",{"__playwright_value_":"${value}","type":"text","placeholder":"password"}]`,
      ];
    },
  },
];

function assess(candidate: Candidate): Assessment | undefined {
  const { typed, shown, held, selector, locator, attributes } = candidate.groups;
  const field = selector ?? locator;
  const isPassword = field === undefined ? IS_PASSWORD.test(attributes!) : NAMES_PASSWORD_FIELD.test(field);
  if (!isPassword) return undefined;
  const value = typed ?? shown ?? held!;
  return assessTyped(candidate, { value, field: field ?? 'field of a page', isBefore: typed === undefined });
}
