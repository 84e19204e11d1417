// Two bare tables, an upsert and an append for each event, synced once for each group: the least that keeping order events in SQLite can cost.
// No event is recognised when it comes again, none is put in order, nothing is due and nobody is counted.
// Usage: floor FILE EVENTS GROUP
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static sqlite3 *db;

static void must(int code) {
  if (code != SQLITE_OK && code != SQLITE_DONE) {
    fprintf(stderr, "%s\n", sqlite3_errmsg(db));
    exit(1);
  }
}

static sqlite3_stmt *prepared(const char *sql) {
  sqlite3_stmt *statement;
  must(sqlite3_prepare_v2(db, sql, -1, &statement, NULL));
  return statement;
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec * 1e-9;
}

static void away(const char *path) {
  char name[4096];
  const char *endings[] = {"", "-wal", "-shm"};
  for (int i = 0; i < 3; i++) {
    snprintf(name, sizeof name, "%s%s", path, endings[i]);
    unlink(name);
  }
}

int main(int count, char **words) {
  if (count != 4) return 2;
  const int events = atoi(words[2]), group = atoi(words[3]), orders = events / 5 > 0 ? events / 5 : 1;
  const char *kinds[] = {"created", "paid", "accepted", "shipped", "delivered"};
  away(words[1]);
  must(sqlite3_open(words[1], &db));
  must(sqlite3_exec(db,
                    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                    "CREATE TABLE orders (id TEXT PRIMARY KEY, state TEXT, at INTEGER, n INTEGER) WITHOUT ROWID;"
                    "CREATE TABLE order_events (position INTEGER PRIMARY KEY, order_id TEXT, body TEXT)",
                    NULL, NULL, NULL));
  sqlite3_stmt *upsert = prepared("INSERT INTO orders VALUES (?, ?, ?, 1) ON CONFLICT (id) DO UPDATE SET state = excluded.state, at = excluded.at, n = n + 1");
  sqlite3_stmt *append = prepared("INSERT INTO order_events (order_id, body) VALUES (?, ?)");
  unsigned lot = 12345;
  char id[32], body[400];
  const double start = now();
  for (int i = 0; i < events;) {
    must(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL));
    for (int j = 0; j < group && i < events; j++, i++) {
      lot = lot * 1664525u + 1013904223u;
      const int order = i / 5 % 2 ? (int)(lot % (unsigned)orders) : i % orders;
      const char *kind = kinds[i / orders % 5];
      snprintf(id, sizeof id, "ORD%09d", order);
      const int length = snprintf(
          body, sizeof body,
          "{\"id\":\"evt-%09d\",\"order\":\"%s\",\"kind\":\"%s\",\"at\":%lld,\"merchant\":\"shop-%03d\",\"rider\":\"rider-%03d\",\"category\":\"parcel\","
          "\"promised\":%lld,\"tracking\":\"SF%012d\",\"amount\":\"%d.00\",\"note\":\"pushed by the platform\"}",
          i, id, kind, 1795305600000LL + i, order % 200, order % 900, 1829865600000LL + order, order, order % 900);
      sqlite3_bind_text(upsert, 1, id, -1, SQLITE_STATIC);
      sqlite3_bind_text(upsert, 2, kind, -1, SQLITE_STATIC);
      sqlite3_bind_int64(upsert, 3, 1795305600000LL + i);
      must(sqlite3_step(upsert));
      sqlite3_reset(upsert);
      sqlite3_bind_text(append, 1, id, -1, SQLITE_STATIC);
      sqlite3_bind_text(append, 2, body, length, SQLITE_STATIC);
      must(sqlite3_step(append));
      sqlite3_reset(append);
    }
    must(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL));
  }
  printf("bare two tables in C, groups of %d: %.0f/s\n", group, events / (now() - start));
  sqlite3_finalize(upsert);
  sqlite3_finalize(append);
  sqlite3_close(db);
  away(words[1]);
  return 0;
}
