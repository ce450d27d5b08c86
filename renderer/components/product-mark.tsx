/** Two nodes and the span between them. One colour, that of the text around it. */
export function ProductMark({ size = 20 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" stroke="currentColor" aria-hidden="true">
      <circle cx="3.5" cy="8" r="3" fill="currentColor" stroke="none" />
      <path d="M6 8H10" strokeWidth="2" />
      <circle cx="12.5" cy="8" r="2.25" strokeWidth="1.5" />
    </svg>
  );
}
