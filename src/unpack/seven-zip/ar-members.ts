/**
 * What 7-Zip passes over in an `ar` archive (ar(5)). It takes whatever no header begins for data behind the archive, which is right only
 * when nothing there looks like a header. And a packed member of a Debian package that does not begin as its name says looks like any file.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { Trouble } from '../container/container.ts';
import { hasMagic, type Magic, magic } from '../container/magic.ts';

const MAGIC_BYTES = 8;
const HEADER_BYTES = 60;
const END = Buffer.from('`\n');
/** How far behind the last sound member the next one is searched for. */
const SEARCH_BYTES = 1 << 20;

/*  0 16  name
 * 16 12  time, decimal     28  6  owner     34  6  group     40  8  mode, octal
 * 48 10  size, decimal
 * 58  2  '`' LF
 * The next header begins at an even offset.                                   */
/** The members up to the first header that is not sound. */
function* membersOf(
  source: ByteSource,
): Generator<{ readonly name: string; readonly start: number; readonly size: number }> {
  let at = MAGIC_BYTES;
  while (at + HEADER_BYTES <= source.size) {
    const { name, hasEnd, size } = fieldsAt(source.read(at, HEADER_BYTES));
    if (!hasEnd || size === undefined) return;
    yield { name, start: at + HEADER_BYTES, size };
    at += HEADER_BYTES + size + (size & 1);
  }
}

/** @returns a description of the damage in a file of which 7-Zip has left something over */
export function brokenArMember(source: ByteSource): string | undefined {
  let at = MAGIC_BYTES;
  let dataStart = at;
  for (const { start, size } of membersOf(source)) {
    dataStart = start;
    at = start + size + (size & 1);
  }
  if (at >= source.size) return undefined;
  // The size of the last member may be too large: headers of others are inside of it then.
  if (!isLikeHeader(source, at) && !hasHeader(source, at) && !hasHeader(source, dataStart)) return undefined;
  return `expected the header of a member at offset ${at}, found none that is sound; what follows it is scanned as is`;
}

/** Whether there is a partly damaged header at `at`. */
function isLikeHeader(source: ByteSource, at: number): boolean {
  return at + HEADER_BYTES <= source.size && isSimilar(fieldsAt(source.read(at, HEADER_BYTES)));
}

/** Whether there is a sound header somewhere behind `at`. */
function hasHeader(source: ByteSource, at: number): boolean {
  const bytes = Buffer.from(source.read(at, Math.min(SEARCH_BYTES, source.size - at)));
  for (let end = bytes.indexOf(END, HEADER_BYTES); end >= 0; end = bytes.indexOf(END, end + 1)) {
    const { hasEnd, size, hasMode } = fieldsAt(bytes.subarray(end + END.length - HEADER_BYTES));
    if (hasEnd && size !== undefined && hasMode) return true;
  }
  return false;
}

/** deb(5), and what `ar` may add: a package has three members, and a signature or two. */
const MAX_PACKAGE_MEMBERS = 16;
const PACKED_MEMBER = /^(?:control|data)\.tar\.(gz|xz|zst|bz2)\/?$/;
const MAGICS: Readonly<Record<string, Magic>> = {
  gz: magic('1f 8b'),
  xz: magic('fd 37 7a 58 5a 00'),
  zst: magic('28 b5 2f fd'),
  bz2: magic('42 5a 68'),
};

/** @returns a description of the first member of a Debian package that does not begin as its name says */
export function strangeDebMember(source: ByteSource): string | undefined {
  let members = 0;
  for (const { name, start, size } of membersOf(source)) {
    if (members++ === 0 ? !name.startsWith('debian-binary') : members > MAX_PACKAGE_MEMBERS) return undefined;
    const packing = PACKED_MEMBER.exec(name)?.[1];
    if (packing === undefined) continue;
    const head = source.read(start, Math.max(0, Math.min(MAGICS[packing]!.bytes.length, size, source.size - start)));
    if (!hasMagic(head, MAGICS[packing]!))
      return `expected ${packing} data in ${name} of a Debian package, found ${size} bytes that do not begin so; they are scanned as is`;
  }
  return undefined;
}

/** deb-split(5): `debian-split`, a member with the sums, and `data.N`, part N of a package, which only the first begins. */
export function* laterPackagePart(source: ByteSource): Generator<Trouble> {
  const [first, second] = membersOf(source);
  const part = /^data\.([0-9]{1,6})\/?$/.exec(second?.name ?? '')?.[1];
  if (!/^debian-split\/?$/.test(first?.name ?? '') || part === undefined || Number(part) < 2) return;
  const message = `part ${Number(part)} of a Debian package that is cut up: its bytes are scanned as is; put the parts together with dpkg-split --join to have all of it scanned`;
  yield { trouble: { code: 'unsupported', message } };
}

interface Fields {
  readonly name: string;
  readonly hasEnd: boolean;
  readonly hasMode: boolean;
  readonly hasTime: boolean;
  readonly size: number | undefined;
}

/** A single one of these occurs in text or noise by chance. */
function isSimilar({ hasEnd, hasMode, hasTime, size }: Fields): boolean {
  return [hasEnd, hasMode, hasTime, size !== undefined].filter((is) => is).length >= 2;
}

function fieldsAt(header: Uint8Array): Fields {
  const text = Buffer.from(header.buffer, header.byteOffset, HEADER_BYTES).toString('latin1');
  const size = /^\d+ *$/.test(text.slice(48, 58)) ? Number(text.slice(48, 58)) : undefined;
  return {
    size,
    name: text.slice(0, 16).trimEnd(),
    hasEnd: text.endsWith('`\n'),
    hasMode: /^[0-7]+ *$/.test(text.slice(40, 48)),
    hasTime: /^\d+ *$/.test(text.slice(16, 28)),
  };
}
