/* Uses libtrichdan as a program in C would, from several threads: annotate PATTERNS. Prints what went wrong. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "trichdan.h"

static int faults = 0;

#define EXPECT(condition)                                                  \
  do {                                                                     \
    if (!(condition)) {                                                    \
      fprintf(stderr, "%s:%d: %s (%s)\n", __FILE__, __LINE__, #condition, trichdan_last_error()); \
      __atomic_add_fetch(&faults, 1, __ATOMIC_SEQ_CST);                    \
    }                                                                      \
  } while (0)

static const char text[] =
    "Bến đò chạy lại\n\n“Đò sẽ chạy lại trước Tết”, bà Lê Thị Mận, Chủ tịch xã Cồn Mây, nói sáng 5/1.";

static void *work(void *library) {
  for (int round = 0; round < 20; round++) {
    char *json = trichdan_annotate(library, "bai-1", text, sizeof text - 1);
    EXPECT(json != NULL && strstr(json, "\"Lê Thị Mận\"") != NULL && strstr(json, "bai-1#q18-42") != NULL);
    trichdan_free(json);
    /* Each thread hears of its own mistakes only. */
    char expected[64];
    snprintf(expected, sizeof expected, "byte %d", round);
    char broken[32];
    memset(broken, 'a', sizeof broken);
    broken[round] = '\xff';
    EXPECT(trichdan_annotate(library, NULL, broken, sizeof broken) == NULL);
    EXPECT(strstr(trichdan_last_error(), expected) != NULL);
  }
  return NULL;
}

int main(int argc, char **argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: annotate PATTERNS\n");
    return 2;
  }
  EXPECT(trichdan_create("/nowhere") == NULL);
  EXPECT(strstr(trichdan_last_error(), "/nowhere") != NULL);
  trichdan *library = trichdan_create(argv[1]);
  EXPECT(library != NULL);
  if (library == NULL) return 1;
  pthread_t threads[4];
  for (int i = 0; i < 4; i++) pthread_create(&threads[i], NULL, work, library);
  for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);

  const char lines[] = "{\"id\":\"a\",\"text\":\"Không ai nói gì.\"}\n{\"id\":\"b\",\"text\":5}\n";
  size_t length = 0;
  char *answer = trichdan_annotate_lines(library, lines, sizeof lines - 1, TRICHDAN_PLAIN, &length);
  EXPECT(answer != NULL && strlen(answer) == length && strstr(answer, "\n{\"error\":") != NULL);
  trichdan_free(answer);
  char *verdict = trichdan_check(library, "Đò sẽ chạy lại trước Tết", "bà Mận", text, sizeof text - 1);
  EXPECT(verdict != NULL && strstr(verdict, "\"verbatim\"") != NULL);
  trichdan_free(verdict);
  char *version = trichdan_patterns_version(library);
  EXPECT(version != NULL && strlen(version) == 16);
  trichdan_free(version);
  EXPECT(strlen(trichdan_version()) >= 5);
  trichdan_destroy(library);
  if (faults == 0) puts("the C interface does what trichdan.h says");
  return faults != 0;
}
