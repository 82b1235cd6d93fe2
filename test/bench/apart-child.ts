// The measuring process of apart.ts.
const [measure, argument] = process.argv.slice(2)
const { default: run } = (await import(`./measures/${measure}.js`)) as { default: (of: unknown) => Promise<unknown> }
process.on('disconnect', () => process.exit(0))
process.send!(await run(JSON.parse(argument!)))
