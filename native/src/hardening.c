// The process: no core dump, no reader of its memory, no new privileges. Each is read back, not believed.
#include "call.h"
#ifdef __linux__
#include <sys/prctl.h>
#include <sys/resource.h>

static bool core_dumps_off(void) {
  struct rlimit limit = {0, 0};
  setrlimit(RLIMIT_CORE, &limit);
  return getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_cur == 0 && limit.rlim_max == 0;
}

static bool not_dumpable(void) {
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0;
}

static bool no_new_privileges(void) {
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1;
}
#else
// Other systems have other means: none is claimed that was not taken.
static bool core_dumps_off(void) { return false; }
static bool not_dumpable(void) { return false; }
static bool no_new_privileges(void) { return false; }
#endif

static enum fault answer(struct call *call, const char *name, bool yes) {
  napi_value value;
  TRY(boolean_value(call->env, yes, &value));
  return napi_set_named_property(call->env, call->result, name, value) == napi_ok ? FAULT_NONE : FAULT_BAD_ARGUMENT;
}

enum fault harden_process(struct call *call) {
  if (napi_create_object(call->env, &call->result) != napi_ok) return FAULT_MEMORY_FULL;
  TRY(answer(call, "coreDumpsOff", core_dumps_off()));
  TRY(answer(call, "notDumpable", not_dumpable()));
  return answer(call, "noNewPrivileges", no_new_privileges());
}
