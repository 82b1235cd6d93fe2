// The people at a terminal that the station has no line to, as a driver sees them.
import type { AnswerOf, QuestionKind, QuestionOf } from '../contract/people.js'
import type { Ticket } from '../contract/ticket.js'

/** Who said it: the ids of the signed-in persons. */
export interface Said {
  readonly by: readonly string[]
}

/** The people at a terminal, lent by main as the line is. One question at a time; each answer to one of an attempt is recorded. */
export interface People {
  readonly port: string
  /** @param minutes how long it waits @throws people/called-off, people/nobody-answered, audit/… */
  ask<Kind extends QuestionKind>(question: QuestionOf<Kind>, minutes: number): Promise<AnswerOf<Kind> & Said>
  /** As `ask`, of something that changes the terminal. The ticket is spent before people see the question. */
  askArmed<Kind extends QuestionKind>(
    question: QuestionOf<Kind>,
    minutes: number,
    ticket: Ticket,
  ): Promise<AnswerOf<Kind> & Said>
  /** Takes back what is still asked. */
  close(): void
}
