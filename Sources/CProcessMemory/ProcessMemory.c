#define _GNU_SOURCE
#include "ProcessMemory.h"

#if defined(__linux__)
#include <link.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

// What jemalloc asks a program for (its manual, "TUNING"). A desk has a few threads that allocate much and drop it at once: one arena is enough for them, and
// what was dropped goes back to the system after half a second instead of ten. docs/decisions/0043-memory-of-a-server.md has the figures.
const char *malloc_conf = "narenas:1,dirty_decay_ms:500,muzzy_decay_ms:0,lg_tcache_max:12";

static int drop(struct dl_phdr_info *info, size_t size, void *data) {
    (void)size;
    (void)data;
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        // Only what nobody can have written to: the file has the same.
        if (part->p_type != PT_LOAD || (part->p_flags & PF_W)) continue;
        const uintptr_t start = (info->dlpi_addr + part->p_vaddr + page - 1) & ~(page - 1);
        const uintptr_t end = (info->dlpi_addr + part->p_vaddr + part->p_filesz) & ~(page - 1);
        // An advice: where it isn't taken, nothing changes.
        if (end > start) (void)madvise((void *)start, end - start, MADV_DONTNEED);
    }
    return 0;
}

void gendan_drop_start_pages(void) { dl_iterate_phdr(drop, 0); }
#else
void gendan_drop_start_pages(void) {}
#endif
