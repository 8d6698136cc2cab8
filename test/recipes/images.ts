import type { Recipe } from './recipe.ts';

const packed = true;
const unchecked = true;
const both = ['!/note.txt', '!/long.txt'];
const iso = (variant: string, switches: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file: `iso-${variant}.iso`, opens: ['iso'], by: 'genisoimage', packed, marks: ['!/*note.txt'] },
  run: `mkdir d; cp -p note.txt other.txt d; genisoimage -quiet -no-pad ${switches} -o "$out" d`,
  ...more,
});
const squashfs = (compression: string): Recipe => ({
  ...{ file: `squashfs-${compression}.squashfs`, by: 'squashfs-tools', marks: both },
  opens: [compression === 'lz4' ? 'squashfs-lz4' : 'squashfs'],
  run: `mkdir d; cp -p note.txt other.txt long.txt d; mksquashfs d "$out" -comp ${compression} -nopad -all-root -quiet -no-progress`,
});
const erofs = (variant: string, switches: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file: `erofs-${variant}.erofs`, opens: ['erofs'], by: 'erofs-utils', packed, marks: both },
  run: `mkdir d; cp -p note.txt other.txt d; for n in 1 2 3 4 5; do cat long.txt; done > d/long.txt; mkfs.erofs -T1700000000 -U 12345678-1234-1234-1234-123456789012 --all-root ${switches} "$out" d`,
  ...more,
});
/** The note lies in its inode, the long text in three extents. */
const btrfs = (variant: string, switches: string): Recipe => ({
  ...{ file: `btrfs-${variant}.btrfs`, opens: ['btrfs'], by: 'btrfs-progs', packed },
  marks: [...both, '!/sub/note.txt'],
  // Nodes as they were before others took their place.
  also: ['!/[*]'],
  run: `mkdir -p d/sub; cp -p note.txt other.txt d; cp -p note.txt d/sub; for n in $(seq 60); do cat long.txt; done > d/long.txt; truncate -s 4M "$out"; mkfs.btrfs -q --shrink -U 12345678-1234-1234-1234-123456789012 --device-uuid 12345678-1234-1234-1234-123456789013 --rootdir d ${switches} "$out"`,
});
/**
 * A disc as a drive reads it: an ISO 9660 in sectors with their sums and parity, which libmirage makes.
 * @param tracks as in a TOC file of cdrdao; `$frames` is the length of the file system
 */
const cd = (file: string, tracks: string, { switches = '', prepare = '', ...more }: CdRecipe = {}): Recipe => ({
  ...{ file, opens: ['cd-image', 'iso'], by: 'libmirage11', packed, marks: ['!/image!/note.txt'] },
  run: `mkdir d; cp -p note.txt other.txt d; genisoimage -quiet -no-pad -J -o a.iso d
${prepare}frames=00:00:$(($(stat -c %s a.iso) / 2048))
cat > d.toc <<TOC
${tracks}
TOC
/usr/bin/python3 "$recipes/programs/cd-image.py" d.toc "$out"${switches} 2> log`,
  ...more,
});
type CdRecipe = Partial<Recipe> & { readonly switches?: string; readonly prepare?: string };
const MODE_1 = 'TRACK MODE1\nDATAFILE "a.iso" $frames';
const ext = (variant: string, switches: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file: `ext-${variant}.img`, opens: ['ext'], by: 'e2fsprogs', packed, marks: both },
  run: `mkdir d; cp -p note.txt other.txt long.txt d; mke2fs -q -F -d d -b 1024 -U 12345678-1234-1234-1234-123456789012 ${switches}`,
  ...more,
});
/** @param files of the prototype, as mkfs.xfs wants them */
const xfs = (
  variant: string,
  switches: string,
  more: Partial<Recipe> & { readonly prepare?: string; readonly files?: string } = {},
): Recipe => {
  const {
    prepare = '',
    files = 'note.txt ---644 0 0 note.txt\nother.txt ---644 0 0 other.txt\nlong.txt ---644 0 0 long.txt',
    ...rest
  } = more;
  return {
    ...{ file: `xfs-${variant}.img`, opens: ['xfs'], by: 'xfsprogs', packed, marks: both },
    run: `${prepare}cat > prototype <<END
/
0 0
d--755 0 0
${files}
$
END
bash "$recipes/programs/xfs-image.sh" "$out" prototype ${switches} 2> messages`,
    ...rest,
  };
};
/**
 * A file system in a volume of LVM.
 * @param put the commands that make volumes, and put `fs` into them
 */
