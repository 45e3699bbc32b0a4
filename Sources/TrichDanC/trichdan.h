/* trichdan: who is quoted as saying what in Vietnamese news articles.
 *
 *   trichdan *library = trichdan_create("/usr/share/trichdan/Patterns");
 *   if (library == NULL) { fprintf(stderr, "%s\n", trichdan_last_error()); return 1; }
 *   char *json = trichdan_annotate(library, "bai-1", text, strlen(text));
 *   if (json != NULL) puts(json);
 *   trichdan_free(json);
 *   trichdan_destroy(library);
 *
 * All functions may be called from any number of threads at the same time, with one library or with several; only
 * trichdan_destroy has to come after all other calls with that library. A thread needs 1 MB of stack. Texts are UTF-8.
 * Offsets in answers count Unicode code points of the "text" in the same answer, which is the text given in NFC with \n
 * line ends. Nothing is written to standard output or error, and no signal handler is set.
 */
#ifndef TRICHDAN_H
#define TRICHDAN_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Patterns that were read, with engines that work by them. */
typedef struct trichdan trichdan;

/* What trichdan_annotate_lines adds to each answer. */
enum {
  TRICHDAN_PLAIN = 0,
  /* A member "identity": for each speaker whom he may be one with in other articles, for trichdan_group. */
  TRICHDAN_IDENTITY = 1
};

/* Reads the patterns of a folder; NULL stands for $TRICHDAN_PATTERNS. NULL when they cannot be used. */
trichdan *trichdan_create(const char *patterns);

/* Ends the use of a library. NULL is allowed. */
void trichdan_destroy(trichdan *library);

/* Annotates one article: its title is the first line when an empty line follows. The answer is the JSON object that
 * `trichdan extract` prints. `id` may be NULL. NULL when the text is no UTF-8, holds a NUL or is longer than 256 MB. */
char *trichdan_annotate(trichdan *library, const char *id, const char *text, size_t length);

/* Annotates articles given as lines of JSON, {"id", "text", "title"?, "url"?, "source"?, "published"?, "author"?}, as
 * `trichdan extract` does. The answer has one line for each line that is not blank: the article, or
 * {"error": "…"} for one that cannot be taken. `answer_length` (which may be NULL) receives its length in bytes. */
char *trichdan_annotate_lines(
    trichdan *library, const char *lines, size_t length, int options, size_t *answer_length);

/* Whether a quote stands in a source's text in these words and, where `speaker` is not NULL, from this speaker. The
 * answer is the JSON object that `trichdan check --format json` prints, without "history". */
char *trichdan_check(
    trichdan *library, const char *quote, const char *speaker, const char *source, size_t length);

/* Which speakers of different articles are one: {"block": "…", "members": [{"article", "name", "kind", "authority",
 * "evidence", "own"}]}, all of one block of the "identity" of answers. The answer is an array of arrays: the places in
 * "members" of those that are one. */
char *trichdan_group(trichdan *library, const char *members, size_t length);

/* The version of the patterns. */
char *trichdan_patterns_version(trichdan *library);

/* The version of the library, such as "0.1.0"; not to be freed. */
const char *trichdan_version(void);

/* Frees an answer. NULL is allowed. */
void trichdan_free(char *answer);

/* Why the last call on this thread that answered NULL failed; not to be freed, and good until the next call on this
 * thread. Never NULL. */
const char *trichdan_last_error(void);

#ifdef __cplusplus
}
#endif

#endif
