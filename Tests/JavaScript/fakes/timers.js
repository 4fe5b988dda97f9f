// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

/** Time that passes only when a test says so. */
export class FakeTimers {
  #now = 1_780_473_600_000;
  #waiting = [];

  now() {
    return this.#now;
  }

  after(milliseconds, action) {
    const entry = { at: this.#now + milliseconds, action };
    this.#waiting.push(entry);
    return () => { this.#waiting = this.#waiting.filter(other => other !== entry); };
  }

  /** Lets time pass and everything that is due run, with what follows from it. */
  async pass(milliseconds) {
    const end = this.#now + milliseconds;
    await settle();
    for (;;) {
      const next = this.#waiting.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#waiting = this.#waiting.filter(other => other !== next);
      this.#now = Math.max(this.#now, next.at);
      next.action();
      await settle();
    }
    this.#now = end;
    await settle();
  }

  /** The machine's clock moves and no timer runs: the machine slept. */
  sleep(milliseconds) {
    this.#now += milliseconds;
  }
}

/** All that is already resolved has run. */
export async function settle() {
  await new Promise(resolve => setImmediate(resolve));
}
