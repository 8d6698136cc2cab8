import type { Recipe } from './recipe.ts';

const by = '7zip';
const both = ['!/note.txt', '!/long.txt'];
/** One archive of 7z with other switches. */
const archive = (variant: string, switches: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file: `7z-${variant}.7z`, opens: ['7z'], by, marks: both },
  run: `7z a ${switches} "$out" note.txt other.txt long.txt`,
  ...more,
});
const PROGRAM = '"$recipes/programs/build.sh" program';

export const sevenZip: readonly Recipe[] = [
  archive('solid-lzma2', '-ms=on -mx=9'),
  archive('not-solid', '-ms=off'),
  archive('lzma', '-m0=lzma'),
  archive('ppmd', '-m0=ppmd'),
  archive('bzip2', '-m0=bzip2'),
  archive('deflate', '-m0=deflate'),
  archive('deflate64', '-m0=deflate64'),
  archive('copy', '-mx=0'),
  archive('delta', '-m0=delta:4 -m1=lzma2'),
  archive('multi-block', '-ms=1f', { note: 'One folder of packed streams for each file.' }),
  archive('plain-headers', '-mhc=off'),
  archive('two-coders', '-m0=bzip2 -m1=lzma2', { note: 'Two packers, one behind the other.' }),
  archive('encrypted', '-psesame', {
    marks: [],
    gaps: ['note', 'other', 'long'].map((name) => ({ path: `!/${name}.txt`, code: 'encrypted' })),
    note: 'AES-256; the names can be read.',
  }),
  archive('encrypted-headers', '-psesame -mhe=on', { marks: [], gaps: [{ path: '', code: 'encrypted' }] }),
  archive('bcj2', '', {
    ...{ opens: ['7z'], marks: ['!/program'] },
    run: `${PROGRAM}; 7z a -mf=bcj2 "$out" program`,
  }),
  archive('bcj', '', { marks: ['!/program'], run: `${PROGRAM}; 7z a -mf=bcj -m0=lzma2 "$out" program` }),
  archive('arm64', '', { marks: ['!/program'], run: `${PROGRAM}; 7z a -mf=arm64 -m0=lzma2 "$out" program` }),
  archive('empty-files', '', {
    marks: ['!/d/note.txt'],
    run: 'mkdir -p d/empty; : > d/nothing; cp -p note.txt d/; 7z a "$out" d',
  }),
  archive('names', '', {
    marks: ['!/Üñí/日本/n o t e.txt'],
    run: 'mkdir -p Üñí/日本; cp -p note.txt "Üñí/日本/n o t e.txt"; 7z a "$out" Üñí',
  }),
  archive('in-7z', '', {
    ...{ marks: ['!/inner.7z!/note.txt'] },
    run: '7z a inner.7z note.txt; 7z a -mx=0 "$out" inner.7z',
  }),
  {
    ...{ file: '7z-volume.7z.001', opens: ['7z'], by, marks: [], gaps: [{ path: '', code: 'damaged' }] },
    run: 'head -c 3000 /dev/urandom > noise; 7z a -v1k volume.7z note.txt noise; cp volume.7z.001 "$out"',
    note: 'The first of several volumes, alone.',
  },
  {
    ...{ file: '7z-behind-program.bin', opens: ['7z'], by, marks: ['*!/note.txt'] },
    run: `${PROGRAM}; sed -i "s/$MARKER/${'-'.repeat(27)}/" program; 7z a plain.7z note.txt; cat program plain.7z > "$out"`,
    note: 'An archive behind a small program of our own; the stub that 7zip brings is large.',
  },
  { ...{ file: 'xz-by-7z.xz', opens: ['xz'], by, marks: ['!/*'] }, run: '7z a -txz "$out" note.txt' },
  { ...{ file: 'bzip2-by-7z.bz2', opens: ['bzip2'], by, marks: ['!/*'] }, run: '7z a -tbzip2 "$out" note.txt' },
  { ...{ file: 'wim-by-7z.wim', opens: ['wim'], by }, run: '7z a -twim "$out" note.txt other.txt' },
  { ...{ file: 'tar-by-7z.tar', opens: ['tar'], by }, run: '7z a -ttar "$out" note.txt' },
];

const zip7 = (variant: string, switches: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file: `zip-${variant}.zip`, opens: ['zip'], by, marks: both },
  run: `7z a -tzip ${switches} "$out" note.txt other.txt long.txt`,
  ...more,
});
const python = (variant: string, lines: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file: `zip-${variant}.zip`, opens: ['zip'], by: 'python3' },
  run: `/usr/bin/python3 -c '
import zipfile, sys, os
${lines}
'`,
  ...more,
});

