import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Signs with keys of elliptic curves of Bouncy Castle. Usage: KEY …, files in PKCS#8. */
public class BouncyCastle {
  static final List<PrivateKey> kept = new ArrayList<>();

  public static void main(String[] paths) throws Exception {
    BouncyCastleProvider provider = new BouncyCastleProvider();
    for (String path : paths) {
      PKCS8EncodedKeySpec file = new PKCS8EncodedKeySpec(Files.readAllBytes(Path.of(path)));
      PrivateKey key = KeyFactory.getInstance("EC", provider).generatePrivate(file);
      Signature signature = Signature.getInstance("SHA256withECDSA", provider);
      signature.initSign(key);
      signature.update((byte) 1);
      signature.sign();
      kept.add(key);
    }
    System.out.println("up");
    Thread.currentThread().join();
  }
}
