/**
 * Fixtures of which some of the 200 mutants still end in silence, and why. They are scanned as the others are, without a crash
 * or a hang; who closes one of these holes takes its lines out.
 */
const PDF = 'a stream that is cut off, or whose dictionary is hit, is left packed';
const SECTIONS = 'a table of sections that is hit, or not there any more, names no packed section';
const BEHIND = 'a header of a later member is hit: 7-Zip takes the rest for data behind the archive';
const INNER = 'the payload does not begin as its packer does, and .lzma and bzip2 are not looked for in the middle';
const WHOLE = 'cut where a shorter file would end as well';
const same = (files: readonly string[], reason: string) => Object.fromEntries(files.map((file) => [file, reason]));

export const KNOWN_SILENCES: Readonly<Record<string, string>> = {
  ...same(
    ['ascii85', 'lzw', 'hex', 'flate', 'flate-in-ascii85', 'linearized', 'object-streams'].map(
      (kind) => `pdf-${kind}.pdf`,
    ),
    PDF,
  ),
  ...same(
    ['pe-zdebug.exe', 'macho-zdebug.o', 'elf-zlib.o', 'elf-zlib-gnu.o', 'elf-zstd.o', 'elf-32-big-endian.o'],
    SECTIONS,
  ),
  ...same(
    ['rar-rar3-solid.rar', 'xz-many-streams.xz', 'deb-xz.deb', 'deb-gzip.deb', 'deb-xz-without-control.deb'],
    BEHIND,
  ),
  ...same(['rpm-lzma.rpm', 'rpm-bzip2.rpm', 'rpm-xz.rpm'], INNER),
  ...same(['zstd-skippable.zst', 'lz4-skippable.lz4', 'lz4-legacy.lz4'], WHOLE),
  'msi-wixl.msi': 'a directory of a compound file that is hit names one stream less',
  'git-all.bundle': 'zeros in the place of the pack',
};
