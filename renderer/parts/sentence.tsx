// A sentence with paths in it: each path keeps its own direction, so that neighbouring punctuation cannot reorder it.

/** A POSIX or Windows path or a COM port; never the slash inside a word, never the full stop after the path. */
const path = /((?<!\w)(?:[A-Za-z]:\\|\/)[^\s，。；：（）、,;()]*[^\s，。；：（）、,;().:]|\bCOM\d+\b)/

export const Sentence = ({ text }: { readonly text: string }) =>
  text.split(path).map((part, place) =>
    // Split by one group: every other part is what the group matched.
    // biome-ignore lint/suspicious/noArrayIndexKey: a part's place is its identity
    place % 2 === 1 ? <bdi key={place}>{part}</bdi> : part,
  )
