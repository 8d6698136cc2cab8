/** What an artifact may call its files: each tries to be more than a name somewhere. */
export const hostileTexts: readonly string[] = [
  '::error::forged',
  '  ::add-mask::a',
  'a\n::error::forged',
  'a\r\n::stop-commands::x',
  'see ::error file=x::forged',
  '##[error]forged',
  'a ##[add-mask]b',
  'a|b||c',
  '`code` ``|``',
  '\\|\\`\\\\|',
  '<script>alert(1)</script>',
  '</code></td></summary></details>',
  '<!-- hidden',
  '&lt;b&gt; &#64;octocat &amp;',
  '@octocat and octocat/repo#1 and #123 and GH-12',
  'https://evil.example/a www.evil.example ftp://evil.example me@evil.example mailto:me@evil.example',
  '[text](https://evil.example) ![image](x.png) [ref][1] {0} {1}',
  '**bold** _it_ ~~gone~~ $math$ :boom: # head - list',
  '\u202egnp.exe \u2066x\u2069 \u200f \u200e',
  'zero\u200bwidth\u200d\ufeff\u00ad',
  '\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007',
  'nul\0del\u007fc1\u009b31m\u0085',
  'tab\tvertical\u000bform\u000cline\u2028paragraph\u2029',
  'odd\u00a0spaces\u3000and\u2800blank',
  'lone\ud800surrogates\udc00',
  'tags\u{e0041}\u{e0042} emoji\ufe0f 😀 noncharacter\uffff',
  'C:\\Users\\x',
  '../../etc/passwd',
  '/absolute//path/./x',
  'percent%0Aencoded%3A%2C,colon:',
  '"quoted" \'single\' = {brace}',
  ' space at both ends ',
  '',
  ' ',
  'x'.repeat(4096),
  '\u202e'.repeat(4096),
  '日本語/ключ/🔑.pem',
  '!/!/!/',
];

/** For `test.each`: numbered, because a test's name is printed in a log that runs on GitHub too. */
export const hostileCases: readonly (readonly [name: string, text: string])[] = hostileTexts.map((text, index) => [
  `hostile text ${index}`,
  text,
]);

/** Characters that no report may hold as they are, but for `\n` between lines: written down apart from the code. */
export const FORBIDDEN =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each is looked for by itself
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\uffff\u{e0000}-\u{e0fff}\ud800-\udfff]/u;
