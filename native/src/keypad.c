// A designated keypad, taken for the station alone: its key presses become digits in secret memory here, and JavaScript
// learns how many. Nobody else on the machine sees them while it is held (EVIOCGRAB).
#include "secret.h"
#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef __linux__
#include <linux/input.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#endif

// Random once, as for secrets.
static const napi_type_tag tag = {0x51d3e0a77bb84c19ULL, 0xb0c76a1d94e25f83ULL};
#define NO_FD (-1)
#define PATH_LONGEST 64

struct keypad {
  int fd;
  /** Control, Alt and Meta keys that are down: what is typed with them is a command to somebody else. */
  unsigned modifiers;
};

struct told {
  uint32_t taken, refused, full;
  bool finish, abort, lost;
};

static void let_go(struct keypad *keypad) {
  if (keypad->fd == NO_FD) return;
#ifdef __linux__
  ioctl(keypad->fd, EVIOCGRAB, 0);
#endif
  close(keypad->fd);
  keypad->fd = NO_FD;
}

static void collected(napi_env env, void *data, void *hint) {
  (void)env;
  (void)hint;
  let_go(data);
  free(data);
}

static enum fault keypad_from(napi_env env, napi_value value, struct keypad **out) {
  bool ours = false;
  void *data;
  if (napi_check_object_type_tag(env, value, &tag, &ours) != napi_ok || !ours) return FAULT_BAD_ARGUMENT;
  if (napi_unwrap(env, value, &data) != napi_ok) return FAULT_BAD_ARGUMENT;
  *out = data;
  return FAULT_NONE;
}

#ifdef __linux__
#define INPUT_MAJOR 13

/** The device behind `path`, grabbed; NO_FD and errno where that cannot be. */
static int grabbed(const char *path) {
  struct stat file;
  int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  if (fd < 0) return NO_FD;
  errno = ENODEV;
  if (fstat(fd, &file) == 0 && S_ISCHR(file.st_mode) && major(file.st_rdev) == INPUT_MAJOR &&
      ioctl(fd, EVIOCGRAB, 1) == 0)
    return fd;
  int why = errno;
  close(fd);
  errno = why;
  return NO_FD;
}

static const struct {
  uint16_t code;
  uint8_t digit;
} digits[] = {
    {KEY_0, 0},    {KEY_1, 1},    {KEY_2, 2},    {KEY_3, 3},    {KEY_4, 4},    {KEY_5, 5},    {KEY_6, 6},
    {KEY_7, 7},    {KEY_8, 8},    {KEY_9, 9},    {KEY_A, 10},   {KEY_B, 11},   {KEY_C, 12},   {KEY_D, 13},
    {KEY_E, 14},   {KEY_F, 15},   {KEY_KP0, 0},  {KEY_KP1, 1},  {KEY_KP2, 2},  {KEY_KP3, 3},  {KEY_KP4, 4},
    {KEY_KP5, 5},  {KEY_KP6, 6},  {KEY_KP7, 7},  {KEY_KP8, 8},  {KEY_KP9, 9},
};
#define NO_DIGIT 16u

static unsigned digit_of(uint16_t code) {
  for (size_t i = 0; i < sizeof digits / sizeof *digits; i++)
    if (digits[i].code == code) return digits[i].digit;
  return NO_DIGIT;
}

static const uint16_t modifiers[] = {
    KEY_LEFTCTRL, KEY_RIGHTCTRL, KEY_LEFTALT, KEY_RIGHTALT, KEY_LEFTMETA, KEY_RIGHTMETA,
};

static unsigned modifier_of(uint16_t code) {
  for (size_t i = 0; i < sizeof modifiers / sizeof *modifiers; i++)
    if (modifiers[i] == code) return 1u << i;
  return 0;
}

static bool says_nothing(uint16_t code) {
  return code == KEY_LEFTSHIFT || code == KEY_RIGHTSHIFT || code == KEY_CAPSLOCK || code == KEY_NUMLOCK;
}

static void press(struct keypad *keypad, struct secret *secret, uint16_t code, struct told *told) {
  unsigned digit = digit_of(code);
  if (says_nothing(code)) return;
  if (keypad->modifiers) told->refused++;
  else if (code == KEY_ENTER || code == KEY_KPENTER) told->finish = true;
  else if (code == KEY_ESC) told->abort = true;
  else if (code == KEY_BACKSPACE) {
    secret_pop(secret);
    told->taken++;
  } else if (code == KEY_DELETE || code == KEY_KPDOT) {
    while (secret->digits > 0) secret_pop(secret);
    told->taken++;
  } else if (digit == NO_DIGIT) told->refused++;
  else if (secret_push(secret, digit)) told->taken++;
  else told->full++;
}

