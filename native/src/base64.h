// Base64 (RFC 4648, padded) without branches or tables on the value: neither the cache nor the branch predictor learns a key.
#ifndef KCV_BASE64_H
#define KCV_BASE64_H

#include <stddef.h>

/** Characters that so many bytes become. */
static inline size_t base64_length(size_t bytes) { return (bytes + 2) / 3 * 4; }

/** The character of 0 to 63: from 'A', then the steps to 'a', to '0', to '+' and to '/' at 26, 52, 62 and 63. */
static inline unsigned char base64_digit(unsigned value) {
  int v = (int)value;
  return (unsigned char)('A' + v + (((25 - v) >> 8) & 6) - (((51 - v) >> 8) & 75) - (((61 - v) >> 8) & 15) +
                         (((62 - v) >> 8) & 3));
}

/** `to` takes base64_length(length) characters and does not overlap `from`. */
static inline void base64_write(const unsigned char *from, size_t length, unsigned char *to) {
  for (size_t at = 0; at < length; at += 3, to += 4) {
    size_t left = length - at;
    unsigned group = (unsigned)from[at] << 16;
    if (left > 1) group |= (unsigned)from[at + 1] << 8;
    if (left > 2) group |= from[at + 2];
    to[0] = base64_digit(group >> 18);
    to[1] = base64_digit((group >> 12) & 63);
    to[2] = left > 1 ? base64_digit((group >> 6) & 63) : '=';
    to[3] = left > 2 ? base64_digit(group & 63) : '=';
  }
}

#endif
