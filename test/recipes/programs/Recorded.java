import java.nio.file.Path;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;

/** Records its environment, and events of its own with a word and a number of them: Recorded OUT TIMES WORD. */
public class Recorded {
  @Name("note.Written")
  static class Written extends Event {
    String word;
    int[] numbers;
    double weight;
    Thread writer;
  }

  public static void main(String[] names) throws Exception {
    try (var recording = new Recording()) {
      recording.enable("jdk.InitialEnvironmentVariable");
      recording.enable("note.Written");
      recording.start();
      for (int times = Integer.parseInt(names[1]); times > 0; times--) {
        var written = new Written();
        written.word = new String(names[2]);
        written.writer = Thread.currentThread();
        written.commit();
      }
      recording.stop();
      recording.dump(Path.of(names[0]));
    }
  }
}
