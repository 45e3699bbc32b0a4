// PCRE2 for subjects of bytes (UTF-8), with the macros Swift cannot import.

#ifndef TRICHDAN_CPCRE2_SHIM_H
#define TRICHDAN_CPCRE2_SHIM_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/// PCRE2_UNSET, the offset of a group that took no part in a match. The macro holds a cast.
static const size_t CPCRE2_UNSET = PCRE2_UNSET;

#endif
