/** Writes bytes in base 85 and base 32. Independent of src. */

const NUMERALS = '0123456789';
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = UPPER.toLowerCase();

/** As Python's `b85encode` does: a short last group has one digit more than it has bytes. */
const B85 = `${NUMERALS}${UPPER}${LOWER}!#$%&()*+-;<=>?@^_\`{|}~`;
const Z85 = `${NUMERALS}${LOWER}${UPPER}.-:+=^!/*?&<>()[]{}@%$#`;
const A85 = Array.from({ length: 85 }, (_, digit) => String.fromCharCode(33 + digit)).join('');

function inBase85(bytes: Uint8Array, digits: string): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4) {
    const group = bytes.subarray(at, at + 4);
    let value = Buffer.concat([group, Buffer.alloc(4 - group.length)]).readUInt32BE();
    let five = '';
    for (let digit = 0; digit < 5; digit++, value = Math.floor(value / 85)) five = digits[value % 85] + five;
    text += five.slice(0, group.length + 1);
  }
  return text;
}

export const b85 = (bytes: Uint8Array): string => inBase85(bytes, B85);
export const z85 = (bytes: Uint8Array): string => inBase85(bytes, Z85);
/** Four zeros are one letter. */
export const ascii85 = (bytes: Uint8Array): string =>
  inBase85(bytes, A85).replaceAll(/.{1,5}/g, (group) => (group === '!!!!!' ? 'z' : group));

function inBase32(bytes: Uint8Array, digits: string): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => digits[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

export const base32 = (bytes: Uint8Array): string => inBase32(bytes, `${UPPER}234567`);
export const lowerBase32 = (bytes: Uint8Array): string => inBase32(bytes, `${LOWER}234567`);
export const base32hex = (bytes: Uint8Array): string => inBase32(bytes, `${NUMERALS}${UPPER}`);
