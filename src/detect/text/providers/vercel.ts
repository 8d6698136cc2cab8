/** Vercel since 2026: a prefix for each kind, base-62 digits, and their CRC-32 as the last six. Of a store of blobs: its id, and 30 more. */
import { crc32Base62, endsWithCrc32Base62 } from '../checksum.ts';
import { prefixedToken } from '../prefixed-token.ts';
import { ALPHANUMERIC } from '../random-text.ts';
import { alphanumeric } from '../token-parts.ts';

export const vercelRules = [
  prefixedToken({
    id: 'vercel-token',
    title: 'Vercel access token',
    provider: 'Vercel',
    severity: 'critical',
    advice:
      'Delete it at https://vercel.com/account/settings/tokens, and change the environment variables it could read.',
    // Personal, integration, app access, app refresh; AI gateway.
    prefixes: ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'],
    body: [alphanumeric(30, 80)],
    checksum: ({ body }) => (endsWithCrc32Base62(body) ? 'valid' : 'invalid'),
    sign: (random) => {
      const payload = random.text(50, ALPHANUMERIC);
      return { valid: payload + crc32Base62(payload), invalid: payload + crc32Base62(`${payload}.`) };
    },
  }),
  prefixedToken({
    id: 'vercel-blob-token',
    title: 'Vercel Blob read-write token',
    provider: 'Vercel',
    severity: 'high',
    advice: 'Rotate it in the settings of the store (Storage), and look whether its files were changed.',
    prefixes: ['vercel_blob_rw_'],
    body: [alphanumeric(16), '_', alphanumeric(30, 40)],
  }),
];
