// Fields that both kinds of typed case have: a check value, and the line that no key belongs here.
import { TextInput } from '@mantine/core'
import { useText } from '../../text/use-text'

const pairs = /^(?:[0-9A-Fa-f]{2}){2,8}$/
const clean = (text: string) => text.replace(/\s+/g, '')
/** Empty, or 2 to 8 bytes. */
export const isValue = (text: string): boolean => clean(text) === '' || pairs.test(clean(text))

interface Props {
  readonly label: string
  readonly value: string
  readonly change: (text: string) => void
  readonly testid: string
  readonly required?: boolean
}
export function ValueField({ label, value, change, testid, required = false }: Props) {
  const { diagnosis: text } = useText()
  return (
    <TextInput
      label={label}
      placeholder={required ? text.form.valueHint : text.form.unknownHint}
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
      error={isValue(value) ? null : text.form.badValue}
      maxLength={24}
      required={required}
      autoComplete="off"
      data-testid={testid}
    />
  )
}
