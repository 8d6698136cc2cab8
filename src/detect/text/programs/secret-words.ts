/**
 * The words by which the name of a setting says that a secret follows. A rule is asked only where one of its anchors stands, so anchors and
 * patterns are made of the same table: a word that had a pattern alone would never be met.
 */

export interface SecretWord {
  /** In lower case; names have it in any. */
  readonly text: string;
  /** What may stand between it and `key`, which follows then. */
  readonly separators?: string;
  /** A character that may not stand before it, and one that may not stand behind it: pieces of patterns. */
  readonly notBehind?: string | undefined;
  readonly notBefore?: string;
  /** Of a word that programs have hundreds of times a MiB: what stands behind it where it ends a name. An anchor each, and none without. */
  readonly endings?: readonly string[];
}

/** What closes a name, or tells it from its value. */
const SIGNS = [
  '=',
  ':',
  '"',
  "'",
  '>',
  ' =',
  ' :',
  '\\"',
  '`',
  ']',
  '}',
  '[',
  '|',
  ' ||',
  ' ??',
  '?:',
  ' ?:',
  ' <-',
  ' as string',
  '\n',
  '\r\n',
  '</',
  '&gt;',
  '  ',
  '\t',
  ' |',
  '\x1b',
  '\\=',
];

/**
 * Password in other languages, as names of settings have it. German and its neighbours go on in the same word (`Passwortfeld`), and some are
 * a part of another (`enclave`). In UTF-8 as files have it, so that `senord` stands for `lösenord` too.
 */
const FOREIGN_WORDS: readonly SecretWord[] = [
  ...[
    'passwort',
    'kennwort',
    'wachtwoord',
    'adgangskode',
    'losenord',
    'contrasena',
    'contraseña',
    'motdepasse',
    'mot_de_passe',
  ],
  ...['mot-de-passe', 'haslo', 'hasło', 'heslo', 'senha', 'clave', 'parola', 'sifre', 'şifre', 'salasana'],
]
  .map((text): SecretWord => ({ text, notBehind: text.length < 7 ? '[A-Za-z]' : undefined, notBefore: '[A-Za-z]' }))
  .concat(
    [
      'senord',
      'CONTRASEÑA',
      'HASŁO',
      'пароль',
      'Пароль',
      'ПАРОЛЬ',
      '密码',
      '密碼',
      '口令',
      'パスワード',
      '비밀번호',
      '암호',
    ].map((text) => ({ text })),
  );

export const PASSWORD_WORDS: readonly SecretWord[] = [
  { text: 'password' },
  { text: 'passwd' },
  { text: 'passphrase' },
  { text: 'pwd' },
  { text: '_pass', notBefore: '[A-Za-z_]' },
  ...FOREIGN_WORDS,
  {
    text: 'pw',
    notBehind: '[A-Za-z0-9+/=%]',
    notBefore: '[A-Za-z0-9_]',
    endings: ['=', ':', '"', "'", ' =', ' :', '\\"', '>', ']'],
  },
];

/** Not that of `user_pass`, which is one of the former. `isPass` says in which names it is a password. */
export const PASS_WORD: SecretWord = { text: 'pass', notBehind: '_', notBefore: '[A-Za-z_]', endings: SIGNS };

/** Of types, calls and lists; of two names and more (`tokens`); of a tag with the name of a space. */
const TOKEN_ENDINGS = [
  ...[
    '_',
    '("',
    "('",
    ' ?=',
    '?=',
    ' string =',
    ' "',
    " '",
    ' @"',
    '() {',
    '(): ',
    '() => ',
    '() = ',
    '() ->',
    '.set("',
    '{"',
    ' {',
    '**',
  ],
  ...[',"', ",'", ', "', ", '", ',<', ', <', ', value', ' type=', ' xmlns', ' xsi', 's"', 's:', 's =', 's='],
];

export const SECRET_WORDS: readonly SecretWord[] = [
  { text: 'secret' },
  // A part of many a name: `token_` begins the rest of one, `token ?=` is of Makefiles, `token string =` of Go.
  { text: 'token', endings: [...SIGNS, ...TOKEN_ENDINGS] },
  { text: 'api', separators: ' _.-' },
  { text: 'encryption', separators: '_.-' },
  ...['access', 'auth', 'private', 'signing', 'master', 'jwt', 'hmac', 'session', 'subscription'].map((text) => ({
    text,
    separators: '_-',
  })),
  { text: 'credential' },
];

/** `--token value`, `--auth-token value`. */
export const TOKEN_OPTION: SecretWord = { text: '-token', endings: [' '] };

/** `--db-pass value`. */
export const PASS_OPTION: SecretWord = { text: '-pass', notBefore: '[A-Za-z_]', endings: [' '] };

/** A piece of a pattern, for text with one character a byte. */
export function patternOf(words: readonly SecretWord[]): string {
  return words
    .map(({ text, separators, notBehind, notBefore }) => {
      const before = notBehind === undefined ? '' : `(?<!${notBehind})`;
      const key = separators === undefined ? '' : `[${separators}]?key`;
      return `${before}${Buffer.from(text).toString('latin1')}${key}${notBefore === undefined ? '' : `(?!${notBefore})`}`;
    })
    .join('|');
}

/** In lower case: each way in which a name may have one of them. */
export function anchorsOf(words: readonly SecretWord[]): string[] {
  return words.flatMap((word) =>
    spellings(word).flatMap((text) => (word.endings ?? ['']).map((ending) => text + ending)),
  );
}

/** `apikey`, `api_key`, `api.key`, `api-key`. */
function spellings({ text, separators }: SecretWord): string[] {
  return separators === undefined ? [text] : ['', ...separators].map((separator) => `${text}${separator}key`);
}

/** The longest in any spelling: `encryption-key`. */
export const MAX_WORD_BYTES = Math.max(
  ...[...PASSWORD_WORDS, ...SECRET_WORDS].flatMap(spellings).map((text) => Buffer.byteLength(text)),
);

export const IS_FOREIGN = new RegExp(`^(?:${patternOf(FOREIGN_WORDS)})`, 'i');
/** Words that mean something else as well: a key of a map, a word, a headword. */
export const IS_OF_MANY_MEANINGS = /^(?:clave|parola|heslo)$/i;
