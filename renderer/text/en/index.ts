// Every sentence in English.
import type { Sentences } from '../sentences'
import { audit } from './audit'
import { bench } from './bench'
import { diagnosis } from './diagnosis'
import { monitor } from './monitor'
import { people } from './people'
import { plans, register, sheet, training } from './register'
import { reports } from './reports'
import { shell } from './shell'

export const en: Sentences = {
  shell,
  bench,
  people,
  audit,
  diagnosis,
  monitor,
  plans,
  register,
  reports,
  sheet,
  training,
}