/** value: 0 let go, 1 pressed, 2 repeated by the kernel because it is held. */
static void hear(struct keypad *keypad, struct secret *secret, const struct input_event *event, struct told *told) {
  if (event->type == EV_SYN && event->code == SYN_DROPPED) told->lost = true;
  if (event->type != EV_KEY) return;
  unsigned modifier = modifier_of(event->code);
  if (modifier) keypad->modifiers = event->value ? keypad->modifiers | modifier : keypad->modifiers & ~modifier;
  else if (event->value == 1) press(keypad, secret, event->code, told);
  else if (event->value == 2) told->refused++;
}

#define EVENTS 32

/** Takes what was pressed since the last time, up to the word that it is done. */
static void drain(struct keypad *keypad, struct secret *secret, struct told *told) {
  // One at a time where it matters: what was typed after Enter belongs to nobody.
  struct input_event events[EVENTS];
  while (!told->finish && !told->abort && !told->lost) {
    ssize_t got = read(keypad->fd, events, sizeof events);
    if (got < 0 && errno == EINTR) continue;
    if (got < (ssize_t)sizeof *events) {
      told->lost = !(got < 0 && errno == EAGAIN);
      break;
    }
    for (size_t i = 0; i < (size_t)got / sizeof *events; i++)
      if (!told->finish && !told->abort) hear(keypad, secret, &events[i], told);
  }
  OPENSSL_cleanse(events, sizeof events);
}
#else
static int grabbed(const char *path) {
  (void)path;
  errno = ENOSYS;
  return NO_FD;
}
static void drain(struct keypad *keypad, struct secret *secret, struct told *told) {
  (void)keypad;
  (void)secret;
  told->lost = true;
}
#endif

enum fault open_keypad(struct call *call) {
  char path[PATH_LONGEST];
  size_t length;
  napi_value handle;
  if (napi_get_value_string_utf8(call->env, call->given[0], path, sizeof path, &length) != napi_ok)
    return FAULT_BAD_ARGUMENT;
  if (strncmp(path, "/dev/input/", strlen("/dev/input/")) != 0) return FAULT_BAD_ARGUMENT;
  struct keypad *keypad = calloc(1, sizeof *keypad);
  if (!keypad) return FAULT_MEMORY_FULL;
  keypad->fd = grabbed(path);
  if (keypad->fd == NO_FD) {
    call->number = errno;
    free(keypad);
    return FAULT_KEYPAD;
  }
  if (napi_create_object(call->env, &handle) != napi_ok ||
      napi_wrap(call->env, handle, keypad, collected, NULL, NULL) != napi_ok) {
    collected(call->env, keypad, NULL);
    return FAULT_MEMORY_FULL;
  }
  if (napi_type_tag_object(call->env, handle, &tag) != napi_ok) {
    let_go(keypad);
    return FAULT_MEMORY_FULL;
  }
  call->result = handle;
  return FAULT_NONE;
}

static enum fault tell(struct call *call, const char *name, napi_value value) {
  return napi_set_named_property(call->env, call->result, name, value) == napi_ok ? FAULT_NONE : FAULT_MEMORY_FULL;
}
static enum fault tell_count(struct call *call, const char *name, uint32_t count) {
  napi_value value;
  TRY(number_value(call->env, count, &value));
  return tell(call, name, value);
}
static enum fault tell_whether(struct call *call, const char *name, bool yes) {
  napi_value value;
  TRY(boolean_value(call->env, yes, &value));
  return tell(call, name, value);
}

enum fault drain_keypad(struct call *call) {
  struct keypad *keypad;
  struct secret *secret;
  struct told told = {0};
  TRY(keypad_from(call->env, call->given[0], &keypad));
  TRY(secret_alive(call->env, call->given[1], &secret));
  if (secret->sealed) return FAULT_SEALED;
  if (keypad->fd == NO_FD) told.lost = true;
  else drain(keypad, secret, &told);
  if (napi_create_object(call->env, &call->result) != napi_ok) return FAULT_MEMORY_FULL;
  TRY(tell_count(call, "taken", told.taken));
  TRY(tell_count(call, "refused", told.refused));
  TRY(tell_count(call, "full", told.full));
  TRY(tell_whether(call, "finish", told.finish));
  TRY(tell_whether(call, "abort", told.abort));
  return tell_whether(call, "lost", told.lost);
}

enum fault close_keypad(struct call *call) {
  struct keypad *keypad;
  TRY(keypad_from(call->env, call->given[0], &keypad));
  let_go(keypad);
  return FAULT_NONE;
}
