// Goes before the C library (LD_PRELOAD), counts what a program does to the files below FAULT_ROOT, and at the one that is
// numbered FAULT_AT kills the program or has the call fail:
//
//   FAULT_ROOT=DIR      what is counted
//   FAULT_COUNT=FILE    where the number of calls is written at the end
//   FAULT_AT=N          the call, from 1; none without it
//   FAULT_DO=kill       SIGKILL before the call
//   FAULT_DO=powercut   the same, and what was written without being synchronised is lost
//   FAULT_DO=5          the call fails with this errno
//   FAULT_READS=1       reads are counted too
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long calls, at;
static int what_errno, powercut, reads;
static char root[4096];
static size_t root_length;

// What stood where something was written that is not synchronised yet, the last first.
struct before {
  struct before *next;
  int descriptor;
  dev_t device;
  ino_t number;
  off_t offset, size;
  ssize_t length;
  char bytes[];
};
static struct before *unsynced;

static ssize_t (*real_pread)(int, void *, size_t, off_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_read)(int, void *, size_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_open)(const char *, int, ...);

__attribute__((constructor)) static void start(void) {
  real_pread = dlsym(RTLD_NEXT, "pread64");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_write = dlsym(RTLD_NEXT, "write");
  real_read = dlsym(RTLD_NEXT, "read");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_open = dlsym(RTLD_NEXT, "open64");
  const char *folder = getenv("FAULT_ROOT");
  if (!folder || !realpath(folder, root)) return;
  root_length = strlen(root);
  const char *text = getenv("FAULT_AT");
  at = text ? atol(text) : 0;
  text = getenv("FAULT_DO");
  powercut = text && !strcmp(text, "powercut");
  what_errno = text && !powercut ? atoi(text) : 0;
  reads = getenv("FAULT_READS") != NULL;
}

__attribute__((destructor)) static void finish(void) {
  const char *file = getenv("FAULT_COUNT");
  if (!file || !root_length) return;
  int descriptor = real_open(file, O_WRONLY | O_CREAT | O_TRUNC, 0666);
  char text[32];
  int length = snprintf(text, sizeof text, "%ld\n", calls);
  if (descriptor >= 0 && real_write(descriptor, text, length) == length) close(descriptor);
}

static int is_below(const char *path) {
  return root_length && !strncmp(path, root, root_length) && (path[root_length] == '/' || !path[root_length]);
}

static int counts_file(int descriptor) {
  if (!root_length || descriptor < 3) return 0;
  char name[64], path[4096];
  snprintf(name, sizeof name, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(name, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  // What is shared between processes is no file that lasts.
  return is_below(path) && !strstr(path, "-shm");
}

static int counts_path(const char *path) {
  char folder[4096], whole[4096];
  if (!root_length || strlen(path) >= sizeof folder) return 0;
  strcpy(folder, path);
  char *slash = strrchr(folder, '/');
  if (slash) *slash = 0; else strcpy(folder, ".");
  return realpath(*folder ? folder : "/", whole) && is_below(whole) && !strstr(path, "-shm");
}

static void lose_unsynced(void) {
  for (struct before *one = unsynced; one; one = one->next) {
    if (one->length > 0) real_pwrite(one->descriptor, one->bytes, one->length, one->offset);
    real_ftruncate(one->descriptor, one->size);
  }
}

// Counts a call. Returns an errno when it must fail.
static int step(void) {
  if (++calls != at) return 0;
  if (what_errno) return what_errno;
  if (powercut) lose_unsynced();
  kill(getpid(), SIGKILL);
  pause();
  return 0;
}

static void remember(int descriptor, off_t offset, size_t length) {
  struct stat status;
  if (!powercut || fstat(descriptor, &status)) return;
  struct before *one = malloc(sizeof *one + length);
  // The program's own descriptor may not be one to read from, and may be closed before the end.
  char name[64];
  snprintf(name, sizeof name, "/proc/self/fd/%d", descriptor);
  one->descriptor = -1;
  for (struct before *known = unsynced; known; known = known->next)
    if (known->device == status.st_dev && known->number == status.st_ino) one->descriptor = known->descriptor;
  if (one->descriptor < 0) one->descriptor = real_open(name, O_RDWR | O_CLOEXEC);
  one->device = status.st_dev;
  one->number = status.st_ino;
  one->offset = offset;
  one->size = status.st_size;
  one->length = one->descriptor < 0 ? 0 : real_pread(one->descriptor, one->bytes, length, offset);
  one->next = unsynced;
  unsynced = one;
}

static void forget(int descriptor) {
  struct stat status;
  if (fstat(descriptor, &status)) return;
  for (struct before **place = &unsynced; *place;) {
    struct before *one = *place;
    if (one->device == status.st_dev && one->number == status.st_ino) *place = one->next;
    else place = &one->next;
  }
}

#define COUNTED(condition, failure)      \
  if (condition) {                       \
    pthread_mutex_lock(&lock);           \
    int error = step();                  \
    pthread_mutex_unlock(&lock);         \
    if (error) {                         \
      errno = error;                     \
      return failure;                    \
    }                                    \
  }

ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off_t offset) {
  int counts = counts_file(descriptor);
  COUNTED(counts, -1)
  if (counts && powercut) {
    pthread_mutex_lock(&lock);
    remember(descriptor, offset, length);
    pthread_mutex_unlock(&lock);
  }
  return real_pwrite(descriptor, bytes, length, offset);
}
ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t offset) {
  return pwrite64(descriptor, bytes, length, offset);
}

