// Every sentence in English.
import type { Sentences } from '../sentences'
import { audit } from './audit'
import { bench } from './bench'
import { ceremony } from './ceremony'
import { diagnosis } from './diagnosis'
import { keeping } from './keeping'
import { monitor } from './monitor'
import { people } from './people'
import { ports } from './ports'
import { plans, register, sheet, training } from './register'
import { reports } from './reports'
import { shell } from './shell'

export const en: Sentences = {
  ...{ shell, bench, ceremony, ports, people, audit, keeping, diagnosis, monitor, reports },
  ...{ plans, register, sheet, training },
}
