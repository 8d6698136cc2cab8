/**
 * Keys that are public on purpose or have long been everybody's, so having them is no leak. The table has SHA-256 of
 * SubjectPublicKeyInfo, or of a symmetric key, and thus no key.
 * Those of programs are as keysieve reports them (of Debian 13: OpenSSL 3.5, GnuTLS 3.8, libgcrypt 1.11, Linux 6.12, mono 6.12,
 * age 1.2, Go 1.24, wireguard-tools 1.0). Those of RFCs were computed from the printed private half, which gave the printed public
 * half; those of RFC 9500 are in the PEM files that github.com/thibmeu/rfc9500 took from it. A key in the fixtures of some package
 * does not belong in this table: someone may use it.
 */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  'GnuTLS self-test': [
    '80923669c3e2838b4514750c6a76c1f65dc22da15e8d87194b49a5ab463126e2', // ed448 Ed448
    'cc6c0dbf3e76a3d6dafb708e38556ecc6fbcd172dba90aa6a786677214febd4a', // ed25519 Ed25519
    '215fde895c12883e29036f5bd38c22467657f3cabbc77d7e9e328ab5f4ae39f2', // ec P-521
    '6e1900f654edb2e599930c8a287c7263ea170f010826630893227e7cec221586', // ec P-384
    '965237ca6ba836733f2b6436d66516dc01ef2d58825d3b4aa6b9061a76c7a9ce', // ec P-224
    'c305f632b9f12913e548002d5e48435fccfb7a54f4e6f2255c055d9b99794b69', // ec P-192
    '5bd7bad40971be901e68d9b97405c3a3e996adbede885869b270185ad499108e', // ec P-256
    'dd0701715ac41b7b96a2c8fe7a762b0ee05215f4f21c44d9458f1d2e2d57427d', // dsa 2048
    '5a9214aa789ffe021992636dd17ca313f340948e604d4122735160f3d46688a0', // rsa 2048
    '0a417c9ba047e0bbfb56c3132286bb28588bdc7f83fe62564234da78c514578f', // gost 2001
    '56c456fd991229e42d59fb283e5e23b230801ede59e40fbd4289c0746dd1e15c', // gost 2012, 256
    '1375beb48d6764cdb1011351b0d40f846c3e02137479abbfd36137b796e39662', // gost 2012, 512
  ],
  'GnuTLS benchmark': [
    'ec35b9d2a919ac42aa4ab076f4790bbd1a22b9002d1da68b01928b13db3f559e', // ed25519 Ed25519
    '2644b62ddc46a6f3e588597cdf779f4e0d21eb5b71dda6862b63117ec1af9739', // ec P-256
    '980ba340b591afc2404e61f2ab4d16ea2a6437cb2b314ac48fa77fba9c3c5247', // rsa 3072
    '709d502ebeb77cb50e2d7277519a27e6427892650d1e26bb1441484ae82ef0b6', // gost 2012, 256
  ],
  // In addition to those of RFC 8032.
  'libgcrypt self-test': [
    '354e92fb237955d1594d2abc296e0bffda2084dffc63cd0568d05a6418899c27', // rsa 2048
    '8980acb6687303451269fd221433fbae2c7bf169b0f2cdc44d48bedb2a824d88', // dsa 2048
  ],
  // From crypto/testmgr.h, in vmlinuz and so in every memory image of a machine (Debian's linux-image 6.12).
  'Linux kernel self-test': [
    'b6362349fb07b79f2f91889f6afac92b637787e246221087169ff7dbcd65dc98', // rsa 2048
    'e756a60b85ec3f538a2708550ddc4f072ad045696172efd285c09a46c90accfe', // rsa 2048
  ],
  // EccTestData.h: tried by the first operation on a curve (AlgorithmTests.c), which leaves one in registers of swtpm (Debian's
  // libtpms 0.9.2).
  'libtpms self-test': [
    'cb95bf0c45035fd9a124251ed67601ce719d40b3dc408ba3a30dfc0f42248583', // ec P-256
    '6db52faa45a76fc13fe432c1ca09f3d034e4cc1618b6bd497f005955f8466ad1', // ec P-256
  ],
  // mbedtls_test_srv_key and others of library/certs.c, part of libmbedtls up to 2.28; in Debian's dolphin-emu, which bundles it.
  'Mbed TLS self-test': [
    '370346c0864770dac7a90774f75ac6de537f5f5b2c4b1bb1d12bf3c5f4f484ae', // rsa 2048, of the client
    '6703a04285f61bf2f79b143b1841435d503b448c3df1db998e9aebc7f05d3815', // rsa 2048, of the server
    'c6cb6d1e322b2e4edc98a284f983a8be89a18a53db897b7ec32f9aa382c50a5c', // rsa 2048, of the authority
    '6452839ebf371b9a9a7585efd56a029440972fdbacd1ae077d403e4e92bcd4f3', // ec P-256, of the client
    '26b0f4b5b3b8ef8f54af9ca9cbef655501179e7337f2ac52f2eadcf953635999', // ec P-256, of the server
    '0d47bb32995c4f374228dd401ca46be4fe313ef89960c81b8c6db8b502f3f5c5', // ec P-384, of the authority
  ],
  'openssl speed': [
    'cebf59a465ccd9c42a7f7f6a789cc741d43cacbc502587ed1c5f0f4e445f1c39', // rsa 15360
    'd2d8c7d1de1e118e810c15eb7f8d9560a433e15cd55eac52aade81d6669cf133', // rsa 7680
    'adadc3246bb4830551c6da143d7462727967bda53059ae6f152323b0aba69595', // rsa 4096
    '01e67e56244b43b668e2b9a697daaafcfb501fa78de2fcc4aa32bdae6dd94af6', // rsa 3072
    'a6fdc2c6d07aa877e3ac360c2ce5efb69ab7dce2fd8df3c1bce0564b17114bc2', // rsa 2048
    '0ea7caf9dd07fd79fe22ceb5efbbd7d4445d231e92ee1bf3b2a022eaffb00495', // rsa 1024
    '7055066ee3969c25d66c1b891c252e83db653ae6834cd60e49250a4af73a97fe', // rsa 512
  ],
  // tool/speed.cc of BoringSSL, as `bssl speed` (Debian's android-boringssl 14).
  'bssl speed': [
    'e5deefad18b3b9ed01d782beb42a6ce00b36c831f02736dbcf08a55a10f1b569', // rsa 4096
    'e16d1ba2c7dcb7e3769a340eb1a7601b491830a38bf1cfb2458f7e573dc1b425', // rsa 2048
  ],
  // sslBuiltin of src/http_ssl.c, with which `fossil server --cert unsafe-builtin` serves (Debian's fossil 2.26).
  'Fossil unsafe-builtin': [
    '2df894ab2f9c39cfb972bb7de0ad3fa644608c88d97af2a0f8ae83bf1431fb3a', // rsa 2048
  ],
  // Of the AirPort Express, read out in 2011; every program that plays what AirTunes sends has it (Debian's kodi 21).
  'AirPort Express': [
    'e14bc3d4793ca6f8be156fc07c4d41ef22faa082fb88308f3d8426daa5a39ede', // rsa 2048
  ],
  // org.h2.security.CipherFactory, with which H2 serves TLS until it is given another one; so it is in every jar of it (H2 1.4).
  'H2 CipherFactory': [
    '3d7c834c0b421969775b434958d6d59966caa33b5ea8ed9b37deb7adfcad170e', // rsa 1024
  ],
  // What development networks of Ethereum start with: phrases that these programs print, m/44'/60'/0'/0/0 and on.
  'Hardhat and Anvil accounts': [
    'fd28b88d82dbcaeece1ec62fd69a5d82ebc1d55f238a318bc28fc852ff1ef86e', // secp256k1
    '6075c4475735fdff0f2369be0aa86b00a771e7bbff8ed3f04bc798cc33209517', // secp256k1
    'b5121b441097ceb49e740102f5d6b74c354d3971bf86c37e9fc43dec0ad3c1eb', // secp256k1
    'e107a295a0c193fa7cf4fe18e92dc7433890a373c1b3190c4069edb4ccb9be9e', // secp256k1
    '871838426205e22750ff0d9ecd51a30a25c8efcc2fb8dbe0284f8aceb8b5de4e', // secp256k1
    'a10a07fc03a465ceca6217ba135de5dd76a0e447589a02b6e454c6ede8e79cd6', // secp256k1
    '3bcf9c37bad9a9b529b065e892476aa2d390549504eca4a5f54bb21f0e8c2540', // secp256k1
    '63fb40b1bb235b62639ac97a44dde01cb114ca110341d1967c2505a5879c3332', // secp256k1
    '6d20bb5face008571114da801214c5f9295c03b96e4c1c55f86c7db2c558c50d', // secp256k1
    'ab1b6ac0996713f9052ac5123e72fa9762ca2ce80ce3d3e9975023e8c65416a9', // secp256k1
    'fc10ffec3f9eb68edd0858e6972bccad662c6f83b71e59e51e00eb8755f704c8', // secp256k1
    'f1869bc648322e341b9fe97dde847e12a5ab18e2382ad49bf5954e9ab2307900', // secp256k1
    '65bac51473e1457b6d76f0c7c8b1be97d7ec0d912468fb7ab812b9f29ad7edd0', // secp256k1
    '57a40b2dce82121f8678cea3db785764beeefa17b70433b1aae40f7991eea8e2', // secp256k1
    '76342ccf4bea8118c0c67233bd2ef76f83781d6ccca132f273c199af0b07da6a', // secp256k1
    '31bee44c36b5059950563162dfc931fecd27404fb007b1ca8ae74bf77e8d97ce', // secp256k1
    'a95f6c9e855adc7cd377c575121d7b7edcf0c5ed3094b728a11a24d7f8dff7fc', // secp256k1
    'bdf8b2289db4913353be2a7bea77ab2a6c8709d3a4a7450282869c88f588cec0', // secp256k1
    '39026aef245d772b211c018165e91d7cf09d0456c66789a1c8908573d0a25507', // secp256k1
    '520dcc8573cab1183c66238531f6e5b6b1494858fc1fe6bd2041bb2c1b29ee69', // secp256k1
  ],
  'Ganache accounts': [
    '270ae79d22eab5e1e40f887dc42b526372312efc0551c4841e63b52a3766179f', // secp256k1
    '57b881e7a08d1f22c80b4a4aa6d2c750946c07ee797dabe4800e52d2bc4a96b4', // secp256k1
    'efdae8932da7b63a7cc9ed91cecc848c0b4ccf39eccd608cbc2bf7747b3e9c47', // secp256k1
    '0d0bd31df577cfe6eb2037c1bb65b3d2c41c1c474b4dd88242bbc579502a4ce6', // secp256k1
    '0c699aa7f0275a3dcc424e9dbdc10d56b108bbd4115f6d2f7c2ddd64149905e7', // secp256k1
    'c48083b3e6b6c5b0a456f9f1a23dac237664c6656a638e4541c584907f474b44', // secp256k1
    '267f06ab11fe7fbdbc89005c3aca15359e37817900f6021bea5bec3481304977', // secp256k1
    '88753a2ac9c6f8f20becedaba95ecd00ba26c96eeb4c0d0e9c7e95379f97aa41', // secp256k1
    'eddccea74635132d2925a079e2737825549e0961cbcfff64d84fc2ccd7983532', // secp256k1
    'd70cbc0c7609dec1cef71a3dcb3b28b3911727272fb6353f744ffac899aa8e2c', // secp256k1
  ],
  'Truffle Develop accounts': [
    'fc799cbe700976e786fdd2d21ccb73e66d7287662300493805d24ebe26c79fba', // secp256k1
    '041dd7177b5955be9ffb35a210b3a5bc9451fb21ef7d6cfff93bea3bc0e96d45', // secp256k1
    '9b90203788c3c926fd0cc6bcd23905bade31d8e1a672b6920496ba23dddce391', // secp256k1
    'df2a4cb9b346e622c7aec4608f88f44244c9e00bb41e3b759ba72e4263ece505', // secp256k1
    'de01637eefc96f574ba74b974169d438e42f90abb0b65f40890cdb50ac6a0cd0', // secp256k1
    'f01ea32c6f9ab95b6df368ff29559452c3d1c4d341f3108f5be7d8d071985903', // secp256k1
    'a7429c44ea9d1d5d6d72ed2642f1b73c259df23920d888b5f3fe2554bf173584', // secp256k1
    'c2ac0b7ecf634dc8e8be19cb37e5670a83c9b182f6282b3d47c86329cf4fef7c', // secp256k1
    '0bff9e568d7a3f18dd45c5317de3c50ea77b217dcffaf6dae152ac8caed60f95', // secp256k1
    '365cf403a5753c42816aee12fbd515e4177cba91049ffeab386246c366d448b4', // secp256k1
  ],
  // Of the genesis of Avalanche's local network (ewoq), in its libraries.
  'Avalanche local network': [
    'b15184aeb6203a46eccfa901bdc30a0a27e3e45c180e8a15d93eb5d2c3d944c9', // secp256k1
  ],
  // OPERATOR_KEY of account 0.0.2, with which every local network of Hedera starts (@hashgraph/hedera-local 2.39).
  'Hedera local network': [
    'fcb7dad4b44c016e7532c26c41f10f71fa18d027663c6dbadb60b24351d5e6d2', // ed25519 Ed25519
  ],
  // In libwireshark.so, and so with everyone who has Wireshark (Debian's wireshark 4.4).
  Wireshark: [
    'dc14eb51ea790caafc350095b05f2bbc3a1942195dd29b588c9d25f5da0fe53b', // rsa 1024
  ],
  // LocalhostKey of net/http/internal/testcert, in every program that links net/http/httptest.
  'Go httptest': [
    '64eebde4d94a861ca1b062a103ef51d4d8a2c1b0a2133838198230e9c85407ed', // rsa 2048, in Debian's gh and rclone
    '5ea041da911605f288086d719ca13e0d4941556fb8e42cb02c4dc81ffa9749a1', // rsa 1024, of net/http/internal before testcert
    '389f9ede520dbc33d2aebc489246ad89e221d1ec15f693c348c58b08219367aa', // rsa 2048
  ],
  // lib/protocol/constants.js of npm's ssh2, which signs with it at each start to see whether Node can; so it is in every bundle of it.
  'ssh2 self-test': [
    '2e34b0e307895ba04174b3e7ff71dac7865d4140b3cd088921312e509ca89d22', // ed25519
  ],
  // io.netty.handler.ssl.OpenSsl, which tries with it what the library can; so it is in every jar with Netty's TLS.
  'Netty self-test': [
    'de40cc4b0335addabe664e9d770f2548999af62a1f73c47e45c9173eae67956d', // rsa 2048, CN=example.com
  ],
  // build/make/target/product/security/testkey of Android's source, which signs what nobody has given a key for; tools for tests have it too.
  'Android testkey': [
    'ef57b690165cb561b5026922c00d2d6574e8b184fa7d161e076f06e06e6d35db', // rsa 2048
  ],
  // FIDO U2F Raw Message Formats, section 8.1: the attestation key of an emulated token, in Chromium's device/fido.
  'FIDO U2F example': [
    'c98993ec4f77b4997a081a5e5990c7cf6b0ceeb7b27bc7312a3cc351921531a9', // ec P-256
  ],
  // In its help text, and so in the program.
  'age-keygen example': [
    'fa7e72ea3c76af472cdbce377c70f175f145be824da53db522232cf373df61de', // X25519
  ],
  'manual of wg': [
    '9eef1d5e8fb1105e11de63768f1e5e8c2e2c2a69b1fd6946699aca827e8d43a1', // X25519
  ],
  'mono makecert': [
    '2c05d857758c3b18028677b4ea530f800dd4593dfae4499f81cd880f08c47ea0', // rsa 1024, Mono Test Root Agency
  ],
  // From vagrant.pub, which every base box trusts until the first start.
  'Vagrant insecure key': [
    'bde93142b0780b2a66d27977d35f4f542e71cc538d491fe6609e2380b747a027', // rsa 2048
    'a7279699e5c6a4ad971f9f205c2409a1cfb05216522b53b3d894dd3ede5e9675', // ed25519
  ],
  'RFC 6979': [
    '94141af5f421877481ef54c7fc43643705a0cfcf2eaf8c316426c8d67b7325b0', // A.2.3, P-192
    '929ba087f0858de349b50e39b1dd123a7eaafa249bfdfc1b4a4121603c7984f9', // A.2.4, P-224
    '5a7a78cca4a0f420d9bc62bb669c3c2759e39f723d3ae10dcbe0f0815a07ecd4', // A.2.5, P-256
    '2f95601fa82060b909bfc6b979dbd303d34d34e0afb27ea496beac362f242a4b', // A.2.6, P-384
    '2fb6d46385242ea4ad431f7175e7014eb74a5fc60f65b50ca54cc23c5b08de38', // A.2.7, P-521
  ],
  'RFC 7515': [
    '6fd13c2435a361e7c588cd17f55f5ad3df0177a66c1727a6a200845f4d7ab88c', // A.2, rsa 2048
    '2bd1bb0c44a897c30a7aa0991cde38d8062fe441de50da0f46825344f602e827', // A.3, P-256
    '9146ce73d6abeda5e0ab6926e7bd9b563f2f2258b488d520534a0b84ba5871df', // A.4, P-521
    'c8ecc9361a05e285f04c26f9572131a6deab07e9e2b865053c6f75a4d8bd2b32', // A.1, symmetric; RFC 7517, A.3
  ],
  'RFC 7516': [
    'bf0a7a74f9afb6edda89ebabe824241bfdb281db2da50daae9973c6cbe99fe95', // A.1, rsa 2048
    'c1de70b4f5ae92a53b86f6a7175e3b9b88b2f810d55aba53aca334c59fc2ea60', // A.2, rsa 2048
  ],
  'RFC 7517': [
    '51b944cdfa544d4c3273aa6bf350625a7dd53bbb6a71723274f538b19a207760', // A.2, P-256
    'ad32320cf6c596d884b05381ba573aba8ddd5749b4de8f4a23a79f9a89ddaeb2', // A.2, rsa 2048: the thumbprint of RFC 7638, 3.1
    '7df6f598d8f385bd68522c724bc9ed483b731af4f65fea03b70da07b16925093', // A.3, symmetric
  ],
  'RFC 7518': [
    '36ada7a1c77e32830848b347126d4da6de59f1c30536c53750dc9ec8931349fb', // appendix C, Alice, P-256
    '19818232a1dd313f53b5d5b95ae3d32570e178ba58d6d5906989fc299b00e32f', // appendix C, Bob, P-256
  ],
  'RFC 7520': [
    'c6479a15a50ac4cd9b6414e27c69bf37345dc1046dc648875c4898fbd35cc74b', // 3.2, P-521; RFC 8152, C.7.2
    '627771f25da426d1f9ae315e42106d700b1529850eee1592acf39603959d795d', // 3.4, rsa 2048
    '73ec74458059c70cae3f0ade8663fe0da1dc4b114ed8cdac75364140b4458a4c', // 3.5, symmetric
    'c8b9806cb3780fd9cbb789986daff3bb6aec44a7d09bb4262f7a1c6322189874', // 5.6, symmetric
    '0a7fb11a26aa41210e700a94d4229debc32520e3f7ddcacadf33a9c815e12c70', // 5.8, symmetric
  ],
  'RFC 7748': [
    '291c5293e030452a599851a7c7298f3f16c3ff1bdfafcb598927f2631f9fa641', // 6.1, Alice, X25519
    'e80c4532355b04160b97b1bee8a3e13cc7369c22a786afdfe63b1f7acbc34b52', // 6.1, Bob, X25519
    'af2711a4fba3c098dd4b6f8f6c8de06acdd43f30c048183ca646463bdf49be5b', // 6.2, Alice, X448
    '684999496441a973d0fd0dd05c5fefe0b7ef508422ca18890b7245eccc121cc4', // 6.2, Bob, X448
  ],
  'RFC 8032': [
    '06e3fd8fda29bb60ab59557de61edb0aecdb231134be30e75b455f8e1b792fa9', // 7.1, test 1; RFC 8037, appendix A
    'deb2ded39dc26fce0e6085b6fc34bf6b5941913bbfe2ea614113cff9e004c170', // 7.1, test 2
    '8d39ba50abe50f77b6bb8ae7b6927aff7ffbeba35ad2837c0e51e82bcbcc60d5', // 7.1, test 3
    'e4f982b51ad0bdd87be820b259fe80337ef636e72b9fa7a8867a6949eb610fd6', // 7.1, test 1024
    'e77db4a9572e9f6552c22bc751d5499ad218a73bdf7e15dc6ea0fc69246a44de', // 7.1, test SHA(abc); 7.3
    'e22e5f835206173b5f72e8675bcb2466d8f4fb5e600736402904f7c3f3302c28', // 7.2, foo and bar
    'cbfc48474fec9855db0cbcfb3b202d3e9c3d1e5e2329a87ec14fbb0c11df5011', // 7.2, foo2
    '2391990aa611e5e333a6a37af8921d263faab93b55ea293bc124a7bbab5ebc61', // 7.4, blank
    '4e48f408c965b4e326a497e548a00dbd3723646ad5733c51e2a04eb29f0c6e3a', // 7.4, 1 octet
  ],
  'RFC 8152': [
    'eb28a65877d2b84b92a6a9b5fd762a45e50665933d97fc0c724e70a161f2031a', // C.7.2, meriadoc, P-256
    '097db572839ac9eeeaecc5b1157557c9447e1254d9efb6b5a01e5a5e31d03317', // C.7.2, peregrin, P-256
    '66e2b23c32c650217f99e11fb60b51ea72c6667c6dfd1238364435e62d659d5b', // C.7.2, 11, P-256
  ],
  'NIP-19': [
    'afb3fdb065c0903ab9f63d5256c16318d0f6f3b47bde747b819dafb898edd52b', // secp256k1
  ],
  'RFC 8410': [
    'a1e9156054e04fac899ae9f275132cdc07a5dbc4ea2c2ad3a1ffc6e0d253681f', // 10.3, Ed25519
  ],
  'RFC 9421': [
    '55f96361b78cbb84f1fc604b0718e82bd91abb46d8fc25ae871b35fbbf8b7974', // B.1.3, P-256
    '34571606cb7a0d71be377e671ddcccae2a169ed7733598214129231cd30c4a3c', // B.1.4, Ed25519
  ],
  'RFC 9500': [
    '9a9e5b0f404f4e2d4386e38b04ac91e535946dc2a7f8d84a31404b476e5c35e1', // testRSA1024
    '8fb6bad671cfe698393c453357da61b56d757ab8c0f3fb9c87f2849e63131878', // testRSA2048
    '96465ea5dc9bb2da7b351d808a7196e5761f2412a5040131c68d719aaba28fb9', // testRSA4096
    '3fac0442bd712e4c3984fca7b96f05f17e6bd09a2efac60563d6ac3bcac17745', // testDLP1024
    'e50b2bd28128da6e1cad135a80109223ba1cea6a21127af7c9212bf7774fe0f0', // testDLP2048
    'dd4f80bf29f61b11f194f92dbc35c12364c40debeddde230163ca22a925a0b09', // testDLP4096
    'b2b04340cfaee616ec9c2c62d261b208e54bb197498df52e8cadede23ac0ba5e', // testECCP256
    'c4c10105a0be0ed4dd3354428dc38a9bfee64da141ce16e75c94eda272f9dd3a', // testECCP384
    'acb1b8327fef995e2458fdf5e3c33b2dc0749feabd6a894cb9bda9d70ac06c24', // testECCP521
  ],
};

/** Where the key is published; keyed by `spkiSha256`, or the `keySha256` of a symmetric key. */
export const TEST_KEYS: ReadonlyMap<string, string> = new Map(
  Object.entries(SOURCES).flatMap(([source, keys]) => keys.map((spkiSha256) => [spkiSha256, source] as const)),
);
