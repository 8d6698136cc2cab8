/**
 * The key with which Apache Shiro encrypts cookies that remember a user (AbstractRememberMeManager): whoever has it can make the
 * server deserialise what he likes.
 */
import type { Rule } from '../rule.ts';
import { assessKeyBytes } from './symmetric-key.ts';

export const shiroRules: readonly Rule[] = [
  {
    id: 'shiro-cipher-key',
    title: 'Key of the cookies of Apache Shiro',
    provider: 'Apache Shiro',
    severity: 'critical',
    confidence: 'high',
    advice: 'Set another, made at random for each installation: with this one anybody runs code on the server.',
    anchors: ['setCipherKey(', 'emberMeManager.cipherKey', 'shiro.rememberMe.cipherKey', 'shiro.cipherKey'],
    pattern:
      /(?:setCipherKey\([\w.() ]{0,80}\("|(?:emberMeManager|shiro(?:\.rememberMe)?)\.cipherKey["']?\s{0,8}[:=]\s{0,8}["']?)(?<secret>[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{32}|[A-Za-z0-9+/]{22}==)/,
    maxMatchBytes: 180,
    edges: { after: /[A-Za-z0-9+/=]/ },
    check: ({ secret }) => assessKeyBytes(Buffer.from(secret, 'base64')),
    examples: (random) =>
      [16, 32].flatMap((bytes) => {
        const secret = Buffer.from(random.bytes(bytes)).toString('base64');
        return [
          `cookieRememberMeManager.setCipherKey(Base64.decode("${secret}"));`,
          `manager.setCipherKey(Base64.getDecoder().decode("${secret}"));`,
          `securityManager.rememberMeManager.cipherKey = ${secret}\n`,
          `shiro.cipherKey=${secret}\n`,
        ].map((text) => ({ text, secret, hidden: [secret], facts: { bits: 8 * bytes } }));
      }),
    lookAlikes: () => [
      'manager.setCipherKey(Base64.decode(cipherKey));',
      `manager.setCipherKey(Base64.decode("${'A'.repeat(22)}=="));`,
      'shiro.cipherKey=$SHIRO_KEY_OF_THE_COOKIES\n',
    ],
  },
];
