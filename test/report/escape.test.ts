import * as core from '@actions/core';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  escapeHtml,
  escapeJson,
  escapeMarkdown,
  escapeMarkdownCode,
  escapeMarkdownPath,
  escapePath,
  escapeSarifPath,
  escapeSarifText,
  escapeText,
} from '../../src/report/escape.ts';
import { FORBIDDEN, hostileTexts } from './hostile-text.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
  fc.array(fc.constantFrom(...hostileTexts), { maxLength: 3 }).map((texts) => texts.join('')),
);

const oneLine = {
  escapeText,
  escapePath,
  escapeMarkdown,
  escapeMarkdownCode,
  escapeMarkdownPath,
  escapeHtml,
  escapeSarifText,
  escapeSarifPath,
};

describe.each(Object.entries(oneLine))('%s', (_name, escapeIt) => {
  test('gives one visible line, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const line = escapeIt(text);
        expect(line).not.toMatch(FORBIDDEN);
        expect(line).not.toContain('\n');
      }),
    );
  });

  test('never lets a word begin a command of the runner', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(escapeIt(text)).not.toMatch(/(^|\s)::|##\[/);
      }),
    );
  });

  test('leaves a plain name alone', () => {
    expect(escapeIt('dist/app-1.2.zip').replaceAll('`', '')).toBe('dist/app-1.2.zip');
  });
});

describe('escapeText', () => {
  test.each([
    ['a\nb', 'a\\u{a}b'],
    ['\u202eexe', '\\u{202e}exe'],
    ['\u001b[31m', '\\u{1b}[31m'],
    ['\u{e0041}', '\\u{e0041}'],
    ['\ud800x', '\\u{d800}x'],
    ['x\udc00', 'x\\u{dc00}'],
    ['caf\udce9', 'caf\\xe9'],
    ['🔑 ключ', '🔑 ключ'],
    ['a\u00a0b', 'a\\u{a0}b'],
    ['::error::x', '\\u{3a}:error::x'],
    ['see ::error::x', 'see \\u{3a}:error::x'],
    ['std::string', 'std::string'],
    ['##[error]x', '##\\u{5b}error]x'],
    ['in [heap]', 'in [heap]'],
    ['', ''],
  ])('shows %j as %j', (text, shown) => {
    expect(escapeText(text)).toBe(shown);
  });

  test('cuts a long text at its end and says how much is missing', () => {
    const cut = escapeText('x'.repeat(2000), 100);
    const [, kept, missing] = /^(x+)…\[(\d+) more characters\]$/.exec(cut)!;
    expect(kept!.length + Number(missing)).toBe(2000);
  });

  test('stays within its cap, never cuts an escape in half, and counts every character', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 40, max: 200 }), (text, cap) => {
        const cut = escapeText(text, cap);
        expect(cut.length).toBeLessThanOrEqual(cap);
        const note = /^(.*)…\[(\d+) more characters\]$/u.exec(cut);
        if (note === null) {
          expect(cut).toBe(escapeText(text, 10_000));
          return;
        }
        const kept = note[1]!;
        const keptUnits = text.length - Number(note[2]);
        // The cut may fall between two colons, of which the first is an escape only where the second follows.
        const withNext = escapeText(text.slice(0, keptUnits + 1), 10_000);
        expect(withNext.slice(0, kept.length)).toBe(kept);
        expect(withNext.length).toBeGreaterThan(kept.length);
        expect(escapeText(text.slice(0, keptUnits), 10_000).length).toBeLessThanOrEqual(kept.length);
      }),
    );
  });
});

describe('escapePath', () => {
  test('cuts in the middle and keeps the file name whole', () => {
    const cut = escapePath(`dist/app.zip!/${'deep/'.repeat(100)}conf/server-signing-key.pem`, 80);
    expect(cut.length).toBeLessThanOrEqual(80);
    expect(cut).toMatch(/^dist\/app.*…\[\d+ characters\]….*\/conf\/server-signing-key\.pem$/);
  });

  test('keeps a file name that is most of the room', () => {
    const name = `${'n'.repeat(55)}.pem`;
    expect(escapePath(`${'d'.repeat(200)}/${name}`, 100)).toContain(`/${name}`);
  });

  test('shows both ends of a name that is too long, also of one made of escapes', () => {
    expect(escapePath(`a${'\u202e'.repeat(4096)}z`, 100)).toMatch(
      /^a(\\u\{202e\})*…\[\d+ characters\]…(\\u\{202e\})+z$/,
    );
  });

  test('stays within its cap and counts every character', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 60, max: 200 }), (text, cap) => {
        const cut = escapePath(text, cap);
        expect(cut.length).toBeLessThanOrEqual(cap);
        const missing = /…\[(\d+) characters\]…/.exec(cut);
        if (missing === null) expect(cut).toBe(escapeText(text, 10_000));
        else expect(Number(missing[1])).toBeLessThan(text.length);
      }),
    );
  });
});

