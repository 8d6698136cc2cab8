import java.security.KeyStore;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Loads the JDK's trust store and checks a signature with each key: none is right. */
public class TrustStore {
  static final List<PublicKey> kept = new ArrayList<>();

  public static void main(String[] arguments) throws Exception {
    KeyStore store = KeyStore.getInstance(new java.io.File(System.getProperty("java.home"), "lib/security/cacerts"), (char[]) null);
    for (String alias : Collections.list(store.aliases())) kept.add(store.getCertificate(alias).getPublicKey());
    for (PublicKey key : kept) {
      Signature signature = Signature.getInstance(key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
      signature.initVerify(key);
      signature.update((byte) 1);
      try {
        if (signature.verify(new byte[256])) throw new IllegalStateException("verified");
      } catch (java.security.SignatureException expected) {
        continue;
      }
    }
    System.out.println("up " + kept.size());
    Thread.sleep(600000);
  }
}
