// The Merkle tree against the published roots and proofs of Certificate Transparency's reference tests, and all small trees.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { consistencyProof, inclusionProof, verifyConsistency, verifyInclusion } from '../../electron/audit/proofs.js'
import { leafHash, rootOf, Tree } from '../../electron/audit/tree.js'

const hex = (text: string) => Buffer.from(text, 'hex')
const entries = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const leaves = entries.map((entry) => leafHash(hex(entry)))
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

for (const [size, root] of roots.entries())
  test(`the root of the first ${size} reference entries is the published one`, () => {
    const tree = new Tree()
    for (const leaf of leaves.slice(0, size)) tree.append(leaf)
    assert.equal(tree.size, size)
    assert.equal(tree.root().toString('hex'), root)
    assert.equal(rootOf(leaves, 0, size).toString('hex'), root)
  })

const inclusions: [index: number, size: number, path: string[]][] = [
  [0, 1, []],
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [
    1,
    5,
    [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
]
for (const [index, size, path] of inclusions)
  test(`the proof of entry ${index} in ${size} is the published one`, () => {
    assert.deepEqual(
      inclusionProof(leaves, index, size).map((node) => node.toString('hex')),
      path,
    )
    assert.ok(verifyInclusion(leaves[index]!, index, size, path.map(hex), hex(roots[size]!)))
  })

const consistencies: [first: number, size: number, path: string[]][] = [
  [1, 1, []],
  [
    1,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    6,
    8,
    [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [
    2,
    5,
    [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  ],
]
for (const [first, size, path] of consistencies)
  test(`the proof that ${size} entries begin with ${first} is the published one`, () => {
    assert.deepEqual(
      consistencyProof(leaves, first, size).map((node) => node.toString('hex')),
      path,
    )
    assert.ok(verifyConsistency(first, size, path.map(hex), hex(roots[first]!), hex(roots[size]!)))
  })

const many = Array.from({ length: 33 }, (_, index) => leafHash(Buffer.of(index, index * 3)))
const rootAt = many.map((_, index) => rootOf(many, 0, index + 1))
const flipped = (node: Buffer) => Buffer.from(node.map((byte, index) => (index === 7 ? byte ^ 1 : byte)))

test('every inclusion proof of every tree up to 33 holds, and no wrong one does', () => {
  for (let size = 1; size <= many.length; size += 1)
    for (let index = 0; index < size; index += 1) {
      const proof = inclusionProof(many, index, size)
      const root = rootAt[size - 1]!
      const holds = (leaf: Buffer, at: number, path: Buffer[], of = root) => verifyInclusion(leaf, at, size, path, of)
      assert.ok(holds(many[index]!, index, proof), `${index} of ${size}`)
      assert.ok(!holds(flipped(many[index]!), index, proof))
      assert.ok(!holds(many[index]!, index, proof, flipped(root)))
      assert.ok(!holds(many[index]!, index, [...proof, root]))
      assert.ok(!holds(many[index]!, size, proof))
      for (let other = 0; other < size; other += 1) if (other !== index) assert.ok(!holds(many[index]!, other, proof))
      for (const cut of proof.keys()) {
        assert.ok(!holds(many[index]!, index, proof.toSpliced(cut, 1)))
        assert.ok(!holds(many[index]!, index, proof.with(cut, flipped(proof[cut]!))))
      }
    }
})

test('every consistency proof of every two trees up to 33 holds, and no wrong one does', () => {
  for (let size = 1; size <= many.length; size += 1)
    for (let first = 1; first <= size; first += 1) {
      const proof = consistencyProof(many, first, size)
      const [from, to] = [rootAt[first - 1]!, rootAt[size - 1]!]
      assert.ok(verifyConsistency(first, size, proof, from, to), `${first} to ${size}`)
      assert.ok(!verifyConsistency(first, size, proof, flipped(from), to))
      assert.ok(!verifyConsistency(first, size, proof, from, flipped(to)))
      assert.ok(!verifyConsistency(first, size, [...proof, from], from, to))
      for (const cut of proof.keys()) {
        assert.ok(!verifyConsistency(first, size, proof.toSpliced(cut, 1), from, to))
        assert.ok(!verifyConsistency(first, size, proof.with(cut, flipped(proof[cut]!)), from, to))
      }
    }
})

test('a larger tree is never the beginning of a smaller one', () => {
  assert.ok(!verifyConsistency(5, 3, consistencyProof(many, 3, 5), rootAt[4]!, rootAt[2]!))
})
