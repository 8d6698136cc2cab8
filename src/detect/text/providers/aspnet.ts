/**
 * Keys of ASP.NET, where they stand in the clear:
 *   machineKey          `<machineKey validationKey="…" decryptionKey="…">` of web.config (Microsoft Learn, "machineKey
 *                       element"): 40 to 128 or 16 to 64 hex digits. Whoever has them signs a ViewState that runs code
 *   Data Protection     key rings of ASP.NET Core ("Key storage format in ASP.NET Core"): `<masterKey>`, base64 in
 *                       `<value>`; an `<encryptedSecret>` is low, since it takes another key to open it
 *   settings            `"Jwt": { "Key": "…" }` of appsettings.json, with which it signs tokens
 *   publish settings    `userPWD="…"` of .publishsettings, the password of a deployment
 * `AutoGenerate` is no key.
 */
import { sha256Hex } from '../../fingerprint.ts';
import { isMonotonous } from '../../proof/is-monotonous.ts';
import { assessPassword } from '../password.ts';
import { ALPHANUMERIC, BASE64, HEX } from '../random-text.ts';
import { type Assessment, type Candidate, inAnyCase, type Rule } from '../rule.ts';

const RING_ADVICE =
  'Revoke the key in the ring (`IKeyManager.RevokeKey`), which ends all sessions that it signed, and protect the ring with ProtectKeysWith….';

