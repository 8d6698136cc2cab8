import java.io.FileInputStream;
import java.io.FileOutputStream;
import org.xerial.snappy.SnappyFramedOutputStream;

/** Packs a file as framed Snappy: Framed IN OUT. */
public class Framed {
  public static void main(String[] names) throws Exception {
    try (var in = new FileInputStream(names[0]);
        var out = new SnappyFramedOutputStream(new FileOutputStream(names[1]))) {
      in.transferTo(out);
    }
  }
}
