/**
 * Tokens of Jupyter servers: `?token=` of 48 hex digits in the address that a server prints (jupyter_server, "Token
 * authentication"), and `c.ServerApp.token` or `--NotebookApp.token` in configurations.
 */
import { assessPassword, drawnPassword } from '../password.ts';
import { HEX } from '../random-text.ts';
import type { Rule } from '../rule.ts';

const ADVICE = 'Restart the server, which makes a new token; whoever has this one runs code on it.';

export const jupyterRules: readonly Rule[] = [
  {
    id: 'jupyter-server-token',
    title: 'Token of a Jupyter server',
    provider: 'Jupyter',
    severity: 'high',
    confidence: 'high',
    advice: ADVICE,
    anchors: ['?token='],
    glance: (window, at) => window[at - 1] !== undefined,
    pattern: /\?token=(?<secret>[0-9a-f]{48})/,
    maxMatchBytes: 56,
    contextBytes: 120,
    edges: { after: /[A-Za-z0-9_-]/ },
    check: ({ window, start }) => {
      const isServer = /https?:\/\/[^\s"'<>?]{1,100}:\d{2,5}\/[^\s"'<>?]{0,60}$/.test(window.slice(0, start));
      return isServer ? {} : undefined;
    },
    examples: (random) => {
      const secret = random.text(48, HEX);
      return ['lab', ''].map((page) => ({
        ...{ text: `http://127.0.0.1:8888/${page}?token=${secret}`, secret, hidden: [secret] },
      }));
    },
    lookAlikes: (random) => [
      `https://acme-shop.io/login?token=${random.text(48, HEX)}`,
      `http://127.0.0.1:8888/?token=${random.text(47, HEX)}`,
      'http://127.0.0.1:8888/?token=...',
    ],
  },
  {
    id: 'jupyter-configured-token',
    title: 'Token or password in a configuration of Jupyter',
    provider: 'Jupyter',
    severity: 'high',
    confidence: 'high',
    advice: `Take it out of the configuration. ${ADVICE}`,
    anchors: ['App.token', 'IdentityProvider.token'],
    pattern:
      /(?:ServerApp|NotebookApp|IdentityProvider|App)\.token ?= ?\\?["']?(?<secret>[^\s"'\\\x00]{3,128})(?=["'\s\\])/,
    bytesBefore: 16,
    maxMatchBytes: 180,
    edges: {},
    judgesPlaceholders: true,
    // `App.token = data.token;` of programs.
    check: ({ secret }) => (secret.endsWith('.token;') ? undefined : assessPassword(secret, { of: 'jupyter' })),
    examples: (random) => {
      const secret = drawnPassword(random);
      return [`c.ServerApp.token = '${secret}'\n`, `jupyter lab --NotebookApp.token=${secret} `].map((text) => ({
        ...{ text, secret, hidden: [secret] },
      }));
    },
    lookAlikes: () => [
      "c.ServerApp.token = ''",
      'App.token = data.token;\n',
      "--NotebookApp.token='' --NotebookApp.password=''",
    ],
  },
];
