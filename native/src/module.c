// The addon's table: names of the border, and the one door through which each is called.
#include "call.h"
#include <openssl/crypto.h>

static const struct row {
  const char *name;
  call_body body;
} rows[] = {
    {"openSecureHeap", open_secure_heap},
    {"hardenProcess", harden_process},
    {"liveSecrets", live_secrets},
    {"createSecret", create_secret},
    {"pushDigit", push_digit},
    {"popDigit", pop_digit},
    {"digitCount", digit_count},
    {"sealSecret", seal_secret},
    {"secretFromHex", secret_from_hex},
    {"secretFromBytes", secret_from_bytes},
    {"randomSecret", random_secret},
    {"releaseSecret", release_secret},
    {"secretLength", length_of_secret},
    {"xorSecrets", xor_secrets},
    {"withOddParity", with_odd_parity},
    {"parityOf", parity_of},
    {"sliceSecret", slice_secret},
    {"concatSecrets", concat_secrets},
    {"secretsEqual", secrets_equal},
    {"secretEqualsBytes", secret_equals_bytes},
    {"encrypt", encrypt_data},
    {"cmac", cmac_data},
    {"encryptSecret", encrypt_secret},
    {"decryptToSecret", decrypt_to_secret},
    {"checkValues", check_values},
    {"encryptToSecret", encrypt_to_secret},
    {"cmacToSecret", cmac_to_secret},
    {"xorSecretBytes", xor_secret_bytes},
    {"cmacOverParts", cmac_over_parts},
    {"cbcMacOverParts", cbc_mac_over_parts},
    {"sameBytes", same_bytes},
    {"takeLengthPrefixed", take_length_prefixed},
    {"putLengthPrefixed", put_length_prefixed},
    {"createTried", create_tried},
    {"releaseTried", release_tried},
    {"searchKeys", search_keys},
    {"writeFrame", write_frame},
    {"openKeypad", open_keypad},
    {"drainKeypad", drain_keypad},
    {"closeKeypad", close_keypad},
    {"openPty", open_pty},
    {"ptyRate", pty_rate},
    {"writePty", write_pty},
    {"closePtyEnd", close_pty_end},
};
#define ROWS (sizeof rows / sizeof *rows)

static napi_value door(napi_env env, napi_callback_info info) {
  struct call call = {.env = env};
  size_t count = CALL_ARGUMENTS;
  void *data;
  if (napi_get_cb_info(env, info, &count, call.given, NULL, &data) != napi_ok) return NULL;
  const struct row *row = data;
  enum fault fault = row->body(&call);
  if (!fault) return call.result;
  napi_value error = fault_error(env, fault);
  if (fault == FAULT_BAD_HEX) fault_number(env, error, "offset", (double)call.offset);
  if (fault == FAULT_PTY || fault == FAULT_KEYPAD) fault_number(env, error, "errno", call.number);
  fault_throw(env, error);
  return NULL;
}

NAPI_MODULE_INIT(/* napi_env env, napi_value exports */) {
  // No openssl.cnf and no OPENSSL_CONF: a file or a variable must not decide which code sees a key.
  OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ATEXIT, NULL);
  for (size_t i = 0; i < ROWS; i++) {
    napi_value function;
    // Node-API hands the row back as it was given; `door` only reads it.
    if (napi_create_function(env, rows[i].name, NAPI_AUTO_LENGTH, door, (void *)(uintptr_t)&rows[i], &function) != napi_ok ||
        napi_set_named_property(env, exports, rows[i].name, function) != napi_ok)
      return NULL;
  }
  return exports;
}
