// Pseudo-terminals for simulated terminals and tests. Only descriptors made here can be closed here.
#include "call.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#define ENDS_MAX 1024
#define PATH_LONGEST 64
#define NO_FD (-1)

/** What tells one end from any other file that may later get its number. */
struct end {
  int fd;
  dev_t device;
  /** The pair's number where this is the master. */
  int pair;
};

static pthread_mutex_t keeping = PTHREAD_MUTEX_INITIALIZER;
static struct end kept[ENDS_MAX];
static size_t count;

static bool identify(int fd, struct end *out) {
  struct stat file;
  if (fstat(fd, &file) != 0) return false;
  *out = (struct end){fd, file.st_rdev, NO_FD};
#ifdef TIOCGPTN
  if (ioctl(fd, TIOCGPTN, &out->pair) != 0) out->pair = NO_FD;
#endif
  return true;
}

static struct end *place_of(int fd) {
  for (size_t i = 0; i < count; i++)
    if (kept[i].fd == fd) return &kept[i];
  return NULL;
}

/** A place of the same number belongs to an end that a stream has closed by itself: it is taken over. */
static bool keep(int fd) {
  struct end end;
  if (!identify(fd, &end)) return false;
  struct end *place = place_of(fd);
  if (!place && count < ENDS_MAX) place = &kept[count++];
  if (place) *place = end;
  return place != NULL;
}

/** Takes the end out of the table. @return whether the number still means that end */
static bool let_go(int fd) {
  struct end now;
  struct end *place = place_of(fd);
  if (!place) return false;
  struct end then = *place;
  *place = kept[--count];
  return identify(fd, &now) && now.device == then.device && now.pair == then.pair;
}

static bool make_raw(int fd) {
  struct termios settings;
  if (tcgetattr(fd, &settings) != 0) return false;
  cfmakeraw(&settings);
  // No rate, until whoever opens it sets one: the usual 38400 would pass for a choice.
  if (cfsetospeed(&settings, B0) != 0) return false;
  return tcsetattr(fd, TCSANOW, &settings) == 0;
}

struct pair {
  int master, slave;
  char path[PATH_LONGEST];
};

static bool open_pair(struct pair *pair) {
  pair->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (pair->master < 0) return false;
  if (grantpt(pair->master) != 0 || unlockpt(pair->master) != 0) return false;
  if (ptsname_r(pair->master, pair->path, sizeof pair->path) != 0) return false;
  pair->slave = open(pair->path, O_RDWR | O_NOCTTY | O_CLOEXEC);
  return pair->slave >= 0 && make_raw(pair->slave);
}

static bool keep_pair(const struct pair *pair) {
  pthread_mutex_lock(&keeping);
  bool both = keep(pair->master) && keep(pair->slave);
  if (!both) let_go(pair->master);
  pthread_mutex_unlock(&keeping);
  return both;
}

static bool let_go_of(int fd) {
  pthread_mutex_lock(&keeping);
  bool ours = let_go(fd);
  pthread_mutex_unlock(&keeping);
  return ours;
}

static enum fault describe(struct call *call, const struct pair *pair) {
  napi_value master, slave, path;
  TRY(number_value(call->env, pair->master, &master));
  TRY(number_value(call->env, pair->slave, &slave));
  TRY(text_value(call->env, pair->path, &path));
  if (napi_create_object(call->env, &call->result) != napi_ok ||
      napi_set_named_property(call->env, call->result, "master", master) != napi_ok ||
      napi_set_named_property(call->env, call->result, "slave", slave) != napi_ok ||
      napi_set_named_property(call->env, call->result, "path", path) != napi_ok)
    return FAULT_MEMORY_FULL;
  return FAULT_NONE;
}

enum fault open_pty(struct call *call) {
  struct pair pair = {NO_FD, NO_FD, ""};
  enum fault fault = FAULT_PTY;
  errno = 0;
  if (open_pair(&pair) && keep_pair(&pair)) {
    fault = describe(call, &pair);
    if (!fault) return FAULT_NONE;
    let_go_of(pair.master);
    let_go_of(pair.slave);
  }
  call->number = errno ? errno : EMFILE;
  if (pair.slave >= 0) close(pair.slave);
  if (pair.master >= 0) close(pair.master);
  return fault;
}

/** The rates a terminal device can be asked for by name. */
static const struct {
  speed_t name;
  int bits_per_second;
} rates[] = {
    {B50, 50},       {B75, 75},       {B110, 110},     {B300, 300},     {B600, 600},       {B1200, 1200},
    {B2400, 2400},   {B4800, 4800},   {B9600, 9600},   {B19200, 19200}, {B38400, 38400},   {B57600, 57600},
    {B115200, 115200}, {B230400, 230400},
};
#define RATES (sizeof rates / sizeof *rates)

static bool is_ours(int fd) {
  pthread_mutex_lock(&keeping);
  bool ours = place_of(fd) != NULL;
  pthread_mutex_unlock(&keeping);
  return ours;
}

enum fault pty_rate(struct call *call) {
  uint32_t fd;
  TRY(integer_from(call->env, call->given[0], 0, INT32_MAX, &fd));
  if (!is_ours((int)fd)) return FAULT_BAD_ARGUMENT;
  struct termios settings;
  int found = 0;
  if (tcgetattr((int)fd, &settings) == 0)
    for (size_t i = 0; i < RATES; i++)
      if (rates[i].name == cfgetospeed(&settings)) found = rates[i].bits_per_second;
  return number_value(call->env, found, &call->result);
}

enum fault write_pty(struct call *call) {
  uint32_t fd;
  struct bytes bytes;
  TRY(integer_from(call->env, call->given[0], 0, INT32_MAX, &fd));
  TRY(bytes_from(call->env, call->given[1], &bytes));
  if (!is_ours((int)fd)) return FAULT_BAD_ARGUMENT;
  ssize_t written = bytes.length ? write((int)fd, bytes.at, bytes.length) : 0;
  if (written < 0 && errno == EAGAIN) written = 0;
  if (written >= 0) return number_value(call->env, (double)written, &call->result);
  call->number = errno;
  return FAULT_PTY;
}

enum fault close_pty_end(struct call *call) {
  uint32_t fd;
  TRY(integer_from(call->env, call->given[0], 0, INT32_MAX, &fd));
  if (!let_go_of((int)fd)) return FAULT_BAD_ARGUMENT;
  close((int)fd);
  return FAULT_NONE;
}
