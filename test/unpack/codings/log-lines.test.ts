import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { codingOf, decodeAll, findAll, noise, pathsTo, settings, word, wrapped } from './peel.ts';

const text = settings(word(40)).repeat(2);
const hexOf = (bytes: Buffer) => bytes.toString('hex');

const LOGS: Readonly<Record<string, (at: number) => string>> = {
  'a job of GitHub': (at) => `2026-01-02T03:04:${10 + at}.${1_234_567 + 7 * at}Z `,
  'docker compose': () => 'web-1  | ',
  syslog: (at) => `Jan  2 03:04:${10 + at} host app[123]: `,
  'ts of moreutils': (at) => `03:04:${10 + at} `,
  'Log4j without its level': (at) => `2026-01-02 03:04:${10 + at},${123 + at} `,
  'the log package of Go': (at) => `2026/01/02 03:04:${10 + at} `,
  'a time and a colon': (at) => `03:04:${10 + at}: `,
  'ts %.s of moreutils': (at) => `17673230${10 + at}.${123_456 + at} `,
  'the kernel of Linux': (at) => `[${(at + 8).toString().padStart(5)}.345678] key: `,
};
const SPELLINGS: Readonly<Record<string, (bytes: Buffer) => string>> = {
  base64: (bytes) => wrapped(bytes.toString('base64'), 76),
  'base64 -w64': (bytes) => wrapped(bytes.toString('base64'), 64),
  'xxd -p': (bytes) => wrapped(hexOf(bytes), 60),
  'od -An -tx1': (bytes) => wrapped(hexOf(bytes), 32).replaceAll(/../g, ' $&'),
  'a list of source': (bytes) =>
    wrapped(hexOf(bytes), 32).replaceAll(/[0-9a-f]{2}/g, (pair) => ` ${Number.parseInt(pair, 16)},`),
  'xxd -i': (bytes) => wrapped(hexOf(bytes), 24).replaceAll(/[0-9a-f]{2}/g, ' 0x$&,'),
};

function log(lines: string, prefix: (at: number) => string, lineEnd = '\n'): string {
  return lines
    .split('\n')
    .map((line, at) => `${prefix(at)}${line}${lineEnd}`)
    .join('');
}

for (const [name, prefix] of Object.entries(LOGS))
  test.each(Object.entries(SPELLINGS))(`%s in the log of ${name}`, (_, spell) => {
    for (const lineEnd of ['\n', '\r\n']) {
      const input = `${prefix(0)}$ cat key\n${log(spell(Buffer.from(text)), prefix, lineEnd)}${prefix(99)}done\n`;
      expect(pathsTo(text, input).join()).toMatch(/log-(lines|numbers)!/);
    }
  });

/** What stands around each line, as the tool that is named prints it. */
const AROUND: Readonly<Record<string, (line: string, at: number) => string>> = {
  'git diff': (line) => `+${line}`,
  'git diff, taken away': (line) => `-${line}`,
  'git diff of a block in YAML': (line) => `+    ${line}`,
  'git diff --color': (line) => `\x1b[32m+\x1b[m\x1b[32m${line}\x1b[m`,
  'diff --color': (line) => `\x1b[32m+${line}\x1b[0m`,
  'diff -c': (line) => `+ ${line}`,
  'a plan of Terraform': (line) => `      + ${line}`,
  'a script in the log of GitHub': (line, at) => `2026-01-02T03:04:${10 + at}.1234567Z \x1b[36;1m${line}\x1b[0m`,
  'the log of Azure Pipelines': (line, at) => `2026-01-02T03:04:${10 + at}.1234567Z \x1b[0m${line}`,
  'a log without its escapes': (line) => `[36;1m${line}[0m`,
  'json-file of Docker, whose times have no zeros at their end': (line, at) =>
    `${JSON.stringify({ log: `${line}\n`, stream: 'stdout', time: `2026-01-02T03:04:05.${at % 3 === 0 ? 12 : 123}Z` })}`,
  'the log of Fluentd': (line) => JSON.stringify({ log: `${line}\n`, container_id: '5e'.repeat(32), stream: 'stdout' }),
  'a table of rich': (line) => `│ ${line.padEnd(76)} │`,
  'a table of psql': (line, at) => ` ${10 + at} | ${line.padEnd(76)} | text`,
  'CSV with quotes': (line, at) => `"${10 + at}","${line}"`,
  'a batch file': (line) => `echo ${line}>> key.b64`,
  PowerShell: (line) => `$key += "${line}"`,
  'a comment of SQL': (line) => `-- ${line}`,
};

