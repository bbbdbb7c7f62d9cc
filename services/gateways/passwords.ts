/** Hashing passwords as the use cases see it; the real one runs argon2id off the main thread (control 28). */
export type PasswordHasher = {
  /** A salted hash with its parameters, ready to keep. */
  hash(password: string): Promise<string>;
  /**
   * Whether the password fits. Without a hash it does the same work and answers no, so that an
   * unknown username takes as long as a known one. `outdated`: the hash was made with weaker
   * parameters than today's and should be made again.
   */
  verify(hash: string | null, password: string): Promise<{ fits: boolean; outdated: boolean }>;
};
