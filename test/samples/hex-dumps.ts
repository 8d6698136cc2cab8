/** Dumps of bytes as the usual tools print them. Independent of src. */
import type { Spelled } from './pem-spellings.ts';

interface Layout {
  readonly rowBytes?: number;
  readonly groupBytes?: number;
  /** Before a row's bytes. */
  readonly lead: (at: number) => string;
  /** In the middle of a row in place of one space. */
  readonly middle?: string;
  /** Around the bytes as characters; none when it is not there. */
  readonly characters?: readonly [string, string];
}

const hex = (byte: number) => byte.toString(16).padStart(2, '0');
const offset = (at: number, radix: number, width: number) => at.toString(radix).padStart(width, '0');

const LAYOUTS: Readonly<Record<string, Layout>> = {
  xxd: { groupBytes: 2, lead: (at) => `${offset(at, 16, 8)}: `, characters: ['  ', ''] },
  'xxd -g 1': { lead: (at) => `${offset(at, 16, 8)}: `, characters: ['  ', ''] },
  'xxd -c 32': { rowBytes: 32, groupBytes: 2, lead: (at) => `${offset(at, 16, 8)}: `, characters: ['  ', ''] },
  'hexdump -C': { lead: (at) => `${offset(at, 16, 8)}  `, middle: '  ', characters: ['  |', '|'] },
  'hexdump -C, indented in a log': {
    lead: (at) => `    ${offset(at, 16, 8)}  `,
    middle: '  ',
    characters: ['  |', '|'],
  },
  'od -t x1': { lead: (at) => `${offset(at, 8, 7)} ` },
  'od -A d -t x1': { lead: (at) => `${offset(at, 10, 7)} ` },
  'od -A x -t x1z': { lead: (at) => `${offset(at, 16, 6)} `, characters: ['  >', '<'] },
  'tcpdump -X': { groupBytes: 2, lead: (at) => `\t0x${offset(at, 16, 4)}:  `, characters: ['  ', ''] },
  Wireshark: { lead: (at) => `${offset(at, 16, 4)}   `, characters: ['   ', ''] },
  WinDbg: { lead: (at) => `00000000\`${offset(0xa1f000 + at, 16, 8)}  `, middle: '-', characters: ['  ', ''] },
};
export const DUMPS: readonly string[] = Object.keys(LAYOUTS);

/** @param before bytes of the file before the key */
export function dump(name: string, key: Uint8Array, before = Buffer.alloc(0)): Spelled {
  const { rowBytes = 16, groupBytes = 1, lead, middle = ' ', characters } = LAYOUTS[name]!;
  const file = Buffer.concat([before, key]);
  let text = '';
  let [first, end] = [0, 0];
  for (let at = 0; at < file.length; at += rowBytes) {
    text += lead(at);
    const row = file.subarray(at, at + rowBytes);
    const start = text.length;
    for (const [index, byte] of row.entries()) {
      if (index > 0 && index % groupBytes === 0) text += index === rowBytes / 2 ? middle : ' ';
      if (at + index === before.length) first = text.length;
      text += hex(byte);
      end = text.length;
    }
    const width = 2 * rowBytes + rowBytes / groupBytes - 1 + middle.length - 1;
    if (characters !== undefined) {
      const shown = [...row].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
      text += ' '.repeat(width - (text.length - start)) + characters[0] + shown + characters[1];
    }
    text += '\n';
  }
  return { before: text.slice(0, first), secret: text.slice(first, end), after: text.slice(end) };
}
