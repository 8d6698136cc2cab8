import { sign } from 'node:crypto';
import { writeHeapSnapshot } from 'node:v8';

/** What the service prints when its dumps are written. */
export const READY = 'ready';

/**
 * The service of the demo. It gets its signing key from the environment, as services do, and signs a few tokens. Then
 * it is debugged: it writes a heap snapshot and a diagnostic report into the working folder. Runs in a process of its
 * own, which stays alive until its standard input ends.
 */
export function runSigner(): void {
  const service = { name: 'demo token service', key: `${process.env.SIGNING_KEY}`, signed: [] as string[] };
  for (const user of ['ada', 'grace', 'katherine']) {
    const head = encode({ alg: 'ES256', typ: 'JWT' });
    const text = `${head}.${encode({ iss: 'https://signer.example', sub: user, exp: 2_000_000_000 })}`;
    const signature = sign('sha256', Buffer.from(text), { key: service.key, dsaEncoding: 'ieee-p1363' });
    service.signed.push(`${text}.${signature.toString('base64url')}`);
  }
  writeHeapSnapshot('service.heapsnapshot');
  process.report.writeReport('service-report.json');
  process.stdout.write(`${READY}\n`);
  // Until the debugger is done and closes standard input or ends the process.
  process.stdin.on('end', () => {
    if (service.signed.length !== 3) throw new Error('the service and its key must be alive until here');
  });
  process.stdin.resume();
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
