// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

// Many datagrams a call, runs of equal ones in one, and the time at which the kernel took each: what a load needs to cost
// less than the server that it measures.
#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define LOAD_SLOTS 32
#define LOAD_SLOT_SIZE 65536

// struct mmsghdr, which the C library hides from programs that are not GNU's.
struct load_slot {
    struct msghdr message;
    unsigned int length;
};

// Buffers for one call of recvmmsg, used for all sockets.
struct load_inbox {
    struct load_slot slots[LOAD_SLOTS];
    struct iovec vectors[LOAD_SLOTS];
    char control[LOAD_SLOTS][64];
    uint8_t *bytes;
};

static inline struct load_inbox *load_inbox_make(void) {
    struct load_inbox *inbox = (struct load_inbox *)calloc(1, sizeof *inbox);
    inbox->bytes = (uint8_t *)malloc((size_t)LOAD_SLOTS * LOAD_SLOT_SIZE);
    for (int i = 0; i < LOAD_SLOTS; i++) {
        inbox->vectors[i].iov_base = inbox->bytes + (size_t)i * LOAD_SLOT_SIZE;
        inbox->vectors[i].iov_len = LOAD_SLOT_SIZE;
        inbox->slots[i].message.msg_iov = &inbox->vectors[i];
        inbox->slots[i].message.msg_iovlen = 1;
        inbox->slots[i].message.msg_control = inbox->control[i];
    }
    return inbox;
}

// How many slots were filled; 0 when nothing waits.
static inline int load_receive(int fd, struct load_inbox *inbox) {
    for (int i = 0; i < LOAD_SLOTS; i++) inbox->slots[i].message.msg_controllen = sizeof inbox->control[i];
    long count = syscall(SYS_recvmmsg, fd, inbox->slots, LOAD_SLOTS, MSG_DONTWAIT, NULL);
    return count < 0 ? 0 : (int)count;
}

struct load_received {
    const uint8_t *bytes;
    uint32_t length;
    uint32_t segment;  // the size of each datagram in it (the last may be shorter); its length when it holds one
    int64_t time;      // when the kernel took it, nanoseconds since 1970; 0 when not asked for
};

static inline struct load_received load_received_at(const struct load_inbox *inbox, int index) {
    const struct load_slot *slot = &inbox->slots[index];
    struct load_received received = {inbox->bytes + (size_t)index * LOAD_SLOT_SIZE, slot->length, slot->length, 0};
    struct msghdr *message = (struct msghdr *)&slot->message;
    for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c; c = CMSG_NXTHDR(message, c)) {
        if (c->cmsg_level == IPPROTO_UDP && c->cmsg_type == 104 /* UDP_GRO */) {
            int size;
            memcpy(&size, CMSG_DATA(c), sizeof size);
            if (size > 0) received.segment = (uint32_t)size;
        } else if (c->cmsg_level == SOL_SOCKET && c->cmsg_type == SO_TIMESTAMPNS) {
            struct timespec time;
            memcpy(&time, CMSG_DATA(c), sizeof time);
            received.time = (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
        }
    }
    return received;
}

// One socket of a client or of a peer: does not block, large buffers, bound and connected. Addresses are in host order;
// port 0: any; target 0: not connected. -1 with errno when it cannot be had.
static inline int load_open(uint32_t source, uint32_t target, uint16_t port) {
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return -1;
    int size = 2 << 20;
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
    struct sockaddr_in own = {.sin_family = AF_INET, .sin_addr = {htonl(source)}};
    struct sockaddr_in other = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(target)}};
    if (bind(fd, (struct sockaddr *)&own, sizeof own) == 0
        && (target == 0 || connect(fd, (struct sockaddr *)&other, sizeof other) == 0)) return fd;
    int cause = errno;
    close(fd);
    errno = cause;
    return -1;
}

static inline int load_connect(int fd, uint32_t target, uint16_t port) {
    struct sockaddr_in other = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(target)}};
    return connect(fd, (struct sockaddr *)&other, sizeof other);
}

static inline uint16_t load_port(int fd) {
    struct sockaddr_in own;
    socklen_t length = sizeof own;
    return getsockname(fd, (struct sockaddr *)&own, &length) == 0 ? ntohs(own.sin_port) : 0;
}

// What is sent on it is cut into datagrams of this size by the kernel (UDP_SEGMENT); runs that arrive stay whole (UDP_GRO).
static inline int load_use_segments(int fd, int size) {
    int yes = 1;
    return setsockopt(fd, IPPROTO_UDP, 103 /* UDP_SEGMENT */, &size, sizeof size)
        | setsockopt(fd, IPPROTO_UDP, 104 /* UDP_GRO */, &yes, sizeof yes);
}

static inline int load_use_timestamps(int fd) {
    int yes = 1;
    return setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &yes, sizeof yes);
}

static inline int64_t load_nanoseconds(clockid_t clock) {
    struct timespec time;
    if (clock_gettime(clock, &time) != 0) return 0;
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

// Processor time of all threads of a process, also of those that have ended; -1 when there is no such process.
static inline int64_t load_processor_time(pid_t pid) {
    clockid_t clock;
    if (clock_getcpuclockid(pid, &clock) != 0) return -1;
    return load_nanoseconds(clock);
}
