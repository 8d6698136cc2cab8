import type { Recipe } from './recipe.ts';

const RUN = '!/0x00000000';

export const firmware: readonly Recipe[] = [
  {
    ...{ file: 'intel-hex.hex', opens: ['intel-hex'], by: 'binutils', marks: [RUN] },
    run: 'objcopy -I binary -O ihex long.txt "$out"',
  },
  {
    ...{ file: 'intel-hex-segments.hex', opens: ['intel-hex'], by: 'srecord', marks: ['!/0x0001fff0'] },
    run: 'srec_cat long.txt -binary -offset 0x1fff0 -o "$out" -intel -address-length=3',
    note: 'Addresses above 64 KiB by segment, in the middle of the bytes.',
  },
  {
    ...{ file: 's-record.srec', opens: ['s-record'], by: 'binutils', marks: [RUN] },
    run: 'objcopy -I binary -O srec long.txt "$out"',
  },
  {
    ...{ file: 's-record-s3.srec', opens: ['s-record'], by: 'srecord', marks: ['!/0x08000000'] },
    run: 'srec_cat long.txt -binary -offset 0x08000000 -o "$out" -motorola -address-length=4',
  },
  {
    ...{ file: 'tektronix-hex.hex', opens: ['tektronix-hex'], by: 'binutils', marks: [RUN] },
    run: 'objcopy -I binary -O tekhex long.txt "$out"',
    note: 'With the symbols that objcopy makes for a file of bytes.',
  },
  {
    ...{ file: 'firmware.uf2', opens: ['uf2'], by: 'picotool', marks: ['!/0x10000000'] },
    run: 'cp long.txt long.bin; picotool uf2 convert long.bin "$out" -o 0x10000000 --family rp2040',
  },
  ...(
    [
      ['LZMA', '!/note'],
      ['LZ4', '!/note!/data'],
    ] as const
  ).map(
    ([method, mark]): Recipe => ({
      ...{
        file: `cbfs-${method.toLowerCase()}.rom`,
        opens: ['cbfs'],
        by: 'coreboot-utils',
        packed: true,
        marks: [mark],
      },
      run: `cbfstool "$out" create -m x86 -s 0x10000; for n in other note; do cbfstool "$out" add -f $n.txt -n $n -t raw -c ${method}; done`,
      ...(method === 'LZMA' && { unchecked: true }),
    }),
  ),
];
