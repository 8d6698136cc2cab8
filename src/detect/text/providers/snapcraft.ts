/**
 * Snap Store: what `snapcraft export-login` writes is base64 of JSON, `{"t": "u1-macaroon", "v": {"r": "…", "d": "…"}}` with two macaroons, or
 * `{"t": "macaroon", …` with one, where the login went through Candid.
 */
import { BASE64URL, type RandomText } from '../random-text.ts';
import type { Rule } from '../rule.ts';

export const snapcraftRules: readonly Rule[] = [
  {
    id: 'snapcraft-login',
    title: 'Exported login of Snapcraft',
    provider: 'Snap Store',
    severity: 'critical',
    confidence: 'high',
    advice:
      'Change the password of the Ubuntu One account, which ends it: until then anyone releases snaps in your name.',
    anchors: ['eyJ0IjogInUxLW1hY2Fyb29uIiwg', 'eyJ0IjogIm1hY2Fyb29uIiwgInYi'],
    pattern: /(?<body>eyJ0IjogI(?:nUxLW1hY2Fyb29uIiwg|m1hY2Fyb29uIiwgInYi)[A-Za-z0-9+/]{160,8000})={0,2}/,
    maxMatchBytes: 8040,
    edges: { before: /[A-Za-z0-9+/_-]/, after: /[A-Za-z0-9+/=]/ },
    minBitsPerCharacter: 4,
    examples: (random) => [
      exampleOf(`{"t": "u1-macaroon", "v": {"r": "${macaroon(random)}", "d": "${macaroon(random)}"}}`),
      exampleOf(`{"t": "macaroon", "v": "${macaroon(random)}"}`),
    ],
    lookAlikes: () => [
      btoa('{"t": "u1-macaroon", "v": {"r": "", "d": ""}}'),
      btoa('{"t": "macaroon", "v": ""}'),
      'eyJ0IjogInUxLW1hY2Fyb29uIiwg…',
    ],
  },
];

const macaroon = (random: RandomText) => `MDAxYmxvY2F0aW9u${random.text(240, BASE64URL)}`;

function exampleOf(json: string) {
  const secret = btoa(json);
  return { text: `SNAPCRAFT_STORE_CREDENTIALS=${secret}\n`, secret, hidden: [secret.slice(44)] };
}
