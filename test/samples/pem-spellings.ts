/** One PEM block as programs and people write it down. Independent of src. */
export interface Spelled {
  readonly before?: string;
  /** From the first dash of the BEGIN line to the last of the END line. */
  readonly secret: string;
  readonly after?: string;
}

type Spell = (lines: readonly string[]) => Spelled;

/** Each line in a literal: `open` and `close` around it, `glue` between the literals. */
function literals(quote: string, end: string, glue: string, before: string, after: string): Spell {
  return (lines) => ({
    before: `${before}${quote}`,
    secret: lines.join(`${end}${quote}${glue}${quote}`),
    after: `${end}${quote}${after}`,
  });
}

function prefixed(prefix: string): Spell {
  return (lines) => ({ before: `first\n${prefix}`, secret: lines.join(`\n${prefix}`), after: `\n${prefix}\nlast\n` });
}

function encoded(encode: (text: string) => string): Spell {
  return (lines) => ({ before: 'key=', secret: encode(lines.join('\n')), after: '&next=1' });
}

const joined: (separator: string) => Spell = (separator) => (lines) => ({ secret: lines.join(separator) });
const percent = (text: string) => text.replace(/[^A-Za-z0-9-]/g, (c) => `%${hex(c)}`);
const hex = (c: string) => c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');

