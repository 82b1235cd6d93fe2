// The register as main has it; asked for anew when the log grows.
import { useEffect, useState } from 'react'
import type { RegisterView } from '../../../electron/contract/register.js'
import { tell } from '../../state'

export function useRegister(size = 0): RegisterView | null {
  const [register, show] = useState<RegisterView | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `size` is what says that there may be something new
  useEffect(() => {
    let current = true
    void tell('register/view', {}).then((reply) => {
      if (current && reply.ok) show(reply.value)
    })
    return () => {
      current = false
    }
  }, [size])
  return register
}
