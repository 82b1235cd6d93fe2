// MACs over public bytes and secrets joined in order. The joined message lies in secret memory and is wiped after.
#include "cipher.h"
#include "heap.h"
#include "secret.h"
#include <stdlib.h>
#include <string.h>

/** A header, a key and its padding are far fewer. */
#define PARTS_LONGEST 64u
/** A key block has at most 9999 characters. */
#define MESSAGE_MAX (1u << 15)

typedef enum fault (*mac)(const struct cipher *, struct bytes key, struct bytes message, unsigned char *out);

/** The last block of CBC with a zero IV; the message is overwritten. */
static enum fault cbc_mac(const struct cipher *cipher, struct bytes key, struct bytes message, unsigned char *out) {
  static const unsigned char zeros[BLOCK_MAX];
  struct ciphering how = {cipher, MODE_CBC, zeros, key};
  if (message.length == 0 || message.length % cipher->block != 0) return FAULT_BAD_LENGTH;
  TRY(cipher_run(&how, true, message.at, message.length, message.at));
  memcpy(out, message.at + message.length - cipher->block, cipher->block);
  return FAULT_NONE;
}

/** Everything of the call but its list, which was read before: from here on none of the caller's code runs. */
static enum fault mac_of(struct call *call, mac over, const struct bytes *parts, uint32_t count) {
  struct secret *key;
  const struct cipher *cipher;
  struct bytes message = {NULL, 0};
  unsigned char *out;
  size_t at = 0;
  TRY(secret_from(call->env, call->given[0], &key));
  TRY(cipher_from(call->env, call->given[1], secret_length(key), &cipher));
  for (uint32_t i = 0; i < count; i++) {
    if (parts[i].length > MESSAGE_MAX - message.length) return FAULT_TOO_LONG;
    message.length += parts[i].length;
  }
  TRY(bytes_value(call->env, cipher->block, &call->result, &out));
  // One byte more: there is no secret memory of no length.
  message.at = heap_take(message.length + 1);
  if (!message.at) return FAULT_MEMORY_FULL;
  for (uint32_t i = 0; i < count; at += parts[i].length, i++)
    if (parts[i].length > 0) memcpy(message.at + at, parts[i].at, parts[i].length);
  enum fault fault = over(cipher, (struct bytes){key->bytes, secret_length(key)}, message, out);
  heap_give(message.at, message.length + 1);
  return fault;
}

static enum fault over_parts(struct call *call, mac over) {
  napi_value *values;
  uint32_t count;
  struct bytes parts[PARTS_LONGEST];
  enum fault fault = FAULT_NONE;
  TRY(list_from(call->env, call->given[2], PARTS_LONGEST, &values, &count));
  for (uint32_t i = 0; !fault && i < count; i++) fault = bytes_or_secret(call->env, values[i], &parts[i]);
  free(values);
  return fault ? fault : mac_of(call, over, parts, count);
}

enum fault cmac_over_parts(struct call *call) { return over_parts(call, cipher_mac); }
enum fault cbc_mac_over_parts(struct call *call) { return over_parts(call, cbc_mac); }
