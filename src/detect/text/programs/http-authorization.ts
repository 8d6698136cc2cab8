/**
 * Tokens in Authorization headers: `Bearer` (RFC 6750), `Token`, `ApiKey` and the like, as in requests, logs, `curl -H` and HAR
 * files. JWTs and tokens whose provider is recognisable have rules of their own; `Basic` is handled next to actions/checkout.
 */

import { AUTHORIZATION, mayBeAuthorization } from '../http-header.ts';
import { drawnPassword } from '../password.ts';
import { HEX } from '../random-text.ts';
import type { Rule } from '../rule.ts';
import { isGuessable, isIssued, isOfWords } from '../value-kind.ts';

const COOKIE =
  'session|sessionid|session_id|sid|connect\\.sid|phpsessid|jsessionid|asp\\.net_sessionid|\\.aspnetcore\\.(?:cookies|identity\\.application)|laravel_session|auth|auth_token|access_token|token|jwt|remember_token|remember_user_token|_[a-z0-9]{1,24}_session|user_session|__secure-[a-z0-9._-]{1,40}|__host-[a-z0-9._-]{1,40}|sso|li_at|wordpress_logged_in_[0-9a-f]{32}';

export const httpAuthorizationRules: readonly Rule[] = [
  {
    id: 'http-authorization-token',
    title: 'Token in an HTTP Authorization header',
    provider: 'HTTP',
    isFallback: true,
    severity: 'high',
    confidence: 'medium',
    advice: 'Revoke the token at the server that the request went to.',
    anchors: [{ text: 'authorization', ignoreCase: true }, 'Bearer '],
    glance: (bytes, at) => bytes[at] === CAPITAL_B || mayBeAuthorization(bytes, at),
    pattern: new RegExp(
      String.raw`(?:${AUTHORIZATION}(?:Bearer|Token|ApiKey|Api-Key|Key|OAuth|SSWS|GenieKey|Bot)(?:[ \t]{1,4}|%20)(?:token=\\?"?)?|(?<alone>(?<=["'\x60]|[-:=] )Bearer ))(?<secret>[A-Za-z0-9_.~+/=-]{12,6000})`,
      'i',
    ),
    maxMatchBytes: 6090,
    edges: { after: /[A-Za-z0-9_~+/=(-]/ },
    check: ({ secret, groups }) => {
      if (/^eyJ/.test(secret)) return undefined;
      if (groups.alone !== undefined && !standsAlone(secret)) return undefined;
      if (secret.length < 16 || !(isIssued(secret) || UUID.test(secret))) return isMixed(secret) ? LOW : undefined;
      return { guessable: isGuessable(secret) && !UUID.test(secret) };
    },
    examples: (random) => {
      const secret = drawnPassword(random) + drawnPassword(random);
      return [
        `Authorization: Bearer ${secret}`,
        `{"name": "Authorization", "value": "Token ${secret}"}`,
        `headers: { authorization: "Bearer ${secret}" }`,
        `headers['Authorization'] = 'Bearer ${secret}'`,
        `proxy_set_header Authorization "Bearer ${secret}";`,
        `args:\n  - Bearer ${secret}\n`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: (random) => [
      'Authorization: Bearer <token>',
      `Authorization: Bearer \${TOKEN}`,
      'Authorization: Bearer YOUR_ACCESS_TOKEN_HERE',
      'Authorization: Bearer access_token_of_the_user',
      'Authorization: Token authentication is required',
      'Bearer authentication_with_tokens_of_OAuth2',
      'Bearer realm="https://auth.acme-shop.io/token1"',
      `"Bearer sha256-${drawnPassword(random)}"`,
      `Bearer ${btoa('this is a fake bearer token!')}Digest of the content`,
    ],
  },
  {
    id: 'http-session-cookie',
    title: 'Session in a Cookie header',
    provider: 'HTTP',
    severity: 'medium',
    confidence: 'medium',
    advice: 'End the session at the server, which signs out whoever copied it. Take the headers out of recordings.',
    anchors: [
      { text: 'cookie:', ignoreCase: true },
      { text: '"cookie"', ignoreCase: true },
      { text: '"set-cookie"', ignoreCase: true },
    ],
    pattern: new RegExp(
      `"?cookie"?(?::[ \\t]{0,4}|,\\s{0,20}"value":\\s{0,4})"?[^\\n"']{0,600}?(?:^|[ ;:"])(?:${COOKIE})=(?<secret>[^\\s;,"'\\\\<>]{20,4096})`,
      'i',
    ),
    bytesBefore: 5,
    maxMatchBytes: 4836,
    edges: { after: /[A-Za-z0-9_~+/=%-]/ },
    check: ({ secret }) => (!/^eyJ/.test(secret) && isIssued(secret) ? { guessable: isGuessable(secret) } : undefined),
    examples: (random) => {
      const secret = random.text(64, HEX);
      return [
        `Cookie: theme=dark; sessionid=${secret}\n`,
        `Set-Cookie: JSESSIONID=${secret}; Path=/; HttpOnly\n`,
        `{"name": "Cookie", "value": "sessionid=${secret}"}`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: (random) => [
      `Cookie: theme=${random.text(64, HEX)}`,
      'Set-Cookie: sessionid=deleted; Path=/',
      'Cookie: sessionid=the-session-of-an-example-user',
    ],
  },
];

/** Of `Bearer `. */
const CAPITAL_B = 0x42;

/** Short or like words, but with letters of both cases and digits. */
const isMixed = (text: string) => /[0-9]/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text);
/** Base64 of a sentence, as in tests: random bytes are text with a chance of 10^-7. In a program, other strings follow directly. */
const saysText = (token: string) =>
  /^[\x20-\x7e]{18}/.test(Buffer.from(token.slice(0, 24), 'base64').toString('latin1'));
/** Not the digest of Subresource Integrity, a name, or a word. */
const standsAlone = (token: string) =>
  token.length >= 24 && isIssued(token) && !saysText(token) && !/^sha\d{3}-/i.test(token) && !isOfWords(token);
const LOW = { confidence: 'low', named: 'authorization' } as const;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
