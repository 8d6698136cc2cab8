import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.codecs.lucene99.Lucene99Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.NIOFSDirectory;

/** Writes an index: FOLDER, BEST_SPEED or BEST_COMPRESSION, how many times, files, each of which is a document with fields of all types. */
public class LuceneFields {
  public static void main(String[] arguments) throws Exception {
    IndexWriterConfig config = new IndexWriterConfig(new WhitespaceAnalyzer());
    config.setCodec(new Lucene99Codec(Lucene99Codec.Mode.valueOf(arguments[1])));
    try (IndexWriter writer = new IndexWriter(new NIOFSDirectory(Path.of(arguments[0])), config)) {
      for (int index = 3; index < arguments.length; index++) {
        Document document = new Document();
        document.add(new StoredField("int", -index));
        document.add(new StoredField("float", 0.5f - index));
        document.add(new StoredField("double", 0.1 * index));
        document.add(new StoredField("long", Long.MIN_VALUE + index));
        document.add(new StoredField("text", "field " + index));
        String content = Files.readString(Path.of(arguments[index]));
        document.add(new StoredField("_source", content.repeat(Integer.parseInt(arguments[2])).getBytes()));
        writer.addDocument(document);
      }
    }
  }
}
