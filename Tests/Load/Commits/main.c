// How many durable commits a second the SQLite library itself makes: one update and one journal row each, by one thread.
//
//     commits FILE SECONDS
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void check(sqlite3 *db, int code) {
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return;
  fprintf(stderr, "commits: %s\n", sqlite3_errmsg(db));
  exit(1);
}

static void step(sqlite3 *db, sqlite3_stmt *statement) {
  check(db, sqlite3_step(statement));
  check(db, sqlite3_reset(statement));
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql) {
  sqlite3_stmt *statement;
  check(db, sqlite3_prepare_v2(db, sql, -1, &statement, NULL));
  return statement;
}

static double now(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return at.tv_sec + at.tv_nsec / 1e9;
}

int main(int count, char **given) {
  if (count != 3) {
    fprintf(stderr, "commits FILE SECONDS\n");
    return 2;
  }
  sqlite3 *db;
  check(db, sqlite3_open(given[1], &db));
  check(db, sqlite3_exec(db,
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
      "CREATE TABLE IF NOT EXISTS task (id INTEGER PRIMARY KEY, effort REAL) STRICT;"
      "CREATE TABLE IF NOT EXISTS change (seq INTEGER PRIMARY KEY, before TEXT, after TEXT) STRICT;"
      "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 149)"
      "INSERT OR IGNORE INTO task SELECT i, 0 FROM n;", NULL, NULL, NULL));
  sqlite3_stmt *begin = prepare(db, "BEGIN IMMEDIATE"), *commit = prepare(db, "COMMIT");
  sqlite3_stmt *update = prepare(db, "UPDATE task SET effort = ? WHERE id = ?");
  sqlite3_stmt *insert = prepare(db, "INSERT INTO change (before, after) VALUES ('{\"effort\":0}', '{\"effort\":1}')");
  double start = now(), end = start + atof(given[2]);
  long done = 0;
  for (; now() < end; done++) {
    step(db, begin);
    check(db, sqlite3_bind_double(update, 1, (double)done));
    check(db, sqlite3_bind_int64(update, 2, done % 150));
    step(db, update);
    step(db, insert);
    step(db, commit);
  }
  printf("%.1f\n", done / (now() - start));
  return 0;
}
