// npm run build: builds what changed.
import { fail } from './lib/project.mjs'
import { setUp } from './set-up.mjs'

await setUp().catch(fail)
