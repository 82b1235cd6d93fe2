// The table of faults and the Error objects made of them. The texts are fixed: no fault carries data.
#include "fault.h"

static const struct {
  const char *code;
  const char *text;
} faults[FAULT_COUNT] = {
    [FAULT_NONE] = {"cipher-failed", "failed without a fault"},
    [FAULT_MEMORY_FULL] = {"secret-memory-full", "secret memory has no room"},
    [FAULT_RELEASED] = {"secret-released", "the secret was released before"},
    [FAULT_OPEN] = {"secret-open", "digits of the secret are still being entered"},
    [FAULT_SEALED] = {"secret-sealed", "the secret is sealed"},
    [FAULT_BAD_HEX] = {"bad-hex", "a character is no hex digit"},
    [FAULT_ODD_LENGTH] = {"odd-length", "an odd number of hex digits"},
    [FAULT_EMPTY] = {"empty", "nothing there"},
    [FAULT_TOO_LONG] = {"too-long", "longer than is taken"},
    [FAULT_UNEQUAL_LENGTH] = {"unequal-length", "the secrets have different lengths"},
    [FAULT_BAD_LENGTH] = {"bad-length", "the length does not fit the cipher"},
    [FAULT_BAD_ARGUMENT] = {"bad-argument", "an argument is not as it should be"},
    [FAULT_CIPHER] = {"cipher-failed", "the cipher or the generator failed"},
    [FAULT_WRITE] = {"write-failed", "the frame could not be written whole"},
    [FAULT_PTY] = {"pty-failed", "no pseudo-terminal could be had"},
    [FAULT_KEYPAD] = {"keypad-failed", "the keypad could not be taken"},
};

napi_value fault_error(napi_env env, enum fault fault) {
  napi_value code = NULL, text = NULL, error = NULL;
  bool pending = false;
  // Most calls of Node-API refuse to work while an exception is pending; a getter's own must not show either.
  if (napi_is_exception_pending(env, &pending) == napi_ok && pending) {
    napi_value dropped;
    napi_get_and_clear_last_exception(env, &dropped);
  }
  if (napi_create_string_utf8(env, faults[fault].code, NAPI_AUTO_LENGTH, &code) != napi_ok ||
      napi_create_string_utf8(env, faults[fault].text, NAPI_AUTO_LENGTH, &text) != napi_ok ||
      napi_create_error(env, code, text, &error) != napi_ok)
    return NULL;
  return error;
}

void fault_number(napi_env env, napi_value error, const char *name, double number) {
  napi_value value;
  if (error && napi_create_double(env, number, &value) == napi_ok) napi_set_named_property(env, error, name, value);
}

void fault_throw(napi_env env, napi_value error) {
  if (error) napi_throw(env, error);
  else napi_throw_error(env, faults[FAULT_BAD_ARGUMENT].code, faults[FAULT_BAD_ARGUMENT].text);
}
