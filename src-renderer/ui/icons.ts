// The icons of the window (Tabler, 1.5 px line), by the names we use; tree-shaken from here.
export {
  IconArrowDown, IconArrowsSort, IconArrowUp, IconBookmark, IconChartBar, IconChevronDown, IconChevronLeft, IconChevronRight, IconDots, IconDownload, IconExternalLink, IconFilterPlus,
  IconLayoutColumns, IconLock, IconMaximize, IconMinus, IconPencil, IconPlus, IconPrinter, IconRubberStamp, IconSearch, IconX,
} from '@tabler/icons-react'
