/**
 * Fixtures of which some of the 200 mutants still end in silence, and why. They are scanned as the others are, without a crash
 * or a hang; who closes one of these holes takes its lines out.
 */
export const KNOWN_SILENCES: Readonly<Record<string, string>> = Object.fromEntries([
  ...['capture-tcp.pcap', 'capture-tcp.pcapng', 'capture-tcp-ipv6.pcapng'].map((file) => [
    file,
    'packets are missing in captures, and their sums are wrong in most: no gap; all bytes are scanned as is, and what is lost is how they follow one another',
  ]),
  ...[
    'python-3.10.pyc',
    'java-settings.class',
    'java-annotations.class',
    'dotnet-settings.exe',
    'android-settings.dex',
  ].map((file) => [
    file,
    'the numbers or the instructions are those of no module, or of one that gives no names: no gap; all bytes are scanned as is',
  ]),
  [
    'duckdb-zstd.duckdb.gz',
    'no checksum fits, as in another version, and frames go on in no block, as in blocks that are free: no gap; all bytes are scanned as is',
  ],
  ...['folded-lines.ldif', 'folded-lines.ics', 'folded-lines.vcf'].map((file) => [
    file,
    'no broken line is left, as in text that had none: all bytes are scanned as is',
  ]),
  ...[
    'elf-stored-vectors',
    'elf-stored-vectors.o',
    'elf-stored-wide-vectors.o',
    'elf-stored-words.o',
    'pe-stored-vectors.exe',
  ].map((file) => [
    file,
    'an instruction is hit, or what says that it is code, as in a program that stores something else: no gap; all bytes are scanned as is',
  ]),
  [
    'flows.mitm',
    'a flow or a header may be gone as a whole, and Brotli has no sum: no gap; all bytes are scanned as is',
  ],
  [
    'jpeg-xl.jxl',
    'boxes have no sum: one whose type or size is hit is another box, as in other pictures: no gap; all bytes are scanned as is',
  ],
  [
    'go-export-data.pkgdef',
    'its head is hit, without which its strings are data like any other: no gap; all bytes are scanned as is',
  ],
  [
    'terminal.cast',
    'a recording has no end, and one whose first line is hit is JSON like any other: no gap; all bytes are scanned as is',
  ],
  [
    'cbfs-lz4.rom.gz',
    'the head of a frame of LZ4 does not fit its sum, and is no frame: no gap; all bytes are scanned as is',
  ],
  ...['upx-elf.gz', 'upx-elf-nrv2b.gz', 'upx-elf-nrv2d.gz'].map((file) => [
    file,
    'both marks of UPX are gone, in the head and in the pack header: a program like any other, scanned as is',
  ]),
  ...['lz4-block-python.bin', 'lz4-block-cassandra.db'].map((file) => [
    file,
    'a block of LZ4 has no mark but that it ends where its bytes end, or that its sum fits: what does neither is data like any other, scanned as is',
  ]),
  [
    'clickhouse-lz4.bin',
    'a block of ClickHouse has no mark: one that is alone and cut off behind few matches of LZ4 is data like any other, scanned as is',
  ],
  ...['pdf-by-chromium.pdf', 'pdf-by-libreoffice.pdf'].map((file) => [
    file,
    'the name of a filter or of the table of a font is gone, as in documents that have none: no gap; what the page holds is scanned as glyph numbers',
  ]),
  ...['deflate-bare.bin', 'deflate-in-base64.php'].map((file) => [
    file,
    'deflate without a header has no mark but that it ends where its bytes end: what does not is data like any other, scanned as is',
  ]),
  [
    'nsis-script-bzip2-solid.nsis',
    'its bzip2 has no checksum, so that a wrong bit gives another script; the sum of the whole installer counts the program that was cut off',
  ],
  [
    'postgres-table-pglz.gz',
    'most of its few pages have a checksum that is of others, as where checksums were turned off: all bytes are scanned as is',
  ],
  [
    'postgres-table-chunks-pglz.gz',
    'the same, and its one packed value breaks off before a second match of pglz, of which nothing shows that it is one: all bytes are scanned as is',
  ],
  [
    'qcow2-zstd.qcow2.gz',
    'Zstandard without a checksum gives other bytes, of which the beginning is no file system any more; qemu-img reads it without a word: what it gives is scanned',
  ],
  ...['http-upload.http', 'http-brotli.http', 'web-archive.warc'].map((file) => [
    file,
    'a capture may end in the middle of a body, and a header may be gone: no gap; all bytes are scanned as is',
  ]),
  ...['websocket-client.http', 'websocket-server.http'].map((file) => [
    file,
    'the head is gone that says that messages of WebSocket follow, or what follows does not begin as one: all bytes are scanned as is',
  ]),
]);
