// What an export holds beside the files of the data directory and its verifier: the words for whoever opens it.

/** Files of a data directory that go into an export as they lie; `keys/` never does, and what can be rebuilt need not. */
export const carriedFiles = ['unsettled', 'pruned'] as const
export const carriedFolders = ['cosignatures', 'quarantine'] as const

export interface ExportFacts {
  readonly origin: string
  readonly mode: string
  /** Records, and the root over them as the newest checkpoint states it. */
  readonly size: number
  readonly root: string
  /** ISO 8601. */
  readonly made: string
  readonly app: string
}

/** Lines of `vkeys`: the first key of the log, then those of its witnesses; told by the log itself, so pinning none of them. */
export const vkeysText = (first: string | null, witnesses: readonly string[]): string =>
  [...(first === null ? [] : [first]), ...witnesses].map((vkey) => `${vkey}\n`).join('')

export const readme = ({
  origin,
  mode,
  size,
  root,
  made,
  app,
}: ExportFacts): string => `KCV Station 审计日志导出 / audit log export

${mode === 'lab' ? '实验 LAB:本日志来自实验站,不构成生产证据。This log is a lab log, no evidence of production.\n\n' : ''}日志 log        ${origin}
记录 records    ${size}
树根 root       ${root}
导出 made       ${made} (${app})

中文
  本文件夹含:log/ 全部记录及签名检查点;newest-checkpoint 最新检查点;cosignatures/ 见证签名;
  quarantine/ 断电残留;vkeys 公钥;verify.mjs 独立验证程序(只需 Node 18 以上)。不含任何密钥或签名私钥。
  验证:node verify.mjs 本文件夹或归档文件 --vkey 建站时记下的公钥 --anchor 自己保存的检查点或回执
  见证人公钥用 --witness 给出;旧记录已删除的日志,另以 --archive 给出归档文件(新的在前)。
  vkeys 中的公钥由日志自己提供,不能证明日志未被整体重写:请用建站时另行保存的公钥。
  不信任本文件时,不要使用其中的 verify.mjs,请从可信的工作站取一份。
  结论:PASS 通过;INCOMPLETE 末尾有断电痕迹;FAIL 有记录被改动、缺失或伪造。

English
  In this folder: log/ all records with their signed checkpoints; newest-checkpoint; cosignatures/ of witnesses;
  quarantine/ what power cuts left; vkeys public keys; verify.mjs a verifier that needs only Node 18. No key, no secret.
  Verify: node verify.mjs THIS-FOLDER-OR-ARCHIVE --vkey KEY-NOTED-AT-BIRTH --anchor CHECKPOINT-OR-RECEIPT
  Keys of witnesses come with --witness; the archives of a log whose old records were dropped with --archive, the
  youngest first.
  The keys in vkeys are the log's own word: they cannot show that it was not rewritten as a whole. Use the key that was
  noted elsewhere when the station was made.
  If you do not trust this file, do not use the verify.mjs in it: take one from a station you trust.
  Verdicts: PASS; INCOMPLETE, its end is as a power cut leaves it; FAIL, records were changed, are missing or forged.
`
