// A frame before it is bytes, read from JavaScript: literal bytes, secrets and checks.
#ifndef KCV_LAYOUT_H
#define KCV_LAYOUT_H

#include "cipher.h"

/** More parts than any device's frame has. */
#define PARTS_MAX 64u

enum part_kind { PART_LITERAL, PART_SECRET, PART_CHECK };
enum coding { CODING_RAW, CODING_HEX, CODING_BROKEN_HEX, CODING_COUNT };

/** Parts [from, to). */
struct span {
  uint32_t from, to;
};

struct part {
  enum part_kind kind;
  enum coding coding;
  /** A literal's bytes or a secret's; they hold until JavaScript runs again. */
  struct bytes bytes;
  /** Whether a secret is enciphered first, and how. */
  bool under;
  struct ciphering how;
  /** What a check covers. */
  struct span covers;
};

struct layout {
  uint32_t count;
  struct part parts[PARTS_MAX];
  bool stuffed;
  unsigned char stuffing;
  struct span stuff;
  /** Parts that leave as one base64 text; empty where none do. */
  struct span base64;
};

/** @return FAULT_BAD_ARGUMENT, FAULT_EMPTY, FAULT_TOO_LONG, FAULT_BAD_LENGTH, FAULT_RELEASED, FAULT_OPEN */
enum fault layout_from(napi_env env, napi_value value, struct layout *out);

#endif
