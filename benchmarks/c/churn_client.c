/* The limit that the clients of the churn benchmark are measured against: one epoll loop, no parsing beyond what closing needs.
 *   churn_client HOST PORT CONNECTIONS CONCURRENCY server | client
 * server: reads until the server has closed. client: closes when the body (the six bytes after the empty line) is there. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BODY = 6, MOST = 1024 };
static const char request[] = "GET / HTTP/1.1\r\nHost: bench\r\n\r\n";
static struct { int fd; size_t have; char buffer[4096]; } slots[MOST];
static struct sockaddr_in address = {.sin_family = AF_INET};
static int loop;

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static void start(int slot)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), on = 1;
    if (fd < 0)
        fail("socket");
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0 && errno != EINPROGRESS)
        fail("connect");
    slots[slot].fd = fd;
    slots[slot].have = 0;
    struct epoll_event event = {.events = EPOLLOUT, .data.u32 = (unsigned)slot};
    if (epoll_ctl(loop, EPOLL_CTL_ADD, fd, &event) != 0)
        fail("epoll_ctl");
}

/* 1 when the connection is done with. */
static int step(int slot, unsigned ready, int client_first)
{
    int fd = slots[slot].fd;
    if (ready & EPOLLOUT) {
        if (write(fd, request, sizeof request - 1) != (ssize_t)sizeof request - 1)
            fail("write");
        struct epoll_event event = {.events = EPOLLIN, .data.u32 = (unsigned)slot};
        epoll_ctl(loop, EPOLL_CTL_MOD, fd, &event);
        return 0;
    }

    ssize_t got = read(fd, slots[slot].buffer + slots[slot].have, sizeof slots[slot].buffer - slots[slot].have);
    if (got < 0)
        fail("read");
    slots[slot].have += (size_t)got;
    char *end = memmem(slots[slot].buffer, slots[slot].have, "\r\n\r\n", 4);
    int whole = end != NULL && slots[slot].have >= (size_t)(end + 4 - slots[slot].buffer) + BODY;
    if (got == 0 && !whole) {
        fprintf(stderr, "short response\n");
        exit(1);
    }

    return got == 0 || (client_first && whole);
}

int main(int argc, char **argv)
{
    if (argc != 6 || inet_pton(AF_INET, argv[1], &address.sin_addr) != 1)
        return 2;
    address.sin_port = htons((unsigned short)atoi(argv[2]));
    int left = atoi(argv[3]), open = atoi(argv[4]), client_first = strcmp(argv[5], "client") == 0;
    if (open > MOST || open > left)
        return 2;
    loop = epoll_create1(0);
    for (int slot = 0; slot < open; slot++, left--)
        start(slot);
    while (open > 0) {
        struct epoll_event events[MOST];
        int count = epoll_wait(loop, events, MOST, 10000);
        if (count <= 0)
            fail("epoll_wait");
        for (int i = 0; i < count; i++) {
            int slot = (int)events[i].data.u32;
            if (!step(slot, events[i].events, client_first))
                continue;
            close(slots[slot].fd);
            if (left > 0) {
                left--;
                start(slot);
            } else {
                open--;
            }
        }
    }

    return 0;
}
