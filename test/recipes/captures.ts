import type { Recipe } from './recipe.ts';

/** The note in two packets of one stream of TCP, with the marker over both. */
const PACKETS = `at=$(grep -abo "$MARKER" note.txt | cut -d: -f1); split -b $((at + 9)) note.txt part-; for part in part-*; do od -v -Ax -tx1 $part; done > dump; `;

/** Sums of IP and TCP are wrong in most captures, since network cards compute them later. */
const capture = (file: string, flags: string): Recipe => ({
  ...{ file, opens: ['packet-capture'], by: 'wireshark-common', marks: ['!/*'], unchecked: true },
  run: `${PACKETS}text2pcap -q ${flags} -t %s dump "$out"`,
});

/** Writes down what one connection brings. */
const LISTENER = `import os, socket
server = socket.create_server(("127.0.0.1", 0)); open("port", "w").write(str(server.getsockname()[1]))
server.settimeout(9); connection = server.accept()[0]; connection.settimeout(9); seen = b""
while not seen.endswith(b"\\r\\n0\\r\\n\\r\\n"): seen += connection.recv(4096)
connection.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n"); open(os.environ["out"], "wb").write(seen)`;

/** The same of HTTP/2, to which it says nothing. */
const HTTP2_LISTENER = `import os, socket
server = socket.create_server(("127.0.0.1", 0)); open("port", "w").write(str(server.getsockname()[1]))
server.settimeout(9); connection = server.accept()[0]; connection.settimeout(1); seen = b""
try:
    while more := connection.recv(4096): seen += more
except TimeoutError: pass
open(os.environ["out"], "wb").write(seen)`;

const HTTP2_CLIENT = `import os
from h2.config import H2Configuration
from h2.connection import H2Connection
marker, note = os.environ["MARKER"], open("note.txt", "rb").read()
client = H2Connection(H2Configuration(client_side=True)); client.initiate_connection()
fields = [(":method", "POST"), (":scheme", "http"), (":authority", "localhost"), (":path", "/note"), ("x-note", marker)]
for stream in (1, 3): client.send_headers(stream, fields)
at = note.index(marker.encode()) + 9
client.send_data(3, note[:at], pad_length=3); client.send_data(1, b"another body"); client.send_data(3, note[at:], end_stream=True)
open(os.environ["out"], "wb").write(client.data_to_send())`;

/** Both sides of a connection in one program; what each sent. */
const WEBSOCKET = `import os
from websockets.client import ClientProtocol
from websockets.server import ServerProtocol
from websockets.uri import parse_uri
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory as Offer, ServerPerMessageDeflateFactory as Taken
client = ClientProtocol(parse_uri("ws://localhost/note"), extensions=[Offer()]); server = ServerProtocol(extensions=[Taken()])
seen = {client: b"", server: b""}
def deliver(side, other):
    for data in side.data_to_send(): seen[side] += data; other.receive_data(data)
    return other.events_received()
client.send_request(client.connect()); request = deliver(client, server)[0]
server.send_response(server.accept(request)); deliver(server, client)
note = open("note.txt", "rb").read(); at = note.index(os.environ["MARKER"].encode()) + 9
def talk(side, other):
    side.send_text(b"the first message"); side.send_text(note[:at], fin=False); side.send_continuation(note[at:], fin=True); deliver(side, other)
talk(client, server); talk(server, client)
open(os.environ["out"], "wb").write(seen[client if os.environ["SIDE"] == "client" else server])`;

/** Answers one request with the note in two chunks, which part within the marker. */
const CHUNKING_SERVER = `
import http.server
note = open("note.txt", "rb").read()
at = note.index(b"keysieve-marker") + 9
class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def log_message(self, *_): pass
    def do_GET(self):
        self.close_connection = True
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for chunk in (note[:at], note[at:], b""): self.wfile.write(b"%x\\r\\n%s\\r\\n" % (len(chunk), chunk))
server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
open("port", "w").write(str(server.server_port))
server.handle_request()
`;
/** Sends a file of the folder and says that it is Brotli, once. */
const SERVER = `import http.server
class Handler(http.server.SimpleHTTPRequestHandler):
    def end_headers(self): self.send_header("Content-Encoding", "br"); super().end_headers()
    def date_time_string(self, *_): return "Thu, 01 Jan 2026 00:00:00 GMT"
server = http.server.HTTPServer(("127.0.0.1", 0), Handler); open("port", "w").write(str(server.server_port))
server.handle_request()`;

