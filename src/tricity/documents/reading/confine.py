"""What the reading process may not do: the limits it takes upon itself before it looks into a document.

Memory, processor time, open files and the size of what it writes are limited by setrlimit(2) on every Unix. On Linux
(x86-64, arm64) a seccomp filter for all threads then refuses to open a file or a socket, to change the file system, to
start a program and to trace another process: a document that took over this process could only spend its time.
"""

from __future__ import annotations

import codecs
import ctypes
import platform
import resource
import struct
import sys
from typing import Final

MEMORY_BYTES: Final = 2 * 1024**3  # of addresses: xberg alone maps 0.4 GB
CPU_SECONDS: Final = 60
OPEN_FILES: Final = 64
OUTPUT_BYTES: Final = 128 * 1024 * 1024

# Name: its number on x86-64 and on arm64 (arch/x86/entry/syscalls/syscall_64.tbl; include/uapi/asm-generic/unistd.h), 0
# where there is none. What creates a process is not in it, since threads are made the same way; it can start nothing.
_FORBIDDEN: Final = {
    # files
    "open": (2, 0), "creat": (85, 0), "openat": (257, 56), "openat2": (437, 437), "truncate": (76, 45),
    "rename": (82, 0), "renameat": (264, 38), "renameat2": (316, 276), "mkdir": (83, 0), "mkdirat": (258, 34),
    "rmdir": (84, 0), "link": (86, 0), "linkat": (265, 37), "unlink": (87, 0), "unlinkat": (263, 35),
    "symlink": (88, 0), "symlinkat": (266, 36), "chmod": (90, 0), "fchmodat": (268, 53), "chown": (92, 0),
    "fchownat": (260, 54), "mount": (165, 40),
    # network, and ways around this list
    "socket": (41, 198), "connect": (42, 203), "io_uring_setup": (425, 425), "unshare": (272, 97), "setns": (308, 268),
    "bpf": (321, 280), "userfaultfd": (323, 282), "keyctl": (250, 219), "perf_event_open": (298, 241),
    # programs and other processes
    "execve": (59, 221), "execveat": (322, 281), "fork": (57, 0), "vfork": (58, 0), "ptrace": (101, 117),
    "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kill": (62, 129), "tkill": (200, 130),
    "tgkill": (234, 131), "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240),
    "pidfd_open": (434, 434), "pidfd_send_signal": (424, 424), "pidfd_getfd": (438, 438), "prlimit64": (302, 261),
}  # fmt: skip
# By `platform.machine()`: place in the pairs above, AUDIT_ARCH_*, number of seccomp(2).
_MACHINES: Final = {"x86_64": (0, 0xC000003E, 317), "aarch64": (1, 0xC00000B7, 277)}
_X32: Final = 0x40000000  # the second set of numbers of x86-64, which would lead around the first
# BPF: load a word, jump if equal, jump if greater or equal, return.
_LOAD, _EQUAL, _FROM, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 13  # 13: EACCES
_NO_NEW_PRIVILEGES: Final = 38
_SET_FILTER, _ALL_THREADS = 1, 1
# Codecs are modules, loaded when first asked for; afterwards no file can be opened any more.
_CODECS: Final = (
    *("ascii", "latin-1", "cp1252", "cp437", "utf-8", "utf-16", "utf-16-le", "utf-16-be", "idna"),
    *("gb2312", "gbk", "gb18030", "big5", "big5hkscs", "shift_jis", "cp932", "euc-jp", "iso2022-jp"),
    *("euc-kr", "cp949", "johab"),
)


def limit_resources() -> None:
    """At once, before anything is read."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_FSIZE, OUTPUT_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        # One second between the two for the processor: the first sends SIGXCPU, which tells the parent why.
        last = most + (what == resource.RLIMIT_CPU)
        last = last if hard == resource.RLIM_INFINITY else min(last, hard)
        try:
            resource.setrlimit(what, (min(most, last), last))
        except (ValueError, OSError):
            # macOS refuses RLIMIT_AS; the clock of the parent still ends the process.
            continue


def shut_out() -> bool:
    """After everything needed is loaded: no file, socket or program from here on. False where the kernel cannot."""
    for name in _CODECS:
        codecs.lookup(name)
    machine = _MACHINES.get(platform.machine())
    if not sys.platform.startswith("linux") or machine is None:
        return False
    place, arch, seccomp = machine
    libc = ctypes.CDLL(None, use_errno=True)
    program = _program(arch, [pair[place] for pair in _FORBIDDEN.values() if pair[place]])
    code = ctypes.create_string_buffer(program, len(program))
    # struct sock_fprog: the number of instructions, padding, their address
    given = ctypes.create_string_buffer(struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(code)))
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    number = ctypes.c_long(seccomp)
    return bool(libc.syscall(number, ctypes.c_uint(_SET_FILTER), ctypes.c_uint(_ALL_THREADS), given) == 0)


def _program(arch: int, calls: list[int]) -> bytes:
    """Of struct seccomp_data the architecture (offset 4) must be ours, and the number (offset 0) none of `calls`."""
    steps = [(_LOAD, 0, 0, 4), (_EQUAL, 1, 0, arch), (_RETURN, 0, 0, _REFUSE), (_LOAD, 0, 0, 0)]
    steps += [(_FROM, len(calls) + 1, 0, _X32)]
    steps += [(_EQUAL, len(calls) - place, 0, call) for place, call in enumerate(calls)]
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    return b"".join(struct.pack("HBBI", *step) for step in steps)
