// An opaque handle over key bytes in native memory. Only keys/vault makes one; everyone else passes it on.
export interface Secret extends Disposable {
  /** Length of the key in bytes. */
  readonly bytes: number
}
