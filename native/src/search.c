// searchKeys: keys copied into secret memory of the search's own, programs judged on a worker thread, places answered.
#include "heap.h"
#include "judging.h"
#include "secret.h"
#include <stdlib.h>
#include <string.h>

#define PROGRAMS_MAX (1u << 24)
/** The longest key there is. */
#define INPUT_MAX 64u

/** Places of the arguments. */
#define PART_ARGUMENT 1u
#define SOUGHT_ARGUMENT (PART_ARGUMENT + PARTS)
#define TRIED_ARGUMENT (SOUGHT_ARGUMENT + 1u)

struct search {
  struct judging judging;
  unsigned char *programs[PARTS];
  size_t lengths[PARTS];
  enum fault fault;
  /** Keeps the set of values tried from being collected meanwhile. */
  napi_ref tried;
  napi_deferred promise;
  napi_async_work work;
};

static void end(napi_env env, struct search *search) {
  heap_give(search->judging.secrets, sizeof *search->judging.secrets);
  free(search->judging.hits);
  for (size_t i = 0; i < PARTS; i++) free(search->programs[i]);
  if (search->tried) napi_delete_reference(env, search->tried);
  if (search->work) napi_delete_async_work(env, search->work);
  free(search);
}

static void on_worker(napi_env env, void *data) {
  struct search *search = data;
  (void)env;
  search->fault = judging_open(&search->judging);
  struct programs parts[PARTS];
  for (size_t i = 0; i < PARTS; i++) parts[i] = (struct programs){search->programs[i], search->lengths[i]};
  if (!search->fault) search->fault = judge_programs(&search->judging, parts);
  judging_close(&search->judging);
}

static enum fault numbers_value(napi_env env, const uint32_t *numbers, size_t count, napi_value *out) {
  napi_value buffer;
  void *memory = NULL;
  if (napi_create_arraybuffer(env, count * sizeof *numbers, &memory, &buffer) != napi_ok) return FAULT_MEMORY_FULL;
  if (count > 0) memcpy(memory, numbers, count * sizeof *numbers);
  return napi_create_typedarray(env, napi_uint32_array, count, buffer, 0, out) == napi_ok ? FAULT_NONE
                                                                                          : FAULT_MEMORY_FULL;
}

static enum fault answer(napi_env env, const struct judging *judging, napi_value *out) {
  napi_value hits, counts;
  TRY(numbers_value(env, judging->hits, judging->hit_count, &hits));
  TRY(numbers_value(env, judging->counts, judging->groups, &counts));
  if (napi_create_object(env, out) != napi_ok || napi_set_named_property(env, *out, "hits", hits) != napi_ok ||
      napi_set_named_property(env, *out, "counts", counts) != napi_ok)
    return FAULT_MEMORY_FULL;
  return FAULT_NONE;
}

static void on_settled(napi_env env, napi_status status, void *data) {
  struct search *search = data;
  napi_value value = NULL;
  enum fault fault = status == napi_ok ? search->fault : FAULT_CIPHER;
  search->judging.tried->busy = false;
  if (!fault) fault = answer(env, &search->judging, &value);
  if (!fault) napi_resolve_deferred(env, search->promise, value);
  else if ((value = fault_error(env, fault))) napi_reject_deferred(env, search->promise, value);
  end(env, search);
}

static enum fault keys_from(struct search *search, struct secret *const *keys, uint32_t count) {
  struct judging_secrets *secrets = heap_take(sizeof *secrets);
  if (!secrets) return FAULT_MEMORY_FULL;
  search->judging.secrets = secrets;
  secrets->machine.input_count = count;
  for (uint32_t i = 0; i < count; i++) {
    size_t length = secret_length(keys[i]);
    if (length > INPUT_MAX) return FAULT_TOO_LONG;
    secrets->machine.inputs[i].length = length;
    memcpy(secrets->machine.inputs[i].at, keys[i]->bytes, length);
  }
  return FAULT_NONE;
}

static enum fault part_from(struct call *call, struct search *search, size_t part) {
  struct bytes programs;
  TRY(bytes_from(call->env, call->given[PART_ARGUMENT + part], &programs));
  if (programs.length > PROGRAMS_MAX) return FAULT_TOO_LONG;
  search->programs[part] = malloc(programs.length + 1);
  if (!search->programs[part]) return FAULT_MEMORY_FULL;
  search->lengths[part] = programs.length;
  if (programs.length > 0) memcpy(search->programs[part], programs.at, programs.length);
  return FAULT_NONE;
}

static enum fault rest_from(struct call *call, struct search *search) {
  struct bytes sought;
  for (size_t part = 0; part < PARTS; part++) TRY(part_from(call, search, part));
  TRY(bytes_from(call->env, call->given[SOUGHT_ARGUMENT], &sought));
  TRY(tried_from(call->env, call->given[TRIED_ARGUMENT], &search->judging.tried));
  if (sought.length < SOUGHT_LEAST || sought.length > BLOCK_MAX) return FAULT_BAD_LENGTH;
  memcpy(search->judging.sought, sought.at, sought.length);
  search->judging.sought_length = sought.length;
  return tried_is_about(search->judging.tried, sought) ? FAULT_NONE : FAULT_BAD_ARGUMENT;
}

static enum fault start(struct call *call, struct search *search) {
  napi_value name;
  if (napi_create_reference(call->env, call->given[TRIED_ARGUMENT], 1, &search->tried) != napi_ok ||
      napi_create_string_utf8(call->env, "searchKeys", NAPI_AUTO_LENGTH, &name) != napi_ok ||
      napi_create_async_work(call->env, NULL, name, on_worker, on_settled, search, &search->work) != napi_ok ||
      napi_create_promise(call->env, &search->promise, &call->result) != napi_ok)
    return FAULT_MEMORY_FULL;
  // From here on a worker may be using the set, and only `on_settled` ends the search.
  search->judging.tried->busy = true;
  if (napi_queue_async_work(call->env, search->work) == napi_ok) return FAULT_NONE;
  search->judging.tried->busy = false;
  return FAULT_MEMORY_FULL;
}

enum fault search_keys(struct call *call) {
  struct secret **keys;
  uint32_t count;
  TRY(secrets_from(call->env, call->given[0], INPUTS_MAX, &keys, &count));
  struct search *search = calloc(1, sizeof *search);
  enum fault fault = search ? keys_from(search, keys, count) : FAULT_MEMORY_FULL;
  free(keys);
  if (!fault) fault = rest_from(call, search);
  if (!fault) fault = start(call, search);
  if (fault && search) end(call->env, search);
  return fault;
}