ssize_t write(int descriptor, const void *bytes, size_t length) {
  int counts = counts_file(descriptor);
  COUNTED(counts, -1)
  if (counts && powercut) {
    pthread_mutex_lock(&lock);
    remember(descriptor, lseek(descriptor, 0, SEEK_CUR), length);
    pthread_mutex_unlock(&lock);
  }
  return real_write(descriptor, bytes, length);
}

ssize_t pread64(int descriptor, void *bytes, size_t length, off_t offset) {
  COUNTED(reads && counts_file(descriptor), -1)
  return real_pread(descriptor, bytes, length, offset);
}
ssize_t pread(int descriptor, void *bytes, size_t length, off_t offset) {
  return pread64(descriptor, bytes, length, offset);
}

ssize_t read(int descriptor, void *bytes, size_t length) {
  COUNTED(reads && counts_file(descriptor), -1)
  return real_read(descriptor, bytes, length);
}

int ftruncate64(int descriptor, off_t size) {
  int counts = counts_file(descriptor);
  COUNTED(counts, -1)
  if (counts && powercut) {
    struct stat status;
    pthread_mutex_lock(&lock);
    if (!fstat(descriptor, &status) && status.st_size > size) remember(descriptor, size, status.st_size - size);
    pthread_mutex_unlock(&lock);
  }
  return real_ftruncate(descriptor, size);
}
int ftruncate(int descriptor, off_t size) { return ftruncate64(descriptor, size); }

#define SYNC(name)                                              \
  int name(int descriptor) {                                    \
    static int (*real)(int);                                    \
    if (!real) real = dlsym(RTLD_NEXT, #name);                  \
    int counts = counts_file(descriptor);                       \
    COUNTED(counts, -1)                                         \
    int result = real(descriptor);                              \
    pthread_mutex_lock(&lock);                                  \
    if (counts && !result) forget(descriptor);                  \
    pthread_mutex_unlock(&lock);                                \
    return result;                                              \
  }
SYNC(fsync)
SYNC(fdatasync)

#define PATHS(name)                                             \
  int name(const char *old, const char *new) {                  \
    static int (*real)(const char *, const char *);             \
    if (!real) real = dlsym(RTLD_NEXT, #name);                  \
    COUNTED(counts_path(new), -1)                               \
    return real(old, new);                                      \
  }
PATHS(rename)
PATHS(link)

int unlink(const char *path) {
  static int (*real)(const char *);
  if (!real) real = dlsym(RTLD_NEXT, "unlink");
  COUNTED(counts_path(path), -1)
  return real(path);
}

static int open_counted(const char *path, int flags, mode_t mode) {
  COUNTED(((flags & O_CREAT) || reads) && counts_path(path), -1)
  return real_open(path, flags, mode);
}
int open64(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return open_counted(path, flags, mode);
}
int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return open_counted(path, flags, mode);
}
