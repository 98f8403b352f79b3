import { useEffect, useRef, useState } from 'react'

/** A value that follows another after it has rested for a while. @param ms how long */
export function useDelayed<Value>(value: Value, ms: number): Value {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return rested
}

/** A value that follows another at once while changes are rare, and only the last of many in a row. @param ms what is rare */
export function useRested<Value>(value: Value, ms: number): Value {
  const [shown, setShown] = useState(value)
  const last = useRef(0)
  useEffect(() => {
    const now = performance.now()
    const rare = now - last.current > ms
    last.current = now
    if (rare) return setShown(value)
    const timer = setTimeout(() => setShown(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return shown
}
