import { describe, expect, it, vi } from 'vitest';
import { ALPHANUMERIC } from '../../../src/detect/text/random-text.ts';
import type { Rule } from '../../../src/detect/text/rule.ts';
import { ruleDetector } from '../../../src/detect/text/rule-detector.ts';
import { NO_MEMORY } from '../../../src/model/memory.ts';
import { inspectAll } from '../../support/inspect-all.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const random = seededRandom(1);
const BODY = random.text(16, ALPHANUMERIC);
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

function detectorOf(more: Partial<Rule>) {
  return ruleDetector({
    id: 'a-token',
    title: 'A token',
    provider: 'Acme',
    severity: 'high',
    confidence: 'high',
    advice: 'Revoke it.',
    anchors: ['tok_'],
    pattern: /(?<prefix>tok_)(?<body>[A-Za-z0-9]{16})/,
    maxMatchBytes: 20,
    examples: () => [],
    lookAlikes: () => [],
    ...more,
  });
}

describe('a token whose length stands before it', () => {
  // 49 and 98 are `1` and `b`.
  const fixed = detectorOf({ pattern: /(?<prefix>tok_)(?<body>[A-Za-z0-9]{45})/, maxMatchBytes: 49 });
  const open = detectorOf({ pattern: /(?<prefix>tok_)(?<body>[A-Za-z0-9]{20,60})/, maxMatchBytes: 64 });
  const token = `tok_${random.text(45, ALPHANUMERIC)}`;
  const found = (detector: typeof fixed, text: string) =>
    inspectAll(detector, bytesOf(text)).map(({ offset, length }) => text.slice(offset, offset + length));

  it.each([
    ['protocol buffers', '\x0a\x05alice\x121', 'J\x04more'],
    ['Avro', '\x02alice', 'Hmore'],
    ['MessagePack', '\x82\xa5alice\xd91', 'more'],
  ])('is found between its neighbours: %s', (name, before, after) => {
    const text = `${before}${name === 'Avro' ? 'b' : ''}${token}${after}`;
    for (const detector of [fixed, open]) expect(found(detector, text)).toEqual([token]);
  });

  it.each([
    ['PostgreSQL', '\x01\0\x0dAlicee', '\x13note'],
    ['Redis', '\x05\xb1', '2\x84note'],
    ['Lua 5.3', '\x04\x062', '\x04\x06'],
    ['Ruby', '\x04\b"6', ':\x06E'],
    ['pickle, protocol 1', '\x80\x02X1\0\0\0', 'q\x01X'],
    ['Java, as it writes objects', '\0\x05alicet\0\x31', 't\0\x04'],
    ['property list', '\x05\x5f\x10\x31', 'Xnote'],
  ])('is found by what %s says of it', (_, before, after) => {
    for (const detector of [fixed, open]) expect(found(detector, `${before}${token}${after}`)).toEqual([token]);
  });

  it.each([
    ['another length', '\x0a\x05alice\x125', 'J\x04more'],
    ['text', 'alice1', 'Jmore'],
    ['a name of C++ in a table of symbols', 'E\0_ZN2at4_ops14b', 'nsorEdb\0_ZN2at4'],
    ['the same in Mach-O', 'E\0__ZN2at3op14al1', 'nsorEdb\0__ZN2at4'],
    ['the same, imported from a DLL', '\0__imp__ZN2atb', 'nsorEdb\0'],
    ['a name of Rust', 'E\0_RNvCs4_2at2alb', 'nsorEdb\0'],
  ])('is none with %s before it', (_, before, after) => {
    for (const detector of [fixed, open]) expect(found(detector, `${before}${token}${after}`)).toEqual([]);
  });

  it.each([
    ['begins like one of C++', '\x0a\x06_Zones\x121'],
    ['begins like one of Rust', '\x0a\x07_REGION\x121'],
  ])('is found behind a name that %s', (_, before) => {
    for (const detector of [fixed, open]) expect(found(detector, `${before}${token}J\x04more`)).toEqual([token]);
  });
});

describe('edges of a token', () => {
  const plain = detectorOf({});
  const even = detectorOf({ checksum: () => 'valid' });
  const odd = detectorOf({ checksum: () => 'invalid' });

  it.each([
    '',
    ' ',
    '"',
    '=',
    '/',
    '-',
    '.',
    ':',
    '\0',
    '\n',
    '\\n',
    '\\u003d',
    '\\x3d',
    '%3D',
    '\x1b[1;31m',
    '\x1b[01;31m\x1b[K',
    '\x1b[2K\x1b[1G',
    '\x1b[38;2;255;255;255m',
    '\x1b[?25h',
    '\\u001b[0m',
    '\xc3\xa9',
  ])('a token may begin behind %j', (before) => {
    expect(inspectAll(plain, bytesOf(`${before}tok_${BODY}`))).toHaveLength(1);
  });

  it.each(['a', 'Z', '0', '_', '\\q', '%3', '\\u00', 'x[1m'])('a token does not begin behind %j', (before) => {
    expect(inspectAll(plain, bytesOf(`${before}tok_${BODY}`))).toEqual([]);
  });

  it.each(['a', 'Z', '0', '_', '-'])('a token does not end before %j', (after) => {
    expect(inspectAll(plain, bytesOf(`tok_${BODY}${after}`))).toEqual([]);
  });

  it('do not matter where a checksum holds, since strings lie next to one another in a dump', () => {
    expect(inspectAll(even, bytesOf(`abctok_${BODY}def`))).toMatchObject([{ offset: 3, length: 20 }]);
    expect(inspectAll(odd, bytesOf(`abctok_${BODY}def`))).toEqual([]);
  });

  it('may be those of the rule', () => {
    const open = detectorOf({ edges: { after: /[!]/ } });
    expect(inspectAll(open, bytesOf(`abctok_${BODY}def`))).toHaveLength(1);
    expect(inspectAll(open, bytesOf(`tok_${BODY}!`))).toEqual([]);
  });
});

