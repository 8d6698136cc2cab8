import type { Recipe } from './recipe.ts';

const MEMORY = '!/memory.lime';
const VMCORE = '/usr/bin/python3 "$recipes/programs/vmcore.py" "$MARKER" vmcore; ';
/** The file `$1`, as framed Snappy, in `$2`. */
const FRAMED = 'framed() { java -cp /usr/share/java/snappy-java.jar "$recipes/programs/Framed.java" "$1" "$2"; }; ';

const kdump = (kind: string, flags: string, run = `makedumpfile ${flags} -d 0 vmcore "$out"`): Recipe => ({
  ...{ file: `kdump-${kind}.kdump`, opens: ['kdump'], by: 'makedumpfile', marks: [MEMORY] },
  run: VMCORE + run,
});

/** A program that has the text among its variables, which lie behind its stack; the machine has another name meanwhile, and its kernel afterwards. */
const perf = (variant: string, switches: string, marks: readonly string[]): Recipe => ({
  ...{ file: `perf-${variant}.data`, opens: ['perf-data'], by: 'linux-perf', marks, packed: true },
  // Records and stacks have no sums.
  unchecked: true,
  run: `text="$(cat long.txt)"; unshare -u bash -c 'hostname example; exec env -i PATH=/usr/bin NOTE="$0" perf record -q -F 20 -e cpu-clock --call-graph dwarf,16384 ${switches} dd if=/dev/zero of=/dev/null bs=64M count=100 status=none' "$text" > piped; cat record piped 2> /dev/null > "$out" || true
      kernel="$(uname -r)"; sed -i "s/$kernel/$(printf %s "$kernel" | tr -c 0 0)/g" "$out"`,
});

export const memoryImages: readonly Recipe[] = [
  perf('plain', '-o record', ['', '!/stacks.core']),
  perf('zstd', '-z -o record', ['!/packed records', '!/stacks.core']),
  perf('piped', '-o -', ['', '!/stacks.core']),
  perf('piped-zstd', '-z -o -', ['!/packed records', '!/stacks.core']),
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
