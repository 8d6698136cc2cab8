"""influx.py OUT tsm|wal: what InfluxDB keeps of texts, numbers and truths, in its data or in its log."""

import glob
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request

out, kind = sys.argv[1:]


def free():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{one.getsockname()[1]}"


web, here = free(), os.getcwd()
open("settings", "w").write(
    f"""reporting-disabled = true
bind-address = "{free()}"
[meta]
dir = "{here}/meta"
[data]
dir = "{here}/data"
wal-dir = "{here}/wal"
cache-snapshot-write-cold-duration = "{'1s' if kind == 'tsm' else '1h'}"
[monitor]
store-enabled = false
[http]
bind-address = "{web}"
"""
)
texts = [open(name).read() for name in ("other.txt", "long.txt", "note.txt")]
lines = [f'notes,host=h{at} db_name="name {at // 2} of many",text="{text}",n={at}i,f={at}.5,b=true {1700000000000000000 + at}' for at, text in enumerate(texts * 2)]
server = subprocess.Popen(["influxd", "-config", "settings"], stderr=subprocess.DEVNULL)
try:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://{web}/ping").read()
            break
        except OSError:
            time.sleep(0.1)
    ask = urllib.parse.urlencode({"q": "CREATE DATABASE d"}).encode()
    urllib.request.urlopen(f"http://{web}/query", ask).read()
    urllib.request.urlopen(f"http://{web}/write?db=d", "\n".join(lines).encode()).read()
    for _ in range(200):
        found = [path for path in glob.glob(f"{'data' if kind == 'tsm' else 'wal'}/d/**/*.{kind}", recursive=True) if os.path.getsize(path) > 0]
        if found:
            break
        time.sleep(0.1)
finally:
    server.terminate()
    server.wait()
shutil.copy(found[0], out)
