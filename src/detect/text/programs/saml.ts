/**
 * SAML 2.0 bearer assertions (saml-profiles-2.0-os, section 3.3: `cm:bearer`), as in an identity provider's answer: XML with a
 * signature (XML Signature, section 4.3) before the subject. In browser traces and proxy logs they are in forms, as
 * `SAMLResponse`, in base64, which is decoded like any other. They are valid once and for minutes, and therefore low: what remains
 * is who signed in, and where.
 */
import type { FactRecord } from '../../../model/finding.ts';
import { BASE64, HEX, type RandomText } from '../random-text.ts';
import type { Assessment, Candidate, Rule } from '../rule.ts';

/** After a signature: its certificates, and the subject with its confirmation. */
const CONTEXT_BYTES = 8000;
/** From 128 bytes (RSA with 1024 bits; ECDSA has 64) up to 1024. */
const SIGNATURE = String.raw`(?<secret>(?:[A-Za-z0-9+/]|\s|&#(?:13|xD);){86,1500}={0,2})`;
const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';

export const samlRules: readonly Rule[] = [
  {
    id: 'saml-assertion',
    title: 'Signed assertion of SAML for a bearer',
    provider: 'SAML',
    severity: 'medium',
    confidence: 'low',
    advice:
      'Whoever holds it is its subject until it expires, which is a matter of minutes, if the service takes it twice. Keep forms and their answers out of traces and logs.',
    anchors: ['SignatureValue>'],
    pattern: new RegExp(`SignatureValue>\\s{0,40}${SIGNATURE}\\s{0,40}</`),
    maxMatchBytes: 1700,
    contextBytes: CONTEXT_BYTES,
    edges: {},
    check: assess,
    examples: (random) =>
      ['saml2:', 'saml:', ''].map((prefix) => {
        const secret = `${random.text(342, BASE64)}==`;
        const text = responseOf(random, prefix, secret, BEARER);
        return {
          ...{ text, secret, hidden: [secret], confidence: 'low' },
          facts: { issuer: 'https://id.acme-shop.io', expires: '2026-01-01T00:05:00Z' },
        } as const;
      }),
    lookAlikes: (random) => {
      const signature = `${random.text(342, BASE64)}==`;
      return [
        responseOf(random, 'saml:', signature, 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key'),
        `<ds:SignatureValue>${signature}</ds:SignatureValue><md:IDPSSODescriptor></md:IDPSSODescriptor>`,
        `<ds:SignatureValue></ds:SignatureValue> ${BEARER}`,
        `<ds:SignatureValue>...</ds:SignatureValue> <saml:SubjectConfirmation Method="${BEARER}"/>`,
      ];
    },
  },
];

function assess({ window, start, end }: Candidate): Assessment | undefined {
  const behind = window.slice(end);
  const at = behind.indexOf(`"${BEARER}"`);
  // If answer and assertion are both signed, the assertion's signature counts.
  if (at < 0 || behind.slice(0, at).includes('Signature>', behind.indexOf('Signature>') + 1)) return undefined;
  const issuer = /Issuer(?:[ \t][^<>]{0,200})?>([^<>\s"']{1,200})</.exec(
    window.slice(Math.max(0, start - 4000), start),
  )?.[1];
  const expires = /NotOnOrAfter="(\d{4}-\d\d-\d\dT[\d:.]{5,16}Z)"/.exec(behind.slice(at))?.[1];
  const facts: FactRecord = { ...(issuer && { issuer }), ...(expires && { expires }) };
  return { facts };
}

function responseOf(random: RandomText, prefix: string, signature: string, method: string): string {
  const certificate = `MIIC${random.text(800, BASE64)}`;
  return (
    `<${prefix}Assertion ID="_${random.text(32, HEX)}" Version="2.0"><${prefix}Issuer>https://id.acme-shop.io</${prefix}Issuer>` +
    `<ds:Signature><ds:SignatureValue>${signature}</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}` +
    `</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature><${prefix}Subject><${prefix}NameID>someone</${prefix}NameID>` +
    `<${prefix}SubjectConfirmation Method="${method}"><${prefix}SubjectConfirmationData NotOnOrAfter="2026-01-01T00:05:00Z"/>`
  );
}
