// verify.mjs, the one file that an export brings along to verify itself: the modules of anywhere/ joined, which import nothing
// but Node's own, and the shapes of records as this program has them.
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { bodies } from '../bodies.js'
import { readIfThere } from '../durable.js'
import type { FileDoor } from '../files.js'
import { envelope } from '../record.js'
import type { Schema, Shapes } from './anywhere/shapes.js'

/** In the order of their joining: each uses only those before it. */
const parts = ['files', 'format', 'shapes', 'signatures', 'pruned', 'log', 'outside', 'main'] as const

const head = `#!/usr/bin/env node
// Verifies an exported audit log, or a copy of a data directory, with nothing but Node 18 or newer:
//   node verify.mjs FILE-or-FOLDER [--vkey KEY] [--anchor FILE]... [--witness KEY]... [--archive FILE]... [--json]
// Written for itself from the description of the format, so that the station's own verifier is not the only word on a log.
`

const longestPart = 256 * 1024
/** Where the shapes go; the module says so. */
const placeOfShapes = 'const SHAPES = null;'

/** @throws the system's error; Error where a module is not what it was */
export async function verifierScript(files: FileDoor): Promise<Buffer> {
  const texts = await Promise.all(parts.map((name) => partOf(files, name)))
  const imports = new Map<string, Set<string>>()
  const bodyOf = (text: string) =>
    text
      .replace(/^import \{ (.*) \} from .(node:[a-z]+).;\n/gm, (_, names: string, module: string) => {
        imports.set(module, new Set([...(imports.get(module) ?? []), ...names.split(', ')]))
        return ''
      })
      .replace(/^import .* from .\.\/[a-z]+\.js.;\n/gm, '')
      .replace(/^export (?=const |function |class )/gm, '')
      .replace(/^export \{\};\n/gm, '')
      .replace(/\n\/\/# sourceMappingURL=.*\n?$/, '\n')
  const joined = texts.map(bodyOf).join('\n')
  if (!joined.includes(placeOfShapes) || /^(?:import|export) /m.test(joined))
    throw new Error('the parts of the verifier are not as they were')
  const heads = [...imports].sort().map(([module, names]) => `import { ${[...names].join(', ')} } from '${module}';`)
  const shapes = `const SHAPES = ${JSON.stringify(shapesNow())};`
  return Buffer.from(`${head}${heads.join('\n')}\n${joined.replace(placeOfShapes, () => shapes)}`)
}

async function partOf(files: FileDoor, name: string): Promise<string> {
  const path = fileURLToPath(new URL(`./anywhere/${name}.js`, import.meta.url))
  const script = await readIfThere(files, path, longestPart)
  if (script === null) throw Object.assign(new Error('a part of the verifier is missing'), { code: 'ENOENT' })
  return script.toString('utf8')
}

function shapesNow(): Shapes {
  const schemaOf = (shape: z.ZodType): Schema => {
    const { $schema: _, ...schema } = z.toJSONSchema(shape)
    return schema as Schema
  }
  const types = Object.entries(bodies).map(([type, shape]) => [type, schemaOf(shape)])
  return { envelope: schemaOf(envelope), bodies: Object.fromEntries(types) }
}
