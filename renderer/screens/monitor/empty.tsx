// Says what will stand here, and what makes it come.
import css from './monitor.module.css'

export const Empty = ({ name, about, testid }: { name: string; about: string; testid: string }) => (
  <div className={css.empty} data-testid={testid}>
    <h2>{name}</h2>
    <p>{about}</p>
  </div>
)
