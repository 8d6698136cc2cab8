import { buildZip } from '../../builders/zip.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { type Bomb, MIB, repeated } from './bomb.ts';

const HEAD_BYTES = 48;

/** Heads of archives by the ten thousand: what one of them costs is little, and limits of an entry are none of an artifact. */
export const floodBombs: readonly Bomb[] = [
  {
    name: 'zip whose files are heads of memory images',
    isHeavy: true,
    make: () => zipOf(fixture('avml-packed.avml').subarray(0, HEAD_BYTES)),
    gaps: [
      ['damaged', /chunk of framed Snappy is cut off|^\d+ more gaps of this kind/],
      ['budget', /begins like AVML.*was not tried: this artifact is damaged in 4000 places/],
    ],
  },
  {
    name: 'zip whose files are heads of LZ4 that declare 8 MiB each',
    isHeavy: true,
    make: () => zipOf(fixture('lz4-legacy.lz4').subarray(0, HEAD_BYTES)),
    gaps: [
      ['damaged', /LZ4 frame is cut off|^\d+ more gaps of this kind/],
      ['budget', /begins like LZ4.*was not tried: this artifact is damaged in 4000 places/],
    ],
  },
  {
    name: 'zip whose files are heads of cabinets, at each of which 7-Zip aborts',
    isHeavy: true,
    make: () => zipOf(fixture('cab-plain.cab').subarray(0, HEAD_BYTES)),
    gaps: [
      ['damaged', /^7-Zip broke off on damaged data/],
      ['budget', /^7-Zip failed 2000 times in this artifact|^\d+ more gaps of this kind/],
    ],
  },
  {
    name: 'zip whose files are heads of RAR with encrypted names, of each of which 7-Zip derives a key',
    isHeavy: true,
    make: () => zipOf(fixture('rar-rar3-comment-hpsw.rar').subarray(0, HEAD_BYTES)),
    gaps: [
      ['encrypted', /^7-Zip says: Cannot open encrypted archive/],
      ['budget', /^7-Zip failed 2000 times in this artifact|^\d+ more gaps of this kind/],
    ],
  },
  {
    name: 'uuencoded files behind text, each read with all that follow it',
    isHeavy: true,
    make: () => behindText(fixture('uuencode-encoded-name.uu'), MIB),
    gaps: [['budget', /what begins like uuencode.*or was read before, and \d+ more were not tried/]],
  },
  {
    name: 'Avro files behind text, each read with all that follow it',
    make: () => behindText(fixture('avro-deflate.avro'), MIB),
    gaps: [['budget', /what begins like Apache Avro.*or was read before, and \d+ more were not tried/]],
  },
  {
    name: 'local headers of a split zip, each of which claims those behind it',
    isHeavy: true,
    make: () => repeated(fixture('zip-split.z01').subarray(0, 512), (4 * MIB) / 512),
    gaps: [
      ['damaged', /^expected an end of central directory record|is cut off|^the deflate stream|^\d+ more gaps of this/],
      ['budget', /this artifact is damaged in 4000 places/],
      ['budget', /what begins like zip.*and \d+ more were not tried/],
      ['budget', /^more than 16 levels of nested containers/],
      ['budget', /^more than 2 containers with the same beginning are nested|^\d+ more gaps of this kind/],
    ],
  },
];

function fixture(file: string): Buffer {
  return fixtureBytes(file);
}

/** A MiB of `data`, each piece a stored file. */
function zipOf(data: Uint8Array): Buffer {
  return buildZip(Array.from({ length: MIB / data.length }, (_, at) => ({ name: `${at}`, method: 0, data })));
}

function* behindText(data: Uint8Array, bytes: number): Generator<Uint8Array> {
  yield* repeated(Buffer.from('some text with words in it, and nothing else.\n'), 1500);
  yield* repeated(data, Math.floor(bytes / data.length));
}
