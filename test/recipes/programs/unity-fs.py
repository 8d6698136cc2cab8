"""A bundle of Unity (UnityFS) with note.txt, long.txt and other.txt: unity-fs.py OUT VARIANT. Blocks of 128 KiB, as Unity has them.

Unity's own packer is a program with a licence of its own; the blocks are those of liblz4 and liblzma, in a head and a table by hand.
"""
import lzma
import struct
import sys

import lz4.block

STORED, LZMA, LZ4, LZ4HC = range(4)
TOGETHER, TABLE_AT_END, PADDED = 0x40, 0x80, 0x200
BLOCK_BYTES = 128 << 10

# Version of the form, how blocks and table are packed, flags, bytes of a block
VARIANTS = {
    'lz4hc': (8, LZ4HC, LZ4HC, TOGETHER | PADDED, BLOCK_BYTES),
    'lz4-end': (7, LZ4, LZ4, TOGETHER | TABLE_AT_END, BLOCK_BYTES),
    'lzma': (6, LZMA, LZMA, TOGETHER, 1 << 30),
    'stored': (6, STORED, STORED, TOGETHER, BLOCK_BYTES),
    'one-block': (6, LZ4, STORED, TOGETHER, 1 << 30),
}


def packed(data, method):
    if method == STORED:
        return data
    if method == LZMA:
        alone = lzma.compress(data, format=lzma.FORMAT_ALONE, filters=[{'id': lzma.FILTER_LZMA1, 'dict_size': 1 << 19}])
        return alone[:5] + alone[13:]
    mode = 'high_compression' if method == LZ4HC else 'default'
    return lz4.block.compress(data, store_size=False, mode=mode)


def padding(at):
    return bytes(-at % 16)


out, variant = sys.argv[1:]
version, block_method, table_method, flags, block_bytes = VARIANTS[variant]
names = ['note.txt', 'long.txt', 'other.txt']
files = [open(name, 'rb').read() for name in names]
content = b''.join(files)
parts = [content[at : at + block_bytes] for at in range(0, len(content), block_bytes)]
blocks = [packed(part, block_method) for part in parts]

table = bytes(16) + struct.pack('>I', len(blocks))
for part, block in zip(parts, blocks):
    table += struct.pack('>IIH', len(part), len(block), block_method)
table += struct.pack('>I', len(files))
start = 0
for name, data in zip(names, files):
    table += struct.pack('>QQI', start, len(data), 4) + name.encode() + b'\0'
    start += len(data)
small = packed(table, table_method)


def head(bundle_bytes):
    text = b'UnityFS\0' + struct.pack('>I', version) + b'5.x.x\0' + (b'2022.3.10f1\0' if version >= 7 else b'2018.4.36f1\0')
    text += struct.pack('>QIII', bundle_bytes, len(small), len(table), flags | table_method)
    return text + (padding(len(text)) if version >= 7 else b'')


at_end = flags & TABLE_AT_END
front = len(head(0)) + (0 if at_end else len(small))
pad = padding(front) if flags & PADDED else b''
data = b''.join(blocks)
whole = head(front + len(pad) + len(data) + (len(small) if at_end else 0))
whole += (pad + data + small) if at_end else (small + pad + data)
open(out, 'wb').write(whole)
