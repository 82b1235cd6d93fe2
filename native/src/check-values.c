// Check values of many keys in one call.
#include "secret.h"
#include "value.h"
#include <stdlib.h>
#include <string.h>

#define KEYS_MAX (1u << 20)
static const char *const kinds[VALUE_KINDS] = {[VALUE_ECB] = "ecb", [VALUE_CMAC] = "cmac"};

struct task {
  struct secret **keys;
  const struct cipher **ciphers;
  uint32_t count;
  enum value_kind kind;
  struct bytes block;
  size_t bytes;
};

static enum fault run_batch(const struct task *task, unsigned char *out) {
  unsigned char value[BLOCK_MAX];
  struct valuer valuer;
  enum fault fault = valuer_open(&valuer);
  for (uint32_t i = 0; !fault && i < task->count; i++, out += task->bytes) {
    struct bytes key = {task->keys[i]->bytes, secret_length(task->keys[i])};
    if (!valuer_run(&valuer, task->kind, task->ciphers[i], key, task->block, value)) fault = FAULT_CIPHER;
    else memcpy(out, value, task->bytes);
  }
  valuer_close(&valuer);
  return fault;
}

/** Everything of the call but its list, which was read before: from here on none of the caller's code runs. */
static enum fault task_from(struct call *call, struct task *task) {
  size_t kind;
  uint32_t bytes;
  TRY(word_from(call->env, call->given[2], kinds, VALUE_KINDS, &kind));
  TRY(bytes_from(call->env, call->given[3], &task->block));
  TRY(integer_from(call->env, call->given[4], 1, BLOCK_MAX, &bytes));
  for (uint32_t i = 0; i < task->count; i++) {
    size_t length = secret_length(task->keys[i]);
    // The name is looked up again only where the length changes: that is once for nearly every list.
    if (i > 0 && length == secret_length(task->keys[i - 1])) task->ciphers[i] = task->ciphers[i - 1];
    else TRY(cipher_from(call->env, call->given[1], length, &task->ciphers[i]));
    if (task->block.length != task->ciphers[i]->block || bytes > task->ciphers[i]->block) return FAULT_BAD_LENGTH;
  }
  task->kind = (enum value_kind)kind;
  task->bytes = bytes;
  return FAULT_NONE;
}

enum fault check_values(struct call *call) {
  struct task task = {0};
  unsigned char *out;
  TRY(secrets_from(call->env, call->given[0], KEYS_MAX, &task.keys, &task.count));
  task.ciphers = calloc(task.count + 1u, sizeof(struct cipher *));
  enum fault fault = task.ciphers ? task_from(call, &task) : FAULT_MEMORY_FULL;
  if (!fault) fault = bytes_value(call->env, task.count * task.bytes, &call->result, &out);
  if (!fault) fault = run_batch(&task, out);
  free(task.ciphers);
  free(task.keys);
  return fault;
}
