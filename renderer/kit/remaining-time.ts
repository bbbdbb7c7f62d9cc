/** How long work will still take, said as people say it, from how far it got so far (UI-7). */
export function remainingWords(done: number, total: number, elapsedMs: number): string {
  // Too early a guess is worse than none.
  if (done <= 0 || total <= 0 || elapsedMs < 1500) return "";
  if (done >= total) return "Almost done";
  const seconds = ((elapsedMs / done) * (total - done)) / 1000;
  if (seconds < 5) return "A few seconds left";
  if (seconds <= 50) return `About ${Math.ceil(seconds / 10) * 10} seconds left`;
  const minutes = Math.round(seconds / 60);
  if (minutes <= 1) return "About a minute left";
  if (minutes < 60) return `About ${minutes} minutes left`;
  const hours = Math.round(minutes / 60);
  return hours === 1 ? "About an hour left" : `About ${hours} hours left`;
}
