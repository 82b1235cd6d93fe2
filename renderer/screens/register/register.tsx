// The register: firmware versions, the calendar of changes, what the station depends on. Every entry is a record.
import { useText } from '../../text/use-text'
import { Calendar } from './calendar'
import { Dependencies } from './dependencies'
import { Firmware } from './firmware'
import css from './register.module.css'
import { useRegister } from './use-register'

export function Register({ size }: { readonly size: number }) {
  const { register: words } = useText()
  const register = useRegister(size)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={css.floor} tabIndex={0} aria-label={words.title} data-testid="register">
      {register ? (
        <>
          <Firmware rows={register.firmware} met={register.met} />
          <div className={css.column}>
            <Calendar rows={register.calendar} />
            <Dependencies rows={register.dependencies} offline={register.offline} />
          </div>
        </>
      ) : null}
    </section>
  )
}
