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

# Numbers of the kernel's calls (arch/x86/entry/syscalls/syscall_64.tbl; include/uapi/asm-generic/unistd.h).
_FORBIDDEN: Final = {
    "x86_64": {
        "arch": 0xC000003E,
        "seccomp": 317,
        # socket, connect, fork, vfork, execve, kill, rename, mkdir, rmdir, creat, link, unlink, symlink, chmod, chown,
        # truncate, open, ptrace, openat, mkdirat, unlinkat, renameat, linkat, symlinkat, fchmodat, process_vm_readv,
        # process_vm_writev, renameat2, execveat, io_uring_setup, openat2
        "calls": (
            *(
                41,
                42,
                57,
                58,
                59,
                62,
                82,
                83,
                84,
                85,
                86,
                87,
                88,
                90,
                92,
                76,
                2,
                101,
                257,
                258,
                263,
                264,
                265,
            ),
            *(266, 268, 310, 311, 316, 322, 425, 437),
        ),
    },
    "aarch64": {
        "arch": 0xC00000B7,
        "seccomp": 277,
        # mkdirat, unlinkat, symlinkat, linkat, renameat, truncate, fchmodat, openat, ptrace, kill, socket, connect, execve,
        # process_vm_readv, process_vm_writev, renameat2, execveat, io_uring_setup, openat2
        "calls": (34, 35, 36, 37, 38, 45, 53, 56, 117, 129, 198, 203, 221, 270, 271, 276, 281, 425, 437),
    },
}
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06  # BPF: load a word, jump if equal, return
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
    table = _FORBIDDEN.get(platform.machine())
    if not sys.platform.startswith("linux") or table is None:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    program = _program(table["arch"], table["calls"])  # type: ignore[arg-type]
    code = ctypes.create_string_buffer(program, len(program))
    # struct sock_fprog: the number of instructions, padding, their address
    given = ctypes.create_string_buffer(struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(code)))
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    number = ctypes.c_long(table["seccomp"])  # type: ignore[arg-type]
    return bool(libc.syscall(number, ctypes.c_uint(_SET_FILTER), ctypes.c_uint(_ALL_THREADS), given) == 0)


def _program(arch: int, calls: tuple[int, ...]) -> bytes:
    """Of struct seccomp_data the architecture (offset 4) must be ours, and the number (offset 0) none of `calls`."""
    steps = [(_LOAD, 0, 0, 4), (_EQUAL, 1, 0, arch), (_RETURN, 0, 0, _REFUSE), (_LOAD, 0, 0, 0)]
    steps += [(_EQUAL, len(calls) - place, 0, call) for place, call in enumerate(calls)]
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    return b"".join(struct.pack("HBBI", *step) for step in steps)
