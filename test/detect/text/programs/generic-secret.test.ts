import { describe, expect, it } from 'vitest';
import { drawnPassword } from '../../../../src/detect/text/password.ts';
import { genericSecretRules } from '../../../../src/detect/text/programs/generic-secret.ts';
import { ALPHANUMERIC, HEX, LOWER } from '../../../../src/detect/text/random-text.ts';
import { ruleDetector } from '../../../../src/detect/text/rule-detector.ts';
import { base58Check } from '../../../builders/base58.ts';
import { bech32 } from '../../../builders/bech32.ts';
import { inspectAll } from '../../../support/inspect-all.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

const detectors = genericSecretRules.map(ruleDetector);

// No example of the rule: it is not there in UTF-16.
it('is found among the arguments of a process, as Linux has them (/proc/*/cmdline)', () => {
  const secret = drawnPassword(seededRandom(3));
  const text = `restic\0--password\0${secret}\0backup\0`;
  const found = detectors.flatMap((detector) => inspectAll(detector, new Uint8Array(Buffer.from(text, 'latin1'))));
  expect(found).toMatchObject([{ offset: text.indexOf(secret), length: secret.length }]);
});

const counted = (text: string) => Buffer.concat([Buffer.of(text.length), Buffer.from(text)]);

it('is told by lengths alone where a value is drawn, and is no name that stands behind a name', () => {
  const inTable = (value: string) => Buffer.concat(['size', 'client_secret', value, 'scalar'].map(counted));
  const found = (value: string) =>
    detectors.flatMap((detector) => inspectAll(detector, new Uint8Array(inTable(value))));
  expect(found(drawnPassword(seededRandom(3)).padEnd(20, 'x7Q'))).toHaveLength(1);
  for (const name of ['Curve_Edwards25519', 'd2i_RSAPublicKey_bio', 'GRPCConnPoolSize'])
    expect(found(name)).toEqual([]);
});

it.each([
  ['shared_secret', 'n'],
  ['pass', 'n'],
  ['pass', 'r'],
  ['pass', 't'],
  ['client_secret', 't'],
])('begins a line in a string: the name is %s, without the %s of an escape', (name, letter) => {
  const secret = drawnPassword(seededRandom(3));
  const text = `{"text": "user: joe\\${letter}${name}: ${secret}\\n"}`;
  const found = detectors.flatMap((detector) => inspectAll(detector, new Uint8Array(Buffer.from(text, 'latin1'))));
  expect(found).toMatchObject([{ offset: text.indexOf(secret), length: secret.length, facts: { name } }]);
});

const foundIn = (bytes: Buffer) => detectors.flatMap((detector) => inspectAll(detector, new Uint8Array(bytes)));

it('has a long value whole or not at all, however far behind its name it begins', () => {
  const value = seededRandom(3).text(600, ALPHANUMERIC);
  const lengths = Array.from({ length: 80 }, (_, more) => {
    const text = `api_token:\n  description: ${'('.repeat(60)}\n  Description: ${'('.repeat(40 + more)}\n  Default: ${value}\n`;
    return foundIn(Buffer.from(text)).map(({ length }) => length);
  });
  expect(lengths[0]).toEqual([value.length]);
  expect(lengths.flat().filter((length) => length !== value.length)).toEqual([]);
});

// A byte of zero in front is a digit of its own.
it.each([
  ['Bitcoin', '1', '00'],
  ['Bitcoin, of a script', '', '05'],
  ['Bitcoin, for tests', '', '6f'],
  ['Dogecoin', '', '1e'],
  ['Litecoin', '', '30'],
  ['TRON', '', '41'],
  ['Tezos', '', '06a19f'],
  ['a contract of Tezos', '', '025a79'],
])('is no address of %s, by its checksum', (_chain, zero, version) => {
  const address = `${zero}${base58Check(Buffer.from([...Buffer.from(version, 'hex'), ...seededRandom(5).bytes(20)]))}`;
  const found = (value: string) => foundIn(Buffer.from(`(token === "USDt" || token === "${value}")`));
  expect(found(address)).toEqual([]);
  expect(found(address.replace(address[9]!, address[9] === 'x' ? 'y' : 'x'))).toHaveLength(1);
});

