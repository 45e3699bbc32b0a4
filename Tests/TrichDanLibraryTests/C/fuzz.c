/* Calls libtrichdan with texts that nobody would write: fuzz PATTERNS CALLS SEED. Build with -fsanitize=address. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "trichdan.h"

static uint64_t state;

static uint32_t number(uint32_t below) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (uint32_t)(state >> 33) % below;
}

/* What quotes are made of, and what breaks readers. */
static const char *const parts[] = {
    "“", "”", "\"", "‘", "’", "«", "»", ": ", ", ", ". ", "\n", "\n\n", "- ", " ", "bà Mận", "ông Lê Văn Nam", "nói",
    "cho biết", "khẳng định", "theo", "rằng", "không", "Chủ tịch UBND xã", "5/1", "2 tỉ đồng", "\r\n", "e\xcc\x82", "\xcc\x81",
    "\xff", "\xc3", "\xed\xa0\x80", "{", "}", "\"text\":", "\"id\":", "\\u12", "null", "[", "]", "\xf0\x9f\x98\x80",
    "\xef\xbb\xbf", "(ảnh)", "–", "…", "?", "!", "PV:", "hỏi", "đáp",
};

int main(int argc, char **argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: fuzz PATTERNS CALLS SEED\n");
    return 2;
  }
  long calls = atol(argv[2]);
  state = strtoull(argv[3], NULL, 10) * 2654435761u + 88172645463325252u;
  trichdan *library = trichdan_create(argv[1]);
  if (library == NULL) {
    fprintf(stderr, "%s\n", trichdan_last_error());
    return 1;
  }
  long answers = 0, errors = 0;
  for (long call = 0; call < calls; call++) {
    /* Each text in memory of its own length, so that one byte too far is seen. */
    char buffer[2048];
    size_t length = 0;
    uint32_t count = number(40);
    for (uint32_t i = 0; i < count; i++) {
      const char *part = parts[number(sizeof parts / sizeof *parts)];
      size_t size = strlen(part);
      memcpy(buffer + length, part, size);
      length += size;
      if (number(200) == 0) buffer[length++] = (char)number(256);
    }
    char *text = malloc(length + 1);
    memcpy(text, buffer, length);
    text[length] = 0;
    char *answer = NULL;
    switch (number(4)) {
      case 0:
        answer = trichdan_annotate_lines(library, text, length, (int)number(4), NULL);
        break;
      case 1:
        answer = trichdan_check(library, "Đò sẽ chạy lại", number(2) ? "bà Mận" : NULL, text, length);
        break;
      case 2:
        answer = number(8) ? trichdan_annotate(library, "a", text, length) : trichdan_group(library, text, length);
        break;
      default: answer = trichdan_annotate(library, NULL, text, length); break;
    }
    if (answer != NULL) {
      answers++;
      (void)strlen(answer);
    } else {
      errors++;
      (void)strlen(trichdan_last_error());
    }
    trichdan_free(answer);
    free(text);
  }
  trichdan_destroy(library);
  printf("%ld calls: %ld answers, %ld errors with a message\n", calls, answers, errors);
  return 0;
}
