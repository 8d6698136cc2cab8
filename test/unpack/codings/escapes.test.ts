import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { codingOf, decodeAll, findAll, noise, settings, word, wrapped } from './peel.ts';

const secret = word(40);
/** With a sign of base64 in it. */
const signed = `${word(20)}+${word(12)}/${word(9)}==`;
/** In one case, as `randomBytes(16).toString('hex')` has it. */
const digits = noise(16).toString('hex');
const code = (character: string, digits: number) => character.charCodeAt(0).toString(16).padStart(digits, '0');
const every = (text: string, spell: (character: string) => string) => [...text].map(spell).join('');
const some = (text: string, spell: (character: string) => string) =>
  [...text].map((character, index) => (index % 9 === 4 ? spell(character) : character)).join('');
const body = wrapped(noise(300).toString('base64'), 64);

function found(id: string, input: string): string {
  return decodeAll(codingOf(id), Buffer.from(input, 'latin1')).join('\0');
}

describe('percent', () => {
  const spell = (character: string) => `%${code(character, 2).toUpperCase()}`;
  test.each<[string, string, string?]>([
    ['signs of base64', `GET /?k=${encodeURIComponent(signed)} HTTP/1.1`, signed],
    ['letters', `x=${some(secret, spell)}&y`],
    ['all of it', `x=${every(secret, spell)}&y`],
    ['what stands before it', `next=%2Flogin%3Ftoken%3D${secret}`],
    ['JSON', `state=${encodeURIComponent(`{"token":"${secret}"}`)};`],
    ['JSON with hex', `state=${encodeURIComponent(`{"token":"${digits}"}`)};`, `{"token":"${digits}"}`],
    ['lines', `"${encodeURIComponent(body)}"`, body],
    ['twice', encodeURIComponent(encodeURIComponent(`k=${signed}`)), encodeURIComponent(signed)],
  ])('%s', (_, input, expected = secret) => expect(found('percent', input)).toContain(expected));

  test('an address with a password', () => {
    const address = 'mongodb+srv://app:otter-rain@db.example.com/orders';
    expect(found('percent', `GET /login?next=${encodeURIComponent(address)}&x=1`)).toContain(address);
  });

  test('a plus sign stays', () => {
    expect(found('percent', `k=a+b+${encodeURIComponent(signed)}`)).toContain(`k=a+b+${signed}`);
  });

  test.each<[string, string]>([
    ['an address with a name, and one with a port', 'a=ftp%3A%2F%2Fapp%40example.com&b=http%3A%2F%2Fhost%3A80%2Fx%40y'],
    ['an address', 'href="https%3A%2F%2Fexample.com%2Fsome%2Fpath%20with%20blanks"'],
    ['words', `q=${encodeURIComponent('дом, в котором мы живём')}`],
    ['formats', 'printf("%d of %5.2f%%, %20s, %2X", a, b)'],
    ['no digits', '100%, 50%ab%zz%%%'],
    ['noise', noise(100_000).toString('latin1')],
  ])('%s: left alone', (_, input) => expect(found('percent', input)).toBe(''));
});

