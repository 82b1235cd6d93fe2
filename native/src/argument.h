// JavaScript values checked and turned into C's. Nothing here runs the caller's code except `list_from` and `field_from`
// (getters, proxies): a call reads those first and takes pointers afterwards, so that none can go stale.
#ifndef KCV_ARGUMENT_H
#define KCV_ARGUMENT_H

#include "fault.h"
#include <stddef.h>
#include <stdint.h>

struct bytes {
  unsigned char *at;
  size_t length;
};

/** A whole number from `least` to `most`. @return FAULT_BAD_ARGUMENT */
enum fault integer_from(napi_env env, napi_value value, uint32_t least, uint32_t most, uint32_t *out);
/** A size of a secret: 1 to SECRET_MAX. @return FAULT_EMPTY for 0, FAULT_TOO_LONG above, FAULT_BAD_ARGUMENT */
enum fault size_from(napi_env env, napi_value value, size_t *out);
/** The memory of a Uint8Array; it holds until JavaScript runs again. @return FAULT_BAD_ARGUMENT */
enum fault bytes_from(napi_env env, napi_value value, struct bytes *out);
/** A word of a list, as its place there. @return FAULT_BAD_ARGUMENT */
enum fault word_from(napi_env env, napi_value value, const char *const *words, size_t count, size_t *out);
/** The elements of an array, in memory that the caller frees. @return FAULT_TOO_LONG above `most`, FAULT_BAD_ARGUMENT */
enum fault list_from(napi_env env, napi_value value, uint32_t most, napi_value **out, uint32_t *count);
/** A property, NULL where it is undefined or not there. @return FAULT_BAD_ARGUMENT */
enum fault field_from(napi_env env, napi_value object, const char *name, napi_value *out);

enum fault number_value(napi_env env, double number, napi_value *out);
enum fault boolean_value(napi_env env, bool yes, napi_value *out);
enum fault text_value(napi_env env, const char *text, napi_value *out);
/** A new Uint8Array of `length` bytes and its memory. */
enum fault bytes_value(napi_env env, size_t length, napi_value *out, unsigned char **at);

#endif
