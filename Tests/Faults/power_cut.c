/* A disk that forgets. Preloaded into the server, it keeps beside the database and its log a copy of each that has only what
 * was written before the last fsync: what a power cut leaves in the worst case. The folder of the copies is in POWER_CUT. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

struct range {
    off64_t at;
    size_t length; /* 0: the file was cut off at `at` */
};

static struct file {
    const char *name;
    int copy;
    struct range *dirty;
    size_t count, room;
} files[] = {{"quartet.db", -1, NULL, 0, 0}, {"quartet.db-wal", -1, NULL, 0, 0}};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static int (*real_ftruncate)(int, off64_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);

__attribute__((constructor)) static void begin(void) {
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
}

/* The file behind a descriptor, or NULL when it is none of ours. */
static struct file *file_of(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return NULL;
    path[length] = 0;
    const char *name = strrchr(path, '/');
    for (size_t n = 0; name && n < 2; n++)
        if (!strcmp(name + 1, files[n].name)) return &files[n];
    return NULL;
}

static void note(int fd, off64_t at, size_t length) {
    struct file *file = file_of(fd);
    if (!file) return;
    pthread_mutex_lock(&lock);
    if (file->count == file->room) {
        file->room = file->room ? file->room * 2 : 64;
        file->dirty = realloc(file->dirty, file->room * sizeof *file->dirty);
        if (!file->dirty) abort();
    }
    file->dirty[file->count++] = (struct range){at, length};
    pthread_mutex_unlock(&lock);
}

/* What was written up to now survives. */
static void keep(int fd) {
    static char buffer[1 << 20];
    struct file *file = file_of(fd);
    if (!file) return;
    pthread_mutex_lock(&lock);
    if (file->copy < 0) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", getenv("POWER_CUT"), file->name);
        file->copy = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    }
    for (size_t n = 0; n < file->count; n++) {
        struct range range = file->dirty[n];
        if (!range.length) real_ftruncate(file->copy, range.at);
        while (range.length) {
            size_t part = range.length < sizeof buffer ? range.length : sizeof buffer;
            ssize_t got = pread64(fd, buffer, part, range.at);
            if (got <= 0) break;
            real_pwrite(file->copy, buffer, got, range.at);
            range.at += got;
            range.length -= got;
        }
    }
    file->count = 0;
    pthread_mutex_unlock(&lock);
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t at) {
    ssize_t done = real_pwrite(fd, data, length, at);
    if (done > 0) note(fd, at, done);
    return done;
}
ssize_t pwrite(int fd, const void *data, size_t length, off_t at) { return pwrite64(fd, data, length, at); }

int ftruncate64(int fd, off64_t length) {
    int result = real_ftruncate(fd, length);
    if (!result) note(fd, length, 0);
    return result;
}
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int fsync(int fd) {
    int result = real_fsync(fd);
    if (!result) keep(fd);
    return result;
}
int fdatasync(int fd) {
    int result = real_fdatasync(fd);
    if (!result) keep(fd);
    return result;
}
