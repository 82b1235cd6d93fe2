// write(2) and poll(2) with a monotonic deadline. A broken pipe is an error here, never a signal.
#include "line.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

static int64_t now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/** write(2) with SIGPIPE held back on this thread and, where this write raised it, taken off again. */
static ssize_t write_quietly(int fd, const unsigned char *at, size_t length) {
  static const struct timespec at_once = {0, 0};
  sigset_t pipe_only, before, pending;
  sigemptyset(&pipe_only);
  sigaddset(&pipe_only, SIGPIPE);
  sigpending(&pending);
  pthread_sigmask(SIG_BLOCK, &pipe_only, &before);
  ssize_t written = write(fd, at, length);
  int error = errno;
  if (written < 0 && error == EPIPE && !sigismember(&pending, SIGPIPE)) sigtimedwait(&pipe_only, NULL, &at_once);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  errno = error;
  return written;
}

/** Waits at most `wait_ms` for room and writes once. @return false where there was none */
static bool write_some(struct line *line, bool blocking, int wait_ms) {
  struct pollfd room = {line->fd, POLLOUT, 0};
  int ready = poll(&room, 1, wait_ms);
  if (ready == 0 || (ready < 0 && errno == EINTR)) return false;
  // On a blocking descriptor room is promised for one byte only: a longer write could wait beyond the deadline.
  size_t length = blocking ? 1 : line->bytes.length - line->written;
  ssize_t written = write_quietly(line->fd, line->bytes.at + line->written, length);
  if (written >= 0) line->written += (size_t)written;
  else if (errno == EAGAIN && (room.revents & (POLLHUP | POLLERR))) line->error = EIO;
  else if (errno != EAGAIN && errno != EINTR) line->error = errno;
  return written > 0;
}

static bool ended(const struct line *line) { return line->error || line->written == line->bytes.length; }

static bool is_blocking(struct line *line) {
  int flags = fcntl(line->fd, F_GETFL);
  if (flags < 0) line->error = errno;
  return !(flags & O_NONBLOCK);
}

bool line_write_now(struct line *line) {
  bool blocking = is_blocking(line);
  while (!ended(line) && write_some(line, blocking, 0)) continue;
  return ended(line);
}

void line_write_within(struct line *line, uint32_t timeout_ms) {
  static const struct timespec pause = {0, 1000000};
  int64_t deadline = now_ms() + timeout_ms;
  bool blocking = is_blocking(line);
  while (!ended(line)) {
    int64_t left = deadline - now_ms();
    if (left <= 0) line->error = ETIMEDOUT;
    // poll may say there is room where write then finds none: without the pause that would spin.
    else if (!write_some(line, blocking, left > INT32_MAX ? INT32_MAX : (int)left)) nanosleep(&pause, NULL);
  }
}
