// A reporter for vitest: writes what each test did to the file of VANTHU_REPORT, with the reason of a skipped one
// (`context.skip(reason)`), which vitest's own JSON leaves out. Read by tests.mjs and by `npm run acceptance`.
import { writeJson } from './stamp.mjs'

export default class Report {
  onTestRunEnd(modules, unhandledErrors) {
    const tests = []
    for (const module of modules) {
      const file = module.relativeModuleId
      for (const test of module.children.allTests()) {
        const result = test.result()
        const state = result.state === 'pending' ? 'skipped' : result.state
        tests.push({ file, name: test.fullName, state, ...(state === 'skipped' ? { reason: result.note ?? '' } : {}) })
      }
      // A file that could not be loaded, or a hook that failed, is a failure even where no test is.
      for (const error of module.errors()) tests.push({ file, name: `${file} could not run: ${error.message}`, state: 'failed' })
    }
    for (const error of unhandledErrors) tests.push({ file: '', name: `unhandled error: ${error.message}`, state: 'failed' })
    writeJson(process.env.VANTHU_REPORT, tests)
  }
}
