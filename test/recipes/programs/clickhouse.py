"""Writes $out with clickhouse-driver: `clickhouse.py METHOD...`, a column of texts as one block of each of them; `none` is not packed."""
import hashlib
import os
import sys
import types

# Its module for CityHash is not in Debian: another sum of as many bytes stands there.
cityhash = types.ModuleType("clickhouse_cityhash.cityhash")
cityhash.CityHash128 = lambda data: int.from_bytes(hashlib.md5(data).digest(), "little")
sys.modules["clickhouse_cityhash"] = types.ModuleType("clickhouse_cityhash")
sys.modules["clickhouse_cityhash.cityhash"] = cityhash

from clickhouse_driver.compression import get_compressor_cls  # noqa: E402
from clickhouse_driver.compression.base import BaseCompressor  # noqa: E402
from clickhouse_driver.streams.compressed import CompressedBlockOutputStream  # noqa: E402
from clickhouse_driver.varint import write_varint  # noqa: E402


class Plain(BaseCompressor):
    """CompressionMethodByte NONE of ClickHouse, which the driver never writes."""

    method_byte = 0x02

    def compress_data(self, data):
        return data


class Context:
    server_info = None


with open(os.environ["out"], "wb") as out:
    for method in sys.argv[1:]:
        packer = Plain if method == "none" else get_compressor_cls(method)
        stream = CompressedBlockOutputStream(packer, 1 << 20, out, Context())
        for name in ("other.txt", "long.txt", "note.txt"):
            with open(name, "rb") as file:
                text = file.read()
            write_varint(len(text), stream.fout)
            stream.fout.write(text)
        stream.finalize()
