import { createHmac } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { jwtRules } from '../../../../src/detect/text/programs/jwt.ts';
import { ruleDetector } from '../../../../src/detect/text/rule-detector.ts';
import { NO_MEMORY } from '../../../../src/model/memory.ts';
import { anchorPositions, inspectAll } from '../../../support/inspect-all.ts';

const detectors = jwtRules.map(ruleDetector);

/** A token as the issuer would sign it. */
function sign(payload: object | string, header: object = { alg: 'HS256', typ: 'JWT' }): string {
  const part = (value: object | string) =>
    Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
  const text = `${part(header)}.${part(payload)}`;
  return `${text}.${createHmac('sha256', 'a key of the test').update(text).digest('base64url')}`;
}

function scan(token: string) {
  return detectors.flatMap((detector) => inspectAll(detector, new Uint8Array(Buffer.from(token))));
}

describe('claims as facts', () => {
  it('leave out who the subject is', () => {
    const [match] = scan(
      sign({ sub: 'jane@example.org', email: 'jane@example.org', iss: 'https://id.example.org/a', exp: 0 }),
    );
    expect(match?.facts).toEqual({
      provider: 'unknown',
      checksum: 'none',
      algorithm: 'HS256',
      issuer: 'https://id.example.org/a',
      expires: '1970-01-01T00:00:00.000Z',
    });
  });

  it.each([
    ['an expiry beyond every date', { exp: 1e300 }, {}],
    ['an expiry that is text', { exp: 'tomorrow' }, {}],
    ['an expiry in the last millisecond of time', { exp: 8.64e12 }, { expires: '+275760-09-13T00:00:00.000Z' }],
    ['no expiry', {}, { expires: 'never' }],
    ['an issuer that is no text', { iss: { a: 1 }, exp: 1e300 }, {}],
    ['an audience that is a list', { aud: ['one', 'two'], exp: 1e300 }, { audience: 'one' }],
    ['an audience that is an empty list', { aud: [], exp: 1e300 }, {}],
    ['a very long audience', { aud: 'y'.repeat(5000), exp: 1e300 }, { audience: 'y'.repeat(200) }],
    ['inherited names', '{"__proto__":{"exp":1,"iss":"supabase-demo"},"constructor":1,"exp":1e300}', {}],
  ])('take %s', (_name, claims, facts) => {
    const [match] = scan(sign(claims));
    expect(match?.facts).toEqual({ provider: 'unknown', checksum: 'none', algorithm: 'HS256', ...facts });
  });
});

describe('who issued it', () => {
  it.each([
    ['https://token.actions.githubusercontent.com/enterprise', 'GitHub Actions'],
    ['https://ghes.example.org/_services/token', 'GitHub Actions'],
    ['https://cognito-idp.eu-west-1.amazonaws.com/pool', 'AWS'],
    ['https://tenant.eu.auth0.com/', 'Auth0'],
    ['https://login.microsoftonline.com/0/v2.0', 'Microsoft Entra'],
    ['https://token.actions.githubusercontent.com.example.org', 'unknown'],
    ['https://example.org/?token.actions.githubusercontent.com', 'unknown'],
    ['https://evilauth0.com', 'unknown'],
  ])('%s is %s', (iss, provider) => {
    expect(scan(sign({ iss, exp: 1 }))).toMatchObject([{ facts: { provider } }]);
  });

  it('a request token for OIDC is told from a runtime token by its scope', () => {
    const title = (scp: string) => scan(sign({ scp, exp: 1 }))[0]?.title;
    expect(title('Actions.Results:a:b')).toMatch(/^Runtime token/);
    expect(title('Actions.GenerateIdToken:a:b')).toMatch(/asks for OIDC tokens$/);
  });
});

it('a header may have spaces and line breaks in its JSON', () => {
  const spaced = [
    '{ "alg": "HS256" }',
    '{\n  "alg": "HS256"\n}',
    '{\r\n"alg":"HS256"}',
    '{\n"alg":"HS256"}',
    '{"alg":"HS256"}\n',
    `{"alg":"HS256"${' '.repeat(9)}}${' '.repeat(9)}`,
  ];
  for (const header of spaced) {
    const token = [header, '{"exp":1}'].map((text) => Buffer.from(text).toString('base64url')).join('.');
    const signature = createHmac('sha256', 'k').update(token).digest('base64url');
    expect(scan(`${token}.${signature}`), header).toHaveLength(1);
  }
});

it('a token of 16 KiB is found whole', () => {
  const token = sign({ groups: 'g'.repeat(8000), exp: 1 });
  expect(scan(`"${token}"`)).toMatchObject([{ offset: 1, length: token.length }]);
});

describe('floods of the anchor', () => {
  const FLOOD_BYTES = 32 << 10;

  /** Bytes read, and characters made of bytes, for each byte of `text`. */
  function looksPerByte(text: string): number {
    const [detector] = detectors;
    const bytes = new Uint8Array(Buffer.from(text));
    let looks = 0;
    const counted = (window: Uint8Array) =>
      new Proxy(window, {
        get(target, key) {
          if (typeof key === 'string' && /^\d+$/.test(key)) looks++;
          const value: unknown = Reflect.get(target, key, target);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
    const original = Buffer.prototype.toString;
    const spy = vi.spyOn(Buffer.prototype, 'toString').mockImplementation(function (this: Buffer, ...args) {
      const made = original.apply(this, args);
      looks += made.length;
      return made;
    });
    try {
      for (const at of anchorPositions(detector!, bytes)) {
        const start = Math.max(0, at - detector!.trigger.bytesBefore);
        detector!.inspect(counted(bytes.subarray(start, at + detector!.maxMatchBytes)), at - start, NO_MEMORY);
      }
    } finally {
      spy.mockRestore();
    }
    return looks / bytes.length;
  }

  const head = Buffer.from('{"alg":"x"}').toString('base64url');
  it.each([
    ['dashes between', '-eyJ'],
    ['spaces between', ' eyJ'],
    ['dots between', '.eyJ'],
    ['nothing between', 'eyJ'],
    ['two dashes between', '--eyJ'],
    ['parts as long as a header and a payload may be', `${'-eyJ'.repeat(900)}.${'-eyJ'.repeat(2700)}.`],
    ['parts too short for a header', `.eyJ${'A'.repeat(11)}`],
    ['parts that are no JSON', `.eyJ${'A'.repeat(13)}`],
    ['parts longer than a plain header', `.eyJ${'A'.repeat(520)}`],
    ['headers without a dot', `${head}-`],
    ['headers without a payload', `${head}..`],
    ['headers only', `.${head}abcde`],
    ['headers only, too short for a signature', `.${head}`],
    ['parts as long as a header may be', `.eyJ${'A'.repeat(3990)}`],
  ])('of %s have few looks at each byte', (_, unit) => {
    const text = unit.repeat(Math.ceil(FLOOD_BYTES / unit.length));
    expect(looksPerByte(text)).toBeLessThan(40);
  });
});

it.each([
  [' -', 1],
  ['=-', 1],
  ['%3D', 1],
  ['a-', 0],
  ['--', 0],
  ['a', 0],
])('behind %j a token is found %i times', (before, times) => {
  expect(scan(before + sign({ exp: 1 }))).toHaveLength(times);
});

it('a header of a certificate chain is read, though it is long', () => {
  expect(scan(sign({ exp: 1 }, { alg: 'HS256', x5c: ['MII'.repeat(900)] }))).toHaveLength(1);
});
