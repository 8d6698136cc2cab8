/**
 * Passwords that protect nothing, since everyone tries them: defaults of tools (`changeit` of Java, `android` of the Android debug
 * key store, `notasecret` of Google's P12 files), examples of manuals, and no password. In the order in which they are tried.
 */
export const USUAL_PASSWORDS: readonly string[] = [
  'changeit',
  '',
  'password',
  'changeme',
  'android',
  'secret',
  '123456',
  'notasecret',
  'test',
  'storepass',
  '12345678',
  'changeMe',
];
