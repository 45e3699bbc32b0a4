#include <stddef.h>

// <wchar.h> hides it where POSIX was not asked for before the first header.
extern int wcwidth(wchar_t character);
