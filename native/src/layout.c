// Reading a layout in two passes. The first reads every property, which may run the caller's code; the second takes the
// memory behind them, which that code can then no longer release or detach.
#include "layout.h"
#include "secret.h"
#include <stdlib.h>

struct under_values {
  napi_value key, cipher, mode, iv;
};
struct part_values {
  napi_value whole, secret, coding, check, from, to, under;
  struct under_values with;
};
struct layout_values {
  uint32_t count;
  struct part_values parts[PARTS_MAX];
  napi_value stuff, byte, from, to;
  napi_value base64, base64_from, base64_to;
};

static enum fault read_part(napi_env env, napi_value whole, struct part_values *out) {
  bool typed = false;
  out->whole = whole;
  if (napi_is_typedarray(env, whole, &typed) != napi_ok) return FAULT_BAD_ARGUMENT;
  if (typed) return FAULT_NONE;
  TRY(field_from(env, whole, "secret", &out->secret));
  TRY(field_from(env, whole, "check", &out->check));
  TRY(field_from(env, whole, "coding", &out->coding));
  TRY(field_from(env, whole, "from", &out->from));
  TRY(field_from(env, whole, "to", &out->to));
  TRY(field_from(env, whole, "under", &out->under));
  if (!out->under) return FAULT_NONE;
  TRY(field_from(env, out->under, "key", &out->with.key));
  TRY(field_from(env, out->under, "cipher", &out->with.cipher));
  TRY(field_from(env, out->under, "mode", &out->with.mode));
  return field_from(env, out->under, "iv", &out->with.iv);
}

static enum fault read_layout(napi_env env, napi_value value, struct layout_values *out) {
  napi_value parts, *elements;
  TRY(field_from(env, value, "parts", &parts));
  TRY(list_from(env, parts, PARTS_MAX, &elements, &out->count));
  enum fault fault = FAULT_NONE;
  for (uint32_t i = 0; !fault && i < out->count; i++) fault = read_part(env, elements[i], &out->parts[i]);
  free(elements);
  if (fault) return fault;
  TRY(field_from(env, value, "base64", &out->base64));
  if (out->base64) {
    TRY(field_from(env, out->base64, "from", &out->base64_from));
    TRY(field_from(env, out->base64, "to", &out->base64_to));
  }
  TRY(field_from(env, value, "stuff", &out->stuff));
  if (!out->stuff) return FAULT_NONE;
  TRY(field_from(env, out->stuff, "byte", &out->byte));
  TRY(field_from(env, out->stuff, "from", &out->from));
  return field_from(env, out->stuff, "to", &out->to);
}

static enum fault span_from(napi_env env, napi_value from, napi_value to, uint32_t count, struct span *out) {
  TRY(integer_from(env, to, 0, count, &out->to));
  return integer_from(env, from, 0, out->to, &out->from);
}

static enum fault take_secret(napi_env env, const struct part_values *values, struct part *out) {
  static const char *const codings[CODING_COUNT] = {"raw", "hex", "broken-hex"};
  const struct under_values *with = &values->with;
  struct secret *secret, *key;
  const struct cipher *cipher;
  size_t coding;
  out->kind = PART_SECRET;
  TRY(secret_from(env, values->secret, &secret));
  TRY(word_from(env, values->coding, codings, CODING_COUNT, &coding));
  out->coding = (enum coding)coding;
  out->bytes = (struct bytes){secret->bytes, secret_length(secret)};
  out->under = values->under != NULL;
  if (!out->under) return FAULT_NONE;
  TRY(secret_from(env, with->key, &key));
  TRY(cipher_from(env, with->cipher, secret_length(key), &cipher));
  TRY(mode_from(env, with->mode, with->iv, cipher, &out->how));
  out->how.key = (struct bytes){key->bytes, secret_length(key)};
  return out->bytes.length % cipher->block == 0 ? FAULT_NONE : FAULT_BAD_LENGTH;
}

static enum fault take_check(napi_env env, const struct part_values *values, uint32_t count, struct part *out) {
  static const char *const checks[] = {"xor"};
  static const char *const codings[] = {"raw", "hex"};
  size_t check, coding;
  out->kind = PART_CHECK;
  TRY(word_from(env, values->check, checks, 1, &check));
  TRY(word_from(env, values->coding, codings, 2, &coding));
  out->coding = (enum coding)coding;
  return span_from(env, values->from, values->to, count, &out->covers);
}

static enum fault take_part(napi_env env, const struct part_values *values, uint32_t count, struct part *out) {
  if (values->secret && values->check) return FAULT_BAD_ARGUMENT;
  if (values->secret) return take_secret(env, values, out);
  if (values->check) return take_check(env, values, count, out);
  out->kind = PART_LITERAL;
  return bytes_from(env, values->whole, &out->bytes);
}

/** Checks are computed in order: one that covers itself or a later one would cover a byte not there yet. */
static enum fault checks_are_covered(const struct layout *layout) {
  for (uint32_t i = 0; i < layout->count; i++) {
    const struct part *check = &layout->parts[i];
    if (check->kind != PART_CHECK) continue;
    for (uint32_t k = check->covers.from; k < check->covers.to; k++)
      if (k >= i && layout->parts[k].kind == PART_CHECK) return FAULT_BAD_ARGUMENT;
  }
  return FAULT_NONE;
}

/** A check inside a base64 text covers bytes before it is text, one behind it all of the text or none; there is no other. */
static enum fault base64_is_covered(const struct layout *layout) {
  struct span text = layout->base64;
  if (text.from == text.to) return FAULT_BAD_ARGUMENT;
  for (uint32_t i = 0; i < layout->count; i++) {
    const struct part *check = &layout->parts[i];
    if (check->kind != PART_CHECK) continue;
    if (i < text.from) return FAULT_BAD_ARGUMENT;
    bool within = check->covers.from >= text.from && check->covers.to <= text.to;
    bool whole = check->covers.from <= text.from && check->covers.to >= text.to;
    bool apart = check->covers.to <= text.from || check->covers.from >= text.to;
    if (i < text.to ? !within : !whole && !apart) return FAULT_BAD_ARGUMENT;
  }
  return FAULT_NONE;
}

enum fault layout_from(napi_env env, napi_value value, struct layout *out) {
  struct layout_values values = {0};
  uint32_t byte;
  *out = (struct layout){0};
  TRY(read_layout(env, value, &values));
  if (values.count == 0) return FAULT_EMPTY;
  out->count = values.count;
  for (uint32_t i = 0; i < values.count; i++) TRY(take_part(env, &values.parts[i], values.count, &out->parts[i]));
  TRY(checks_are_covered(out));
  if (values.base64) {
    // No terminal's frame has both.
    if (values.stuff) return FAULT_BAD_ARGUMENT;
    TRY(span_from(env, values.base64_from, values.base64_to, values.count, &out->base64));
    TRY(base64_is_covered(out));
  }
  if (!values.stuff) return FAULT_NONE;
  TRY(integer_from(env, values.byte, 0, 255, &byte));
  TRY(span_from(env, values.from, values.to, values.count, &out->stuff));
  out->stuffed = true;
  out->stuffing = (unsigned char)byte;
  return FAULT_NONE;
}
