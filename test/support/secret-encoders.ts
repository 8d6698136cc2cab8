/** How secrets get written, by encoders that are not ours where Node has one. Each takes text with whatever stands around a secret. */
export const ENCODERS: Readonly<Record<string, (text: string) => Buffer>> = {
  'plain text': (text) => Buffer.from(text),
  'text with CRLF': (text) => Buffer.from(text.replaceAll('\n', '\r\n')),
  base64: (text) => Buffer.from(Buffer.from(text).toString('base64')),
  base64url: (text) => Buffer.from(Buffer.from(text).toString('base64url')),
  'base64 in a URL': (text) => Buffer.from(encodeURIComponent(Buffer.from(text).toString('base64'))),
  'hex in lower case': (text) => Buffer.from(Buffer.from(text).toString('hex')),
  'hex in upper case': (text) => Buffer.from(Buffer.from(text).toString('hex').toUpperCase()),
  encodeURIComponent: (text) => Buffer.from(encodeURIComponent(text)),
  'percent, all signs, lower case': (text) =>
    Buffer.from(
      encodeURIComponent(text)
        .replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
        .replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    ),
  'a form': (text) => Buffer.from(new URLSearchParams({ q: text }).toString()),
  JSON: (text) => Buffer.from(JSON.stringify({ text })),
  'JSON in ASCII': (text) =>
    Buffer.from(
      JSON.stringify({ text }).replaceAll(
        /[^\0-\x7f]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      ),
    ),
  'JSON safe for HTML': (text) =>
    Buffer.from(
      JSON.stringify({ text }).replaceAll(
        /[<>&'+=]/g,
        (sign) => `\\u00${sign.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    ),
  HTML: (text) => Buffer.from(inHtml(text)),
  'HTML in numbers': (text) =>
    Buffer.from(text.replaceAll(/[^A-Za-z0-9]/gu, (sign) => `&#x${sign.codePointAt(0)!.toString(16)};`)),
  'percent twice': (text) => Buffer.from(encodeURIComponent(encodeURIComponent(text))),
  'percent, every byte': (text) => everyByte(text, (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`),
  'JSON in JSON': (text) => Buffer.from(JSON.stringify(JSON.stringify({ text }))),
  'JSON in JSON in JSON': (text) => Buffer.from(JSON.stringify(JSON.stringify(JSON.stringify({ text })))),
  'HTML in HTML': (text) => Buffer.from(inHtml(inHtml(text))),
  'HTML, every character': (text) => Buffer.from(Array.from(text, (one) => `&#${one.codePointAt(0)};`).join('')),
  'bytes of a program, every one': (text) => everyByte(text, (byte) => `\\x${byte.toString(16).padStart(2, '0')}`),
  'octal, every byte': (text) => everyByte(text, (byte) => `\\${byte.toString(8).padStart(3, '0')}`),
  'escapes of JavaScript, every unit': (text) =>
    Buffer.from(text.replaceAll(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)),
  'a command of PowerShell': (text) => Buffer.from(Buffer.from(text, 'utf16le').toString('base64')),
  'single quotes of a shell': (text) => Buffer.from(`'${text.replaceAll("'", `'\\''`)}'`),
  'double quotes of a shell': (text) => Buffer.from(`"${text.replaceAll(/["$`\\!]/g, '\\$&')}"`),
  'backslashes of a shell': (text) => Buffer.from(text.replaceAll(/[^A-Za-z0-9\n_.~-]/gu, '\\$&')),
  'characters with blanks between them': (text) => Buffer.from([...text].join(' ')),
  'a line for each character': (text) => Buffer.from([...text].join('\n')),
  backwards: (text) => Buffer.from([...text].toReversed().join('')),
  'UTF-16LE': (text) => Buffer.from(text, 'utf16le'),
  'UTF-16BE': (text) => Buffer.from(text, 'utf16le').swap16(),
};

function inHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function everyByte(text: string, write: (byte: number) => string): Buffer {
  return Buffer.from(Array.from(Buffer.from(text), write).join(''));
}
