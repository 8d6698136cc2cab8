import type { Recipe } from './recipe.ts';

const UNCHECKED: readonly string[] = ['compress', 'brotli'];
/** One file of one codec: the name of what comes out is the packer's or ours. */
const stream = (file: string, id: string, by: string, run: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file, opens: [id], by, run, marks: ['!/*'], ...(UNCHECKED.includes(id) && { unchecked: true }) },
  ...more,
});
/** The note in two halves, each with the pieces of the marker; the marker lies in the second. */
const HALVES = 'head -c 700 long.txt > a; tail -c +701 long.txt > b; ';

/** Each file as a stream of its own, one behind the other: `blocks KIND BLOCK-BYTES FILE...`. */
const BLOCKS =
  'blocks() { kind=$1; bytes=$2; shift 2; java -cp /usr/share/java/lz4-java.jar:/usr/share/java/snappy-java.jar "$recipes/programs/BlockStreams.java" $kind $bytes "$out" "$@"; }; ';
/** 4 KiB that cannot be packed. */
const NOISE =
  '/usr/bin/python3 -c \'import hashlib; open("noise", "wb").write(b"".join(hashlib.sha256(bytes([n])).digest() for n in range(128)))\'; ';
/** By lz4-java and snappy-java; Spark, Kafka and Hadoop write such streams. */
const jvm = (file: string, id: 'lz4-java' | 'snappy-java' | 'hadoop-snappy', run: string, note?: string): Recipe => ({
  ...stream(file, id, id === 'lz4-java' ? 'liblz4-java' : 'libsnappy-java', BLOCKS + run),
  ...(file.endsWith('.bin') && { marks: ['!/*!/data'] }),
  ...(id !== 'lz4-java' && { unchecked: true }),
  ...(note && { note }),
});

