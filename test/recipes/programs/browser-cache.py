"""Serves the note on the loopback, packed as CODING says, to a browser that runs headless, and copies the entry of its cache that holds it.

    browser-cache.py chromium|firefox CODING OUT

The CODING `encrypted` is a setting of Firefox: the server packs nothing.
"""
import glob, http.server, os, subprocess, sys, threading, time

browser, coding, out = sys.argv[1:]
TEXT = open("long.txt", "rb").read()
PACK = {
    "br": ["brotli", "-c", "long.txt"],
    "gzip": ["gzip", "-nc", "long.txt"],
    "zstd": ["zstd", "-qc", "long.txt"],
    "deflate": [sys.executable, "-c", "import sys, zlib; sys.stdout.buffer.write(zlib.compress(open('long.txt', 'rb').read()))"],
    "identity": ["cat", "long.txt"],
}
is_encrypted = coding == "encrypted"
coding = "identity" if is_encrypted else coding
body = subprocess.run(PACK[coding], check=True, stdout=subprocess.PIPE).stdout


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        page = self.path == "/"
        data = b"<script src=note></script>" if page else body
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=31536000")
        self.send_header("Content-Type", "text/html" if page else "text/javascript")
        if not page and coding != "identity":
            self.send_header("Content-Encoding", coding)
        self.end_headers()
        self.wfile.write(data)

    def date_time_string(self, *_):
        return "Thu, 01 Jan 2026 00:00:00 GMT"


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
address = f"http://127.0.0.1:{server.server_port}/"
os.mkdir("profile")
if browser == "chromium":
    run = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + os.path.abspath("profile"), "--dump-dom", address]
    entries = "profile/Default/Cache/Cache_Data/*_0"
else:
    # Brotli and Zstandard are asked for over TLS only, unless this says otherwise.
    with open("profile/user.js", "w") as preferences:
        preferences.write('user_pref("network.http.accept-encoding", "gzip, deflate, br, zstd");\nuser_pref("browser.cache.disk.enable", true);\n')
        if is_encrypted:
            preferences.write('user_pref("browser.cache.disk.encryption.enabled", true);\n')
    run = ["firefox-esr", "--headless", "--no-remote", "--profile", os.path.abspath("profile"), "--screenshot", os.path.abspath("shot.png"), address]
    entries = "profile/cache2/entries/*"
subprocess.run(run, check=True, timeout=120, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
key = (address + "note").encode()


def holds_note(data):
    return data[-4:] == (0x80000000 + len(body)).to_bytes(4, "big") if is_encrypted else key in data


for _ in range(50):
    found = [path for path in glob.glob(entries) if holds_note(open(path, "rb").read())]
    if found:
        break
    time.sleep(0.1)
with open(found[0], "rb") as entry, open(out, "wb") as copy:
    copy.write(entry.read())
