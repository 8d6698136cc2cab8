/** A string constant as LLVM's assembly shows it: what is not printable, a quote and a backslash in two hex digits. */
export function llvmLiteralOf(bytes: Uint8Array): Buffer {
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/[^ !#-[\]-~]/g, (character) => `\\${hexOf(character)}`);
  return Buffer.from(`c"${text}"`);
}

function hexOf(character: string): string {
  return Buffer.from(character, 'latin1').toString('hex').toUpperCase();
}
