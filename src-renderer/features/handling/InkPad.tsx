// A pad to write a direction by hand: with a pen, the mouse or a finger. What was written is a PNG, staged like any file when it is sent.
import { useEffect, useRef, useState, type PointerEvent, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { upload } from '../registration/staged-files.ts'
import styles from './Handling.module.css'

const size = { width: 960, height: 300 } as const // px of the picture
/** Ink and paper of the picture: the same on every ground, as it is printed. */
const [ink, paper] = ['#1b2a6b', '#ffffff']

/** The picture as it stands; null where nothing is written. */
export type InkRef = RefObject<HTMLCanvasElement | null>

/** Sends up what is written. @returns its file id; null where nothing is written; throws where it cannot be kept */
export async function stageInk(pad: InkRef): Promise<string | null> {
  const canvas = pad.current
  if (canvas === null || canvas.dataset['written'] === undefined) return null
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (blob === null) throw new Error('no picture')
  const staged = await upload(new File([blob], 'but-phe.png', { type: 'image/png' }), () => {}, () => false)
  if (!staged.ok) throw staged.error
  return staged.value.fileId
}

/** White paper, with nothing written on it. */
function blank(canvas: HTMLCanvasElement | null): void {
  const context = canvas?.getContext('2d')
  if (!canvas || !context) return
  context.fillStyle = paper
  context.fillRect(0, 0, size.width, size.height)
  delete canvas.dataset['written']
}

export function InkPad({ pad, onDrop, onWritten }: { readonly pad: InkRef; readonly onDrop: () => void; readonly onWritten: (written: boolean) => void }) {
  const { t } = useTranslation()
  const [isWritten, setWritten] = useState(false)
  const last = useRef<readonly [number, number] | null>(null)
  useEffect(() => blank(pad.current), [pad])
  const wipe = () => {
    blank(pad.current)
    setWritten(false)
    onWritten(false)
  }

  const place = (event: PointerEvent<HTMLCanvasElement>): readonly [number, number] => {
    const box = event.currentTarget.getBoundingClientRect()
    return [((event.clientX - box.left) / box.width) * size.width, ((event.clientY - box.top) / box.height) * size.height]
  }
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    const context = event.currentTarget.getContext('2d')
    if (last.current === null || !context) return
    const to = place(event)
    context.strokeStyle = ink
    context.lineCap = 'round'
    // A pen that is pressed harder writes broader; a mouse presses by half.
    context.lineWidth = 2 + 4 * (event.pressure || 0.5)
    context.beginPath()
    context.moveTo(...last.current)
    context.lineTo(...to)
    context.stroke()
    last.current = to
  }
  return (
    <div className={styles.pad}>
      <canvas
        ref={pad}
        width={size.width}
        height={size.height}
        role="img"
        aria-label={t('handling.ink.pad')}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          last.current = place(event)
          event.currentTarget.dataset['written'] = 'true'
          setWritten(true)
          onWritten(true)
          draw(event)
        }}
        onPointerMove={draw}
        onPointerUp={() => { last.current = null }}
        onPointerCancel={() => { last.current = null }}
      />
      <div className={styles.padActs}>
        <Button kind="bare" disabled={!isWritten} onClick={wipe}>{t('handling.ink.clear')}</Button>
        <Button kind="bare" onClick={onDrop}>{t('handling.ink.drop')}</Button>
      </div>
    </div>
  )
}
