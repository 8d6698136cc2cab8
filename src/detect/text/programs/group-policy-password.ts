/**
 * `cpassword` of Group Policy Preferences, in Groups.xml, Services.xml, ScheduledTasks.xml and others of SYSVOL: base64 without
 * padding of AES-256-CBC with a zero IV, of UTF-16. The key is in Microsoft's own specification ([MS-GPPREF], section 2.2.1.1.4),
 * so anyone can decrypt it, and we do: valid padding and UTF-16 prove it.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { drawnPassword } from '../password.ts';
import type { Assessment, Rule } from '../rule.ts';
import { isGuessable } from '../value-kind.ts';

/** [MS-GPPREF] 2.2.1.1.4, byte by byte as printed there. */
const PUBLISHED_KEY = Buffer.from(
  ['4e 99 06 e8  fc b6 6c c9  fa f4 93 10  62 0f fe e8', 'f4 96 e8 06  cc 05 79 90  20 9b 09 a4  33 b6 6c 1b']
    .join('')
    .replaceAll(' ', ''),
  'hex',
);

export const groupPolicyPasswordRules: readonly Rule[] = [
  {
    id: 'group-policy-password',
    title: 'Password in a Group Policy preference',
    provider: 'Windows',
    severity: 'critical',
    confidence: 'proven',
    advice:
      'Change the password of the account; every member of the domain could read it. Remove the preference (MS14-025) and use LAPS.',
    anchors: [{ text: 'cpassword=', ignoreCase: true }],
    pattern: /cpassword=["'](?<secret>[A-Za-z0-9+/]{22,700}={0,2})(?=["'])/i,
    maxMatchBytes: 720,
    contextBytes: 300,
    edges: { before: /[A-Za-z0-9_]/ },
    check: ({ window, secret }) => open(secret, /userName="([^"<>]{1,100})"/i.exec(window)?.[1]),
    examples: (random) => {
      const password = `${drawnPassword(random)}!`;
      const secret = seal(password);
      const text = `<Properties action="U" cpassword="${secret}" userName="ops" />`;
      return [{ text, secret, hidden: [secret, password], facts: { user: 'ops' } }];
    },
    lookAlikes: () => ['<Properties cpassword="" userName="ops" />', `cpassword="${'A'.repeat(43)}"`],
  },
];

/** As the Group Policy console writes it. */
function seal(password: string): string {
  const cipher = createCipheriv('aes-256-cbc', PUBLISHED_KEY, Buffer.alloc(16));
  const bytes = Buffer.concat([cipher.update(Buffer.from(password, 'utf16le')), cipher.final()]);
  return bytes.toString('base64').replace(/=+$/, '');
}

/** A CBC block destroyed by a flipped bit is eight random characters; one in 40 is of these scripts. */
const SCRIPTS = /^[\x20-\x7e\u00a0-\u06ff]+$/;

function open(text: string, user: string | undefined): Assessment | undefined {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length === 0 || bytes.length % 16 !== 0) return undefined;
  try {
    const cipher = createDecipheriv('aes-256-cbc', PUBLISHED_KEY, Buffer.alloc(16));
    const password = Buffer.concat([cipher.update(bytes), cipher.final()]).toString('utf16le');
    if (password === '' || /[\x00-\x1f\x7f\ufffd]/.test(password)) return undefined;
    const identity = Buffer.from(password, 'utf8').toString('latin1');
    return {
      ...{ identity, guessable: isGuessable(password) },
      ...(!SCRIPTS.test(password) && { confidence: 'high' }),
      ...(user !== undefined && { facts: { user } }),
    };
  } catch {
    return undefined;
  }
}