/** One flow, with what a reader asks for first. */
const FLOWS = `import sys
def tag(data, kind): return b"%d:%s%s" % (len(data), data, kind)
def dump(value):
    if value is None: return b"0:~"
    if isinstance(value, int): return tag(b"%d" % value, b"#")
    if isinstance(value, bytes): return tag(value, b",")
    if isinstance(value, str): return tag(value.encode(), b";")
    if isinstance(value, tuple): return tag(b"".join(map(dump, value)), b"]")
    return tag(b"".join(dump(key) + dump(each) for key, each in value.items()), b"}")
message = {"http_version": b"HTTP/2.0", "headers": ((b"content-encoding", b"br"), (b"server", b"h2")), "content": open("note.br", "rb").read(), "trailers": None}
request = {"http_version": b"HTTP/2.0", "headers": ((b"accept-encoding", b"gzip, br"),), "content": b"", "trailers": None, "method": b"GET", "path": b"/"}
flow = {"version": 21, "type": "http", "id": "0", "error": None, "request": request, "response": message}
sys.stdout.buffer.write(dump(flow))`;

/** An answer in the cache of a browser, which a server on the loopback gave. */
const cached = (
  browser: 'chromium' | 'firefox',
  coding: string,
  inBody: string,
  opens: readonly string[] = [],
): Recipe => ({
  ...{ file: `${browser}-cache-${coding}.entry`, opens: [`${browser}-cache`, ...opens], marks: [`!/${inBody}`] },
  by: browser === 'firefox' ? 'firefox-esr' : browser,
  run: `/usr/bin/python3 "$recipes/programs/browser-cache.py" ${browser} ${coding} "$out"`,
});
const cachedBy = (browser: 'chromium' | 'firefox'): readonly Recipe[] => [
  cached(browser, 'identity', 'body'),
  cached(browser, 'gzip', 'body!/*', ['gzip']),
  cached(browser, 'deflate', 'body!/*', ['zlib']),
  cached(browser, 'br', 'body.br!/data', ['brotli']),
  cached(browser, 'zstd', 'body!/*', ['zstd']),
];

