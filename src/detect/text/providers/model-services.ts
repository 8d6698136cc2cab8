/**
 * Who serves models, finds what they read and watches what they say, by the name beside the key: a mark that a key has, if it has one, is too
 * short or too common to stand alone.
 */
import { servicesOf } from '../services.ts';
import { alphanumeric, base64, base64url, hex, inRow, oneOf, uuid } from '../shape.ts';

export const modelServiceRules = servicesOf([
  ['agent ops', 'AgentOps', uuid, { severity: 'medium' }],
  ['deep infra', 'DeepInfra', alphanumeric(32)],
  [
    'factory api,factory droid',
    'Factory',
    inRow('fk-', base64url(24, 128)),
    { where: 'the API keys of your account at app.factory.ai' },
  ],
  ['novita', 'Novita AI', inRow('sk_', base64url(43))],
  ['portkey', 'Portkey', inRow(base64(27), '=')],
  ['samba nova', 'SambaNova Cloud', uuid],
  ['serper', 'Serper', hex(40), { severity: 'medium' }],
  ['vectara', 'Vectara', inRow(oneOf('zut_', 'zqt_', 'zwt_'), base64url(20, 64))],
  ['wasmer', 'Wasmer', inRow('wap_', alphanumeric(32, 96)), { what: 'access token' }],
]);
