import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scanBytes } from '../support/scan-bytes.ts';

/** What profilers and runtimes write of a map from names to values: `src/detect/text/counted.ts`. */
const folder = mkdtempSync(join(tmpdir(), 'keysieve-test-'));
const password = drawn();
const secret = drawn();
let wanted: readonly string[];

/** With a digit and a sign, as the rules want it. One of 8,000 that were drawn as a whole began with `--`, and was no password. */
function drawn(): string {
  return `Q${randomBytes(12).toString('base64url')}-7q`;
}

const JAVA = `import java.io.*; import java.util.*;
public class Program { public static void main(String[] names) throws Exception {
  Map<String, String> map = new TreeMap<>(System.getenv());
  try (var out = new ObjectOutputStream(new FileOutputStream(names[0]))) { out.writeObject(map); } } }`;
const GO = `package main
import ("context"; "os"; "runtime/pprof"; "time")
func main() {
  file, _ := os.Create(os.Args[1]); pprof.StartCPUProfile(file); end := time.Now().Add(time.Second)
  labels := pprof.Labels("DB_PASSWORD", os.Getenv("DB_PASSWORD"), "MAIL_PASSWORD", os.Getenv("MAIL_PASSWORD"))
  pprof.Do(context.Background(), labels, func(context.Context) { for time.Now().Before(end) {} })
  pprof.StopCPUProfile() }`;

beforeAll(async () => {
  writeFileSync(join(folder, 'Program.java'), JAVA);
  writeFileSync(join(folder, 'program.go'), GO);
  wanted = await passwordsIn(Buffer.from(`DB_PASSWORD=${password}\nMAIL_PASSWORD=${secret}\n`));
  expect(wanted).toHaveLength(2);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(program: string, ...args: string[]): Buffer {
  const env = { ...process.env, DB_PASSWORD: password, MAIL_PASSWORD: secret };
  execFileSync(program, args, { cwd: folder, env, stdio: 'ignore' });
  return readFileSync(join(folder, 'out'));
}

async function passwordsIn(bytes: Uint8Array): Promise<readonly string[]> {
  const { findings } = await scanBytes({ profile: bytes });
  return findings
    .filter(({ rule }) => rule === 'generic-password')
    .map(({ fingerprint }) => fingerprint)
    .toSorted();
}

const python = (write: string) =>
  run('/usr/bin/python3', '-c', `import os, pickle, marshal\nmap = dict(os.environ)\n${write}`);
const WRITTEN: Readonly<Record<string, () => Buffer>> = {
  'Java Flight Recorder': () => run('java', '-XX:StartFlightRecording=filename=out', 'Program.java', 'other'),
  'ObjectOutputStream of Java': () => run('java', 'Program.java', 'out'),
  'pprof of Go': () => run('go', 'run', 'program.go', 'out'),
  'Marshal of Ruby': () => run('ruby', '-e', 'File.binwrite("out", Marshal.dump(ENV.to_h))'),
  'CBOR of Python (python3-cbor2)': () =>
    python(
      'import cbor2; cbor2.dump({name: map[name] for name in sorted(map) if name.isupper() and len(map[name]) < 24}, open("out", "wb"))',
    ),
  'MessagePack of Python (python3-msgpack)': () => python('import msgpack; msgpack.dump(map, open("out", "wb"))'),
  'marshal of Python': () => python('marshal.dump(map, open("out", "wb"))'),
  ...Object.fromEntries(
    [1, 2, 3, 4, 5].map((protocol) => [
      `pickle of Python, protocol ${protocol}`,
      () => python(`pickle.dump(map, open("out", "wb"), ${protocol})`),
    ]),
  ),
};

test.each(Object.keys(WRITTEN))(
  'passwords are found in a map that is written by %s',
  { timeout: 60_000 },
  async (name) => {
    expect(await passwordsIn(WRITTEN[name]!())).toEqual(wanted);
  },
);