const lvm = (variant: string, kibibytes: number, put: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file: `lvm2-${variant}.img`, opens: ['lvm2', 'ext'], by: 'lvm2', packed },
  marks: ['!/vg/root!/note.txt', '!/vg/root!/long.txt'],
  run: `mkdir d; cp -p note.txt other.txt long.txt d; mke2fs -q -F -d d -b 1024 -U 12345678-1234-1234-1234-123456789012 fs 256
bash "$recipes/programs/lvm-image.sh" "$out" ${kibibytes} '${put}'`,
  ...more,
});
/** An image of a file system, as Android's tools send it to a device. */
const simg = (variant: string, make: string, id: string): Recipe => ({
  ...{
    file: `android-sparse-${variant}.simg`,
    opens: ['android-sparse', id],
    by: 'android-sdk-libsparse-utils',
    packed,
  },
  ...{ marks: ['!/image!/note.txt', '!/image!/long.txt'], unchecked },
  run: `mkdir d; cp -p note.txt other.txt long.txt d; ${make}; img2simg plain.img "$out"`,
});
const fat = (bits: number, blocks: number, switches = ''): Recipe => ({
  ...{
    file: `fat-${bits}.img`,
    opens: ['fat'],
    by: 'dosfstools',
    packed,
    marks: ['!/note.txt', '!/A long name of a note.txt'],
  },
  run: `mkfs.vfat -F ${bits} -i 12345678 ${switches} -C "$out" ${blocks}; mcopy -i "$out" note.txt other.txt ::; mcopy -i "$out" long.txt '::A long name of a note.txt'`,
});
/** A FAT inside an image of a disk of a virtual machine. */
const FAT = 'mkfs.vfat -F 12 -i 12345678 -C fat.img 64 > /dev/null; mcopy -i fat.img note.txt ::; ';
const disk = (file: string, id: string | undefined, options: string): Recipe => ({
  ...{ file, opens: id === undefined ? ['fat'] : [id, 'fat'], by: 'qemu-utils', packed, marks: ['*!/note.txt'] },
  run: `${FAT}qemu-img convert -f raw ${options} fat.img "$out"`,
});

/** Media as examiners copy them. @param input makes `raw` @param switches of ewfacquirestream, which dates and numbers what it makes */
const ewf = (file: string, input: string, switches: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file, opens: ['ewf'], by: 'ewf-tools', marks: ['!/image'] },
  run: `${input}; ewfacquirestream -q -t "$work/x" ${switches} < raw > log 2>&1; cp "$work/x.\${out##*.}" "$out"`,
  ...more,
});
const EXT2 =
  'mkdir d; cp -p note.txt other.txt long.txt d; mke2fs -q -F -t ext2 -d d -b 1024 -U 12345678-1234-1234-1234-123456789012 raw 300';
const ewfOfExt = (file: string, switches: string, more: Partial<Recipe> = {}): Recipe =>
  ewf(file, EXT2, switches, { opens: ['ewf', 'ext'], marks: ['!/image!/note.txt', '!/image!/long.txt'], ...more });
/** The marker lies across the ends of two chunks of 32 KiB. */
const across = (chunks: number): string =>
  `at=$(grep -abo "$MARKER" note.txt | cut -d: -f1); truncate -s $((${chunks} * 32768 - at - 9)) raw; cat note.txt >> raw; truncate -s 1500K raw`;

const UBIFS = 'mkfs.ubifs -r d -m 2048 -e 126976 -c 100';
/** A file system for flash memory. */
const flash = (id: string, file: string, run: string, more: Partial<Recipe> = {}): Recipe => ({
  ...{ file, opens: [id], by: 'mtd-utils', marks: both },
  run: `mkdir d; cp -p note.txt long.txt other.txt d; ${run}`,
  ...more,
});