export const zips: readonly Recipe[] = [
  zip7('deflate64', '-mm=Deflate64'),
  zip7('bzip2', '-mm=BZip2'),
  zip7('lzma', '-mm=LZMA'),
  zip7('ppmd', '-mm=PPMd'),
  zip7('xz', '-mm=xz'),
  {
    ...{ file: 'zip-zstd.zip', opens: ['zip'], by: 'zstd' },
    run: `zstd -q -19 note.txt -o z; /usr/bin/python3 -c '
import os, struct, zlib
note, packed, name = open("note.txt", "rb").read(), open("z", "rb").read(), b"note.txt"
fields = struct.pack("<5H3I2H", 63, 0, 93, 0, 0x21, zlib.crc32(note), len(packed), len(note), len(name), 0)
local = b"PK\\3\\4" + fields + name + packed
central = b"PK\\1\\2" + struct.pack("<H", 63) + fields + struct.pack("<3H2I", 0, 0, 0, 0, 0) + name
end = b"PK\\5\\6" + struct.pack("<4H2IH", 0, 0, 1, 1, len(central), len(local), 0)
open(os.environ["out"], "wb").write(local + central + end)
'`,
    note: 'Method 93; the archive around what zstd packed was made by hand.',
  },
  zip7('aes', '-psesame -mem=AES256', {
    marks: [],
    gaps: ['note', 'other', 'long'].map((name) => ({ path: `!/${name}.txt`, code: 'encrypted' })),
  }),
  zip7('utf8-names', '', {
    marks: ['!/Üñí/日本.txt'],
    run: 'mkdir Üñí; cp -p note.txt Üñí/日本.txt; 7z a -tzip -mcu=on "$out" Üñí',
  }),
  {
    ...{ file: 'zip-deflate.zip', opens: ['zip'], by: 'zip', marks: both },
    run: 'zip -9 "$out" note.txt other.txt long.txt',
  },
  { ...{ file: 'zip-store.zip', opens: ['zip'], by: 'zip' }, run: 'zip -0 "$out" note.txt other.txt' },
  {
    ...{ file: 'zip-crypto.zip', opens: ['zip'], by: 'zip', marks: [] },
    gaps: [{ path: '!/note.txt', code: 'encrypted' }],
    run: 'zip -P sesame "$out" note.txt',
  },
  {
    ...{ file: 'zip-piped.zip', opens: ['zip'], by: 'zip' },
    run: 'zip - note.txt other.txt | cat > "$out"',
    note: 'Sizes stand behind the data.',
  },
  {
    ...{ file: 'zip-zip64.zip', opens: ['zip'], by: 'zip' },
    run: 'zip -fz "$out" note.txt other.txt',
  },
  {
    ...{ file: 'zip-bzip2-by-zip.zip', opens: ['zip'], by: 'zip' },
    run: 'zip -Z bzip2 "$out" note.txt',
  },
  {
    ...{ file: 'zip-comment.zip', opens: ['zip'], by: 'zip', marks: ['!/[*]'] },
    run: 'zip "$out" other.txt; printf "comment %s" "$MARKER" | zip -z "$out"',
  },
  {
    ...{ file: 'zip-split.z01', opens: ['zip'], by: 'zip', marks: [], gaps: [{ path: '*', code: 'damaged' }] },
    run: 'head -c 70000 /dev/urandom > noise; zip -s 64k "$work/zip-split.zip" noise note.txt; head -c 4096 "$work/zip-split.z01" > short; cp short "$out"',
    note: 'The beginning of the first of several volumes.',
  },
  {
    ...{ file: 'zip-sfx.exe', opens: ['zip'], by: 'unzip', packed: true, marks: ['!/note.txt'] },
    run: 'zip inner.zip note.txt; cat /usr/bin/unzipsfx inner.zip > "$out"; zip -A "$out"',
  },
  {
    ...{ file: 'zip-by-bsdtar.zip', opens: ['zip'], by: 'libarchive-tools' },
    run: 'bsdtar --format zip -cf "$out" note.txt other.txt',
  },
  { ...{ file: 'zip-jar.jar', opens: ['zip'], by: 'openjdk-17-jdk-headless' }, run: 'jar cf "$out" note.txt' },
  python(
    'zipapp',
    'import zipapp; os.mkdir("a"); open("a/__main__.py","w").write("#" + open("note.txt").read().replace("\\n", "\\n#")); zipapp.create_archive("a", sys.argv[1] if len(sys.argv)>1 else os.environ["out"], interpreter="/usr/bin/env python3", compressed=True)',
    {
      ...{ file: 'zip-zipapp.pyz', marks: ['!/__main__.py'], note: 'A script of Python: a zip behind a line.' },
    },
  ),
  python(
    'twice',
    'z = zipfile.ZipFile(os.environ["out"], "w", 8)\nz.write("other.txt", "note.txt"); z.write("note.txt", "note.txt"); z.close()',
    {
      note: 'Two files of one name; the first is harmless.',
    },
  ),
  python(
    'cp437',
    'z = zipfile.ZipFile(os.environ["out"], "w", 8)\ni = zipfile.ZipInfo("x")\ni.filename = "note.txt"; i.compress_type = 8; i.extra = b"\\xfe\\xca\\x04\\x00abcd"\nz.writestr(i, open("note.txt").read()); z.close()',
    {
      file: 'zip-extra.zip',
    },
  ),
];
