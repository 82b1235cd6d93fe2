// writeFrame: the frame is built and tried at once; what the kernel does not take yet is written on a worker thread.
#include "frame.h"
#include "heap.h"
#include "line.h"
#include "secret.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

struct writing {
  struct line line;
  uint32_t timeout_ms;
  napi_deferred promise;
  napi_async_work work;
};

static void wipe(struct line *line) {
  heap_give(line->bytes.at, line->bytes.length);
  line->bytes.at = NULL;
}

static void settle(napi_env env, napi_deferred promise, const struct line *line) {
  napi_value value;
  if (line->written == line->bytes.length && !line->error) {
    if (number_value(env, (double)line->written, &value) == FAULT_NONE) napi_resolve_deferred(env, promise, value);
    return;
  }
  value = fault_error(env, FAULT_WRITE);
  fault_number(env, value, "errno", line->error);
  fault_number(env, value, "written", (double)line->written);
  if (value) napi_reject_deferred(env, promise, value);
}

static void on_worker(napi_env env, void *data) {
  struct writing *writing = data;
  (void)env;
  line_write_within(&writing->line, writing->timeout_ms);
  wipe(&writing->line);
}

static void on_settled(napi_env env, napi_status status, void *data) {
  struct writing *writing = data;
  // A cancelled work never ran.
  if (status != napi_ok && !writing->line.error) writing->line.error = ECANCELED;
  wipe(&writing->line);
  close(writing->line.fd);
  settle(env, writing->promise, &writing->line);
  napi_delete_async_work(env, writing->work);
  free(writing);
}

/** Hands the rest to a worker. @return false where that cannot be; the line then still belongs to the caller */
static bool continue_on_worker(napi_env env, const struct line *line, uint32_t timeout_ms, napi_deferred promise) {
  napi_value name;
  struct writing *writing = calloc(1, sizeof *writing);
  if (!writing) return false;
  *writing = (struct writing){*line, timeout_ms, promise, NULL};
  // A descriptor of our own: JavaScript may close its one meanwhile, and the number may then mean another file.
  writing->line.fd = fcntl(line->fd, F_DUPFD_CLOEXEC, 0);
  if (writing->line.fd >= 0 && napi_create_string_utf8(env, "writeFrame", NAPI_AUTO_LENGTH, &name) == napi_ok &&
      napi_create_async_work(env, NULL, name, on_worker, on_settled, writing, &writing->work) == napi_ok &&
      napi_queue_async_work(env, writing->work) == napi_ok)
    return true;
  if (writing->work) napi_delete_async_work(env, writing->work);
  if (writing->line.fd >= 0) close(writing->line.fd);
  free(writing);
  return false;
}

enum fault write_frame(struct call *call) {
  uint32_t fd, timeout_ms;
  struct layout layout;
  struct line line = {0};
  napi_deferred promise;
  TRY(integer_from(call->env, call->given[0], 0, INT32_MAX, &fd));
  TRY(integer_from(call->env, call->given[2], 0, INT32_MAX, &timeout_ms));
  TRY(layout_from(call->env, call->given[1], &layout));
  TRY(frame_build(&layout, &line.bytes));
  line.fd = (int)fd;
  if (napi_create_promise(call->env, &promise, &call->result) != napi_ok) {
    wipe(&line);
    return FAULT_MEMORY_FULL;
  }
  if (!line_write_now(&line)) {
    if (continue_on_worker(call->env, &line, timeout_ms, promise)) return FAULT_NONE;
    line.error = ENOMEM;
  }
  wipe(&line);
  settle(call->env, promise, &line);
  return FAULT_NONE;
}
