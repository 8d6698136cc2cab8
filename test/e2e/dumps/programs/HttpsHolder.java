import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.FileInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Serves HTTPS with a key store and signs with other keys. Each key is checked with its public half, as whoever issues tokens
 * publishes it. Usage: PORT STORE PASSWORD EC-KEY EC-PUBLIC ED25519-KEY ED25519-PUBLIC AES-KEYS
 */
public class HttpsHolder {
  static final List<Object> kept = new ArrayList<>();

  static void sign(String family, String algorithm, String path, String publicPath) throws Exception {
    PrivateKey key = KeyFactory.getInstance(family).generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(Path.of(path))));
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update((byte) 1);
    byte[] value = signature.sign();
    PublicKey publicKey = KeyFactory.getInstance(family).generatePublic(new X509EncodedKeySpec(Files.readAllBytes(Path.of(publicPath))));
    signature.initVerify(publicKey);
    signature.update((byte) 1);
    if (!signature.verify(value)) throw new IllegalStateException("not verified");
    kept.add(key);
    kept.add(publicKey);
  }

  public static void main(String[] arguments) throws Exception {
    sign("EC", "SHA256withECDSA", arguments[3], arguments[4]);
    sign("Ed25519", "Ed25519", arguments[5], arguments[6]);
    byte[] keys = Files.readAllBytes(Path.of(arguments[7]));
    int at = 0;
    for (int size : new int[] {16, 32}) {
      Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(keys, at, size, "AES"));
      cipher.update(new byte[16]);
      kept.add(cipher);
      at += size;
    }
    Arrays.fill(keys, (byte) 0);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new FileInputStream(arguments[1]), arguments[2].toCharArray());
    KeyManagerFactory managers = KeyManagerFactory.getInstance("SunX509");
    managers.init(store, arguments[2].toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext("/", exchange -> {
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
    });
    server.start();
    System.out.println("up");
  }
}
