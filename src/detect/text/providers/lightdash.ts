/** Lightdash: `ldpat_` and 32 hex digits. */
import { prefixedToken } from '../prefixed-token.ts';
import { hex } from '../token-parts.ts';

export const lightdashRules = [
  prefixedToken({
    id: 'lightdash-personal-token',
    title: 'Lightdash personal access token',
    provider: 'Lightdash',
    severity: 'high',
    advice: 'Delete it in the Lightdash settings (Personal access tokens): it queries what you may query.',
    prefixes: ['ldpat_'],
    body: [hex(32)],
  }),
];
