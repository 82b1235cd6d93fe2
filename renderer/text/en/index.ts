// Every sentence in English.
import type { Sentences } from '../sentences'
import { audit } from './audit'
import { bench } from './bench'
import { monitor } from './monitor'
import { people } from './people'
import { shell } from './shell'

export const en: Sentences = { shell, bench, people, audit, monitor }
