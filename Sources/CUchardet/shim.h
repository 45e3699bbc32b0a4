// The detector of encodings libuchardet.

#ifndef TRICHDAN_CUCHARDET_SHIM_H
#define TRICHDAN_CUCHARDET_SHIM_H

#include <uchardet.h>

#endif
