// A key put to use: public data or another secret under it, and a cryptogram back into a secret.
#include "cipher.h"
#include "secret.h"

/** As much public data as one call takes. */
#define DATA_MAX (1u << 24)

/** The first four arguments of every call here but the CMACs: key, cipher, mode, iv. */
static enum fault ciphering_from(struct call *call, struct ciphering *out) {
  struct secret *key;
  const struct cipher *cipher;
  TRY(secret_from(call->env, call->given[0], &key));
  TRY(cipher_from(call->env, call->given[1], secret_length(key), &cipher));
  TRY(mode_from(call->env, call->given[2], call->given[3], cipher, out));
  out->key = (struct bytes){key->bytes, secret_length(key)};
  return FAULT_NONE;
}

static enum fault whole_blocks(const struct ciphering *how, size_t length, size_t most) {
  if (length > most) return FAULT_TOO_LONG;
  if (length > 0 && (how->mode == MODE_CTR || length % how->cipher->block == 0)) return FAULT_NONE;
  return FAULT_BAD_LENGTH;
}

static enum fault enciphered(struct call *call, const struct ciphering *how, struct bytes plain) {
  unsigned char *out;
  TRY(whole_blocks(how, plain.length, DATA_MAX));
  TRY(bytes_value(call->env, plain.length, &call->result, &out));
  return cipher_run(how, true, plain.at, plain.length, out);
}

enum fault encrypt_data(struct call *call) {
  struct ciphering how;
  struct bytes data;
  TRY(ciphering_from(call, &how));
  TRY(bytes_from(call->env, call->given[4], &data));
  return enciphered(call, &how, data);
}

enum fault encrypt_secret(struct call *call) {
  struct ciphering how;
  struct secret *secret;
  TRY(ciphering_from(call, &how));
  TRY(secret_from(call->env, call->given[4], &secret));
  return enciphered(call, &how, (struct bytes){secret->bytes, secret_length(secret)});
}

enum fault decrypt_to_secret(struct call *call) {
  struct ciphering how;
  struct bytes data;
  struct secret *plain;
  TRY(ciphering_from(call, &how));
  TRY(bytes_from(call->env, call->given[4], &data));
  TRY(whole_blocks(&how, data.length, SECRET_MAX));
  TRY(secret_sealed(call, data.length, &plain));
  enum fault fault = cipher_run(&how, false, data.at, data.length, plain->bytes);
  if (fault) secret_release(plain);
  return fault;
}

enum fault encrypt_to_secret(struct call *call) {
  struct ciphering how;
  struct bytes data;
  struct secret *made;
  TRY(ciphering_from(call, &how));
  TRY(bytes_or_secret(call->env, call->given[4], &data));
  TRY(whole_blocks(&how, data.length, SECRET_MAX));
  TRY(secret_sealed(call, data.length, &made));
  enum fault fault = cipher_run(&how, true, data.at, data.length, made->bytes);
  if (fault) secret_release(made);
  return fault;
}

struct mac_call {
  const struct cipher *cipher;
  struct bytes key, data;
};

static enum fault mac_call_from(struct call *call, struct mac_call *out) {
  struct secret *key;
  TRY(secret_from(call->env, call->given[0], &key));
  TRY(cipher_from(call->env, call->given[1], secret_length(key), &out->cipher));
  TRY(bytes_from(call->env, call->given[2], &out->data));
  out->key = (struct bytes){key->bytes, secret_length(key)};
  return FAULT_NONE;
}

enum fault cmac_data(struct call *call) {
  struct mac_call how;
  unsigned char *out;
  TRY(mac_call_from(call, &how));
  TRY(bytes_value(call->env, how.cipher->block, &call->result, &out));
  return cipher_mac(how.cipher, how.key, how.data, out);
}

enum fault cmac_to_secret(struct call *call) {
  struct mac_call how;
  struct secret *made;
  TRY(mac_call_from(call, &how));
  TRY(secret_sealed(call, how.cipher->block, &made));
  enum fault fault = cipher_mac(how.cipher, how.key, how.data, made->bytes);
  if (fault) secret_release(made);
  return fault;
}