describe('Markdown', () => {
  test('prose has no character with a meaning in Markdown or HTML', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(escapeMarkdown(text).replaceAll(/&#\d+;/g, '')).not.toMatch(/[&<>|`*_~[\]\\!$^{}"'=@#]/);
      }),
    );
  });

  test.each([
    ['@octocat', /@(?=\w)/],
    ['octocat/repo#12', /#(?=\d)/],
    ['GH-12', /GH-(?=\d)/],
    ['https://evil.example', /:(?=\/\/)/],
    ['mailto:me@evil.example', /:(?=\w)|@(?=\w)/],
    ['www.evil.example', /www\.(?=\w)/],
    [':boom:', /:(?=\w)/],
    ['WWW.evil.example gh-1', /www\.(?=\w)|gh-(?=\d)/i],
    ['#12;', /#(?=\d)/],
  ])('prose %j does not become a link once its entities are decoded', (text, link) => {
    const decoded = escapeMarkdown(text).replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
    expect(text).toMatch(link);
    expect(decoded).not.toMatch(link);
    expect(decoded.replaceAll('\u200b', '')).toBe(text);
  });

  test('a code span ends where it should and is one cell', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(escapeMarkdownCode(text)).toMatch(/^`[^`|]+`$/);
        expect(escapeMarkdownPath(text)).toMatch(/^`[^`|]+`(?:<wbr>`[^`|]+`)*$/);
      }),
    );
  });

  test('a path has a span for each 48 characters or less, which begins behind a separator where it can', () => {
    const [zip, jar, name] = [`${'d'.repeat(37)}/app.zip!/`, `${'e'.repeat(40)}/x.jar!/`, 'n'.repeat(70)];
    expect(escapeMarkdownPath(zip)).toBe(`\`${zip}\``);
    expect(escapeMarkdownPath(`${zip}${jar}${name}`)).toBe(
      `\`${zip}\`<wbr>\`${jar}\`<wbr>\`${name.slice(0, 48)}\`<wbr>\`${name.slice(48)}\``,
    );
  });

  test('a code span shows what would end it, and spaces that would vanish', () => {
    expect(escapeMarkdownCode('`a|b ')).toBe('`\\u{60}a\\u{7c}b\\u{20}`');
    expect(escapeMarkdownCode('')).toBe('` `');
  });
});

test('HTML text holds no markup and no quote', () => {
  fc.assert(fc.property(anyText, (text) => void expect(escapeHtml(text)).not.toMatch(/[<>"'`]|&(?!#\d+;)/)));
});

test('SARIF text has no placeholder and no link', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(escapeSarifText(text)).not.toMatch(/[{}]|\]\(/);
      expect(escapeSarifPath(text)).not.toMatch(/[{}]|\]\(/);
    }),
  );
  expect(escapeSarifText('a\n{0} [x](1)')).toBe('a<U+000A><U+007B>0<U+007D> [x]<U+0028>1)');
  expect(escapeSarifText('caf\udce9')).toBe('caf<E9>');
});

test('JSON keeps its value and loses what cannot be seen', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const json = escapeJson(JSON.stringify({ text }, undefined, 2));
      expect(JSON.parse(json)).toEqual({ text });
      expect(json).not.toMatch(FORBIDDEN);
      expect(json).not.toMatch(/##\[|^\s*::/m);
    }),
  );
});

// Our messages have several lines, and their text is escaped for people only: that none ends its command is up to core.
describe('workflow commands that @actions/core writes end where they should', () => {
  afterEach(() => vi.restoreAllMocks());

  function commandOfCore(title: string, message: string): string {
    const written: string[] = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => written.push(String(chunk)) > 0);
    core.error(message, { title });
    vi.restoreAllMocks();
    return written.join('').replace(/\r?\n$/, '');
  }

  const encodeMessage = (message: string): string =>
    message.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const encodeProperty = (value: string): string => encodeMessage(value).replaceAll(':', '%3A').replaceAll(',', '%2C');

  test('for any title and message', () => {
    fc.assert(
      fc.property(anyText, anyText, (title, message) => {
        const properties = title === '' ? '' : ` title=${encodeProperty(title)}`;
        // core leaves out a property that is empty, but not the space before it.
        const expected = `::error${properties || ' '}::${encodeMessage(message)}`;
        expect(commandOfCore(title, message)).toBe(expected);
      }),
    );
  });
});
