/**
 * Tokens that are not credentials, by the word before `token` in the name of a setting. Those that open nothing are no finding;
 * those that open one thing, or nothing on their own, are low. Names not listed here (`registrationToken` of runners,
 * `verificationToken`, `inviteToken`, `shareToken`) open something.
 */
type TokenLevel = 'none' | 'low';

const WORDS: Readonly<Record<TokenLevel, readonly (readonly [words: string, why: string])[]>> = {
  none: [
    ['client clientrequest', 'ClientToken and client_request_token of AWS: that a request is the same once more'],
    [
      'lock',
      'of WebDAV (RFC 4918, section 6.5), of Service Bus and of AWS WAF: who holds a lock, known to all who ask',
    ],
    ['version', "version_token of Square's API: which version of a thing is meant"],
    ['concurrency snapshot fencing', 'the same, of databases and locks'],
    ['change status', 'of AWS WAF: which change a request is part of, and whose progress is asked for'],
    ['plan', "plan_token of Flutterwave's API: by which plan someone pays"],
    ['skip delta resume start end continue', 'of OData, MongoDB and Firestore: from where a list or a stream goes on'],
    ['authenticity requestverification csrfmiddleware', 'of Rails, ASP.NET and Django: that a form is of this site'],
    ['captcha recaptcha hcaptcha turnstile', 'that somebody is no machine, once and within minutes'],
    ['correlation trace', 'which messages belong together'],
    ['badge', 'of Flakiness.io: shows a picture in a README to all who read it'],
    ['postman', 'the header Postman-Token, by which Postman keeps proxies from answering out of their caches'],
    ['sort placeholder', 'a word of a language or of a template'],
    ['crypto', 'a coin'],
    [
      'insights',
      'imageInsightsToken of the search of Bing: which picture is meant, in numbers that are in its address too',
    ],
  ],
  low: [
    ['device push fcm apns', 'where a message goes; only who has the key of the sender may send one'],
    ['upload', 'one upload, within hours'],
    ['request', 'of OAuth 1.0 (RFC 5849, section 2.1): before anyone has agreed'],
    ['lease ownership', 'who holds a thing; of no use without the account'],
    ['visit visitor tracking conversation', 'who comes back'],
    ['operation task ack poll', 'of which step is told; of no use without the account'],
  ],
};

const LEVELS: ReadonlyMap<string, TokenLevel> = new Map(
  (['none', 'low'] as const).flatMap((level) =>
    WORDS[level].flatMap(([words]) => words.split(' ').map((word) => [word, level] as const)),
  ),
);

/** @param parts of the name, in lower case: `client`, `request`, `token` */
export function tokenLevel(parts: readonly string[]): TokenLevel | undefined {
  const last = parts.at(-1) ?? '';
  if (!last.endsWith('token')) return undefined;
  // For names without separators: `csrfmiddlewaretoken`.
  const [two, one] = last === 'token' ? [parts.at(-3) ?? '', parts.at(-2) ?? ''] : ['', last.slice(0, -'token'.length)];
  return LEVELS.get(two + one) ?? LEVELS.get(one);
}
