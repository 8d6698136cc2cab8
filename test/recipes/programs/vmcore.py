"""Writes an ELF core of a machine, as /proc/vmcore gives it to makedumpfile, with a text in its memory twice: inside a page, and
over the edge of two. Its page tables and symbols are just enough for makedumpfile -d 0. Usage: vmcore.py TEXT OUT"""

import random
import struct
import sys

PAGE = 4096
KERNEL = 0xFFFFFFFF80000000
DIRECT = 0xFFFF888000000000
TABLES = 0x100000
INFO = f"""OSRELEASE=6.1.0-keysieve
PAGESIZE={PAGE}
SYMBOL(init_uts_ns)={KERNEL + TABLES + 3 * PAGE:x}
SYMBOL(init_top_pgt)={KERNEL + TABLES:x}
SYMBOL(_stext)={KERNEL + TABLES:x}
SYMBOL(mem_map)={KERNEL + TABLES + 4 * PAGE:x}
SIZE(page)=64
OFFSET(page.flags)=0
OFFSET(page._refcount)=52
OFFSET(page.mapping)=24
OFFSET(page.lru)=8
OFFSET(page._mapcount)=48
OFFSET(page.private)=40
NUMBER(phys_base)=0
KERNELOFFSET=0
NUMBER(pgtable_l5_enabled)=0
CRASHTIME=1
"""


def note(name, kind, description):
    name += b"\0"
    pad = lambda data: data + b"\0" * (-len(data) % 4)
    return struct.pack("<III", len(name), len(description), kind) + pad(name) + pad(description)


def low_memory(text):
    random.seed(1)
    words = [b"kernel", b"page", b"slab", b"inode", b"dentry", bytes(8)]
    pages = [bytes(PAGE), bytes(random.randrange(256) for _ in range(PAGE))]
    while len(pages) < 14:
        pages.append(b" ".join(random.choice(words) for _ in range(PAGE))[:PAGE])
    memory = bytearray(b"".join(pages))
    for at in (3 * PAGE + 100, 6 * PAGE - len(text) // 2):
        memory[at : at + len(text)] = text
    return memory


def kernel():
    """Page tables that map the first 2 MiB at KERNEL, the names of the system, where the table of pages lies, and an empty one."""
    memory = bytearray(6 * PAGE)
    entries = [(511 * 8, TABLES + PAGE + 0x63), (PAGE + 510 * 8, TABLES + 2 * PAGE + 0x63), (2 * PAGE, 0x1E3)]
    entries.append((4 * PAGE, KERNEL + TABLES + 5 * PAGE))
    for at, entry in entries:
        struct.pack_into("<Q", memory, at, entry)
    names = [b"Linux", b"node", b"6.1.0-keysieve", b"#1 SMP", b"x86_64", b"none"]
    memory[3 * PAGE + 4 : 3 * PAGE + 4 + 6 * 65] = b"".join(name.ljust(65, b"\0") for name in names)
    return memory


def vmcore(text):
    notes = note(b"CORE", 1, bytes(336)) + note(b"VMCOREINFO", 0, INFO.encode())
    segments = [(DIRECT + PAGE, PAGE, low_memory(text)), (KERNEL + TABLES, TABLES, kernel())]
    header = struct.pack("<16sHHIQQQIHHHHHH", b"\x7fELF\2\1\1", 4, 62, 1, 0, 64, 0, 0, 64, 56, 3, 0, 0, 0)
    at = 64 + 56 * 3
    headers = struct.pack("<IIQQQQQQ", 4, 0, at, 0, 0, len(notes), len(notes), 0)
    at = -(-(at + len(notes)) // PAGE) * PAGE
    for virtual, physical, memory in segments:
        headers += struct.pack("<IIQQQQQQ", 1, 7, at, virtual, physical, len(memory), len(memory), PAGE)
        at += len(memory)
    first = (header + headers + notes).ljust(-(-(64 + 56 * 3 + len(notes)) // PAGE) * PAGE, b"\0")
    return first + b"".join(bytes(memory) for _, _, memory in segments)


with open(sys.argv[2], "wb") as out:
    out.write(vmcore(sys.argv[1].encode()))
