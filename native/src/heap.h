// Secret memory: OpenSSL's secure heap, and never ordinary memory in its place.
#ifndef KCV_HEAP_H
#define KCV_HEAP_H

#include <stddef.h>

/** How the heap stands: what openSecureHeap answers. */
enum heap_state { HEAP_NONE = 0, HEAP_LOCKED = 1, HEAP_UNLOCKED = 2 };

/** Opens the heap once for the process; later calls answer the first one's result. Both sizes are powers of two. */
enum heap_state heap_open(size_t bytes, size_t minimum);
/** `bytes` zero bytes of secret memory, or NULL: no heap, or no room. Any thread. */
void *heap_take(size_t bytes);
/** Wipes and frees; NULL is fine. Any thread. */
void heap_give(void *memory, size_t bytes);

#endif
