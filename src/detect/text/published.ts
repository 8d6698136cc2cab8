/**
 * Credentials that an issuer printed in its own documents. They open nothing, and half of all test data holds them. Known
 * by SHA-256, since the text itself would be a finding in this repository.
 */
import { sha256Hex } from '../fingerprint.ts';

const PUBLISHED: ReadonlySet<string> = new Set([
  // jwt.io: the payloads of the sample tokens, so that they are known under every algorithm and key.
  '3373cfa8cfd3d25622125d01af103fd4727b8d44648999185b68346ab5f4d59d',
  '25be1edd45a3a982faa1861a20949eb23625d150d1926403060937ade7f2a1de',
  '9cad21446b79d6b1604a6f3e50d15769c94a1b6ed0f3f49ebf871f7ecca7fdb8',
  // The payload of the first of them without its name.
  '657cab5b19284ce588d48e9f0e4fdc21a68de97752f10c409656bd9910b950de',
  // The payload of the token in PyJWT's README.
  '60c7b360c63758918173e2f9c36036da504edbae122a616a53747b4ab042e1f1',
  // Basic headers of RFC 6749 (sections 2.3.1 and 4.1.3), RFC 7617 (section 2) and the encyclopedia's article on them.
  'ca7459e2b26776de081b9a07e40227fd6cff232a1e3233ff6b6aa6d036ca9981',
  '584b27d64ebc1b3341f7fc9a9c3f1a54422e9a1ca3079fd5531d9f489219f8d0',
  'cf4d418ed3de92d71f767db5391d5a2dacd40e1ce49e75d1137e2ecf4982d844',
  '73f71af093fdf1541b2c376f03436d71d1209d8a181f87d36e53a44b87ac4c4f',
  // That of RFC 7617 in small letters and without its space, as Go's own tests have it.
  'ad62d48d8b069026a2a0d0291f857a77e1975edf610aa3502e8bc71bd96f513a',
  // Tokens of RFC 5849 (sections 3.1 and 1.2), and their secrets.
  '2ff8b0fb93aca981c78f1e94355c298c23435461f1072ef4674848e620371787',
  'bb9b1163338b2a51495834ad5c65420443d6327381cf0f94ebf92b117f209d72',
  '649e1f5c769e718ba10d1a702a36499a731441d960b06da91c4c97786bf84595',
  // Tokens of RFC 6749 (section 5.1), and the secret of one-time passwords that Google's key URI format prints.
  '6c96130f130ab0d6d158397e24d2bcc1c9a5e73ae081f6e983f1c7b545d24a4c',
  '00cf4c781dc37003f7c7dd7d4c9a6ef1e0f4c62d9a291aa8bc398774e3fefd32',
  '8be5d113c0871ce1a122d68a7dff940ab7b09ad8dfcfd9a85aa5c1acc026279e',
  // The key of the demonstration organization of Cisco Meraki.
  'd9c3482af2ba6590401884b4e15dea6dc4b08ab69bd1600930d9688e3fb08250',
  // Names of Microsoft's public keys in .NET (ECMA-335, II.6.3): SHA-1 of them, which stands in every program.
  '5c892fbb69e60a4d878947d96b65172d8c67643a23b59d3ee87a1169e3e05548',
  '676e1a939d4008bb71a7291f1e751730e9befc65baf35261d58055b773983293',
  '6f47031ddf7c7c4e8e811c496aa92d785b5a3753d592d069d581aab03b32e1fc',
  '5a3bcf0a6739f791504d185e40c99df151c1e137c3833c3e2fb9490d8b77b1c0',
  '48a4b893bd940071d7ba5066dfe6f0e972baaeca064d3a96926eed3c5a1998c8',
  'e37b13b435af4e0a61a166db0df11c403e9b4fad69c5f6a7dda83c3217ff0b13',
  '51394fcf4b7d04a901585638b4d79f9bbd0973595184a89b97d6bda90ec1fa26',
  // The account key of Azurite, the emulator of Azure Storage.
  '0011cc25eb4320717494d2703e8cba85743e71b500283c21c8b88147992f9059',
]);

/** @param text a whole token, or the part of one that the list names */
export function isPublished(text: string): boolean {
  return PUBLISHED.has(sha256Hex(text));
}
