import { useEffect, useState } from 'react'

/** A value that follows another after it has rested for a while. @param ms how long */
export function useDelayed<Value>(value: Value, ms: number): Value {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return rested
}