export const captures: readonly Recipe[] = [
  ...cachedBy('chromium'),
  ...cachedBy('firefox'),
  capture('capture-tcp.pcap', '-F pcap -T 80,40000 -4 10.0.0.1,10.0.0.2'),
  capture('capture-tcp.pcapng', '-F pcapng -T 80,40000 -4 10.0.0.1,10.0.0.2'),
  capture('capture-tcp-ipv6.pcapng', '-F pcapng -T 80,40000 -6 fd00::1,fd00::2'),
  {
    ...{ file: 'http-upload.http', opens: ['http-chunks'], by: 'curl', marks: ['!/body at *'], unchecked: true },
    run: `at=$(grep -abo "$MARKER" note.txt | cut -d: -f1); /usr/bin/python3 -c '${LISTENER}' & while ! [ -s port ]; do sleep 0.1; done
      (head -c $((at + 9)) note.txt; sleep 1; tail -c +$((at + 10)) note.txt) | curl -s -H Expect: -T - "http://127.0.0.1:$(cat port)/note"; wait`,
    note: 'What curl sends from standard input, as the server saw it.',
  },
  {
    ...{ file: 'http-brotli.http', opens: ['http-chunks', 'brotli'], by: 'curl', marks: ['!/body at *!/data'] },
    unchecked: true,
    run: `brotli -c note.txt > note.br; /usr/bin/python3 -c '${SERVER}' & while ! [ -s port ]; do sleep 0.1; done
      curl -si "http://127.0.0.1:$(cat port)/note.br" > "$out"; wait`,
    note: 'The answer of a server with its header, as `curl -i` saves it; brotli packed the body.',
  },
  {
    ...{ file: 'web-archive.warc', opens: ['http-chunks'], by: 'wget', marks: ['!/body at *'], unchecked: true },
    run: `/usr/bin/python3 -c '${CHUNKING_SERVER}' & while ! [ -s port ]; do sleep 0.1; done
      wget -q --no-warc-compression --no-warc-keep-log --warc-file=a -O page "http://127.0.0.1:$(cat port)/note"; wait; cp a.warc "$out"`,
    note: 'What wget --warc-file saves of an answer in chunks.',
  },
  {
    ...{ file: 'netlog.json', opens: ['netlog'], by: 'coreutils', marks: ['!/source 7, type 72, 2 pieces'] },
    unchecked: true,
    run: `at=$(grep -abo "$MARKER" note.txt | cut -d: -f1)
      line() { printf '{"params":{"byte_count":%s,"bytes":"%s"},"phase":0,"source":{"id":7,"start_time":"1","type":8},"time":"2","type":72}' "$(wc -c < $1)" "$(base64 -w 0 $1)"; }
      head -c $((at + 9)) note.txt > one; tail -c +$((at + 10)) note.txt > two
      (printf '{"constants":{"logFormatVersion":1},\\n"events": [\\n'; line one; printf ',\\n'; line two; printf ']}\\n') > "$out"`,
    note: 'As Chromium writes one (net/log/file_net_log_observer.cc), of two reads.',
  },
  {
    ...{ file: 'flows.mitm', opens: ['mitmproxy', 'brotli'], by: 'brotli', marks: ['!/body at *!/data'] },
    unchecked: true,
    run: `brotli -c note.txt > note.br; /usr/bin/python3 -c '${FLOWS}' > "$out"`,
    note: 'A flow as mitmproxy 11 saves it (mitmproxy/io/tnetstring.py); Debian has no mitmproxy any more.',
  },
  {
    ...{ file: 'http2-curl.http2', opens: ['http2'], by: 'curl', marks: ['!/headers'], unchecked: true },
    run: `/usr/bin/python3 -c '${HTTP2_LISTENER}' & while ! [ -s port ]; do sleep 0.1; done
      curl -s -m 3 --http2-prior-knowledge -A "" -H "x-note: $MARKER" "http://127.0.0.1:$(cat port)/note" || true; wait`,
    note: 'What curl sends, as the server saw it; the marker is in Huffman code.',
  },
  {
    ...{ file: 'http2-frames.http2', opens: ['http2'], by: 'python3-h2', unchecked: true },
    marks: ['!/headers', '!/body of stream 3'],
    run: `/usr/bin/python3 -c '${HTTP2_CLIENT}'`,
    note: 'Two requests, whose bodies come in turns; the second field with the marker is a number in the table.',
  },
  ...['client', 'server'].map((side) => ({
    ...{
      file: `websocket-${side}.http`,
      opens: ['http-upgrade'],
      by: 'python3-websockets',
      marks: ['!/messages of *'],
    },
    unchecked: true as const,
    run: `SIDE=${side} /usr/bin/python3 -c '${WEBSOCKET}'`,
    note: `What the ${side} sends: two messages, packed (permessage-deflate), the second in two frames${side === 'client' ? ', masked' : ''}.`,
  })),
  {
    ...{ file: 'erl-crash.dump', opens: ['erl-crash-dump'], by: 'erlang-base', marks: ['!/*'], unchecked: true },
    run: `ERL_CRASH_DUMP=$work/dump ERL_CRASH_DUMP_SECONDS=60 erl -noshell -eval '{ok, B} = file:read_file("note.txt"), put(note, binary_to_list(B)), halt("crash")' || true
      awk '/^=/ { if (keep) printf "%s", part; part = ""; keep = /^=erl_crash_dump|^=end/ } { part = part $0 RS } /t2:A4:note,/ { keep = 1 } END { if (keep) printf "%s", part }' $work/dump > "$out"`,
    note: 'Only the heap in which the string lies was kept.',
  },
];
