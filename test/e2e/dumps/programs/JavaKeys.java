import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Keys that Bouncy Castle makes and signs with; a collection then moves them. A line on standard input makes it print them in PEM. */
public class JavaKeys {
  static final List<KeyPair> kept = new ArrayList<>();
  static final Provider provider = new BouncyCastleProvider();

  static void make(KeyPairGenerator generator, String signature) throws Exception {
    KeyPair pair = generator.generateKeyPair();
    kept.add(pair);
    if (signature == null) return;
    Signature signer = Signature.getInstance(signature, provider);
    signer.initSign(pair.getPrivate());
    signer.update((byte) 1);
    signer.sign();
  }

  public static void main(String[] none) throws Exception {
    for (String curve : new String[] {"secp256r1", "secp384r1", "secp521r1"}) {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
      generator.initialize(new ECGenParameterSpec(curve));
      make(generator, "SHA256withECDSA");
    }
    make(KeyPairGenerator.getInstance("Ed25519", provider), "Ed25519");
    make(KeyPairGenerator.getInstance("X25519", provider), null);
    make(KeyPairGenerator.getInstance("ML-DSA-65", provider), "ML-DSA-65");
    System.gc();
    System.out.println("up");
    System.in.read();
    for (KeyPair pair : kept) {
      String body = Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded());
      System.out.println("-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----");
    }
  }
}
