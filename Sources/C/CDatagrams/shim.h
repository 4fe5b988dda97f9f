// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

// What Swift cannot reach of Linux's datagram calls: macros over control messages, packed structs, and calls that the
// C library declares for GNU programs only.
#pragma once
#include <errno.h>
#include <malloc.h>
#include <netinet/in.h>
#include <stdint.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>
// Needs struct timespec of the headers above.
#include <linux/errqueue.h>

#ifndef UDP_SEGMENT
#define UDP_SEGMENT 103
#endif
#ifndef UDP_GRO
#define UDP_GRO 104
#endif
#ifndef SOL_UDP
#define SOL_UDP 17
#endif

// struct mmsghdr under a name of our own: the C library hides its own from programs that are not GNU's.
struct datagram_slot {
    struct msghdr message;
    unsigned int length;
};

// struct in6_pktinfo, hidden likewise.
struct datagram_packet_info6 {
    struct in6_addr address;
    unsigned int interface;
};

// Room for the control messages of one datagram: packet info of IPv6, and a segment size.
#define DATAGRAM_CONTROL_SIZE 96

// Both answer how many datagrams, or -1. One alone has a cheaper call.
static inline int datagram_receive(int fd, struct datagram_slot *slots, unsigned int count) {
    if (count == 1) {
        ssize_t length = recvmsg(fd, &slots->message, MSG_DONTWAIT);
        slots->length = length < 0 ? 0 : (unsigned int)length;
        return length < 0 ? -1 : 1;
    }
    return (int)syscall(SYS_recvmmsg, fd, slots, count, MSG_DONTWAIT, NULL);
}

// One that needs no header and no control message: the kernel then has the least to read. Bytes sent, or -1.
static inline ssize_t datagram_send_plain(int fd, const void *bytes, size_t count, const void *name, unsigned int length) {
    return sendto(fd, bytes, count, MSG_DONTWAIT | MSG_NOSIGNAL, (const struct sockaddr *)name, length);
}

static inline int datagram_send(int fd, struct datagram_slot *slots, unsigned int count) {
    if (count == 1) return sendmsg(fd, &slots->message, MSG_DONTWAIT | MSG_NOSIGNAL) < 0 ? -1 : 1;
    return (int)syscall(SYS_sendmmsg, fd, slots, count, MSG_DONTWAIT | MSG_NOSIGNAL);
}

// What the control messages of a received datagram say.
struct datagram_info {
    uint32_t segment_size;  // of each datagram in the buffer; 0 when there is one only
    uint32_t local_length;  // bytes of `local` that hold the address it was sent to: 0, 4 or 16
    uint8_t local[16];
};

static inline void datagram_read_info(const struct msghdr *message, struct datagram_info *info) {
    info->segment_size = 0;
    info->local_length = 0;
    if (message->msg_controllen == 0) return;
    for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c; c = CMSG_NXTHDR((struct msghdr *)message, c)) {
        if (c->cmsg_level == SOL_UDP && c->cmsg_type == UDP_GRO) {
            int size;
            memcpy(&size, CMSG_DATA(c), sizeof size);
            info->segment_size = size > 0 ? (uint32_t)size : 0;
        } else if (c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_PKTINFO) {
            struct in_pktinfo packet;
            memcpy(&packet, CMSG_DATA(c), sizeof packet);
            memcpy(info->local, &packet.ipi_addr, 4);
            info->local_length = 4;
        } else if (c->cmsg_level == IPPROTO_IPV6 && c->cmsg_type == IPV6_PKTINFO) {
            struct datagram_packet_info6 packet;
            memcpy(&packet, CMSG_DATA(c), sizeof packet);
            memcpy(info->local, &packet.address, 16);
            info->local_length = 16;
        }
    }
}

// Writes the control messages of a datagram to send into `control` (DATAGRAM_CONTROL_SIZE bytes) and points `message`
// at them: the address to send from (4 or 16 bytes, or none), and the size of the segments to cut it into (or 0).
static inline void datagram_write_control(
    struct msghdr *message, void *control, const uint8_t *local, uint32_t local_length, uint16_t segment_size) {
    if (local_length == 0 && segment_size == 0) {
        message->msg_control = NULL;
        message->msg_controllen = 0;
        return;
    }
    size_t used = 0;
    char *at = (char *)control;
    if (local_length == 4) {
        struct cmsghdr *c = (struct cmsghdr *)at;
        struct in_pktinfo packet = {0};
        c->cmsg_level = IPPROTO_IP;
        c->cmsg_type = IP_PKTINFO;
        c->cmsg_len = CMSG_LEN(sizeof packet);
        memcpy(&packet.ipi_spec_dst, local, 4);
        memcpy(CMSG_DATA(c), &packet, sizeof packet);
        used += CMSG_SPACE(sizeof packet);
    } else if (local_length == 16) {
        struct cmsghdr *c = (struct cmsghdr *)at;
        struct datagram_packet_info6 packet = {0};
        c->cmsg_level = IPPROTO_IPV6;
        c->cmsg_type = IPV6_PKTINFO;
        c->cmsg_len = CMSG_LEN(sizeof packet);
        memcpy(&packet.address, local, 16);
        memcpy(CMSG_DATA(c), &packet, sizeof packet);
        used += CMSG_SPACE(sizeof packet);
    }
    if (segment_size != 0) {
        struct cmsghdr *c = (struct cmsghdr *)(at + used);
        c->cmsg_level = SOL_UDP;
        c->cmsg_type = UDP_SEGMENT;
        c->cmsg_len = CMSG_LEN(sizeof segment_size);
        memcpy(CMSG_DATA(c), &segment_size, sizeof segment_size);
        used += CMSG_SPACE(sizeof segment_size);
    }
    message->msg_control = control;
    message->msg_controllen = used;
}