describe('escapes', () => {
  const unicode = (character: string) => `\\u${code(character, 4)}`;
  const json = JSON.stringify({ token: secret, note: 'x' });
  test.each<[string, string, string?]>([
    ...(
      [
        ['a string of C', 'char a[] = "', '\\\n', '";'],
        ['a Dockerfile', 'ENV A=', '\\\n', '\nRUN b'],
        ['YAML', 'a: "', '\\\n    ', '"\n'],
        ['properties of Windows', 'a=', '\\\r\n\t', '\r\n'],
      ] as const
    ).map(([name, before, lineEnd, behind]): [string, string] => [
      `a line end in ${name}`,
      before + wrapped(secret, 16, lineEnd) + behind,
    ]),
    ['\\u', `{"a":"${some(secret, unicode)}"}`],
    ['\\u{}', `'${some(secret, (character) => `\\u{${code(character, 2)}}`)}'`],
    ['\\@ of Perl', `"\\@${every(secret, (character) => `\\x${code(character, 2)}`)}\\@"`, `@${secret}@`],
    ['\\_ of Markdown and LaTeX', `The token is ghp\\_${secret}.`, `ghp_${secret}`],
    ['\\- of Telegram, in JSON', `{"text":"it is glpat\\\\-${secret}"}`, `glpat\\-${secret}`],
    ['\\x', `'${some(secret, (character) => `\\x${code(character, 2)}`)}'`],
    ['all \\x', `"${every(secret, (character) => `\\x${code(character, 2)}`)}"`],
    ['all octal', `"${every(secret, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`)}"`],
    ['\\U', `"${some(secret, (character) => `\\U${code(character, 8)}`)}"`],
    ['\\/ in base64', `{"k":"${signed.replaceAll('/', '\\/')}"}`, signed],
    ['signs of base64', `{"k":"${signed.replaceAll('=', '\\u003d').replaceAll('+', '\\u002B')}"}`, signed],
    ['JSON in JSON', JSON.stringify({ outer: json }), json],
    ['quotes around hex', `{"k":"\\u0022token\\u0022:\\u0022${digits}\\u0022"}`, `"token":"${digits}"`],
    ['JSON in JSON in JSON', JSON.stringify(JSON.stringify({ outer: json })), JSON.stringify(json).slice(1, -1)],
    ['lines, escaped twice', JSON.stringify(JSON.stringify({ k: body })), body.replaceAll('\n', '\\n')],
    [
      '\\u, escaped twice',
      `"{\\"k\\":\\"${some(secret, unicode).replaceAll('\\', '\\\\')}\\"}"`,
      some(secret, unicode),
    ],
  ])('%s', (_, input, expected = secret) => expect(found('escapes', input)).toContain(expected));

  test.each<[string, Buffer]>([
    ['gzip', gzipSync(settings(secret))],
    ['zlib', deflateSync(settings(secret))],
    [
      'what nobody knows',
      Buffer.from([0x93, 1, ...noise(600).map((byte) => (/["'`]/.test(String.fromCharCode(byte)) ? 7 : byte))]),
    ],
  ])("%s as Python's repr() has it", (_, packed) => {
    const repr = [...packed].map((byte) => {
      const character = String.fromCharCode(byte);
      if (character === '\\' || character === "'") return `\\${character}`;
      if (byte >= 0x20 && byte < 0x7f) return character;
      return { 9: '\\t', 10: '\\n', 13: '\\r' }[byte] ?? `\\x${byte.toString(16).padStart(2, '0')}`;
    });
    const decoded = decodeAll(codingOf('escapes'), Buffer.from(`data = b'${repr.join('')}'\n`));
    expect(decoded).toContain(packed.toString('latin1'));
  });

  test('what is above ASCII', () => {
    const input = `"\\u00fc\\ud83d\\ude00 ${some(secret, unicode)}\\xe9"`;
    expect(found('escapes', input)).toBe(
      Buffer.concat([Buffer.from(`ü😀 ${secret}`), Buffer.from([0xe9])]).toString('latin1'),
    );
  });

  test.each<[string, string]>([
    ['messages', "console.log(\"a line\\n\\tand another\\r\\n\", 'it\\'s');"],
    ['expressions', '/^\\d+\\/[\\w.]+\\/\\u0300-\\u036f$/'],
    ['addresses', '{"url":"https:\\/\\/example.com\\/a\\/b\\/some-long-name"}'],
    [
      'tables of letters',
      `"${Array.from({ length: 300 }, (_, at) => `\\u${(0x300 + at * 3).toString(16).padStart(4, '0')}`).join('')}"`,
    ],
    ['macros', '#define A(x) do {\\\n  some_function_of_the_program(x);\\\n  another_function2(x); \\\n} while (0)\n'],
    ['words', 'cmake -DSOME_NAME=on\\\n -DANOTHER_NAME=off_or_on\\\n && make\n'],
    ['an option behind a secret', `run --token=${secret}\\\n    --another-name=of_${secret}\n`],
    ['paths of Windows', '"C:\\Users\\name\\AppData\\Local\\Temp\\x2"'],
    ['noise', noise(100_000).toString('latin1')],
  ])('%s: left alone', (_, input) => expect(found('escapes', input)).toBe(''));
});

describe('entities', () => {
  test.each<[string, string, string?]>([
    ['decimal', `<a b="${some(secret, (character) => `&#${character.charCodeAt(0)};`)}">`],
    ['hex', `<a>${some(secret, (character) => `&#x${code(character, 2)};`)}</a>`],
    [
      'names',
      `<a>${signed.replaceAll('+', '&plus;').replaceAll('/', '&sol;').replaceAll('=', '&equals;')}</a>`,
      signed,
    ],
    ['JSON', `<div data-x="{&quot;token&quot;:&quot;${secret}&quot;}">`, `{"token":"${secret}"}`],
    ['JSON with hex', `{&quot;token&quot;:&quot;${digits}&quot;}`, `{"token":"${digits}"}`],
    ['lines', `<k v="${body.replaceAll('\n', '&#xA;')}"/>`, body],
    [
      'twice',
      `<k>${some(secret, (character) => `&amp;#${character.charCodeAt(0)};`)}</k> ${signed.replaceAll('=', '&#61;')}`,
      signed,
    ],
  ])('%s', (_, input, expected = secret) => expect(found('entities', input)).toContain(expected));

  test.each<[string, string]>([
    ['text', '<p>You &amp; me &#8212; caf&eacute;&nbsp;&lt;b&gt; &quot;words&quot;</p>'],
    ['programs', 'if (a&&b&c1) x=y&#z; p&lt;'],
    ['addresses', '<a href="/?a=1&amp;b=2&amp;c=3">'],
    ['names', '{&quot;name&quot;:&quot;some-component-of-the-page-2&quot;}'],
    ['too large', '&#99999999;&#x110000;&#;&#x;'],
    ['noise', noise(100_000).toString('latin1')],
  ])('%s: left alone', (_, input) => expect(found('entities', input)).toBe(''));
});

describe('quoted-printable', () => {
  const qp = (text: string) => wrapped(text.replaceAll('=', '=3D'), 75, '=\n');
  const mail = (text: string) => `Content-Transfer-Encoding: quoted-printable\n\n${text}\n`;
  test.each<[string, string, string?]>([
    ['a soft break in a token', mail(qp(`${'a word '.repeat(8)}token ${secret} and so on`))],
    ['with CRLF', mail(qp(`${'a word '.repeat(8)}token ${secret} and so on`)).replaceAll('\n', '\r\n')],
    [
      'a soft break in an address',
      mail(`${'a word '.repeat(8)}postgres://us=\ner:${secret}@host`),
      `//user:${secret}@host`,
    ],
    ['a sign', mail(qp(`TOKEN=${secret}`)), `TOKEN=${secret}`],
    ['base64', mail(qp(noise(198).toString('base64'))), ''],
    [
      'every character, on one line',
      mail(Buffer.from(`token ${secret}`).toString('hex').toUpperCase().replaceAll(/../g, '=$&')),
    ],
  ])('%s', (_, input, expected = secret) => {
    expect(findAll(codingOf('quoted-printable'), Buffer.from(input))).toHaveLength(1);
    expect(found('quoted-printable', input)).toContain(expected);
    expect(found('quoted-printable', input)).not.toMatch(/=\r?\n/);
  });

  test.each<[string, string]>([
    ['a program', 'let a=10;if(b=3D)c=a==20;for(i=0;i<=3;i++)\nx=\n  y'],
    ['PEM', `-----BEGIN CERTIFICATE-----\n${wrapped(noise(766).toString('base64'), 64)}\n-----END CERTIFICATE-----\n`],
    [
      'values of base64 in lines',
      Array.from({ length: 20 }, (_, at) => `key${at}: ${noise(40).toString('base64')}`).join('\n'),
    ],
    ['noise', noise(100_000).toString('latin1')],
  ])('%s: left alone', (_, input) => expect(found('quoted-printable', input)).toBe(''));
});

describe('concatenation', () => {
  const [first, second, third] = [secret.slice(0, 13), secret.slice(13, 22), secret.slice(22)];
  test.each<[string, string]>([
    ['plus', `f("${first}" + "${second}" + "${third}")`],
    ['without blanks', `f('${first}'+'${second}'+'${third}')`],
    ['small pieces', `f(${(secret.match(/.{1,3}/g) ?? []).map((piece) => `"${piece}"`).join(' + ')})`],
    ['in lines', `x = "${first}" +\n    "${second}" +\r\n\t"${third}";`],
    ['the sign in front', `x = "${first}"\n    + "${second}"\n    + "${third}";`],
    ['C and Python', `x = (\n  "${first}${second}"\n  "${third}"\n)`],
    ['one line of C', `x = "${first}" "${second}${third}";`],
    ['PHP', `$x = '${first}' . '${second}${third}';`],
    ['Lua, SQL, Haskell', `x = '${first}' .. '${second}${third}'`],
    ['Visual Basic', `x = "${first}" & _\n`.replace(' _\n', ` "${second}${third}"`)],
    ['behind a backslash', `x = "${first}" \\\n  "${second}${third}"`],
    ['kinds of strings', `x = b"${first}" b"${second}${third}"`],
    ['shells', `x='${first}'"${second}${third}"`],
    ['text before it', `log("the token is ${first}" + "${second}${third} and no other")`],
  ])('%s', (_, input) => expect(found('concatenation', input)).toContain(secret));

  test.each<[string, string, number]>([
    ['octal, as glib-compile-resources', '  "', 16],
    ['hex', '"', 12],
    ['with one byte in the last line', '\t"', 11],
  ])('bytes as numbers in lines: %s', (name, before, width) => {
    const escapeOf = (byte: number) =>
      name === 'hex' ? `\\x${byte.toString(16).padStart(2, '0')}` : `\\${byte.toString(8).padStart(3, '0')}`;
    const numbers = [...Buffer.from(`\0\0\0${secret}\0\0`)].map(escapeOf);
    const lines = Array.from({ length: Math.ceil(numbers.length / width) }, (_, line) =>
      numbers.slice(line * width, (line + 1) * width).join(''),
    );
    expect(found('concatenation', `data = {\n${lines.map((line) => `${before}${line}"`).join('\n')}};`)).toBe(
      numbers.join(''),
    );
  });

  test('lines of base64', () => {
    const lines = body.split('\n');
    expect(found('concatenation', `String k =\n${lines.map((line) => `    "${line}\\n"`).join(' +\n')};`)).toBe(
      `${lines.join('\\n')}\\n`,
    );
    expect(found('concatenation', lines.map((line) => `"${line}"`).join('\n'))).toBe(lines.join(''));
  });

  test('hex', () => {
    expect(found('concatenation', `k = "${digits.slice(0, 16)}" +\n  "${digits.slice(16)}"`)).toContain(digits);
  });

  test.each<[string, string]>([
    ['words', '"a message that goes " + "on in the next line"'],
    ['variables', `"${first}" + x + "${second}"`],
    ['lists', `["${first}${second}", "${third}"]`],
    ['names', 'require("node_modules" + "typescript")'],
    ['CSV', `"${first}""${second}${third}"`],
    ['numbers in a list', String.raw`["\101\102\103\104\105\106\107\110", "\101\102\103"]`],
    ['colours of a terminal', String.raw`"\033[0m" "\033[1m"`],
    ['minified', 'a="x"+b+"y",c=d+"z"+("e"+"f")'],
    ['noise', noise(100_000).toString('latin1')],
  ])('%s: left alone', (_, input) => expect(found('concatenation', input)).toBe(''));
});

describe('utf-16', () => {
  const wide = (text: string, bytes: 2 | 4, order: 'little' | 'big') => {
    const wider = Buffer.alloc(text.length * bytes);
    for (const [at, byte] of Buffer.from(text, 'latin1').entries())
      wider[at * bytes + (order === 'little' ? 0 : bytes - 1)] = byte;
    return wider;
  };
  const encoded = Buffer.from(settings(secret)).toString('base64');
  for (const order of ['little', 'big'] as const) {
    for (const lead of [0, 1, 2, 3, 50, 97])
      test(`UTF-16 and UTF-32, ${order}, behind ${lead} bytes`, () => {
        const around = (text: Buffer) =>
          Buffer.concat([Buffer.alloc(lead, 0xff), text, Buffer.alloc(100, 0xff)]).toString('latin1');
        expect(found('utf-16', around(wide(`value: ${encoded}.`, 2, order)))).toBe(encoded);
        expect(found('utf-16', around(wide(`value: ${secret} `, 4, order)))).toBe(`value: ${secret} `);
      });
  }

  test.each<[string, Buffer]>([
    ['UTF-16 of what a detector reads', wide(settings(secret), 2, 'little')],
    ['small numbers', Buffer.from(new Uint32Array(Array.from({ length: 500 }, (_, at) => 32 + (at % 90))).buffer)],
    ['zeros', Buffer.alloc(100_000)],
    ['noise', noise(100_000)],
  ])('%s: left alone', (_, input) => expect(found('utf-16', input.toString('latin1'))).toBe(''));
});

test.each([600, 1000, 4096])('over the ends of windows of %i bytes', (windowBytes) => {
  const spelled: [string, string][] = [
    ['percent', encodeURIComponent(`{"token":"${secret}"}`)],
    ['escapes', `"${every(secret, (character) => `\\x${code(character, 2)}`)}"`],
    ['entities', `"{&quot;token&quot;:&quot;${secret}&quot;}"`],
    ['concatenation', `"${secret.slice(0, 20)}" + "${secret.slice(20)}"`],
  ];
  for (const [id, text] of spelled)
    for (const before of [0, 1, 300, 500, 560, 595, 990, 4090]) {
      const input = Buffer.from(`${'.'.repeat(before)} ${text} ${'.'.repeat(900)}`);
      expect(decodeAll(codingOf(id), input, windowBytes).join('\0'), `${id} ${before}`).toContain(secret);
      expect(findAll(codingOf(id), input, windowBytes), `${id} ${before}`).toHaveLength(1);
    }
});
