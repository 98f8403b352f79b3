// The icons of the window (Tabler, 1.5 px line), by the names we use; tree-shaken from here.
export {
  IconAdjustmentsHorizontal, IconArrowsSort, IconChevronDown, IconChevronRight, IconDots, IconDownload, IconExternalLink, IconFileText, IconFilterPlus,
  IconLayoutColumns, IconMaximize, IconMinus, IconPaperclip, IconPencil, IconPlus, IconPrinter, IconRubberStamp, IconSearch, IconX,
} from '@tabler/icons-react'
