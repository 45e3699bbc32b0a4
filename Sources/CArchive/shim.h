// The reader of archives libarchive.

#ifndef TRICHDAN_CARCHIVE_SHIM_H
#define TRICHDAN_CARCHIVE_SHIM_H

#include <archive.h>
#include <archive_entry.h>

#endif
