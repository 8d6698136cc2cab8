/**
 * AWS access keys. An id is four letters and 16 base-32 digits (IAM documentation, "unique identifiers"): AKIA for a key
 * of a user, ASIA for a temporary one. A secret is 40 base64 characters without any mark of its own, so it counts only near an
 * id, or behind its usual name. The id is no secret; alone it is reported low, since it says whose key to look for.
 * A session token is base64 of a structure that begins with the words "origin_ec" or "er/aws".
 */
import { bitsPerCharacter } from '../entropy.ts';
import { isPlaceholder, looksMadeUp } from '../placeholder.ts';
import { isPublished } from '../published.ts';
import { ALPHANUMERIC, BASE32, BASE64, type RandomText } from '../random-text.ts';
import type { Assessment, Candidate, Edges, Example, Rule } from '../rule.ts';

/** How far apart an id and its secret may stand: a few lines of a configuration, or the members of one JSON object. */
const PAIR_BYTES = 400;
const ID = /(?<![A-Za-z0-9])A(?:KIA|SIA)[A-Z2-7]{16}(?![A-Za-z0-9])/g;
/** 40 base64 characters that stand alone; `/` may be written `\/` or `%2F`, and `+` `%2B`, as JSON and URLs do: there a longer one goes on, or begins, so. */
const SECRET = /(?<![A-Za-z0-9+/%])(?:[A-Za-z0-9+/]|\\\/|%2[BFbf]){40}(?![A-Za-z0-9+/=]|%(?:2[BFbf]|3[Dd]))/g;
/**
 * Its length stands before it: 40 in a byte or more, or, right behind the id, as PostgreSQL writes it. Its neighbour may go on as it does.
 * Or 40 behind a tag that prints: `2(` in profiles of pprof, `z(` in Python's marshal; the next value's length stands behind it.
 */
