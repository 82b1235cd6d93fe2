// Who acts. In lab one person does everything, under a name that says so.
export interface Operator {
  readonly actors: readonly string[]
  readonly role: string
  readonly session: string | null
}

export const labOperator: Operator = { actors: ['lab'], role: 'lab', session: null }
