"""Writes a table of RocksDB with its own library: rocksdb.py OUT COMPRESSION [NAME=NUMBER ...], the names as in rocksdb/c.h.
What stands in the folder goes into it, a line a value, and each file as a value."""
import ctypes
import os
import sys

rocksdb = ctypes.CDLL("librocksdb.so.9.10")
out, compression, *settings = sys.argv[1:]


def make(name, *arguments):
    function = getattr(rocksdb, name)
    function.restype = ctypes.c_void_p
    return ctypes.c_void_p(function(*arguments))


options, table = make("rocksdb_options_create"), make("rocksdb_block_based_options_create")
types = ["none", "snappy", "zlib", "bzip2", "lz4", "lz4hc", "xpress", "zstd"]
rocksdb.rocksdb_options_set_compression(options, types.index(compression))
for setting in settings:
    name, number = setting.split("=")
    if name == "dictionary":
        rocksdb.rocksdb_options_set_compression_options(options, -14, 32767, 0, int(number))
    elif name == "train":
        rocksdb.rocksdb_options_set_compression_options_zstd_max_train_bytes(options, int(number))
    elif name == "block_size":
        rocksdb.rocksdb_block_based_options_set_block_size(table, ctypes.c_size_t(int(number)))
    elif name == "metadata_block_size":
        rocksdb.rocksdb_block_based_options_set_metadata_block_size(table, ctypes.c_uint64(int(number)))
    elif name == "bloom_bits":
        rocksdb.rocksdb_filterpolicy_create_bloom_full.argtypes = [ctypes.c_double]
        policy = make("rocksdb_filterpolicy_create_bloom_full", float(number))
        rocksdb.rocksdb_block_based_options_set_filter_policy(table, policy)
    else:
        getattr(rocksdb, "rocksdb_block_based_options_set_" + name)(table, int(number))
rocksdb.rocksdb_options_set_block_based_table_factory(options, table)

values = {}
for file in ["note.txt", "long.txt", "other.txt"]:
    text = open(file, "rb").read()
    values[file.encode()] = text
    for number, line in enumerate(text.splitlines()):
        if b"Line" in line:
            values[b"%s/%04d" % (file.encode(), number)] = line
writer = make("rocksdb_sstfilewriter_create", make("rocksdb_envoptions_create"), options)
error = ctypes.c_char_p()
rocksdb.rocksdb_sstfilewriter_open(writer, out.encode(), ctypes.byref(error))
for key, value in sorted(values.items()):
    size = ctypes.c_size_t
    rocksdb.rocksdb_sstfilewriter_put(writer, key, size(len(key)), value, size(len(value)), ctypes.byref(error))
rocksdb.rocksdb_sstfilewriter_finish(writer, ctypes.byref(error))
sys.exit(error.value and error.value.decode())
