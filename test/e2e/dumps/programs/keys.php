<?php
// Keys of phpseclib that have signed: the engine for its numbers, then files of PEM.
require_once 'phpseclib3/autoload.php';

phpseclib3\Math\BigInteger::setEngine($argv[1]);
phpseclib3\Crypt\RSA::useInternalEngine();
phpseclib3\Crypt\EC::useInternalEngine();
$kept = [];
foreach (array_slice($argv, 2) as $path) {
    $key = phpseclib3\Crypt\PublicKeyLoader::load(file_get_contents($path));
    $kept[] = [$key, $key->sign('text'), $key->getPublicKey()];
}
echo "up\n";
while (true) {
    sleep(60);
}
