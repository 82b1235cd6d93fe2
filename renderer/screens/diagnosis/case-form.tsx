// A case that a person types: the three values and what else is known. Check values alone, never a key.
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { TypedCase } from '../../../electron/contract/diagnosis-commands.js'
import type { KcvMethodName } from '../../../electron/contract/values.js'
import { useText } from '../../text/use-text'
import { askDiagnosis, useWay } from '../../way'
import { isValue, ValueField } from './case-fields'
import css from './case-form.module.css'

const methods: readonly KcvMethodName[] = [
  'tdes-zeros',
  'tdes-cmac',
  'des-zeros',
  'aes-zeros',
  'aes-cmac',
  'sm4-zeros',
  'pax-parity',
]
export const noCase: TypedCase = {
  ...{ method: 'tdes-zeros', expected: '', station: '', reported: '', form: '' },
  ...{ components: [], before: '', serial: '', code: '', signIn: null },
}

export function CaseForm() {
  const { diagnosis: text } = useText()
  const { busy } = useWay()
  const [typed, type] = useState(noCase)
  const [components, setComponents] = useState('')
  const kcvs = components.split(/[\s,;，；、]+/).filter((kcv) => kcv !== '')
  const values = [typed.expected, typed.station, typed.reported, typed.before, ...kcvs]
  const set = (field: keyof TypedCase) => (value: string) => type({ ...typed, [field]: value })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void askDiagnosis('diagnosis/case', { typed: { ...typed, components: kcvs } })
  }
  return (
    <form className={css.form} onSubmit={submit} data-testid="case-form">
      <p className={css.warning}>{text.form.noKeys}</p>
      <NativeSelect
        label={text.form.method}
        data={[...methods]}
        value={typed.method}
        onChange={(event) => type({ ...typed, method: event.currentTarget.value as KcvMethodName })}
        data-testid="case-method"
      />
      <NativeSelect
        label={text.form.way}
        data={Object.entries(text.form.ways).map(([value, label]) => ({ value, label }))}
        value={typed.form}
        onChange={(event) => set('form')(event.currentTarget.value)}
        data-testid="case-form-way"
      />
      <ValueField
        label={text.form.expected}
        value={typed.expected}
        change={set('expected')}
        testid="case-expected"
        required
      />
      <ValueField label={text.form.reported} value={typed.reported} change={set('reported')} testid="case-reported" />
      <ValueField label={text.form.station} value={typed.station} change={set('station')} testid="case-station" />
      <ValueField label={text.form.before} value={typed.before} change={set('before')} testid="case-before" />
      <TextInput
        className={css.wide}
        label={text.form.components}
        placeholder={text.form.componentsHint}
        value={components}
        onChange={(event) => setComponents(event.currentTarget.value)}
        error={kcvs.length <= 9 && kcvs.every(isValue) ? null : text.form.badValue}
        maxLength={160}
        autoComplete="off"
        data-testid="case-components"
      />
      <TextInput
        label={text.form.serial}
        placeholder={text.form.unknownHint}
        value={typed.serial}
        onChange={(event) => set('serial')(event.currentTarget.value)}
        maxLength={64}
        data-testid="case-serial"
      />
      <TextInput
        label={text.form.code}
        placeholder={text.form.unknownHint}
        value={typed.code}
        onChange={(event) => set('code')(event.currentTarget.value)}
        maxLength={40}
        data-testid="case-code"
      />
      <Button
        className={css.submit}
        type="submit"
        loading={busy}
        disabled={typed.expected.trim() === '' || kcvs.length > 9 || !values.every(isValue)}
        data-testid="case-submit"
      >
        {text.form.submit}
      </Button>
    </form>
  )
}
