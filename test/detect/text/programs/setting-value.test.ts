import fc from 'fast-check';
import { checkSync } from 'recheck';
import { describe, expect, it } from 'vitest';
import { longForms, SETTING_FORMS } from '../../../../src/detect/text/programs/setting-forms.ts';
import { valueFollows } from '../../../../src/detect/text/programs/setting-glance.ts';
import { readSetting } from '../../../../src/detect/text/programs/setting-value.ts';

it.each([...SETTING_FORMS, ...longForms()])('$form: $pattern is linear, as recheck sees it', ({ pattern }) => {
  expect(checkSync(pattern.source, 'y', { checker: 'automaton' }).status).toBe('safe');
});

/** What some forms want before a name. */
const HEADS = ['', '', '{', '"--', '- --', 'a1="--', '\0--', '<key>', 'name="'];
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
    ' += ',
    ' .= ',
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
  ...[
    "'root' is ",
    '; default = ',
    '</key>',
    '<string>',
    '"" value:',
    ' @',
    '{',
    '--',
    '\0',
    '\r\n - ',
    '" a2=',
    'Parameter',
    'Value=',
    '"Type": "a", ',
    'Some(',
    ' <<',
    'string(8) ',
    '</td>',
    '<td class="v">',
  ],
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
      fc.property(fc.constantFrom(...HEADS), between, fc.constantFrom(...VALUES), (head, before, value) => {
        const text = `${head}password${before.join('')}${value}`;
        const at = head.length + 8;
        const first = SETTING_FORMS.find(({ pattern }) => {
          pattern.lastIndex = at;
          return pattern.test(text);
        });
        const read = readSetting(text, at);
        // Of what is not quoted there may be too little without its stops.
        if (read !== undefined || first?.form === 'quoted') expect(read?.form).toBe(first?.form);
      }),
      { numRuns: 30_000, seed: 1 },
    );
  });

  it.each([
    ['=a1b2c3\n', 'bare', 'a1b2c3'],
    ['=a1b2c3\x94s.', 'bare', 'a1b2c3'],
    ['=a1b2c3\xc5\x82d4\n', 'bare', 'a1b2c3\xc5\x82d4'],
    ['=a1b2c3\xd9\x05name', 'bare', 'a1b2c3'],
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
    [' = [[a1b2>c3d4]]', 'quoted', 'a1b2>c3d4'],
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
    ["': b'a1b2c3d4'", 'quoted', 'a1b2c3d4'],
    [': Some("a1b2c3d4"), port', 'quoted', 'a1b2c3d4'],
    [' => <<"a1b2c3d4">>', 'quoted', 'a1b2c3d4'],
    [' = 0x55d0e8 "a1b2c3d4"', 'quoted', 'a1b2c3d4'],
    ['"]=>\n  string(8) "a1b2c3d4"', 'quoted', 'a1b2c3d4'],
    ['\' =>\n  string(8) "a1b2c3d4"', 'quoted', 'a1b2c3d4'],
    ['",\n "ParameterValue": "a1b2c3d4"', 'quoted', 'a1b2c3d4'],
    ['",\n "Type": "SecureString",\n "Value": "a1b2c3d4"', 'quoted', 'a1b2c3d4'],
    [' </td><td class="v">a1b2c3d4 </td>', 'element', 'a1b2c3d4'],
    ['\r\n      value: a1b2\r\n', 'listed', 'a1b2'],
    ['"]=>\r\n  string(8) "a1b2c3d4"', 'quoted', 'a1b2c3d4'],
  ])('behind its name is read from %j', (text, form, value) => {
    const whole = `password${text}`;
    expect(readSetting(whole, 8)).toEqual({ form, value, start: whole.indexOf(value) });
    expect(valueFollows(Buffer.from(whole), 0)).toBe(true);
  });

  it.each([
    ['{db_', ',"a1b2c3d4"}', 'quoted'],
    ['{db_', ', <<"a1b2c3d4">>}', 'quoted'],
    ['"--', '",\n      "a1b2c3d4",', 'argument'],
    ['- --', '\n    - a1b2c3d4\n', 'argument'],
    ['- "--', '"\n    - "a1b2c3d4"\n', 'argument'],
    ['- --', '\r\n    - a1b2c3d4\r\n', 'argument'],
    ['a1="--', '" a2="a1b2c3d4"', 'argument'],
    ['app\0--', '\0a1b2c3d4\0', 'argument'],
    ['app\0--', '\0a1b2c3d4', 'argument'],
  ])('behind %jpassword is read from %j', (before, behind, form) => {
    const whole = `${before}password${behind}`;
    expect(readSetting(whole, before.length + 8)).toEqual({ form, value: 'a1b2c3d4', start: whole.indexOf('a1b2') });
    expect(valueFollows(Buffer.from(whole), before.length)).toBe(true);
  });

  type Row = readonly [string, string, string | undefined];
  const word = (length: number) => 'a1B2-'.repeat(length).slice(0, length);

  it.each<Row>([
    ...[16, 250, 256, 257, 300, 2048].flatMap<Row>((length) => [
      [`=${word(length)}.\n`, 'bare', word(length)],
      [` = "${word(length)}"`, 'quoted', word(length)],
      [` = "'${word(length)}'"`, 'quoted', length > 250 ? undefined : word(length)],
    ]),
    [`=${word(300)}==.\n`, 'bare', `${word(300)}==`],
    [` ${word(43)}=\n`, 'spaced', `${word(43)}=`],
    [` a1B2/${'a1B2'.repeat(9)}a1\n`, 'spaced', `a1B2/${'a1B2'.repeat(9)}a1`],
  ])('is read whole from %j', (text, form, value) => {
    const whole = `password${text}`;
    const expected = value === undefined ? undefined : { form, value, start: whole.indexOf(value) };
    expect(readSetting(whole, 8)).toEqual(expected);
  });

  it.each(['%2B', ':a', '@a', '!a', '\xe9'])(
    'is none where it is too long for its form and goes on with %j',
    (more) => {
      expect(readSetting(`password=${word(280)}${more}\n`, 8)).toBe(undefined);
    },
  );

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
    ',"a1b2c3d4"}',
    '\0a1b2c3d4\0',
    '",\n"a1b2c3d4"',
    '\n- a1b2c3d4\n',
    '" a2="a1b2c3d4"',
  ])('is not there: %j', (text) => {
    const whole = `password${text}`;
    expect(valueFollows(Buffer.from(whole), 0) && readSetting(whole, 8) !== undefined).toBe(false);
  });
});
