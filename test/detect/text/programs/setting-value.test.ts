import fc from 'fast-check';
import { checkSync } from 'recheck';
import { describe, expect, it } from 'vitest';
import { valueFollows } from '../../../../src/detect/text/programs/setting-glance.ts';
import { readSetting, SETTING_FORMS } from '../../../../src/detect/text/programs/setting-value.ts';

it.each(SETTING_FORMS)('$form: $pattern is linear, as recheck sees it', ({ pattern }) => {
  expect(checkSync(pattern.source, 'y', { checker: 'automaton' }).status).toBe('safe');
});

/** What stands between a name and its value, whole or in part. */
const BETWEEN = [
  ...[
    '',
    ' ',
    '\t',
    '\n',
    '\xa0',
    '         ',
    '\\',
    '\\"',
    '"',
    "'",
    '`',
    ']',
    '(',
    ' {',
    '>',
    '=',
    ':',
    '=>',
    ' != ',
    ' ?= ',
    ' || ',
  ],
  ...[
    ' ??= ',
    ', ',
    ': &',
    "'static ",
    'str = ',
    ' String? = ',
    ';s:8:',
    'value=',
    '"value": ',
    'android:',
    ' is ',
    ' for the user ',
  ],
  ...["'root' is ", '; default = ', '</key>', '<string>', '"" value:', ' @'],
];
const VALUES = [
  '"a1b2c3d4"',
  "'a1b2c3d4'",
  '`a1b2c3d4`',
  '\\"a1b2c3d4\\"',
  'a1b2c3d4e5f6a7b8',
  'a1b2c3d4</',
  '("a1b2c3d4")',
  '"a1b2c3d4";',
];

describe('the value of a setting', () => {
  it('is what the first pattern finds, though few are tried', () => {
    const between = fc.array(fc.constantFrom(...BETWEEN), { maxLength: 4 });
    fc.assert(
      fc.property(between, fc.constantFrom(...VALUES), (before, value) => {
        const text = `password${before.join('')}${value}`;
        const first = SETTING_FORMS.find(({ pattern }) => {
          pattern.lastIndex = 8;
          return pattern.test(text);
        });
        const read = readSetting(text, 8);
        // Of what is not quoted there may be too little without its stops.
        if (read !== undefined || first?.form === 'quoted') expect(read?.form).toBe(first?.form);
      }),
      { numRuns: 30_000, seed: 1 },
    );
  });

  it.each([
    ['=a1b2c3\n', 'bare', 'a1b2c3'],
    [' = "a1b2 c"', 'quoted', 'a1b2 c'],
    ['": "a1b2",', 'quoted', 'a1b2'],
    ["' => 'a1b2',", 'quoted', 'a1b2'],
    ['\\": \\"a1b2\\"', 'quoted', 'a1b2'],
    [" == 'open-sesame'", 'quoted', 'open-sesame'],
    ["', '\"a1b2\"')", 'argument', 'a1b2'],
    ['" value="a1b2" />', 'quoted', 'a1b2'],
    ['","value":"a1b2"', 'quoted', 'a1b2'],
    ['\n      value: a1b2\n', 'listed', 'a1b2'],
    ['>a1b2</password>', 'element', 'a1b2'],
    [' 0123456789abcdef01 ', 'spaced', '0123456789abcdef01'],
    [': a1b2.\n', 'bare', 'a1b2'],
    [': &str = "a1b2c3d4";', 'quoted', 'a1b2c3d4'],
    [" string = 'a1b2c3d4'", 'quoted', 'a1b2c3d4'],
    [' || "a1b2c3d4"', 'quoted', 'a1b2c3d4'],
    ["'] ||= 'a1b2c3d4'", 'quoted', 'a1b2c3d4'],
    [' = @"a1b2c3d4";', 'quoted', 'a1b2c3d4'],
    [' @"a1b2c3d4"', 'beside', 'a1b2c3d4'],
    ['("a1b2c3d4")', 'called', 'a1b2c3d4'],
    ['", "\\"a1b2c3d4\\"")', 'argument', 'a1b2c3d4'],
    ['</key>\n\t<string>a1b2c3d4</string>', 'element', 'a1b2c3d4'],
    ['";s:4:"a1b2";', 'quoted', 'a1b2'],
    ['\\";s:4:\\"a1b2\\";', 'quoted', 'a1b2'],
    ['" android:value="a1b2c3d4" />', 'quoted', 'a1b2c3d4'],
    ['" {\n  type = string\n  default = "a1b2c3d4"\n}', 'quoted', 'a1b2c3d4'],
  ])('behind its name is read from %j', (text, form, value) => {
    const whole = `password${text}`;
    expect(readSetting(whole, 8)).toEqual({ form, value, start: whole.indexOf(value) });
    expect(valueFollows(Buffer.from(whole), 0)).toBe(true);
  });

  it('is read from an element that names it', () => {
    const whole = '<string name="password">a1b2c3d4</string>';
    expect(readSetting(whole, 22)).toEqual({ form: 'element', value: 'a1b2c3d4', start: 24 });
    expect(readSetting('<label for="password">a1b2c3d4</label>', 20)).toBe(undefined);
  });

  it.each([
    '(user)',
    ' string',
    ' | "a1b2"',
    '", {',
    '</label>',
    ' and ',
    '"',
    '";',
    ' = ',
    '=""',
    ': {',
    ' = [',
    ')',
    '',
    '="$',
  ])('is not there: %j', (text) => {
    const whole = `password${text}`;
    expect(valueFollows(Buffer.from(whole), 0) && readSetting(whole, 8) !== undefined).toBe(false);
  });
});
