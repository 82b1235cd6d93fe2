// A secret: a JavaScript handle over bytes in secret memory.
#ifndef KCV_SECRET_H
#define KCV_SECRET_H

#include "call.h"
#include <stdbool.h>

/** The longest secret, in bytes. */
#define SECRET_MAX 8192u

struct secret {
  /** In secret memory; NULL once released. */
  unsigned char *bytes;
  size_t capacity;
  /** Hex digits so far; the first one of a pair is the high nibble. Even once sealed. */
  size_t digits;
  bool sealed;
};

static inline size_t secret_length(const struct secret *secret) { return secret->digits / 2; }

/** A new open, empty secret; its handle becomes the call's result. @return FAULT_MEMORY_FULL */
enum fault secret_open(struct call *call, size_t capacity, struct secret **out);
/** A new sealed secret of zero bytes, to be filled; its handle becomes the call's result. @return FAULT_MEMORY_FULL */
enum fault secret_sealed(struct call *call, size_t length, struct secret **out);
/** The secret behind a handle, in any state. @return FAULT_BAD_ARGUMENT where it is no handle of ours */
enum fault secret_behind(napi_env env, napi_value value, struct secret **out);
/** The secret behind a handle that was not released. @return FAULT_BAD_ARGUMENT, FAULT_RELEASED */
enum fault secret_alive(napi_env env, napi_value value, struct secret **out);
/** The secret behind a handle that is sealed: fit for use. @return FAULT_BAD_ARGUMENT, FAULT_RELEASED, FAULT_OPEN */
enum fault secret_from(napi_env env, napi_value value, struct secret **out);
/** The bytes of a Uint8Array or of a secret; they hold until JavaScript runs again. @return as `bytes_from` and `secret_from` */
enum fault bytes_or_secret(napi_env env, napi_value value, struct bytes *out);
/** Secrets of an array, fit for use, in memory that the caller frees. @return FAULT_TOO_LONG above `most`, and as above */
enum fault secrets_from(napi_env env, napi_value value, uint32_t most, struct secret ***out, uint32_t *count);
/** One digit more, 0 to 15, of a secret that is still open. @return false where it has no room */
bool secret_push(struct secret *secret, unsigned digit);
/** The last digit is taken back; of an empty secret nothing. */
void secret_pop(struct secret *secret);
/** Wipes and frees the bytes; again is harmless. */
void secret_release(struct secret *secret);

#endif
