/** DevCycle: `dvc_server_`, a hash, and for newer keys `_v1`; the keys `dvc_client_` and `dvc_mobile_` are for what users are given. */
import { prefixedToken } from '../prefixed-token.ts';
import { TOKEN_EDGES } from '../rule.ts';
import { alphanumeric } from '../token-parts.ts';
import { isOfWords } from '../value-kind.ts';

export const devcycleRules = [
  prefixedToken({
    id: 'devcycle-server-key',
    title: 'DevCycle server SDK key',
    provider: 'DevCycle',
    severity: 'high',
    advice: 'Rotate it in DevCycle (Environments and keys): it tells every flag and whom it is for.',
    prefixes: ['dvc_server_'],
    body: [alphanumeric(20, 64)],
    edges: { before: TOKEN_EDGES.before!, after: /[A-Za-z0-9-]/ },
    check: ({ body }) => (isOfWords(body) ? undefined : {}),
  }),
];
