/**
 * Passwords that a test of a page typed: in steps of Cucumber and CodeceptJS, in reports of Selenide, in projects of Selenium IDE
 * (`.side`), and in logs and reports of Robot Framework, whose SeleniumLibrary says what it typed into which field; only of `Input
 * Password` it does not.
 */
import { drawnPassword } from '../password.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';
import { assessTyped, NAMES_PASSWORD_FIELD } from './password-fields.ts';

const COMMAND = String.raw`"command":\s?"(?:type|sendKeys)",\s{0,40}"target":\s?"(?<target>(?:[^"\\\n]|\\.){1,300})",\s{0,40}(?:"targets":\s?\[[^{}]{0,1000}?\],\s{0,40})?"value":\s?"(?<typed>[^"\\\n]{4,200})"`;
const MESSAGE = String.raw`Typing text '(?<text>[^'\n<>]{4,200})' into text field '(?<field>[^\n<>]{1,200}?)'\.`;
const KEYWORD = String.raw`name="(?:Input|Fill|Type) Text"[^<>]{0,120}>\s{0,40}<arg>(?<locator>[^<>\n]{1,300})</arg>\s{0,40}<arg>(?<argument>[^<>\n]{4,200})</arg>`;
/** `When I fill in "Password" with "…"` of Cucumber, `I fill field "Password", "…"` of CodeceptJS. */
const STEP = String.raw`(?:fill in|fill field) "(?<label>[^"\n]{1,120})"(?:,| with) "(?<step>[^"\n]{4,200})"`;
/** A row of a report: `| $("#password") | set value(…) | PASS | 56 |`. */
const ROW = String.raw`\| \$\((?<selector>[^|\n]{1,260})\| (?:set value|type|send keys|append)\((?<row>[^|\n]{4,260})\|`;

export const seleniumRules: readonly Rule[] = [
  {
    id: 'selenium-typed-password',
    title: 'Password that a Selenium test typed',
    provider: 'Selenium',
    severity: 'medium',
    confidence: 'medium',
    advice:
      'Change the password if it opens more than the test, and let the test take it from a variable that no log shows: `Input Password` in Robot Framework.',
    anchors: [
      '"command": "type"',
      '"command":"type"',
      '"command": "sendKeys"',
      '"command":"sendKeys"',
      "Typing text '",
      'name="Input Text"',
      'name="Fill Text"',
      'name="Type Text"',
      'fill in "',
      'fill field "',
      '| $(',
    ],
    pattern: new RegExp(`${COMMAND}|${MESSAGE}|${KEYWORD}|${STEP}|${ROW}`),
    maxMatchBytes: 1800,
    edges: {},
    judgesPlaceholders: true,
    check: assess,
    examples: (random) => {
      const secret = drawnPassword(random);
      return [
        `"command": "type",\n      "target": "id=password",\n      "targets": [\n        ["id=password", "id"]\n      ],\n      "value": "${secret}"`,
        `"command":"sendKeys","target":"css=input[name=\\"pwd\\"]","value":"${secret}"`,
        `<msg level="INFO">Typing text '${secret}' into text field 'id:password'.</msg>`,
        `<kw name="Input Text" owner="SeleniumLibrary">\n<arg>css:input[name='password']</arg>\n<arg>${secret}</arg>`,
        `When I fill in "Password" with "${secret}"`,
        `  I fill field "user[password]", "${secret}"`,
        `| $("#password")     | set value(${secret})    | PASS       |        56 |`,
        `<kw name="Fill Text" library="Browser">\n<arg>#password</arg>\n<arg>${secret}</arg>`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: (random) => {
      const value = drawnPassword(random);
      return [
        `"command": "type", "target": "id=email", "targets": [["id=email", "id"]], "value": "${value}"`,
        `"command": "type", "target": "id=password", "value": "\${password}"`,
        `"command": "click", "target": "id=password", "value": "${value}"`,
        `Typing text '${value}' into text field 'id:name'.`,
        `When I fill in "Name" with "${value}"`,
        `| $("#name")     | set value(${value})    | PASS       |        56 |`,
        `<kw name="Input Text" owner="SeleniumLibrary">\n<arg>id:password</arg>\n<arg>\${PASSWORD}</arg>`,
      ];
    },
  },
];

function assess(candidate: Candidate): Assessment | undefined {
  const { typed, text, argument, target, field, locator, label, step, selector, row } = candidate.groups;
  const named = target ?? field ?? locator ?? label ?? selector!;
  if (!NAMES_PASSWORD_FIELD.test(named)) return undefined;
  // Only a message says the field behind the value.
  return assessTyped(candidate, {
    value: typed ?? text ?? argument ?? step ?? row!.replace(/\)\s*$/, ''),
    field: named,
    isBefore: text !== undefined,
  });
}
