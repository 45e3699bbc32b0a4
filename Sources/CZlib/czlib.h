// zlib, with the macros Swift cannot import.

#ifndef TRICHDAN_CZLIB_H
#define TRICHDAN_CZLIB_H

#include <zlib.h>

/// `deflateInit2` as a function: Swift sees no macros with arguments. Gives raw deflate data, without zlib's head.
static inline int czlib_deflate_init(z_stream *stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
}

/// `inflateInit2` for raw deflate data.
static inline int czlib_inflate_init(z_stream *stream) { return inflateInit2(stream, -15); }

#endif
