/** The seal: a ring with VT, the one red thing of the title row. */
export function Seal({ size = 22 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 22 22" aria-hidden>
      <circle cx="11" cy="11" r="9.75" fill="none" stroke="var(--accent)" strokeWidth="2.2" />
      <text x="11" y="14.6" textAnchor="middle" fill="var(--accent)" fontSize="9.5" fontWeight="600">VT</text>
    </svg>
  )
}
