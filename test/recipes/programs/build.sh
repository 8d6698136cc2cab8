#!/bin/bash
# Usage: build.sh NAME [switches of gcc]: a small program for x86-64 without a library, with note.txt in its read-only data.
set -euo pipefail
name=$1; shift
cat > program.S <<'CODE'
        .global _start
        .section .rodata
note:   .incbin "note.txt"
        .text
_start: call work
        call work
        call work
        mov $60, %eax
        xor %edi, %edi
        syscall
work:   lea note(%rip), %rsi
        call deep
        jmp deep
deep:   mov $1, %eax
        ret
CODE
gcc -nostdlib -static -Wl,--build-id=none -Wl,-z,noseparate-code -Wl,-z,max-page-size=4096 "$@" -o "$name" program.S
