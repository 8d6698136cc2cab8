/**
 * Users of a kubeconfig (client-go, "Organizing Cluster Access"): `token:` and `password:` under `user:`. Client keys, and tokens
 * that are JWTs, have detectors of their own. Also bootstrap tokens of kubeadm: six and sixteen characters of [a-z0-9].
 */
import { assessPassword, drawnPassword } from '../password.ts';
import { DIGITS, LOWER } from '../random-text.ts';
import type { Rule } from '../rule.ts';

const ADVICE =
  'Delete the token or the user in the cluster, and look at its audit log for what was done under that name.';

/** Tests of kubectl replace the `secret` of a user by a `new_secret`; in the strings of a program, the next one follows it. */
const SAYS_WHAT = /^(?:new|old|my|your|some|bad|good)[_-](?:secret|token|password){1,3}$/;

export const kubeconfigRules: readonly Rule[] = [
  {
    id: 'kubeconfig-credential',
    title: 'Token or password in a kubeconfig',
    provider: 'Kubernetes',
    severity: 'critical',
    confidence: 'high',
    advice: ADVICE,
    anchors: ['user:\n', 'user:\r\n', 'user:\\n', '"user":{', '"user": {'],
    pattern:
      /"?user"?:\s{0,2}(?:\\n)?\{?(?:\s{0,16}"?(?:username|as|client-certificate-data|client-certificate)"?:[^\n,]{1,4000}[\n,]){0,3}\s{0,16}"?(?:token|password)"?: ?"?(?<secret>[^\s"'{}\\,\x00]{3,4096}(?![^\s"'{}\\,\x00]))/,
    maxMatchBytes: 14 << 10,
    edges: { before: /[A-Za-z0-9_-]/ },
    judgesPlaceholders: true,
    check: ({ secret }) =>
      secret.startsWith('eyJ') || SAYS_WHAT.test(secret) ? undefined : assessPassword(secret, { of: 'kubeconfig' }),
    examples: (random) => {
      const secret = drawnPassword(random);
      return [
        `users:\n- name: admin\n  user:\n    token: ${secret}\n`,
        `users:\n- name: admin\n  user:\n    username: admin\n    password: ${secret}\n`,
        `{"users":[{"name":"admin","user":{"token":"${secret}"}}]}`,
      ].map((text) => ({ text, secret, hidden: [secret] }));
    },
    lookAlikes: () => [
      'user:\n    exec:\n      command: aws\n',
      `user:\n    token: \${TOKEN}\n`,
      'user:\n    token: new_secretsecret\n',
      'user:\n    name: none\n  other:\n    token: of-another-section\n',
    ],
  },
  {
    id: 'kubernetes-bootstrap-token',
    title: 'Bootstrap token of kubeadm',
    provider: 'Kubernetes',
    severity: 'high',
    confidence: 'high',
    advice: 'Delete it with `kubeadm token delete`: whoever has it adds a node to the cluster until it ends.',
    anchors: ['--token ', '--token=', 'bootstrap-token', 'token-id:', 'kubeadm'],
    pattern:
      /(?:--token[ =]|bootstrap-token[ =:]{1,3}|token-id: ?|kubeadm[^\n]{0,200}?[ "'=])"?(?<secret>(?<prefix>[a-z0-9]{6}\.)(?<body>[a-z0-9]{16}))/,
    maxMatchBytes: 260,
    admitsStandIns: true,
    minBitsPerCharacter: 2.5,
    check: ({ body }) => (/[0-9]/.test(body) ? { guessable: true } : undefined),
    examples: (random) => {
      const body = `${random.text(9, LOWER)}7${random.text(6, DIGITS + LOWER)}`;
      const secret = `abc4de.${body}`;
      return [{ text: `kubeadm join 10.0.0.1:6443 --token ${secret} \\`, secret, hidden: [body] }];
    },
    lookAlikes: () => ['kubeadm join --token abcdef.123456789abcdef', 'kubeadm join --token <token>'],
  },
];