for (const [name, around] of Object.entries(AROUND))
  test.each(Object.entries(SPELLINGS))(`%s as it stands in ${name}`, (_, spell) => {
    const lines = spell(Buffer.from(text)).split('\n').map(around);
    for (const lineEnd of ['\n', '\r\n'])
      expect(pathsTo(text, `begin${lineEnd}${lines.join(lineEnd)}${lineEnd}end\n`).join()).toMatch(
        /log-(lines|numbers)!/,
      );
  });

test('a list whose lines are wider and narrower than the first, and code behind it', () => {
  const lines = wrapped(hexOf(Buffer.from(text)), 36).replaceAll(
    /[0-9a-f]{2}/g,
    (pair) => ` ${Number.parseInt(pair, 16)},`,
  );
  const widths = new Set(lines.split('\n').map((line) => line.length));
  const input = `+const key = [\n${log(lines, () => '+ ')}+];\n+  done(1, 2, 3);\n`;
  expect(widths.size).toBeGreaterThan(3);
  expect(decodeAll(codingOf('log-numbers'), Buffer.from(input))).toEqual([`${lines.replaceAll(/^ /gm, '')}\n`]);
});

test('what is packed and in base64', () => {
  const packed = wrapped(gzipSync(`${text}${noise(900).toString('base64')}`).toString('base64'), 76);
  const input = Buffer.from(log(packed, LOGS['a job of GitHub']!));
  expect(decodeAll(codingOf('log-lines'), input)).toEqual([`${packed}\n`]);
});

test.each([700, 2000, 5000])('of Docker, over the ends of windows of %i bytes', (windowBytes) => {
  const lines = wrapped(Buffer.from(text.repeat(9)).toString('base64'), 76);
  const around = lines.split('\n').map(AROUND['json-file of Docker, whose times have no zeros at their end']!);
  for (const before of [0, 1, 640, 690, 1990, 4990]) {
    const input = Buffer.from(`${'.'.repeat(before)}\n${around.join('\n')}\nend\n`);
    expect(decodeAll(codingOf('log-lines'), input, windowBytes), `${before}`).toEqual([`${lines}\n`]);
  }
});

test.each([700, 2000, 5000])('over the ends of windows of %i bytes', (windowBytes) => {
  const lines = wrapped(Buffer.from(text.repeat(9)).toString('base64'), 76);
  for (const before of [0, 1, 640, 690, 1990, 4990]) {
    const input = Buffer.from(`${'.'.repeat(before)}\n${log(lines, LOGS['docker compose']!)}end\n`);
    expect(decodeAll(codingOf('log-lines'), input, windowBytes), `${before}`).toEqual([`${lines}\n`]);
  }
});

test.each<[string, string]>([
  ['digests', Array.from({ length: 30 }, (_, at) => `file-${10 + at}: ${noise(32).toString('hex')}`).join('\n')],
  ['names', Array.from({ length: 30 }, (_, at) => `at 0x${10 + at} ${'someLongNameOfAFunction'.repeat(2)}`).join('\n')],
  [
    'lines that begin otherwise',
    `one: ${wrapped(Buffer.from(text).toString('base64'), 76).replace('\n', '\nanother: ')}`,
  ],
  ['digests in quotes', Array.from({ length: 8 }, () => `  "${noise(32).toString('hex')}",`).join('\n')],
  ['names that are called', Array.from({ length: 30 }, () => `  ${'someLongNameOfAFunction'.repeat(2)}();`).join('\n')],
  ['a comment', wrapped(Buffer.from(text).toString('base64'), 76).replaceAll(/^/gm, '# ')],
  ['lines with nothing before them', wrapped(Buffer.from(text).toString('base64'), 76)],
])('%s are left alone', (_, input) => {
  expect([
    ...findAll(codingOf('log-lines'), Buffer.from(input)),
    ...findAll(codingOf('log-numbers'), Buffer.from(input)),
  ]).toEqual([]);
});