export const images: readonly Recipe[] = [
  iso('plain', '', { marks: ['!/NOTE.TXT*'] }),
  iso('joliet', '-J'),
  iso('rock-ridge', '-R'),
  iso('joliet-rock-ridge', '-J -R'),
  iso('hfs-hybrid', '-hfs -R'),
  iso('zisofs', '', {
    ...{ by: 'genisoimage', marks: ['!/note.txt!/zlib@*'] },
    run: 'mkdir d; for n in 1 2 3 4 5 6 7 8; do cat long.txt; done > d/note.txt; mkzftree d z; genisoimage -quiet -no-pad -R -z -o "$out" z',
    note: 'Files packed with zlib in blocks.',
  }),
  {
    ...{ file: 'encrypted-apfs.img', opens: [], by: 'apfsprogs', packed: true, marks: [] },
    run: 'truncate -s 1M "$out"; mkapfs -L note "$out"; /usr/bin/python3 "$recipes/programs/encrypted-apfs.py" "$out"',
    gaps: [{ path: '', code: 'encrypted' }],
    note: 'Only macOS encrypts one: the flag of its volume was changed by hand, and the sum with it. It must be a gap.',
  },
  iso('xorriso', '', {
    by: 'xorriso',
    run: 'mkdir d; cp -p note.txt d; xorriso -as mkisofs -quiet -r -J -o "$out" d',
  }),
  { ...iso('udf-bridge', '-udf'), file: 'udf-bridge.iso', opens: ['iso', 'udf'], marks: ['!/note.txt', '!/NOTE.TXT'] },
  cd('cd-mode-1.bin', `CD_ROM\n${MODE_1}`),
  cd('cd-subchannels.img', `CD_ROM\n${MODE_1}`, { switches: ' subchannels', note: 'Sectors of 2448 bytes.' }),
  cd('cd-audio.bin', `CD_ROM\n${MODE_1}\nTRACK AUDIO\nFILE "sound" 0 00:04:00`, {
    prepare: 'dd if=note.txt of=sound conv=swab status=none; truncate -s $((300 * 2352)) sound; ',
    ...{
      marks: ['!/image!/note.txt', '!/[*]'],
      note: 'Behind the data a track of audio, whose samples are a text (libmirage swaps their bytes).',
    },
  }),
  cd(
    'cd-xa.bin',
    'CD_ROM_XA\nTRACK MODE2_FORM1\nDATAFILE "a.iso" $frames\nTRACK MODE2_FORM2\nDATAFILE "video" 00:00:08',
    {
      prepare:
        'at=$(grep -abo "$MARKER" note.txt | cut -d: -f1); truncate -s $((3 * 2324 - at - 9)) video; cat note.txt >> video; truncate -s $((8 * 2324)) video; ',
      ...{
        marks: ['!/image!/note.txt', '!/[*]'],
        note: 'Mode 2; in form 2 the marker lies across the end of a sector.',
      },
    },
  ),
  ...['gzip', 'xz', 'zstd', 'lz4', 'lzo', 'lzma'].map(squashfs),
  {
    ...{ file: 'squashfs-sparse-disk.squashfs', opens: ['squashfs-lz4', 'ext'], by: 'squashfs-tools' },
    ...{ marks: ['!/plain.img!/note.txt', '!/plain.img!/long.txt'] },
    run: 'mkdir d; cp -p note.txt other.txt long.txt d; mke2fs -q -F -t ext4 -O ^has_journal -d d -b 4096 -U 12345678-1234-1234-1234-123456789012 plain.img 160M; mksquashfs plain.img "$out" -comp lz4 -nopad -all-root -quiet -no-progress',
    note: 'A disk of 160 MiB, nearly all of it a hole.',
  },
  {
    ...{ file: 'appimage.AppImage', opens: ['squashfs'], by: 'squashfs-tools', marks: ['*!/note.txt'] },
    run: `"$recipes/programs/build.sh" program; sed -i "s/$MARKER/${'-'.repeat(27)}/" program; printf 'AI\\x02' | dd of=program bs=1 seek=8 conv=notrunc status=none
mkdir d; cp -p note.txt other.txt d; mksquashfs d fs -nopad -all-root -quiet -no-progress -comp zstd; cat program fs > "$out"`,
    note: 'A program of our own with the magic number of an AppImage, and a file system behind it.',
  },
  simg('ext4', 'mke2fs -q -F -t ext4 -d d -b 4096 -U 12345678-1234-1234-1234-123456789012 plain.img 4M', 'ext'),
  simg(
    'erofs',
    'mkfs.erofs -T1700000000 -U 12345678-1234-1234-1234-123456789012 --all-root -zlz4 plain.img d; truncate -s 1M plain.img',
    'erofs',
  ),
  erofs('plain', ''),
  ...['lz4', 'lz4hc', 'lzma', 'zstd', 'deflate'].map((packer) =>
    erofs(packer, `-z${packer} -C 65536 -Efragments,ztailpacking`),
  ),
  erofs('lz4-blocks', '-zlz4'),
  ...['no', 'zlib', 'lzo', 'zstd'].map((packer) => btrfs(packer, `-M --compress ${packer}`)),
  btrfs('subvolumes', '-M --compress lzo --csum sha256 --subvol rw:sub'),
  btrfs('xxhash', '-m single -d single --compress zlib --csum xxhash'),
  ext('2', '-t ext2 "$out" 100'),
  ext('3', '-t ext3 -J size=1 "$out" 1400'),
  ext('4', '-t ext4 -O ^has_journal "$out" 120'),
  ext('4-inline', '-t ext4 -I 1024 -O ^has_journal,inline_data "$out" 200', {
    ...{ also: ['!/[*]'], note: 'The note lies in its inode, and so among what belongs to no file, too.' },
  }),
  ext('2-deleted', '', {
    run: 'mkdir d; cp -p other.txt note.txt d; mke2fs -q -F -d d -b 1024 -t ext2 "$out" 100; debugfs -w -R "rm note.txt" "$out"',
    marks: ['!/[deleted]/*'],
    note: 'The note was deleted; its inode still tells which block holds it.',
  }),
  ext('2-sparse', '', {
    run: 'mkdir d; truncate -s 400K d/note.txt; cat note.txt >> d/note.txt; mke2fs -q -F -d d -b 1024 -t ext2 "$out" 100',
    marks: ['!/note.txt'],
    note: 'The note stands behind a hole.',
  }),
  ext('2-no-kinds', '-t ext2 -O ^filetype "$out" 100', { note: 'Folders do not say what is a folder.' }),
  ext('4-clusters', '-t ext4 -O ^has_journal,bigalloc -C 4096 "$out" 400'),
  ext('4-meta-groups', '-t ext4 -O ^has_journal,^resize_inode,meta_bg "$out" 120'),
  ext('4-large-blocks', '', {
    run: 'mkdir d; cp -p note.txt other.txt long.txt d; mke2fs -q -F -d d -b 65536 -t ext4 -N 32 -O ^has_journal "$out" 80 2> log',
    note: 'Blocks of 64 KiB.',
  }),
  ext('4-second-superblock', '', {
    run: 'mkdir d; cp -p note.txt other.txt long.txt d; mke2fs -q -F -d d -b 1024 -t ext4 -O ^has_journal "$out" 9000; printf "\\0\\0\\0\\0" | dd of="$out" bs=1 seek=$((1024 + 40)) conv=notrunc status=none',
    gaps: [{ path: '', code: 'damaged' }],
    note: 'The first superblock says that there are no inodes in a group.',
  }),
  ext('4-encrypted', '', {
    run: 'mkdir d; cp -p note.txt other.txt d; mke2fs -q -F -d d -b 1024 -t ext4 -O ^has_journal,encrypt "$out" 120; debugfs -w -R "sif note.txt flags 0x80800" "$out"',
    ...{ marks: ['!/[*]'], gaps: [{ path: '', code: 'encrypted' }] },
    note: 'The note is marked as encrypted, and is not: nobody has the key here who could encrypt one.',
  }),
  ext('4-attribute', '', {
    run: 'mkdir d; cp -p other.txt d; mke2fs -q -F -d d -b 1024 -t ext4 -O ^has_journal,ea_inode "$out" 120; cat note.txt long.txt > value; debugfs -w -R "ea_set -f value /other.txt user.note" "$out"',
    marks: ['!/[UNKNOWN]/*'],
    note: 'The text is the value of an extended attribute, which has an inode of its own.',
  }),
  ext('4-deleted-gzip', '', {
    run: 'mkdir d; gzip -9n < note.txt > d/note.gz; cp -p other.txt d; mke2fs -q -F -d d -b 1024 -t ext4 -O ^has_journal "$out" 120; inode=$(debugfs -R "stat note.gz" "$out" 2> log | grep -o "Inode: [0-9]*" | cut -d" " -f2); debugfs -w -R "rm note.gz" "$out"; debugfs -w -R "clri <$inode>" "$out"',
    marks: ['!/[*]!/*'],
    note: 'Of the note, packed and deleted, nothing tells but its bytes.',
  }),
  ext('2-labelled-link', '', {
    run: 'mkdir d; cp -p other.txt note.txt long.txt d; ln -s note.txt d/link; mke2fs -q -F -d d -b 1024 -I 128 -t ext2 "$out" 120; debugfs -w -R "ea_set /link security.selinux label" "$out"',
    note: 'Attributes of a symbolic link have a block of their own.',
  }),
  xfs('5', ''),
  xfs('4', '-m crc=0 -b size=512 -i size=256 -n ftype=0', {
    note: 'Version 4: nothing has a sum, and folders do not say what is a folder.',
  }),
  xfs('5-pieces', '-b size=1024 -n size=4096', {
    prepare:
      'for n in $(seq 0 50); do dd if=other.txt of=pieces bs=1024 count=1 seek=$((n * 8)) conv=notrunc status=none; done; cat note.txt >> pieces\n',
    files:
      'other.txt ---644 0 0 other.txt\nsub d--755 0 0\n$(for n in $(seq 300); do echo "a-name-that-is-not-short-$n p--644 0 0"; done)\npieces ---644 0 0 pieces\n$',
    marks: ['!/sub/pieces'],
    note: 'Extents of a file in pieces have a tree; a folder has many names, in blocks of four blocks each.',
  }),
  xfs('5-attribute', '-b size=1024', {
    prepare: `/usr/bin/python3 -c 'import os; note = open("note.txt").read(); before = 968 - note.index(os.environ["MARKER"]) - 9; os.setxattr("other.txt", "user.note", ("x" * before + note).encode())'\n`,
    files: 'other.txt ---644 0 0 other.txt',
    marks: ['!/other.txt:note'],
    note: 'The text is the value of an extended attribute, which has blocks of its own: the marker stands where two of them meet.',
  }),
  lvm(
    'linear',
    1024,
    'lvm lvcreate -an -Zn -Wn -l 3 -n root vg; lvm lvcreate -an -Zn -Wn -l 2 -n swap vg; lvm lvextend -l 4 vg/root; put fs 0; dd if=fs of=end bs=64K skip=3 status=none; put end 5',
    { note: 'The volume has two segments, between which another volume lies.' },
  ),
  lvm(
    'striped',
    1024,
    'lvm lvcreate -an -Zn -Wn --alloc anywhere -i 2 -I 4k -l 4 -n root vg; split -a 2 -d -b 4K fs piece; cat piece?[02468] > even; cat piece?[13579] > odd; put even 0; put odd 2',
    { note: 'Stripes of 4 KiB over two halves of one physical volume.' },
  ),
  lvm(
    'thin',
    1536,
    `add pool_tdata "$(linear 6 0)"; add pool_tmeta "$(linear 8 6)"
add pool "start_extent = 0 extent_count = 6 type = \\"thin-pool\\" metadata = \\"pool_tmeta\\" pool = \\"pool_tdata\\" transaction_id = 1 chunk_size = 128 discards = \\"passdown\\" zero_new_blocks = 1"
add root "start_extent = 0 extent_count = 32 type = \\"thin\\" thin_pool = \\"pool\\" transaction_id = 0 device_id = 7"
tac=(4 2 1 0)
for n in 0 1 2 3; do dd if=fs of=chunk bs=64K skip=$n count=1 status=none; put chunk \${tac[n]}; done
cat > pool.xml <<END
<superblock uuid="" time="1" transaction="1" version="2" data_block_size="128" nr_data_blocks="6">
<device dev_id="7" mapped_blocks="4" transaction="0" creation_time="0" snap_time="1">
$(for n in 0 1 2 3; do echo "<single_mapping origin_block=\\"$n\\" data_block=\\"\${tac[n]}\\" time=\\"0\\"/>"; done)
</device>
</superblock>
END
truncate -s 512K metadata; thin_restore -q -i pool.xml -o metadata; put metadata 6`,
    {
      by: 'thin-provisioning-tools',
      note: 'A thin volume of 2 MiB, of which four chunks are there. lvm2 is 2.03.31 as of the others.',
    },
  ),
  lvm(
    'raid0',
    1024,
    `add root_rimage_0 "$(linear 2 0)"; add root_rimage_1 "$(linear 2 2)"
add root "start_extent = 0 extent_count = 4 type = \\"raid0\\" device_count = 2 stripe_size = 8 raid0_lvs = [\\"root_rimage_0\\", \\"root_rimage_1\\"]"
split -a 2 -d -b 4K fs piece; cat piece?[02468] > even; cat piece?[13579] > odd; put even 0; put odd 2`,
    { note: 'Stripes of 4 KiB over two volumes.' },
  ),
  lvm(
    'raid1',
    1024,
    `add root_rmeta_0 "$(linear 1 0)"; add root_rmeta_1 "$(linear 1 1)"; add root_rimage_0 "$(linear 4 2)"; add root_rimage_1 "$(linear 4 6)"
add root "start_extent = 0 extent_count = 4 type = \\"raid1\\" device_count = 2 region_size = 1024 raids = [\\"root_rmeta_0\\", \\"root_rimage_0\\", \\"root_rmeta_1\\", \\"root_rimage_1\\"]"
put fs 2; put fs 6`,
    { also: ['!/[*]'] },
  ),
  {
    ...{
      file: 'fat-in-pieces.img',
      opens: ['fat', 'zip'],
      by: 'dosfstools',
      packed,
      marks: ['!/note.zip!/note.txt', '!/note.txt'],
    },
    run: `mkfs.vfat -F 12 -i 12345678 -C "$out" 64 > /dev/null; head -c 3000 /dev/zero > pad; mcopy -i "$out" pad ::a; mcopy -i "$out" pad ::b; mdel -i "$out" ::a
for n in $(seq 200); do echo $n | sha256sum; done > sums; zip -q -X note.zip sums note.txt; mcopy -i "$out" note.zip ::`,
    note: 'An archive in two pieces: as the bytes of the image lie, it is damaged.',
  },
  fat(12, 64),
  fat(16, 4200, '-s 1'),
  fat(32, 1024, '-s 1'),
  {
    ...{ file: 'ntfs.img', opens: ['ntfs'], by: 'ntfs-3g', packed, marks: [...both, '!/*/$MFT'] },
    run: 'truncate -s 1100K "$out"; mkntfs -q -F -c 512 -s 512 "$out"; ntfscp -q "$out" note.txt note.txt; ntfscp -q "$out" long.txt long.txt',
    note: 'The note is resident: it lies in $MFT. The long text is not.',
  },
  flash('jffs2', 'jffs2.img', 'mkfs.jffs2 -r d -o "$out"', { unchecked }),
  flash('jffs2', 'jffs2-big-endian.img', 'mkfs.jffs2 -b -x zlib -X lzo -r d -o "$out"', { unchecked }),
  ...['lzo', 'zlib', 'zstd'].map((method) =>
    flash('ubifs', `ubifs-${method}.img`, `${UBIFS} -x ${method} -o "$out"`, { packed }),
  ),
  {
    ...{ file: 'spiffs.bin', opens: ['spiffs'], packed, unchecked, marks: ['!/a/note.txt'] },
    by: 'https://github.com/espressif/esp-idf/blob/0bd9f6fe12e1e1d950091aebecbe13568229b59b/components/spiffs/spiffsgen.py',
    // SPIFFSGEN: that file.
    run: `at=$(grep -abo "$MARKER" note.txt | cut -d: -f1); mkdir -p d/a; (head -c $((251 - (at + 9) % 251)) other.txt; cat note.txt) > d/a/note.txt; cp other.txt d
      python3 "$SPIFFSGEN" 0x4000 d "$out"`,
    note: 'The header of a page is in the marker.',
  },
  {
    ...{ file: 'esp-flash.bin', opens: ['esp-flash', 'spiffs'], by: 'esptool', packed, unchecked },
    marks: ['!/esp-flash@*!/storage!/a/note.txt'],
    run: String.raw`gunzip -c "$recipes/../fixtures/containers/spiffs.bin.gz" > s
/usr/bin/python3 -c '
import struct
entry = lambda kind, at, size, label: struct.pack("<HBBII16sI", 0x50aa, 1, kind, at, size, label, 0)
open("nvs", "wb").write(b"\xff" * 4096)
open("table", "wb").write(entry(2, 0x9000, 0x1000, b"nvs") + entry(0x82, 0xa000, 0x4000, b"storage") + b"\xff" * 3008)
'
esptool --chip esp32 merge_bin -t 0x7000 -o "$out" 0x8000 table 0x9000 nvs 0xa000 s > log`,
    note: 'The table is in the middle, behind the room of the program that starts.',
  },
  flash(
    'ubi',
    'ubi.img',
    `${UBIFS} -o a.img; mksquashfs d b.img -quiet -no-progress > log; printf '[a]\nimage=a.img\nvol_id=0\nvol_type=dynamic\nvol_name=a\nvol_size=2MiB\nmode=ubi\n[b]\nimage=b.img\nvol_id=1\nvol_type=static\nvol_name=b\nmode=ubi\n' > u.ini; ubinize -Q 1 -o "$out" -m 2048 -p 128KiB u.ini 2> log`,
    {
      ...{ packed, opens: ['ubi', 'ubifs', 'squashfs'] },
      marks: both.flatMap((mark) => [`!/volume 0${mark}`, `!/volume 1${mark}`]),
    },
  ),
  {
    ...{ file: 'dmg-by-hand.dmg', opens: ['dmg', 'fat'], by: 'python3', marks: ['!/*!/note.txt'] },
    run: `${FAT}/usr/bin/python3 "$recipes/programs/dmg.py" fat.img "$out"`,
    note: 'No program of Debian writes one; this was made by hand as hdiutil does with UDZO.',
  },
  {
    ...{ file: 'cramfs.img', opens: ['cramfs'], by: 'util-linux', packed },
    run: 'mkdir d; cp -p note.txt other.txt d; mkfs.cramfs d "$out"',
  },
  {
    ...{ file: 'apm.img', opens: ['apm', 'fat'], by: 'parted', packed, marks: ['*!/note.txt'] },
    run: `${FAT}truncate -s 2M disk; parted -s disk mklabel mac mkpart primary 64KiB 192KiB; dd if=fat.img of=disk bs=512 seek=128 conv=notrunc status=none; cp disk "$out"`,
  },
  {
    ...{ file: 'mbr.img', opens: ['mbr', 'fat'], by: 'fdisk', packed, marks: ['*!/note.txt'] },
    run: `${FAT}truncate -s 131072 disk; echo '64,128,c' | sfdisk -q disk; dd if=fat.img of=disk bs=512 seek=64 conv=notrunc status=none; cp disk "$out"`,
  },
  {
    ...{ file: 'gpt.img', opens: ['gpt', 'fat'], by: 'fdisk', packed, marks: ['*!/note.txt'] },
    run: `${FAT}truncate -s 262144 disk; printf 'label: gpt\\nlabel-id: 12345678-1234-1234-1234-123456789012\\n64,128\\n' | sfdisk -q disk; dd if=fat.img of=disk bs=512 seek=64 conv=notrunc status=none; cp disk "$out"`,
  },
  disk('qcow2-plain.qcow2', 'qcow', '-O qcow2'),
  disk('qcow2-packed.qcow2', 'qcow', '-c -O qcow2'),
  disk('qcow2-zstd.qcow2', 'qcow', '-c -O qcow2 -o compression_type=zstd'),
  disk('qcow2-small.qcow2', 'qcow', '-c -O qcow2 -o compat=0.10,cluster_size=512'),
  disk('qcow2-subclusters.qcow2', 'qcow', '-O qcow2 -o extended_l2=on,cluster_size=16k'),
  disk('qcow1.qcow', 'qcow', '-O qcow'),
  {
    ...disk('qcow2-snapshot.qcow2', 'qcow', ''),
    run: `${FAT}qemu-img convert -f raw -O qcow2 -o cluster_size=4k fat.img a; qemu-img snapshot -c 'before it was deleted' a; qemu-io -c 'write -z 0 64k' a > /dev/null; cp a "$out"`,
    marks: ['!/snapshot 1 *!/note.txt'],
    note: 'The disk is zeros by now; a snapshot keeps what it was.',
  },
  {
    ...disk('qcow2-overlay.qcow2', 'qcow', ''),
    run: `${FAT}qemu-img convert -f raw -O qcow2 fat.img a; truncate -s 64K b; qemu-img create -q -f qcow2 -o cluster_size=4k -b b -F raw c; qemu-io -c 'write -s fat.img 0 64k' c > /dev/null; cp c "$out"`,
    gaps: [{ path: '', code: 'unsupported' }],
    note: 'What was not written since is in a backing file.',
  },
  disk('qed.qed', 'qed', '-O qed'),
  disk('qed-small.qed', 'qed', '-O qed -o cluster_size=4096,table_size=2'),
  disk('parallels.hds', 'parallels', '-O parallels'),
  disk('parallels-small.hds', 'parallels', '-O parallels -o cluster_size=16384'),
  {
    ...disk('bochs.img', 'bochs', ''),
    by: 'bximage',
    run: `${FAT}truncate -s 1032192 fat.img; bximage -q -func=convert -imgmode=growing fat.img a > /dev/null; cp a "$out"`,
  },
  disk('vmdk-sparse.vmdk', 'vmdk', '-O vmdk'),
  disk('vmdk-stream.vmdk', 'vmdk', '-O vmdk -o subformat=streamOptimized'),
  ewfOfExt('ewf-encase6.E01', '-f encase6 -c best -N "Notes of an examiner"'),
  ewfOfExt('ewf-encase2.E01', '-f encase2 -c fast'),
  ewfOfExt('ewf-ftk.E01', '-f ftk -c best -b 16'),
  ewfOfExt('ewf-x.e01', '-f ewfx -c best -b 512', {
    note: 'EWF-X, with one chunk of 256 KiB and one that is shorter.',
  }),
  ewfOfExt('ewf-smart.s01', '', {
    run: `${EXT2}; mv raw raw.img; ewfacquire -u -q -f smart -c best -t "$work/x" raw.img > log 2>&1; cp "$work/x.s01" "$out"`,
    note: 'SMART: chunks lie in the table.',
  }),
  ewf('ewf-encase1.E01', '', '', {
    run: `${across(1)}; truncate -s 80K raw; mv raw raw.img; ewfacquire -u -q -f encase1 -c best -t "$work/x" raw.img > log 2>&1; cp "$work/x.E01" "$out"`,
    note: 'The marker lies across the ends of two chunks.',
  }),
  ewf('ewf-stored.E01', `${across(2)}; truncate -s 130K raw`, '-c none', {
    packed,
    note: 'A checksum stands between two chunks, in the middle of the marker.',
  }),
  ewf('ewf-segment.E01', across(3), '-c none -S 1048576', {
    ...{ packed, gaps: [{ path: '', code: 'unsupported' }], note: 'The first of two segments.' },
  }),
  ewf('ewf-segment.E02', across(35), '-c none -S 1048576', {
    ...{ packed, gaps: [{ path: '', code: 'unsupported' }], note: 'The second of two segments, alone.' },
  }),
  disk('vhd-dynamic.vhd', 'vhd', '-O vpc'),
  // All of it lies before the footer, where its file system begins.
  disk('vhd-fixed.vhd', undefined, '-O vpc -o subformat=fixed'),
  disk('vhdx.vhdx', 'vhdx', '-O vhdx -o log_size=1M,block_size=1M'),
  disk('vdi.vdi', 'vdi', '-O vdi'),
  disk('vdi-fixed.vdi', 'vdi', '-O vdi -o static=on'),
];
