// Short sounds for pass and fail, made by oscillators: no media file, no media element. Off until somebody turns it on.
import type { Tone } from './tone'

/** Hz and start in seconds; rising for good, falling and low for bad, a repeated middle note for what needs a look. */
const tunes: Readonly<Partial<Record<Tone, readonly (readonly [number, number])[]>>> = {
  good: [
    [659, 0],
    [988, 0.12],
  ],
  bad: [
    [220, 0],
    [165, 0.22],
  ],
  warn: [
    [440, 0],
    [440, 0.18],
  ],
  unknown: [
    [440, 0],
    [349, 0.18],
    [440, 0.36],
  ],
}
const NOTE_SECONDS = 0.16
const LOUDNESS = 0.16

let context: AudioContext | undefined

export function play(tone: Tone): void {
  const tune = tunes[tone]
  if (!tune) return
  context ??= new AudioContext()
  for (const [hertz, start] of tune) note(context, hertz, context.currentTime + start)
}

function note(audio: AudioContext, hertz: number, at: number): void {
  const tone = audio.createOscillator()
  const level = audio.createGain()
  tone.frequency.value = hertz
  // A ramp at both ends: a square edge would click.
  level.gain.setValueAtTime(0, at)
  level.gain.linearRampToValueAtTime(LOUDNESS, at + 0.015)
  level.gain.linearRampToValueAtTime(0, at + NOTE_SECONDS)
  tone.connect(level).connect(audio.destination)
  tone.start(at)
  tone.stop(at + NOTE_SECONDS)
}