export const SPELLINGS: Readonly<Record<string, Spell>> = {
  'literals of C': literals('"', '\\n', '\n    ', 'static const char key[] =\n    ', ';\n'),
  'literals of C in JSON': literals('\\"', '\\\\n', '\\n    ', '{"code": "const char *k = ', ';\\n"}'),
  'literals of JavaScript': literals("'", '\\n', ' +\n  ', 'const key = ', ';\n'),
  'lines joined in JavaScript': literals("'", '', ',\n  ', 'const key = [', "].join('\\n');\n"),
  'literals of Python': literals('"', '\\n', '\n    ', 'KEY = (\n    ', '\n)\n'),
  'byte literals of Python': literals('"', '\\n', '\n    b', 'KEY = (\n    b', '\n)\n'),
  'literals of Java': literals('"', '\\n', '\n        + ', 'String key = ', ';\n'),
  'StringBuilder of Java': literals('"', '\\n', ');\nsb.append(', 'sb.append(', ');\n'),
  'literals of Go': literals('"', '\\n', ' +\n\t', 'const key = ', '\n'),
  'raw literal of Go': (lines) => ({ before: 'const key = `', secret: lines.join('\n'), after: '`\n' }),
  'concat! of Rust': literals('"', '\\n', ',\n    ', 'const KEY: &str = concat!(', ');\n'),
  'raw literal of Rust': (lines) => ({ before: 'const KEY: &str = r#"', secret: lines.join('\n'), after: '"#;\n' }),
  'literals of C#': literals('"', '\\r\\n', ' +\n            ', 'const string Key = ', ';\n'),
  'literals of PHP': literals("'", '', ' . PHP_EOL .\n    ', '$key = ', ';\n'),
  'literals of Visual Basic': literals('"', '', ' & vbCrLf & _\n    ', 'Const Key = ', '\n'),
  'a string of PowerShell': joined('`r`n'),
  'octal escapes': joined('\\012'),
  'hex escapes': joined('\\x0d\\x0a'),
  'unicode escapes': joined('\\u000a'),
  'escapes of escapes of escapes': joined('\\\\\\\\\\\\\\\\n'),
  'every other line end escaped': (lines) => ({
    secret: lines
      .map((line, index) => `${line}${index % 2 ? '\\r\\n' : '\n'}`)
      .join('')
      .replace(/(\\r\\n|\n)$/, ''),
  }),
  'added by a patch': prefixed('+'),
  'added by a patch, indented': prefixed('+    '),
  'removed by a patch': prefixed('-'),
  'quoted in a mail': prefixed('> > '),
  'a patch quoted in a mail': prefixed('> +'),
  'in a signed mail': (lines) => ({
    // RFC 9580, section 7.2: a line that begins with a hyphen gets another before it.
    before: '- ',
    secret: lines.join('\n').replace(/\n-/g, '\n- -'),
  }),
  'quoted-printable in one line': joined('=0D=0A'),
  'in a comment': prefixed('// '),
  'in a block comment': prefixed(' * '),
  'in a log of fixed width': (lines) => ({
    before: '2024-05-06T07:08:09Z host app[42]: ',
    secret: lines.join('\n2024-05-06T07:08:09Z host app[42]: '),
  }),
  'in a log of any width': (lines) => ({
    before: 'INFO 7: ',
    secret: lines.map((line, index) => (index > 0 ? `INFO ${7 ** index}: ${line}` : line)).join('\n'),
  }),
  'in a JSON log': (lines) => ({
    before: '{"log":"',
    secret: lines.join('\\n","stream":"stdout"}\n{"log":"'),
    after: '\\n","stream":"stdout"}\n',
  }),
  'line ends of rsyslog': joined('#012'),
  'line ends of TeamCity': joined('|n'),
  'line ends of Windows in TeamCity': joined('|r|n'),
  'percent escapes': encoded(percent),
  'percent escapes twice': encoded((text) => percent(percent(text))),
  'as a form sends it': encoded((text) => percent(text).replaceAll('%20', '+')),
  'decimal references': encoded((text) => text.replace(/[\n+/=]/g, (c) => `&#${c.charCodeAt(0)};`)),
  'hexadecimal references': encoded((text) => text.replace(/[\n+/=]/g, (c) => `&#x${c.charCodeAt(0).toString(16)};`)),
  'named references': encoded((text) =>
    text.replace(/[\n+/=]/g, (c) => ({ '\n': '&NewLine;', '+': '&plus;', '/': '&sol;', '=': '&equals;' })[c]!),
  ),
  'references of references': encoded((text) => text.replaceAll('\n', '&amp;#10;').replaceAll('+', '&amp;#43;')),
  'lines of HTML': joined('<br/>\n'),
  'an escape in HTML': joined('&#92;n'),
  'a backslash as percent escape': joined('%5Cn'),
  'quoted-printable': (lines) => ({
    secret: lines
      .join('\n')
      .replace(/=(?!$)/g, '=3D')
      .replace(/(?<=\n.{60})/g, '=\n'),
  }),
  'narrow quoted-printable': (lines) => ({
    secret: lines.map((l) => l.replace(/(.{30})(?=.)/, '$1=\r\n')).join('\r\n'),
  }),
  'small letters in the label': (lines) => ({
    secret: lines.map((line) => (line.startsWith('-----') ? line.toLowerCase() : line)).join('\n'),
  }),
  'spaces inside the dashes': (lines) => ({
    secret: lines.map((line) => line.replace(/^-----(BEGIN|END)(.*)-----$/, '----- $1 $2 -----')).join('\n'),
  }),
  'underscores in the label': (lines) => ({
    secret: lines.map((line) => (line.startsWith('-') ? line.replaceAll(' ', '_').replace('_', ' ') : line)).join('\n'),
  }),
  'commas for line ends': joined(','),
  'a script in a log of GitHub': (lines) => ({
    before: '2026-01-02T03:04:05.1234567Z \u001b[36;1m',
    secret: lines.join('\u001b[0m\n2026-01-02T03:04:05.1234568Z \u001b[36;1m'),
    after: '\u001b[0m\n',
  }),
  'a patch in colours': (lines) => ({
    before: '\u001b[32m+\u001b[m\u001b[32m',
    secret: lines.join('\u001b[m\n\u001b[32m+\u001b[m\u001b[32m'),
    after: '\u001b[m\n',
  }),
  'a column of psql': (lines) => ({
    before: ' id |  key\n----+------\n  1 | ',
    secret: lines.map((line, at) => (at + 1 < lines.length ? line.padEnd(64) : line)).join('+\n    | '),
  }),
  'cells of HTML': (lines) => ({
    before: '<table><tr><td>1</td><td>',
    secret: lines.map((line, at) => (at > 0 ? `<tr><td>${at + 1}</td><td>${line}` : line)).join('</td></tr>\n'),
    after: '</td></tr></table>\n',
  }),
  'entries of a log of Google Cloud': (lines) => ({
    before: '[{"textPayload": "',
    secret: lines.join('", "insertId": "1m2n3b4v5c6", "severity": "INFO"},\n  {"textPayload": "'),
    after: '", "insertId": "1m2n3b4v5c6"}]\n',
  }),
  'lines of another program among them': (lines) => ({
    secret: lines.flatMap((line, at) => (at % 3 === 1 ? [line, '10:00:01 GET /health 200 in 3ms'] : [line])).join('\n'),
  }),
  // Not at the beginning of a file, where the text of RTF is read as well.
  'a document in RTF': (lines) => ({ before: 'note: {\\rtf1\\ansi ', secret: lines.join('\\par\n'), after: '\\par}' }),
  'as cat -A shows it': joined('^M$\n'),
  'a constant of LLVM': (lines) => ({ before: '@key = constant c"', secret: lines.join('\\0A'), after: '\\0A\\00"\n' }),
};
