/** Topics of `changed` events: which lists a window reads again. */
export type Topic = 'documents' | 'handling' | 'bodies' | 'registers' | 'office' | 'people' | 'tasks' | 'texts' | 'network'
