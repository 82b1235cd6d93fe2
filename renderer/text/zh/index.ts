// Every sentence in Chinese.
import type { Sentences } from '../sentences'
import { audit } from './audit'
import { bench } from './bench'
import { diagnosis } from './diagnosis'
import { people } from './people'
import { shell } from './shell'

export const zh: Sentences = { shell, bench, people, audit, diagnosis }
