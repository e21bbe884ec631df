/* Makes many TIME_WAITs at the same time: all connections are open before the first is closed.
 *   million CONNECTIONS
 * As many pairs of processes as the limit of open files asks for, each with a loopback address of its own. The clients close first.
 * Prints how many connections failed, and how many seconds it took to open and to close them all. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PORT = 80, BACKLOG = 65535, OWN_FILES = 50, MOST_PER_ADDRESS = 30000 };

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static int serve(int listener, int count)
{
    int *fds = calloc(count, sizeof *fds), failed = 0;
    char byte;
    for (int i = 0; i < count; i++)
        if ((fds[i] = accept(listener, NULL, NULL)) < 0)
            fail("accept");
    for (int i = 0; i < count; i++) {
        failed += read(fds[i], &byte, 1) != 0;
        close(fds[i]);
    }
    return failed != 0;
}

static int connect_all(struct sockaddr_in to, int count, int opened, int go)
{
    int *fds = calloc(count, sizeof *fds), failed = 0;
    char byte;
    for (int i = 0; i < count; i++) {
        if ((fds[i] = socket(AF_INET, SOCK_STREAM, 0)) < 0)
            fail("socket");
        failed += connect(fds[i], (struct sockaddr *)&to, sizeof to) != 0;
    }
    if (write(opened, &failed, sizeof failed) != sizeof failed || read(go, &byte, 1) != 0)
        fail("pipe");
    for (int i = 0; i < count; i++)
        close(fds[i]);
    return 0;
}

int main(int argc, char **argv)
{
    int left = argc == 2 ? atoi(argv[1]) : 0, failed = 0, status, opened[2], go[2];
    struct rlimit limit;
    if (left <= 0)
        return 2;
    if (pipe(opened) != 0 || pipe(go) != 0 || getrlimit(RLIMIT_NOFILE, &limit) != 0)
        fail("pipe");
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
        fail("setrlimit");
    int most = limit.rlim_max - OWN_FILES < MOST_PER_ADDRESS ? (int)limit.rlim_max - OWN_FILES : MOST_PER_ADDRESS;
    double begun = now();
    for (int pair = 0; left > 0; pair++) {
        int count = left < most ? left : most, part;
        struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(PORT), .sin_addr.s_addr = htonl(INADDR_LOOPBACK + pair)};
        int listener = socket(AF_INET, SOCK_STREAM, 0);
        if (listener < 0 || bind(listener, (struct sockaddr *)&at, sizeof at) != 0 || listen(listener, BACKLOG) != 0)
            fail("listen");
        if (fork() == 0) {
            close(go[1]);
            return serve(listener, count);
        }
        if (fork() == 0) {
            close(go[1]);
            close(listener);
            return connect_all(at, count, opened[1], go[0]);
        }
        close(listener);
        if (read(opened[0], &part, sizeof part) != sizeof part)
            fail("read");
        failed += part;
        left -= count;
    }
    double all = now();
    close(go[1]);
    while (wait(&status) > 0)
        failed += status != 0;
    printf("%d %f %f\n", failed, all - begun, now() - all);
    return 0;
}
