// The hook of Swift's runtime that is handed every task that can go on. Its headers don't ship with the toolchain. Named here instead of looked up when it
// runs: a program that has Swift's library in it has no name left to look up.
extern void *swift_task_enqueueGlobal_hook;

/// Where the hook is kept. Never null.
static inline void **gendan_task_hook(void) { return &swift_task_enqueueGlobal_hook; }
