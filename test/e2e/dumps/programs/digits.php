<?php
// Keys of phpseclib in the numbers that PHP computes with alone, made and used here. What prints them is another process, so that no text
// of them is in the memory of this one.
require_once 'phpseclib3/autoload.php';

use phpseclib3\Crypt\EC;
use phpseclib3\Crypt\RSA;

phpseclib3\Math\BigInteger::setEngine('PHP64');
RSA::useInternalEngine();
EC::useInternalEngine();
$kept = [RSA::createKey(2048), EC::createKey('nistp256'), EC::createKey('nistp384')];
foreach ($kept as $key) {
    $key->sign('text');
}
if (pcntl_fork() === 0) {
    foreach ($kept as $key) {
        echo $key->toString('PKCS8'), "\n";
    }
    exit();
}
pcntl_wait($status);
echo "up\n";
while (true) {
    sleep(60);
}
