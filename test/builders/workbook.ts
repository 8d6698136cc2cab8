/** The stream Workbook of Excel 97 to 2003 as far as its table of texts: [MS-XLS] 2.4.265, whose records hold `most` bytes. */
export interface CellText {
  readonly text: string;
  /** Two bytes a character. */
  readonly isWide?: boolean;
  readonly fonts?: number;
  readonly spokenBytes?: number;
}

export const BOF = record(0x0809, Buffer.from('000605005419cd07c100010006040000', 'hex'));
export const EOF = record(0x0a, Buffer.alloc(0));

export function record(kind: number, body: Uint8Array): Buffer {
  const header = Buffer.alloc(4);
  header.writeUInt16LE(kind, 0);
  header.writeUInt16LE(body.length, 2);
  return Buffer.concat([header, body]);
}

export function workbook(texts: readonly CellText[], most = 8224): Buffer {
  const bodies: Buffer[] = [Buffer.from([texts.length, 0, 0, 0, texts.length, 0, 0, 0])];
  const put = (bytes: Buffer) => bodies.push(Buffer.concat([bodies.pop()!, bytes]));
  const left = () => most - bodies.at(-1)!.length;
  for (const { text, isWide = false, fonts = 0, spokenBytes = 0 } of texts) {
    const head = Buffer.alloc(3 + (fonts > 0 ? 2 : 0) + (spokenBytes > 0 ? 4 : 0));
    head.writeUInt16LE(text.length, 0);
    head[2] = (isWide ? 1 : 0) + (spokenBytes > 0 ? 4 : 0) + (fonts > 0 ? 8 : 0);
    if (fonts > 0) head.writeUInt16LE(fonts, 3);
    if (spokenBytes > 0) head.writeUInt32LE(spokenBytes, head.length - 4);
    if (left() < head.length) bodies.push(Buffer.alloc(0));
    put(head);
    const width = isWide ? 2 : 1;
    for (let at = 0; at < text.length; ) {
      if (left() < width) bodies.push(Buffer.of(isWide ? 1 : 0));
      const here = Math.min(text.length - at, Math.floor(left() / width));
      put(Buffer.from(text.slice(at, at + here), isWide ? 'utf16le' : 'latin1'));
      at += here;
    }
    for (let more = 4 * fonts + spokenBytes; more > 0; ) {
      if (left() === 0) bodies.push(Buffer.alloc(0));
      const here = Math.min(more, left());
      put(Buffer.alloc(here, 7));
      more -= here;
    }
  }
  const records = bodies.map((body, index) => record(index === 0 ? 0xfc : 0x3c, body));
  return Buffer.concat([BOF, ...records, EOF]);
}
