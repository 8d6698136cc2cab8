/**
 * Keys of servers and clusters, written by libraries and programs of Debian: signing keys of Matrix by signedjson, macaroons by
 * pymacaroons, keys of gossip by serf, certificates of CURVE by pyzmq. Needs python3-signedjson, python3-pymacaroons, python3-zmq and serf.
 */
import { expect, test } from 'vitest';
import { nodeKey } from '../../src/detect/text/keys/node-key.ts';
import { zeromqKey } from '../../src/detect/text/keys/zeromq-key.ts';
import { gossipKeyRules } from '../../src/detect/text/programs/gossip-keys.ts';
import { lndMacaroonRules } from '../../src/detect/text/programs/lnd-macaroon.ts';
import { ruleDetector } from '../../src/detect/text/rule-detector.ts';
import { spkiSha256OfBytes, workshop } from '../support/foreign-program.ts';
import { inspectAll } from '../support/inspect-all.ts';

const { run } = workshop();
const python = <T>(source: string): T => JSON.parse(run('/usr/bin/python3', ['-c', source]).toString());

test('signing.key of a server of Matrix', () => {
  const made = python<{ file: string; publicKey: string }>(`
import io, json
from signedjson.key import encode_verify_key_base64, generate_signing_key, get_verify_key, write_signing_keys
key, file = generate_signing_key('a_bCdE'), io.StringIO()
write_signing_keys(file, [key])
print(json.dumps({'file': file.getvalue(), 'publicKey': encode_verify_key_base64(get_verify_key(key))}))`);
  const spkiSha256 = spkiSha256OfBytes('Ed25519', Buffer.from(made.publicKey, 'base64'));
  expect(inspectAll(nodeKey, Buffer.from(made.file))).toMatchObject([
    { offset: 0, length: made.file.trimEnd().length, facts: { form: 'matrix', spkiSha256 } },
  ]);
});

test('a certificate of CURVE', () => {
  const made = python<{ file: string; publicKey: string; secret: string }>(`
import base64, json, os, tempfile
from zmq.auth import create_certificates, load_certificate
from zmq.utils import z85
with tempfile.TemporaryDirectory() as folder:
    path = create_certificates(folder, 'server')[1]
    public, secret = load_certificate(path)
    print(json.dumps({
        'file': open(path).read(), 'secret': secret.decode(), 'publicKey': base64.b64encode(z85.decode(public)).decode()}))`);
  const spkiSha256 = spkiSha256OfBytes('X25519', Buffer.from(made.publicKey, 'base64'));
  expect(inspectAll(zeromqKey, Buffer.from(made.file))).toMatchObject([
    { offset: made.file.indexOf(made.secret), length: 40, facts: { form: 'zeromq', spkiSha256 } },
  ]);
});

test('a macaroon as LND has them, with a caveat and without', () => {
  const made = python<string[]>(`
import json, os
from pymacaroons import Macaroon, MACAROON_V2
def permission(entity, *actions):
    field = lambda number, text: bytes([number, len(text)]) + text
    content = field(10, entity) + b''.join(field(18, action) for action in actions)
    return field(26, content)
identifier = b'\\x03\\n\\x10' + os.urandom(16) + b'\\x12\\x010' + permission(b'offchain', b'read', b'write')
plain, bound = [Macaroon(location='lnd', identifier=identifier, key=os.urandom(32), version=MACAROON_V2) for _ in range(2)]
bound.add_first_party_caveat('ipaddr 192.0.2.1')
print(json.dumps([each.serialize() for each in (plain, bound)]))`);
  const detector = ruleDetector(lndMacaroonRules[0]!);
  for (const [caveats, text] of made.entries()) {
    const bytes = Buffer.from(text, 'base64url');
    const digits = bytes.toString('hex');
    for (const each of [text, digits].map((value) => Buffer.from(`MACAROON=${value}\n`)))
      expect(inspectAll(detector, each)).toMatchObject([
        { offset: 9, severity: 'critical', facts: { caveats, mayChange: true } },
      ]);
    expect(inspectAll(detector, bytes)).toMatchObject([{ offset: 0, length: bytes.length, facts: { caveats } }]);
  }
});

test('serf keygen', () => {
  const key = run('serf', ['keygen']).toString().trim();
  const text = Buffer.from(`{"node_name":"a","encrypt_key":"${key}"}`);
  expect(inspectAll(ruleDetector(gossipKeyRules[0]!), text)).toMatchObject([{ length: key.length }]);
});
