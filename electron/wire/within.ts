// A promise with a deadline of its own: the operating system may never call back.

/** Thrown when the time is up; what was awaited goes on unheard. */
export class TimeUp extends Error {
  override readonly name = 'TimeUp'
  constructor(readonly ms: number) {
    super(`not done within ${ms} ms`)
  }
}

export async function within<T>(ms: number, awaited: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new TimeUp(ms)), ms)
  })
  // Whichever loses the race may still fail later; nobody is listening then.
  awaited.catch(() => {})
  try {
    return await Promise.race([awaited, late])
  } finally {
    clearTimeout(timer)
  }
}
