/**
 * A token of a fixed form, as data. Acme's deploy tokens are `acme_live_` and 32 letters and digits.
 *
 * Try it:  node dist/cli.js test-detector examples/detectors/acme-token.ts
 * Use it:  node dist/cli.js scan build.zip --detectors examples/detectors/acme-token.ts
 *
 * Node 22.18 and later run TypeScript as it is; for Node 20, compile it to JavaScript first.
 */
import { type Rule, ruleDetector, samplesOfRule } from 'keysieve/detector';

const LETTERS_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

const acmeToken: Rule = {
  id: 'acme-deploy-token',
  title: 'Acme deploy token',
  provider: 'Acme',
  severity: 'critical',
  confidence: 'high',
  advice: 'Revoke the token on the deploy page of Acme, then look at its log of deployments.',
  // Every match contains one of these. The detector is called at each occurrence, so choose rare ones.
  anchors: ['acme_live_'],
  // Reports may show `prefix`. `body` must look random: placeholders such as xxxxxxxx are not tokens.
  pattern: /(?<prefix>acme_live_)(?<body>[A-Za-z0-9]{32})/,
  maxMatchBytes: 42,
  minBitsPerCharacter: 3,
  // Made at run time: a token that is written down here would be found here.
  examples: (random) => {
    const body = random.text(32, LETTERS_AND_DIGITS);
    return [{ text: `acme_live_${body}`, secret: `acme_live_${body}`, hidden: [body] }];
  },
  lookAlikes: (random) => [
    'acme_live_your_token_goes_here_0123456789',
    `acme_live_${random.text(31, LETTERS_AND_DIGITS)}`,
    `acme_live_${random.text(33, LETTERS_AND_DIGITS)}`,
    `acme_test_${random.text(32, LETTERS_AND_DIGITS)}`,
  ],
};

export const detectors = [ruleDetector(acmeToken)];
export const samples = { [acmeToken.id]: samplesOfRule(acmeToken) };
