// A frame's bytes, in secret memory from the first to the last.
#ifndef KCV_FRAME_H
#define KCV_FRAME_H

#include "layout.h"

/** Longest frame before stuffing or base64. */
#define FRAME_MAX 32768u

/** Builds the frame; the caller gives `out->at` back to the heap. @return FAULT_EMPTY, FAULT_TOO_LONG, FAULT_MEMORY_FULL, FAULT_CIPHER */
enum fault frame_build(const struct layout *layout, struct bytes *out);

#endif
