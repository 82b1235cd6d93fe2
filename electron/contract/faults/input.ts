// Faults of what came in: lines, fields, shapes.
import { type FaultRow, input } from './row.js'

export const inputFaults = {
  'input/not-json': input('Line {line}: this is not JSON ({problem}).', '第 {line} 行：不是 JSON（{problem}）。'),
  'input/unknown-field': input(
    'Line {line}: field "{field}" is not known here. Expected: {expected}',
    '第 {line} 行：不认识字段 "{field}"。应为：{expected}',
  ),
  'input/missing-field': input(
    'Line {line}: field "{field}" is missing. Expected: {expected}',
    '第 {line} 行：缺少字段 "{field}"。应为：{expected}',
  ),
  'input/bad-field': input(
    'Line {line}: field "{field}" is not as it should be. Expected: {expected}',
    '第 {line} 行：字段 "{field}" 不合要求。应为：{expected}',
  ),
  'input/duplicate-field': input(
    'Line {line}: field "{field}" is given twice. Expected: {expected}',
    '第 {line} 行：字段 "{field}" 重复。应为：{expected}',
  ),
  'input/file-changed': input(
    'Job file {file} was changed after it was chosen. Nothing was sent. Open it again.',
    '任务文件 {file} 在选定之后被改动，未发送任何数据。请重新打开。',
  ),
  'input/unreadable-file': input(
    'Job file {file} cannot be read ({because}): moved or deleted? Open it again.',
    '无法读取任务文件 {file}（{because}），可能已移动或删除。请重新打开。',
  ),
  'input/empty': input('Nothing came on standard input. Expected: {expected}', '标准输入为空。应为：{expected}'),
  'input/too-long': input(
    'Line {line}: longer than {limit} bytes. Expected: {expected}',
    '第 {line} 行：超过 {limit} 字节。应为：{expected}',
  ),
} as const satisfies Record<string, FaultRow>
