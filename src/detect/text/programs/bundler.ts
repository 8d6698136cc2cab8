/**
 * Bundler's credentials for gem servers, in .bundle/config and in the environment: `BUNDLE_` and the name of the host in capitals,
 * whose dots are `__` and whose dashes are `___`, and `user:password` or a token (bundler.io/man/bundle-config.1.html).
 */
import { assessPassword, drawnPassword } from '../password.ts';
import { isPublished } from '../published.ts';
import type { Assessment, Candidate, Example, Rule } from '../rule.ts';

/** Settings of these names concern a gem (`BUNDLE_BUILD__PG`, `BUNDLE_LOCAL__RACK`) or another address (`BUNDLE_MIRROR__…`). */
const OF_GEM = /^(?:BUILD|LOCAL|MIRROR|PLUGINS|DISABLE_LOCAL)__/;
/** The password that GitHub accepts after a token in place of the user. */
const NO_PASSWORD = /^x-(?:oauth-basic|access-token)$/;

export const bundlerRules: readonly Rule[] = [
  {
    id: 'bundler-credential',
    title: 'Credential of Bundler for a server of gems',
    provider: 'Bundler',
    severity: 'high',
    confidence: 'high',
    advice:
      'Revoke it at that server, and hand the next one to the step that installs gems as a secret of its environment.',
    anchors: ['BUNDLE_'],
    pattern:
      /BUNDLE_(?<host>[A-Z0-9]{1,40}(?:_{2,3}[A-Z0-9]{1,40}){0,6}__(?:COM|NET|ORG|IO|DEV|CO|CLOUD|APP|TECH|INTERNAL|LOCAL|CORP|[A-Z]{2}))(?:["']?(?:=|:[ \t]{1,4})|["']:)["']?(?:(?<user>[\w.@%+-]{1,128}):)?(?<secret>[^\s"':@/\x00]{6,2048}(?![^\s"':@/\x00]))/,
    maxMatchBytes: 2512,
    contextBytes: 1,
    edges: { before: /[A-Za-z0-9_]/ },
    judgesPlaceholders: true,
    check: assess,
    examples: (random) => {
      const secret = drawnPassword(random);
      const [name, code] = [random.text(8, '0123456789abcdef'), `d0${random.text(6, '0123456789abcdef')}`];
      return [
        `BUNDLE_GEMS__EXAMPLE__COM: "deploy:${secret}"\n`,
        `export BUNDLE_GEM__FURY__IO=${secret}\n`,
        `{"BUNDLE_GEM__FURY__IO":"${secret}"}`,
        `BUNDLE_RUBYGEMS__PKG__MY___COMPANY__COM=ci@acme.io:${secret}\n`,
      ]
        .map((text): Example => ({ text, secret, hidden: [secret] }))
        .concat([
          { text: `BUNDLE_GITHUB__COM: ${secret}:x-oauth-basic\n`, secret, hidden: [secret] },
          {
            text: `BUNDLE_GEMS__CONTRIBSYS__COM: ${name}:${code}\n`,
            secret: code,
            hidden: [code],
            confidence: 'medium',
          },
        ]);
    },
    lookAlikes: (random) => [
      'BUNDLE_BUILD__NOKOGIRI: "--use-system-libraries"',
      'BUNDLE_LOCAL__RACK__IO: "~/src/rack7"',
      'BUNDLE_MIRROR__RUBYGEMS__ORG: "deploy:gems7.example"',
      'BUNDLE_GEMS__EXAMPLE__COM: "$USER:$PASS"',
      'BUNDLE_GEM__TEST: "rspec7rspec"',
      `BUNDLE_GEMS__EXAMPLE__COM: https://gems.example.com/${random.text(8, 'abcd')}`,
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a template of the shell
      'BUNDLE_GEMS__EXAMPLE__COM=${{ secrets.GEMS }}',
    ],
  },
];

function assess({ window, end, groups, secret }: Candidate): Assessment | undefined {
  const { host = '', user } = groups;
  if (user !== undefined && isPublished(user)) return undefined;
  if (OF_GEM.test(host) || /[${}<>()*]/.test(secret + (user ?? '')) || /^https?$/.test(user ?? '')) return undefined;
  const of = host.replace(/_{3}/g, '-').replaceAll('__', '.').toLowerCase();
  if (user === undefined && window[end] === ':') return undefined;
  if (user === undefined || !NO_PASSWORD.test(secret)) return assessPassword(secret, { of });
  const found = assessPassword(user, { of });
  const from = end - secret.length - 1 - user.length;
  return (
    found && {
      ...found,
      place: { start: from, end: from + user.length },
      identity: window.slice(from, end - secret.length - 1),
    }
  );
}
