/** Whether `bytes` begin with the characters of `text`, one byte each. Makes no string, since it runs for every scanned file. */
export function beginsWith(bytes: Uint8Array, text: string): boolean {
  if (bytes.length < text.length) return false;
  for (let index = 0; index < text.length; index++) if (bytes[index] !== text.charCodeAt(index)) return false;
  return true;
}

/** Whether the first byte other than white space is `{`: a reader of JSON may then look closer. */
export function beginsWithBrace(bytes: Uint8Array): boolean {
  let at = 0;
  while (at < bytes.length && (bytes[at] === 0x20 || (bytes[at]! >= 0x09 && bytes[at]! <= 0x0d))) at++;
  return bytes[at] === 0x7b;
}
