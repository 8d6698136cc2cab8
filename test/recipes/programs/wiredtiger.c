/* Writes the files of WiredTiger as MongoDB does. Usage: wiredtiger FOLDER FILE PACKER: FILE is the value of three records. */
#include <stdio.h>
#include <wiredtiger.h>

#define EXTENSIONS "extensions=[libwiredtiger_snappy.so,libwiredtiger_zlib.so]"

static char text[1 << 16], config[200];

int main(int argc, char **argv) {
  WT_CONNECTION *connection;
  WT_SESSION *session;
  WT_CURSOR *cursor;
  FILE *file = fopen(argv[2], "rb");
  WT_ITEM value = {.data = text, .size = fread(text, 1, sizeof text, file)};
  snprintf(config, sizeof config, "create,log=(enabled,compressor=%s,file_max=100KB)," EXTENSIONS, argv[3]);
  int error = wiredtiger_open(argv[1], NULL, config, &connection);
  if (error) return fprintf(stderr, "%s\n", wiredtiger_strerror(error)), 1;
  connection->open_session(connection, NULL, NULL, &session);
  snprintf(config, sizeof config, "key_format=q,value_format=u,block_compressor=%s", argv[3]);
  session->create(session, "table:collection", config);
  session->open_cursor(session, "table:collection", NULL, NULL, &cursor);
  for (int key = 1; key <= 3; key++) {
    cursor->set_key(cursor, (long long)key);
    cursor->set_value(cursor, &value);
    cursor->insert(cursor);
  }
  cursor->close(cursor);
  session->checkpoint(session, NULL);
  return connection->close(connection, NULL);
}
