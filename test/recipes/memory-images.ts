import type { Recipe } from './recipe.ts';

const MEMORY = '!/memory.lime';
const VMCORE = '/usr/bin/python3 "$recipes/programs/vmcore.py" "$MARKER" vmcore; ';
/** The file `$1`, as framed Snappy, in `$2`. */
const FRAMED = 'framed() { java -cp /usr/share/java/snappy-java.jar "$recipes/programs/Framed.java" "$1" "$2"; }; ';

const kdump = (kind: string, flags: string, run = `makedumpfile ${flags} -d 0 vmcore "$out"`): Recipe => ({
  ...{ file: `kdump-${kind}.kdump`, opens: ['kdump'], by: 'makedumpfile', marks: [MEMORY] },
  run: VMCORE + run,
});

export const memoryImages: readonly Recipe[] = [
  kdump('zlib', '-c'),
  kdump('lzo', '-l'),
  kdump('zstd', '-z'),
  kdump('stored', ''),
  { ...kdump('flattened', '', 'makedumpfile -F -c -d 0 vmcore > "$out"'), note: 'The form that goes through a pipe.' },
  {
    ...{ file: 'avml-packed.avml', opens: ['avml'], by: 'libsnappy-java', marks: [MEMORY] },
    run: `${FRAMED}head -c 8192 /dev/zero > page; dd if=long.txt of=page conv=notrunc status=none; framed page packed
      /usr/bin/python3 -c 'import os, struct, sys; packed = open("packed", "rb").read(); image = b"".join(struct.pack("<4sIQQQ", b"AVML", 2, first, first + 8191, 0) + packed + struct.pack("<Q", len(packed)) for first in (0x1000, 0x100000)); open(os.environ["out"], "wb").write(image)'`,
    note: 'No program of Debian writes one: what AVML writes around the streams was put there by hand.',
  },
  {
    ...{ file: 'snappy-framed.sz', opens: ['snappy'], by: 'libsnappy-java', marks: ['!/*'] },
    run: `${FRAMED}framed long.txt "$out"`,
  },
  {
    ...{ file: 'qemu-migration.qemu', opens: ['qemu-migration'], by: 'qemu-system-x86', marks: [MEMORY] },
    run: `(echo 'migrate "exec:cat > saved"'; for i in 1 2 3 4 5; do sleep 1; done; echo quit) | qemu-system-x86_64 -M none -m 2M -nodefaults -display none -S -device loader,file=long.txt,addr=0x80000,force-raw=on -monitor stdio > log; mv saved "$out"`,
  },
];