describe('what a match says', () => {
  it('is nothing that the rule says already', () => {
    const [match] = inspectAll(detectorOf({}), bytesOf(`tok_${BODY}`));
    expect(Object.keys(match ?? {}).sort()).toEqual(['facts', 'fingerprint', 'length', 'offset', 'preview']);
    expect(match).toMatchObject({ preview: 'tok_…', facts: { provider: 'Acme', checksum: 'none' } });
  });

  it('is a low confidence when the checksum is wrong, unless the check knows better', () => {
    const wrong: Partial<Rule> = { checksum: () => 'invalid' };
    expect(inspectAll(detectorOf(wrong), bytesOf(`tok_${BODY}`))).toMatchObject([
      { confidence: 'low', facts: { checksum: 'invalid' } },
    ]);
    const check = () => ({ confidence: 'medium', severity: 'low', title: 'Another', facts: { a: 1 } }) as const;
    expect(inspectAll(detectorOf({ ...wrong, check }), bytesOf(`tok_${BODY}`))).toMatchObject([
      { confidence: 'medium', severity: 'low', title: 'Another', facts: { a: 1, checksum: 'invalid' } },
    ]);
  });

  it('is nothing at all when the check refuses, or the body is too even', () => {
    expect(inspectAll(detectorOf({ check: () => undefined }), bytesOf(`tok_${BODY}`))).toEqual([]);
    const floor = detectorOf({ minBitsPerCharacter: 2.5 });
    expect(inspectAll(floor, bytesOf('tok_q7q7mm7qmmq77qm7'))).toEqual([]);
    expect(inspectAll(floor, bytesOf(`tok_${BODY}`))).toHaveLength(1);
  });

  it('has a stretched fingerprint when the secret could be guessed, the same from UTF-8 in any surrounding', () => {
    const detector = detectorOf({ pattern: /tok_(?<secret>[^"]{4,20})/, guessable: true, edges: {} });
    const password = Buffer.from('Schlüßel', 'utf8').toString('latin1');
    const prints = ['"', '\n'].map(
      (around) => inspectAll(detector, bytesOf(`${around}tok_${password}"`))[0]?.fingerprint,
    );
    expect(prints[0]).toMatch(/^pass:[0-9a-f]{32}$/);
    expect(prints[1]).toBe(prints[0]);
  });

  it('is about the place and the secret that the check gives', () => {
    const whole = inspectAll(detectorOf({}), bytesOf(`tok_${BODY}`))[0]?.fingerprint;
    const wrapped = detectorOf({
      contextBytes: 10,
      check: ({ end, secret }) => ({ place: { start: end + 1, end: end + 4 }, identity: secret }),
    });
    expect(inspectAll(wrapped, bytesOf(`..tok_${BODY} abc`))).toMatchObject([
      { offset: 23, length: 3, fingerprint: whole },
    ]);
  });
});

describe('a pattern that begins before its anchor', () => {
  const detector = detectorOf({
    anchors: [':AA'],
    pattern: /(?<prefix>[0-9]{8,10}:AA)(?<body>[A-Za-z0-9]{16})/,
    bytesBefore: 10,
    maxMatchBytes: 29,
  });
  const token = `1837465029:AA${BODY}`;

  it('is found from the anchor back, but no farther than it says', () => {
    expect(inspectAll(detector, bytesOf(`x ${token} y`))).toMatchObject([{ offset: 2, length: 29 }]);
    expect(inspectAll(detector, bytesOf(`x 5${token} y`))).toEqual([]);
  });

  it('is found beside another that was read first', () => {
    expect(inspectAll(detector, bytesOf(`${token} ${token}`))).toMatchObject([{ offset: 0 }, { offset: 30 }]);
  });

  it('gives a match only when it covers the anchor', () => {
    const bytes = bytesOf(`${token} :AA`);
    expect(detector.inspect(bytes, token.length + 1, NO_MEMORY)).toBeUndefined();
  });
});

it('a window that starts or ends with the data is enough', () => {
  const bytes = bytesOf(`tok_${BODY}`);
  expect(detectorOf({}).inspect(bytes, 0, NO_MEMORY)).toMatchObject({ offset: 0, length: 20 });
  expect(detectorOf({}).inspect(bytes.subarray(0, 19), 0, NO_MEMORY)).toBeUndefined();
});

describe('a flood of anchors', () => {
  const refusals = vi.fn(() => undefined);
  const detector = detectorOf({
    pattern: /(?<prefix>tok_)(?<body>[A-Za-z0-9_.-]{16,400})/,
    maxMatchBytes: 404,
    check: refusals,
  });

  it.each(['-', '.'])('with %j between is refused before it is judged', (between) => {
    refusals.mockClear();
    inspectAll(
      detector,
      bytesOf(Array.from({ length: 1000 }, () => `tok_${random.text(4, ALPHANUMERIC)}`).join(between)),
    );
    // The last of them do not repeat the anchor often enough.
    expect(refusals.mock.calls.length).toBeLessThan(5);
  });

  it('is not what two tokens in a row are', () => {
    refusals.mockClear();
    inspectAll(detector, bytesOf(`tok_${BODY}.tok_${BODY}`));
    expect(refusals).toHaveBeenCalledTimes(2);
  });
});
