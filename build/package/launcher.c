// kcv-station and kcv-station-window: what a person starts. Installed setuid and setgid to the service account that owns the
// serial ports and the data directory, it becomes that account for good, takes nothing along from the person's environment
// but what a window needs, and runs the app. So ports and keys belong to the station, not to whoever sits before it.
//
// Linked statically: no library path and no preloaded library of the caller has a say. Exit codes are those of sysexits.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef PACKAGE_HASH
#error "PACKAGE_HASH is the SHA-256 of app.asar"
#endif
#define APP "/opt/kcv-station/kcv-station-app"
#define STATE "/var/lib/kcv-station"

enum { NOT_PERMITTED = 77, CONFIGURATION = 78, USAGE = 64, SYSTEM = 71 };
enum { MOST_WORDS = 4096, LONGEST_COOKIE_FILE = 65536, MOST_VARIABLES = 64 };

// What a window and its words need. Nothing in this list names a file that is loaded as code.
static const char *const handed_on[] = {
    "DISPLAY", "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LC_TIME", "TZ", "TERM", "XMODIFIERS",
};

static char *environment[MOST_VARIABLES];
static size_t variables;

static void stop(int code, const char *en, const char *zh) {
  fprintf(stderr, "kcv-station: %s\n%s\n", en, zh);
  exit(code);
}

static void set(const char *name, const char *value) {
  char *text;
  if (variables + 1 >= MOST_VARIABLES || asprintf(&text, "%s=%s", name, value) < 0)
    stop(SYSTEM, "out of memory.", "内存不足。");
  environment[variables++] = text;
}

// A program that gains rights must not find its first descriptors closed: the next file opened would become its output.
static void fill_standard_descriptors(void) {
  for (int fd = 0; fd <= 2; fd += 1)
    if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDWR) != fd) _exit(SYSTEM);
}

// The display's cookie is the person's; a copy of it lets the service account draw on that display and nothing else.
static bool copy_all(int from, int to) {
  char bytes[4096];
  size_t total = 0;
  for (;;) {
    ssize_t got = read(from, bytes, sizeof bytes);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return got == 0;
    total += (size_t)got;
    if (total > LONGEST_COOKIE_FILE || write(to, bytes, (size_t)got) != got) return false;
  }
}

static void hand_on_cookie(uid_t person, uid_t service) {
  const char *named = getenv("XAUTHORITY");
  const char *home = getenv("HOME");
  char path[PATH_MAX];
  if (named != NULL && *named != '\0') snprintf(path, sizeof path, "%s", named);
  else if (home != NULL) snprintf(path, sizeof path, "%s/.Xauthority", home);
  else return;
  // Opened with the person's own rights: nobody gets a file copied that is closed to him.
  if (seteuid(person) != 0) _exit(SYSTEM);
  int from = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (seteuid(service) != 0) _exit(SYSTEM);
  if (from < 0) return;
  char copy[64];
  char fresh[80];
  snprintf(copy, sizeof copy, STATE "/run/xauthority-%u", (unsigned)person);
  snprintf(fresh, sizeof fresh, "%s.%d", copy, (int)getpid());
  struct stat about;
  int to = -1;
  if (fstat(from, &about) == 0 && S_ISREG(about.st_mode))
    to = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (to >= 0) {
    bool whole = copy_all(from, to) && close(to) == 0;
    if (whole && rename(fresh, copy) == 0) set("XAUTHORITY", copy);
    else unlink(fresh);
  }
  close(from);
}

static void become(uid_t service, gid_t group) {
  uid_t real, effective, saved;
  if (setresgid(group, group, group) != 0 || setresuid(service, service, service) != 0) _exit(SYSTEM);
  if (getresuid(&real, &effective, &saved) != 0 || real != service || effective != service || saved != service)
    _exit(SYSTEM);
}

static void fill_environment(uid_t person) {
  for (size_t at = 0; at < sizeof handed_on / sizeof *handed_on; at += 1) {
    const char *value = getenv(handed_on[at]);
    if (value != NULL) set(handed_on[at], value);
  }
  char number[16];
  snprintf(number, sizeof number, "%u", (unsigned)person);
  set("KCV_STARTED_BY", number);
  set("KCV_PACKAGE_HASH", PACKAGE_HASH);
  set("HOME", STATE "/home");
  set("USER", "kcv-station");
  set("LOGNAME", "kcv-station");
  set("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
  // No session bus of the person's, and none started for us; no settings daemon.
  set("DBUS_SESSION_BUS_ADDRESS", "disabled:");
  set("GSETTINGS_BACKEND", "memory");
  set("GTK_USE_PORTAL", "0");
}

static bool is_window(const char *name) {
  const char *slash = strrchr(name, '/');
  return strcmp(slash == NULL ? name : slash + 1, "kcv-station-window") == 0;
}

int main(int count, char *words[]) {
  fill_standard_descriptors();
  if (count < 1 || count > MOST_WORDS) stop(USAGE, "too many words.", "参数过多。");
  uid_t person = getuid();
  uid_t service = geteuid();
  gid_t group = getegid();
  struct stat state;
  if (service == 0 || stat(STATE "/home", &state) != 0 || state.st_uid != service || state.st_gid != group)
    stop(CONFIGURATION, "the service account is not set up. Install the package again.",
         "服务账户未配置好，请重新安装软件包。");
  bool window = is_window(words[0]);
  if (window && count > 1) stop(NOT_PERMITTED, "the window takes no words.", "窗口程序不接受任何参数。");

  // The home folder is closed; what people export beside it is for them to read.
  umask(022);
  hand_on_cookie(person, service);
  fill_environment(person);
  // A command's words may name files from here; the window's never do, and the account may not even see this folder.
  if (window && chdir("/") != 0) _exit(SYSTEM);
  become(service, group);
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);

  char **command = calloc((size_t)count + 5, sizeof *command);
  if (command == NULL) stop(SYSTEM, "out of memory.", "内存不足。");
  size_t at = 0;
  command[at++] = (char *)APP;
  if (!window) {
    command[at++] = (char *)"--ozone-platform=headless";
    // Chromium remarks on standard error that nobody asked for.
    command[at++] = (char *)"--log-level=3";
    // Chromium reads no switch behind this.
    command[at++] = (char *)"--";
    for (int word = 1; word < count; word += 1) command[at++] = words[word];
  }
  execve(APP, command, environment);
  stop(CONFIGURATION, "the app cannot be started. Install the package again.", "无法启动程序，请重新安装软件包。");
}
