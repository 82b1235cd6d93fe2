// What was expected of a card, in Chinese.
export const expectedOfCards: Readonly<Record<string, string>> = {
  'two status bytes': '两字节状态字',
  'a component card': '密钥分量卡',
  '4 to 8 digits': '4 至 8 位数字',
  'a personal card (PIV)': '个人身份卡（PIV）',
  'a personal card with a P-256, P-384 or RSA-2048 key': '带 P-256、P-384 或 RSA-2048 密钥的个人身份卡',
  'a signature': '签名',
  'an X.509 certificate': 'X.509 证书',
  'BER-TLV objects': 'BER-TLV 数据对象',
  'what docs/cards.md says': 'docs/cards.md 中规定的内容',
  'the component template': '分量模板',
  'a value': '一个值',
  'nothing else': '无其他内容',
}
