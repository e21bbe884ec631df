/*
 * sampler count TIMES: what SocketDump.Count does for a whole namespace, in C: a dump without TIME_WAIT, whose number /proc/net/sockstat knows.
 * sampler dump TIMES: what it does when it is given ports: a dump with TIME_WAIT.
 * sampler ss TIMES: ss -Htan state time-wait, its output thrown away.
 * Prints CPU (user and system) and wall microseconds of one, and how many TIME_WAITs were counted.
 */
#include <fcntl.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static int states[16];
static int minisockets;
static char buffer[32 * 1024] __attribute__((aligned(8)));

static void fail(const char *call)
{
    perror(call);
    exit(1);
}

static void dump(int fd, unsigned asked)
{
    struct {
        struct nlmsghdr header;
        struct inet_diag_req body;
    } request = {
        .header = { .nlmsg_len = sizeof request, .nlmsg_type = TCPDIAG_GETSOCK, .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP },
        .body = { .idiag_states = asked },
    };
    memset(states, 0, sizeof states);
    minisockets = 0;
    if (send(fd, &request, sizeof request, 0) < 0) {
        fail("send");
    }

    for (;;) {
        int received = recv(fd, buffer, sizeof buffer, 0);
        if (received < 0) {
            fail("recv");
        }

        for (struct nlmsghdr *h = (struct nlmsghdr *)buffer; NLMSG_OK(h, received); h = NLMSG_NEXT(h, received)) {
            if (h->nlmsg_type == NLMSG_DONE) {
                return;
            }

            if (h->nlmsg_type == NLMSG_ERROR) {
                fprintf(stderr, "sock_diag refused\n");
                exit(1);
            }

            struct inet_diag_msg *m = NLMSG_DATA(h);
            states[m->idiag_state & 15]++;
            minisockets += m->idiag_state == 5 && m->idiag_timer == 3;
        }
    }
}

static void count(int fd, int sockstat)
{
    char text[1024], *tw;
    dump(fd, 0x1FFE & ~(1 << 6));
    ssize_t length = pread(sockstat, text, sizeof text - 1, 0);
    if (length < 0) {
        fail("pread");
    }

    text[length] = 0;
    tw = strstr(strstr(text, "TCP:"), " tw ");
    states[6] = atoi(tw + 4) - minisockets;
}

static void run_ss(void)
{
    char *arguments[] = { "ss", "-Htan", "state", "time-wait", NULL };
    posix_spawn_file_actions_t actions;
    pid_t pid;
    int status;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    if (posix_spawnp(&pid, "ss", &actions, NULL, arguments, environ) != 0 || waitpid(pid, &status, 0) < 0 || status != 0) {
        fprintf(stderr, "ss failed\n");
        exit(1);
    }

    posix_spawn_file_actions_destroy(&actions);
}

static double wall_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e6 + t.tv_nsec / 1e3;
}

static double cpu_us(int who)
{
    struct rusage u;
    getrusage(who, &u);
    return (u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e6 + u.ru_utime.tv_usec + u.ru_stime.tv_usec;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        return 2;
    }

    int times = atoi(argv[2]), ss = strcmp(argv[1], "ss") == 0, who = ss ? RUSAGE_CHILDREN : RUSAGE_SELF;
    int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG), sockstat = open("/proc/net/sockstat", O_RDONLY | O_CLOEXEC);
    if (fd < 0 || sockstat < 0) {
        fail("open");
    }

    count(fd, sockstat);
    double cpu = cpu_us(who), wall = wall_us();
    for (int i = 0; i < times; i++) {
        if (ss) {
            run_ss();
        } else if (strcmp(argv[1], "dump") == 0) {
            dump(fd, 0x1FFE);
        } else {
            count(fd, sockstat);
        }
    }

    printf("%f %f %d\n", (cpu_us(who) - cpu) / times, (wall_us() - wall) / times, states[6]);
    return 0;
}
