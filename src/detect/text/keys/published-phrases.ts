/**
 * Recovery phrases that everybody knows: the vectors of BIP-39, and what development networks start with. Stored as SHA-256 of the words
 * with single spaces, since the text itself would be a finding in this repository. Phrases of a few words over and over are refused
 * anyway.
 */
export const PUBLISHED_PHRASES: ReadonlySet<string> = new Set([
  // BIP-39, test vectors (python-mnemonic, vectors.json).
  'ecb0e7ba498c5920991f0b3483e91f7abafa9ecc6bd82a9a51494589592b1a8f',
  '3a64bcd9cea43c0aba67ba0bf2ddff8137a492bccbc672107fcbf7381086f698',
  'e770e8aa42a869cf269a5bda331f706a08e02a6223ffbd28d71580e2101e02a4',
  '15f41342748aa6c0718a6f4fa4e153acf61aa4dc073a6e77347fa2e4ef639162',
  'af565e166362ba8c511d863d9daa9bd558245a24813fbf01d598067b222f29e5',
  '78e448049ce8982c0f4b2fedad6501fdc4a15c28fdbc3fad7aef23911d7f10ab',
  '8acce484d89877432c6bccc68bb08e5ccc6ad1c8cdd3cae4c27b33c556f105bf',
  'dd00bda3dc1b2cffa73bc07d8a0c3af07a29c550aac62c98031641228b4b1908',
  'e082b06807bc19fe5d61969fb3126acfdbdc81de795af4508de3c865b210de9a',
  '51a6563c5a7c473a41726fc70ba75a69e5d12fea6d38e9c4d9cd419b3af74c3a',
  '0fc522be7ba7b8522e3345daf7046f5be97b9045e472552f82595a6cfe358e96',
  '8d21cd6cdb3efb0cbcdc26c225fe514e414041e952c97cfb8a026735fbe34071',
  'c1453478345bed3c7ef7d76c195d4d740c524ecf01939797751c5fa2c7fe4a2d',
  'b0ee0ba9f02887700823869a014ccc87ad4d07a6e8e924d9aedf8028f7c97cf7',
  '4cff2b1dccc505447935ea83c9fc4d3be392ae164e921c1f85c59e33aa259c31',
  'de3e1f85740aa827660187d4c0f3e26cce4402596c35157eb91b69e5095dc2f4',
  // Ganache with `--deterministic`, Truffle Develop, and the development accounts of Substrate.
  '9c5d0a6656e5d3f36601d0bf98762be09bad5d7b164382c1d6c826324d6d599a',
  'b83e96417f61cb148d0dc8a89b839ee4956ad45b5e4b6a2a6cae048e48782157',
  'd16d608fce743a041ddb5841a32ceb7dd38645f27a6f3c5f5010d9403b1cb6c9',
]);
