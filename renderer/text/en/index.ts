// Every sentence in English.
import type { Sentences } from '../sentences'
import { audit } from './audit'
import { bench } from './bench'
import { custody } from './custody'
import { diagnosis } from './diagnosis'
import { monitor } from './monitor'
import { people } from './people'
import { reports } from './reports'
import { shell } from './shell'

export const en: Sentences = { shell, custody, bench, people, audit, diagnosis, monitor, reports }
