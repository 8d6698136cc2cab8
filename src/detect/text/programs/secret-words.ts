/**
 * The words by which the name of a setting says that a secret follows. A rule runs only at its anchors, so anchors and patterns
 * are made from the same table: a word in a pattern alone would never be reached.
 */

export interface SecretWord {
  /** In lower case; matches in any case. */
  readonly text: string;
  /** Possible separators between it and a following `key`. */
  readonly separators?: string;
  /** Pattern parts: a character that must not precede it, and one that must not follow it. */
  readonly notBehind?: string | undefined;
  readonly notBefore?: string;
  /**
   * For a word that programs have hundreds of times per MiB: what follows it at the end of a name. Each becomes an anchor, and the
   * bare word is none.
   */
  readonly endings?: readonly string[];
}

/** Signs that close a name, or separate it from its value. */
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
  // In highlighted code
  '&quot;',
  '&#',
  '<span',
  '<tspan',
  ' <span',
];

/**
 * Password in other languages, as in names of settings. In German and its neighbours the word may continue (`Passwortfeld`), and
 * some are part of another word (`enclave`). In UTF-8 as in files, so `senord` covers `lösenord` too.
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
  { text: 'pass_phrase' },
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

/** Except in `user_pass`, which is one of the former. `isPass` decides in which names it means a password. */
export const PASS_WORD: SecretWord = { text: 'pass', notBehind: '_', notBefore: '[A-Za-z_]', endings: SIGNS };

/** Of types, calls and lists; of two names or more (`tokens`); of a tag with a namespace. */
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
  // Part of many names: `token_` begins the rest of one, `token ?=` is from Makefiles, `token string =` from Go.
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

/** A pattern part, for text of one character per byte. */
export function patternOf(words: readonly SecretWord[]): string {
  return words
    .map(({ text, separators, notBehind, notBefore }) => {
      const before = notBehind === undefined ? '' : `(?<!${notBehind})`;
      const key = separators === undefined ? '' : `[${separators}]?key`;
      return `${before}${Buffer.from(text).toString('latin1')}${key}${notBefore === undefined ? '' : `(?!${notBefore})`}`;
    })
    .join('|');
}

/** In lower case: every spelling of each word in a name. */
export function anchorsOf(words: readonly SecretWord[]): string[] {
  return words.flatMap((word) =>
    spellings(word).flatMap((text) => (word.endings ?? ['']).map((ending) => text + ending)),
  );
}

/** `apikey`, `api_key`, `api.key`, `api-key`. */
function spellings({ text, separators }: SecretWord): string[] {
  return separators === undefined ? [text] : ['', ...separators].map((separator) => `${text}${separator}key`);
}

/** The longest word in any spelling: `encryption-key`. */
export const MAX_WORD_BYTES = Math.max(
  ...[...PASSWORD_WORDS, ...SECRET_WORDS].flatMap(spellings).map((text) => Buffer.byteLength(text)),
);

export const IS_FOREIGN = new RegExp(`^(?:${patternOf(FOREIGN_WORDS)})`, 'i');
/** Words that also mean something else: a key of a map, a word, a headword. */
export const IS_OF_MANY_MEANINGS = /^(?:clave|parola|heslo)$/i;
