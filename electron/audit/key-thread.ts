// The thread that makes signing keys for a busy log: asked for so many, it sends them all at once. Seeds move, nothing stays.
import { parentPort, workerData } from 'node:worker_threads'
import { type Fresh, freshKey } from './key-pair.js'

async function serve(port: NonNullable<typeof parentPort>): Promise<void> {
  const { name } = workerData as { name: string }
  port.on('message', async (count: number) => {
    const made: Fresh[] = []
    for (let one = 0; one < count; one += 1) made.push(await freshKey(name))
    port.postMessage(
      made,
      made.map(({ seed }) => seed.buffer as ArrayBuffer),
    )
  })
}

if (parentPort) void serve(parentPort)
