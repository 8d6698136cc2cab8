/**
 * Answer files of Windows Setup (Microsoft Learn, "Unattend"): `<AdministratorPassword>`, and `<Password>` of AutoLogon and of
 * local accounts, with `<Value>` and `<PlainText>`. Values that are not plain are base64 of UTF-16 of the password and the
 * element's name: that is no protection, and proves what it is.
 */
import { assessPassword, drawnPassword } from '../password.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';

export const windowsUnattendRules: readonly Rule[] = [
  {
    id: 'windows-unattend-password',
    title: 'Password in an answer file of Windows Setup',
    provider: 'Windows',
    severity: 'high',
    confidence: 'high',
    advice: 'Change the password of the account on every machine that was set up with this file.',
    anchors: [
      { text: '<administratorpassword>', ignoreCase: true },
      { text: '<password>', ignoreCase: true },
      { text: '<domainadminpassword>', ignoreCase: true },
    ],
    pattern:
      /<(?<element>(?:Administrator|DomainAdmin|)Password)>\s{0,64}<Value>(?<secret>[^<>\s\x00]{3,400})(?=<\/Value>)/i,
    maxMatchBytes: 520,
    contextBytes: 100,
    edges: {},
    judgesPlaceholders: true,
    check: assessValue,
    examples: (random) => {
      const password = drawnPassword(random);
      const hidden = Buffer.from(`${password}AdministratorPassword`, 'utf16le').toString('base64');
      const element = (value: string, isPlain: boolean) =>
        `<AdministratorPassword>\n  <Value>${value}</Value>\n  <PlainText>${isPlain}</PlainText>\n</AdministratorPassword>`;
      return [
        { text: element(password, true), secret: password, hidden: [password] },
        { text: element(hidden, false), secret: hidden, hidden: [hidden, password] },
      ];
    },
    lookAlikes: (random) => [
      '<Password>\n<Value></Value>\n<PlainText>true</PlainText>\n</Password>',
      `<Password>\n<Value>${drawnPassword(random)}</Value>\n<Other/>\n</Password>`,
      '<Password><Value>*SENSITIVE*DATA*DELETED*</Value><PlainText>true</PlainText></Password>',
    ],
  },
];

function assessValue({ window, end, secret, groups }: Candidate): Assessment | undefined {
  const isPlain = /^<\/Value>\s{0,64}<PlainText>(true|false)/i.exec(window.slice(end))?.[1]?.toLowerCase();
  if (isPlain === undefined || secret.includes('SENSITIVE')) return undefined;
  const of = groups.element!.toLowerCase();
  if (isPlain === 'true') return assessPassword(secret, { of, chosen: 'high' });
  const text = Buffer.from(secret, 'base64').toString('utf16le');
  if (!text.toLowerCase().endsWith(of)) return assessPassword(secret, { of });
  const password = text.slice(0, -of.length);
  const assessment = assessPassword(password, { of });
  return assessment && { ...assessment, confidence: 'high', guessable: true, identity: utf8Bytes(password) };
}

/** Rules have text as one character per byte. */
function utf8Bytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
