/** The house mark: a leaf that comes back. */
export function Mark({ size = 22 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden>
      <path d="M12 21c0-6 0-9 0-11" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      <path d="M12 13C6.5 13 4 9.5 4 4c5.5 0 8 3.5 8 9Z" fill="currentColor" />
      <path
        d="M12 16c4.5 0 7-2.7 7.500-8-4.800.2-7.500 3-7.500 8Z"
        fill="currentColor"
        opacity="0.7"
      />
    </svg>
  );
}
