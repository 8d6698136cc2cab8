import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.OutputStream;
import net.jpountz.lz4.LZ4BlockOutputStream;
import org.xerial.snappy.SnappyHadoopCompatibleOutputStream;
import org.xerial.snappy.SnappyOutputStream;

/** Packs each file as a stream of its own, behind what OUT has already: BlockStreams KIND BLOCK-BYTES OUT IN... */
public class BlockStreams {
  public static void main(String[] names) throws Exception {
    for (int index = 3; index < names.length; index++) {
      try (var in = new FileInputStream(names[index]);
          var out = packer(names[0], Integer.parseInt(names[1]), new FileOutputStream(names[2], true))) {
        in.transferTo(out);
      }
    }
  }

  private static OutputStream packer(String kind, int blockBytes, OutputStream out) {
    return switch (kind) {
      case "lz4" -> new LZ4BlockOutputStream(out, blockBytes);
      case "snappy" -> new SnappyOutputStream(out, blockBytes);
      case "hadoop" -> new SnappyHadoopCompatibleOutputStream(out, blockBytes);
      default -> throw new IllegalArgumentException(kind);
    };
  }
}