export const streams: readonly Recipe[] = [
  stream('xz-plain.xz', 'xz', 'xz-utils', 'xz -c note.txt > "$out"'),
  stream(
    'xz-many-streams.xz',
    'xz',
    'xz-utils',
    `${HALVES}xz -c a > "$out"; xz -c b >> "$out"; printf '\\0\\0\\0\\0' >> "$out"`,
    {
      note: 'Two streams and stream padding.',
    },
  ),
  ...['none', 'crc32', 'sha256'].map((check) =>
    stream(`xz-check-${check}.xz`, 'xz', 'xz-utils', `xz --check=${check} -c note.txt > "$out"`),
  ),
  stream('xz-blocks.xz', 'xz', 'xz-utils', 'xz --block-size=1000 -c long.txt > "$out"'),
  stream('xz-threads.xz', 'xz', 'xz-utils', 'xz -T2 --block-size=1500 -c long.txt > "$out"', {
    note: 'Sizes stand in the header of each block.',
  }),
  stream('xz-x86.xz', 'xz', 'xz-utils', '"$recipes/programs/build.sh" program; xz --x86 --lzma2 -c program > "$out"'),
  stream('xz-delta.xz', 'xz', 'xz-utils', 'xz --delta=dist=2 --lzma2 -c note.txt > "$out"'),
  stream('xz-in-xz.xz', 'xz', 'xz-utils', 'xz -c note.txt | xz -c > "$out"', { marks: ['!/*!/*'] }),
  stream('xz-trailing.xz', 'xz', 'xz-utils', 'xz -c note.txt > "$out"; cat note.txt >> "$out"', {
    marks: ['!/data', '!/[*]'],
    note: 'Text behind the stream.',
  }),
  stream('lzma-alone.lzma', 'lzma', 'xz-utils', 'xz --format=lzma -c note.txt > "$out"'),
  stream('bzip2-plain.bz2', 'bzip2', 'bzip2', 'bzip2 -c note.txt > "$out"'),
  stream('bzip2-many.bz2', 'bzip2', 'bzip2', `${HALVES}bzip2 -c a > "$out"; bzip2 -1c b >> "$out"`),
  stream('bzip2-parallel.bz2', 'bzip2', 'pbzip2', 'pbzip2 -p2 -b1 -c long.txt > "$out"'),
  stream('lzip-plain.lz', 'lzip', 'lzip', 'lzip -c note.txt > "$out"'),
  stream('lzip-members.lz', 'lzip', 'lzip', `${HALVES}lzip -c a > "$out"; lzip -c b >> "$out"`),
  stream('lzip-parallel.lz', 'lzip', 'plzip', 'plzip -B8KiB -n2 -c long.txt > "$out"'),
  stream('lzop-plain.lzo', 'lzop', 'lzop', 'lzop -c < note.txt > "$out"'),
  stream('lzop-files.lzo', 'lzop', 'lzop', 'lzop -9 -c --crc32 long.txt other.txt > "$out"', { marks: ['!/long.txt'] }),
  stream('gzip-plain.gz', 'gzip', 'gzip', 'gzip -nc note.txt > "$out"'),
  stream('gzip-named.gz', 'gzip', 'gzip', 'gzip -c note.txt > "$out"', { marks: ['!/note.txt'] }),
  stream('gzip-members.gz', 'gzip', 'gzip', `${HALVES}gzip -nc a > "$out"; gzip -nc b >> "$out"`),
  stream('gzip-pigz.gz', 'gzip', 'pigz', 'pigz -n -b 128 -p2 -c long.txt > "$out"'),
  {
    ...{ file: 'deflate-in-base64.php', opens: ['deflate', 'base64'], by: 'perl', marks: ['!/base64@*!/data'] },
    run: `perl -MIO::Compress::RawDeflate=rawdeflate -MMIME::Base64 -e '
rawdeflate("long.txt" => \\my $packed) or die; printf qq{<?php eval(gzinflate(base64_decode("%s")));\\n}, encode_base64($packed, "")' > "$out"`,
    note: 'What gzdeflate of PHP makes: no header, and no checksum.',
    unchecked: true,
  },
  {
    ...{ file: 'deflate-bare.bin', opens: ['deflate'], by: 'perl', marks: ['!/data'], unchecked: true },
    run: `perl -MIO::Compress::RawDeflate=rawdeflate -e 'rawdeflate("long.txt" => $ENV{out}) or die'`,
  },
  stream('zlib-pigz.zz', 'zlib', 'pigz', 'pigz --zlib -c note.txt > "$out"'),
  stream('zlib-qpdf.zz', 'zlib', 'qpdf', 'zlib-flate -compress=9 < note.txt > "$out"'),
  stream('compress-plain.Z', 'compress', 'ncompress', 'compress -c note.txt > "$out"'),
  stream('compress-12-bits.Z', 'compress', 'ncompress', 'compress -b12 -c long.txt > "$out"'),
  stream('brotli-plain.br', 'brotli', 'brotli', 'brotli -c note.txt > "$out"'),
  stream('brotli-quality-0.txt.br', 'brotli', 'brotli', 'brotli -q 0 -c note.txt > "$out"'),
  stream('brotli-window.br', 'brotli', 'brotli', 'brotli --lgwin=16 -c long.txt > "$out"'),
  stream('zstd-plain.zst', 'zstd', 'zstd', 'zstd -c note.txt > "$out"'),
  stream('zstd-from-pipe.zst', 'zstd', 'zstd', 'cat note.txt | zstd -c --no-check > "$out"', {
    ...{ unchecked: true, note: 'No size and no checksum.' },
  }),
  stream('zstd-frames.zst', 'zstd', 'zstd', `${HALVES}zstd -c a > "$out"; zstd -19 -c b >> "$out"`),
  stream(
    'zstd-skippable.zst',
    'zstd',
    'zstd',
    `printf '\\x50\\x2a\\x4d\\x18\\x04\\0\\0\\0skip' > "$out"; zstd -c note.txt >> "$out"`,
    {
      marks: ['!/*'],
      note: 'A skippable frame before the frame.',
    },
  ),
  stream(
    'zstd-parallel.zst',
    'zstd',
    'zstd',
    `pzstd -p 2 -c note.txt > "$out" 2> log || { zstd -T2 -c note.txt > "$out"; }`,
  ),
  stream('zstd-long.zst', 'zstd', 'zstd', 'zstd -19 --long=27 -c note.txt > "$out"'),
  stream('zstd-ultra-window.zst', 'zstd', 'zstd', 'cat long.txt | zstd --ultra -22 --long=31 -c > "$out"', {
    note: 'The window is 2 GiB.',
  }),
  stream(
    'zstd-dictionary.zst',
    'zstd',
    'zstd',
    `for n in $(seq 1 200); do sed "s/of/of $n/" note.txt > t$n; done
zstd -q --train t* --maxdict=2048 -o dictionary; zstd -D dictionary -c note.txt > "$out"`,
    {
      marks: [],
      gaps: [{ path: '', code: 'unsupported' }],
    },
  ),
  stream(
    'zstd-seekable.zst',
    'zstd',
    'zstd',
    `${HALVES}zstd -c a > "$out"; zstd -c b > b.zst; cat b.zst >> "$out"
/usr/bin/python3 -c '
import struct, os
size = os.path.getsize; o = os.environ["out"]; b = size("b.zst")
e = struct.pack("<4I", size(o) - b, size("a"), b, size("b"))
open(o, "ab").write(struct.pack("<2I", 0x184D2A5E, len(e) + 9) + e + struct.pack("<IBI", 2, 0, 0x8F92EAB1))
'`,
    { note: 'The seek table of the seekable format, a skippable frame, was added by hand.' },
  ),
  stream('iwa-plain.iwa', 'iwa', 'python3-snappy', '/usr/bin/python3 "$recipes/programs/iwa.py" long.txt 1700 "$out"', {
    unchecked: true,
    note: 'Blocks of python3-snappy, with headers of chunks that were added by hand.',
  }),
  stream(
    'iwa-document.numbers',
    'iwa',
    'python3-snappy',
    'mkdir Index; /usr/bin/python3 "$recipes/programs/iwa.py" note.txt 65536 Index/Document.iwa; zip -q0X "$out" Index/Document.iwa',
    {
      ...{ opens: ['iwa', 'zip'], marks: ['!/Index/Document.iwa!/data'] },
      note: 'In a zip, as documents of iWork are.',
    },
  ),
  stream('lz4-plain.lz4', 'lz4', 'lz4', 'lz4 -9 -c note.txt > "$out"'),
  stream('lz4-fast.lz4', 'lz4', 'lz4', 'lz4 -1 -c note.txt > "$out"'),
  stream(
    'lz4-dependent-blocks.lz4',
    'lz4',
    'lz4',
    'for n in $(seq 40); do cat long.txt; done | sed "1000,\\$s/$MARKER/nothing/" > many; sed -i "0,/$MARKER/!s/$MARKER/nothing/" many; lz4 -9 -B4 -BD -BX -c many > "$out"',
  ),
  stream('lz4-big-blocks.lz4', 'lz4', 'lz4', 'lz4 -B7 --content-size -c note.txt > "$out"'),
  stream('lz4-no-checksum.lz4', 'lz4', 'lz4', 'lz4 --no-frame-crc -c note.txt > "$out"', { unchecked: true }),
  stream('lz4-legacy.lz4', 'lz4', 'lz4', 'lz4 -l -9 -c note.txt > "$out"', { unchecked: true }),
  stream('lz4-frames.lz4', 'lz4', 'lz4', `${HALVES}lz4 -9 -c a > "$out"; lz4 -9 -c b >> "$out"`),
  stream(
    'lz4-skippable.lz4',
    'lz4',
    'lz4',
    `printf '\\x51\\x2a\\x4d\\x18\\x04\\0\\0\\0skip' > "$out"; lz4 -9 -c note.txt >> "$out"`,
  ),
  stream(
    'duplicacy-lz4.chunk',
    'duplicacy-lz4',
    'golang-github-bkaradzic-go-lz4-dev',
    'GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE="$work/cache" go run "$recipes/programs/go-lz4.go" "LZ4 " long.txt',
    { unchecked: true, note: 'What Duplicacy calls, and the word that it writes before it.' },
  ),
  jvm('lz4-java-plain.lz4', 'lz4-java', 'blocks lz4 65536 note.txt'),
  jvm('lz4-java-blocks.lz4', 'lz4-java', 'blocks lz4 1024 long.txt', 'Blocks of 1 KiB.'),
  jvm(
    'lz4-java-raw.lz4',
    'lz4-java',
    `${NOISE}cat noise note.txt noise > file; blocks lz4 2048 file`,
    'Blocks that could not be packed stand as they are.',
  ),
  jvm('lz4-java-streams.lz4', 'lz4-java', `${HALVES}blocks lz4 32768 a b`, 'Two streams, as in what Spark shuffles.'),
  jvm(
    'lz4-java-in-the-middle.bin',
    'lz4-java',
    `${NOISE}cp noise "$out"; blocks lz4 1024 long.txt; cat noise >> "$out"`,
    'Behind noise and before it.',
  ),
  jvm('snappy-java-plain.snappy', 'snappy-java', 'blocks snappy 32768 note.txt'),
  jvm('snappy-java-chunks.snappy', 'snappy-java', 'blocks snappy 1024 long.txt', 'Chunks of 1 KiB.'),
  jvm('snappy-java-streams.snappy', 'snappy-java', `${HALVES}blocks snappy 32768 a b`, 'Two streams.'),
  jvm(
    'snappy-java-in-the-middle.bin',
    'snappy-java',
    `${NOISE}cp noise "$out"; blocks snappy 1024 long.txt; printf '\\0\\0\\0\\0\\0\\0\\0\\7' >> "$out"; cat noise >> "$out"`,
    'Behind noise, and before what another batch of Kafka begins with.',
  ),
  jvm('hadoop-snappy-plain.snappy', 'hadoop-snappy', 'blocks hadoop 65536 note.txt'),
  jvm('hadoop-snappy-blocks.snappy', 'hadoop-snappy', 'blocks hadoop 1024 long.txt', 'Blocks of 1 KiB.'),
];