it('is no address of the XRP Ledger, by its checksum', () => {
  const ripple = (text: string) =>
    text.replace(/./g, (digit) =>
      RIPPLE_DIGITS.charAt('123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'.indexOf(digit)),
    );
  const address = ripple(`1${base58Check(Buffer.from([0, ...seededRandom(5).bytes(20)]))}`);
  const found = (value: string) => foundIn(Buffer.from(`{ token: "${value}", n: 1 }`));
  expect(found(address)).toEqual([]);
  expect(found(address.replace(address[9]!, address[9] === 'x' ? 'y' : 'x'))).toHaveLength(1);
});
const RIPPLE_DIGITS = 'rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz';

it.each([
  ['Bitcoin, of BIP-173', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'],
  ['Bitcoin with Taproot, of BIP-350', 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0'],
  ['a chain of Cosmos', bech32('cosmos', seededRandom(5).bytes(20))],
  ['Secret Network', bech32('secret', seededRandom(5).bytes(20))],
  ['Injective', bech32('inj', seededRandom(5).bytes(20))],
  ['a contract of Sei', bech32('sei', seededRandom(5).bytes(32))],
  ['Stellar, of SEP-23', 'GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ'],
])('is no address of %s', (_, address) => {
  const found = (value: string) => foundIn(Buffer.from(`{ token: "${value}", n: 1 }`));
  expect(found(address)).toEqual([]);
  const other = [...address].with(20, address[20] === address[21] ? address[22]! : address[21]!).join('');
  expect(found(other)).toHaveLength(1);
});

const drawn = Buffer.from(seededRandom(5).bytes(32)).toString('base64');

it.each([
  ['Amazon SES', '"VerificationStatus": "Pending", "VerificationToken": "'],
  ['Amazon SES, in Terraform', '"type":"aws_ses_domain_identity","verification_token":"'],
  ['Front Door of Azure', 'azurerm_cdn_frontdoor_custom_domain.x: validation_token = "'],
  ['Azure', '"type": "TXT", "validationToken": "'],
  ['App Engine', '"domainValidationToken": "'],
  ['DKIM', '"DkimTokens": [\n "'],
  ['Google', '"token": "google-site-verification='],
])('is no token that the owner of a domain publishes in DNS: %s', (_, before) => {
  expect(foundIn(Buffer.from(`{${before}${drawn}"}`))).toEqual([]);
});

it.each(['verification_token', 'validationToken', 'accessTokens'])('is %s of what is no domain', (name) => {
  expect(foundIn(Buffer.from(`{"${name}": "${drawn}"}`))).toHaveLength(1);
});

it.each(['PrivateKey.p_o', 'private_key.o'])('is no symbol of the object %s', (name) => {
  expect(foundIn(Buffer.from(`${name}: ${drawn}\n`))).toEqual([]);
});

it.each(['creation_token', 'PolicyUpdateToken'])('is no %s, which guards a request', (name) => {
  expect(foundIn(Buffer.from(`{"${name}": "${drawn}"}`))).toEqual([]);
});

it('is found in Bech32 where the prefix says that it is a secret', () => {
  expect(foundIn(Buffer.from(`privateKey: "${bech32('acctsk', seededRandom(5).bytes(32))}"`))).toHaveLength(1);
});

it('is found in Base58Check where it is longer than an address, as keys are', () => {
  const key = base58Check(Buffer.from([0x0d, 0x0f, 0x3a, 0x07, ...seededRandom(5).bytes(32)]));
  expect(foundIn(Buffer.from(`accountSecret = "${key}";`))).toHaveLength(1);
});

it.each(['exports.', 'module.exports.', 'a.b.exports.'])('is not its own name: behind %s, of TypeScript', (before) => {
  const found = (value: string) =>
    foundIn(Buffer.from(`class AddApiKey1720230151480 {}\n${before}AddApiKey1720230151480 = ${value};\n`));
  expect(found('AddApiKey1720230151480')).toEqual([]);
  expect(found('AddApiKx1720230151480')).toHaveLength(1);
});

it.each(['hex', 'base64', 'base64url'] as const)('is not the first key of RFC 8032, in %s', (coding) => {
  const key = Buffer.from(`9d61b19deffd5a60ba844af492ec2cc4${'4449c5697b326919703bac031cae7f60'}`, 'hex');
  const found = (bytes: Buffer) => foundIn(Buffer.from(`privateKey: '${bytes.toString(coding)}',\n`));
  expect(found(key)).toEqual([]);
  expect(found(key.reverse())).toHaveLength(1);
});

it('is no place in a page, in a tree of Doxygen', () => {
  const found = (place: string) => foundIn(Buffer.from(`[ "std::cregex_token_iterator", "${place}", null ],\n`));
  const anchor = `ga${seededRandom(5).text(32, '0123456789abcdef')}`;
  expect(found(`a01639.html#${anchor}`)).toEqual([]);
  expect(found(`a01639:${anchor}`)).toHaveLength(1);
});

const sum = () => seededRandom(5).text(40, '0123456789abcdef');

it.each([
  'access-token.ts',
  'own-secrets.mjs',
  'client_secret.py',
  'private-key.go',
  'password.component.tsx',
  'ApiKey.vue',
])('is no sum of a file: %s', (name) => {
  for (const text of [`{"${name}": "${sum()}"}`, `${name}: ${sum()}\n`, `${name} = "${sum()}"\n`])
    expect(foundIn(Buffer.from(text))).toEqual([]);
});

it('is no sum of a file where a letter of its path may count the rest of it, in CBOR', () => {
  const text = (value: string) => Buffer.concat([Buffer.of(0x78, value.length), Buffer.from(value)]);
  const items = ['/src/detect/binary/capi-private-key.ts', '/src/unpack/streams/gzip-members.ts'].flatMap((path) => [
    text(path),
    text(sum()),
  ]);
  expect(foundIn(Buffer.concat([Buffer.of(0xa2), ...items]))).toEqual([]);
});

it('is a setting whose name only has the letters of such an ending', () => {
  for (const name of ['token.secrets', 'app.js.secret', 'access_token_ts', 'spring.go_password'])
    expect(foundIn(Buffer.from(`{"${name}": "${drawnPassword(seededRandom(3))}"}`))).toHaveLength(1);
});

it('is no class of CSS that a bundler scoped', () => {
  const classes = [
    ['token', 'awsui_token_dm8gx_dpjap_10'],
    ['api-key', 'awsui_api-key_1kp7x_g8d2a_155'],
    ['secret', '_secret-word_1hs7k_12'],
  ];
  for (const [name, value] of classes) expect(foundIn(Buffer.from(`{"${name}":"${value}"}`))).toEqual([]);
  const issued = `awsui_token_${seededRandom(3).text(24, 'abcdefghjkmnpqrstvwxyz0123456789')}_10`;
  expect(foundIn(Buffer.from(`{"token":"${issued}"}`))).toHaveLength(1);
});

it('names a setting in another language as its file does', () => {
  const secret = drawnPassword(seededRandom(3));
  for (const name of ['contraseña', 'db_hasło', 'пароль', '密码'])
    expect(foundIn(Buffer.from(`"${name}": "${secret}"`))).toMatchObject([{ length: secret.length, facts: { name } }]);
});

describe('a sign at the edge of a value', () => {
  const random = seededRandom(11);
  const drawn = (): string => random.text(18, ALPHANUMERIC);

  it.each(['@', '%', '^', '&', '*', '+'])('is a part of a password that was drawn: %s', (sign) => {
    for (const secret of [`${sign}k7${drawn()}`, ...(sign === '+' ? [`k7${drawn()}${sign}`] : [])])
      expect(foundIn(Buffer.from(`{"password": "${secret}"}\n`))).toMatchObject([{ length: secret.length }]);
  });

  it.each([
    '@angular/core',
    '%USERPROFILE2%',
    '^[A-Za-z0-9]{16,}$',
    '&connection2.token',
    '*Password2',
    "+x1+'&user='",
  ])('is one of a program: %s', (value) => expect(foundIn(Buffer.from(`password = "${value}"\n`))).toEqual([]));
});

it('is low where a person spelled `password` with digits and signs', () => {
  expect(foundIn(Buffer.from('RootPass: "@v3ry53cu3eP@s5w0rd",'))).toMatchObject([{ confidence: 'low' }]);
});

it.each([
  ['(', ')'],
  ['<', '>'],
])('is cut by no bracket behind pw that is opened in its line: %s', (opens, closes) => {
  const secret = drawnPassword(seededRandom(3));
  expect(foundIn(Buffer.from(`${opens}user=app pw=${secret}${closes}\n`))).toHaveLength(1);
  expect(foundIn(Buffer.from(`${closes}user=app pw=${secret}${closes}\n`))).toEqual([]);
});

describe('letters alone without quotes', () => {
  const drawn = seededRandom(7).text(32, LOWER + LOWER.toUpperCase());

  it.each([`API_TOKEN=${drawn}\n`, `client_secret: ${drawn}\n`, `GITHUB_TOKEN=${drawn} make`])(
    'are a value that a machine drew: %#',
    (text) => {
      expect(foundIn(Buffer.from(text))).toMatchObject([{ offset: text.indexOf(drawn), length: drawn.length }]);
    },
  );

  it.each([
    'API_TOKEN=camelCaseIdentifiersAreNotSecrets\n',
    'client_secret: GoogleOAuthClientSecretProvider\n',
    'token = KmsKeyMemberKmsKeyArn\n',
    'API_KEY=ABCDEFGHIJKLMNOPQRSTUVWXYZ\n',
    `access_token=${drawn}(user)`,
    `access_token = ${drawn}.value`,
  ])('are a name: %s', (text) => {
    expect(foundIn(Buffer.from(text))).toEqual([]);
  });
});

describe('signs in front, in quotes', () => {
  const rest = `R7k!${drawnPassword(seededRandom(3))}`;
  it.each(['$', '--', '-', '#', '%', '@', '&', '*', '/', '^', '~'].map((sign) => [sign]))(
    'are of the password: %s',
    (sign) => {
      for (const text of [`password: "${sign}${rest}"\n`, `DB_PASSWORD='${sign}${rest}'\n`])
        expect(foundIn(Buffer.from(text))).toMatchObject([{ offset: text.indexOf(rest) - sign.length }]);
    },
  );

  it.each([
    ...['$DB_PASSWORD', '%DB_PASSWORD%', '@DB_PASSWORD@', '#{db_password_1}', '{{db_password_1}}', '%{db_password1}'],
    ...['$dbPassword7ForTests', '$config->password2', '$this->dbPassword1', '$[variables.pw1]', '--db-password2-file'],
    ...['#/definitions/Password2', '@string/password_2', '*passwordRef2', '$_ENV[PW1]', '/reset/Password2'],
    `$6$${rest.slice(0, 8)}$${rest}`,
  ])('are of a reference: %s', (value) => {
    expect(foundIn(Buffer.from(`password: "${value}"\n`))).toEqual([]);
  });
});

describe('blanks in quotes', () => {
  const groups = ['xK7a', 'pQz9', 'mN2w', 'Lr4t'].join(' ');
  it.each([`DB_PASSWORD="correct ${'Horse'} 7 battery!"\n`, `password: "${groups}"\n`])(
    'are of a password: %s',
    (text) => {
      expect(foundIn(Buffer.from(text))).toMatchObject([{ confidence: 'low' }]);
    },
  );

  it.each([
    'ERR_PASSWORD="Must have 8 Characters!"\n',
    'WEAK_PASSWORD="Enter a longer one: 8 Letters!"\n',
    'password: "Correct Horse 7 battery!"\n',
    'DB_PASSWORD="$(cat /run/secrets/Db 7!)"\n',
    'password: "see page 12"\n',
  ])('are of a text: %s', (text) => {
    expect(foundIn(Buffer.from(text))).toEqual([]);
  });
});

describe('tokens that are no credentials', () => {
  const hex = seededRandom(3).text(32, HEX);
  it.each([
    ...['lockToken', 'clientToken', 'clientRequestToken', 'csrfmiddlewaretoken', 'continueToken', 'snapshotToken'],
    ...['recaptchaToken', 'version_token', '__RequestVerificationToken', 'correlationToken', 'startToken'],
  ])('open nothing: %s', (name) => {
    expect(foundIn(Buffer.from(`{"${name}": "${hex}"}`))).toEqual([]);
  });

  it.each(['deviceToken', 'fcmToken', 'uploadToken', 'requestToken', 'leaseToken', 'visit_token', 'passwordSalt'])(
    'open little: %s',
    (name) => {
      expect(foundIn(Buffer.from(`{"${name}": "${hex}"}`))).toMatchObject([{ confidence: 'low' }]);
    },
  );

  it.each(['registrationToken', 'inviteToken', 'exchangeToken', 'API_TOKEN_SALT', 'verificationToken', 'accessToken'])(
    'are not those: %s',
    (name) => {
      const [found] = foundIn(Buffer.from(`{"${name}": "${hex}"}`));
      expect(found).toBeDefined();
      expect(found?.confidence).toBeUndefined();
    },
  );
});

describe('results of tests, as Go, DejaGnu and Automake print them', () => {
  const name = `ld-elf/orphan-${seededRandom(3).text(6, HEX)}7`;
  it.each([
    `PASS: ld-elf/now-4\nPASS: ${name}\n`,
    `PASS: ${name}\nXFAIL: tests/b.sh\n`,
    `# of tests\nFAIL: tests/a.sh\nXPASS: ${name}\n`,
    `\nPASS: ${name}\nSKIP: b\n`,
    `=== RUN   TestA\n    --- PASS: TestA/${name} (0.00s)\n`,
    `{"Action":"output","Output":"--- PASS: TestA/password=${name} (0.00s)\\n"}\n`,
  ])('are no passwords: %j', (text) => {
    expect(foundIn(Buffer.from(text))).toEqual([]);
  });

  it.each([`USER: joe\nPASS: ${name}\n`, `HOST: a\nPASS: ${name}\nPORT: 22\n`])('are not those: %j', (text) => {
    expect(foundIn(Buffer.from(text))).toHaveLength(1);
  });
});

describe('the key of an index of Algolia', () => {
  const hex = seededRandom(3).text(32, HEX);
  const application = `N8${'EOCSBQ'}GH`;
  it('is low beside its application and its index, since visitors of a page have it', () => {
    const text = `appId: "${application}",\n apiKey: "${hex}",\n indexName: "docs",\n`;
    expect(foundIn(Buffer.from(text))).toMatchObject([{ confidence: 'low' }]);
  });

  it.each([
    `appId: "${application}",\n apiKey: "${hex}",\n`,
    `apiKey: "${hex}",\n indexName: "docs",\n`,
    `appId: "${application}",\n clientSecret: "${hex}",\n indexName: "docs",\n`,
  ])('is as sure as any without them: %j', (text) => {
    const [found] = foundIn(Buffer.from(text));
    expect(found).toBeDefined();
    expect(found?.confidence).toBeUndefined();
  });
});