const COUNTED_SECRET =
  /(?<=[\x00-\x08\x0e-\x1a\x80-\xff]\(|\(\0\0\0)[A-Za-z0-9+/]{40}|(?<=\+A(?:KIA|SIA)[A-Z2-7]{16}S)[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])|(?<=[!-~\n]\()[A-Za-z0-9+/]{40}(?=[!-(*-~]{0,2}[\x00-\x1a\x80-\xff])/g;
const SECRET_BYTES = 120;
/** Around an id: a secret. */
const CONTEXT_BYTES = PAIR_BYTES + SECRET_BYTES;
/** Around a secret: an id and all that the id would look at. */
const WIDE_CONTEXT_BYTES = PAIR_BYTES + 20 + CONTEXT_BYTES;
const SESSION_TOKEN = /(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz|FQoDYXdz)[A-Za-z0-9+/=%\\]{16}/;
const ID_EDGES: Edges = { before: /[A-Za-z0-9+]/, after: /[A-Za-z0-9+=_]/ };

/** How the id and the secret of all of Amazon's documents begin: with another end they are these, retyped. */
const RETYPED = /^(?:IOSFODNN7|wJalrXUtnFEMI\/K7MDENG)/;
const RETYPED_FINDING = { confidence: 'low' } as const;

const DEACTIVATE =
  'Deactivate the key in IAM (`aws iam update-access-key --status Inactive`), replace it, delete it, and look in CloudTrail for what it did.';

export const awsRules: readonly Rule[] = [
  {
    id: 'aws-access-key',
    title: 'AWS access key: id and secret',
    provider: 'AWS',
    severity: 'critical',
    confidence: 'high',
    advice: `${DEACTIVATE} For a temporary key revoke the sessions of its role.`,
    anchors: ['AKIA', 'ASIA'],
    pattern: /A(?:KIA|SIA)(?<body>[A-Z2-7]{16})/,
    maxMatchBytes: 20,
    contextBytes: CONTEXT_BYTES,
    edges: ID_EDGES,
    check: assessPair,
    examples: pairExamples,
    lookAlikes: pairLookAlikes,
  },
  {
    id: 'aws-access-key-id',
    title: 'AWS access key id, its secret not near',
    provider: 'AWS',
    severity: 'low',
    confidence: 'medium',
    advice: 'An id is not a secret. It names the key to rotate if the secret is elsewhere in the artifact.',
    anchors: ['AKIA', 'ASIA'],
    pattern: /(?<prefix>A(?:KIA|SIA))(?<body>[A-Z2-7]{16})/,
    maxMatchBytes: 20,
    contextBytes: CONTEXT_BYTES,
    edges: ID_EDGES,
    minBitsPerCharacter: 2.5,
    check: (candidate) => {
      if (pairedSecret(candidate)) return undefined;
      return { facts: idFacts(candidate.secret), ...(RETYPED.test(candidate.body) && RETYPED_FINDING) };
    },
    examples: (random) => {
      const id = random.pick(['AKIA', 'ASIA']) + random.text(16, BASE32);
      const retyped = `AKIAIOSFODNN7${random.text(7, BASE32)}`;
      // Nothing to hide: the whole of it is public.
      return [
        { text: `Credential=${id}/20261124/eu-west-1/s3/aws4_request`, secret: id, hidden: [] },
        { text: `id ${retyped}`, secret: retyped, hidden: [], confidence: 'low' },
      ];
    },
    lookAlikes: (random) => [
      `AKIA${random.text(15, BASE32)}`,
      `AKIA${random.text(17, BASE32)}`,
      `AKIA${random.text(15, BASE32)}0`,
      `X${'ASIA'}${random.text(16, BASE32)}`,
      `AKIAIOSFODNN7${'EXAMPLE'}`,
      `${random.text(24, BASE64)}/AKIA${random.text(16, BASE32)}${random.text(24, BASE64)}`,
    ],
  },
  {
    id: 'aws-secret-access-key',
    title: 'AWS secret access key, its id not near',
    provider: 'AWS',
    severity: 'high',
    confidence: 'high',
    advice: DEACTIVATE,
    anchors: ['secret_access_key', 'secretaccesskey', 'aws_secret', 'aws.secret', 'awssecret'].map(
      (text) => ({ text, ignoreCase: true }) as const,
    ),
    pattern:
      /(?<prefix>(?:aws[_.]?)?secret[_.-]?(?:access[_.-]?)?key)[\\"']{0,4}[ \t]{0,8}(?:=>|:=|[:=>,])[ \t]{0,8}[\\"'`]{0,4}(?<secret>(?:[A-Za-z0-9+/]|\\\/|%2[BF]){40})/i,
    maxMatchBytes: 170,
    contextBytes: WIDE_CONTEXT_BYTES,
    edges: { after: /[A-Za-z0-9+/=]/ },
    admitsStandIns: true,
    check: (candidate) => {
      const { secret } = candidate;
      const text = plain(secret);
      // Of one character, or counting: behind this name it is used as a secret all the same. That of the documents is none.
      if (looksMadeUp(text) && !/EXAMPLE/.test(text) && !isPublished(text))
        return { confidence: 'low', identity: text };
      if (!looksLikeSecret(text) || nearbyPairs(candidate).some((pair) => pair.secret === secret)) return undefined;
      return { identity: text, ...(RETYPED.test(text) && RETYPED_FINDING) };
    },
    examples: (random) => {
      const secret = secretKey(random);
      const retyped = `wJalrXUtnFEMI/K7MDENG/${random.text(18, BASE64)}`;
      return [
        ...[`AWS_SECRET_ACCESS_KEY=${secret}`, `"secretAccessKey": "${secret}"`, `aws.secretKey => '${secret}'`].map(
          (text) => ({ text, secret, hidden: [secret] }),
        ),
        { text: `AWS_SECRET_ACCESS_KEY=${retyped}`, secret: retyped, hidden: [], confidence: 'low' },
      ];
    },
    lookAlikes: (random) => [
      `aws_secret_access_key=${Buffer.from(random.bytes(20)).toString('hex')}`,
      `aws_secret_access_key=${random.text(39, BASE64)}`,
      `aws_secret_access_key=${random.text(44, BASE64)}`,
      `aws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCY${'EXAMPLEKEY'}`,
      `aws_secret_access_key=\${AWS_SECRET_ACCESS_KEY}`,
    ],
  },
  {
    id: 'aws-session-token',
    title: 'AWS session token, its key not near',
    provider: 'AWS',
    severity: 'medium',
    confidence: 'high',
    advice:
      'It works only with its temporary key; look for that in the same artifact, and revoke the sessions of the role.',
    anchors: ['IQoJb3JpZ2lu', 'FwoGZXIvYXdz', 'FQoGZXIvYXdz', 'FQoDYXdz'],
    pattern: /(?<prefix>IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz|FQoDYXdz)(?<body>[A-Za-z0-9+/]{100,4096})={0,2}/,
    maxMatchBytes: 4110,
    contextBytes: WIDE_CONTEXT_BYTES,
    edges: { before: /[A-Za-z0-9+/]/, after: /[A-Za-z0-9+/=]/ },
    minBitsPerCharacter: 4,
    check: (candidate) => (nearbyPairs(candidate).some(({ id }) => id.startsWith('ASIA')) ? undefined : {}),
    examples: (random) => {
      const [body, long] = [random.text(400, BASE64), random.text(4000, BASE64)];
      return [`IQoJb3JpZ2lu${body}==`, `FwoGZXIvYXdz${body}==`, `IQoJb3JpZ2lu${long}`].map((secret) => ({
        text: `aws_session_token = ${secret}`,
        secret,
        hidden: [secret.slice(12, -2)],
      }));
    },
    lookAlikes: (random) => [`IQoJb3JpZ2lu${random.text(60, BASE64)}`],
  },
];

function assessPair(candidate: Candidate): Assessment | undefined {
  const secret = pairedSecret(candidate);
  if (secret === undefined) return undefined;
  const temporary = candidate.secret.startsWith('ASIA');
  const hasSessionToken = temporary && SESSION_TOKEN.test(candidate.window);
  return {
    ...((RETYPED.test(candidate.body) || RETYPED.test(plain(secret.text))) && RETYPED_FINDING),
    // Without its session token a temporary key signs nothing; the token may lie farther away.
    ...(temporary && !hasSessionToken && { severity: 'high' }),
    facts: { ...idFacts(candidate.secret), accessKeyId: candidate.secret, ...(temporary && { hasSessionToken }) },
    place: { start: secret.start, end: secret.end },
    identity: plain(secret.text),
  };
}

interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The secret nearest to the id; of two as near, the one behind it, since the id comes first in most files. */
function pairedSecret({ window, start, end }: Pick<Candidate, 'window' | 'start' | 'end'>): Piece | undefined {
  const near = [SECRET, COUNTED_SECRET]
    .flatMap((pattern) => pieces(pattern, window, start - CONTEXT_BYTES, end + CONTEXT_BYTES))
    .filter((piece) => piece.end <= start || piece.start >= end)
    .map((piece) => ({ piece, gap: piece.end <= start ? start - piece.end : piece.start - end }))
    .filter(({ piece, gap }) => gap <= PAIR_BYTES && looksLikeSecret(plain(piece.text)));
  near.sort((a, b) => a.gap - b.gap || b.piece.start - a.piece.start);
  return near[0]?.piece;
}

/** Secrets that make a pair with an id near this match, each with its id: the pair's rule reports them. */
function nearbyPairs({ window, start, end }: Candidate): { id: string; secret: string }[] {
  const ids = pieces(ID, window, start - PAIR_BYTES - 20, end + PAIR_BYTES + 20);
  return ids.flatMap((id) => {
    if (isPlaceholder(id.text.slice(4)) || isPublished(id.text)) return [];
    const secret = pairedSecret({ window, ...id });
    return secret ? [{ id: id.text, secret: secret.text }] : [];
  });
}

function pieces(pattern: RegExp, window: string, start: number, end: number): Piece[] {
  const from = Math.max(0, start);
  return [...window.slice(from, end).matchAll(pattern)].map((match) => ({
    text: match[0],
    start: from + match.index,
    end: from + match.index + match[0].length,
  }));
}

function plain(secret: string): string {
  return secret
    .replaceAll('\\/', '/')
    .replace(/%2[Ff]/g, '/')
    .replace(/%2[Bb]/g, '+');
}

/**
 * 40 random base64 characters lack a digit, an upper-case or a lower-case letter once in 1,000, and have ten lower-case letters in a
 * row once in 250: hex digests, paths and names of classes have one or the other.
 */
function looksLikeSecret(text: string): boolean {
  if (!/[0-9]/.test(text) || !/[A-Z]/.test(text) || !/[a-z]/.test(text) || /[a-z]{10}/.test(text)) return false;
  return bitsPerCharacter(text) >= 4 && !isPlaceholder(text) && !isPublished(text);
}

/**
 * The account that an id belongs to: bits 1 to 40 of its base-32 body. Ids from before 2019 do not hold it; theirs have
 * bit 0 clear.
 */
function idFacts(id: string): { awsAccountId?: string } {
  let bits = 0n;
  for (const digit of id.slice(4, 14)) bits = (bits << 5n) | BigInt(BASE32.indexOf(digit));
  // Ten digits are 50 bits; the first 48 are the six bytes of the formula (x & 0x7fffffffff80) >> 7.
  const account = ((bits >> 2n) & 0x7fffffffff80n) >> 7n;
  const isNew = bits >> 49n === 1n;
  return isNew && account < 10n ** 12n ? { awsAccountId: account.toString().padStart(12, '0') } : {};
}

/** A body whose first digits hold account 123456789012. */
function accountId(random: RandomText): string {
  const bits = ((1n << 40n) | 123456789012n) << 9n;
  const digits = Array.from({ length: 10 }, (_, at) => BASE32.charAt(Number((bits >> BigInt(45 - 5 * at)) & 31n)));
  return digits.slice(0, 9).join('') + random.text(7, BASE32);
}

function secretKey(random: RandomText): string {
  for (;;) {
    const text = random.text(40, BASE64);
    if (looksLikeSecret(text)) return text;
  }
}

function pairExamples(random: RandomText): Example[] {
  const id = `AKIA${accountId(random)}`;
  const secret = secretKey(random);
  const temporary = `ASIA${accountId(random)}`;
  const token = `IQoJb3JpZ2lu${random.text(300, BASE64)}`;
  const facts = { accessKeyId: id, awsAccountId: '123456789012', checksum: 'none' };
  const hidden = [secret];
  return [
    { text: `[default]\naws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`, secret, hidden, facts },
    { text: `{"SecretAccessKey":"${secret}","AccessKeyId":"${id}"}`, secret, hidden, facts },
    { text: `${id},${secret}`, secret, hidden, facts },
    {
      text: `AWS_ACCESS_KEY_ID=${temporary} AWS_SECRET_ACCESS_KEY=${secret} AWS_SESSION_TOKEN=${token}`,
      secret,
      hidden: [secret, token.slice(12)],
      facts: { accessKeyId: temporary, hasSessionToken: true },
    },
    {
      text: `export AWS_ACCESS_KEY_ID=${temporary}\nexport AWS_SECRET_ACCESS_KEY=${secret}\n`,
      secret,
      hidden,
      severity: 'high',
      facts: { accessKeyId: temporary, hasSessionToken: false },
    },
  ];
}

function pairLookAlikes(random: RandomText): string[] {
  const id = `AKIA${random.text(16, BASE32)}`;
  return [
    `AKIAIOSFODNN7${'EXAMPLE'} wJalrXUtnFEMI/K7MDENG/bPxRfiCY${'EXAMPLEKEY'}`,
    `${id} ${Buffer.from(random.bytes(20)).toString('hex')}`,
    `${id} ${'x'.repeat(40)}`,
    `${id}${' '.repeat(PAIR_BYTES + 1)}${secretKey(random)}`,
    `${id} com/amazonaws/services/S3/model/GetObject`,
    // A token in a signed URL, over several lines of a program.
    `${id}%2F20171220' +\n'${secretKey(random)}%2B${random.text(8, BASE64)}'`,
    `${id}%2F20171220&X-Amz-Security-Token=${random.text(8, ALPHANUMERIC)}%2F${random.text(38, ALPHANUMERIC)}' +\n'`,
  ];
}