/** A tar of the note through a codec. */
const packedTar = (suffix: string, id: string, by: string, packer: string): Recipe => ({
  ...(UNCHECKED.includes(id) && { unchecked: true }),
  ...{ file: `tar-packed.tar.${suffix}`, opens: ['tar', id], by, marks: ['!/*!/note.txt'] },
  run: `tar -cf - --owner=0 --group=0 note.txt other.txt | ${packer} > "$out"`,
});
const tar = (variant: string, switches: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file: `tar-${variant}.tar`, opens: ['tar'], by: 'tar' },
  run: `tar ${switches} --owner=0 --group=0 -cf "$out" note.txt other.txt`,
  ...more,
});
const LONG_NAME = `${'folder/'.repeat(30)}`;
const cpio = (format: string): Recipe => ({
  ...{ file: `cpio-${format}.cpio`, opens: [format === 'bin' ? 'cpio-binary' : 'cpio'], by: 'cpio' },
  run: `printf 'other.txt\\nnote.txt\\n' | cpio -o -H ${format} > "$out"`,
});

export const tapes: readonly Recipe[] = [
  packedTar('gz', 'gzip', 'gzip', 'gzip -n'),
  packedTar('xz', 'xz', 'xz-utils', 'xz'),
  packedTar('zst', 'zstd', 'zstd', 'zstd'),
  packedTar('bz2', 'bzip2', 'bzip2', 'bzip2'),
  packedTar('lz4', 'lz4', 'lz4', 'lz4 -9'),
  packedTar('lz', 'lzip', 'lzip', 'lzip'),
  packedTar('Z', 'compress', 'ncompress', 'compress'),
  packedTar('br', 'brotli', 'brotli', 'brotli'),
  packedTar('lzma', 'lzma', 'xz-utils', 'xz --format=lzma'),
  ...['ustar', 'pax', 'gnu', 'v7'].map((format) => tar(format, `--format=${format} -b1`)),
  tar('long-names', '', {
    run: `mkdir -p ${LONG_NAME}; cp -p note.txt ${LONG_NAME}; tar --format=gnu --no-recursion -b1 -cf "$out" ${LONG_NAME}note.txt`,
    marks: [`!/${LONG_NAME}note.txt`],
  }),
  tar('sparse', '', {
    run: 'truncate -s 100k holes; cat note.txt >> holes; truncate -s 200k holes; tar -S --format=gnu -b1 -cf "$out" holes',
    marks: ['!/holes'],
  }),
  tar('sparse-pax', '', {
    run: 'truncate -s 100k holes; cat note.txt >> holes; truncate -s 200k holes; tar -S --format=pax -b1 -cf "$out" holes',
    marks: ['!/*holes'],
  }),
  tar('appended', '', {
    run: 'tar -b1 -cf "$out" other.txt; tar -b1 -cf second note.txt; cat second >> "$out"',
    note: 'Two archives, one behind the other.',
  }),
  { ...tar('by-bsdtar', ''), by: 'libarchive-tools', run: 'bsdtar -cf "$out" note.txt' },
  ...['newc', 'crc', 'odc', 'bin'].map(cpio),
  {
    ...cpio('newc'),
    file: 'cpio-packed.cpio.gz',
    opens: ['cpio', 'gzip'],
    marks: ['!/*!/note.txt'],
    run: 'echo note.txt | cpio -o -H newc | gzip -n > "$out"',
  },
  {
    ...{ file: 'cpio-initramfs.img', opens: ['cpio', 'gzip'], by: 'cpio', marks: ['!/*!/*!/note.txt'] },
    run: 'echo other.txt | cpio -o -H newc > "$out"; echo note.txt | cpio -o -H newc | gzip -n >> "$out"',
    note: 'As an initramfs is: a plain archive, and a packed one behind it.',
  },
  {
    ...{ file: 'ar-gnu.a', opens: ['ar'], by: 'binutils' },
    run: 'cp note.txt a-name-that-is-long.txt; ar rcD "$out" note.txt a-name-that-is-long.txt',
    marks: ['!/note.txt', '!/a-name-that-is-long.txt'],
  },
  {
    ...{ file: 'ar-bsd.a', opens: ['ar'], by: 'llvm', marks: ['!/note.txt', '!/a name that is long.txt'] },
    run: 'cp note.txt "a name that is long.txt"; llvm-ar rcD --format=bsd "$out" note.txt "a name that is long.txt"',
  },
  {
    ...{ file: 'ar-thin.a', opens: [], by: 'binutils', marks: [] },
    run: 'ar rcDT "$out" note.txt',
    note: 'A thin archive: the members lie in files of their own, and so it hides nothing.',
  },
];
