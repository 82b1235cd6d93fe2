// JavaScript values checked and turned into C's, and back.
#include "argument.h"
#include "secret.h"
#include <stdlib.h>
#include <string.h>

enum fault integer_from(napi_env env, napi_value value, uint32_t least, uint32_t most, uint32_t *out) {
  double number;
  if (napi_get_value_double(env, value, &number) != napi_ok) return FAULT_BAD_ARGUMENT;
  // Written so that NaN fails too.
  if (!(number >= least && number <= most)) return FAULT_BAD_ARGUMENT;
  *out = (uint32_t)number;
  return (double)*out == number ? FAULT_NONE : FAULT_BAD_ARGUMENT;
}

enum fault size_from(napi_env env, napi_value value, size_t *out) {
  uint32_t number;
  TRY(integer_from(env, value, 0, UINT32_MAX, &number));
  if (number == 0) return FAULT_EMPTY;
  if (number > SECRET_MAX) return FAULT_TOO_LONG;
  *out = number;
  return FAULT_NONE;
}

enum fault bytes_from(napi_env env, napi_value value, struct bytes *out) {
  bool typed = false;
  napi_typedarray_type type;
  void *at;
  if (napi_is_typedarray(env, value, &typed) != napi_ok || !typed) return FAULT_BAD_ARGUMENT;
  if (napi_get_typedarray_info(env, value, &type, &out->length, &at, NULL, NULL) != napi_ok) return FAULT_BAD_ARGUMENT;
  if (type != napi_uint8_array || (at == NULL && out->length > 0)) return FAULT_BAD_ARGUMENT;
  out->at = at;
  return FAULT_NONE;
}

enum fault word_from(napi_env env, napi_value value, const char *const *words, size_t count, size_t *out) {
  char word[16];
  size_t length;
  if (napi_get_value_string_utf8(env, value, word, sizeof word, &length) != napi_ok) return FAULT_BAD_ARGUMENT;
  for (size_t i = 0; i < count; i++) {
    if (strlen(words[i]) != length || memcmp(words[i], word, length) != 0) continue;
    *out = i;
    return FAULT_NONE;
  }
  return FAULT_BAD_ARGUMENT;
}

enum fault list_from(napi_env env, napi_value value, uint32_t most, napi_value **out, uint32_t *count) {
  bool array = false;
  napi_value *elements;
  if (napi_is_array(env, value, &array) != napi_ok || !array) return FAULT_BAD_ARGUMENT;
  if (napi_get_array_length(env, value, count) != napi_ok) return FAULT_BAD_ARGUMENT;
  if (*count > most) return FAULT_TOO_LONG;
  elements = calloc(*count + 1u, sizeof *elements);
  if (!elements) return FAULT_MEMORY_FULL;
  for (uint32_t i = 0; i < *count; i++) {
    if (napi_get_element(env, value, i, &elements[i]) == napi_ok) continue;
    free(elements);
    return FAULT_BAD_ARGUMENT;
  }
  *out = elements;
  return FAULT_NONE;
}

enum fault field_from(napi_env env, napi_value object, const char *name, napi_value *out) {
  napi_valuetype type;
  if (napi_get_named_property(env, object, name, out) != napi_ok) return FAULT_BAD_ARGUMENT;
  if (napi_typeof(env, *out, &type) != napi_ok) return FAULT_BAD_ARGUMENT;
  if (type == napi_undefined) *out = NULL;
  return FAULT_NONE;
}

enum fault number_value(napi_env env, double number, napi_value *out) {
  return napi_create_double(env, number, out) == napi_ok ? FAULT_NONE : FAULT_BAD_ARGUMENT;
}

enum fault boolean_value(napi_env env, bool yes, napi_value *out) {
  return napi_get_boolean(env, yes, out) == napi_ok ? FAULT_NONE : FAULT_BAD_ARGUMENT;
}

enum fault text_value(napi_env env, const char *text, napi_value *out) {
  return napi_create_string_utf8(env, text, NAPI_AUTO_LENGTH, out) == napi_ok ? FAULT_NONE : FAULT_BAD_ARGUMENT;
}

enum fault bytes_value(napi_env env, size_t length, napi_value *out, unsigned char **at) {
  napi_value buffer;
  void *memory = NULL;
  // Copied into V8's own memory: Electron's V8 has a memory cage and takes no external buffers.
  if (napi_create_arraybuffer(env, length, &memory, &buffer) != napi_ok) return FAULT_MEMORY_FULL;
  if (napi_create_typedarray(env, napi_uint8_array, length, buffer, 0, out) != napi_ok) return FAULT_MEMORY_FULL;
  *at = memory;
  return FAULT_NONE;
}
