/* delay MICROSECONDS COUNT: waits with usleep and prints by how many nanoseconds each wait was too long. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static long long now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        return 2;
    }

    long microseconds = atol(argv[1]), count = atol(argv[2]);
    long long *errors = calloc(count, sizeof *errors);
    for (long i = 0; i < count; i++) {
        long long start = now();
        usleep(microseconds);
        errors[i] = now() - start - microseconds * 1000;
    }

    for (long i = 0; i < count; i++) {
        printf("%lld\n", errors[i]);
    }

    return 0;
}
