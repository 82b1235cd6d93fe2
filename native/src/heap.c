// Secret memory over OpenSSL's secure heap: locked, between guard pages, left out of core dumps, wiped when freed.
#include "heap.h"
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/rand.h>
#include <pthread.h>
#include <stdatomic.h>

static pthread_mutex_t opening = PTHREAD_MUTEX_INITIALIZER;
static _Atomic int opened = -1;

enum heap_state heap_open(size_t bytes, size_t minimum) {
  pthread_mutex_lock(&opening);
  if (opened < 0) {
    unsigned char first;
    opened = CRYPTO_secure_malloc_init(bytes, minimum);
    // The private generator keeps its state on this heap: made now, it cannot fail later because keys filled the heap.
    if (opened > 0) RAND_priv_bytes(&first, sizeof first);
    ERR_clear_error();
  }
  pthread_mutex_unlock(&opening);
  return (enum heap_state)opened;
}

void *heap_take(size_t bytes) {
  // Without a heap OpenSSL answers with ordinary memory.
  if (opened <= 0) return NULL;
  void *memory = OPENSSL_secure_zalloc(bytes);
  if (memory && !CRYPTO_secure_allocated(memory)) {
    OPENSSL_free(memory);
    memory = NULL;
  }
  if (!memory) ERR_clear_error();
  return memory;
}

void heap_give(void *memory, size_t bytes) { OPENSSL_secure_clear_free(memory, bytes); }
