/** sitemanager.xml and recentservers.xml of FileZilla: `<Pass encoding="base64">`, and plain `<Pass>` until version 3.26. */
import { decodeBase64Text } from '../base64.ts';
import { assessPassword, drawnPassword } from '../password.ts';
import type { Rule } from '../rule.ts';

export const filezillaRules: readonly Rule[] = [
  {
    id: 'filezilla-password',
    title: 'Password that FileZilla stored',
    provider: 'FileZilla',
    severity: 'high',
    confidence: 'high',
    advice:
      'Change the password at the server. A master password, or asking each time, keeps the next one out of the file.',
    anchors: ['<Pass>', '<Pass encoding="base64"'],
    pattern: /<Pass(?<encoded> encoding="base64")?>(?<secret>[^<>\s\x00]{3,400})(?=<\/Pass>)/,
    maxMatchBytes: 440,
    contextBytes: 600,
    edges: {},
    judgesPlaceholders: true,
    check: ({ window, secret, groups }) => {
      const password = groups.encoded ? decodeBase64Text(secret, 'standard')?.replace(/\n$/, '') : secret;
      const host = /<Host>([\w.-]{1,128})<\/Host>/.exec(window)?.[1];
      if (password === undefined) return undefined;
      const assessment = assessPassword(password, { of: host ?? '', facts: host === undefined ? {} : { host } });
      return assessment && { ...assessment, identity: Buffer.from(password, 'utf8').toString('latin1') };
    },
    examples: (random) => {
      const password = drawnPassword(random);
      const encoded = Buffer.from(password).toString('base64');
      return [
        { text: `<Pass encoding="base64">${encoded}</Pass>`, secret: encoded, hidden: [encoded, password] },
        {
          ...{ text: `<Host>ftp.acme-shop.io</Host>\n<Pass>${password}</Pass>`, secret: password, hidden: [password] },
          facts: { host: 'ftp.acme-shop.io' },
        },
      ];
    },
    lookAlikes: () => [
      '<Pass></Pass>',
      '<Pass encoding="base64"></Pass>',
      '<Pass encoding="crypt" pubkey="a">AAAA</Pass>',
    ],
  },
];
