// The thread that reads received files: entry of a worker (bundled as dist/office/extract.js; runs as it stands, too).
import { answerRequests } from './answer-requests.ts'
import { extractText } from './extract-text.ts'
import type { ReadRequest } from './extractor.ts'

answerRequests<ReadRequest>((bytes, ask) => extractText(bytes, ask))
