// Building a frame: parts in order, then checks over them, then base64 or stuffing.
#include "frame.h"
#include "base64.h"
#include "heap.h"
#include "hex.h"
#include <string.h>

/** Where each part lies; one more for the end. */
typedef size_t places[PARTS_MAX + 1];

static size_t part_length(const struct part *part) {
  size_t bytes = part->kind == PART_CHECK ? 1 : part->bytes.length;
  return part->coding == CODING_RAW ? bytes : 2 * bytes;
}

/** Sends `length` bytes at the end of `at[2 * length]` to twice as many digits: no byte is overwritten before it is read. */
static void spread(unsigned char *at, size_t length, enum coding coding) {
  for (size_t i = 0; i < length; i++) {
    unsigned char byte = at[length + i];
    int high = byte >> 4, low = byte & 15;
    at[2 * i] = coding == CODING_HEX ? hex_digit(high) : (unsigned char)(0x30 + high);
    at[2 * i + 1] = coding == CODING_HEX ? hex_digit(low) : (unsigned char)(0x30 + low);
  }
}

static enum fault place_secret(const struct part *part, unsigned char *at) {
  size_t length = part->bytes.length;
  unsigned char *raw = part->coding == CODING_RAW ? at : at + length;
  if (part->under) TRY(cipher_run(&part->how, true, part->bytes.at, length, raw));
  else memcpy(raw, part->bytes.at, length);
  if (part->coding != CODING_RAW) spread(at, length, part->coding);
  return FAULT_NONE;
}

static void place_check(const struct part *part, const unsigned char *frame, const places from, unsigned char *at) {
  unsigned char sum = 0;
  for (size_t i = from[part->covers.from]; i < from[part->covers.to]; i++) sum ^= frame[i];
  if (part->coding == CODING_RAW) {
    at[0] = sum;
    return;
  }
  at[1] = sum;
  spread(at, 1, CODING_HEX);
}

/** The checks among parts [first, last): a second round, for a check may stand before what it covers. */
static void place_checks(const struct layout *layout, uint32_t first, uint32_t last, const places from,
                         unsigned char *frame) {
  for (uint32_t i = first; i < last; i++)
    if (layout->parts[i].kind == PART_CHECK) place_check(&layout->parts[i], frame, from, frame + from[i]);
}

static enum fault place_parts(const struct layout *layout, const places from, unsigned char *frame) {
  for (uint32_t i = 0; i < layout->count; i++) {
    const struct part *part = &layout->parts[i];
    if (part->kind == PART_SECRET) TRY(place_secret(part, frame + from[i]));
    else if (part->kind == PART_LITERAL && part->bytes.length > 0)
      memcpy(frame + from[i], part->bytes.at, part->bytes.length);
  }
  place_checks(layout, 0, layout->base64.to > 0 ? layout->base64.to : layout->count, from, frame);
  return FAULT_NONE;
}

/** The frame with every stuffed byte twice, in new memory. `first` and `last` bound the stuffed bytes. */
static enum fault stuff(struct bytes plain, unsigned char byte, size_t first, size_t last, struct bytes *out) {
  size_t extra = 0, to = 0;
  for (size_t i = first; i < last; i++) extra += plain.at[i] == byte;
  out->length = plain.length + extra;
  out->at = heap_take(out->length);
  if (!out->at) return FAULT_MEMORY_FULL;
  for (size_t i = 0; i < plain.length; i++) {
    out->at[to++] = plain.at[i];
    if (i >= first && i < last && plain.at[i] == byte) out->at[to++] = byte;
  }
  return FAULT_NONE;
}

/** The frame with its base64 text and the checks behind it, in new memory. `from` comes to say where the parts then lie. */
static enum fault encode(const struct layout *layout, struct bytes plain, places from, struct bytes *out) {
  struct span text = layout->base64;
  size_t start = from[text.from], end = from[text.to];
  size_t length = base64_length(end - start), longer = length - (end - start);
  out->length = plain.length + longer;
  out->at = heap_take(out->length);
  if (!out->at) return FAULT_MEMORY_FULL;
  memcpy(out->at, plain.at, start);
  base64_write(plain.at + start, end - start, out->at + start);
  memcpy(out->at + start + length, plain.at + end, plain.length - end);
  for (uint32_t i = text.to; i <= layout->count; i++) from[i] += longer;
  place_checks(layout, text.to, layout->count, from, out->at);
  return FAULT_NONE;
}

enum fault frame_build(const struct layout *layout, struct bytes *out) {
  places from = {0};
  for (uint32_t i = 0; i < layout->count; i++) {
    from[i + 1] = from[i] + part_length(&layout->parts[i]);
    if (from[i + 1] > FRAME_MAX) return FAULT_TOO_LONG;
  }
  struct bytes plain = {NULL, from[layout->count]};
  if (plain.length == 0) return FAULT_EMPTY;
  plain.at = heap_take(plain.length);
  if (!plain.at) return FAULT_MEMORY_FULL;
  enum fault fault = place_parts(layout, from, plain.at);
  if (!fault && !layout->stuffed && layout->base64.to == 0) {
    *out = plain;
    return FAULT_NONE;
  }
  if (!fault && layout->base64.to > 0) fault = encode(layout, plain, from, out);
  else if (!fault) fault = stuff(plain, layout->stuffing, from[layout->stuff.from], from[layout->stuff.to], out);
  heap_give(plain.at, plain.length);
  return fault;
}
