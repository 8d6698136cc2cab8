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
  // Keys of AES in FIPS 197 and SP 800-38A (128, 192 and 256 bits) and in its GCM, and of Zigbee's trust center, in small hex.
  '2ef2503d964e9668092e6878d3c390ca7909bbbffabd781857115e3be4bb3e5a',
  'c12ce25303a023aa1317614428c0ac8ef707c5a370d7c766353c66df5d2cb46f',
  '837e8e636d452b6133d5a5c56de1eb57c08a94bbe632804fa621a49014c5c034',
  '57c065fb036e9fcdbdfcf5a08882af40cd3e1b1340c165ce34952242c72f5d97',
  'e07a1c500e3b072107e09a884d9fdede0372eacae51af8d7809fb20e4d396359',
  // The volume key in the FAQ of cryptsetup, in small hex.
  'd7a009eb0fb105bf8beed6854e783776d69e7a09601d56d9f8015193e0cab005',
  // Recovery keys in the tests of systemd.
  '1d3dacae2b147b9a1f94688a53deb5b87b6cf5ca46489651e429c670eb9f4ca6',
  '1d086cd3f8fb5a26d7203c4cccfc80bcab32ec034b264ddf8cfcd107f1c5b3c5',
  'b953b9265d095d585866ce405a4cc2cafadec9e2ea651e8ee17cde01ff9d08a3',
  // The account key of Azurite, the emulator of Azure Storage.
  '0011cc25eb4320717494d2703e8cba85743e71b500283c21c8b88147992f9059',
  // Keys of the accounts that Hardhat and Anvil print when they start (20), and Ganache with `--deterministic` (10), in hex.
  'bc1a50966c9e6486bc4ebf880b51611a2a97fcb8e7a6976e9b81a9e3e8ca0e3c',
  '8335c55334821eefd4334369ff9c04a8594f161013cf9d87f58802d87297837e',
  'b26ab6529d20ebebb4192256f202984754f785481c64b1a1aed58cac93b3617e',
  '64034b44c579b335ab5e85debbfe72789e970138cc8d296799c3833a2a8525fb',
  '4d3e46eec8244d1d106f866ee48994f6176705298aee1b8426b2ad2529eb454b',
  '0aedba9d586f34f95cf1f0d54926f62e8a078ce2ca593be73ab27a87d3ff9c5d',
  '28e543d3753fc9d14c658ebef20b76a3b5f8e7d78667baf27832ceb3bea01bdf',
  'f070994a8599478580678f2b9482c5f02bb3de0647281e8efae183669425808a',
  '38e69fdd19aefeb4adf56312f10e62c30274997835173c7006308323ad7db506',
  '967f21586cdf1248a862f2cfb330099701c942c2c7a7537c54f7ec48f8556505',
  '0b33e0132123e78d42dd12a0fbbbacd19827d35ca88e0ad4ba83a47a65ba0487',
  '84bc109b3d59b0173a76fc3d831360a6e5063b3d4c82793a97de992947a0e3a8',
  '85bde548053aab4b5a6c78473d5eb2addaa5824299ad009bf06775e3ce923010',
  'f1513114f60e5e95732b840669fe83956d8a944d23e6c76f953e7edcf2491901',
  '5330d388af894c9e1a181a06a3ce44d61fd8602165d979942be4641f4002762f',
  'a2e06155cb1a424f972c3abfaddc9cea4820c4aec722d2378903fe28dd8fc40c',
  '4a67d7a0d8a16d6d954cef19eb5afdbdd82cc0e907a571f376ef0a0981a2a9d4',
  'b08bdfde9930d9202809530dcbe193c53fd0dc6928f2010d2ffca74df95ead36',
  'cf1fc66f853151a4c6666909c8f1f80e1d855ecffefbcb65a709aae544de5588',
  '100546a8b020a55aa09b2d34b50de9a3fc45a70b261aec6a989bb2d9321af583',
  '578592185588730b9d10b87e2274706a8301a179cdb60fb4263c788e7e679503',
  '30e55f5463e22af009a1b785a4d723190c4522bfa2696c2ab85fd12cedca708d',
  '70b801afae94d2e653c9612d0ebbba1f52f0d6fca900a0c0f0aa0f3e500e41e9',
  '0bc9fde2b028e3b067e45059c84dbcf43b573344d84f1f259dd912427e76f83f',
  'f51c2c795f782308c7dcfa92a59cf89c9b21758b3cc8ace822bb78ffbb0f861f',
  '6dea34b661141091338390067dc6fe04c911ed6b939f7dce3faa8b6e68e755f0',
  'faeb1dab5a326eef752d42930ec4bf5305724d2b0ddfb06ba9e89b1a36449207',
  '196fbadca8b7eea62510a490b7e8131ec83cfe1dc33ace8660333d139ebb9c1d',
  'ecd5e9d0b08a8a9fd1c35bcd303b3cceea1c8b85ee33d4255849cd3fcd37e0b4',
  '3fd5610ee03a3503edceff018e3fb550d9f2c074609535d5af84cf4a87edfcdb',
  // Those of Truffle (10), and one that Besu and others have for tests.
  'f24167accb5d690f3426da43061b7028d1e3b44e9a6e3651b741cbdd38fad0a0',
  '07f935b61d37e0e50369eb1f6767a9d259f5b3d5a870a98e4e1d26f75e98a452',
  'e4f1734df0250d547add02b71d673170708b44b4abf2883906e1f54cf5bb86f8',
  '7d1b5fc238610328f01371ec9c078deb07f4c4db48fecefe1df8384de7f5cf55',
  '33f532fd39fa0d77b2255c300529a2c851954db88acd238b1c947c142707444c',
  '728383dec632311291f24ce02a3688cd93217398778c2622b46c967e29ea5162',
  '664b73b16aa577481e905f3f2fd5bdd3662a3078568b268c390d2010e3c131f7',
  'e4639de7f01667f6bb13a507e02446c89f8cd845c4f57fd09688af8ddae4ccf9',
  '98a38f6dad3f47affd7110b65b627ac61967faaa20d50cffaaaf4df2c31a4604',
  'c15f3d9dfdc983890ac1b6f44e06f6edaaa4915e9698b43871679ef8599f4a22',
  '4cfb016765dfcecae98a61017422f912fa8086b3a6409440856bb1702c7acd48',
  // Keys in the documents of web3.js (web3-eth-accounts 1 and 4).
  '95e82a7ebb036b3c3b3c14120ed7ce5f356ac69348bf38a71e8e117c1ef8c7e0',
  'f99bd6efa39fb972f6473c3483397737323cce378e79a298dbbcaa1a23a38a02',
  '62b63bc4ca11f81caea87cbe0cfc2d6077c6d90c9ce83ac1fe1915b9023ca6ae',
  // Keys of gossip that the documents of Consul and Nomad print, in hex.
  '26e88aa8906b648ffdfc5e14317ee661ebf20c827c96dcb8b2f32c9c40ecef8c',
  'b57a27bc1b258991facccb3eb18cc19f61886b9c7b88b27ed8513e9529884f1a',
  'aa646dd1f9a6ec445e51fa0614a0deec8c77460bedc797b4702792e2c4cb36fd',
  'e1e5f9945d75a5f1ca006563bf2b3550313e9ac362c3c2921e813225c1272f32',
]);

/** @param text a whole token, or the part of one that the list names */
export function isPublished(text: string): boolean {
  return PUBLISHED.has(sha256Hex(text));
}
