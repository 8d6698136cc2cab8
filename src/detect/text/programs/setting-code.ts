/**
 * Settings in programs whose value is farther from its name: the fallback after `||`, the result of a function of that name, text
 * typed into a field of that name, here-documents, strings in brackets, templates of Ansible.
 */
import { CLOSE, type SettingForm, WORD } from './setting-pieces.ts';

const SIGN = String.raw`[ \t]{0,40}(?:=>|:?={1,2}|:|<-)[ \t]{0,8}`;
const VALUE = String.raw`["'${'`'}]([^"'${'`'}\\\n]{4,257})["'${'`'}]`;
/** A variable, a call, an element, with the operators that may follow it if it has no value. */
const EXPRESSION = String.raw`[\w$][\w$.?:()[\]{}"']{0,80}`;
/** SQL types of text. */
const CHARACTERS = '(?:N?(?:VAR)?CHAR2?|n?(?:var)?char2?)';
const OF_STRING = String.raw`[ \t]{0,4}:[ \t]{0,4}String[?!]?`;
const STANDS_IN = String.raw`(?:\|\||\?\?|\?:|or|\/\/)`;
const inCode = (between: string) => new RegExp(`${CLOSE}${between}${VALUE}`, 'y');

/** The first of two strings, if no machine drew it: short, or without a digit. */
const OTHER_STRING = String.raw`["'${'`'}](?:[^"'${'`'}\\\n]{0,11}|[^"'${'`'}\\\n0-9]{12,80})["'${'`'}]`;

/** Must precede those of setting-forms.ts that would take the first of two strings. */
export const TEMPLATE_FORMS: readonly SettingForm[] = [
  // name = isOther ? "other" : "value"
  {
    form: 'quoted',
    signs: '=:<',
    pattern: inCode(String.raw`${SIGN}!?${EXPRESSION}[ \t]{1,4}\?[ \t]{1,4}${OTHER_STRING}[ \t]{1,4}:[ \t]{1,4}`),
  },
  // name = "other" if isOther else "value" of Python, name = "other" -> "value" of a plan of Terraform
  {
    form: 'quoted',
    signs: '=:',
    pattern: inCode(
      String.raw`${SIGN}${OTHER_STRING}[ \t]{1,4}(?:if[ \t]${EXPRESSION}(?:[ \t](?:==|!=|is|in)[ \t]${EXPRESSION})?[ \t]else|->)[ \t]{1,4}`,
    ),
  },
  // name: "{{ lookup('env', 'NAME') | default('value') }}"
  {
    form: 'argument',
    signs: '=:',
    pattern: new RegExp(
      String.raw`${CLOSE}${SIGN}["']\{\{[^{}|\n]{1,80}\|[ \t]?d(?:efault)?\([ \t]?["']([^"'\\\n]{4,257})["']`,
      'y',
    ),
  },
  // NAME=${1:-value}, NAME="${OTHER:-value}"
  {
    form: 'listed',
    signs: '=:',
    pattern: new RegExp(String.raw`${CLOSE}${SIGN}["']?\$\{\w{1,40}:?[-=]["']?(${WORD})["']?\}`, 'y'),
  },
  // ${NAME:-value}, ${NAME:=value}, whose second sign does not belong to the value
  {
    form: 'listed',
    signs: ':',
    pattern: new RegExp(String.raw`(?<=\$\{[\w.]{1,80}):[-=]["']?(${WORD})["']?\}`, 'y'),
  },
  // {{ name | default('value') }}
  {
    form: 'argument',
    signs: '|',
    pattern: /[ \t]{0,4}\|[ \t]{0,4}d(?:efault)?\([ \t]?["']([^"'\\\n]{4,257})["']/y,
  },
];

export const CODE_FORMS: readonly SettingForm[] = [
  // name = config.other || "value", name = a || b || "value", name = isOther ? "value", name = isOther ? other : "value",
  // name = env::var("OTHER").unwrap_or_else(|_| "value")
  {
    form: 'argument',
    signs: '=:<',
    pattern: inCode(
      String.raw`${SIGN}!?(?:${EXPRESSION}[ \t]{1,4}${STANDS_IN}[ \t]{1,4}){0,2}${EXPRESSION}(?:[ \t]{1,4}(?:${STANDS_IN}|\?(?:[ \t]{1,4}[\w$.]{1,40}[ \t]{1,4}:)?)[ \t]{1,4}|\.(?:unwrap_or(?:_else)?|orElse|getOrElse)\(\s{0,40}(?:\|_?\|[ \t]?)?)`,
    ),
  },
  // $ENV{NAME} // 'value' of Perl
  { form: 'argument', signs: '/', pattern: inCode(String.raw`(?<=\})[ \t]{0,4}\/\/=?[ \t]{0,4}`) },
  // getName() { return "value"; }, get name() = "value", () => "value"
  {
    form: 'argument',
    signs: '(',
    pattern: new RegExp(
      String.raw`\((?:self)?\)(?:[ \t]{0,4}(?:->|:)?[ \t]{0,4}\w{1,16}\??)?(?:[ \t]{0,4}(?:=>?|->)[ \t]{0,4}|:?\s{0,8}\{?\s{0,40}return[ \t]{1,4})${VALUE}`,
      'y',
    ),
  },
  // var name: String { "value" } of Swift, val name by lazy { "value" } and val name: String get() = "value" of Kotlin
  {
    form: 'quoted',
    signs: ':b',
    pattern: new RegExp(
      String.raw`(?:${OF_STRING}\s{0,8}|[ \t]{1,4}(?=by))(?:by lazy(?:\([\w.]{1,60}\))?[ \t]{0,4})?\{\s{0,40}(?:return[ \t]{1,4})?${VALUE}\s{0,40}\}`,
      'y',
    ),
  },
  { form: 'quoted', signs: ':g', pattern: inCode(String.raw`(?:${OF_STRING})?\s{1,40}get\(\)[ \t]{0,4}=[ \t]{0,4}`) },
  // set theName to "value" of AppleScript
  { form: 'quoted', signs: 't', pattern: inCode(String.raw`(?<=set \w{1,80})[ \t]to[ \t]`) },
  // @name NVARCHAR(50) = N'value', name VARCHAR2(30) := 'value' of SQL
  {
    form: 'quoted',
    signs: 'cCnNvV',
    pattern: new RegExp(
      String.raw`[ \t]{1,8}(?:[cC]onstant[ \t]|CONSTANT[ \t])?${CHARACTERS}(?:\([\w ]{1,12}\))?[ \t]{0,8}(?::?=|DEFAULT|default)[ \t]{0,8}[nN]?'([^'\n]{4,257})'`,
      'y',
    ),
  },
  // getName = () => "value"
  { form: 'argument', signs: '=:', pattern: inCode(String.raw`${SIGN}(?:async )?\(\)[ \t]?=>[ \t]?`) },
  // get("#name").type("value"), find_element(By.ID, "name").send_keys("value"), fill_in "name", with: "value"
  {
    form: 'argument',
    signs: `)'"`,
    pattern: inCode(
      String.raw`["']?\)\.(?:type|fill|clearAndType|send_?[kK]eys|setValue|setText|val|typeText|replaceText)\(`,
    ),
  },
  { form: 'argument', signs: ',', pattern: inCode(String.raw`(?<=["']),[ \t]{1,4}with:[ \t]{1,4}`) },
  // strcpy(config.name, "value")
  {
    form: 'argument',
    signs: ',',
    pattern: /(?<=str[nl]?cpy(?:_[sP])?\([\w.>-]{1,80}),[ \t]{0,4}(?:PSTR\(|F\()?"([^"\\\n]{4,257})"/y,
  },
  // <Login name={"value"}>, std::string name{"value"}
  { form: 'quoted', signs: '=:{', pattern: new RegExp(`${CLOSE}(?:${SIGN})?\\{${VALUE}\\}`, 'y') },
  // <<EOT of Terraform and Ruby, <<<EOT of PHP, @' of PowerShell, and the value on a line of its own
  {
    form: 'listed',
    signs: '=:<',
    pattern: new RegExp(
      String.raw`${CLOSE}${SIGN}(?:<{2,3}[~-]?["']?\w{1,16}["']?|@["'])[ \t]{0,4}\r?\n\s{0,40}(${WORD})[ \t]{0,4}\r?\n`,
      'y',
    ),
  },
  // q{value} of Perl, %q(value) of Ruby, [[value]] of Lua, ''value'' of Nix
  {
    form: 'quoted',
    signs: '=:',
    pattern: new RegExp(
      String.raw`${CLOSE}${SIGN}(?:%?[qQ]{1,2}[{([|]|\[{2}|''(?!\s{0,40}[<>]))\s{0,40}(?![;,<>&])([^\s'"${'`'}{}()[\]|\\]{4,257})\s{0,40}(?:\]{2}|''|[})\]|])`,
      'y',
    ),
  },
  // name=\, and the value on the next line: of .properties
  {
    form: 'listed',
    signs: '=:',
    pattern: new RegExp(String.raw`${CLOSE}${SIGN}\\\r?\n[ \t]{0,40}(${WORD})[ \t]{0,8}\r?\n`, 'y'),
  },
];
