/* A disk that fails: loaded before everything else, it lets one sync (SICK_SYNC) or one write to a file (SICK_WRITE)
   fail by its number, or all from that one on (SICK_ALWAYS). When one has failed, the file SICK_MARK is there. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static long syncs, writes;

static int is_sick(const char *which, long *count) {
    const char *at = getenv(which), *mark = getenv("SICK_MARK");
    if (!at || !mark) return 0;
    long now = __sync_add_and_fetch(count, 1), then = atol(at);
    if (now != then && !(getenv("SICK_ALWAYS") && now > then)) return 0;
    int fd = (int)syscall(SYS_openat, AT_FDCWD, mark, O_CREAT | O_WRONLY, 0600);
    if (fd >= 0) syscall(SYS_close, fd);
    return 1;
}

static int sync_fails(void) {
    if (!is_sick("SICK_SYNC", &syncs)) return 0;
    errno = EIO;
    return 1;
}

static int write_fails(int fd) {
    struct stat of;
    if (fstat(fd, &of) || !S_ISREG(of.st_mode) || !is_sick("SICK_WRITE", &writes)) return 0;
    errno = ENOSPC;
    return 1;
}

int fsync(int fd) { return sync_fails() ? -1 : (int)syscall(SYS_fsync, fd); }
int fdatasync(int fd) { return sync_fails() ? -1 : (int)syscall(SYS_fdatasync, fd); }
int sync_file_range(int fd, off64_t at, off64_t length, unsigned flags) {
    return sync_fails() ? -1 : (int)syscall(SYS_sync_file_range, fd, at, length, flags);
}
ssize_t write(int fd, const void *bytes, size_t length) {
    return write_fails(fd) ? -1 : syscall(SYS_write, fd, bytes, length);
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
    return write_fails(fd) ? -1 : syscall(SYS_pwrite64, fd, bytes, length, at);
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) { return pwrite64(fd, bytes, length, at); }
