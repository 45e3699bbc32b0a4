// The HTML5 parser libgumbo.

#ifndef TRICHDAN_CGUMBO_SHIM_H
#define TRICHDAN_CGUMBO_SHIM_H

#include <gumbo.h>

#endif
