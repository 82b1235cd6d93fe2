// Writing to a descriptor, here and now or within a time. No JavaScript here: it also runs on a worker thread.
#ifndef KCV_LINE_H
#define KCV_LINE_H

#include "argument.h"

struct line {
  int fd;
  struct bytes bytes;
  size_t written;
  /** errno of what ended the writing early; ETIMEDOUT where the time ran out. */
  int error;
};

/** Writes what the kernel takes without waiting. @return true once all is written or `error` is set */
bool line_write_now(struct line *line);
/** Writes on until all is written, `error` is set or `timeout_ms` are over. */
void line_write_within(struct line *line, uint32_t timeout_ms);

#endif
