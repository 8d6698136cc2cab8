/**
 * Rows of tables as text, in which name and value are neighbours and another cell may be before them, such as an id: results of
 * sqlite3, psql and mysql, dumps with tabs, CSV, and what kubectl, pandas and PowerShell print.
 */
import type { SettingForm } from './setting-pieces.ts';

/** No code: rows of values have no brackets and no signs of assignment. */
const CELLS = String.raw`[^\r\n\0(){}=<>]{1,160}`;
/** After another cell, a word of its own may be the kind of a thing: `login,password,1f0c…`, with the session. */
const ALONE = '(?:[Pp]assword|PASSWORD|[Pp]asswd|[Pp]wd|[Tt]oken|TOKEN|[Ss]ecret|SECRET|[Pp]assphrase|[Cc]redentials?)';
/** Characters of a value; those between cells are not among them. */
const OF_VALUE = String.raw`[^\s"'${'`'},;|<>(){}\[\]\\\x00-\x20\x7f]`;
/** With a digit, as what people choose and machines draw; `least` is longer than most words. */
const valueFrom = (least: number) => `(?=${OF_VALUE}{0,255}[0-9])(${OF_VALUE}{${least},257})`;
/** The end of the row is near: a line of minified code is longer. */
const END = String.raw`[ \t]{0,160}\r?(?:\n|$)`;

/** Cells between separators of one character, without blanks around it. */
const separated = (sign: string) =>
  new RegExp(
    String.raw`(?<=(?:^|[\r\n\0])(?:${CELLS}${sign})?[\w.-]{1,80})(?<!${sign}${ALONE})${sign}${valueFrom(8)}(?:${sign}${CELLS})?${END}`,
    'y',
  );

/** First characters of a value. */
const BEGINS_VALUE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&*+/=?@^_~.:-';

export const CELL_FORMS: readonly SettingForm[] = [
  // id | name | value | of psql, mysql, Markdown: not names of columns, which are underlined
  {
    form: 'listed',
    signs: '|*',
    pattern: new RegExp(
      String.raw`(?<=(?:^|[\r\n\0|])[ \t]{0,40}(?:\*\*|${'`'})?[\w.-]{1,60})(?:\*\*|${'`'})?[ \t]{0,40}\|[ \t]{1,40}${'`'}?([^\s|"'${'`'}()<>\x00-\x20]{4,257})${'`'}?[ \t]{0,160}(?:\|[^\r\n]{0,160})?(?:\r?\n(?![ \t|+:]{0,8}-{2})|$)`,
      'y',
    ),
  },
  // The same in the last row above the border of a table, which no other row follows, as after the names of columns
  {
    form: 'listed',
    signs: '|',
    pattern: new RegExp(
      String.raw`(?<=(?:^|[\r\n\0|])[ \t]{0,40}[\w.-]{1,60})[ \t]{0,40}\|[ \t]{1,40}${valueFrom(12)}[ \t]{0,160}\|(?:[^\r\n]{0,160}\|)?\r?\n[ \t]{0,8}\+[-+=]{2,200}[ \t]{0,8}(?:\r?\n(?![ \t]{0,8}\|)|$)`,
      'y',
    ),
  },
  // │ id │ name │ value │ of sqlite3, psql, rich and DuckDB: with U+2502, U+2503 and U+2551
  {
    form: 'listed',
    signs: '\xe2',
    pattern:
      /(?<=\xe2(?:\x94[\x82\x83]|\x95\x91)[ \t]{0,40}[\w.-]{1,80})[ \t]{0,40}\xe2(?:\x94[\x82\x83]|\x95\x91)[ \t]{0,40}([^\s"'`<>()\x00-\x20\x7f-\xff]{4,257})[ \t]{0,160}\xe2(?:\x94[\x82\x83]|\x95\x91)/y,
  },
  ...[',', ';', String.raw`\|`].map(
    (sign) => ({ form: 'listed', signs: sign.at(-1)!, pattern: separated(sign) }) as const,
  ),
  { form: 'listed', signs: BEGINS_VALUE, pattern: separated(String.raw`\t`) },
  // id  name  value: columns of two blanks or more
  {
    form: 'listed',
    signs: BEGINS_VALUE,
    pattern: new RegExp(
      String.raw`(?<=(?:^|[\r\n\0])(?:[ \t]{0,2}|${CELLS} [ \t])(?:[\w.-]{1,40}:)?[\w.-]{1,80})(?<! ${ALONE})[ \t]{2,40}${valueFrom(12)}(?:[ \t]{2,40}${CELLS})?${END}`,
      'y',
    ),
  },
];
