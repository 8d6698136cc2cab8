import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import org.h2.mvstore.MVStore;

/** `H2Database.java FOLDER VARIANT`: a database, or a store without one, in FOLDER/d.mv.db. */
public class H2Database {
  static final String MARKER = System.getenv("MARKER");
  /** A value of each type, which stand before the marker. */
  static final String TYPES = "BOOLEAN: TRUE; TINYINT: 1; SMALLINT: 300; INTEGER: 7; INTEGER: 4711; INTEGER: -5; INTEGER: NULL; "
      + "BIGINT: 3; BIGINT: 4711; BIGINT: -5; NUMERIC(5): 1; NUMERIC(20): 4711; NUMERIC(20, 3): 4.711; "
      + "NUMERIC(40): 12345678901234567890123456789012345; DECFLOAT(20): 4.711; DECFLOAT(20): 'NaN'; "
      + "REAL: 0; REAL: 1.5; DOUBLE PRECISION: 1; DOUBLE PRECISION: 1.5; DATE: '2023-11-14'; TIME: '22:13:20.5'; "
      + "TIME WITH TIME ZONE: '22:13:20.5+01:00'; TIME WITH TIME ZONE: '22:13:20.5+01:01:01'; TIMESTAMP: '2023-11-14 22:13:20'; "
      + "TIMESTAMP WITH TIME ZONE: '2023-11-14 22:13:20-01:00'; INTERVAL YEAR: INTERVAL '-3' YEAR; "
      + "INTERVAL DAY TO SECOND: INTERVAL '1 02:03:04' DAY TO SECOND; BINARY(3): X'010203'; VARBINARY(9): X'0102'; "
      + "VARBINARY(40): X'0102030405060708091011121314151617181920212223242526272829303132333435'; BLOB: X'010203'; "
      + "UUID: '12345678-1234-1234-1234-123456789012'; GEOMETRY: 'POINT(1 2)'; JSON: JSON '{}'; "
      + "INTEGER ARRAY: ARRAY[1, 2, 4711]; ROW(a INT, b VARCHAR(9)): ROW(4711, 'abc'); ENUM('a', 'b'): 'b'; "
      + "CHAR(3): 'abc'; VARCHAR_IGNORECASE(9): 'Abc'; VARCHAR(9): '\u00fcber \u20ac'; CLOB: 'small'; CLOB: LARGE";

  public static void main(String[] arguments) throws Exception {
    String path = Path.of(arguments[0]).toAbsolutePath() + "/d";
    switch (arguments[1]) {
      case "store" -> store(path);
      case "types" -> types(path);
      case "rows" -> rows(path, "");
      case "packed" -> rows(path, ";COMPRESS=TRUE");
      case "large" -> large(path);
      case "encrypted" -> encrypted(path);
      case "script-lzf" -> script(path, "COMPRESSION LZF");
      case "script-encrypted" -> script(path, "CIPHER AES PASSWORD 'sesame'");
      default -> throw new IllegalArgumentException(arguments[1]);
    }
  }

  static Connection open(String path, String settings) throws Exception {
    return DriverManager.getConnection("jdbc:h2:" + path + settings, "sa", "");
  }

  /** The marker between others, in two rows of which one is taken out; and in a text of many lines. */
  static void rows(String path, String settings) throws Exception {
    try (Connection connection = open(path, settings); Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t(n INT PRIMARY KEY, a VARCHAR(40), t VARCHAR(8000), z VARCHAR(40), c CLOB)");
      PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, 'alice', ?, 'zebra', ?)");
      String[] texts = {settings.isEmpty() ? MARKER : text("note.txt"), "other", "nothing"};
      for (int row = 0; row < texts.length; row++) {
        insert.setInt(1, row);
        insert.setString(2, texts[row]);
        insert.setString(3, text("other.txt"));
        insert.execute();
      }
    }
  }

  static void types(String path) throws Exception {
    StringBuilder types = new StringBuilder(), values = new StringBuilder();
    int count = 0;
    for (String column : TYPES.replace("LARGE", "'" + text("other.txt") + "'").split("; ")) {
      String[] parts = column.split(": ", 2);
      types.append("c" + count++ + " " + parts[0] + ", ");
      values.append(parts[1] + ", ");
    }
    try (Connection connection = open(path, ""); Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t(" + types + "t VARCHAR(80), z VARCHAR(80))");
      statement.execute("INSERT INTO t VALUES (" + values + "'" + MARKER + "', 'zebra')");
    }
  }

  /** The marker stands where one piece of a large value ends and the next one begins. */
  static void large(String path) throws Exception {
    String line = "It says nothing of interest, and says it more than once.\n";
    String before = line.repeat(262144 / line.length() + 1).substring(0, 262144 - MARKER.length() / 2 - 1);
    try (Connection connection = open(path, ";COMPRESS=TRUE"); Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t(n INT PRIMARY KEY, t CLOB)");
      PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (1, ?)");
      insert.setString(1, before + "\n" + MARKER + "\n" + line.repeat(50));
      insert.execute();
    }
  }

  static void encrypted(String path) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:" + path + ";CIPHER=AES", "sa", "sesame sesame")) {
      connection.createStatement().execute("CREATE TABLE t AS SELECT '" + MARKER + "' t");
    }
  }

  /** The statements that make a table again. */
  static void script(String path, String how) throws Exception {
    rows(path, ";COMPRESS=TRUE");
    try (Connection connection = open(path, "")) {
      connection.createStatement().execute("SCRIPT TO '" + path + ".sql' " + how);
    }
  }

  /** As a program that uses the store by itself has it, with its better codec. */
  static void store(String path) throws Exception {
    try (MVStore store = new MVStore.Builder().fileName(path + ".mv.db").compressHigh().open()) {
      var map = store.<String, String>openMap("notes");
      map.put("alice", MARKER);
      map.put("note", text("note.txt"));
      map.put("zebra", "other");
    }
  }

  static String text(String name) throws Exception {
    return Files.readString(Path.of(name));
  }
}
