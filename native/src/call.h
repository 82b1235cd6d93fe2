// One call from JavaScript: what it was given, what it answers. Every function of the border has this one shape.
#ifndef KCV_CALL_H
#define KCV_CALL_H

#include "argument.h"

#define CALL_ARGUMENTS 6

struct call {
  napi_env env;
  /** Missing arguments are undefined. */
  napi_value given[CALL_ARGUMENTS];
  /** undefined where it stays NULL. */
  napi_value result;
  /** With FAULT_BAD_HEX: the place of the character, from 0. */
  size_t offset;
  /** With FAULT_PTY and FAULT_KEYPAD: errno. */
  int number;
};

typedef enum fault (*call_body)(struct call *call);

// What each does is in ../index.d.ts.
enum fault open_secure_heap(struct call *call);
enum fault harden_process(struct call *call);
enum fault live_secrets(struct call *call);

enum fault create_secret(struct call *call);
enum fault push_digit(struct call *call);
enum fault pop_digit(struct call *call);
enum fault digit_count(struct call *call);
enum fault seal_secret(struct call *call);
enum fault secret_from_hex(struct call *call);
enum fault secret_from_bytes(struct call *call);
enum fault random_secret(struct call *call);
enum fault release_secret(struct call *call);
enum fault length_of_secret(struct call *call);

enum fault xor_secrets(struct call *call);
enum fault with_odd_parity(struct call *call);
enum fault parity_of(struct call *call);
enum fault slice_secret(struct call *call);
enum fault concat_secrets(struct call *call);
enum fault secrets_equal(struct call *call);
enum fault secret_equals_bytes(struct call *call);

enum fault encrypt_data(struct call *call);
enum fault cmac_data(struct call *call);
enum fault encrypt_secret(struct call *call);
enum fault decrypt_to_secret(struct call *call);
enum fault check_values(struct call *call);

enum fault encrypt_to_secret(struct call *call);
enum fault cmac_to_secret(struct call *call);
enum fault xor_secret_bytes(struct call *call);
enum fault cmac_over_parts(struct call *call);
enum fault cbc_mac_over_parts(struct call *call);
enum fault same_bytes(struct call *call);
enum fault take_length_prefixed(struct call *call);
enum fault put_length_prefixed(struct call *call);

enum fault create_tried(struct call *call);
enum fault release_tried(struct call *call);
enum fault search_keys(struct call *call);

enum fault write_frame(struct call *call);

enum fault open_keypad(struct call *call);
enum fault drain_keypad(struct call *call);
enum fault close_keypad(struct call *call);

enum fault open_pty(struct call *call);
enum fault pty_rate(struct call *call);
enum fault write_pty(struct call *call);
enum fault close_pty_end(struct call *call);

#endif
