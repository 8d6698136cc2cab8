/** Columns as the clients of MySQL and MariaDB write them: a backslash and a letter, or the byte itself, for some bytes. */
const LETTERS: Readonly<Record<number, string>> = { 0: '0', 9: 't', 10: 'n', 13: 'r', 26: 'Z' };

/** In a literal of mysqldump. */
export const mysqlLiteralOf = (bytes: Uint8Array): Buffer =>
  Buffer.concat([quote, escaped(bytes, '\0\n\r\x1a\\\'"'), quote]);
/** In a row of mysql --batch, without the tabs around it. */
export const mysqlColumnOf = (bytes: Uint8Array): Buffer => escaped(bytes, '\0\n\t\\');

const quote = Buffer.from("'");

function escaped(bytes: Uint8Array, special: string): Buffer {
  const parts = [...bytes].map((byte) => {
    const character = String.fromCharCode(byte);
    return special.includes(character) ? `\\${LETTERS[byte] ?? character}` : character;
  });
  return Buffer.from(parts.join(''), 'latin1');
}