export const aspnetRules: readonly Rule[] = [
  {
    id: 'aspnet-machine-key',
    form: { specification: 'machineKey element of web.config', proof: 'hex of the lengths in use' },
    title: 'ASP.NET machine key',
    provider: 'ASP.NET',
    severity: 'critical',
    confidence: 'high',
    advice:
      'Generate new keys on every server of the farm. With these, anyone forges login cookies and a ViewState that runs code.',
    anchors: ['validationkey', 'decryptionkey'].map((text) => ({ text, ignoreCase: true }) as const),
    pattern: /(?:validation|decryption)Key["']?\s{0,8}[=:]\s{0,8}["'](?<secret>[0-9A-F]{16,128})(?=["',])/i,
    maxMatchBytes: 160,
    contextBytes: 500,
    check: assessMachineKey,
    examples: (random) => {
      const [validation, decryption] = [random.text(128, HEX), random.text(64, HEX).toUpperCase()];
      const element = (attributes: string) => `<machineKey ${attributes} validation="HMACSHA256" decryption="AES" />`;
      return [
        {
          ...{ text: element(`validationKey="${validation}" decryptionKey="AutoGenerate"`), secret: validation },
          ...{ hidden: [validation], facts: { bits: 512, keySha256: sha256Hex(Buffer.from(validation, 'hex')) } },
        },
        {
          ...{ text: `"validationKey": "${validation}"`, secret: validation, hidden: [validation] },
          confidence: 'medium',
        },
        {
          text: element(`decryptionKey='${decryption},IsolateApps'\r\n  validationKey='AutoGenerate,IsolateApps'`),
          ...{ secret: decryption, hidden: [decryption], facts: { bits: 256 } },
        },
      ];
    },
    lookAlikes: (random) => [
      '<machineKey validationKey="AutoGenerate,IsolateApps" decryptionKey="AutoGenerate,IsolateApps" />',
      `<machineKey validationKey="${'0'.repeat(128)}" />`,
      `<machineKey validationKey="${random.text(15, HEX)}" />`,
      `<machineKey validationKey="[${random.text(64, HEX)}]" />`,
      `<machineKey /><add validationKey="${random.text(30, HEX)}" />`,
    ],
  },
  {
    id: 'aspnet-jwt-key',
    title: 'Key of JSON Web Tokens in settings of ASP.NET',
    provider: 'ASP.NET',
    severity: 'high',
    confidence: 'high',
    advice:
      'Sign with a new key, which ends all sessions, and read it from a secret store. With this one, anyone signs in as anybody.',
    anchors: inAnyCase('"jwt'),
    pattern:
      /"jwt[a-z]{0,16}"\s{0,8}:\s{0,8}\{(?:\s{0,40}"[a-z]{1,40}"\s{0,4}:\s{0,4}(?:"[^"\n]{0,200}"|[\w.]{1,16}),){0,8}\s{0,40}"(?:Signing|Secret|Issuer|Security)?Key"\s{0,4}:\s{0,4}"(?<secret>[^"\\\n\x00]{8,256})"/i,
    maxMatchBytes: 2600,
    edges: {},
    judgesPlaceholders: true,
    check: ({ secret }) =>
      / |^-----/.test(secret) ? undefined : assessPassword(secret, { of: 'Jwt:Key', chosen: 'low' }),
    examples: (random) => {
      const secret = random.text(43, ALPHANUMERIC);
      return [
        `"Jwt": {\n    "Key": "${secret}",\n    "Issuer": "acme-shop.io"\n  }`,
        `"JwtSettings":{"Issuer":"acme-shop.io","ExpiryMinutes":60,"Key":"${secret}"}`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: () => [
      '"Jwt": { "Key": "" }',
      '"Jwt": { "Key": "<from the vault>" }',
      '"Jwt": { "PublicKey": "a" }',
      '"jwt": { "type": "string" }',
    ],
  },
  {
    id: 'aspnet-data-protection-key',
    form: { specification: 'ASP.NET Core key storage format', proof: 'structure' },
    title: 'ASP.NET Core Data Protection key',
    provider: 'ASP.NET Core',
    severity: 'high',
    confidence: 'high',
    advice: RING_ADVICE,
    anchors: [{ text: '<masterkey', ignoreCase: true }],
    pattern:
      /<masterKey\b[^<>]{0,300}>\s{0,64}(?:<!--[^<>]{0,300}-->\s{0,64})?<value>\s{0,64}(?<secret>[A-Za-z0-9+/]{22,344}={0,2})(?=\s{0,64}<\/value>)/,
    maxMatchBytes: 1300,
    contextBytes: 1500,
    check: (candidate) => symmetric(Buffer.from(candidate.secret, 'base64'), keyIdBefore(candidate)),
    examples: (random) => {
      const secret = Buffer.from(random.bytes(64)).toString('base64');
      const id = '1b2c3d4e-0000-4000-8000-00000000abcd';
      const facts = { bits: 512, keyId: id, keySha256: sha256Hex(Buffer.from(secret, 'base64')) };
      const open = '<masterKey p4:requiresEncryption="true" xmlns:p4="http://schemas.asp.net/2015/03/dataProtection">';
      const warning = '<!-- Warning: the key below is in an unencrypted form. -->';
      const text = `<key id="${id}" version="1"><descriptor>${open}\n ${warning}\n <value>${secret}</value></masterKey>`;
      return [{ text, secret, hidden: [secret], facts }];
    },
    lookAlikes: () => [
      '<masterKey><value>BASE64 OF THE KEY</value></masterKey>',
      `<masterKey><value>${'A'.repeat(86)}==</value></masterKey>`,
      '<masterKey/>',
    ],
  },
  {
    id: 'aspnet-data-protection-key-encrypted',
    form: { specification: 'ASP.NET Core key storage format', proof: 'structure' },
    title: 'ASP.NET Core Data Protection key, encrypted',
    provider: 'ASP.NET Core',
    severity: 'low',
    confidence: 'high',
    advice: `Encrypted with a certificate, a key vault or DPAPI. If that may be in other hands: ${RING_ADVICE}`,
    anchors: [{ text: '<encryptedsecret', ignoreCase: true }],
    pattern:
      /<encryptedSecret\b[^<>]{0,500}>[\s\S]{0,2500}?<(?:\w{1,8}:)?(?:value|CipherValue)>\s{0,64}(?<secret>[A-Za-z0-9+/]{40,3000}={0,2})(?=\s{0,64}<\/)/,
    maxMatchBytes: 6300,
    contextBytes: 1500,
    check: (candidate) => ({ facts: { encrypted: true, ...keyIdBefore(candidate) } }),
    examples: (random) => {
      const secret = Buffer.from(random.bytes(256)).toString('base64');
      const type = 'Microsoft.AspNetCore.DataProtection.XmlEncryption.EncryptedXmlDecryptor';
      const inner = `<EncryptedData><CipherData><CipherValue>${secret}</CipherValue></CipherData></EncryptedData>`;
      const text = `<encryptedSecret decryptorType="${type}" xmlns="http://schemas.asp.net/2015/03/dataProtection">${inner}`;
      return [{ text, secret, hidden: [], facts: { encrypted: true } }];
    },
    lookAlikes: () => ['<encryptedSecret decryptorType="x"></encryptedSecret>', '<encryptedSecret>'],
  },
  {
    id: 'azure-publish-settings',
    form: { specification: '.publishsettings', proof: 'structure' },
    title: 'Password of a publish profile',
    provider: 'Azure',
    severity: 'critical',
    confidence: 'high',
    advice: 'Reset the publish profile of the app; whoever has the password deploys code to it.',
    anchors: [{ text: 'userpwd', ignoreCase: true }],
    pattern: /userPWD\s{0,4}=\s{0,4}(?:"|')(?<secret>[^"'<>\s\0]{8,128})(?="|')/i,
    maxMatchBytes: 160,
    contextBytes: 600,
    check: (candidate) => {
      const { secret, window } = candidate;
      if (!/publish(?:Url|Profile|Method)\s{0,4}=|<publishData/i.test(window)) return undefined;
      // 60 characters that the service drew; all else a person may have chosen.
      return { guessable: !/^[A-Za-z0-9]{60}$/.test(secret), facts: profileFacts(window) };
    },
    examples: (random) => {
      const secret = random.text(60, ALPHANUMERIC);
      const text = `<publishProfile publishMethod="MSDeploy" publishUrl="shop.scm.azurewebsites.net:443" userName="$shop" userPWD="${secret}" />`;
      return [{ text, secret, hidden: [secret], facts: { user: '$shop', host: 'shop.scm.azurewebsites.net:443' } }];
    },
    lookAlikes: (random) => [
      `userPWD="${random.text(60, ALPHANUMERIC)}"`,
      '<publishProfile publishUrl="a" userPWD="$(Password)" />',
      '<publishProfile publishUrl="a" userPWD="" />',
      `<publishProfile publishUrl="a" userPWD=${random.text(20, BASE64)} />`,
    ],
  },
];

/** Outside of the element, as JSON and scripts have them, where they are as long as no hash is, or both names stand there. */
function assessMachineKey({ window, start, secret }: Candidate): Assessment | undefined {
  const isInside = /<machineKey\b[^<>]{0,500}$/i.test(window.slice(0, start));
  const isPair = /machineKey/i.test(window) || (/validationKey/i.test(window) && /decryptionKey/i.test(window));
  const isNoHash = secret.length >= 48 && secret.length !== 64;
  const known =
    isInside || isNoHash || (isPair && secret.length >= 40) ? symmetric(Buffer.from(secret, 'hex')) : undefined;
  return known && { ...known, ...(!isInside && { confidence: 'medium' }) };
}

function symmetric(key: Uint8Array, facts: Assessment['facts'] = {}): Assessment | undefined {
  if (key.length < 8 || isMonotonous(key)) return undefined;
  const known = { kind: 'symmetric', bits: key.length * 8, ...facts };
  return { facts: key.length < 16 ? known : { ...known, keySha256: sha256Hex(key) } };
}

/** `<key id="…">` that opens the entry of the ring. */
function keyIdBefore({ window, start }: Candidate): { readonly keyId?: string } {
  const ids = [...window.slice(0, start).matchAll(/<key\s{1,8}id="([0-9a-fA-F-]{36})"/g)];
  const keyId = ids.at(-1)?.[1];
  return keyId === undefined ? {} : { keyId: keyId.toLowerCase() };
}

function profileFacts(window: string): { readonly user?: string; readonly host?: string } {
  const user = /userName\s{0,4}=\s{0,4}["']([\x20-\x7e]{1,64}?)["']/i.exec(window)?.[1];
  const host = /publishUrl\s{0,4}=\s{0,4}["']([A-Za-z0-9.:/_-]{1,128})["']/i.exec(window)?.[1];
  return { ...(user !== undefined && { user }), ...(host !== undefined && { host }) };
}
