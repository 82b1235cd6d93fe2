// Entry of a secret digit by digit. An odd digit waits as the high nibble of its own byte in secret memory.
#include "secret.h"

static enum fault open_from(struct call *call, struct secret **out) {
  TRY(secret_alive(call->env, call->given[0], out));
  return (*out)->sealed ? FAULT_SEALED : FAULT_NONE;
}

enum fault create_secret(struct call *call) {
  size_t capacity;
  struct secret *secret;
  TRY(size_from(call->env, call->given[0], &capacity));
  return secret_open(call, capacity, &secret);
}

bool secret_push(struct secret *secret, unsigned digit) {
  if (secret->digits == 2 * secret->capacity) return false;
  unsigned char *byte = &secret->bytes[secret->digits / 2];
  *byte = (unsigned char)(secret->digits % 2 ? *byte | digit : digit << 4);
  secret->digits++;
  return true;
}

void secret_pop(struct secret *secret) {
  if (secret->digits == 0) return;
  secret->digits--;
  secret->bytes[secret->digits / 2] &= secret->digits % 2 ? 0xf0 : 0x00;
}

enum fault push_digit(struct call *call) {
  struct secret *secret;
  uint32_t digit;
  TRY(open_from(call, &secret));
  TRY(integer_from(call->env, call->given[1], 0, 15, &digit));
  if (!secret_push(secret, digit)) return FAULT_TOO_LONG;
  return number_value(call->env, (double)secret->digits, &call->result);
}

enum fault pop_digit(struct call *call) {
  struct secret *secret;
  TRY(open_from(call, &secret));
  secret_pop(secret);
  return number_value(call->env, (double)secret->digits, &call->result);
}

enum fault digit_count(struct call *call) {
  struct secret *secret;
  TRY(secret_alive(call->env, call->given[0], &secret));
  return number_value(call->env, (double)secret->digits, &call->result);
}

enum fault seal_secret(struct call *call) {
  struct secret *secret;
  TRY(open_from(call, &secret));
  if (secret->digits == 0) return FAULT_EMPTY;
  if (secret->digits % 2) return FAULT_ODD_LENGTH;
  secret->sealed = true;
  return number_value(call->env, (double)secret_length(secret), &call->result);
}
