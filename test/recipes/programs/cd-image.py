"""Has libmirage write a disc as raw sectors: cd-image.py TOC OUT [subchannels]. The tracks come one behind the other.
Needs gir1.2-mirage-3.2 and python3-gi."""
import glob
import os
import sys

import gi

gi.require_version("Mirage", "3.2")
from gi.repository import GLib, Mirage  # noqa: E402

Mirage.initialize()
disc = Mirage.Context().load_image([sys.argv[1]])
writer = Mirage.create_writer("WRITER-TOC")
writer.set_context(Mirage.Context())
options = {"write_raw": True, "write_subchannel": "subchannels" in sys.argv}
os.mkdir("disc")
writer.convert_image("disc/x.toc", disc, {f"writer.{name}": GLib.Variant("b", on) for name, on in options.items()}, None)
with open(sys.argv[2], "wb") as out:
    for track in sorted(glob.glob("disc/*.bin")):
        out.write(open(track, "rb").read())
