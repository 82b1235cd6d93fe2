// Runs the command line with the process's own arguments: what the `kcv-station` command starts.
import { main } from './cli.js'

await main()
