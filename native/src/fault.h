// What can go wrong in a call, as the border names it (NativeErrorCode in index.d.ts).
#ifndef KCV_FAULT_H
#define KCV_FAULT_H

#include <node_api.h>

enum fault {
  FAULT_NONE,
  FAULT_MEMORY_FULL,
  FAULT_RELEASED,
  FAULT_OPEN,
  FAULT_SEALED,
  FAULT_BAD_HEX,
  FAULT_ODD_LENGTH,
  FAULT_EMPTY,
  FAULT_TOO_LONG,
  FAULT_UNEQUAL_LENGTH,
  FAULT_BAD_LENGTH,
  FAULT_BAD_ARGUMENT,
  FAULT_CIPHER,
  FAULT_WRITE,
  FAULT_PTY,
  FAULT_KEYPAD,
  FAULT_COUNT
};

/** Leaves the function with the first fault that is none of FAULT_NONE. Only where nothing is owned yet. */
#define TRY(expression)                 \
  do {                                  \
    enum fault try_fault = (expression); \
    if (try_fault) return try_fault;    \
  } while (0)

/** An Error with `code` and a fixed text; NULL where not even that could be made. */
napi_value fault_error(napi_env env, enum fault fault);
/** Sets a whole-number property of an Error: a place, an errno, a count. */
void fault_number(napi_env env, napi_value error, const char *name, double number);
/** Throws `error`, in the place of anything that a getter of the caller's threw before. */
void fault_throw(napi_env env, napi_value error);

#endif