// One entry of a socket's error queue.
struct datagram_error {
    uint8_t origin;  // SO_EE_ORIGIN_LOCAL 1, _ICMP 2, _ICMP6 3
    uint8_t type;
    uint8_t code;
    int32_t number;  // errno
    uint32_t information;  // the MTU, where the error is about one
    struct sockaddr_storage destination;  // of the datagram that met the error
};

// The next entry of the error queue: 1 when there was one, 0 when the queue is empty.
static inline int datagram_next_error(int fd, struct datagram_error *error) {
    char control[256];
    char payload[1];
    struct iovec vector = {payload, sizeof payload};
    struct msghdr message = {0};
    memset(error, 0, sizeof *error);
    message.msg_name = &error->destination;
    message.msg_namelen = sizeof error->destination;
    message.msg_iov = &vector;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    if (recvmsg(fd, &message, MSG_ERRQUEUE | MSG_DONTWAIT) < 0) return 0;
    for (struct cmsghdr *c = CMSG_FIRSTHDR(&message); c; c = CMSG_NXTHDR(&message, c)) {
        int is_v4 = c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_RECVERR;
        int is_v6 = c->cmsg_level == IPPROTO_IPV6 && c->cmsg_type == IPV6_RECVERR;
        if (!is_v4 && !is_v6) continue;
        struct sock_extended_err cause;
        memcpy(&cause, CMSG_DATA(c), sizeof cause);
        error->origin = cause.ee_origin;
        error->type = cause.ee_type;
        error->code = cause.ee_code;
        error->number = (int32_t)cause.ee_errno;
        error->information = cause.ee_info;
    }
    return 1;
}

// struct epoll_event is packed on some machines, which Swift does not import.
// With `once` it is told when something comes, not as long as something is there.
static inline int datagram_watch(int epoll, int fd, uint64_t tag, int once) {
    struct epoll_event event = {.events = EPOLLIN | (once ? EPOLLET : 0), .data = {.u64 = tag}};
    return epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

// Ends the watch of a descriptor that is closed only later, or that is one of two for the same socket.
static inline int datagram_unwatch(int epoll, int fd) {
    return epoll_ctl(epoll, EPOLL_CTL_DEL, fd, NULL);
}

#define DATAGRAM_READY_READABLE 1
#define DATAGRAM_READY_ERROR 2

struct datagram_ready {
    uint64_t tag;
    uint32_t what;  // DATAGRAM_READY_…
};

// Waits for at most `milliseconds` (-1: for ever); the number of entries written to `ready`, at most 64.
static inline int datagram_wait(int epoll, struct datagram_ready *ready, int milliseconds) {
    struct epoll_event events[64];
    int count = epoll_wait(epoll, events, 64, milliseconds);
    for (int i = 0; i < count; i++) {
        ready[i].tag = events[i].data.u64;
        ready[i].what = ((events[i].events & EPOLLIN) ? DATAGRAM_READY_READABLE : 0)
            | ((events[i].events & (EPOLLERR | EPOLLHUP)) ? DATAGRAM_READY_ERROR : 0);
    }
    return count;
}

static inline int datagram_open_alarm(void) {
    return timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
}

// Rings once, at a time of CLOCK_MONOTONIC in nanoseconds; at once when it is over.
static inline int datagram_set_alarm(int fd, uint64_t nanoseconds) {
    // 0 would take the alarm back.
    if (nanoseconds == 0) nanoseconds = 1;
    struct itimerspec when = {0};
    when.it_value.tv_sec = (time_t)(nanoseconds / 1000000000u);
    when.it_value.tv_nsec = (long)(nanoseconds % 1000000000u);
    return timerfd_settime(fd, TFD_TIMER_ABSTIME, &when, NULL);
}

// Every descriptor that the process may have, instead of the usual 1,024; the number it now may have.
static inline uint64_t datagram_raise_descriptors(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
    if (limit.rlim_cur < limit.rlim_max) {
        struct rlimit raised = {limit.rlim_max, limit.rlim_max};
        if (setrlimit(RLIMIT_NOFILE, &raised) == 0) return raised.rlim_cur;
    }
    return limit.rlim_cur;
}

// What tools of the system call the calling thread; 15 bytes of it.
static inline void datagram_name_thread(const char *name) {
    prctl(PR_SET_NAME, name, 0, 0, 0);
}

// Gives memory that many closed allocations have freed back to the system.
static inline void datagram_release_memory(void) {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}
